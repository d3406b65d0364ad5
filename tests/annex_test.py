#!/usr/bin/env python3
"""The documents of `birthmark report --document`: what they say, and what a public one does not. Writes TAP.

usage: annex_test.py BIRTHMARK SAMPLE PROJECT
"""
import collections, hashlib, html, json, pathlib, re, subprocess, sys, tempfile, xml.etree.ElementTree as tree

from tap import check, finish

birthmark, sample, project = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
LTS, HIK, DAHUA, HUAWEI = '14:2f:fd:31:07:a2', '28:57:be:4c:10:9d', '00:1f:54:5e:22:11', '4c:1f:cc:88:02:10'
WHO = ('--by', 'Anna Jansen')
DAY = ('--on', '2026-11-22')
COUNCIL = ('--as', 'nl-municipality:amsterdam', *DAY)
CONTRACTOR = ('--as', 'us-federal-contractor', *DAY)
SECRETS = ['Sporthal', 'Zwembad', 'noord', 'zuid', 'Beta', 'Gamma', 'Masten', 'Anna Jansen', 'weighed by hand', 'street.pcap', 'e.db',
           'c-2021']


def run(*arguments, estate):
    return subprocess.run([birthmark, *map(str, arguments), '--estate', str(estate)], capture_output=True, timeout=100)


def lines(*arguments, estate):
    return [json.loads(line) for line in run(*arguments, estate=estate).stdout.decode().splitlines()]


def paper(*arguments, estate):
    done = run('report', '--output', '-', '--document', *arguments, estate=estate)
    return done.stdout.decode() if done.returncode == 0 else f'exit {done.returncode}: {done.stderr.decode()}'


def make_estate(folder):
    pcap, estate = folder / 'street.pcap', folder / 'e.db'
    subprocess.run([sample, project / 'data/samples/street.yaml', pcap], check=True, capture_output=True)
    for arguments in (
            ('read', pcap),
            ('site', 'put', 'noord', '--title', 'Sporthal <b>Noord</b>', '--network', '192.168.40.0/28', '--latitude', '52.4',
             '--longitude', '4.9', *WHO),
            ('site', 'put', 'zuid', '--title', 'Zwembad', *WHO),
            ('site', 'put', 'leeg', '--title', 'Leeg', *WHO),
            ('contract', 'put', 'c-2021-1', '--title', 'Masten & "meer"', '--supplier', 'Beta <script>B.V.', '--from', '2024-01-01',
             '--until', '2027-01-01', *WHO),
            ('contract', 'put', 'c-2021-2', '--title', 'Netwerk', '--supplier', 'Gamma', *WHO),
            ('tell', LTS, '--contract', 'c-2021-1', '--site', 'zuid', '--made-in', 'cn', *WHO),
            ('tell', DAHUA, '--contract', 'c-2021-1', *WHO),
            ('tell', HUAWEI, '--contract', 'c-2021-2', *WHO),
            ('decide', 'waiver', HIK, '--law', 'us-ndaa2019-889b', *WHO, '--why', 'weighed by hand', '--from', '2026-01-01',
             '--until', '2030-01-01')):
        done = run(*arguments, estate=estate)
        assert done.returncode == 0, (arguments, done.stderr)
    return estate


def tables(page):
    """Tables by caption: rows of cells, as text."""
    root = tree.fromstring(page.split('\n', 1)[1])
    return {''.join(t.find('caption').itertext()): [[' '.join(''.join(c.itertext()).split()) for c in row] for row in t.find('tbody')]
            for t in root.iter('table') if t.find('caption') is not None}


def number(text):
    return int(re.sub(r'[.,]', '', text))


