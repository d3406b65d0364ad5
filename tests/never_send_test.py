#!/usr/bin/env python3
"""What must never be sent is in no question and in no string of the program.

usage: never_send_test.py SENDS SOURCES; SENDS --json prints what is sent, a question
a line. Prints TAP.

Every search shares its port with commands that change addresses, reset
passwords or reboot. So for each protocol the words and numbers of its other
commands are listed here, and what a question of it must be instead.
"""
import json, pathlib, re, struct, subprocess, sys

from tap import check, finish

sends, sources = sys.argv[1], pathlib.Path(sys.argv[2])

HOLE = re.compile(rb'\{(uuid|uuid-upper|host|port|path|community|rest|random:(\d+))\}')


def fill(template, q):
    """What is sent to the first group or port, or to some address; a path that a device would tell is short."""
    port = q['port'] or (q['ports'] or [80])[0]
    holes = {b'uuid': b'0' * 36, b'uuid-upper': b'0' * 36, b'host': (q['groups'] or ['192.0.2.1'])[0].encode(),
             b'port': str(port).encode(), b'path': (q['path'] or '/').encode(), b'community': b'\x06public', b'rest': b'\0'}
    return HOLE.sub(lambda match: b'\0' * int(match[2]) if match[2] else holes[match[1]], template)


def decode(notation, q):
    """The bytes of 1f, 00*12, 'DHIP', {random:4}."""
    out = b''
    for text, hole, byte, times in re.findall(r"'([^']*)'|(\{[^ ]*\})|([0-9a-f]{2})(?:\*(\d+))?", notation):
        out += text.encode() if text else fill(hole.encode(), q) if hole else bytes.fromhex(byte) * int(times or 1)
    return out


questions = [json.loads(line) for line in subprocess.run([sends, '--json'], capture_output=True, text=True, check=True).stdout.splitlines()]
for q in questions:
    q['bytes'] = decode(q['hex'], q) if q['hex'] else fill((q['text'] or '').encode(), q)
    if '{rest}' in (q['hex'] or ''):
        q['bytes'] = q['bytes'][:1] + bytes([len(q['bytes']) - 2]) + q['bytes'][2:]
silent = [q for q in questions if q['listen_only'] or q['greeting']]
asked = [q for q in questions if q not in silent]
datagrams = [q for q in asked if q['way'] == 'udp']
streams = [q for q in asked if q['way'] in ('tcp', 'tls')]
check(len(datagrams) >= 15 and len(streams) >= 8 and len(datagrams) + len(streams) == len(asked), 'the table is there', len(asked))
bad = [(q['question'], q['size'], len(q['bytes'])) for q in asked if q['size'] != len(q['bytes'])]
check(not bad, 'the printed bytes have the printed size', bad)
check(all(not q['bytes'] and not q['port'] and not q['size'] for q in silent), 'where we only listen nothing is sent')

# Commands of vendors' protocols that change something, and whatever logs in. Case does not matter.
WORDS = [
    ('Hikvision SADP: change, reset, codes for a reset', [b'<types>update', b'<types>reset', b'getcode', b'exchangecode', b'<password', b'<newpassword']),
    ('Dahua DHIP: settings', [b'dhdiscover.setconfig', b'configmanager.set', b'magicbox.reboot']),
    ('HiChip HDS: commands', [b'cmd * hds', b'cmd * mctp', b'device-pwd', b'device-acount']),
    ('TBK recorders: the user list', [b'opt=user', b'/device.rsp']),
    ('Topsee: anything but the search', [b'system_config', b'modify']),
    ('HID: what makes a controller act', [b'command_blink', b'command_']),
    ('log-ins and passwords', [b'admin', b'username', b'passwd', b'password', b'login', b'authorization:', b'wsse:', b'rsa_key']),
]
for what, words in WORDS:
    found = [(q['question'], w) for q in asked for w in words if w in q['bytes'].lower()]
    check(not found, f'no question holds: {what}', found)


def of(port):
    return [q for q in datagrams if q['port'] == port]


def u16(q, at, order='<'):
    return struct.unpack_from(order + 'H', q['bytes'], at)[0]


def u32(q, at):
    return struct.unpack_from('<I', q['bytes'], at)[0]


