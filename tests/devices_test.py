#!/usr/bin/env python3
"""The estate from outside: asking for devices, telling of them, merging, splitting, copying. Writes TAP.

usage: devices_test.py BIRTHMARK SAMPLE PROJECT
"""
import csv, json, os, pathlib, shlex, sqlite3, subprocess, sys, tempfile

from tap import check, finish

birthmark, sample, project = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
LTS, HIK, DAHUA, DJI = '14:2f:fd:31:07:a2', '28:57:be:4c:10:9d', '00:1f:54:5e:22:11', '60:60:1f:0b:44:d0'
AXIS, HUAWEI, HP = 'ac:cc:8e:4d:00:27', '4c:1f:cc:88:02:10', '3c:d9:2b:5a:61:0f'
WHO = ('--by', 'A. Jansen')


def run(*arguments, estate):
    return subprocess.run([birthmark, *map(str, arguments), '--estate', str(estate)], capture_output=True, timeout=100)


def lines(done):
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def found(*query, estate):
    """The names of what is found, in order; or the exit code and what was said."""
    done = run('devices', '--json', *query, estate=estate)
    return [d['device'] for d in lines(done)] if done.returncode == 0 else (done.returncode, done.stderr.decode())


def make_estate(folder):
    pcap, estate = folder / 'street.pcap', folder / 'e.db'
    subprocess.run([sample, project / 'data/samples/street.yaml', pcap], check=True)
    run('read', pcap, estate=estate)
    run('site', 'put', 'noord', '--title', 'North', '--network', '192.168.40.0/28', *WHO, estate=estate)
    run('site', 'put', 'zuid', '--title', 'South', *WHO, estate=estate)
    run('contract', 'put', 'c-1', '--title', 'Cameras', '--supplier', 'Beta B.V.', '--from', '2024-01-01', '--until', '2027-01-01',
        '--value', 'EUR 120000', *WHO, estate=estate)
    run('tell', LTS, '--contract', 'c-1', '--site', 'zuid', '--made-in', 'cn', *WHO, estate=estate)
    run('tell', HUAWEI, '--kind', 'router', *WHO, estate=estate)
    run('decide', 'waiver', HIK, '--law', 'us-ndaa2019-889b', *WHO, '--why', 'for now', '--from', '2026-01-01', '--until', '2199-01-01', estate=estate)
    return estate


def test_keys(estate):
    everything = found(estate=estate)
    check(len(everything) == 13 and everything == sorted(everything), 'without a query all devices come, by name', everything)
    for query, want in (
            ('maker:hikvision', {LTS, HIK}),
            ('maker=Hikvision', {LTS, HIK}),
            ('maker:海康威视', {LTS, HIK}),
            ('maker:hikvision,dahua', {LTS, HIK, DAHUA}),
            ('label:lts', {LTS}),
            ('brand:LTS', {LTS}),
            ('class:drone', {DJI}),
            ('class:camera,recorder maker!=hikvision grade:confirmed', {DAHUA, AXIS, '48:ea:63:77:19:05'}),
            ('model:DS-2CD2022WD-I', {HIK}),
            ('model:ds-2cd*', {HIK}),
            ('grade<confirmed', {DJI, 'f4:d4:88:19:c7:3e', 'f8:bc:12:4e:90:aa', '00:1b:54:20:00:01'}),
            ('grade:likely class:drone', {DJI}),
            ('relabelled:yes', {LTS, DAHUA}),
            ('verdict:prohibited maker:hikvision,dji', {LTS, HIK, DJI}),
            ('verdict>=prohibited-new class:camera', {LTS, HIK, DAHUA}),
            ('verdict:prohibited law:us-ndaa2019-889b', {LTS, DAHUA, HUAWEI}),
            ('site:zuid', {LTS}),
            ('site:noord class:camera,recorder', {'48:ea:63:77:19:05'}),
            ('site!=noord,zuid class:camera', {HIK, DAHUA, AXIS}),
            ('site: class:camera', {HIK, DAHUA, AXIS}),
            ('contract:c-1', {LTS}),
            ('made-in:CN', {LTS}),
            ('made-in!=cn maker:hikvision', {HIK}),
            ('kind:router', {HUAWEI}),
            ('country:SE', {AXIS}),
            ('country:China class:camera', {LTS, HIK, DAHUA}),
            ('mac:28:57:be', {HIK}),
            (HIK, {HIK}),
            (HIK.upper().replace(':', '-'), {HIK}),
            ('ip:192.168.40.21', {LTS}),
            ('192.168.40.21', {LTS}),
            ('ip:192.168.40.20/31', {LTS}),
            ('first:2026-03-02 class:drone', {DJI}),
            ('seen>2026-03-01 class:drone', {DJI}),
            ('seen>2026-03-02', set()),
            ('seen<=2026-03 class:drone', {DJI}),
            ('seen<2026', set()),
            ('decision:waiver', {HIK}),
            ('decision:licence', set()),
            ('name:A2', {LTS}),
            ('a2', {LTS}),
            ('soc:hisilicon maker:axis', set()),
            ('maker:hikvision label!=hikvision verdict:prohibited site:zuid grade>=likely seen>2026-01-01', {LTS})):
        for form, words in ('words', query.split(' ')), ('one word', [query]):
            got = found(*words, estate=estate)
            if isinstance(got, tuple) or set(got) != want:
                check(False, f'{query} as {form}', got)
                break
        else:
            check(True, query)
    got = found('role:nl-municipality:amsterdam', estate=estate)
    check(LTS in got and AXIS not in got and HP not in got, 'a role asks for the laws that bind it', got)
    got = found('decision:waiver', '--on', '2199-01-01', estate=estate)
    check(got == [], 'a decision is asked for on a day', got)


