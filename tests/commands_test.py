#!/usr/bin/env python3
"""The program from outside: the contracts of the command line and of JSON. Writes TAP.

usage: commands_test.py BIRTHMARK SAMPLE PROJECT
"""
import json, os, pathlib, re, sqlite3, subprocess, sys, tempfile

from tap import check, finish, skip

birthmark, sample, project = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), pathlib.Path(sys.argv[3])
shared = project.parent / 'shared'
GRADES = ('confirmed', 'likely', 'possible', 'unknown')
CLASSES = 'camera recorder doorbell lpr intercom drone access network phone printer computer appliance other unknown'.split()
STATUSES = 'prohibited prohibited-new licence-required restricted clear not-in-force undetermined'.split()


def run(*arguments, given=None, folder=None):
    return subprocess.run([birthmark, *map(str, arguments)], input=given, capture_output=True, cwd=folder, timeout=100)


def lines(done):
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def contract(d, in_capture):
    """What breaks the contract in one answer, or None."""
    keys = ['device'] + ['mac', 'addresses'] * in_capture + [
        'maker', 'brand', 'model', 'class', 'soc', 'firmware', 'relabelled', 'rivals', 'evidence', 'verdicts']
    if list(d) != keys:
        return f'keys {list(d)}'
    if list(d['maker']) != ['id', 'name', 'country', 'confidence', 'grade'] or list(d['brand']) != ['id', 'name', 'confidence', 'grade']:
        return f'maker or brand {d["maker"]} {d["brand"]}'
    for belief in d['maker'], d['brand']:
        if belief['grade'] not in GRADES or not 0 <= belief['confidence'] <= 1:
            return f'belief {belief}'
        if (belief['grade'] == 'unknown') != (belief['id'] is None):
            return f'unknown and named {belief}'
        if belief['grade'] == 'confirmed' and belief['confidence'] < 0.99:
            return f'confirmed too early {belief}'
    if d['class'] not in CLASSES or d['relabelled'] not in (True, False, None):
        return f'class {d["class"]} relabelled {d["relabelled"]}'
    if d['model'] is not None and list(d['model']) != ['value', 'original']:
        return f'model {d["model"]}'
    for e in d['evidence']:
        if list(e) != ['field', 'value', 'mark', 'says', 'strength'] or not e['says']:
            return f'evidence {e}'
    for r in d['rivals']:
        if list(r) != ['aspect', 'id', 'confidence']:
            return f'rival {r}'
    for v in d['verdicts']:
        if set(v) - {'by'} != {'law', 'status', 'because'} or v['status'] not in STATUSES or not isinstance(v['because'], list):
            return f'verdict {v}'
        if v['status'] not in ('clear', 'not-in-force') and not v['because']:
            return f'no reason {v}'
    return None


def identify(*records, arguments=()):
    given = b''.join((r if isinstance(r, bytes) else json.dumps(r).encode()) + b'\n' for r in records)
    return run('identify', '--json', *arguments, given=given)


def device(name, **fields):
    return {'device': name, 'observations': [{'field': k.replace('__', '.'), 'value': v} for k, v in fields.items()]}


HIKVISION = device('front-door', mac='28:57:be:00:00:00', http__server='App-webs/')


def test_command_line():
    check(run('--version').stdout.startswith(b'birthmark '), '--version')
    check(run('--help').returncode == 0 and b'identify' in run('--help').stdout, '--help lists the commands')
    check(run().returncode == 2, 'no command is a wrong usage')
    check(run('frobnicate').returncode == 2, 'an unknown command is a wrong usage')
    check(run('read').returncode == 2, 'read without a capture is a wrong usage')
    check(run('identify', '--on', 'tomorrow').returncode == 2, 'a day that is none is a wrong usage')
    check(run('identify', '--law', 'nobody', given=b'').returncode == 2, 'an unknown law is a wrong usage')
    check(run('identify', '--as', 'king-of-france', given=b'').returncode == 2, 'a role that no law binds is a wrong usage')
    check(run('read', '/nonexistent.pcap').returncode == 66, 'a missing capture is a missing input')
    check(run('explain', 'x', '--estate', '/nonexistent/x.db').returncode == 66, 'a missing estate is a missing input')
    for missing in (('--scope', '/nonexistent.yaml', '10.0.0.1'), ('/nonexistent/list.txt',), ('--exclude', '/nonexistent/list.txt', '10.0.0.1')):
        done = run('scan', '--dry-run', *missing)
        check(done.returncode == 66 and b'/nonexistent' in done.stderr, f'so is a list of whom to ask: {missing[0]}', done.stderr)
    for command in 'read scan identify explain report laws companies brands marks fields data'.split():
        done = run(command, '--help')
        if done.returncode or not done.stdout.startswith(b'usage: birthmark ' + command.encode()):
            check(False, f'{command} --help')
            return
    check(True, 'every command has --help')
    with open('/dev/full', 'wb') as full:
        codes = [subprocess.run([birthmark, *words], stdout=full, stderr=subprocess.PIPE, timeout=100).returncode
                 for words in (['--help'], ['--version'], ['laws', '--help'], ['fields', '--json'])]
    check(codes == [74] * 4, 'what cannot be written is said, help too', codes)