def test_numbers(estate):
    """Every number of the annex is what `judge` and `devices` say."""
    judged = lines('judge', '--json', *COUNCIL, estate=estate)
    listed = lines('devices', '--json', estate=estate)
    page = paper('council-annex', '--confidential', *COUNCIL, estate=estate)
    t = tables(page)
    grades = collections.Counter(d['maker']['grade'] for d in judged)
    counts = [number(n) for n in re.findall(r'<dd class="count">([^<]*)</dd>', page)]
    check(counts == [len(judged), grades['confirmed'], grades['likely'], grades['possible'] + grades['unknown']] and counts[0] == 13,
          'the four numbers are those of judge', counts)
    sites = {row[0]: number(row[1]) for row in t['Devices by site']}
    titles = {'noord': 'Sporthal <b>Noord</b>', 'zuid': 'Zwembad', '': 'no site on record'}
    want = collections.Counter(titles[d.get('site') or ''] for d in listed)
    want['Leeg'] = 0
    check(sites == dict(want), 'numbers by site are those of devices', (sites, want))
    kinds = sum(number(row[1]) for row in t['Devices by kind'])
    check(kinds == len(listed), 'kinds add up to all devices', kinds)
    pairs = t['Devices by label and real maker']
    check([sum(number(row[k]) for row in pairs) for k in (2, 3, 4)] == [13, grades['confirmed'], grades['likely']],
          'labels and makers add up to all devices', pairs)
    words = {'prohibited': 'prohibited', 'prohibited-new': 'prohibited for new purchases', 'restricted': 'restricted', 'clear': 'not covered',
             'not-in-force': 'not in force', 'undetermined': 'a fact is missing', 'licence-required': 'needs a licence'}
    by_law = collections.defaultdict(collections.Counter)
    for d in judged:
        for v in d['verdicts']:
            by_law[v['law']][words[v['status']]] += 1
    rules = [dict((name, number(n)) for name, n in re.findall(r'>([a-z ]+)</span> ([\d,]+)</div>', row))
             for row in re.findall(r'<tr><th scope="row"><span>.*?</tr>', page)]
    check(sorted(map(sorted, (r.items() for r in rules))) == sorted(map(sorted, (c.items() for c in by_law.values()))) and rules,
          'each rule has the counts of judge', (rules, by_law))
    dues = collections.Counter(v['by'] for d in judged for v in d['verdicts'] if v.get('by') and v['status'] not in ('clear', 'not-in-force', 'undetermined'))
    check(sum(number(row[4]) for row in t['Days that rules and decisions set']) == sum(dues.values()) > 0, 'deadlines are those of judge', dues)
    held = {row[0]: number(row[3]) for row in t['Contracts and their devices']}
    check(held == {'Masten & "meer"': 2, 'Netwerk': 1}, 'contracts have their devices', held)
    check([row[2] for row in t['Contracts and their devices']] == ['31 December 2026', 'not known'],
          'a contract ends on the last day that it covers')
    named = [row[0] for row in t['Devices, their places and addresses']]
    check(named == [d['device'] for d in listed], 'the confidential annex lists every device')


def test_public(estate):
    for language in 'en', 'nl':
        page = paper('council-annex', '--language', language, *COUNCIL, estate=estate)
        check('<main' in page and not re.search(r'([0-9a-f]{2}:){3}', page), f'{language}: the public annex has no MAC')
        check(not re.search(r'\b\d{1,3}(\.\d{1,3}){3}\b', page.replace('birthmark 0.', '')), f'{language}: and no address')
        left = [s for s in SECRETS if s.lower() in html.unescape(page).lower()]
        check(not left, f'{language}: and no site, device, supplier, person or file', left)
        check(f'<html lang="{language}">' in page, f'{language}: it says its language')
    log = tables(paper('council-annex', '--public', *COUNCIL, estate=estate))['What was left out of this public annex']
    check({row[0]: number(row[1]) for row in log} == {
        'names of devices': 13, 'MAC addresses': 13, 'network addresses': 13, 'sites: name and position': 3,
        'names of the sources': number(log[4][1]), 'contracts: title and supplier': 2, 'decisions: who made them, and their reasons': 1},
        'the redaction log counts what was left out', log)


