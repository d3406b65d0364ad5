#!/usr/bin/env python3
"""The directory of bans: companies, brands, marks, laws and dossiers from outside. Writes TAP.

usage: directory_test.py BIRTHMARK SAMPLE PROJECT
"""
import datetime, fcntl, json, os, pathlib, pty, re, struct, subprocess, sys, tempfile, termios, unicodedata

from tap import check, finish

birthmark, sample, project = os.path.abspath(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])


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


DATED = '''
- { company: aa-first, name: "Aa First Ltd.", country: CN, source: s, trust: high }
- { company: aa-above, name: "Aa Above Ltd.", country: CN, source: s, trust: high }
- company: aa-second
  name: "Aa Second Ltd."
  country: NL
  owners: [ { owner: aa-above, percent: 70, trust: high } ]
  source: s
  trust: high
- company: aa-made
  name: "Aa Made Ltd."
  country: NL
  owners:
    - { owner: aa-first, percent: 60, from: 2018-02-12, until: 2022-11-30, trust: high }
    - { owner: aa-second, percent: 60, from: 2022-11-30, trust: high }
  source: s
  trust: high
'''
DOSSIERS = '''
- dossier: aa-made
  read: the register of the test
  read-until: 2026-05-20
  former-names: [ { name: Old Works, until: 2019, source: s, trust: hint } ]
  allegations:
    - { id: late, about: origin, what: It was said later., by: Somebody, on: 2025-02, source: paper two, trust: high }
    - { id: early, about: human-rights, what: It was said first., by: Somebody else, on: 2019, source: paper one, trust: low, note: of one page }
    - { id: unheard, about: other, what: Nobody kept the paper., by: Nobody, source: memory, trust: hint }
  answers:
    - { to: [late], what: It says that this is not so., on: 2025-03-01, source: its letter, trust: high }
    - { what: It speaks in general., source: its page, trust: medium }
  decisions:
    - { law: nl-amsterdam-2024, by: Amsterdam, on: 2024-06-10, source: at5.nl, trust: high }
  claims:
    - { what: It holds a certificate., by: A certifier, source: seen, trust: medium }
  questions:
    - { step: prevent, ask: Was it mended?, because: it was promised }
'''
# The same in Dutch, piece by piece.
DUTCH = [
    '  nl:\n    title: "Zeedorp: geen camera\'s van Chinese fabrikanten meer"\n    authority: Gemeente Zeedorp (college)\n    citation: Raadsbrief 2026/114\n    scope: Alle afdelingen van de stad.\n',
    "      nl: { because: De stad koopt geen camera's van Chinese fabrikanten meer. }\n",
    '      nl: { because: Sinds 1 maart 2030 heeft de stad er geen. }\n',
    "      nl: { what: Camera's van voor de brief mogen blijven., ask: is de camera voor 2020 gekocht?, because: Het is voor 2020 gekocht. }\n",
]
ZEEDORP = '''
- law: nl-zeedorp-2026
  title: "Zeedorp: no more cameras of Chinese makers"
  jurisdiction: NL
  authority: Gemeente Zeedorp (college)
  citation: Council letter 2026/114
  from: 2026-03-01
  roles: ["nl-municipality:zeedorp"]
  acts: [buy, use]
  scope: All departments of the city.
  nl:
    title: "Zeedorp: geen camera's van Chinese fabrikanten meer"
    authority: Gemeente Zeedorp (college)
    citation: Raadsbrief 2026/114
    scope: Alle afdelingen van de stad.
  clauses:
    - clause: no-new-ones
      when: { maker-country: [CN] }
      class: [camera, lpr]
      until: 2030-03-01
      status: prohibited-new
      by: 2030-03-01
      by-contract: yes
      because: The city buys no more cameras of Chinese makers.
      nl: { because: De stad koopt geen camera's van Chinese fabrikanten meer. }
    - clause: none-left
      when: { maker-country: [CN] }
      class: [camera, lpr]
      from: 2030-03-01
      status: prohibited
      because: Since 1 March 2030 the city has none.
      nl: { because: Sinds 1 maart 2030 heeft de stad er geen. }
  exceptions:
    - what: Cameras from before the letter may stay.
      ask: was it bought before 2020?
      when: { acquired-before: 2020-01-01 }
      clauses: [no-new-ones]
      because: It was bought before 2020.
      nl: { what: Camera's van voor de brief mogen blijven., ask: is de camera voor 2020 gekocht?, because: Het is voor 2020 gekocht. }
  sources: ["Council letter 2026/114", "minutes of the council"]
  trust: high
  examples:
    - { maker: hikvision, class: camera, on: 2026-03-01, status: prohibited-new, by: 2030-03-01 }
    - { maker: hikvision, class: camera, on: 2030-03-01, status: prohibited }
  counters:
    - { maker: hikvision, class: camera, on: 2026-02-28, status: not-in-force }
    - { maker: hikvision, class: camera, acquired: 2019-12-31, on: 2026-03-01, status: not-in-force }
    - { maker: axis, class: camera, on: 2026-03-01, status: clear }
    - { maker: hikvision, class: printer, on: 2026-03-01, status: clear }
'''


