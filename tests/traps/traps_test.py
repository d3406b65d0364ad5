#!/usr/bin/env python3
"""What must not accuse: asks the program every trap of traps.yaml and streets.yaml; what must be understood however
it was written down: every form of forms.yaml; and whom it must name: makers.yaml. Writes TAP.

usage: traps_test.py BIRTHMARK SAMPLE
"""
import json, pathlib, subprocess, sys, tempfile
import yaml

birthmark, sample = sys.argv[1], sys.argv[2]
here = pathlib.Path(__file__).parent
ON = '2026-11-21'  # the day of the law
GRADES = ['unknown', 'possible', 'likely', 'confirmed']
ACCUSING = ('prohibited', 'prohibited-new', 'licence-required')
WORDS = {'never', 'most', 'maker', 'brand', 'class', 'soc', 'label', 'spared', 'laws'}


def grade_of(belief):
    return GRADES.index(belief['grade'])


def rank(expect, answer):
    """Whether a maker is named surer than it may be."""
    maker, most = answer['maker'], GRADES.index(expect.get('most', 'confirmed'))
    if 'never' in expect and maker['id'] not in expect['never']:
        return None
    return f'the maker is {maker["id"]}, {maker["grade"]}' if grade_of(maker) > most else None


def named(expect, answer):
    for aspect, least in ('maker', 2), ('brand', 1):
        want, got = expect.get(aspect), answer[aspect]
        if want == 'none' and got['id']:
            return f'the {aspect} is {got["id"]}, {got["grade"]}'
        if want not in (None, 'none') and (got['id'] != want or grade_of(got) < least):
            return f'the {aspect} is not {want}, but {got["id"]}, {got["grade"]}'
    return None


def facts(expect, answer):
    soc = {'none': None}.get(expect.get('soc'), expect.get('soc'))
    label = {'unknown': None}.get(expect.get('label'), expect.get('label'))
    if 'class' in expect and answer['class'] not in expect['class']:
        return f'the class is {answer["class"]}'
    if 'soc' in expect and answer['soc'] != soc:
        return f'the chip is {answer["soc"]}'
    if 'label' in expect and answer['relabelled'] is not label:
        return f'relabelled is {answer["relabelled"]}'
    return None


def judged(expect, answer):
    for verdict in answer['verdicts']:
        allowed = expect.get('laws', {}).get(verdict['law'])
        if allowed and verdict['status'] not in allowed:
            return f'{verdict["law"]} says {verdict["status"]}'
        if expect.get('spared') and verdict['status'] in ACCUSING:
            return f'{verdict["law"]} says {verdict["status"]}'
    missing = set(expect.get('laws', {})) - {v['law'] for v in answer['verdicts']}
    return f'nobody asked {missing}' if missing else None


def fault(expect, answer):
    """What is wrong with an answer, as a sentence; None when all is as expected."""
    if set(expect) - WORDS:
        return f'unknown words {set(expect) - WORDS}'
    return next((why for check in (rank, named, facts, judged) if (why := check(expect, answer))), None)


def run(*arguments, given=None):
    return subprocess.run([birthmark, *arguments], input=given, capture_output=True, timeout=100).stdout.decode()


def observations(shows):
    return [{'field': field, 'value': value}
            for field, values in shows.items() for value in (values if isinstance(values, list) else [values])]


def identify():
    """(name, expectation, answer) for every case of every file here but streets.yaml."""
    files = (file for file in sorted(here.glob('*.yaml')) if file.name != 'streets.yaml')
    traps = [t for file in files for t in yaml.safe_load(file.read_text())]
    cases = [(f'{t["trap"]}: {c["case"]}', c) for t in traps for c in t['cases']]
    records = [{'device': name, 'observations': observations(case['shows'])} for name, case in cases]
    given = ''.join(json.dumps(r) + '\n' for r in records).encode()
    answers = [json.loads(line) for line in run('identify', '--json', '--quiet', '--on', ON, given=given).splitlines()]
    for (name, case), answer in zip(cases, answers, strict=True):
        yield name, case['expect'], answer


def read(folder):
    """The same for every device of every street of streets.yaml: what a capture of it says."""
    for number, street in enumerate(yaml.safe_load((here / 'streets.yaml').read_text())):
        description, capture = folder / f'{number}.yaml', folder / f'{number}.pcap'
        description.write_text(json.dumps(street['street'], default=str))  # JSON is YAML
        subprocess.run([sample, description, capture], check=True, capture_output=True)
        answers = {a['device']: a for a in map(json.loads, run('read', '--json', '--quiet', '--no-estate', '--on', ON, capture).splitlines())}
        for name, expect in street['expect'].items():
            yield f'{street["trap"]}: {name}', expect, answers.get(name)
        wanted = street.get('devices')
        if wanted is not None:
            yield f'{street["trap"]}: the devices', {}, {'devices': sorted(answers)} if sorted(answers) != sorted(wanted) else {}


def main():
    count = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, expect, answer in [*identify(), *read(pathlib.Path(folder))]:
            why = 'no such device' if answer is None else f'they are {answer["devices"]}' if 'devices' in answer else \
                fault(expect, answer) if answer else None
            count += 1
            failed += why is not None
            print(f'{"not ok" if why else "ok"} {count} - {name}' + (f'\n# {why}' if why else ''))
    print(f'1..{count}')
    return failed > 0


sys.exit(main())
