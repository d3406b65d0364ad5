#!/usr/bin/env python3
"""Books against wire from outside: registers and a capture of one street, in any order. Writes TAP.

usage: reconcile_test.py BIRTHMARK SAMPLE PROJECT
"""
import itertools, json, pathlib, shutil, subprocess, sys, tempfile

from tap import check, finish, skip

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
    check(claims == {(d, w, s) for d in (LTS, DAHUA) for w, s in (('origin', 'does-not-fit'), ('compliance', 'contradicted'))},
          'claims that do not fit are findings of their own; those that fit are none', claims)
    check([numbers[k] for k in ('claim', 'contradicted', 'does-not-fit', 'not-supported')] == [4, 2, 2, 0],
          'what does not fit is never counted as contradicted', numbers)
    sites = {c['site']: (c['seen'], c['only_books']) for c in kinds(found, 'coverage')}
    check(sites == {'noord': (2, 1), 'south': (2, 2), 'west': (0, 1)}, 'it says which sites were seen at all', sites)
    for asked in ('maker:axis', 'no-such-device'):
        partly = {c['site']: (c['seen'], c['only_books']) for c in kinds(reconcile(estate, asked), 'coverage')}
        check(partly == sites, f'whichever devices are asked for ({asked}): a site that was looked at is not said to be unseen', partly)
    means = sorted((m['run'], pathlib.Path(m['file'].split()[-1]).name) for m in kinds(found, 'means'))
    check(means == [('import', 'north.csv'), ('import', 'south.csv'), ('read', 'street.pcap')], 'and by which means', means)


# A register that is wrong, coarse or careless in each way; what is said of each row: (kind, what, standing).
LIAR = '''Naam;Merk;Fabrikant;Type;Serienummer;MAC-adres;Locatie;Herkomst;NDAA-conform
coarse;camera;;dome;;28:57:be:4c:10:9d;Noord;;
own brand;Axis;Axis Communications AB;AXIS P1448-LE Network Camera;;ac:cc:8e:4d:00:27;Noord;Thailand;ja
mistyped;LTS;;CMIP1042-28;745210123;14:2f:fd:31:07:a3;Noord;China;nee
two cards;Univeiw;;NVR301-08S3;;48:ea:63:77:19:06, 48:ea:63:77:19:05;Zuid;;
relabelled;Lorex;Lorex Technology;W461ASC;;00-1f-54-5e-22-11;Zuid;Taiwan;ja
misc;Diversen;OEM;;;5c:aa:fd:03:77:55;Zuid;;
kind;switch;;;;4c:1f:cc:88:02:10;Zuid;;
legal name;HP;Hewlett-Packard;LaserJet;;3c:d9:2b:5a:61:0f;Zuid;;
company;Dell Inc.;;;;f8:bc:12:4e:90:aa;West;;
lie;Acme;Acme Corp;;;60:60:1f:0b:44:d0;West;Taiwan;NDAA compliant
'''
SECOND = 'Name,Brand,MAC,Country of origin\nsecond,Bosch,28:57:be:4c:10:9d,Germany\n'
TRUTH = {
    2: set(), 3: set(), 5: set(), 8: set(), 9: set(), 10: set(),
    4: {('relabelled', 'maker', None), ('different', 'mac', None)},
    6: {('relabelled', 'maker', None), ('claim', 'origin', 'does-not-fit'), ('claim', 'compliance', 'contradicted')},
    7: {('only-books', None, None)},
    11: {('different', 'maker', None), ('claim', 'origin', 'does-not-fit')},
}


