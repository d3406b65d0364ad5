#!/usr/bin/env python3
"""Plans a street: the script that tools/street plays, and the truth about who lives there.

usage: plan.py SCRIPT TRUTH [--devices 5000] [--net 10.77.0.0/16] [--seed 5] [--recorded FILE] [--quirks 0.03] [--six]

Who lives there is put together from the examples of data/marks, a maker's with its own, and where --recorded names a file
of devices in the form that `birthmark identify` reads, from those too, half and half. TRUTH has a line a device, which
`birthmark identify` reads: the very answers that the network would show of it. "quirk" and "maker_planned" stand beside.
"""
import argparse, collections, ipaddress, json, pathlib, random, re

import yaml

import answers

MARKS = pathlib.Path(__file__).resolve().parent.parent.parent / 'data' / 'marks'
# What can be asked over the network; a device that nothing of it is known of is not on the street.
ASKED = re.compile(r'(http\.(server|title|authenticate|realm|header|html|raw)|rtsp\.(raw|server|realm|www_authenticate)|sdp\.\w+|onvif\.(raw|manufacturer|model|'
                   r'firmware_version|serial_number|hardware_id)|wsd\.(raw|scope|scope_name|scope_hardware|types|endpoint)|ssdp\.(raw|notify|server|st|usn)|'
                   r'upnp\.\w+|sadp\.\w+|dhdiscover\.\w+|tdp\.\w+|ubnt\.product|(ftp|telnet)\.banner|tls\.(subject|issuer|not_before|not_after))$')
PROMPT = re.compile('(login|name|password|account):', re.I)
NAME = re.compile(r'(?:^|, ?)(?:C|ST|L|O|OU|CN|DC|emailAddress|serialNumber) ?=.')
QUIRKS = ['slow', 'one', 'reset', 'half', 'flood', 'tarpit', 'headers', 'rst', 'garbage', 'certificate', 'tls10', 'udp-flood']
OWN_PORT = {'hikvision': 8000, 'dahua': 37777, 'xiongmai': 34567}
MAKERS_AT_ONCE = {'hikvision': 25, 'dahua': 25, 'uniview': 8, 'axis': 8, 'hanwha-vision': 6, 'xiongmai': 6}  # the others: 1


class Row:
    """What was recorded of one device."""
    def __init__(self, fields, maker=None):
        self.fields, self.maker, self.mac = fields, maker, None

    def all(self, field):
        return [v for f, v in self.fields if f == field]

    def first(self, field):
        return next(iter(self.all(field)), None)

    def settled(self, mac):
        """The same device with a MAC of its own, in whatever notation it tells it."""
        row = Row(self.fields, self.maker)
        row.mac = mac
        old = self.first('mac')
        if old:
            for joint in ':', '-', '':
                a, b = old.lower().replace(':', joint), mac.replace(':', joint)
                row.fields = [(f, v.replace(a, b).replace(a.upper(), b.upper())) for f, v in row.fields]
        return row


def recorded_rows(path):
    rows = []
    for line in open(path, encoding='utf-8'):
        r = json.loads(line)
        fields = [(o['field'], o['value']) for o in r['observations'] if not o.get('encoding')]
        if any(ASKED.match(f) for f, _ in fields):
            rows.append(Row([(f, v) for f, v in fields if ASKED.match(f) or f == 'mac'], (r.get('truth') or {}).get('maker')))
    return rows


def can_be_shown(field, value):
    """Some examples of marks are only what a pattern needs: no certificate has such a name."""
    return not field.startswith('tls.') or field.startswith('tls.not') or bool(NAME.match(value))


def examples_by_maker():
    """{maker: {family: [fields of one example]}} of what a device of that maker can be asked."""
    found = collections.defaultdict(lambda: collections.defaultdict(list))
    for path in sorted(MARKS.glob('*.yaml')):
        if path.stem in ('traps', 'schema'):
            continue
        for mark in yaml.load(path.read_text(encoding='utf-8'), Loader=yaml.CSafeLoader if hasattr(yaml, 'CSafeLoader') else yaml.SafeLoader) or []:
            maker = mark['claim'].get('maker') or mark['claim'].get('brand')
            for e in mark.get('examples', []) if maker else []:
                fields = [(f, str(v)) for f, vs in e.items() for v in (vs if isinstance(vs, list) else [vs])]
                if all(ASKED.match(f) and '\n' not in v and can_be_shown(f, v) for f, v in fields):
                    found[maker]['upnp' if fields[0][0].startswith('upnp') else fields[0][0]].append(fields)
    return found


def composed(chance, makers):
    """A device of one maker: up to five things that marks know of it."""
    maker = chance.choices(list(makers), [MAKERS_AT_ONCE.get(m, 1) for m in makers])[0]
    families = list(makers[maker])
    # A search of the maker's own is answered whole or not at all.
    own = [f for f in families if f.startswith(('sadp.', 'dhdiscover.'))] if chance.random() < 0.8 else []
    some = chance.sample(families, min(len(families), chance.randint(2, 5)))
    fields = {f: v for family in [*own, *some] for f, v in chance.choice(makers[maker][family])}
    return Row(list(fields.items()), maker)