ENGLISH = {'the', 'and', 'which', 'this', 'that', 'from', 'not', 'rule', 'rules', 'device', 'devices', 'were', 'by', 'its', 'has', 'have',
           'their', 'what', 'who', 'made', 'when', 'known', 'maker', 'with', 'for', 'are', 'may', 'cameras', 'no', 'ended', 'clause'}


# Statutes are called by their names, and people's words stand as they wrote them.
NAMES = re.compile(r'weighed by hand|Rip and replace|Affiliates Rule|Secure and Trusted Communications Networks Act|Rule 60GG')


def dutch_of(page):
    """The words of a page that are not said to be in another language, without names of companies and commands."""
    root = tree.fromstring(page.split('\n', 1)[1])
    page_language = root.get('lang')

    def words(element, language):
        language = element.get('lang', language)
        if language == page_language and element.tag not in ('style', 'code'):
            yield element.text or ''
            yield element.get('aria-label', '')
        for child in element:
            yield from words(child, language)
            if language == page_language:
                yield child.tail or ''
    return ' '.join(words(root, page_language))


LAW_IN_ENGLISH = """
- law: zz-english
  title: No more of that
  jurisdiction: NL
  authority: a city
  citation: a letter
  from: 2020-01-01
  roles: [nl-municipality]
  acts: [buy]
  scope: All of the city.
  clauses:
    - { clause: one, when: { maker: [hikvision] }, status: restricted, because: The city is to weigh it. }
  sources: [s]
  trust: high
  examples: [{ maker: hikvision, class: camera, on: 2020-01-01, status: restricted }]
  counters: [{ maker: axis, class: camera, on: 2020-01-01, status: clear }]
"""


def test_languages(estate):
    """A Dutch paper speaks Dutch; what a law says that nobody put into it is marked as English."""
    roles = {'council-annex': ('--public', *DAY), 'far-52.204': CONTRACTOR, 'supplier-letter': DAY}
    for kind, how in (*roles.items(), ('council-annex', ('--confidential', *COUNCIL))):
        page = paper(kind, '--language', 'nl', *how, estate=estate)
        left = sorted(ENGLISH & set(re.findall(r'[a-z]+', NAMES.sub('', dutch_of(page)).lower())))
        check(not left and len(page) > 5000, f'{kind}: no English stands in it unsaid', left)
        check(' lang="en"' not in page, f'{kind}: every law that we know is said in Dutch')
    page = paper('council-annex', '--confidential', '--language', 'nl', *COUNCIL, estate=estate)
    check("Amsterdam: alle camera's van Chinese makelij binnen vijf jaar weg" in html.unescape(page), 'a Dutch law is called by its Dutch name')
    check("De stad koopt geen camera's van Chinese makelij meer." in html.unescape(page), 'and gives its reason in Dutch')
    check(paper('council-annex', '--confidential', '--language', 'nl', *COUNCIL, estate=estate).count('lang="en"') == 0, 'all of it')
    laws = [law for file in (project / 'data/laws').glob('*.yaml') for law in re.split(r'(?m)^(?=- law:)', file.read_text())[1:]]
    ours = [law for law in laws if re.search(r'(?m)^  roles:[^:]*?\b(nl|eu)-', law)]
    left = [law.split()[2] for law in laws if '\n  nl:\n' not in law]
    check(len(laws) >= 84 and len(ours) >= 14 and not left, 'each law is said in Dutch', left)
    people = (project / 'data/laws/roles.yaml').read_text()
    left = [one.split()[2] for one in re.split(r'(?m)^(?=- (?:role|kind):)', people)[1:] if '\n  nl:' not in one]
    check(not left, 'so is each role, and each kind', left)
    english = estate.parent / 'english'
    (english / 'laws').mkdir(parents=True, exist_ok=True)
    (english / 'laws/one.yaml').write_text(LAW_IN_ENGLISH)
    page = paper('council-annex', '--confidential', '--language', 'nl', *COUNCIL, '--data', english, estate=estate)
    check(' lang="en"' in page and 'No more of that' in page, 'a law of one\'s own that nobody put into Dutch is marked')
    same = [run('judge', '--json', '--language', language, *COUNCIL, estate=estate).stdout for language in ('en', 'nl')]
    check(same[0] == same[1] != b'', 'what machines read is the same in every language')