def test_identify():
    done = identify(HIKVISION, device('nothing'))
    answers = lines(done)
    check(done.returncode == 0 and [a['device'] for a in answers] == ['front-door', 'nothing'], 'one answer a line, in order')
    why = [contract(a, False) for a in answers]
    check(not any(why), 'answers keep the contract', why)
    check(answers[0]['maker']['id'] == 'hikvision', 'a known server header names its maker', answers[0]['maker'])
    check(answers[1]['maker'] == {'id': None, 'name': None, 'country': None, 'confidence': 0, 'grade': 'unknown'}, 'nothing known is said so', answers[1]['maker'])
    sadp = '<?xml version="1.0"?><ProbeMatch><DeviceDescription>DS-2CD2022WD-I</DeviceDescription><DeviceSN>DS-2CD2022WD-I20150715AAWR530000000</DeviceSN><MAC>28-57-be-00-00-00</MAC></ProbeMatch>'
    import base64
    raw = {'device': 'raw', 'observations': [{'field': 'sadp.raw', 'value': base64.b64encode(sadp.encode()).decode(), 'encoding': 'base64'}]}
    answer = lines(identify(raw))[0]
    check(answer['maker']['id'] == 'hikvision' and answer['maker']['grade'] == 'confirmed', 'a recorded message goes through its reader', answer['maker'])


def test_bad_input():
    done = identify(HIKVISION, b'{"device": ', HIKVISION, b'[]', HIKVISION)
    check(done.returncode == 65, 'a bad line gives exit code 65', done.returncode)
    check(len(lines(done)) == 3, 'the good lines are answered')
    check(b':2:' in done.stderr and b':4:' in done.stderr, 'each bad line is named', done.stderr.decode())
    done = identify(device('x', frob__nicate='1'), HIKVISION)
    check(done.returncode == 0 and done.stderr.count(b'nobody knows') == 1, 'unknown fields give one warning', done.stderr.decode())
    hostile = device('x\x1b[2J', http__title='\x1b]0;owned\x07</script><script>alert(1)</script>')
    check(lines(identify(hostile))[0]['device'] == 'x\x1b[2J', 'hostile bytes come back as they were')
    done = run('identify', given=json.dumps(hostile).encode() + b'\n')
    check(b'\x1b' not in done.stdout, 'no escape reaches the terminal', done.stdout)


def test_judging():
    def verdicts(*arguments):
        done = identify(HIKVISION, arguments=arguments)
        return done.returncode, {v['law']: v['status'] for v in lines(done)[0]['verdicts']}

    check(verdicts('--law', 'us-ndaa2019-889b', '--on', '2026-11-21') == (0, {'us-ndaa2019-889b': 'prohibited'}), 's.889 part B covers Hikvision', verdicts('--law', 'us-ndaa2019-889b'))
    check(verdicts('--law', 'us-ndaa2019-889b', '--on', '2020-08-12')[1] == {'us-ndaa2019-889b': 'not-in-force'}, 'the day before it took effect it does not')
    check(verdicts('--law', 'us-ndaa2019-889b', '--fail-on', 'prohibited')[0] == 1, '--fail-on gives exit code 1')
    check(verdicts('--law', 'us-ndaa2019-889b', '--fail-on', 'restricted')[0] == 0, '--fail-on asks for just that status')
    amsterdam = verdicts('--as', 'nl-municipality:amsterdam')[1]
    check('nl-amsterdam-2024' in amsterdam and 'us-ndaa2019-889b' not in amsterdam, '--as takes the laws that bind a role', amsterdam)