def words(text):
    """The text without its line breaks."""
    return ' '.join(text.split())


def columns(line):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in 'WF' else 1 for c in line)


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
    check(card['owners'][0] == {'id': 'zz-mid', 'percent': 55.5, 'as_of': None, 'from': None, 'until': None, 'trust': 'hint', 'control': False}, 'owners as JSON', card['owners'])
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


def test_show():
    for kind, name in ('companies', 'luminys'), ('brands', 'annke'), ('marks', 'hikvision/app-webs'), ('laws', 'us-asda-2023'):
        code, out, err = run(kind, 'show', name)
        check(code == 0 and err == '' and out.count('\n') > 5, f'{kind} show shows one', (code, err))
        check(len(run(kind, 'show', name, '--json')[1].splitlines()) == 1, f'{kind} show gives one line of JSON')
        code, out, err = run(kind, 'show', 'qqqqqqqq')
        check(code == 66 and out == '' and 'qqqqqqqq' in err, f'{kind} show of nothing is an error', (code, err))
    code, out, err = run('companies', 'show', 'TP-Link')
    check(code == 66 and 'tp-link-systems' in out and 'may mean 2 companies' in err, 'show of a name that two firms have lists both, and is an error', err)
    check(run('companies', 'show', 'TP-Link', '--json')[:2] == (66, ''), 'nothing is printed as JSON then')
    check(run('companies', 'show', '海康威视')[0] == 0, 'show takes any name, in any script')
    check(run('companies', 'show')[0] == 0 and run('companies', '--', 'show')[0] == 0, 'the word show alone is searched for')
    code, out, err = run('companies', 'hai', 'kang')
    check(code == 2 and 'quotes' in err, 'two words that are not quoted are refused', err)


def test_dossiers():
    card = one('companies', 'show', 'hikvision', '--on', '2026-11-22')
    statements = [s for key in ('allegations', 'answers', 'decisions', 'claims') for s in card[key]]
    check({'xinjiang-2019', 'military-list'} <= {a['id'] for a in card['allegations']}, 'allegations as JSON', card['allegations'])
    check(all(s['source'] and s['trust'] in ('hint', 'low', 'medium', 'high') for s in statements) and len(statements) > 10, 'every statement has source and trust')
    check(all(a['by'] and a['answered'] is False for a in card['allegations']), 'every allegation has somebody who says so')
    order = ['identify', 'assess', 'prevent', 'account']
    steps = [q['step'] for q in card['questions']]
    check(set(steps) == set(order) and steps == sorted(steps, key=order.index), 'questions by step', steps)
    check(any(q['about'] == 'xinjiang-2019' for q in card['questions']), 'an allegation without an answer is a question')
    check(any('us-bis-affiliates-50' in q['ask'] for q in card['questions']), 'a rule of which nobody knows whether it holds is a question')
    _, out, _ = run('companies', 'show', 'hikvision', '--on', '2026-11-22')
    for head in ('What is said of it', 'What it answered', 'What was decided about it', 'Certificates and claims of its own', 'What a buyer must still ask', 'How far this goes'):
        check(f'\n\n{head}\n  ' in out, f'the card has: {head}')
    check('None was found. That does not mean that it has none.' in out, 'where nothing is on record it says so')
    none = one('companies', 'axis')
    check(none['dossier'] is None and none['allegations'] == [] and 'there is no dossier' in none['questions'][0]['because'], 'a company without a dossier has questions, the first that there is none')
    check('which clears nobody' in words(run('companies', 'axis')[1]), 'and that clears nobody')
    with_dossier = {c['id'] for c in map(json.loads, run('companies', '--json')[1].splitlines()) if c['dossier']}
    check(len(with_dossier) >= 30, 'there are dossiers', len(with_dossier))
    wanted = set('hikvision dahua huawei zte hytera dji uniview tiandy autel-robotics tp-link-technologies tp-link-systems luminys megvii sensetime yitu'.split())
    check(wanted <= with_dossier, 'of all for which there is material', wanted - with_dossier)


