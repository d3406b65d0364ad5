#!/usr/bin/env python3
"""Books against wire from outside: registers and a capture of one street, in any order. Writes TAP.

usage: reconcile_test.py BIRTHMARK SAMPLE PROJECT
"""
import itertools, json, pathlib, subprocess, sys, tempfile

from tap import check, finish

birthmark, sample, project = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
LTS, HIK, DAHUA, AXIS = '14:2f:fd:31:07:a2', '28:57:be:4c:10:9d', '00:1f:54:5e:22:11', 'ac:cc:8e:4d:00:27'
NORTH = '''Naam;Merk;Fabrikant;Model;Serienummer;MAC-adres;IP-adres;Locatie;Herkomst;NDAA
Hoek Damrak;LTS;LTS Security;CMIP1042-28;745210123;;;Noord;Taiwan;NDAA compliant
Brug 12;Hikvision;Hikvision;DS-2CD2022WD-I;;28-57-BE-4C-10-9D;;Noord;China;
Nullen;Hikvision;Hikvision;;0000000000;;;Noord;;
'''
SOUTH = '''Name;Brand;Model;Serial number;MAC address;IP address;Site;Country of origin;NDAA
Gate;Acme;X200;;001f545e2211;;South;Taiwan;NDAA compliant
Tunnel;Axis;P1448-LE;ACCC8E4D0027;;;South;Thailand;NDAA compliant
Gone;Bosch;NDC-5000;099887766554433221;;192.168.99.7;West;;
Both;Axis;P1448;512300123;48:EA:63:77:19:05;;South;;
"=cmd|' /C calc'!A0";\x1b[31mEvil;<b>;"'; DROP TABLE device;--";;;South;;
'''


def run(*arguments, estate):
    return subprocess.run([birthmark, *map(str, arguments), '--estate', str(estate)], capture_output=True, timeout=100)


def reconcile(estate, *more):
    done = run('reconcile', '--json', *more, estate=estate)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def kinds(found, kind):
    return [f for f in found if f['kind'] == kind]


def taken(estate, files, order):
    for which in order:
        done = run('read' if which == 'wire' else 'import', files[which], estate=estate)
        assert done.returncode == 0, done.stderr


def test_findings(estate):
    found = reconcile(estate)
    numbers = kinds(found, 'numbers')[0]
    joined = {(j['name'], j['device'], j['same']) for j in kinds(found, 'joined')}
    check(joined == {('Hoek Damrak', LTS, 'serial'), ('Brug 12', HIK, 'mac'), ('Gate', DAHUA, 'mac'), ('Tunnel', AXIS, 'mac')},
          'rows become one with their devices, by serial number, MAC, and the MAC printed as a serial number', joined)
    check(numbers['both'] == 4 and numbers['devices'] == 13 + 4, 'each is one row of the estate', numbers)
    only = {f['device'] for f in kinds(found, 'only-books')}
    check({'Nullen', 'Gone'} <= only and 'Both' not in only, 'what was not seen stands in the books alone', only)
    torn = kinds(found, 'contradictory')
    check([t['device'] for t in torn] == ['Both'] and len(torn[0]['because']) == 2,
          'a row that names two devices is joined with neither, and told', torn)
    check(len(kinds(found, 'only-wire')) == 9, 'nine devices are in no register')
    relabelled = [(f['device'], f['books']['id'], f['wire']['id'], f['register_row']) for f in kinds(found, 'relabelled')]
    check(relabelled == [(LTS, 'lts', 'hikvision', 2)], 'a known label is no contradiction', relabelled)
    different = {(f['device'], f['what'], f['books']['says']) for f in kinds(found, 'different')}
    check((DAHUA, 'maker', 'Acme') in different and not [d for d in different if d[0] != DAHUA],
          'a label that nobody knows is held against the maker that was seen', different)
    claims = {(f['device'], f['what'], f['standing']) for f in kinds(found, 'claim')}
    check(claims == {(d, w, 'contradicted') for d in (LTS, DAHUA) for w in ('origin', 'compliance')},
          'claims that do not fit are findings of their own; those that fit are none', claims)
    sites = {c['site']: (c['seen'], c['only_books']) for c in kinds(found, 'coverage')}
    check(sites == {'noord': (2, 1), 'south': (2, 2), 'west': (0, 1)}, 'it says which sites were seen at all', sites)
    means = sorted((m['run'], pathlib.Path(m['file'].split()[-1]).name) for m in kinds(found, 'means'))
    check(means == [('import', 'north.csv'), ('import', 'south.csv'), ('read', 'street.pcap')], 'and by which means', means)


