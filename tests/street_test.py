#!/usr/bin/env python3
"""tools/street is honest: what its devices answer, how they misbehave, and that they count right. Writes TAP.

usage: street_test.py STREET BIRTHMARK PROJECT

All happens in network namespaces that the test makes for itself; where none can be made it is skipped.
"""
import base64, contextlib, json, os, pathlib, select, signal, socket, ssl, struct, subprocess, sys, tempfile, time, warnings

program, birthmark, project = sys.argv[1:4]
sys.path.insert(0, str(pathlib.Path(project) / 'tools' / 'street'))
import plan as planning
import street as standing
from tap import check, finish, skip

NET, LONG = '10.77.0.0/16', b'x' * 200000
PAGE = b'HTTP/1.1 200 OK\r\nServer: App-webs/\r\nContent-Length: 5\r\n\r\nhello'
GET = b'GET / HTTP/1.1\r\nHost: x\r\n\r\n'
QUIRKS = ['', 'slow', 'one', 'reset', 'half', 'flood', 'tarpit', 'headers', 'rst', 'garbage', 'certificate', 'tls10', 'udp-flood']


def b64(data):
    return base64.b64encode(data).decode()


def address(quirk):
    return f'10.77.1.{QUIRKS.index(quirk) + 1}'


def a_device(number, where, quirk='', **more):
    """One that has all: pages with and without TLS, a greeting, RTSP, a search."""
    pages = [{'request': 'GET / ', 'answer': b64(PAGE), 'then': 'keep'}, {'request': 'GET /long ', 'answer': b64(LONG), 'then': 'close'},
             {'request': 'POST /', 'holds': 'Which', 'answer': b64(b'HTTP/1.1 200 OK\r\n\r\nthis'), 'then': 'close'},
             {'request': 'POST /', 'answer': b64(b'HTTP/1.1 200 OK\r\n\r\nother'), 'then': 'close'}]
    return {'address': where, 'address6': f'fe80::1:{number:x}', 'mac': f'02:00:5e:00:{number >> 8:02x}:{number & 255:02x}', 'quirk': quirk, **more,
            'tcp': [{'port': 80, 'exchanges': pages}, {'port': 21, 'exchanges': [{'request': '', 'answer': b64(b'220 ready\r\n'), 'then': 'keep'}]},
                    {'port': 443, 'tls': {'subject': 'C = CN, O = Some, Ltd., CN = ipcam', 'issuer': 'CN = root'}, 'exchanges': pages},
                    {'port': 554, 'exchanges': [{'request': 'OPTIONS ', 'answer': b64(b'RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n'), 'then': 'keep'}]}],
            # What floods would crowd out the others' answers.
            'udp': [{'port': 37021, 'answer': b64(b'A'), 'to': 'sender'}] if quirk == 'udp-flood' else [
                {'port': 37020, 'wants': 'inquiry', 'answer': b64(b'A' * 3000), 'to': 'sender'},
                {'port': 5000, 'answer': b64(b'group'), 'to': '239.255.255.250', 'to_port': 5001}]}


def write_script(path):
    devices = [a_device(i + 1, address(q), q) for i, q in enumerate(QUIRKS)]
    devices += [a_device(100 + i, f'10.77.2.{i}', filtered=i == 1) for i in range(1, 38)]
    path.write_text('\n'.join(map(json.dumps, devices)) + '\n')


def ask(where, request=GET, port=80, seconds=5, enough=len(PAGE)):
    """What came, and how it ended: 'end', 'reset', 'silence', 'refused', 'enough'."""
    got = b''
    with contextlib.closing(socket.socket(socket.AF_INET6 if ':' in where else socket.AF_INET)) as s:
        s.settimeout(seconds)
        try:
            s.connect((where, port) if ':' not in where else (where, port, 0, socket.if_nametoindex('s0')))
            s.sendall(request)
            while len(got) < enough:
                data = s.recv(1 << 16)
                if not data:
                    return got, 'end'
                got += data
        except ConnectionRefusedError:
            return got, 'refused'
        except ConnectionResetError:
            return got, 'reset'
        except OSError:
            return got, 'silence'
    return got, 'enough'


