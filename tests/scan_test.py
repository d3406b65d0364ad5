#!/usr/bin/env python3
"""scan against devices on links of its own, measured on the devices' side of the wire. Writes TAP.

usage: scan_test.py BIRTHMARK [--sanitized]

All happens in network namespaces that the test makes for itself, which needs no rights where users may make
namespaces. Nothing leaves them. Addresses are of RFC 5737, RFC 3849 and RFC 7042.
"""
import base64, bisect, collections, json, os, pathlib, random, re, signal, subprocess, sys, tempfile, time

from allowed import Allowed
from far_side import ARP, ICMP6, Device, Street, datagram, ip, neighbours_refused, open_far
from tap import check, finish, skip

birthmark, sanitized = sys.argv[1], '--sanitized' in sys.argv
MEMORY_MAX_KIB, TRIES = 128 * 1024, 3
NEIGHBOURS = {135, 136}  # types of ICMPv6
NETS = ['192.0.2', '198.51.100', '203.0.113']
LAW = ['--law', 'us-ndaa2019-889b']

SADP = b'''<?xml version="1.0" encoding="UTF-8"?>\r\n<ProbeMatch><Uuid>13A888A9-F1B1-4020-AE9F-05607682D23B</Uuid>
<Types>inquiry</Types><DeviceType>139783</DeviceType><DeviceDescription>DS-2CD2042WD-I</DeviceDescription>
<DeviceSN>DS-2CD2042WD-I20160102AAWR000000001</DeviceSN><MAC>00-00-5e-00-53-20</MAC><IPv4Address>192.0.2.20</IPv4Address>
<SoftwareVersion>V5.4.0build 160530</SoftwareVersion><Activated>true</Activated></ProbeMatch>\r\n'''
DH_JSON = b'''{"mac":"00:00:5e:00:53:21","method":"client.notifyDevInfo","params":{"deviceInfo":{"DeviceClass":"HCVR",
"DeviceType":"HCVR5104","HttpPort":80,"IPv4Address":{"IPAddress":"192.0.2.21"},"MachineName":"hall","Vendor":"General",
"SerialNo":"0000000000000AA","Version":"3.210.0.1"}}}\n\0'''
DHDISCOVER = b'\x20\0\0\0DHIP' + bytes(8) + (len(DH_JSON).to_bytes(4, 'little') + bytes(4)) * 2 + DH_JSON
WSD = b'''<?xml version="1.0" encoding="UTF-8"?><e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"
 xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing"><e:Body>
<d:ProbeMatches><d:ProbeMatch><a:EndpointReference><a:Address>urn:uuid:00000000-0000-1000-8000-00005e0053%s</a:Address>
</a:EndpointReference><d:Types>dn:NetworkVideoTransmitter</d:Types><d:Scopes>onvif://www.onvif.org/hardware/%s
 onvif://www.onvif.org/name/%s</d:Scopes><d:XAddrs>http://198.51.100.22/onvif/device_service</d:XAddrs></d:ProbeMatch>
</d:ProbeMatches></e:Body></e:Envelope>'''
WSD_FOUR, WSD_SIX = WSD % (b'22', b'M3045-V', b'AXIS%20M3045-V'), WSD % (b'26', b'DS-2CD2143G0-I', b'HIKVISION%20DS-2CD2143G0-I')
SSDP = b'HTTP/1.1 200 OK\r\nCACHE-CONTROL: max-age=1800\r\nLOCATION: http://198.51.100.23:49152/d.xml\r\nEXT:\r\n' \
    b'SERVER: Linux, UPnP/1.0 DCS-935L/1.0\r\nST: upnp:rootdevice\r\nUSN: uuid:00005e005323-0::upnp:rootdevice\r\n\r\n'
XM_JSON = b'{"NetWork.NetCommon":{"DeviceType":1,"SN":"0123456789abcdee","MAC":"00:00:5e:00:53:24","HostName":"LocalHost",' \
    b'"HostIP":"0x187100CB","TCPPort":34567,"ChannelNum":8},"Ret":100,"SessionID":"0x00000000"}\n\0'