def test_wrong(estate):
    for query, says in (
            ('maker:hikvison', "there is no maker 'hikvison'; did you mean hikvision?"),
            ('label:anke', "there is no label 'anke'; did you mean"),
            ('law:us-ndaa2019-889', "there is no law 'us-ndaa2019-889'; did you mean us-ndaa2019-889a or us-ndaa2019-889b?"),
            ('role:nl-municipalty', "there is no role 'nl-municipalty'; did you mean nl-municipality?"),
            ('site:oost', "there is no site 'oost' in this estate, which has: noord, zuid"),
            ('contract:c-9', "there is no contract 'c-9' in this estate, which has: c-1"),
            ('kind:rooter', "there is no kind 'rooter'; did you mean router?"),
            ('colour:red', "there is no key 'colour'"),
            ('sites:x', "there is no key 'sites'; did you mean site?"),
            ('seen>tomorrow', 'this is no day like 2026-11-21'),
            ('grade>=sure', 'grade is unknown, possible, likely or confirmed'),
            ('maker<hikvision', 'has no order'),
            ('verdict:bad', 'verdict is clear, not-in-force'),
            ('ip:10.0.0.0/99', 'this is no IP address and no network'),
            ('mac:xyz', 'this is no MAC address'),
            ('country:Absurdistan', 'a country is two letters'),
            ('name:"open', 'a quotation mark is not closed'),
            ('', 'no value is given')):
        done = run('devices', query, estate=estate)
        check(done.returncode == 2 and says in done.stderr.decode() and not done.stdout, f'wrong: {query}', (done.returncode, done.stderr.decode()))
    done = run('devices', estate=estate.parent / 'none.db')
    check(done.returncode == 66, 'a missing estate is a missing input', done.returncode)
    done = run('tell', 'x', '--site', 'noord', *WHO, estate=estate.parent / 'none.db')
    check(done.returncode == 66 and not (estate.parent / 'none.db').exists(), 'and telling makes none', done.returncode)