def test_lies(folder, files):
    estate = folder / 'lies.db'
    (folder / 'liar.csv').write_text(LIAR)
    (folder / 'second.csv').write_text(SECOND)
    run('read', files['wire'], estate=estate)
    run('site', 'put', 'leeg', '--title', 'Empty', '--network', '10.99.0.0/24', '--by', 'A', estate=estate)
    run('site', 'put', 'noord', '--title', 'North', '--network', '192.168.40.0/26', '--by', 'A', estate=estate)
    for name in ('liar.csv', 'second.csv'):
        done = run('import', folder / name, estate=estate)
        assert done.returncode == 0, done.stderr
    found = reconcile(estate)
    said = {row: {(f['kind'], f['what'], f['standing']) for f in found if f.get('register_row') == row and f['kind'] != 'joined' and
                  f['register'].endswith('liar.csv')} for row in TRUTH}
    for row, truth in TRUTH.items():
        check(said[row] == truth, f'of row {row}, {LIAR.splitlines()[row - 1].split(";")[0]}, is told what is so', said[row])
    second = {(f['kind'], f['what'], f['register_row']) for f in found if (f.get('register') or '').endswith('second.csv') and f['kind'] != 'joined'}
    check(second == {('different', 'maker', 2), ('claim', 'origin', 2)}, 'each register is compared by itself', second)
    evidence = [f for f in found if f['kind'] in ('relabelled', 'different', 'claim') and f['what'] != 'mac']
    check(all(any(b.startswith('Seen in street.pcap: ') or b.startswith(f'Seen in {files["wire"]}') for b in f['because']) for f in evidence),
          'what was seen, and in which file, stands beside each', [f['because'] for f in evidence])
    slip = [f for f in found if f['kind'] == 'only-books']
    check(slip and any('5c:aa:fd:03:77:54' in b for b in slip[0]['because']),
          'a MAC that differs in one digit from that of a device nobody has is told', slip)
    check({j['name'] for j in kinds(found, 'joined')} >= {'two cards'}, 'a recorder is found by either of its network cards')
    coverage = {(c['site'], c['network']): (c['seen'] > 0, c['by']) for c in kinds(found, 'coverage')}
    check(coverage[('leeg', None)] == coverage[('leeg', '10.99.0.0/24')] == (False, []) and coverage[('noord', '192.168.40.0/26')] == (True, ['read']),
          'it says what was seen by which means, and what was not', coverage)
    text = ' '.join(run('reconcile', estate=estate).stdout.decode().split())
    check('site leeg (Empty): not seen at all.' in text and 'devices seen, by captures; last at' in text, 'in words, too', text[-900:])
    dutch = ' '.join(run('reconcile', '--language', 'nl', '--json', estate=estate).stdout.decode().split())
    check('What was seen says that the maker is' in dutch, 'lines for machines are English in every language')
    return estate


HONEST = '''Naam;MAC;Merk;TAA compliant;NDAA compliant;Compliance;Land van herkomst
{name};14:2f:fd:31:07:a2;LTS;{taa};{ndaa};{other};{land}
'''


def test_claims(folder, files):
    """Which words are claims, and which of them are contradicted."""
    for number, (taa, ndaa, other, land, want) in enumerate((
            ('', 'niet NDAA-conform', '', '', set()), ('', 'not NDAA compliant', '', 'CHN', set()), ('', 'nog te onderzoeken', '', 'VRC', set()),
            ('', 'JA, zie brief', '', '', {('NDAA compliant: JA, zie brief', 'contradicted')}),
            ('yes', 'yes', '', '', {('TAA compliant: yes', 'not-supported'), ('NDAA compliant: yes', 'contradicted')}),
            ('', '', 'FCC compliant', '', {('Compliance: FCC compliant', 'not-supported')}),
            ('', '', 'not on the FCC Covered List', '', set()),
            ('', '', 'FCC Covered List compliant', '', {('Compliance: FCC Covered List compliant', 'contradicted')}),
            ('', '', '', 'Xanadu', {('country of origin: Xanadu', 'not-supported')}),
            ('', '', 'NDAA section 5949 compliant', '', set()),
            ('', '', '', 'Made in China, designed in Taiwan', set()), ('', '', '', 'China (PRC), not Taiwan', set()),
            ('', '', '', 'Not made in China', {('country of origin: Not made in China', 'not-supported')}),
            ('', '', '', 'China/Taiwan', {('country of origin: China/Taiwan', 'not-supported')}),
            ('', '', '', 'Made in Taiwan', {('country of origin: Made in Taiwan', 'does-not-fit')}))):
        estate = folder / f'claims{number}.db'
        (folder / 'claims.csv').write_text(HONEST.format(name='een', taa=taa, ndaa=ndaa, other=other, land=land))
        run('read', files['wire'], estate=estate)
        run('import', folder / 'claims.csv', estate=estate)
        claims = {(f['books']['says'], f['standing']) for f in kinds(reconcile(estate), 'claim')}
        check(claims == want, f'of the claims "{taa}", "{ndaa}", "{other}", "{land}" is told what is so', claims)