DVRIP = b'\xff\1\0\0' + bytes(10) + b'\xfb\5' + len(XM_JSON).to_bytes(4, 'little') + XM_JSON
UBNT_ITEMS = bytes.fromhex('010006' '00005e005325' '02000a' '00005e005325' 'cb007119') + b'\x03\0\x12UVC.S2L.v4.23.8.67' \
    b'\x0b\0\x04Yard\x0c\0\x06UVC G3\x14\0\x0dUVC G3 Bullet'
UBNT = b'\1\0' + len(UBNT_ITEMS).to_bytes(2, 'big') + UBNT_ITEMS


def ber(tag, *parts):
    body = b''.join(parts)
    return bytes([tag, len(body)]) + body


# An answer by SNMP version 2c (RFC 3416, 4.2.4): a Hikvision camera's own table.
SNMP = ber(0x30, b'\2\1\1\4\4hall', ber(0xa2, b'\2\2\x4b\0\2\1\0\2\1\0', ber(0x30, *(
    ber(0x30, ber(6, bytes.fromhex('2b0601040182b17d01') + bytes([n, 0])), ber(4, value))
    for n, value in ((1, b'DS-2CD2042WD-I'), (3, b'V5.4.5'))))))


def street_devices():
    """Field of the answer, whose it is, device."""
    mac = '00:00:5e:00:53:'
    return [
        ('sadp.raw', 'hikvision', Device(0, mac + '20', '192.0.2.20', 37020, b'inquiry', SADP, to='239.255.255.250')),
        ('dhdiscover.raw', 'dahua', Device(0, mac + '21', '192.0.2.21', 37810, b'DHDiscover.search', DHDISCOVER)),
        ('wsd.raw', 'axis', Device(1, mac + '22', '198.51.100.22', 3702, b'NetworkVideoTransmitter', WSD_FOUR)),
        ('ssdp.raw', None, Device(1, mac + '23', '198.51.100.23', 1900, b'M-SEARCH', SSDP)),
        ('dvrip.raw', 'xiongmai', Device(2, mac + '24', '203.0.113.24', 34569, b'\xfa\5', DVRIP, to='255.255.255.255')),
        ('ubnt.raw', 'ubiquiti', Device(2, mac + '25', '203.0.113.25', 10001, b'\1\0\0\0', UBNT)),
        ('wsd.raw', 'hikvision', Device(0, mac + '26', 'fe80::200:5eff:fe00:5326', 3702, b'NetworkVideoTransmitter', WSD_SIX)),
    ]


class Test:
    def __init__(self, folder, links):
        self.folder, self.all = folder, street_devices()
        self.devices = [d for _, _, d in self.all]
        self.street = Street(links)
        for i, net in enumerate(NETS):
            ip('addr', 'add', f'{net}.1/{25 if i == 1 else 24}', 'dev', f's{i}')
            ip('addr', 'add', f'fe80::{i + 1}/64', 'dev', f's{i}', 'nodad')
        ip('addr', 'add', '198.51.100.129/25', 'dev', 's1')
        ip('addr', 'add', '2001:db8:1::1/64', 'dev', 's0', 'nodad')
        ip('link', 'set', 'lo', 'up')
        for where in 'all', 's2':
            pathlib.Path(f'/proc/sys/net/ipv4/conf/{where}/rp_filter').write_text('0')  # hostile senders have any address
        self.allowed = Allowed(birthmark)

    def start(self, *words, devices=None, on_question=None, estate=None):
        """A scan that runs, with the street set up for it."""
        self.street.begin(self.devices if devices is None else devices, on_question)
        keep = ['--estate', str(estate)] if estate else ['--no-estate']
        return subprocess.Popen([birthmark, 'scan', '--json', *LAW, *keep, *map(str, words)], stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE)

    def scan(self, *words, **more):
        """Exit code, answers, what it said."""
        p = self.start(*words, **more)
        out, said = p.communicate(timeout=50)
        time.sleep(0.05)  # the last frame is still on its way to the thread
        return p.returncode, [json.loads(l) for l in out.splitlines()], said.decode()

    def questions_seen(self):
        return [f for f in self.street.frames if f.is_udp()]