def test_parts(estate):
    """The annex goes from A to K, and says what nobody looked into."""
    for language, heads in (('en', ('Method and limits', 'Isolation', 'Connections to the outside')), ('nl', ('Werkwijze en grenzen', 'Afscherming', 'Verbindingen naar buiten'))):
        for how in '--public', '--confidential':
            page = paper('council-annex', how, '--language', language, *COUNCIL, estate=estate)
            letters = ''.join(re.findall(r'<h2 id="[a-z-]+">([A-Z])\. ', page))
            check(letters == 'ABCDEFGHIJK', f'{language} {how}: its parts are lettered', letters)
            check(all(f'. {head}</h2>' in page for head in (heads[1], heads[2])) and f'A. {heads[0]}</h2>' in page, f'{language} {how}: they are there')
            check(page.count('Not looked into:') + page.count('Niet onderzocht:') == 2, f'{language} {how}: silence is not an answer')
    page = paper('council-annex', '--replaces', 'a1b2', '--why', 'x', *COUNCIL, estate=estate)
    check('This paper corrects an earlier one.' in page and 'Not compared' not in page, 'a correction says so where changes are told')


def test_far(estate):
    page = paper('far-52.204', *CONTRACTOR, estate=estate)
    t = tables(page)
    ids = {'us-ndaa2019-889a', 'us-ndaa2019-889b', 'us-far-52.204-24-25-26'}
    want = sorted(d['device'] for d in lines('judge', '--json', *CONTRACTOR, estate=estate)
                  if any(v['law'] in ids and v['status'] not in ('clear', 'not-in-force') for v in d['verdicts']))
    listed = [row[0] for row in t['Devices to look at before signing']]
    check(sorted(listed) == want and len(want) >= 4, 'the inventory lists what section 889 speaks of', (listed, want))
    check(len(t['Exceptions and their questions']) == 1 and 'Part A' in t['Exceptions and their questions'][0][0] and 'Part B' in t['Exceptions and their questions'][0][0], 'it lists the exceptions with their questions')
    check([row[1] for row in t['Decisions that hold on the day of judging']] == ['waiver'], 'and the decisions')
    page = paper('far-52.204', *COUNCIL, estate=estate)
    check('None of the rules of section 889 was asked' in page and 'No device was found' not in page,
          'without the rules it clears nobody')
    page = paper('far-52.204', '--as', 'us-federal-contractor', '--on', '2015-01-01', estate=estate)
    check('No device was found that a rule of section 889 covers' in page, 'before the law it covered nobody')


def test_letters(estate):
    page = paper('supplier-letter', '--language', 'nl', *COUNCIL, estate=estate)
    check(page.count('<section class="letter"') == 2, 'a letter for each contract with devices')
    check('Aan Beta &lt;script&gt;B.V.' in page and '<script' not in page, 'names from outside are text')
    check('één apparaat' in page.split('Gamma')[1], 'one device is said as one')
    first = page.split('Gamma')[0]
    check('LTS' in first and 'Lorex' in first and 'Huawei' not in first, 'a supplier reads of its own devices only')
    check(not re.search(r'([0-9a-f]{2}:){3}', page) and 'Zwembad' not in page, 'and of no place and no address')
    check('Apparaten die niet onder een bekend contract vallen: 10.' in page, 'devices without contract are counted')


def test_one_letter_a_supplier(estate):
    run('contract', 'put', 'c-2021-3', '--title', 'Meer', '--supplier', 'Gamma', *WHO, estate=estate)
    run('tell', HIK, '--contract', 'c-2021-3', *WHO, estate=estate)
    page = paper('supplier-letter', *COUNCIL, estate=estate)
    check(page.count('<section class="letter"') == 2 and page.count('To Gamma') == 1, 'one supplier, one letter')
    gamma = page.split('To Gamma')[1]
    check('<li>Contract c-2021-2, Netwerk</li>' in gamma and '<li>Contract c-2021-3, Meer</li>' in gamma and '2 devices are under these contracts' in gamma,
          'it names the contracts that it is about')