def test_own_dossier(folder):
    for name, text in ('companies', DATED), ('dossiers', DOSSIERS):
        (folder / f'{name}.yaml').write_text(text)
    own = ('--data', folder)
    card = one('companies', 'show', 'aa-made', *own)
    check([a['id'] for a in card['allegations']] == ['early', 'late', 'unheard'], 'statements stand in the order of their days, those without one last')
    check({a['id']: a['answered'] for a in card['allegations']} == {'late': True, 'early': False, 'unheard': False}, 'an answer settles what it names, and no more')
    check([a['on'] for a in card['allegations']] == ['2019', '2025-02', None], 'a day is as exact as it is known')
    check(card['former_names'] == [{'name': 'Old Works', 'until': '2019', 'source': 's', 'trust': 'hint'}], 'former names')
    asked = [(q['step'], q['about']) for q in card['questions'] if q['about']]
    check(asked == [('assess', 'early'), ('assess', 'early'), ('assess', 'unheard'), ('assess', 'unheard')], 'without an answer, and of a weak source: two questions', asked)
    check(('prevent', 'Was it mended?') in [(q['step'], q['ask']) for q in card['questions']], "the dossier's own questions stand among the others")
    check(not any('certificates' in q['ask'] for q in card['questions']), 'what is on record is not asked for')
    check(card['dossier'] == {'read': 'the register of the test', 'read_until': '2026-05-20'}, 'what was read, until when')
    _, out, _ = run('companies', 'show', 'aa-made', *own)
    check('Formerly       Old Works (until 2019) (only remembered)' in out, 'former names on the card')
    check('''  2019        Human rights (early). Somebody else: It was said first.
              No answer to this is on record.
              Note: of one page. Source: paper one; trust low
  2025-02     Origin of goods (late). Somebody: It was said later.
              Source: paper two; trust high
''' in out, 'the dossier reads well', out)
    check('Source: memory; only remembered' in out, 'what is only remembered is marked')


def test_days_of_owners(folder):
    own = ('--data', folder)

    def card(on, company='aa-made'):
        return words(run('companies', 'show', company, '--on', on, *own)[1].split('Restrictions that touch')[0].replace('│', ''))

    check('┌─ Aa First Ltd. (aa-first), China: 60 %, from 2018-02-12 until 2022-11-30; trust' in card('2020-01-01'), 'a holding has its days', card('2020-01-01'))
    check('not yet' in card('2020-01-01') and 'no longer' not in card('2020-01-01') and 'Aa Above' not in card('2020-01-01'), 'one that has not begun says so, and what stands above it is left out', card('2020-01-01'))
    check('no longer' in card('2022-11-30') and 'not yet' not in card('2022-11-30') and 'Aa Above' in card('2022-11-30'), 'one that has ended says so; the other holds from that very day', card('2022-11-30'))
    check('since 2022-11-30: not yet' in card('2020-01-01', 'aa-second'), 'from above it is the same', card('2020-01-01', 'aa-second'))
    owners = one('companies', 'show', 'aa-made', *own)['owners']
    check([(o['from'], o['until']) for o in owners] == [('2018-02-12', '2022-11-30'), ('2022-11-30', None)], 'days of owners as JSON', owners)