def test_books(folder):
    """What does not fit within the books themselves."""
    estate = folder / 'within.db'
    (folder / 'within.csv').write_text('Name,MAC,Brand,Model,Site\ngate,ac:cc:8e:11:22:33,Hikvision,DS-2CD2143G0-I,x\nlobby,28:57:be:4c:10:9d,Hikvision,DS-2CD2143G0-I,x\n'
                                       'sold,28:57:be:4c:10:9e,LTS,CMIP1042-28,x\nslip,28:57:be:4c:10:9f,Hikvison,,x\n'
                                       'two,28:57:be:4c:10:aa,Hikvision,,x\ntwo,28:57:be:4c:10:aa,Axis,,x\nplain,28:57:be:4c:10:ab,Acme,,x\n')
    run('import', folder / 'within.csv', estate=estate)
    found = [(f['device'].split()[0], f['what'], f['books']['says'], f['because']) for f in kinds(reconcile(estate), 'inconsistent')]
    check([f[:3] for f in found] == [('gate', 'maker', 'Hikvision'), ('two', 'brand', 'Axis')],
          'a label and the MAC of another maker, and two labels of one device, are told', found)
    check(found and 'ac:cc:8e:11:22:33' in found[0][3][0] and 'Axis' in found[0][3][0], 'with both makers named', found)
    story = ' '.join(run('explain', 'gate', estate=estate).stdout.decode().split())
    check('Nothing that was seen names another' not in story and 'maker Axis. This is a hint' in story, 'the story has the MAC among what speaks against it', story[:900])
    for number, register in enumerate(('A,28:57:be:4c:10:ac,SN1000001', 'B,28:57:be:4c:10:ac,SN-1000001', 'C,28:57:be:4c:10:ac,SN1000002')):
        (folder / f'serial{number}.csv').write_text(f'Name,MAC,Serial number\n{register}\n')
        run('import', folder / f'serial{number}.csv', estate=folder / 'serials.db')
    found = [(f['what'], f['books']['says'], f['register'], f['because']) for f in kinds(reconcile(folder / 'serials.db'), 'inconsistent')]
    check(len(found) == 1 and found[0][:2] == ('serial', 'SN1000002') and found[0][2].endswith('serial2.csv') and 'SN1000001' in found[0][3][0],
          'of registers that have two serial numbers for one MAC, too', found)
    check(run('reconcile', '--fail-on', 'inconsistent', estate=estate).returncode == 1, '--fail-on inconsistent')


def fits(schema, path):
    """True, or what is wrong; None without the modules."""
    done = subprocess.run(['node', project / 'tests/validate.mjs', project / f'doc/schemas/{schema}.schema.json', path], capture_output=True, text=True, timeout=100)
    return None if done.returncode == 77 else done.returncode == 0 or done.stdout or f'ajv failed: {done.stderr}'


def test_schemas(folder, estates, files):
    probe = folder / 'probe.jsonl'
    probe.write_text('{}\n')
    if not shutil.which('node') or fits('reconcile', probe) is None:
        skip('lines fit their schemas', 'node or the modules of tests/page are not here')
        return
    for number, estate in enumerate(estates):
        probe.write_text(''.join(json.dumps(line) + '\n' for line in reconcile(estate)))
        check(fits('reconcile', probe) is True, f'lines of reconcile --json fit their schema ({number})', fits('reconcile', probe))
    probe.write_bytes(run('explain', LTS, '--json', estate=estates[-1]).stdout)
    check(fits('device', probe) is True, 'and that of explain --json with its registers', fits('device', probe))
    probe.write_bytes(run('import', files['north'], files['south'], '--json', estate=folder / 'schemas.db').stdout)
    check(fits('import', probe) is True, 'and those of import --json', fits('import', probe))
    finding = next(f for f in reconcile(estates[-1]) if f['kind'] == 'claim')
    sheet = json.loads(probe.read_text().splitlines()[0])
    for schema, what, line in (
            ('reconcile', 'a claim that stands nowhere', {**finding, 'standing': None}), ('reconcile', 'a kind that there is not', {**finding, 'kind': 'crime'}),
            ('reconcile', 'a word on origin that is called contradicted', {**finding, 'what': 'origin', 'standing': 'contradicted'}),
            ('reconcile', 'a key that nobody knows', {**finding, 'guilty': True}), ('reconcile', 'a claim without a reason', {**finding, 'because': []}),
            ('import', 'a column that there is not', {**sheet, 'columns': [{**sheet['columns'][0], 'column': 'colour'}]}),
            ('import', 'a secret that is shown', {**sheet, 'columns': [{**sheet['columns'][0], 'column': 'secret', 'samples': ['x']}]}),
            ('import', 'text without an encoding', {**sheet, 'encoding': None})):
        probe.write_text(json.dumps(line) + '\n')
        check(isinstance(fits(schema, probe), str), f'{schema}.schema.json refuses {what}')