def count_of(rows, column):
    return sum(number(row[column]) for row in rows)


def test_books(folder):
    """What stands in the books alone is called known, never seen; in every paper that counts it."""
    estate, register, empty = folder / 'books.db', folder / 'books.csv', folder / 'empty.csv'
    register.write_text('Naam,Merk,Model,Locatie,Contract,Leverancier\n'
                        'poort,Mobotix,M26,Kelder,c-9,Delta\nhal,Mobotix,m26,Kelder,c-9,Delta\ndak,Bosch,NDE-5503-A,Kelder,c-9,Delta\n')
    empty.write_text('dit zijn\ngeen rijen\n')
    for arguments in (('read', folder / 'street.pcap'),
                      ('site', 'put', 'noord', '--title', 'Noord', '--network', '192.168.40.0/28', *WHO),
                      ('contract', 'put', 'c-9', '--title', 'Camera', '--supplier', 'Delta', *WHO),
                      ('tell', LTS, '--contract', 'c-9', '--site', 'noord', *WHO),
                      ('import', register, empty)):
        done = run(*arguments, estate=estate)
        assert done.returncode in (0, 65), (arguments, done.stderr)
    books = [d['device'] for d in lines('devices', '--json', 'contract:c-9', estate=estate)]
    check(len(books) == 4 and {'poort', 'hal', 'dak'} < set(books), 'three devices stand in the books alone, a fourth was seen', books)
    for language, heads, none in (('en', ('Sites by number of devices', 'Devices by site'), 'no device on record'),
                                  ('nl', ('Locaties naar aantal apparaten', 'Apparaten per locatie'), 'geen apparaat bekend')):
        page = paper('council-annex', '--language', language, *COUNCIL, estate=estate)
        rows = tables(page)[heads[0]]
        check([rows[0][0], *rows[0][1:]] == [none, '0', '0', '0'] and (count_of(rows, 2), count_of(rows, 3)) == (16, 13),
              f'{language}: a site whose devices nobody saw has devices all the same, and none that was seen', rows)
        rows = {row[0]: row for row in tables(paper('council-annex', '--confidential', '--language', language, *COUNCIL, estate=estate))[heads[1]]}
        check(any(number(row[1]) == 3 and number(row[2]) == 0 for row in rows.values()) and count_of(rows.values(), 2) == 13,
              f'{language}: site by site', rows)
        check({'en': 'It is in this paper only where the books name it.', 'nl': 'Het staat alleen in dit stuk als de administratie het noemt.'}[language]
              in page, f'{language}: a silent device may be in the books')
    letter = paper('supplier-letter', *COUNCIL, estate=estate)
    check('4 devices are under this contract' in letter and 'Seen on our networks: 1. In our books alone: 3.' in letter and ' saw ' not in letter,
          'a letter says how many were seen')
    t = tables(letter)
    rows = next(rows for caption, rows in t.items() if caption.startswith('Devices that you delivered'))
    check([row[1:2] + row[-2:] for row in rows if row[0] == 'MOBOTIX'] == [['M26', '2', '0']] and (count_of(rows, -2), count_of(rows, -1)) == (4, 1),
          'models that differ in capitals are one line', rows)
    form = [tuple(row[:2]) for caption, rows in t.items() if caption.startswith('To be filled in') for row in rows]
    check(len(form) == len({(a, b.lower()) for a, b in form}) == 3, 'the form asks once for a model', form)
    page = paper('far-52.204', *CONTRACTOR, estate=estate)
    check('Sources of the evidence: 2.' in page and 'empty.csv' not in page and 'books.csv' in page and '<li></li>' not in page,
          'a file that told nothing is no source of evidence', re.findall('Sources of the evidence: [0-9]+', page))