def test_law_cards(folder):
    (folder / 'laws.yaml').write_text(ZEEDORP)
    _, out, _ = run('laws', 'show', 'nl-zeedorp-2026', '--data', folder, '--on', '2026-06-01')
    for line in ('  no-new-ones: prohibited for new purchases', "    Covers         its maker's seat is in China", '    Kinds          camera, lpr',
                 '    Days           from 2026-03-01 up to, not including, 2030-03-01', '    Gone by        2030-03-01, or the end of its contract if that is earlier',
                 '    Applies to     bought before 2020-01-01', '    Takes away     the clause no-new-ones', '    Ask            was it bought before 2020?'):
        check(f'\n{line}\n' in out, 'the card of a law has: ' + words(line), out)
    law = one('laws', 'show', 'nl-zeedorp-2026', '--data', folder)
    check(law['exceptions'][0]['when'] == {'acquired-before': ['2020-01-01']} and law['exceptions'][0]['clauses'] == ['no-new-ones'], 'exceptions with their tests as JSON', law['exceptions'])
    check(law['clauses'][0]['by_contract'] is True and len(law['examples']) == 6 and law['estate'] is None, 'clauses, examples and no estate as JSON')
    _, out, _ = run('laws', 'show', 'ua-nacp-2023')
    check('no rule on devices' in out and '━' not in out, 'a notice is never drawn as in force', out)


def test_estate(folder):
    capture, estate = folder / 'street.pcap', folder / 'birthmark.db'
    subprocess.run([sample, project / 'data/samples/street.yaml', capture], capture_output=True, check=True, timeout=60)
    code, _, err = run('read', capture, '--estate', estate)
    check(code == 0, 'an estate is there', err)
    before = estate.read_bytes()
    touched = one('laws', 'show', 'us-ndaa2019-889b', '--estate', estate)['estate']
    check(abs(datetime.date.fromisoformat(touched['judged_on']) - datetime.date.today()).days < 2 and touched['counts']['prohibited'] == len(touched['devices']) == 4, 'whom a law touches in the estate', touched)
    check(all(d['status'] == 'prohibited' and d['maker'] in ('hikvision', 'dahua', 'huawei') for d in touched['devices']), 'and as what', touched['devices'])
    _, out, _ = run('laws', 'show', 'us-ndaa2019-889b', '--estate', estate)
    check('Whom it touches in the estate' in out and f"The verdicts are as of {touched['judged_on']} or later; birthmark judge" in words(out), 'the card says so, and of which day that is', out)
    done = subprocess.run([birthmark, 'laws', 'show', 'us-ndaa2019-889b'], cwd=folder, capture_output=True, timeout=60, text=True, check=False)
    check('Whom it touches' in done.stdout, 'the estate that goes without saying is found where it is')
    done = subprocess.run([birthmark, 'laws', 'show', 'us-ndaa2019-889b'], cwd='/', capture_output=True, timeout=60, text=True, check=False)
    check('Whom it touches' not in done.stdout and done.returncode == 0, 'and is not missed where it is not')
    code, out, err = run('laws', 'show', 'us-ndaa2019-889b', '--estate', folder / 'none.db')
    check(code == 66 and 'In our words' in out and 'none.db' in err, 'one that is named and is not there is an error; the law is shown', err)
    check(estate.read_bytes() == before, 'the estate is only read')


def check_law(folder, *texts):
    """Checks the law of Zeedorp, parts of its text changed in pairs: code, stdout, stderr."""
    text = ZEEDORP
    for old, new in zip(texts[::2], texts[1::2]):
        if old not in text:
            raise ValueError(old)
        text = text.replace(old, new)
    (folder / 'mine.yaml').write_text(text)
    return run('laws', 'check', folder / 'mine.yaml', '--on', '2026-11-22')