# Nobody is spared: what is measured here is what arrives, not how fast.
FAST = ['--rate', 2000, '--device-rate', 1000, '--wait', 0.4]
QUICK = ['--rate', 5000, '--device-rate', 1000, '--wait', 0.2]


TOLD = {'198.51.100.23': {49152}}  # ports that devices tell in their answers: see SSDP


def unlisted(t, targets=()):
    """Frames that the table of questions does not allow, as words. `targets` may be asked alone, and who answered may."""
    wrong, single = [], {*targets, *(d.name for d in t.street.devices)}
    for f in t.street.frames:
        if f.kind == ARP or f.is_housekeeping() or f.protocol == ICMP6 and f.body[0] in NEIGHBOURS:
            continue
        if f.is_udp():
            good = (f.is_group() or f.who() in single) and t.allowed.datagram(f.who(), f.port, f.payload)
        else:
            good = f.is_tcp() and f.who() in single and f.port in t.allowed.ports | TOLD.get(f.who(), set()) and not f.payload
        if not good:
            wrong.append(f'{f.who()} {f.protocol} {f.port} {f.data[:120]!r}')
    return wrong


def find(answers, device):
    return next((a for a in answers if device.name in a['addresses']), None)


def test_everybody(t):
    code, answers, said = t.scan('--public', *FAST)
    check(code == 0 and not said, 'a scan of three links ends well, and has nothing to complain of', (code, said))
    given = ''.join(json.dumps({'device': d.name, 'observations': [
        {'field': field, 'value': base64.b64encode(d.reply).decode(), 'encoding': 'base64'}]}) + '\n' for field, _, d in t.all)
    done = subprocess.run([birthmark, 'identify', '--json', '--quiet', *LAW], input=given.encode(), capture_output=True, timeout=40)
    for (field, maker, d), recorded in zip(t.all, map(json.loads, done.stdout.splitlines()), strict=True):
        a = find(answers, d)
        same = a and all(a['maker'][k] == recorded['maker'][k] for k in ('id', 'grade')) and a['model'] == recorded['model']
        check(same and (maker is None or a['maker']['id'] == maker), f'{d.name} is found, and named as by its {field}',
              (a and a['maker'], recorded['maker'], maker))
        check(a and a['mac'] == d.mac_text, f'the MAC behind {d.name} is known', a and a['mac'])
    check(len(answers) == len(t.all), 'there is nobody else', [a['device'] for a in answers])
    check(not unlisted(t), 'all that was sent is in the table: bytes, ports, groups', '\n'.join(unlisted(t)[:5]))
    plain = t.allowed.ports
    unsure = {d.name for d in t.devices for a in [find(answers, d)] if a and a['maker']['grade'] != 'confirmed'}
    tried = {who: {f.port for f in t.street.frames if f.opens() and f.who() == who} for who in unsure}
    check(tried and all(ports == plain | TOLD.get(who, set()) for who, ports in tried.items()), 'whoever is not known for certain is tried at every port of the table, and where it says itself',
          {who: sorted(ports ^ plain) for who, ports in tried.items()})
    # As often as the table says: of IPv4 from each own address, of IPv6 once on a link.
    own = [(i, f'{net}.1', '.') for i, net in enumerate(NETS)] + [(1, '198.51.100.129', '.')] + [(i, f'fe80::{i + 1}', ':') for i in range(3)]
    seen = collections.Counter((f.link, f.asker(), f.who(), f.port, q['question']) for f in t.questions_seen() if f.is_group()
                               for q in [t.allowed.datagram(f.who(), f.port, f.payload)] if q)
    want = {(i, a, g, q['port'], q['question']): q['times'] for i, a, kind in own for q in t.allowed.questions
            if not q['listen_only'] for g in q['groups'] if kind in g}
    check(seen == want, 'every question is asked as often as the table says, from each own address',
          [(k, v, want.get(k)) for k, v in seen.items() if want.get(k) != v][:5] + [k for k in want if k not in seen][:5])