def mac_for(row, chance, taken):
    """In the device's own block where it is known, else one that is nobody's (locally administered)."""
    block = (row.first('mac') or '').lower()
    block = block[:8] if re.match(r'[0-9a-f]{2}(:[0-9a-f]{2}){5}$', block) else f'02:{chance.randrange(256):02x}:5e'
    while True:
        mac = block + ''.join(f':{chance.randrange(256):02x}' for _ in range(3))
        if mac not in taken and not int(mac[1], 16) & 1:
            taken.add(mac)
            return mac


def tcp_ports(row, quirk, address):
    """(ports, what they tell)"""
    web = answers.Web(row, quirk == 'flood')
    shown, told = answers.certificate(row)
    onvif, onvif_told = answers.onvif(row, web.server)
    rtsp, rtsp_told = answers.rtsp(row)
    page = answers.description(row)
    before = [('GET /rootDesc.xml', answers.http('200 OK', [('Content-Type', 'text/xml')], answers.data(page)), False)] if page else []
    pages = onvif + web.exchanges(before)
    ports = [{'port': 80, 'exchanges': pages}, {'port': 554, 'exchanges': rtsp}]
    told = told + [answers.observed('http.raw', web.front())] + rtsp_told + onvif_told
    told += [answers.observed('upnp.raw', page)] if page else []
    if shown or quirk in ('certificate', 'tls10'):
        ports.append({'port': 443, 'tls': shown or {'subject': 'CN = ipcam'}, 'exchanges': pages})
    for field, number, code in ('ftp.banner', 21, '220 '), ('telnet.banner', 23, ''):
        banner = row.first(field)
        if banner:
            # A console greets whoever may log in: examples of marks leave the question for a name out.
            banner += '' if field != 'telnet.banner' or PROMPT.search(banner) else ' login:'
            ports.append({'port': number, 'exchanges': [answers.exchange('', f'{code}{banner}\r\n', True)]})
            told.append({'field': field, 'value': banner})
    if row.maker in OWN_PORT:
        ports.append({'port': OWN_PORT[row.maker], 'exchanges': []})
    elif len(ports) < 4:
        ports.append({'port': 8080, 'exchanges': pages})
    return ports, told + [{'field': 'tcp.port', 'value': str(p['port'])} for p in ports]


def device(row, address, quirk, chance, taken, six):
    mac = mac_for(row, chance, taken)
    row = row.settled(mac)
    ports, told = tcp_ports(row, quirk, address)
    udp = answers.searches(row, address)
    line = {'address': address, 'mac': mac, 'tcp': ports, 'udp': [u for u, _ in udp]}
    if six:
        m = bytes.fromhex(mac.replace(':', ''))
        line['address6'] = str(ipaddress.ip_address(b'\xfe\x80' + bytes(6) + bytes([m[0] ^ 2]) + m[1:3] + b'\xff\xfe' + m[3:]))
    if quirk:
        line['quirk'] = quirk
    if chance.random() < 0.1:
        line['filtered'] = True
    truth = {'device': address, 'quirk': quirk, 'mac': mac, 'maker_planned': row.maker, 'ports': [p['port'] for p in ports],
             'observations': [{'field': 'mac', 'value': mac}, *told, *[o for _, o in udp]]}
    return line, truth


def addresses(net, count, chance):
    """Scattered, but for the first, the last and the scanner's own, which is the last but one."""
    size = net.num_addresses
    return [str(net[i]) for i in sorted(chance.sample(range(1, size - 2), count))]


def plan(script, truth, devices=5000, net='10.77.0.0/16', seed=5, recorded=None, quirks=0.03, six=False):
    chance, taken = random.Random(seed), set()
    makers = examples_by_maker()
    rows = recorded_rows(recorded) if recorded else []
    with open(script, 'w', encoding='utf-8') as s, open(truth, 'w', encoding='utf-8') as t:
        bad = 0
        for address in addresses(ipaddress.ip_network(net), devices, chance):
            row = chance.choice(rows) if rows and chance.random() < 0.5 else composed(chance, makers)
            quirk = ''
            if chance.random() < quirks:
                quirk, bad = QUIRKS[bad % len(QUIRKS)], bad + 1
            line, true = device(row, address, quirk, chance, taken, six)
            s.write(json.dumps(line) + '\n')
            t.write(json.dumps(true) + '\n')


def main():
    o = argparse.ArgumentParser(usage=__doc__)
    o.add_argument('script')
    o.add_argument('truth')
    o.add_argument('--devices', type=int, default=5000)
    o.add_argument('--net', default='10.77.0.0/16')
    o.add_argument('--seed', type=int, default=5)
    o.add_argument('--recorded')
    o.add_argument('--quirks', type=float, default=0.03)
    o.add_argument('--six', action='store_true')
    plan(**vars(o.parse_args()))


if __name__ == '__main__':
    main()