def test_law_check(folder):
    code, out, err = check_law(folder)
    check((code, err) == (0, '') and 'Nothing is wrong: 1 law, and 6 examples' in words(out) and 'Worth a second look\n  Nothing.' in out, 'a good law', out + err)
    check('In our words   All departments of the city.' in out and '2030-03-01  prohibited: maker hikvision' in out, 'it is said in words what it does, with its examples')
    code, out, err = check_law(folder, 'scope:', 'scop:', 'status: prohibited\n', 'status: prohibitd\n', 'maker: axis', 'maker: axxis')
    lines = [line for line in err.splitlines() if 'mine.yaml:' in line]
    found = [any(word in line for line in lines) for word in ('scop', 'prohibitd', 'axxis')]
    check(code == 65 and out == '' and all(found), 'all that is wrong is told at once', err)
    check(lines == sorted(lines, key=lambda l: int(l.split('mine.yaml:')[1].split(':')[0])) and all(re.search(r'mine\.yaml:\d+:\d+: ', line) for line in lines), 'by line and column', lines)
    code, out, err = check_law(folder, 'on: 2030-03-01, status: prohibited', 'on: 2030-03-01, status: restricted')
    check(code == 65 and "comes out as 'prohibited', not 'restricted'" in err, 'an example that does not come out', err)
    code, out, err = check_law(folder, 'nl-zeedorp-2026', 'nl-amsterdam-2024')
    check(code == 65 and 'stands elsewhere already' in err, 'a law that has a name of ours', err)


def test_second_look(folder):
    none = '', ''
    day_before = '    - { maker: hikvision, class: camera, on: 2026-02-28, status: not-in-force }\n'
    old = '    - { maker: hikvision, class: camera, acquired: 2019-12-31, on: 2026-03-01, status: not-in-force }\n'
    printer = '    - { maker: hikvision, class: printer, on: 2026-03-01, status: clear }\n'
    later = '    - { maker: hikvision, class: camera, on: 2030-03-01, status: prohibited }\n'
    exception = ZEEDORP[ZEEDORP.index('  exceptions:'):ZEEDORP.index('  sources:')]
    for changes, said in (
            (('law: nl-zeedorp', 'law: zeedorp'), 'the id does not begin with its jurisdiction'),
            ((', "minutes of the council"]', ']'), 'trust is high and rests on one source'),
            (('class: [camera, lpr]\n      from', 'makes: [camera]\n      from', printer, ''), "the clause 'none-left' names a country and no class"),
            ((day_before, ''), 'the day before it holds'),
            ((printer, ''), 'a kind that is not meant'),
            (('maker: axis, class: camera', 'maker: axis, class: recorder'), 'a maker that is not meant'),
            (('{ maker: hikvision, class: camera, on: 2026-03-01, status: prohibited-new', '{ maker: hikvision, class: camera, on: 2026-03-02, status: prohibited-new',
              'maker: axis, class: camera, on: 2026-03-01', 'maker: axis, class: camera, on: 2026-03-02', printer, printer.replace('03-01', '03-02'), old, old.replace('03-01', '03-02')),
             'the first day on which it holds'),
            ((later, '', old, '', exception, ''), "no example meets the clause 'none-left'"),
            ((old, ''), 'no example meets this exception'),
            ([word for piece in DUTCH for word in (piece, '')], "it is not said in 'nl'"),
            (none, None)):
        code, out, err = check_law(folder, *changes)
        second = words(out.split('Worth a second look')[-1])
        wanted = second.count('mine.yaml:') == 1 and said in second if said else 'Nothing.' in second
        check(code == 0 and wanted, f'a second look: {said or "nothing, where nothing is"}', second + err)
    far = ZEEDORP.replace('2026-', '2046-').replace('2030-', '2050-')
    (folder / 'far.yaml').write_text(far)
    check('more than five years ahead' in words(run('laws', 'check', folder / 'far.yaml', '--on', '2026-11-22')[1]), 'a first day that lies far ahead')


def test_law_check_json(folder):
    (folder / 'good.yaml').write_text(ZEEDORP.replace(', "minutes of the council"]', ']'))
    (folder / 'bad.yaml').write_text(ZEEDORP.replace('nl-zeedorp', 'nl-other').replace('scope:', 'scop:'))
    code, out, _ = run('laws', 'check', folder / 'good.yaml', '--json')
    lines = [json.loads(line) for line in out.splitlines()]
    check(code == 0 and [line['kind'] for line in lines] == ['law', 'warning'] and lines[0]['examples'] == 6, 'a good law as JSON', lines)
    code, out, err = run('laws', 'check', folder / 'good.yaml', folder / 'bad.yaml', '--json')
    lines = [json.loads(line) for line in out.splitlines()]
    good = all(line['kind'] == 'complaint' and line['file'].endswith('bad.yaml') and line['line'] > 1 and line['what'] for line in lines)
    check(code == 65 and lines and good, 'complaints as JSON, of the file that is wrong', out + err)