def test_one_by_one(t):
    targets = [f'192.0.2.{i}' for i in range(16, 24)]
    code, answers, said = t.scan('--public', '--no-groups', *FAST, '192.0.2.16-23')
    asked = t.questions_seen()
    check(code == 0 and not any(f.is_group() for f in asked) and not unlisted(t, targets), '--no-groups asks only targets, by the table',
          (code, said, unlisted(t, targets)[:5]))
    check({a['addresses'][0] for a in answers if a['maker']['id']} == {'192.0.2.20', '192.0.2.21'}, 'and both targets are found', [(a['device'], a['addresses']) for a in answers])


def test_link_local(t):
    """The same address may be on every link: only the one that was chosen hears of it."""
    camera = t.devices[-1]
    # The wrong one first: the kernel goes on asking for a while for whom it knows.
    ip('-6', 'neigh', 'flush', 'dev', 's0')
    for link in 1, 0:
        code, answers, said = t.scan('--no-groups', *FAST, '--interface', f's{link}', camera.name)
        asked = {f.link for f in t.street.frames if f.who() == camera.name or f.protocol == ICMP6 and f.body[0] in NEIGHBOURS}
        check(code == 0 and asked == {link} and bool(find(answers, camera)) == (link == 0),
              f'an address of the link, asked on the {"right" if link == 0 else "wrong"} one', (code, asked, said))


def test_snmp(t):
    camera = Device(0, '00:00:5e:00:53:27', '192.0.2.27', 161, b'hall', SNMP)
    run = ['--public', '--no-groups', *FAST, '192.0.2.27']
    t.scan(*run, devices=[camera])
    check(not any(f.port == 161 for f in t.questions_seen()), 'without a community nobody is asked by SNMP', [f.payload for f in t.questions_seen() if f.port == 161])
    word = t.folder / 'community'
    word.write_text('hall\n')
    for given in 'hall', f'@{word}':
        code, answers, said = t.scan(*run, '--snmp-community', given, devices=[camera])
        asked = [f for f in t.questions_seen() if f.port == 161]
        a = find(answers, camera)
        check(code == 0 and {f.payload[5:11] for f in asked} == {b'\4\4hall'} and not unlisted(t, ['192.0.2.27']),
              'SNMP is asked with the community that was given, by the table', (code, said, [f.payload for f in asked], unlisted(t)[:3]))
        check(a and any('39165' in e['value'] for e in a['evidence']), 'and what it answers tells who made it', a)
        check('hall' not in json.dumps(answers) + said, 'the community is nowhere in the answers')
    code, _, said = t.scan(*run, '--snmp-community', '@/nonexistent/word', devices=[camera])
    check(code == 66 and not t.questions_seen(), 'a community whose file is not there: nothing is sent', (code, said))
    code, _, said = t.scan(*run, '--snmp-community', 'x' * 49, devices=[camera])
    check(code == 2 and not t.questions_seen(), 'a community that is too long: nothing is sent', (code, said))


def heard_nothing(t, address, link, what, others=('192.0.2.21',)):
    """Nothing for `address`, no group on its link; the others were asked."""
    to_it = [f for f in t.street.frames if f.who() == address or f.link == link and (f.is_group() and f.is_udp())]
    asked = {f.who() for f in t.questions_seen()}
    check(not to_it and asked >= set(others), f'{what}: it hears nothing, others are asked',
          ([(f.link, f.who(), f.port) for f in to_it[:5]], sorted(asked)[:20]))