def test_hostile(estate):
    everything = len(found(estate=estate))
    for value in "'", '"";--', "');DROP TABLE device;--", '%', '_', '*', '?', '(?)', '\\', '\x1b[31m', '‮', 'x' * 100000, "' OR 1=1 --":
        for key in 'name:', 'model:', '':
            done = run('devices', '--count', f'{key}{value}', estate=estate)
            if done.returncode or done.stdout != b'0\n':
                check(False, f'{key}{value[:20]!r} finds nothing', (done.returncode, done.stdout[:100], done.stderr[:200]))
                return
        for key in 'maker:', 'site:', 'law:', 'seen>', 'ip:', 'class:', 'no-key:':
            done = run('devices', f'{key}{value}', estate=estate)
            if done.returncode != 2 or b'\x1b' in done.stderr or len(done.stderr) > 600:
                check(False, f'{key}{value[:20]!r} is refused', (done.returncode, done.stderr[:300]))
                return
    check(len(found(estate=estate)) == everything, 'values that mean something to SQL or a terminal mean nothing')
    done = run('devices', *['a'] * 33, estate=estate)
    check(done.returncode == 2 and b'too many terms' in done.stderr, 'a query is bounded', done.stderr)


def test_answers(estate):
    device = lines(run('devices', '--json', LTS, estate=estate))[0]
    check(list(device) == ['device', 'row', 'mac', 'address', 'maker', 'brand', 'model', 'class', 'relabelled', 'site', 'contract',
                           'worst', 'first_seen', 'last_seen', 'in_books_since'], 'the keys of JSON', list(device))
    check(device['maker'] == {'id': 'hikvision', 'name': 'Hangzhou Hikvision Digital Technology Co., Ltd.', 'grade': 'confirmed',
                              'country': 'CN'} and device['worst'] == 'prohibited' and device['site'] == 'zuid'
          and device['contract'] == 'c-1' and device['address'] == '192.168.40.21', 'and what they say', device)
    table = run('devices', 'maker:hikvision', estate=estate).stdout.decode()
    check('≠ LTS' in table and 'Hikvision (confirmed)' in table and 'worst verdicts (as of ' in table and table.rstrip().endswith('): prohibited 2.'), 'the table', table)
    limited = run('devices', '--limit', '3', estate=estate).stdout.decode()
    check('The first 3 of 13 devices' in limited and len(limited.splitlines()) == 6, '--limit says how many there are', limited)
    check(len(found('--limit', '3', estate=estate)) == 3, '--limit with JSON')
    check(run('devices', '--count', 'class:camera', estate=estate).stdout == b'4\n', '--count')
    check(lines(run('devices', '--count', '--json', 'class:camera', estate=estate)) == [{'count': 4}], '--count as JSON')
    check(run('devices', '--limit', '0', estate=estate).returncode == 2, '--limit 0 is wrong')
    nothing = run('devices', 'maker:nuuo', estate=estate)
    check(nothing.returncode == 0 and nothing.stdout == b'0 devices.\n', 'nothing found is an answer', nothing)