# What a question to this port must be; everything else there may change something.
RULES = [
    (37020, 'Hikvision: the inquiry', lambda q: re.findall(rb'<Types>(.*?)</Types>', q['bytes']) == [b'inquiry']),
    (37810, 'Dahua: DHDiscover.search', lambda q: re.findall(rb'"method" *: *"(.*?)"', q['bytes']) == [b'DHDiscover.search']),
    (34569, 'Xiongmai: message 1530', lambda q: u16(q, 14) == 1530 and q['bytes'][0] == 0xff and len(q['bytes']) == 20),
    (23456, 'TVT: command 1', lambda q: u32(q, 8) == 1 and q['bytes'][84:112] == b'\0' * 28),
    (8002, 'HiChip: SEARCH', lambda q: q['bytes'].startswith(b'SEARCH * HDS/1.0\r\n')),
    (12222, 'HiChip: SEARCH, by broadcast', lambda q: q['bytes'].startswith(b'SEARCH * HDS/1.0\r\n')),
    (3001, 'Topsee: message 1', lambda q: re.findall(rb'Msg_code="(.*?)"', q['bytes']) == [b'1']),
    (7701, 'Hanwha: modes 1 and 6, password empty', lambda q: q['bytes'][0] in (1, 6) and q['bytes'][0x55:0x69] == b'\0' * 20),
    (10670, 'i-PRO: command 0x000d', lambda q: u16(q, 4, '>') == 0x000d),
    (20002, 'TP-Link: nothing but a header', lambda q: len(q['bytes']) == 16 and u16(q, 2, '>') == 1),
    (3956, 'GigE Vision: the discovery command', lambda q: u16(q, 2, '>') == 2),
    (4070, 'HID: discover', lambda q: q['bytes'] == b'discover;013;'),
    (2380, 'Sony: an enquiry', lambda q: q['bytes'].startswith(b'\x02ENQ:')),
    (1900, 'SSDP: M-SEARCH', lambda q: q['bytes'].startswith(b'M-SEARCH * HTTP/1.1\r\n')),
    (3702, 'WS-Discovery: Probe', lambda q: b'/discovery/Probe</w:Action>' in q['bytes']),
    (161, 'SNMP: GetRequest, version 2c, with the community of the user', lambda q: q['bytes'][:2] == bytes([0x30, len(q['bytes']) - 2])
     and q['bytes'][2:13] == b'\2\1\1\4\6public' and q['bytes'][13:15] == bytes([0xa0, len(q['bytes']) - 15]) and '{community}' in q['hex']),
    (5353, 'mDNS: a query and nothing but questions', lambda q: u16(q, 2, '>') == 0 and q['bytes'][6:12] == b'\0' * 6),
]
for port, what, rule in RULES:
    bad = [q['question'] for q in of(port) if not rule(q)]
    check(of(port) and not bad, f'port {port} is sent nothing but {what}', bad or 'nobody asks there: is the rule still needed?')

# Searches that are whole in a few bytes: each question is listed here again, byte by byte, by a second hand.
WHOLE = {
    2015: ['3acf872a35000000010000003a0a3d008c2e049f'], 2000: ['aaaa0000'], 8600: ['44480101'], 32108: ['f1300000'],
    10001: ['01000000', '02080000'], 1757: ['9939a42700000000ff0006de'],
    10000: ['0100000003', '4d4f5f49' + '00' * 11 + '04000000' + '04' + '00' * 6 + '01'],
}
for port, whole in WHOLE.items():
    check(sorted(q['bytes'].hex() for q in of(port)) == sorted(whole), f'port {port} is sent exactly what this test says',
          [q['bytes'].hex() for q in of(port)])
strangers = sorted({q['port'] for q in datagrams} - {port for port, _, _ in RULES} - set(WHOLE))
check(not strangers, 'no question goes to a port that this test knows nothing of', strangers)

# By TCP and TLS: each first line, each header and each body is listed here once more, by a second hand.
FIRST_LINES = {
    'http/root': 'GET / HTTP/1.1', 'https/root': 'GET / HTTP/1.1', 'http/favicon': 'GET /favicon.ico HTTP/1.1',
    'https/favicon': 'GET /favicon.ico HTTP/1.1', 'upnp/description': 'GET {path} HTTP/1.1',
    'hikvision/activate-status': 'GET /SDK/activateStatus HTTP/1.1',
    'uniview/basic-information': 'GET /LAPI/V1.0/System/DeviceBasicInfo HTTP/1.1',
    'axis/basic-information': 'POST /axis-cgi/basicdeviceinfo.cgi HTTP/1.1',
    'onvif/services': 'POST {path} HTTP/1.1', 'onvif/device-information': 'POST {path} HTTP/1.1',
    'rtsp/options': 'OPTIONS rtsp://{host}:{port}/ RTSP/1.0', 'rtsp/describe': 'DESCRIBE rtsp://{host}:{port}/ RTSP/1.0',
}
HEADERS = {'Host', 'User-Agent', 'Accept', 'Connection', 'CSeq', 'Content-Type', 'Content-Length'}
SOAP = '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>{}</s:Body></s:Envelope>'
DEVICE = 'xmlns="http://www.onvif.org/ver10/device/wsdl"'
BODIES = {
    'onvif/services': SOAP.format(f'<GetServices {DEVICE}><IncludeCapability>false</IncludeCapability></GetServices>'),
    'onvif/device-information': SOAP.format(f'<GetDeviceInformation {DEVICE}/>'),
    'axis/basic-information': '{"apiVersion":"1.0","method":"getAllUnrestrictedProperties"}',
}
PLACES = {'upnp/description': ('ssdp.location', None), 'onvif/services': ('wsd.xaddr', '/onvif/device_service'),
          'onvif/device-information': ('wsd.xaddr', '/onvif/device_service')}