def test_lists():
    laws = lines(run('laws', '--json'))
    check(len(laws) >= 12 and all(list(l)[:7] == ['id', 'title', 'jurisdiction', 'from', 'until', 'roles', 'sources'] for l in laws), 'laws --json keeps the contract', laws[:1])
    for kind, least in ('companies', 60), ('brands', 120), ('marks', 200), ('fields', 100):
        rows = lines(run(kind, '--json'))
        check(len(rows) >= least, f'{kind} --json lists at least {least}', len(rows))
    fixed = {'isapi.model', 'sadp.device_type', 'dhdiscover.device_type', 'dvrip.device_type', 'tdp.device_model', 'kasa.model',
             'tapo.device_model', 'snmp.sys_contact', 'gb28181.manufacturer', 'upnp.device_description'}
    missing = fixed - {f['field'] for f in lines(run('fields', '--json'))}
    check(not missing, 'fields of families with a fixed name are listed by it', missing)
    page = '<?xml version="1.0"?><root xmlns="urn:schemas-upnp-org:device-1-0"><device><manufacturer>AXIS</manufacturer></device></root>'
    done = identify(device('d', upnp__device_description=page))
    check(b'axis' in done.stdout and not done.stderr, 'a whole document under its own name is read and known', done.stderr.decode())
    check(any('hikvision' in json.dumps(c) for c in lines(run('companies', '--json', '海康威视'))), 'a company is found by its Chinese name')
    check(run('data', 'check').returncode == 0, 'the data that is built in is good')


def test_own_data(folder):
    own = folder / 'own' / 'marks'
    own.mkdir(parents=True)
    (own / 'mine.yaml').write_text('- mark: mine/webcam\n  when: { http.server: "Frobcam/{}" }\n  claim: { maker: axis }\n  strength: strong\n'
                                   '  why: w\n  source: s\n  examples: [{ http.server: Frobcam/1 }]\n  counters: [{ http.server: x }]\n')
    answer = lines(identify(device('d', http__server='Frobcam/2'), arguments=['--data', str(folder / 'own')]))[0]
    check(any(e['mark'] == 'mine/webcam' for e in answer['evidence']), '--data adds to what is built in', answer)
    (own / 'bad.yaml').write_text('- mark: mine/bad\n  when: { x: y }\n')
    done = identify(HIKVISION, arguments=['--data', str(folder / 'own')])
    check(done.returncode == 65 and b'bad.yaml:1:' in done.stderr, 'bad data is refused with file and line', done.stderr.decode())
    (own / 'bad.yaml').unlink()
    (own / 'gone.yaml').symlink_to('nowhere')
    done = identify(HIKVISION, arguments=['--data', str(folder / 'own')])
    check(done.returncode == 66 and b'own/marks/gone.yaml: ' in done.stderr, 'so is, by its name, a file that cannot be read', done.stderr.decode())


def test_own_macs(folder):
    own = folder / 'own-macs'
    own.mkdir()
    (own / 'macs.yaml').write_text('- block: 44:19:B6/24\n  company: axis\n  source: the stock list\n')
    answer = lines(identify(device('d', mac='44:19:b6:00:00:01'), arguments=['--data', str(own)]))[0]
    check(answer['maker']['id'] == 'axis' and answer['evidence'][0]['mark'] == 'mac/44:19:B6/24', 'a MAC block of one\'s own overrides', answer)
    (own / 'macs.yaml').write_text('- block: 46:19:B6/24\n  company: axis\n  source: s\n')
    done = run('data', 'check', '--data', own)
    check(done.returncode == 65 and b'macs.yaml:1:10: ' in done.stderr, 'one that nobody can hold is refused', done.stderr.decode())
    (own / 'macs.yaml').unlink()
    (own / 'companies.yaml').write_text('- company: frob\n  name: Frob\n  country: NL\n  source: s\n  trust: low\n  mac-names: [Frob N.V.]\n')
    done = run('data', 'check', '--data', own)
    check(done.returncode == 0 and b'companies.yaml:6:15: \'Frob N.V.\' holds no MAC block' in done.stderr, 'a holder without a block is warned of',
          done.stderr.decode())