def test_books(estate):
    sites = lines(run('site', 'list', '--json', estate=estate))
    check([s['site'] for s in sites] == ['noord', 'zuid'] and sites[0]['networks'] == ['192.168.40.0/28'] and sites[0]['devices'] == 4
          and sites[1]['devices'] == 1 and sites[1]['prohibited'] == 1 and sites[1]['latitude'] is None, 'sites with what stands there', sites)
    done = run('site', 'put', 'zuid', '--latitude', '52.25', '--longitude', '-4.5', '--json', *WHO, estate=estate)
    site = lines(done)[0]
    check(site['title'] == 'South' and (site['latitude'], site['longitude']) == (52.25, -4.5), 'what is not given stays', site)
    done = run('site', 'put', 'noord', '--network', '', '--json', *WHO, estate=estate)
    check(lines(done)[0]['networks'] == [] and lines(done)[0]['devices'] == 0, 'networks are taken off', done)
    for words in (['put', 'x'], ['put', 'x', '--title', 'X'], ['put', 'x', '--title', 'X', '--latitude', '4', *WHO], ['drop', 'x'],
                  ['put', 'x', '--title', 'X', '--latitude', '91', '--longitude', '4', *WHO]):
        done = run('site', *words, estate=estate)
        if done.returncode != 2:
            check(False, f'site {words} is refused', done)
            break
    else:
        check(True, 'wrong sites are refused')
    for book in 'site', 'contract':
        before, done = run(book, '--json', estate=estate).stdout, run(book, 'put', '', *WHO, estate=estate)
        check(done.returncode == 2 and run(book, '--json', estate=estate).stdout == before, f'an empty id is no {book} that there is', done.stderr)
    for network in '0.0.0.0/0', '::/0':
        done = run('site', 'put', 'zuid', '--network', network, *WHO, estate=estate)
        check(done.returncode == 2 and f'{network} is every address there is'.encode() in done.stderr, f'{network} is nobody\'s network', done.stderr)
    done = run('site', 'put', 'No!', '--title', 'X', *WHO, estate=estate)
    check(done.returncode == 2 and b'lower-case' in done.stderr, 'and wrong ids', done)
    contract = lines(run('contract', '--json', '--on', '2026-12-22', estate=estate))[0]
    check(contract['days_left'] == 10 and contract['value'] == 120000 and contract['currency'] == 'EUR' and contract['devices'] == 1
          and contract['prohibited'] == 1, 'a contract with what hangs on it', contract)
    check(lines(run('contract', '--json', '--on', '2027-01-01', estate=estate))[0]['days_left'] == 0, 'an ended one')
    contracts = run('contract', 'put', 'c-2', '--title', 'More', *WHO, estate=estate), lines(run('contract', '--json', estate=estate))
    check([(c['contract'], c['devices'], c['prohibited']) for c in contracts[1]] == [('c-1', 1, 1), ('c-2', 0, 0)], 'of several the same', contracts)
    check('ended' in run('contract', '--on', '2027-01-01', estate=estate).stdout.decode(), 'and in words')
    check('begins in 31' in run('contract', '--on', '2023-12-01', estate=estate).stdout.decode(), 'one to come')
    for value in 'EUR', '120000', 'EURO 5', 'EUR -5', 'EUR 1.2.3', 'EUR 1e9', 'EUR ' + '9' * 40, 'E1R 5':
        done = run('contract', 'put', 'c-1', '--value', value, *WHO, estate=estate)
        if done.returncode != 2:
            check(False, f'{value} is refused', done)
            break
    else:
        check(True, 'values that are none are refused')
    done = run('contract', 'put', 'c-1', '--from', '2027-02-01', *WHO, estate=estate)
    check(done.returncode == 2, 'a contract that ends before it begins is refused', done.stderr)
    check(run('contract', 'put', 'c-1', '--value', 'eur 99.50', '--json', *WHO, estate=estate).stdout.find(b'"value": 99.5') > 0, 'cents count')


def test_tell(estate):
    done = run('tell', 'class:camera', '--site', 'noord', *WHO, estate=estate)
    check(done.returncode == 2 and b'--all' in done.stderr and found('site:noord', estate=estate) == [], 'of several only with --all', done.stderr)
    done = run('tell', 'class:camera', '--site', 'noord', '--all', *WHO, '--json', estate=estate)
    check(lines(done) == [{'devices': 4}] and len(found('site:noord', estate=estate)) == 4, 'with --all', done)
    run('tell', 'site:noord', '--site', '', '--all', *WHO, estate=estate)
    check(found('site:noord', estate=estate) == [], 'the empty text takes a site off')
    for words, says in ((['--made-in', 'China'], ''), (['--kind', 'rooter'], 'no kind'), (['--component', 'nobody'], 'no company'),
                        (['--acquired', 'May'], 'a day'), (['--site', 'oost'], 'oost'), ([], 'nothing is told'), (['--whole'], '--component')):
        done = run('tell', LTS, *words, *WHO, estate=estate)
        if done.returncode != 2 or says not in done.stderr.decode():
            check(False, f'tell {words} is refused', done)
            break
    else:
        check(True, 'what cannot be is refused')
    check(run('tell', LTS, '--made-in', 'NL', estate=estate).returncode == 2, 'who says so must be told')
    check(run('tell', 'nothing-like-this', '--made-in', 'NL', *WHO, estate=estate).returncode == 66, 'of no device nothing is told')
    done = run('tell', AXIS, '--component', 'hisilicon', '--component', 'quectel', '--whole', '--acquired', '2019-05-01', *WHO, estate=estate)
    check(done.returncode == 0, 'components', done.stderr)