def test_exclude(t):
    names, hosts = t.folder / 'not-these.txt', t.folder / 'hosts'
    names.write_text('# the gate\n192.0.2.20\n')
    hosts.write_text('127.0.0.1 localhost\n192.0.2.20 gate.example\n')
    run = ['--public', *QUICK, '192.0.2.16/29']
    for what, who in ('an excluded address', '192.0.2.20'), ('an excluded range', '192.0.2.18-20'), ('excluded by a file', names):
        code, _, said = t.scan(*run, '--exclude', who)
        check(code == 0 and 'nobody there is asked together' in said, f'{what}: a warning says so', (code, said))
        heard_nothing(t, '192.0.2.20', 0, what)
    check(any(f.link == 1 and f.is_group() for f in t.questions_seen()), 'other links are still asked together')
    if subprocess.run(['mount', '--bind', hosts, '/etc/hosts'], capture_output=True).returncode:
        skip('excluded by name', 'a hosts file cannot be put in place')
    else:
        t.scan(*run, '--exclude', 'gate.example')
        heard_nothing(t, '192.0.2.20', 0, 'excluded by name')
    t.scan('--public', *QUICK, '2001:db8:1::1f-2001:db8:1::21', '192.0.2.21', '--exclude', '2001:db8:1::20')
    heard_nothing(t, '2001:db8:1::20', 0, 'an excluded IPv6 address')
    t.scan(*QUICK, '--exclude', t.devices[-1].name)
    check(not t.questions_seen(), 'an excluded link-local address may be on any link: nobody is asked together',
          [(f.link, f.who()) for f in t.questions_seen()[:5]])


def test_refusals(t):
    def paper(name, until):
        path = t.folder / name
        path.write_text(f'authorised-by: A. Jansen\ndate: 2026-01-01\nuntil: {until}\nranges: [192.0.2.16/29]\n')
        return path
    good, late = paper('scope.yaml', '2199-12-31'), paper('late.yaml', '2026-01-02')
    for what, want, words in (
        ('--dry-run', 0, ['--dry-run', '--public', '192.0.2.16/29']), ('a public target', 77, ['192.0.2.20']),
        ('a group as target', 77, ['--public', '239.255.255.250']), ('a scope file whose time is over', 77, ['--public', '--scope', late, '192.0.2.20']),
        ('a target outside of the scope file', 77, ['--public', '--scope', good, '192.0.2.200']),
        ('an interface that is not there', 2, ['--interface', 'none9']), ('a target that is none', 65, ['192.0.2.20/99']),
        ('a target of which nobody knows on which link it is', 2, ['fe80::200:5eff:fe00:5326']),
        ('a zone, as --interface says it', 65, ['fe80::200:5eff:fe00:5326%s0']),
    ):
        t.street.begin([])
        p = subprocess.run([birthmark, 'scan', '--no-estate', *map(str, words)], capture_output=True, timeout=20)
        check(p.returncode == want and not t.questions_seen(), f'{what}: exit code {want}, nothing is sent', (p.returncode, p.stderr.decode()))
    code, _, said = t.scan('--public', *QUICK, '--no-groups', '--exclude', '192.0.2.20', '192.0.2.20')
    check(code == 0 and 'no address is left' in said and not t.questions_seen(), 'targets of which nothing is left: a warning says so', (code, said))
    targets = [f'192.0.2.{i}' for i in range(16, 24)]
    code, answers, said = t.scan('--public', *QUICK, '--scope', good, '192.0.2.20', '192.0.2.21')
    check(code == 0 and {f.who() for f in t.questions_seen()} == {'192.0.2.20', '192.0.2.21'} and not unlisted(t, targets),
          'a scope file: only those within it hear anything', (code, said, {f.who() for f in t.questions_seen()}))
    check(len(answers) == 2, 'and they are found', [(a['device'], a['addresses']) for a in answers])


def busiest(frames):
    """How many there are in the fullest second."""
    times = sorted(f.time for f in frames)
    return max((bisect.bisect_left(times, at + 1) - i for i, at in enumerate(times)), default=0)


def kinds(t):
    """For who reads a failure."""
    return collections.Counter((f.link, f.kind, f.protocol) for f in t.street.frames)


def packets(t):
    """All that left the scanner, but for what its kernel says of groups, and to others who ask for its MAC."""
    return [f for f in t.street.frames if not f.is_housekeeping() and not f.tells_mac()]


