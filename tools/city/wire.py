"""What the city's devices say on their networks, as a street that tools/sample writes as a capture (doc/street.md)."""
import json, re
from urllib.parse import quote

import yaml

from .people import SAMPLES, SITES, UNSEEN, firmwares, mac_of

HOLE = re.compile(r'\{([A-Za-z=-]+)(%?)\}')
ROUTER = {'device': 'router', 'mac': '00:1b:54:20:00:01', 'ip': '10.0.0.1'}
FAR_ASKER, NEAR_ASKER = '10.0.0.5', 'video-management'  # one computer: by its address it is behind the router
# Others on the same networks, as data/samples/street.yaml has them: how many of each, to be left in peace.
GUESTS = {'visitor-phone': 16, 'office-pc': 18, 'office-printer': 9, 'core-switch': 4, 'hall-switch': 3, 'canteen-speaker': 3, 'roof-drone': 2}


def notations(mac):
    bare = mac.replace(':', '')
    return {'mac': mac, 'MAC': mac.upper(), 'mac-': mac.replace(':', '-'), 'mac=': bare, 'MAC=': bare.upper()}


def filled(value, words):
    """Fills the holes in all texts, and the holes in what fills them."""
    if isinstance(value, list):
        return [filled(v, words) for v in value]
    if isinstance(value, dict):
        return {k: filled(v, words) for k, v in value.items()}
    while isinstance(value, str):
        full = HOLE.sub(lambda m: (quote(str(words[m[1]])) if m[2] else str(words[m[1]])) if m[1] in words else m[0], value)
        if full == value:
            break
        value = full
    return value


def without_empty(value):
    """Lines of a head that would say nothing go."""
    if isinstance(value, list):
        return [without_empty(v) for v in value]
    if isinstance(value, dict):
        return {k: re.sub(r'(?m)^(Server|WWW-Authenticate): *\n', '', v) if k == 'head' else without_empty(v) for k, v in value.items()}
    return value


def entry(d, firmware, phrases):
    """A device of the street."""
    words = {**notations(d['mac']), 'ip': d['ip'], 'model': d['model'], 'serial': d['serial'], 'version': d['version'], 'label': d['label'],
             'name': d['name'], 'year': d['bought'][2:4], 'asker': NEAR_ASKER if d['behind'] else FAR_ASKER,
             **firmware['words'], **d['sold'].get('words', {})}
    said = [message for phrase in firmware['says'] for message in (phrases[phrase] if isinstance(phrase, str) else [phrase])]
    # Who is behind a router is heard only by whom it answers.
    said = [m for m in said if 'tcp' in m] if d['behind'] else said
    says = without_empty(filled(said, words))
    # Where a maker puts it; a realm is no such place.
    said = json.dumps(says, ensure_ascii=False)
    d['tells_serial'] = any(form in said for form in (f'SerialNumber>{d["serial"]}<', f'AAWR{d["serial"]}<', f'SerialNo\\":\\"{d["serial"]}'))
    return {'device': f'd{d["device"]}', 'mac': ROUTER['mac'] if d['behind'] else d['mac'], 'ip': d['ip'],
            'vlan': 0 if d['behind'] else 100 + SITES.index(d['site']), 'source': firmware['firmware'], 'says': says}


def guests(dice, first):
    """(device of the street, its truth)"""
    known = {d['device']: d for d in yaml.safe_load((SAMPLES / 'street.yaml').read_text(encoding='utf-8'))['devices']}
    seen = [s for s in SITES if s not in UNSEEN]
    for kind, count in GUESTS.items():
        for _ in range(count):
            d, site = known[kind], dice.choice(seen)
            mac = mac_of(d['mac'][:8], first)
            ip = f'10.{SITES.index(site) + 1}.252.{first % 240 + 10}'
            yield ({**d, 'device': f'g{first}', 'mac': mac, 'ip': ip, 'vlan': 100 + SITES.index(site)},
                   {'device': first, 'maker': d['truth']['maker'], 'label': '', 'model': None, 'class': d['truth']['class'], 'mac': mac, 'ip': ip,
                    'site': site, 'serial': None, 'books': False, 'wire': True, 'behind': False, 'rows': [], 'guest': kind})
            first += 1


def asker():
    """The computer that records: it asks cameras in their own words, and is none of them."""
    return {'device': NEAR_ASKER, 'mac': 'f8:bc:12:00:00:05', 'ip': FAR_ASKER, 'source': 'MAC block: IEEE list, Dell', 'says': [
        {'dhcp': {'host-name': 'VMS-01', 'vendor-class': 'MSFT 5.0', 'parameters': '1,3,6,15,31,33,43,44,46,47,119,121,249,252'}}, {'arp': 'announce'},
        {'udp': {'to': '239.255.255.250', 'from-port': 37020, 'port': 37020,
                 'text': '<?xml version="1.0" encoding="utf-8"?><Probe><Uuid>13A888A9-F1B1-4020-AE9F-05607682D23B</Uuid><Types>inquiry</Types></Probe>'}}]}


def write(path, dice, day, devices):
    """Writes the street; the truth about those in it whom no register and no list of video devices has."""
    known = firmwares()
    by_name = {f['firmware']: f for f in known['firmwares']}
    others = list(guests(dice, len(devices) + 1))
    here = [entry(d, by_name[d['firmware']], known['phrases']) for d in devices if d['wire']]
    street = {'day': str(day), 'router': ROUTER, 'devices': [asker(), *here, *(d for d, _ in others)]}
    with open(path, 'w', encoding='utf-8') as f:
        json.dump(street, f, ensure_ascii=False)
    vms = {'device': 0, 'maker': 'dell', 'label': '', 'model': None, 'class': 'computer', 'mac': 'f8:bc:12:00:00:05', 'ip': FAR_ASKER, 'site': None,
           'serial': None, 'books': False, 'wire': True, 'behind': False, 'rows': [], 'guest': 'video-management'}
    return [vms, *(t for _, t in others)]