def test_merge(estate):
    before = found(estate=estate)
    done = run('merge', LTS, HIK, *WHO, '--why', 'one camera', '--json', estate=estate)
    check(done.returncode == 0 and lines(done)[0]['device'] == LTS and lines(done)[0]['merged'] == 1, 'merge', done)
    after = found(estate=estate)
    check(after == [d for d in before if d != HIK], 'a part does not appear by itself', after)
    for query in HIK, 'mac:28:57:be', 'name:28:57', LTS, '192.168.40.21', 'decision:waiver', 'contract:c-1':
        got = found(query, estate=estate)
        if got != [LTS]:
            check(False, f'{query} finds the whole', got)
            break
    else:
        check(True, 'what a part has finds the whole')
    check(found('maker:hikvision', estate=estate) == [LTS], 'which is one device')
    check(run('merge', LTS, HIK, *WHO, '--why', 'x', estate=estate).returncode == 2, 'twice is wrong')
    check(run('merge', LTS, 'nobody', *WHO, '--why', 'x', estate=estate).returncode == 66, 'a device that is not there is missing')
    check(run('merge', LTS, DAHUA, *WHO, estate=estate).returncode == 2, 'without a reason nothing is merged')
    check(run('split', LTS, '--part', 'nobody', *WHO, '--why', 'x', estate=estate).returncode in (2, 65, 66), 'a part that is none cannot be split off')
    check(run('split', LTS, *WHO, '--why', 'x', estate=estate).returncode == 2, 'what is split off must be said')
    check(run('split', LTS, '--part', HIK, '--since', '2026-01-01', *WHO, '--why', 'x', estate=estate).returncode == 2, 'in one way')
    done = run('split', LTS, '--part', HIK, *WHO, '--why', 'two after all', '--json', estate=estate)
    check(done.returncode == 0 and lines(done)[0]['taken_off'] == HIK, 'split', done)
    check(found(estate=estate) == before, 'all are there again')
    check(found('decision:waiver', estate=estate) == [HIK] and found('contract:c-1', estate=estate) == [LTS], 'each with what is its own')
    address = lines(run('devices', '--json', HP, estate=estate))[0]['address']
    done = run('split', HP, '--address', address, *WHO, '--why', 'somebody else', '--json', estate=estate)
    check(done.returncode in (0, 66), 'an address is taken off, or nothing would be', done)
    if done.returncode == 0:
        row = lines(done)[0]['taken_off_row']
        got = lines(run('devices', '--json', address, estate=estate))
        check([d['row'] for d in got] == [row], 'and means the other device now', got)


REGISTER = '''Naam;MAC;Merk;Model
Gang 655;28:57:be:aa:00:01;Hikvision;DS-2CD2143G0-I
\x1b[31mred;28:57:be:aa:00:02;Hikvision;DS-2CD2143G0-I
Seen;28:57:be:4c:10:9d;Hikvision;DS-2CD2022WD-I
'''