def test_capture(folder):
    pcap = folder / 'street.pcap'
    subprocess.run([sample, project / 'data/samples/street.yaml', pcap], check=True)
    done = run('read', '--json', '--estate', folder / 'e.db', pcap)
    answers = lines(done)
    why = [w for w in (contract(a, True) for a in answers) if w]
    check(done.returncode == 0 and answers and not why, 'read keeps the contract', (done.returncode, done.stderr.decode(), why))
    relabelled = [a for a in answers if a['relabelled'] and a['maker']['grade'] == 'confirmed']
    check(len(relabelled) >= 1, 'the street shows a camera named for certain behind another label')
    check(any(a['class'] == 'drone' for a in answers), 'and a drone')
    check(any(a['maker']['id'] == 'axis' and a['class'] == 'camera' for a in answers), 'and a clean Western camera')
    check(any(a['maker']['id'] == 'huawei' for a in answers), 'and telecom gear')
    quiet = [a for a in answers if a['class'] in ('printer', 'phone', 'computer', 'appliance')]
    check(quiet and not any(v['status'].startswith('prohibited') for a in quiet for v in a['verdicts']), 'and ordinary devices left in peace')
    again = run('read', '--json', '--estate', folder / 'e.db', pcap)
    check(lines(again) == answers, 'the same capture gives the same answers')
    rows = sqlite3.connect(folder / 'e.db').execute('select count(*) from device').fetchone()[0]
    check(rows == len(answers), 'the estate has each device once', (rows, len(answers)))
    story = run('explain', '--estate', folder / 'e.db', relabelled[0]['device'])
    check(story.returncode == 0 and relabelled[0]['maker']['name'].encode() in story.stdout.replace(b'\n', b' ').replace(b'  ', b' '), 'explain names the maker', story.stdout[:600].decode())
    check(run('explain', '--estate', folder / 'e.db', 'no such device').returncode == 66, 'an unknown device is a missing input')
    done = run('report', '--estate', folder / 'e.db', '--output', folder / 'r.html')
    page = (folder / 'r.html').read_text()
    check(done.returncode == 0 and '<html' in page and '<script' not in page and not re.search(r'(src|href)="https?:', page.replace('<a href="http', '')), 'report is one page without scripts and outside parts')
    check(run('report', '--estate', folder / 'e.db', '--output', '/nonexistent/r.html').returncode == 73, 'a report that cannot be made says so')
    (folder / 'link.db').symlink_to('e.db')
    before = (folder / 'e.db').read_bytes()
    for name in 'e.db', 'link.db', 'e.db-wal':
        (folder / 'e.db-wal').touch()
        done = run('report', '--estate', folder / 'e.db', '--output', folder / name)
        check(done.returncode == 73 and (folder / 'e.db').read_bytes() == before, f'a report never takes the place of an estate: {name}', done.stderr.decode())
    whole = pcap.read_bytes()
    (folder / 'cut.pcap').write_bytes(whole[:-7])
    done = run('read', '--json', '--no-estate', folder / 'cut.pcap')
    check(done.returncode == 65 and b'offset' in done.stderr and lines(done), 'a cut capture gives what was before the cut, and the offset', done.stderr.decode())
    (folder / 'ieee802.15.4.pcap').write_bytes(whole[:20] + (195).to_bytes(4, 'little') + whole[24:])
    done = run('read', '--no-estate', folder / 'ieee802.15.4.pcap')
    check(done.returncode == 65 and b'packets are of link type 195, which is not read' in done.stderr, 'frames that nobody reads are no absence', done.stderr.decode())
    first = 40 + int.from_bytes(whole[32:36], 'little')
    short = whole[:32] + (10).to_bytes(4, 'little') + whole[36:50] + whole[first:]
    (folder / 'short.pcap').write_bytes(short)
    done = run('read', '--no-estate', folder / 'short.pcap')
    check(done.returncode == 0 and b'1 of 203 packets is cut short or malformed' in done.stderr, 'nor is a frame that was cut short', done.stderr.decode())
    (folder / 'no.pcap').write_bytes(b'hello, this is no capture at all')
    check(run('read', '--no-estate', folder / 'no.pcap').returncode == 65, 'what is no capture is bad data')