def ask_tls(where, seconds=8, oldest=None):
    """What came in secret, and the session's facts."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    if oldest:
        with warnings.catch_warnings(action='ignore'):
            context.minimum_version = oldest
        context.set_ciphers('ALL:@SECLEVEL=0')
    with socket.create_connection((where, 443), seconds) as plain, context.wrap_socket(plain) as s:
        s.sendall(GET)
        return s.recv(1000), s.version(), s.getpeercert(True)


def datagrams(where, port, message, seconds=0.3, enough=1 << 20, bind=0, group=None):
    """Who answered what, in order, until there are enough."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        s.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, b's0')
        s.bind(('', bind))
        if group:
            s.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton(group) + struct.pack('@I', 0) + struct.pack('@I', socket.if_nametoindex('s0')))
        s.sendto(message, (where, port))
        got, until = [], time.monotonic() + seconds
        while len(got) < enough and select.select([s], [], [], max(0, until - time.monotonic()))[0]:
            data, sender = s.recvfrom(65536)
            got.append((sender[0], data))
        return got


def test_answers():
    who = address('')
    check(ask(who) == (PAGE, 'enough'), 'a page', ask(who))
    check(ask(who, GET + GET, enough=2 * len(PAGE)) == (2 * PAGE, 'enough'), 'two requests on one connection')
    check(ask(who, GET.replace(b'Host', b'Connection: close\r\nHost'), enough=9999) == (PAGE, 'end'), 'it ends the connection when asked to')
    check(ask(who, b'GET /long HTTP/1.1\r\n\r\n', enough=1 << 20) == (LONG, 'end'), 'a long answer comes whole, then an end')
    check(ask(who, b'POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nWhich', enough=99)[0].endswith(b'this') and
          ask(who, b'POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nWho', enough=99)[0].endswith(b'other'), 'answers differ by what stands in the request')
    check(ask(who, b'', 21, enough=11) == (b'220 ready\r\n', 'enough'), 'a greeting before anything is asked')
    check(b'CSeq: 77\r' in ask(who, b'OPTIONS * RTSP/1.0\r\nCSeq: 77\r\n\r\n', 554, enough=20)[0], 'an RTSP answer bears the number of its question')
    check(ask('fe80::1:1') == (PAGE, 'enough'), 'IPv6', ask('fe80::1:1'))
    check(ask(who, port=81)[1] == 'refused', 'a closed port refuses')
    check(ask('10.77.2.1', port=81, seconds=0.3)[1] == 'silence', 'a filtered one is silent')
    check(ask('10.77.9.9', seconds=0.3)[1] == 'silence', 'where nobody lives nobody answers')


def test_tls():
    page, version, certificate = ask_tls(address(''))
    check(page == PAGE and version == 'TLSv1.3', 'a page by TLS 1.3', (page, version))
    check(b'Some, Ltd.' in certificate and b'ipcam' in certificate and b'root' in certificate, 'the certificate shows the recorded names')
    check(huge_ends(), 'a certificate of more than 100 KiB ends an ordinary client')
    page, version, _ = ask_tls(address('tls10'), oldest=ssl.TLSVersion.TLSv1)
    check(page == PAGE and version == 'TLSv1', 'one knows nothing newer than TLS 1.0', version)


def huge_ends():
    try:
        ask_tls(address('certificate'))
    except ssl.SSLError as e:
        return 'EXCESSIVE' in str(e)
    return False


def test_datagrams():
    who = address('')
    check(datagrams(who, 37020, b'an inquiry', 5, enough=1) == [(who, b'A' * 3000)], 'a datagram is answered, in fragments where it is long')
    check(datagrams(who, 37020, b'something else') == [], 'but only to the question it knows')
    heard = datagrams('255.255.255.255', 37020, b'an inquiry', 5, enough=len(QUIRKS) + 36)
    everybody = [address(q) for q in QUIRKS if q != 'udp-flood'] + [f'10.77.2.{i}' for i in range(1, 38)]
    check({a for a, _ in heard} == set(everybody), 'all answer a broadcast', set(everybody) ^ {a for a, _ in heard})
    heard = datagrams('239.255.255.250', 5000, b'?', 5, enough=len(QUIRKS) + 36, bind=5001, group='239.255.255.250')
    check({a for a, d in heard if d == b'group'} == set(everybody), 'and a multicast, to the group', set(everybody) ^ {a for a, _ in heard})
    check(len(datagrams(address('udp-flood'), 37021, b'an inquiry', 5, enough=101)) > 100, 'one floods with datagrams')
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        s.settimeout(1)
        s.connect((who, 4444))
        s.send(b'?')
        try:
            s.recv(10)
            refused = False
        except OSError as e:
            refused = isinstance(e, ConnectionRefusedError)
    check(refused, 'a closed UDP port says so by ICMP')


