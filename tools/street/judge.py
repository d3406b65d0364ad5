#!/usr/bin/env python3
"""Compares what a scan said of a street with what `identify` says of the same answers.

usage: judge.py BIRTHMARK TRUTH ANSWERS [--routed] [--misses]

TRUTH is plan.py's; ANSWERS is what `birthmark scan --json` wrote. What only a question to all brings to light, no scan sees
behind a router, and no MAC: with --routed that is left out of what `identify` is given. data/questions.yaml says which
questions those are.
"""
import collections, json, pathlib, subprocess, sys

import yaml

QUESTIONS = pathlib.Path(__file__).resolve().parent.parent.parent / 'data' / 'questions.yaml'

SURE = ('confirmed', 'likely')
MISSES_SHOWN = 20


def lines(path):
    with open(path, encoding='utf-8') as f:
        return [json.loads(line) for line in f if line.strip()]


def by_address(answers):
    """Each address's answer; of two the one with more evidence."""
    found = {}
    for a in answers:
        for address in {a['device'], *(a.get('addresses') or [])}:
            if address not in found or len(a['evidence']) > len(found[address]['evidence']):
                found[address] = a
    return found


def maker(answer):
    """Whom it names as the maker, None where it does not dare to."""
    m = answer.get('maker') or {}
    return m.get('id') if m.get('grade') in SURE else None


def only_from_all():
    """Fields that nobody tells who is asked alone."""
    questions = [q for q in yaml.safe_load(QUESTIONS.read_text(encoding='utf-8')) if q.get('proto')]
    fields = {q['proto'] + '.raw' for q in questions if q.get('groups')} - {q['proto'] + '.raw' for q in questions if q.get('unicast')}
    return fields | ({'upnp.raw'} if 'ssdp.raw' in fields else set())  # its place stands in an answer of SSDP


def judge(birthmark, truth_path, answers_path, who=lambda truth: True, routed=False):
    """{what: [devices]} over those that `who` accepts."""
    unseen = only_from_all() | {'mac'} if routed else ()
    truth = [t for t in lines(truth_path) if who(t)]
    for t in truth:
        t['observations'] = [o for o in t['observations'] if o['field'] not in unseen]
    said = subprocess.run([birthmark, 'identify', '--json'], input='\n'.join(map(json.dumps, truth)), capture_output=True, text=True, check=True)
    expected = {a['device']: a for a in map(json.loads, said.stdout.splitlines())}
    found = by_address(lines(answers_path))
    result = collections.defaultdict(list)
    for t in truth:
        answer, wanted = found.get(t['device']), maker(expected[t['device']])
        result['devices'].append(t)
        if not answer:
            result['missed'].append(t)
            continue
        result['found'].append(t)
        got = maker(answer)
        kind = 'as identify' if got == wanted else 'not named' if got is None else 'named otherwise' if wanted else 'named though identify does not'
        result[kind].append({**t, 'wanted': wanted, 'got': got})
        if got:
            result['named'].append(t)
        if wanted:
            result['to be named'].append(t)
    return result


ROWS = ['devices', 'found', 'missed', 'to be named', 'named', 'as identify', 'not named', 'named otherwise', 'named though identify does not']


def table(columns):
    """Text: a row for each kind of outcome, a column for each result."""
    width = max(map(len, ROWS)) + 2
    text = ' ' * width + ''.join(f'{name:>12}' for name in columns) + '\n'
    for row in ROWS:
        text += f'{row:{width}}' + ''.join(f'{len(r[row]):>12}' for r in columns.values()) + '\n'
    return text


def misses(result):
    text = ''
    for kind in 'missed', 'not named', 'named otherwise':
        for t in result[kind][:MISSES_SHOWN]:
            fields = sorted({o['field'] for o in t['observations']})
            text += f'{kind}: {t["device"]} {t["quirk"] or "well-behaved"} wanted {t.get("wanted", "-")} got {t.get("got", "-")}: {" ".join(fields)}\n'
    return text


def main():
    words = [w for w in sys.argv[1:] if not w.startswith('--')]
    good, bad = (judge(*words, who=lambda t, is_bad=b: bool(t['quirk']) == is_bad, routed='--routed' in sys.argv) for b in (False, True))
    print(table({'well-behaved': good, 'bad ones': bad}), end='')
    if '--misses' in sys.argv:
        print(misses(good), end='')


if __name__ == '__main__':
    main()