def test_pace(t):
    """The slow one is interrupted, for it would take half a minute."""
    estate = t.folder / 'slow.db'
    p = t.start('--rate', 10, '--wait', 20, estate=estate)
    time.sleep(4.2)
    p.send_signal(signal.SIGINT)
    at = time.monotonic()
    out, said = p.communicate(timeout=30)
    took, answers = time.monotonic() - at, [json.loads(l) for l in out.splitlines()]
    check(took < 2 and p.returncode == 0 and b'stopped' in said, 'an interrupted scan ends within two seconds and says so', (took, p.returncode, said))
    heard = [d for d in t.devices if any(d.hears(f) for f in t.street.frames)]
    check(heard and all(find(answers, d) for d in heard), 'what it had found is shown', ([d.name for d in heard], [a['device'] for a in answers]))
    kept = [subprocess.run([birthmark, 'explain', d.name, '--estate', estate, *LAW], capture_output=True, timeout=20) for d in heard]
    check(all(k.returncode == 0 for k in kept), 'and is in the estate', [k.stderr.decode() for k in kept])
    most, total = busiest(packets(t)), len(packets(t))
    check(20 <= total and most <= 10, '--rate 10: no second has more', (most, total, said, kinds(t)))
    p = t.start('--rate', 100, '--device-rate', 1000, '--wait', 0.1, '--interface', 's0', '--interface', 's1')
    time.sleep(5)
    p.send_signal(signal.SIGINT)
    said = p.communicate(timeout=30)[1]
    most, total = busiest(packets(t)), len(packets(t))
    check(100 < total and most <= 100, '--rate 100: no second has more', (most, total, said, kinds(t)))
    t.scan('--rate', 1000, '--device-rate', 1000, '--wait', 0.1, '--no-groups', '--public', '198.51.100.0/24', '203.0.113.0/24', devices=[])
    most, total = busiest(packets(t)), len(packets(t))
    check(total > 1000 and most <= 1000, '--rate 1000: no second has more', (most, total, kinds(t)))


def test_one_wire(t):
    """A notebook on cable and Wi-Fi: who is in the network of both hears what is asked by both."""
    ip('addr', 'add', f'{NETS[0]}.2/24', 'dev', 's1')
    try:
        p = t.start('--interface', 's0', '--interface', 's1', '--wait', 1, devices=[])
        time.sleep(6)
        p.send_signal(signal.SIGINT)
        said = p.communicate(timeout=30)[1]
    finally:
        ip('addr', 'del', f'{NETS[0]}.2/24', 'dev', 's1')
    asked = [f for f in t.questions_seen() if f.is_group()]
    check({f.link for f in asked} == {0, 1} and busiest(asked) <= 5, 'two links into one network: together they ask no more than one', (busiest(asked), said))


def test_interrupted_wait(t):
    for how in signal.SIGINT, signal.SIGHUP:
        p = t.start('--rate', 5000, '--device-rate', 1000, '--wait', 30)
        until = time.monotonic() + 20
        while time.monotonic() < until and not all(any(d.hears(f) for f in list(t.street.frames)) for d in t.devices):
            time.sleep(0.1)
        time.sleep(3.5)
        waits = p.poll() is None
        p.send_signal(how)
        at = time.monotonic()
        out, said = p.communicate(timeout=40)
        took = time.monotonic() - at
        check(waits and p.returncode == 0 and took < 2 and len(out.splitlines()) == len(t.all), f'also while it only waits for answers, by {how.name}',
              (waits, took, p.returncode, said, [json.loads(l)["addresses"] for l in out.splitlines()]))


def own_memory(pid):
    """What the program and its cell hold beside files and shared pages, in KiB."""
    try:
        children = pathlib.Path(f'/proc/{pid}/task/{pid}/children').read_text().split()
        return sum(int(re.search(r'RssAnon:\s+(\d+)', pathlib.Path(f'/proc/{p}/status').read_text())[1]) for p in [str(pid), *children])
    except (OSError, TypeError):
        return 0