def test_law_check_hostile(folder):
    hostile = {
        'no YAML': '- law: [a', 'binary': '\0\1\2\xff' * 999, 'deep': '[' * 99999, 'lists in lists': '- ' * 99999, 'no list': 'hello', 'anchors': '- &a [*a]',
        'large': '# nothing\n' * 200000, 'many keys': ''.join(f'{i:x}:\n' for i in range(150000)), 'many laws': '- { law: a }\n' * 50000,
        'many clauses': '- law: a\n  clauses:\n' + '    - { clause: b }\n' * 30000, 'colours': '- law: "\\e[31m\\u202e"\n',
    }
    for what, text in hostile.items():
        (folder / 'hostile.yaml').write_text(text, encoding='latin-1')
        try:
            done = subprocess.run([birthmark, 'laws', 'check', folder / 'hostile.yaml'], capture_output=True, timeout=30, check=False)
            good = done.returncode == 65 and b'hostile.yaml' in done.stderr and len(done.stderr) < 99999 and b'\x1b' not in done.stderr
            check(good, f'a hostile file is refused: {what}', done.stderr[:300])
        except subprocess.TimeoutExpired:
            check(False, f'a hostile file is refused: {what}', 'it takes too long')
    for path, code in (folder / 'nothing.yaml', 66), (folder, 66), ('/dev/zero', 74):
        check(run('laws', 'check', path)[0] == code, f'what is no file is an error ({code})')
    check(run('laws', 'check')[0] == 2, 'without a file it is asked for one')


def on_terminal(width, *arguments):
    """What a terminal of this width gets."""
    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack('HHHH', 50, width, 0, 0))
    child = subprocess.Popen([birthmark, *arguments], cwd='/', stdin=side, stdout=side, stderr=side, env={**os.environ, 'LC_ALL': 'C.UTF-8', 'TERM': 'xterm'})
    os.close(side)
    out = b''
    try:
        while chunk := os.read(main, 65536):
            out += chunk
    except OSError:  # the other end is closed
        pass
    os.close(main)
    child.wait(30)
    return out.decode()


def test_width():
    for arguments in ('--help',), ('--help', '--language', 'nl'), ('import', '--help'), ('scan', '--help', '--language', 'nl'):
        text = on_terminal(60, *arguments)
        wide = [line for line in text.split('\r\n') if columns(line) > 60]
        check(not wide and len(text) > 500, f'{" ".join(arguments)} fits 60 columns', wide)
    for width in 80, 120:
        for arguments in ('companies', 'show', 'hikvision'), ('companies', 'show', 'luminys', '--color=never'), ('laws', 'show', 'nl-amsterdam-2024'), ('laws', 'show', 'us-fcc-covered-list'):
            text = on_terminal(width, *arguments)
            plain = re.sub(r'\x1b\[[0-9;]*m', '', text)
            wide = [line for line in plain.split('\r\n') if columns(line) > width]
            check(not wide and len(plain) > 500, f'{" ".join(arguments)} fits {width} columns', wide)
            check(('\x1b[' in text) == ('--color=never' not in arguments), 'colours come when they are wanted')
            check(not re.search(r'[ \t]\r\n', plain) and '\r\n\r\n\r\n' not in plain, 'no blanks at the end of lines, no two empty lines', plain)


test_search()
test_nothing()
test_cards()
test_ambiguous()
test_show()
test_dossiers()
test_width()
for one_test in test_own, test_law_cards, test_estate, test_law_check, test_second_look, test_law_check_json, test_law_check_hostile:
    with tempfile.TemporaryDirectory() as scratch:
        one_test(pathlib.Path(scratch))
with tempfile.TemporaryDirectory() as scratch:
    test_own_dossier(pathlib.Path(scratch))
    test_days_of_owners(pathlib.Path(scratch))
finish()
