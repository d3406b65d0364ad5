#!/usr/bin/env python3
"""The directory of bans: companies, brands, marks and laws from outside. Writes TAP.

usage: directory_test.py BIRTHMARK
"""
import json, os, pathlib, subprocess, sys, tempfile

from tap import check, finish

birthmark = sys.argv[1]


def run(*arguments, **variables):
    done = subprocess.run([birthmark, *map(str, arguments)], capture_output=True, timeout=60, text=True,
                          env={**os.environ, 'LC_ALL': 'C.UTF-8', **variables})
    return done.returncode, done.stdout, done.stderr


def ids(*arguments):
    code, out, _ = run(*arguments, '--json')
    return [json.loads(line)['id'] for line in out.splitlines()] if code == 0 else code


def one(*arguments):
    return json.loads(run(*arguments, '--json')[1].splitlines()[0])


COMPANIES = '''
- { company: zz-top, name: "Zz Top Group Co., Ltd.", native: 众众集团, country: CN, role: holding, source: s, trust: high }
- company: zz-mid
  name: "Zz Middle Works Ltd."
  country: NL
  role: cameras
  owners: [ { owner: zz-top, percent: 60, as-of: 2020-05-06, trust: high } ]
  source: s
  trust: high
- company: zz-low
  name: "Zz Lower Works Ltd."
  country: NL
  role: cameras
  owners: [ { owner: zz-mid, percent: 55.5, trust: hint } ]
  source: s
  trust: hint
'''
BRANDS = '''
- brand: zzlabel
  name: ZzLabel
  owner: zz-low
  makers:
    - { maker: zz-mid, share: some, from: 2015, until: 2019, relation: relabelled product, trust: high, source: s }
    - { maker: zz-low, share: most, from: 2019, relation: own brand of the maker, trust: medium, source: s }
  trust: high
'''
LAWS = '''
- law: zz-ban
  title: "No cameras of Zz"
  jurisdiction: NL
  authority: the test
  citation: none
  announced: 2020-01-01
  from: 2021-01-01
  suspended: [ { from: 2022-01-01, until: 2023-01-01, source: s } ]
  roles: [nl-municipality]
  acts: [buy]
  scope: Keeps one maker out.
  clauses:
    - clause: maker
      when: { maker: [zz-top], affiliates: 50 }
      status: prohibited
      because: The rule names it.
  sources: [s]
  trust: high
  examples: [ { maker: zz-top, class: camera, on: 2024-01-01, status: prohibited } ]
  counters: [ { maker: axis, class: camera, on: 2024-01-01, status: clear } ]
'''


def test_search():
    check(ids('companies', 'hikvision')[0] == 'hikvision', 'the exact id comes first')
    for query in ('海康威视', '海康威視', 'haikang', 'hai kang wei shi', 'HAIKANGWEISHI', 'hkws', 'ｈｉｋｖｉｓｉｏｎ', 'HIK VISION', 'h1kvision', 'Hikvisi0n'):
        found = ids('companies', query)
        check(found and found[0] == 'hikvision', f'a company is found as {query}', found)
    check({'hikvision', 'cethik'} <= set(ids('companies', '海康')), 'part of a Chinese name finds all that have it')
    check(set(ids('companies', 'japan')) >= {'sony'}, 'a country finds the companies that sit there')
    found = one('companies', 'hai kang wei shi')['found']
    check(found and 'Haikang' in found, 'it is said as what it was found', found)
    check('hikvision/app-webs' in ids('marks', '海康威视') and 'hikvision/app-webs' in ids('marks', 'http.server'), 'marks are found by any name of the maker, and by field')
    check('lorex' in ids('brands', '大华'), 'brands are found by their makers')
    check('us-ndaa2019-889b' in ids('laws', '海康威视') and 'us-ndaa2019-889b' in ids('laws', '889 ndaa'), 'laws are found by whom they meet, and by words in any order')
    check(one('laws', 'hikvision')['found'] == 'name', 'and it is said how they meet it')


def test_nothing():
    code, out, err = run('companies', 'hikvison')
    check((code, out) == (0, '') and 'hikvision' in err, 'a near miss is answered with what may have been meant', err)
    check(run('companies', 'hikvison', '--quiet') == (0, '', ''), 'unless it is to be quiet')
    for kind in 'companies', 'brands', 'marks', 'laws':
        check(run(kind, 'qqqqqqqq', '--json')[:2] == (0, ''), f'{kind}: nothing is found and nothing is printed')
    code, out, err = run('brands', '\x1b[2J\u202e')
    check(code == 0 and '\x1b' not in err + out and '\u202e' not in err + out, 'what was asked for cannot steer the terminal', repr(err))
    check(run('companies', '--', '---')[0] == 0, 'a search for nothing that counts finds nothing')