class Hostile:
    """To each question on link 2 many answer with what nobody should believe."""
    def __init__(self):
        self.chance, self.sent, self.senders = random.Random(20261122), 0, set()
        self.honest = [SADP, DHDISCOVER, WSD_SIX, SSDP, DVRIP, UBNT]

    def payload(self, i):
        c = self.chance
        if i % 24 == 0:
            return c.randbytes(60000) if i % 48 else (c.choice(self.honest)[:200] + b'<' * 60000)[:60000]
        if i % 2:
            return c.randbytes(c.randrange(1, 1400))
        bad = bytearray(c.choice(self.honest))
        for _ in range(c.randrange(1, 20)):
            bad[c.randrange(len(bad))] = c.randrange(256)
        return bytes(bad[:c.randrange(1, len(bad) + 1)])

    def __call__(self, street, f):
        if f.link != 2 or len(f.source) != 4:
            return
        for i in range(200):
            who = b'\x0a' + self.chance.randbytes(3)
            self.senders.add(who)
            self.sent += 1
            street.send(2, f.mac, b'\x02' + who + b'\1', datagram(who, f.port, f.source, f.from_port, self.payload(i)))


def test_hostile(t):
    hostile, most = Hostile(), 0
    p = t.start('--rate', 40 if not sanitized else 20, '--device-rate', 40, '--wait', 0.5, '--interface', 's2', on_question=hostile)
    out = open(t.folder / 'hostile.out', 'wb')
    with out:
        pump = subprocess.Popen(['cat'], stdin=p.stdout, stdout=out)
        while p.poll() is None:
            most = max(most, own_memory(p.pid))
            time.sleep(0.01)
        pump.wait(timeout=20)
    answers = [json.loads(l) for l in (t.folder / 'hostile.out').read_bytes().splitlines()]
    check(p.returncode == 0, f'{hostile.sent} hostile answers of {len(hostile.senders)} senders do not bring it down', (p.returncode, p.stderr.read().decode()))
    check(len(answers) > 1000, 'they were heard', len(answers))
    real = [find(answers, d) for d in t.devices if d.link == 2]
    check([a and a['maker']['id'] for a in real] == ['xiongmai', 'ubiquiti'], 'the real devices beside them are found', [a and (a['device'], a['maker']) for a in real])
    if not sanitized:
        check(0 < most < MEMORY_MAX_KIB, 'and it stays under 128 MiB', f'{most} KiB')
        print(f'# at most {most} KiB, {len(answers)} answers')


def inside():
    with tempfile.TemporaryDirectory() as scratch:
        try:
            links = open_far(len(NETS))
        except (OSError, subprocess.SubprocessError) as e:
            skip('scan', f'no links can be made here: {e}')
            return
        t = Test(pathlib.Path(scratch), links)
        for test in test_everybody, test_one_by_one, test_link_local, test_snmp, test_exclude, test_refusals, test_pace, test_one_wire, test_interrupted_wait, test_hostile:
            began = time.monotonic()
            test(t)
            print(f'# {test.__name__}: {time.monotonic() - began:.1f} s')


def main():
    if '--inside' in sys.argv:
        inside()
        finish()
    unshare = ['unshare', '-Urnm']
    try:
        able = subprocess.run([*unshare, 'ip', 'link', 'set', 'lo', 'up'], capture_output=True, text=True)
        why = able.stderr.strip() if able.returncode else ''
    except OSError as e:
        why = str(e)
    if why:
        skip('scan', f'no namespace can be made here: {why}')
        finish()
    words = [*unshare, sys.executable, os.path.abspath(__file__), *sys.argv[1:], '--inside']
    for _ in range(TRIES):
        refused = neighbours_refused()
        p = subprocess.run(words, stdout=subprocess.PIPE)
        if p.returncode == 0 or refused == neighbours_refused():
            break
        print('# the neighbour table of this machine was full, because of somebody else: once more', flush=True)
    sys.stdout.buffer.write(p.stdout)
    sys.exit(p.returncode)


main()
