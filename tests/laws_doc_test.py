#!/usr/bin/env python3
"""What doc/laws.md shows is a law that loads, and whose examples come out. Writes TAP.

usage: laws_doc_test.py BIRTHMARK LAWS_MD

A council's own rule, as a clerk would write it down from the page: the whole law, the same with the
exceptions that the page shows after it, and the same with a slip, which is refused by its line.
"""
import json, pathlib, re, subprocess, sys, tempfile

from tap import check, finish

birthmark, page = sys.argv[1], pathlib.Path(sys.argv[2]).read_text(encoding='utf-8')


def run(folder, *arguments, given=None):
    done = subprocess.run([birthmark, *arguments, str(folder)], capture_output=True, text=True, timeout=60, input=given)
    return done.returncode, done.stdout, done.stderr


def checked(folder, text):
    (folder / 'laws').mkdir(exist_ok=True)
    (folder / 'laws' / 'zeedorp.yaml').write_text(text, encoding='utf-8')
    return run(folder, 'data', 'check')


def test_page(folder):
    law, exceptions = re.findall(r'^```yaml\n(.*?)^```', page, re.M | re.S)[:2]
    code, _, said = checked(folder, law)
    check(code == 0, 'the law that the page shows is good, and its examples come out', said)
    both, swapped = re.subn(r'(?ms)^  exceptions:\n.*?(?=^  sources:)', lambda _: exceptions, law)
    check(swapped == 1, 'it has exceptions to put the others in place of')
    code, _, said = checked(folder, both)
    check(code == 0, 'so it is with the exceptions that tests tell', said)
    line = law.splitlines().index('    - clause: none-left') + 2
    code, _, said = checked(folder, law.replace('maker-country', 'maker-land').replace('maker-land', 'maker-country', 1))
    check(code == 65 and f'zeedorp.yaml:{line}:' in said, 'a slip is refused by its line', said)
    code, _, said = checked(folder, law.replace('status: prohibited-new, by: 2030-03-01', 'status: prohibited'))
    check(code == 65 and 'zeedorp.yaml:' in said, 'an example that does not come out is refused', said)


def test_judged(folder):
    law = re.search(r'^```yaml\n(.*?)^```', page, re.M | re.S)[1]
    checked(folder, law)
    device = json.dumps({'device': 'gate', 'observations': [{'field': 'mac', 'value': '28:57:be:00:00:00'},
                                                            {'field': 'http.server', 'value': 'App-webs/'}]}) + '\n'
    told = {}
    for role, day in ('zeedorp', '2026-03-01'), ('zeedorp', '2026-02-28'), ('utrecht', '2026-03-01'):
        _, out, _ = run(folder, 'identify', '-', '--json', '--as', f'nl-municipality:{role}', '--on', day, '--data', given=device)
        told[role, day] = {v['law']: v['status'] for v in json.loads(out)['verdicts']}.get('nl-zeedorp-2026')
    check(told == {('zeedorp', '2026-03-01'): 'prohibited-new', ('zeedorp', '2026-02-28'): 'not-in-force',
                   ('utrecht', '2026-03-01'): None}, 'it holds from its day on, and for this city alone', told)


with tempfile.TemporaryDirectory() as name:
    test_page(pathlib.Path(name))
    test_judged(pathlib.Path(name))
finish()
