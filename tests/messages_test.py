#!/usr/bin/env python3
"""Recorded messages, given whole to identify: do they lead to the right maker, and never to a wrong one? Writes TAP.

usage: messages_test.py BIRTHMARK
"""
import base64, codecs, json, pathlib, re, subprocess, sys

DHIP = bytes.fromhex('20000000444849505ec1b64b010000003b000000000000003b00000000000000')
TDP = bytes.fromhex('0200000100351100' '12345678463cb5d3')
HIK_ASKED = '302902010104067075626c6963a01c0201010201000201003011300f060b2b0601040182b17d0101000500'

# what it is, field, message, maker, class (None: whatever)
CASES = [
    ('SNMP: the own numbers of a Hikvision camera', 'snmp.raw', bytes.fromhex(
        '303702010104067075626c6963a22a020101020100020100301f301d060b2b0601040182b17d01010004'
        '0e44532d3243443230343257442d49'), 'hikvision', 'camera'),
    ('SNMP: a Dahua recorder', 'udp.161.raw', bytes.fromhex(
        '305302010104067075626c6963a246020101020100020100303b302006082b06010201010100041444482d4e5652343130'
        '3848532d38502d344b5332301706082b06010201010200060b2b06010401bdaa31030201'), 'dahua', 'recorder'),
    ('SNMP: an engine id with the number of Hikvision, under a name with its version', 'snmp-v3.raw', bytes.fromhex(
        '304f020103300e020101020300ffe3040100020103041c301a040b800098fd0300005e0053010201110202109204000400'
        '0400301c040b800098fd0300005e0053010400a80b0201010201000201003000'), 'hikvision', None),
    ('SNMP: who asks a camera is no camera', 'snmp.raw', bytes.fromhex(HIK_ASKED), None, None),
    ('SNMP: a switch whose neighbour is a camera', 'snmp.raw', bytes.fromhex(
        '305502010104067075626c6963a248020101020100020100303d303b060e28c462010102010401010a00010104294453'
        '2d3243443230343257442d492048696b766973696f6e20636f6d70616e792070726f6475637473'), None, None),
    ('Kasa: a plug', 'tdp.raw', bytes.fromhex(
        'd0f281f88bff9af7d5ef94b6d1b4c09fec95e68fe187e8caf08ba9c4abcfaac6e4defcb4e7d6e7d7ffbaefc6e4c8ea9ee7'
        '97f2d0eac881ce9ab4e7aaebb9edbdf1a4e3b0e7aefab9f1d3aed3ae'), 'tp-link-systems', 'appliance'),
    ('Tapo: a camera', 'udp.20002.raw', TDP + b'{"result":{"device_type":"SMART.IPCAMERA","device_model":"C210"},'
     b'"error_code":0}', 'tp-link-systems', 'camera'),
    ('SIP: a Dahua recorder registers', 'sip.raw', b'REGISTER sip:a SIP/2.0\r\nUser-Agent: SIP UAS V3.0.0.1208500\r\n'
     b'From: <sip:34020000001180000001@a>\r\n\r\n', 'dahua', 'recorder'),
    ('SIP: a Hikvision camera registers', 'gb28181.raw', b'REGISTER sip:a SIP/2.0\r\nUser-Agent: Embedded Net DVR/NVR/DVS\r\n'
     b'From: <sip:34020000001320000001@a>\r\n\r\n', 'hikvision', 'camera'),
    ('DHIP: an answer', 'dhip-5000.raw', DHIP + b'{"id":1,"params":{"keepAliveInterval":60},"result":true}', 'dahua', None),
    ('DHIP: a client calls', 'dhip-5000.raw', DHIP + b'{"id":1,"method":"global.login","params":{"userName":"a"}}', None, None),
    ('DHIP: a search is answered', 'dhdiscover.raw', DHIP + b'{"method":"client.notifyDevInfo",'
     b'"params":{"deviceInfo":{"DeviceType":"VTO2000A-2","Vendor":"General"}}}', 'dahua', 'intercom'),
    ('DHIP: the same under a name that no reader has: it may be of others', 'vendor-x.raw',
     DHIP + b'{"method":"client.notifyDevInfo","params":{"deviceInfo":{"DeviceType":"VTO2000A-2","Vendor":"General"}}}', None, None),
    ('JSON of nobody, by TCP', 'tcp.raw', b'{"HostName":"x","DeviceType":5,"device_model":"q"}', None, None),
    ('JSON of nobody, under a name that nobody knows', 'vendor-x.raw', b'{"HostName":"x","DeviceType":5}', None, None),
]

# Reader, port, maker, class: the first case of each reader of a maker's own search is a device's answer.
SEARCHES = [
    ('tvt', 23456, 'tvt', 'camera'), ('hds', 8002, 'hichip', 'camera'), ('topsee', 3001, 'anjvision', 'camera'),
    ('reolink', 3000, 'reolink', None), ('hanwha', 7711, 'hanwha-vision', None), ('ipro', 10669, 'i-pro', 'camera'),
    ('vivotek', 10000, 'vivotek', None), ('foscam', 10000, 'foscam', 'camera'), ('vstarcam', 8600, 'vstarcam', 'camera'),
    ('bosch', 1758, 'bosch', None), ('sony', 2380, 'sony', 'camera'), ('pppp', 32108, 'vstarcam', 'camera'),
    ('dlink', 62976, 'dlink', 'camera'), ('edimax', 20560, 'edimax', None), ('gvcp', 3956, 'basler', 'camera'),
    ('hid', 4070, 'hid', 'access'),
]
SECRETS = re.compile(r'\bsecret\b|c2VjcmV0')  # what those answers hold where a password stands, plain and in base64


def first_case(reader):
    data = b''
    for line in (pathlib.Path(__file__).parent.parent / 'src/read/wire' / f'{reader}.t').read_text().splitlines():
        word, _, rest = line.partition(' ')
        if word == 'end':
            return data
        data += bytes.fromhex(rest) if word == 'hex' else b''
        data += codecs.escape_decode(rest.lstrip().encode())[0] if word == 'text' else b''


CASES += [(f'{reader}: a device answers', f'udp.{port}.raw', first_case(reader), maker, kind)
          for reader, port, maker, kind in SEARCHES]


def main():
    lines = [{'device': name, 'observations': [
        {'field': field, 'value': base64.b64encode(message).decode(), 'encoding': 'base64'}]} for name, field, message, *_ in CASES]
    out = subprocess.run([sys.argv[1], 'identify', '--json', '--quiet'], input=''.join(json.dumps(l) + '\n' for l in lines),
                         capture_output=True, text=True, timeout=60).stdout
    failed = 0
    for number, (case, line) in enumerate(zip(CASES, out.splitlines(), strict=True), 1):
        name, _, _, maker, kind = case
        answer = json.loads(line)
        got, kind_got = answer['maker']['id'], answer['class']
        good = got == maker and kind in (None, kind_got) and (not maker or answer['maker']['grade'] in ('likely', 'confirmed'))
        failed += not good
        print(f'{"ok" if good else "not ok"} {number} - {name}' + ('' if good else f'\n# {answer["maker"]}, {kind_got}'))
    told = SECRETS.search(out)
    failed += bool(told)
    print(f'{"not ok" if told else "ok"} {len(CASES) + 1} - no password of an answer is told')
    print(f'1..{len(CASES) + 1}')
    return failed > 0


if __name__ == '__main__':
    sys.exit(main())