def test_names(folder):
    """A name is a file's, whatever SQLite or a rename would make of it."""
    pcap = folder / 'street.pcap'
    for estate in ':memory:', 'file:odd.db?mode=memory':
        made = run('read', '-q', pcap, '--estate', estate, folder=folder).returncode
        count = run('devices', '--count', '--estate', estate, folder=folder)
        check(made == 0 and count.stdout == b'13\n' and (folder / estate).is_file(), f'an estate called {estate} is a file', count)
    check(run('read', pcap, '--estate', '').returncode == 2, 'an estate without a name is a wrong usage')
    check(run('backup', folder / 'no' / 'copy.db', '--estate', folder / 'e.db').returncode == 73, 'a copy that cannot be made is said to be so')
    os.mkfifo(folder / 'pipe')
    fd = os.open(folder / 'pipe', os.O_RDWR | os.O_NONBLOCK)
    done = run('report', '--format', 'csv', '--estate', folder / 'e.db', '--output', folder / 'pipe')
    check(done.returncode == 0 and os.read(fd, 100).startswith(b'\xef\xbb\xbfdevice,') and (folder / 'pipe').is_fifo(), 'a report goes into a pipe, not into its place', done)
    os.close(fd)
    log, link = folder / 'log', folder / 'so'
    link.symlink_to('/proc/self/fd/1')
    words = 'report', '--format', 'csv', '--estate', folder / 'e.db', '--output'
    for output in '/dev/stdout', link:
        log.write_bytes(b'OLD')
        with open(log, 'ab') as to, tempfile.TemporaryFile() as gone:
            codes = [subprocess.run([birthmark, *words, output], stdout=out, stderr=subprocess.PIPE, timeout=100).returncode for out in (to, gone)]
            gone.seek(0)
            held = log.read_bytes(), gone.read()
        check(codes == [0, 0] and held[0].startswith(b'OLD\xef\xbb\xbfdevice,') and held[1].startswith(b'\xef\xbb\xbfdevice,') and link.is_symlink(),
              f'{output} goes on where it stands, be it a file or one that was deleted', (codes, held))
    full = folder / 'full'
    full.symlink_to('/dev/full')
    codes = [run('report', *words, '--estate', folder / 'e.db', '--output', full).returncode
             for words in ([], ['--format', 'csv'], ['--document', 'far-52.204'], ['--format', 'xlsx'])]
    check(codes == [74, 74, 74, 2] and full.is_symlink(), 'a report that cannot be written is said to be so', codes)


def test_corpus():
    index = shared / 'corpus/pcaps/INDEX.tsv'
    if not index.exists():
        skip('every capture of the corpus is read', 'the corpus does not lie beside the project')
        return
    bad = []
    for row in index.read_text().splitlines()[1:]:
        name, truth = row.split('\t')[0], row.split('\t')[4]
        done = run('read', '--json', '--no-estate', shared / 'corpus/pcaps' / name)
        if done.returncode not in (0, 65):
            bad.append((name, done.returncode, done.stderr.decode()[-300:]))
            continue
        found = {a for d in lines(done) for a in [d['device'], d['mac'], *d['addresses']] if a}
        wanted = set(re.findall(r'\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b', truth))
        ip = set(re.findall(r'\b\d+\.\d+\.\d+\.\d+\b', truth))
        if not wanted <= found or not ip <= found:
            bad.append((name, 'not found', wanted - found, ip - found))
    check(not bad, 'every capture of the corpus is read, its labelled devices are found', bad)
    done = run('identify', '--json', shared / 'corpus/transcripts-dev.jsonl')
    why = [(a['device'], w) for a in lines(done) if (w := contract(a, False))]
    check(done.returncode == 0 and not why and len(lines(done)) == 895, 'the labelled answers of the corpus keep the contract', why[:5])


with tempfile.TemporaryDirectory() as scratch:
    test_command_line()
    test_identify()
    test_bad_input()
    test_judging()
    test_lists()
    test_own_data(pathlib.Path(scratch))
    test_own_macs(pathlib.Path(scratch))
    test_capture(pathlib.Path(scratch))
    test_names(pathlib.Path(scratch))
    test_corpus()
finish()