def test_quirks():
    began = time.monotonic()
    got = ask(address('slow'), seconds=4, enough=10)
    took = time.monotonic() - began
    check(got[0][:10] == PAGE[:10] and 2 < took < 3.5, 'slow: after two seconds, byte by byte', (got, took))
    with socket.create_connection((address('one'), 80)):
        time.sleep(0.05)
        check(ask(address('one'))[1] in ('reset', 'refused'), 'one: a second connection is reset')
    time.sleep(0.05)
    check(ask(address('one'))[1] == 'enough', 'and the next one is not')
    check(ask(address('reset'))[1] == 'reset', 'reset: in the middle of an answer')
    check(ask(address('half'), seconds=0.4) == (PAGE[:len(PAGE) // 2], 'silence'), 'half: an answer, then silence')
    check(ask(address('flood'), enough=1 << 20)[1] == 'enough', 'flood: an answer without end')
    check(ask(address('tarpit'), seconds=0.4) == (b'', 'silence'), 'tarpit: accepts, and never says a word')
    got = ask(address('headers'), enough=50000)
    check(got[1] == 'enough' and b'\r\n\r\n' not in got[0], 'headers: without end', got[1])
    check(ask(address('rst'))[1] == 'refused', 'rst: whatever is asked')
    check(b'HTTP' not in ask(address('garbage'), enough=9999)[0], 'garbage: noise')


def test_counts(street):
    """Of devices that nothing else was asked of."""
    for count in 7, 3:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
            for _ in range(count):
                s.sendto(b'12345', ('10.77.2.5', 37020))
        time.sleep(1.2)
    with socket.create_connection(('10.77.2.6', 80)) as a, socket.create_connection(('10.77.2.6', 443)):
        a.sendall(GET)
        a.recv(1)
    ask('10.77.2.7', b'POST / HTTP/1.1\r\nContent-Length: 50000\r\n\r\n' + b'y' * 50000, enough=99)
    ask_tls('10.77.2.8')
    datagrams('10.77.3.9', 37020, b'to the excluded', 0.05)
    datagrams('10.77.4.9', 37020, b'to nobody', 0.05)
    time.sleep(0.1)
    seen = street.ledger()
    total, five, six, seven = seen[None], seen['10.77.2.5'], seen['10.77.2.6'], seen['10.77.2.7']
    check((five['udp'], five['most_second'], five['arp']) == (10, 7, 1), 'packets are counted, and the most of any second', {k: five[k] for k in five if k != 'heard'})
    check([base64.b64decode(h['bytes']) for h in five['heard'] if h['kind'] == 'udp'] == [b'12345'] * 10, 'and every datagram kept')
    check((six['opened'], six['most_open']) == (2, 2), 'connections at once', (six['opened'], six['most_open']))
    check([base64.b64decode(h['bytes']) for h in six['heard'] if h['port'] == 80] == [GET], 'what came on each is kept')
    check([h['size'] for h in seven['heard']] == [50042], 'all of it', [h['size'] for h in seven['heard']])
    check([base64.b64decode(h['bytes']) for h in seen['10.77.2.8']['heard'] if h['kind'] == 'tls'] == [GET], 'decrypted where it came by TLS')
    check(seen[address('one')]['violations'] == 1 and seen[address('one')]['most_open'] == 1, 'a second connection to the one that allows one is a violation')
    check((total['excluded_packets'], total['excluded_bytes'], total['excluded_arp']) in ((0, 0, 1), (0, 0, 2)), 'an excluded address was looked for', total['excluded_arp'])
    check([(h['kind'], h['port']) for h in total['heard']] == [('group', 37020), ('group', 5000)], 'what was asked of all is kept apart',
          [(h['kind'], h['port']) for h in total['heard']])
    check(total['dropped'] == 0 and total['crowded'] == 0, 'nothing was lost')


def test_many():
    """Connections at once, as many as file descriptors let."""
    import resource
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 4096), most))
    count = min(2000, most - 100)
    sockets = [socket.create_connection((f'10.77.2.{10 + i % 20}', 80), 5) for i in range(count)]
    for s in sockets:
        s.sendall(GET)
    good = sum(s.recv(1000) == PAGE for s in sockets)
    for s in sockets:
        s.close()
    check(good == count, f'{count} connections at once are all answered', good)