def test_text(estate):
    done = run('reconcile', estate=estate)
    text = ' '.join(done.stdout.decode().split())
    check(done.returncode == 0 and 'the books say Acme (row 2 of register' in text and 'the wire says Zhejiang Dahua' in text,
          'the text says who says what, and where', text)
    check('sold as LTS' in text and 'by MAC address: 3; by serial number: 1' in text, 'and by what rows were joined')
    check('Claims: 4; contradicted: 2; do not fit what was seen: 2' in text, 'claims are counted by how they stand', text[:600])
    check('\x1b' not in done.stdout.decode(), 'nothing of a register steers the terminal')
    check('deceiv' not in text and 'fraud' not in text and 'hid' not in text.split(), 'no word on intent')
    story = ' '.join(run('explain', LTS, estate=estate).stdout.decode().split())
    check('was taken to be this device because the serial number is the same: 745210123' in story, 'the story says why it is one')


def test_options(estate):
    for kind, code in (('claim', 1), ('only-books', 1), ('different', 1)):
        check(run('reconcile', '--fail-on', kind, estate=estate).returncode == code, f'--fail-on {kind}')
    check(run('reconcile', 'name:Brug', '--fail-on', 'claim', estate=estate).returncode == 0, 'no finding, no failure')
    check(b'no device of the estate fits' in run('reconcile', 'name:nosuch', estate=estate).stderr, 'no device fits a query')
    check(run('reconcile', '--fail-on', 'nonsense', estate=estate).returncode == 2, 'a kind that there is not')
    numbers = kinds(reconcile(estate, '--site', 'noord'), 'numbers')[0]
    check(numbers['devices'] == 3, '--site', numbers)
    check(run('reconcile', '--site', 'nowhere', estate=estate).returncode == 2, 'a site that there is not')
    check(run('reconcile', estate=estate.with_name('none.db')).returncode == 66, 'no estate')


def test_split(estate):
    before = json.loads(run('explain', LTS, '--json', estate=estate).stdout)['told']
    done = run('split', LTS, '--part', 'Hoek Damrak', '--by', 'Ada', '--why', 'another camera', estate=estate)
    found = reconcile(estate)
    only = [f for f in kinds(found, 'only-books') if f['device'] == 'Hoek Damrak']
    check(done.returncode == 0 and len(only) == 1 and 'Somebody took it off' in only[0]['because'][0],
          'a joining is taken back by split, and that is told', (done, only))
    after, part = (json.loads(run('explain', n, '--json', estate=estate).stdout)['told'] for n in (LTS, 'Hoek Damrak'))
    check((before['site'], after['site'], part['site']) == ('noord', None, 'noord'), 'what the register told of it goes with the row',
          (before['site'], after['site'], part['site']))
    check(b"the site goes with 'Hoek Damrak'" in done.stderr, 'and that is said', done.stderr)
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
    explained = json.loads(run('explain', LTS, '--json', estate=estate).stdout)
    check([(j['name'], j['same'], j['value'], j['register_row']) for j in explained['joined']] == [('Hoek Damrak', 'serial', '745210123', 2)],
          'explain --json says which row was taken to be it, and why', explained['joined'])
    lies = test_lies(folder, files)
    test_claims(folder, files)
    test_books(folder)
    test_schemas(folder, [estate, lies], files)
    test_orders(folder, files)
    test_split(estate)
finish()