def test_text(estate):
    done = run('reconcile', estate=estate)
    text = ' '.join(done.stdout.decode().split())
    check(done.returncode == 0 and 'the books say Acme (row 2 of register' in text and 'the wire says Zhejiang Dahua' in text,
          'the text says who says what, and where', text)
    check('sold as LTS' in text and 'by MAC address: 3; by serial number: 1' in text, 'and by what rows were joined')
    check('\x1b' not in done.stdout.decode(), 'nothing of a register steers the terminal')
    check('deceiv' not in text and 'fraud' not in text and 'hid' not in text.split(), 'no word on intent')
    story = ' '.join(run('explain', LTS, estate=estate).stdout.decode().split())
    check('was taken to be this device because the serial number is the same: 745210123' in story, 'the story says why it is one')


def test_options(estate):
    for kind, code in (('claim', 1), ('only-books', 1), ('different', 1)):
        check(run('reconcile', '--fail-on', kind, estate=estate).returncode == code, f'--fail-on {kind}')
    check(run('reconcile', 'name:Brug', '--fail-on', 'claim', estate=estate).returncode == 0, 'no finding, no failure')
    check(run('reconcile', '--fail-on', 'nonsense', estate=estate).returncode == 2, 'a kind that there is not')
    numbers = kinds(reconcile(estate, '--site', 'noord'), 'numbers')[0]
    check(numbers['devices'] == 3, '--site', numbers)
    check(run('reconcile', '--site', 'nowhere', estate=estate).returncode == 2, 'a site that there is not')
    check(run('reconcile', estate=estate.with_name('none.db')).returncode == 66, 'no estate')


def test_split(estate):
    done = run('split', LTS, '--part', 'Hoek Damrak', '--by', 'Ada', '--why', 'another camera', estate=estate)
    found = reconcile(estate)
    only = [f for f in kinds(found, 'only-books') if f['device'] == 'Hoek Damrak']
    check(done.returncode == 0 and len(only) == 1 and 'Somebody took it off' in only[0]['because'][0],
          'a joining is taken back by split, and that is told', (done, only))
    run('import', estate.with_name('north.csv'), estate=estate)
    check([f for f in kinds(reconcile(estate), 'only-books') if f['device'] == 'Hoek Damrak'], 'for good')
    check(run('audit', 'verify', estate=estate).returncode == 0, 'the log fits')


def same(found):
    """All that does not tell of rows and times."""
    return sorted(json.dumps({k: v for k, v in f.items() if k not in ('row', 'when')}, sort_keys=True)
                  for f in found if f['kind'] != 'means')


def test_orders(folder, files):
    answers = {}
    for order in itertools.permutations(('wire', 'north', 'south')):
        estate = folder / f'{"-".join(order)}.db'
        taken(estate, files, order)
        answers[order] = same(reconcile(estate))
    first = next(iter(answers.values()))
    for order, answer in answers.items():
        check(answer == first, f'in the order {", ".join(order)}', sorted(set(answer) ^ set(first))[:4])


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    files = {'wire': folder / 'street.pcap', 'north': folder / 'north.csv', 'south': folder / 'south.csv'}
    subprocess.run([sample, project / 'data/samples/street.yaml', files['wire']], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    files['north'].write_text(NORTH)
    files['south'].write_text(SOUTH)
    estate = folder / 'e.db'
    taken(estate, files, ('wire', 'north', 'south'))
    test_findings(estate)
    test_text(estate)
    test_options(estate)
    test_orders(folder, files)
    test_split(estate)
finish()