def test_register_alone(folder):
    """Nobody saw what stands in a register alone, whenever that was imported; and a typed cell makes nobody sure."""
    register, estate = folder / 'books.csv', folder / 'my books.db'
    register.write_text(REGISTER)
    run('import', register, estate=estate)
    run('read', folder / 'street.pcap', estate=estate)
    rows = {d['device']: d for d in lines(run('devices', '--json', estate=estate))}
    gang, hik = rows['Gang 655'], rows[HIK]
    check(gang['first_seen'] is gang['last_seen'] is None and gang['in_books_since'], 'it was not seen: it is in the books since', gang)
    check(hik['first_seen'] and hik['last_seen'] and hik['in_books_since'] is None, 'what was seen was, also where books tell of it', hik)
    alone = {'Gang 655', '\x1b[31mred'}
    for query in ('seen>2000-01-01', 'first>2000-01-01', 'seen<2199-01-01'):
        got = set(found(query, estate=estate))
        check(not got & alone and HIK in got, f'{query} does not find it', got)
    check(set(found('seen:none', estate=estate)) == alone == set(found('first:none', estate=estate)), 'seen:none does')
    check(not set(found('seen!=none', estate=estate)) & alone, 'and seen!=none does not')
    story = ' '.join(run('explain', 'Gang 655', estate=estate).stdout.decode().split())
    check('Seen: no; it stands in the books alone In the books since:' in story and 'First seen' not in story and 'Last seen' not in story and
          'was seen speaks' not in story, 'its story says so', story[:700])
    check('Likely made by' in story and 'Very likely' not in story and 'This is strong' not in story and 'The word was tested' not in story,
          'and claims no more than typed cells can', story[:1800])
    told = json.loads(run('explain', 'Gang 655', '--json', estate=estate).stdout)
    check(told['maker']['grade'] == 'likely' and told['maker']['confidence'] < 0.95, 'nor does --json', told['maker'])
    sheet = run('report', '--format', 'csv', estate=estate).stdout.decode('utf-8-sig').splitlines()
    cells = next(row for row in csv.DictReader(sheet) if row['device'] == 'Gang 655')
    check(cells['first_seen'] == cells['last_seen'] == '', 'the sheet has no time of it', cells)
    done = [run('import', register, '--as-of', day, estate=estate).returncode for day in ('2199-01-01', '1899-12-31')]
    check(done == [2, 2], 'no register is of a day to come, nor of one that cannot be kept', done)
    page = folder / 'books.html'
    run('report', '--output', page, estate=estate)
    facts = [f for f in page.read_text().split('<dl class="facts">')[1:] if 'In the books since' in f.partition('</dl>')[0]]
    check(len(facts) == 2 and not any('First seen' in f.partition('</dl>')[0] for f in facts), 'and the page neither', facts)


def test_command_of_one(folder):
    """The command behind a number works when it is pasted: for names that cannot be typed, that several have, and another estate."""
    estate = folder / 'my books.db'
    register = folder / 'twins.csv'
    register.write_text('Naam;Merk;Serienummer\nTwin;Bosch;512300991\nTwin;Bosch;512300992\n')
    run('import', register, estate=estate)
    for query, name in (('name:red', 'red'), ('brand:bosch', 'Twin'), ('name:Gang', 'Gang 655')):
        told = run('explain', query, 'class:camera,unknown', estate=estate).stdout.decode()
        words = shlex.split(told.splitlines()[-1])
        check(words[:2] == ['birthmark', 'explain'] and words[-2:] == ['--estate', str(estate)], f'{query} ends with a command', told[-200:])
        done = subprocess.run([birthmark, *words[1:]], capture_output=True, timeout=100)
        check(done.returncode == 0 and name in done.stdout.decode().splitlines()[0], f'which works: {words}', (done.stdout[:100], done.stderr))


def test_backup(estate):
    copy = estate.parent / 'copy.db'
    want = found(estate=estate)
    db = sqlite3.connect(estate, isolation_level=None)
    db.execute('BEGIN IMMEDIATE')
    db.execute("UPDATE device SET name = 'half done'")
    done = run('backup', copy, '--json', estate=estate)
    check(done.returncode == 0 and lines(done) == [{'estate': str(estate), 'backup': str(copy)}], 'a copy while somebody writes', done)
    db.execute('ROLLBACK')
    db.close()
    check(found(estate=copy) == want, 'has what was committed, and nothing half done')
    done = run('backup', copy, estate=estate)
    check(done.returncode == 73 and found(estate=copy) == want, 'it never takes the place of a file', done)
    check(run('backup', estate.parent / 'no' / 'folder.db', estate=estate).returncode in (66, 73, 74), 'nor makes folders')
    check(run('audit', 'verify', estate=copy).returncode == 0, 'its log is whole')
    os.chmod(estate.parent / 'copy.db', 0o400)
    check(found('maker:hikvision', estate=copy) == found('maker:hikvision', estate=estate), 'a file that is not ours to write is asked all the same')


with tempfile.TemporaryDirectory() as scratch:
    made = make_estate(pathlib.Path(scratch))
    test_keys(made)
    test_wrong(made)
    test_hostile(made)
    test_answers(made)
    test_books(made)
    test_tell(made)
    test_merge(made)
    test_backup(made)
    test_register_alone(pathlib.Path(scratch))
    test_command_of_one(pathlib.Path(scratch))
finish()