def test_cards():
    _, out, _ = run('companies', 'hikvision', '--on', '2026-11-22')
    for words in ('杭州海康威视', 'hǎi kāng', 'Ownership', '┌─ CETHIK', '● Hangzhou Hikvision', '├─ Hangzhou EZVIZ', 'MAC blocks', 'only remembered', 'us-ndaa2019-889b', '━'):
        check(words in out, f'the card of a company has {words}')
    _, out, _ = run('companies', 'hikvision', LC_ALL='C')
    check(not set('┌├└│●━┈▶') & set(out) and '|-' in out and '=' in out, 'lines are ASCII where the locale is')
    _, out, _ = run('brands', 'honeywell')
    check('the label alone proves nothing' in ' '.join(out.split()), 'a label of several makers proves nothing')
    _, out, _ = run('marks', 'hikvision/app-webs')
    check('Must match' in out and 'Must not match' in out and 'App-webs/{}' in out, 'the card of a mark has its examples and counters')
    _, out, _ = run('laws', 'us-ndaa2019-889b')
    check(all(words in out for words in ('In our words', '2018-08-13  announced', 'What it covers', 'Shown by examples', 'Sources')), 'the card of a law tells what it says')


def test_ambiguous():
    _, out, _ = run('companies', 'TP-Link')
    check('tp-link-systems' in out and 'tp-link-technologies' in out and out.startswith('COMPANY'), 'a name that two firms share a beginning of shows both', out[:300])


def test_own(folder):
    for name, text in ('companies', COMPANIES), ('brands', BRANDS), ('laws', LAWS):
        (folder / name).mkdir()
        (folder / name / 'zz.yaml').write_text(text)
    own = ('--data', folder)
    card = one('companies', 'zz-low', *own, '--on', '2022-06-01')
    met = {r['law']: r for r in card['restrictions']}
    check(card['owners'][0] == {'id': 'zz-mid', 'percent': 55.5, 'as_of': None, 'trust': 'hint', 'control': False}, 'owners as JSON', card['owners'])
    check([o['id'] for o in one('companies', 'zz-mid', *own)['owned']] == ['zz-low'], 'what it owns as JSON')
    check(met['zz-ban']['by'] is None and met['zz-ban']['by_what'] == 'ownership' and met['zz-ban']['sure'] is False, 'a share that is only remembered is not sure', met['zz-ban'])
    check(met['zz-ban']['standing'] == 'suspended' and met['zz-ban']['suspended'] == [{'from': '2022-01-01', 'until': '2023-01-01'}], 'suspended on that day')
    stands = {d: {r['law']: r['standing'] for r in one('companies', 'zz-mid', *own, '--on', d)['restrictions']}['zz-ban'] for d in ('2020-06-01', '2021-06-01', '2023-01-01')}
    check(list(stands.values()) == ['coming', 'in-force', 'in-force'], 'how a law stands follows the day', stands)
    top = {r['law']: (r['by_what'], r['sure']) for r in one('companies', 'zz-top', *own)['restrictions']}
    check(top['zz-ban'] == ('name', True) and top['uk-wms-2022-11'] == ('country', True), 'by name, and by country', top)
    check(ids('companies', 'zhongzhong', *own) == ['zz-top'], "a user's own Chinese names have readings, too")
    _, out, _ = run('companies', 'zz-mid', *own, '--on', '2024-01-01')
    check('  ┌─ Zz Top Group Co., Ltd. (zz-top), China: 60 % as of 2020-05-06; trust high\n  ● Zz Middle Works Ltd. (zz-mid), Netherlands\n  └─ Zz Lower Works Ltd. (zz-low), Netherlands: 55.5 %; only remembered\n     sells as ZzLabel\n' in out, 'the tree of owners', out)
    _, out, _ = run('brands', 'zzlabel', *own, '--on', '2024-01-01')
    bars = [line for line in out.splitlines() if '━' in line]
    check(len(bars) == 2 and not bars[0].endswith('▶') and bars[1].endswith('▶'), 'makers of a brand on a timeline', out)
    check('Its maker has changed' in ' '.join(out.split()), 'where the maker changed the label proves nothing', out)
    _, out, _ = run('brands', 'zzlabel', *own, '--on', '2018-01-01')
    check('More than one maker' in ' '.join(out.split()), 'nor while there are two', out)


test_search()
test_nothing()
test_cards()
test_ambiguous()
with tempfile.TemporaryDirectory() as scratch:
    test_own(pathlib.Path(scratch))
finish()
