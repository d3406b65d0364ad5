#!/usr/bin/env python3
"""Drones on the air: captures of Wi-Fi in which they broadcast Remote ID, and what is none. Writes TAP.

usage: drones_test.py BIRTHMARK ROOT_OF_THE_PROJECT
"""
import json, pathlib, struct, subprocess, sys, tempfile

from tap import check, finish, skip

birthmark, root = sys.argv[1], pathlib.Path(sys.argv[2])
EVERYBODY, AWARE, DRONE, ROUTER = b'\xff' * 6, bytes.fromhex('516f9a010000'), bytes.fromhex('60601f005301'), bytes.fromhex('00005e005309')
SERIAL, OPERATOR, WORDS = b'1581F5FKD229A00ABCDE', b'NLD87astrdge12k8', b'Jan films the harbour'
LATITUDE, LONGITUDE = struct.pack('<i', 525200000), struct.pack('<i', 134050000)


def message(kind, value):
    return bytes([kind << 4 | 2]) + value.ljust(24, b'\0')


BASIC = message(0, b'\x12' + SERIAL)
PLACE = message(1, b'\x20\0\0\0' + LATITUDE + LONGITUDE)
PACK = [BASIC, PLACE, message(3, b'\0' + WORDS), message(4, b'\x05' + LATITUDE + LONGITUDE), message(5, b'\0' + OPERATOR)]


def pack(messages, counter=1):
    return bytes([counter, 0xf2, 25, len(messages)]) + b''.join(messages)


def element(number, value):
    return bytes([number, len(value)]) + value


def remote_id(messages):
    return element(221, b'\xfa\x0b\xbc\x0d' + pack(messages))


def frame(subtype, source, body, to=EVERYBODY):
    return bytes([subtype << 4, 0, 0, 0]) + to + source + source + b'\x10\0' + body


def beacon(source, *elements, subtype=8):
    return frame(subtype, source, bytes(8) + b'\x64\0\x01\x04' + b''.join(elements))


def aware(source, messages, control=0x10):
    information = pack(messages)
    value = bytes.fromhex('8869199d9209') + bytes([1, 0, control, len(information)]) + information
    return frame(13, source, bytes.fromhex('0409506f9a13') + b'\3' + struct.pack('<H', len(value)) + value, AWARE)


def radiotap(packet, check_sum):
    return struct.pack('<BBHIB', 0, 0, 9, 2, 0x10 if check_sum else 0) + packet + (b'\x12\x34\x56\x78' if check_sum else b'')


def read(folder, *frames, link_type=105):
    """The answers of `read` about a capture of these frames, and all that was written."""
    capture = folder / 'air.pcap'
    capture.write_bytes(struct.pack('<IHHiIII', 0xa1b2c3d4, 2, 4, 0, 0, 65535, link_type) +
                        b''.join(struct.pack('<IIII', 1790000000 + n, 0, len(f), len(f)) + f for n, f in enumerate(frames)))
    done = subprocess.run([birthmark, 'read', '--json', '--no-estate', '--on', '2026-11-21', capture], capture_output=True, timeout=60)
    return [json.loads(line) for line in done.stdout.splitlines()], done.stdout + done.stderr


def is_dji(found):
    return [(d['mac'], d['class'], d['maker']['id']) for d in found] == [('60:60:1f:00:53:01', 'drone', 'dji')]


def test_found(folder):
    name = element(0, b'Mavic-1a2b3c')
    for what, packet in (('in a beacon', beacon(DRONE, name, remote_id(PACK))), ('in the answer to a search', beacon(DRONE, name, remote_id(PACK), subtype=5)),
                         ('by Wi-Fi Aware', aware(DRONE, PACK))):
        found, out = read(folder, packet)
        check(is_dji(found), f'a drone tells {what} who it is', out)
        estate = folder / 'e.db'
        subprocess.run([birthmark, 'read', '-q', '--estate', estate, folder / 'air.pcap'], capture_output=True, timeout=60)
        kept = b''.join(p.read_bytes() for p in folder.glob('e.db*'))
        check(SERIAL in kept and not [w for w in (OPERATOR, WORDS, b'52.5200', b'525200000') if w in kept + out],
              f'{what}: who flies it, where and why is kept nowhere', out)
        for p in folder.glob('e.db*'):
            p.unlink()
        for sum_behind in False, True:
            found, out = read(folder, radiotap(packet, sum_behind), link_type=127)
            check(is_dji(found), f'the same {what}, as a radio heard it{", with its check sum" * sum_behind}', out)
    found, out = read(folder, *[beacon(DRONE, name, remote_id([m])) for m in PACK], aware(DRONE, [BASIC]))
    check(is_dji(found), 'what it tells in many frames is told of one drone', out)
    for what, packet in ('in a beacon', beacon(ROUTER, remote_id([PLACE]))), ('by Wi-Fi Aware', aware(ROUTER, [PLACE])):
        found, out = read(folder, packet)
        check([(d['class'], d['maker']['id']) for d in found] == [('drone', None)], f'one that tells {what} only where it is, is a drone of nobody known', out)
    found, out = read(folder, beacon(ROUTER, remote_id([message(0, b'\x12' + b'TEST7MODULE1')])))
    check([(d['class'], d['maker']['id']) for d in found] == [('drone', None)], 'a serial number whose maker nobody knows names none', out)


def test_spared(folder):
    """Neither a neighbour's router nor a telephone is a device of whoever listens."""
    whole = beacon(DRONE, element(0, b'Mavic-1a2b3c'), remote_id(PACK))
    for what, packet in (
            ('a router without Remote ID', beacon(ROUTER, element(0, b'DJI-1a2b3c'), element(221, bytes.fromhex('0050f204104a000110')))),
            ('a beacon whose element is cut', whole[:-1]),
            ('a beacon whose element names another company', whole.replace(b'\xfa\x0b\xbc\x0d', b'\xfa\x0b\xbd\x0d')),
            ('a pack of an edition that nobody knows', whole.replace(b'\xf2\x19\x05', b'\xf9\x19\x05')),
            ('a telephone that looks for drones', aware(ROUTER, PACK, control=0x11)),
            ('a search that says the same', beacon(ROUTER, element(0, b'x'), remote_id(PACK), subtype=4)),
            ('a frame that everybody sent', beacon(EVERYBODY, remote_id(PACK)))):
        found, out = read(folder, packet)
        check(found == [], f'{what} is no device', out)


def test_corpus():
    captures = root.parent / 'shared/corpus/pcaps'
    for name in 'odid_wifi_bcn_sample.pcap', 'odid_wifi_sample.pcap':
        what = f'{name}: one drone, of a maker that nobody knows'
        if not (captures / name).exists():
            skip(what, 'the corpus does not lie beside the project')
            continue
        done = subprocess.run([birthmark, 'read', '--json', '--no-estate', captures / name], capture_output=True, timeout=60)
        found = [json.loads(line) for line in done.stdout.splitlines()]
        check([(d['mac'], d['class'], d['maker']['id']) for d in found] == [('84:cc:a8:60:43:24', 'drone', None)], what, done.stdout + done.stderr)
        check(b'GBR-OP' not in done.stdout, f'{name}: the number of who flies it is kept nowhere', done.stdout)


with tempfile.TemporaryDirectory() as scratch:
    test_found(pathlib.Path(scratch))
    test_spared(pathlib.Path(scratch))
    test_corpus()
finish()