def test_routed(script, folder):
    street = standing.stand(program, script, folder / 'routed.jsonl', routed=True, net=NET, lose=5, excluded=['10.77.3.0/24'])
    try:
        whole = [ask(f'10.77.2.{i}', b'GET /long HTTP/1.1\r\n\r\n', seconds=5, enough=1 << 20) for i in (20, 21)]
        check(whole == [(LONG, 'end')] * 2, 'behind a router, with one frame in five lost, long answers come whole', [(len(g), h) for g, h in whole])
        table = subprocess.run(['ip', 'neigh'], capture_output=True, text=True).stdout
        check('10.200.0.1 dev s0 lladdr 02:00:5e:00:53:01' in table and '10.77' not in table, 'only the router has a MAC', table)
        check(datagrams('255.255.255.255', 37020, b'an inquiry', 0.5) == [], 'and what is asked of all stays before it')
        datagrams('10.77.3.9', 37020, b'to the excluded', 0.05)
        total = street.ledger()[None]
        check((total['excluded_packets'], total['excluded_bytes']) == (1, 15), 'what an excluded address was sent is counted', total['excluded_packets'])
        check(total['lost'] > 50, 'frames were lost on purpose', total['lost'])
    finally:
        street.end()


def alive(pid):
    try:
        return pathlib.Path(f'/proc/{pid}/stat').read_text().rsplit(')', 1)[1].split()[0] != 'Z'
    except OSError:
        return False


def test_orphan(script):
    """Whoever stood it up may be killed: the street goes with the namespaces."""
    p = subprocess.Popen([sys.executable, pathlib.Path(project) / 'tools/street/street.py', 'run', script, '--street', program, '--',
                          'sh', '-c', 'echo up; exec sleep 60'], stdout=subprocess.PIPE)
    p.stdout.readline()
    children = [int(c) for c in pathlib.Path(f'/proc/{p.pid}/task/{p.pid}/children').read_text().split()]
    p.kill()
    p.wait()
    street = [c for c in children if pathlib.Path(f'/proc/{c}/comm').read_text().strip() == 'street']
    until = time.monotonic() + 5
    while any(map(alive, street)) and time.monotonic() < until:
        time.sleep(0.05)
    check(len(street) == 1 and not alive(street[0]), 'it goes too when who stood it up is killed', (children, street))
    for c in children:
        if c not in street and alive(c):
            os.kill(c, signal.SIGKILL)  # the command, which is nobody's child now


def test_plan(folder):
    texts = []
    for i in range(2):
        planning.plan(folder / 'script', folder / 'truth', devices=200, seed=7)
        texts.append((folder / 'script').read_bytes() + (folder / 'truth').read_bytes())
    check(texts[0] == texts[1], 'the same plan twice is the same street')
    said = subprocess.run([birthmark, 'identify', '--json', folder / 'truth'], capture_output=True, text=True, timeout=60)
    answers = [json.loads(line) for line in said.stdout.splitlines()]
    named = sum((a['maker'] or {}).get('grade') in ('confirmed', 'likely') for a in answers)
    check(said.returncode == 0 and len(answers) == 200 and named > 100, 'its truth is what identify reads, and mostly names', (said.stderr, named))
    bad = folder / 'bad'
    bad.write_text('{"address": "10.77.0.1", "mac": "02:00:5e:00:00:01", "quirk": "none such"}\n')
    said = subprocess.run([program, '--link', 'lo', '--script', bad], capture_output=True, text=True, timeout=20)
    check(said.returncode == 65 and f'{bad}:1: there is no quirk none such' in said.stderr, 'a wrong script is refused with file and line', said.stderr)
    street = standing.stand(program, folder / 'script', folder / 'plan.jsonl', net=NET)
    street.end()
    check(street.process.returncode == 0, 'a planned street stands', street.process.returncode)


def main():
    try:
        standing.enter()
    except OSError as e:
        skip('street', f'no namespace can be made here: {e}')
        finish()
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        write_script(folder / 'script.jsonl')
        street = standing.stand(program, folder / 'script.jsonl', folder / 'ledger.jsonl', net=NET, excluded=['10.77.3.0/24'])
        for test, *words in (test_answers,), (test_tls,), (test_datagrams,), (test_quirks,), (test_counts, street), (test_many,):
            test(*words)
        street.end()
        check(street.process.returncode == 0, 'it goes when it is told to', street.process.returncode)
        test_routed(folder / 'script.jsonl', folder)
        test_orphan(folder / 'script.jsonl')
        test_plan(folder)
    finish()


main()