def test_number(estate):
    for kind in 'council-annex', 'far-52.204', 'supplier-letter':
        page = paper(kind, *COUNCIL, estate=estate)
        body = ''.join(line for line in re.search(r'^<main.*</main>\n', page, re.M | re.S).group(0))
        want = hashlib.sha256(body.encode()).hexdigest()
        check(f'Number of this paper: {want}' in page, f'{kind}: its number is the hash of what it says')
        check('<script' not in page and not re.search(r'(src|href)="(?!#)', page), f'{kind}: it fetches nothing and runs nothing')
        check(page.count('<h1>') == 1 and 'Right of reply' in page, f'{kind}: it has one heading and a right of reply')
    page = paper('council-annex', '--replaces', 'a1b2', '--why', 'One <i>site</i> was missing.', *COUNCIL, estate=estate)
    check('number a1b2.' in page and 'One &lt;i&gt;site&lt;/i&gt; was missing.' in page, 'a correction says what it replaces, and why')
    again = paper('council-annex', *COUNCIL, estate=estate)
    check(again == paper('council-annex', *COUNCIL, estate=estate), 'the same estate gives the same paper')


def test_usage(estate, folder):
    for arguments, word in (
            (('--document', 'poem'), 'council-annex, far-52.204'),
            (('--document', 'council-annex', '--language', 'la'), 'en or nl'),
            (('--document', 'council-annex', '--public', '--confidential'), 'exclude'),
            (('--document', 'supplier-letter', '--public'), 'only council-annex'),
            (('--document', 'council-annex', '--format', 'csv'), 'a form of its own'),
            (('--document', 'council-annex', '--json'), 'a form of its own'),
            (('--document', 'council-annex', '--replaces', 'x'), 'go together')):
        done = run('report', *arguments, estate=estate)
        check(done.returncode == 2 and word in done.stderr.decode(), f'{" ".join(arguments)} is refused', done.stderr)
    done = run('report', '--document', 'council-annex', '--output', folder / 'no/where.html', estate=estate)
    check(done.returncode == 73, 'a file that cannot be made is said', done.stderr)
    done = run('report', '--document', 'council-annex', '--output', folder / 'a.html', *COUNCIL, estate=estate)
    check(done.returncode == 0 and b'13 devices, public, number ' in done.stderr, 'without a word it is public', done.stderr)


def test_pictures(estate, folder):
    """The pictures of the report: well-formed, and with the numbers of the estate."""
    run('report', '--quiet', '--output', folder / 'r.html', '--as', 'us-federal-contractor', *COUNCIL, estate=estate)
    page = (folder / 'r.html').read_text()
    root = tree.fromstring(page.split('\n', 1)[1])
    pictures = {s.find('title').get('id'): [''.join(t.itertext()) for t in s.iter('text')] for s in root.iter('svg')}
    check(set(pictures) == {'flow-title', 'share-title', 'due-title', 'map-title'}, 'four pictures', pictures.keys())
    counts = [int(t.split(' · ')[1]) for t in pictures['flow-title'] if ' · ' in t]
    check(sum(counts) == 3 * 13, 'every device is in each stage of the first', pictures['flow-title'])
    check(pictures['flow-title'][3].startswith(('LTS', 'Lorex')), 'a label that names another comes first', pictures['flow-title'])
    check(any(t.startswith('Hikvision') for t in pictures['share-title']) and '24' not in pictures['share-title'], 'makers and their shares')
    check(any('Sporthal <b>Noord</b>' in t for t in pictures['map-title']), 'the map names a site as text')


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    estate = make_estate(folder)
    test_numbers(estate)
    test_public(estate)
    test_far(estate)
    test_letters(estate)
    test_books(folder)
    test_languages(estate)
    test_parts(estate)
    test_number(estate)
    test_usage(estate, folder)
    test_one_letter_a_supplier(estate)
    test_pictures(estate, folder)
finish()