TCP_PORTS = {80, 81, 85, 88, 2020, 8000, 8080, 8899, 554, 8554, 10554}
for q in streams:
    name, (head, _, body) = q['question'], (q['text'] or '').partition('\r\n\r\n')
    first, *lines = head.split('\r\n')
    headers = dict(line.split(': ', 1) for line in lines)
    check(first == FIRST_LINES.get(name), f'{name} begins as this test says', first)
    check(len(headers) == len(lines) and set(headers) <= HEADERS, f'{name} has no header but those that this test knows', lines)
    check(body == BODIES.get(name, '') and headers.get('Content-Length', '0') == str(len(body)), f'{name} has the body that this test says, of the size it says', body)
    check('\n' not in q['text'].replace('\r\n', '') and q['text'].isascii(), f'{name} is lines of ASCII that end CR LF')
    check((q['where'], q['path']) == PLACES.get(name, (None, None)), f'{name} is asked where this test says', (q['where'], q['path']))
    check(q['way'] == 'tls' or headers.get('User-Agent', '').startswith('birthmark'), f'{name} says who asks')
    check(set(q['ports']) <= (TCP_PORTS if q['way'] == 'tcp' else {443, 8443}), f'{name} goes to no port that this test knows nothing of', q['ports'])
greetings = {(q['question'], q['way'], *q['ports']) for q in questions if q['greeting']}
check(greetings == {('ftp/greeting', 'tcp', 21), ('telnet/greeting', 'tcp', 23)}, 'greetings are waited for where this test says', greetings)
check(all(not q['groups'] and not q['unicast'] and not q['times'] and not q['answer_port'] for q in streams), 'nobody is asked by TCP in a group, or twice')

# Everything read, nothing done: what the words of these protocols are that act.
ACTS = ['SETUP', 'PLAY', 'RECORD', 'ANNOUNCE', 'TEARDOWN', 'SET_PARAMETER', 'PAUSE', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'CONNECT', 'TRACE']
found = [q['question'] for q in streams if q['text'].split(' ')[0] in ACTS]
check(not found, 'no method but GET, OPTIONS, DESCRIBE, and POST of what only reads', found)
ACTING = [b'set', b'reboot', b'reset', b'create', b'delete', b'start', b'stop', b'upgrade', b'action=', b'cmd=', b'rpc2', b'useradd', b'getusers', b'getsnapshot']
found = [(q['question'], word) for q in streams for word in ACTING
         if word in (q['text'].split('\r\n')[0] + (q['path'] or '') + q['text'].partition('\r\n\r\n')[2]).lower().encode()]
check(not found, 'no path and no body by TCP has a word that acts', found)

# Printers print what comes; controllers act on it; Uniview's 7788 has a hole.
BARRED = {515, 631, 6101, 7788, 102, 502, 2404, 20000, 44818, 47808} | set(range(9100, 9108))
found = [(q['question'], port) for q in questions for port in [q['port'], *q['ports']] if port in BARRED]
check(not found, 'no question goes to a printer, a controller, or Uniview 7788', found)
check(all(len(q['bytes']) <= 1232 for q in asked) and all(1 <= q['times'] <= 3 for q in datagrams), 'each is one packet, sent three times at most')
check(all(q['harmless'] and q['source'] and q['what'] for q in questions), 'each says why it is harmless and where it is known from')

# The strings of the program: what could be sent by mistake must not even be there.
NEVER = [
    'DHDiscover.setConfig', 'exchangecode', 'getcode', '<Types>update', '<Types>reset', 'CMD * ', 'opt=user', '/device.rsp',
    'command_blink', 'Authorization:', 'WWW-Authorization', 'UsernameToken', 'PasswordDigest', '"password":', 'userName":',
    'loginType', 'admin:', 'RPC2_Login',
]
# The table alone says these; a reader may know an answer by them, but no reader sends.
OURS = [
    'SYSTEM_SEARCHIPC_MESSAGE', '<Types>inquiry', 'DHDiscover.search', 'M-SEARCH * HTTP', 'SEARCH * HDS', 'ENQ:allinfo', 'GET / ',
    'DESCRIBE rtsp', 'OPTIONS rtsp', 'getAllUnrestrictedProperties', 'User-Agent: ', 'Host: ', '<GetServices', 'HTTP/1.1\\r',
]
strings = []
for path in sorted(sources.rglob('*.[ch]')):
    # Comments draw what other people's tools send.
    text = re.sub(r'/\*.*?\*/', '', path.read_text(encoding='utf-8'), flags=re.S)
    strings += [(path.relative_to(sources), s) for s in re.findall(r'"((?:[^"\\\n]|\\.)*)"', text)]
check(len(strings) > 1000, 'the strings of the program were found', len(strings))
for word in NEVER + OURS:
    found = [(str(path), s) for path, s in strings if word.lower() in s.replace('\\"', '"').lower()
             and (word in NEVER or path.parts[0] != 'read')]
    check(not found, f'no string of the program holds {word}', found)

finish()
