#!/usr/bin/env python3
"""Makes an asset register as organisations have them: wrong, with two languages, blanks where cells were merged, typos, missing
and mistyped MAC addresses, rows that are there twice, passwords. What is true of each row stands beside it.

usage: register.py [--rows N] [--seed N] --output REGISTER.csv [--truth TRUTH.jsonl] [--wire WIRE.jsonl] [--english] [--utf8]

The labels, models and makers are those of data/: pairs of data/models, and examples of data/marks/models.yaml. Addresses, serial
numbers, sites, contracts and people are made up. A Dutch Excel export by default: separated by semicolons, windows-1252.
TRUTH has a line for each row that tells of a device: its row, the device that it is about, label, model, and the maker.
WIRE has the devices as `birthmark identify` reads them, each with what a mark of its maker has as an example.
"""
import argparse, json, pathlib, random, re

data = pathlib.Path(__file__).resolve().parent.parent / 'data'

SITES = ['Stadhuis', 'Noord', 'Zuid', 'Nieuw-West', 'Centrum', 'Oost', 'Zuidoost', 'Haven', 'Depot Westpoort', 'Zwembad De Mirre',
         'Brug 84', 'Parkeergarage Oost', 'Theater', 'Bibliotheek', 'Sportpark', 'Werf', 'Metrostation Noord', 'Begraafplaats']
SUPPLIERS = ['Beveiliging Jansen B.V.', 'Van Dijk Techniek', 'SecureNet Benelux', 'Camera Totaal']
NOTHING = ['', '', '', '-', 'n.v.t.', 'onbekend', '?']
PLACES = ['Ingang', 'Hal', 'Achterdeur', 'Parkeerplaats', 'Kade', 'Gang', 'Plein', 'Trap', 'Poort', 'Balie']
# The street's MAC blocks are real; the last three octets are made up.
BLOCKS = {'hikvision': '28:57:be', 'dahua': '3c:ef:8c', 'axis': 'ac:cc:8e', 'uniview': '48:ea:63', 'tvt': '58:5b:69', 'hanwha': '00:09:18'}
HEADINGS = ['Nr', 'Cameranaam', 'Merk', 'Type', 'Serienummer', 'MAC-adres', 'IP-adres', 'Locatie', 'Coördinaten', 'Firmware',
            'Leverancier', 'Contractnummer', 'Ingangsdatum contract', 'Einddatum contract', 'Aanschafdatum', 'Aanschafwaarde',
            'Land van herkomst', 'NDAA-conform', 'Gebruikersnaam', 'Wachtwoord', 'Kleur', 'Opmerkingen']
ENGLISH = ['No', 'Camera name', 'Brand', 'Model', 'Serial number', 'MAC address', 'IP address', 'Location', 'Coordinates', 'Firmware',
           'Supplier', 'Contract number', 'Contract start', 'Contract end', 'Purchase date', 'Purchase cost', 'Country of origin',
           'NDAA compliant', 'Username', 'Password', 'Colour', 'Notes']


def text_of(folder):
    return '\n'.join(p.read_text(encoding='utf-8') for p in sorted((data / folder).glob('*.yaml')))


def names(folder, word):
    """Names by id, as data/companies and data/brands have them."""
    return {i: n.strip().strip('"') for i, n in re.findall(rf'(?m)^- {word}: (\S+)\n  name: (.+)$', text_of(folder))}


def products():
    """(label, model, maker): what is known to be sold, and who makes it."""
    brands, found = names('brands', 'brand'), []
    pairs = re.findall(r'(?m)^- pair: \{ brand: (\S+), model: "?([^"}]+?)"? \}\n  original: \{ maker: (\S+), model: [^}]+\}\n  likeness: \S+\n'
                       r'(?:  relation: .*\n)?  trust: (?:high|medium)$', text_of('models'))
    found += [(brands[b], m, maker) for b, m, maker in pairs if b in brands and not re.search(r'[/,(]', m)]
    for mark in re.split(r'(?m)^- mark: ', (data / 'marks/models.yaml').read_text(encoding='utf-8'))[1:]:
        maker = re.search(r'claim: \{ maker: ([a-z0-9-]+)', mark)
        if maker and maker[1] in brands and 'strength: strong' in mark:
            found += [(brands[maker[1]], m, maker[1]) for m in re.findall(r'\{ model: "?([^"}]+?)"? \}', mark.split('examples:')[1].split('counters:')[0])]
    return sorted(set(found))


def shown():
    """What a device of this maker shows: the example of a mark that is strong or a proof."""
    found = {}
    for mark in re.split(r'(?m)^- mark: ', text_of('marks'))[1:]:
        maker, example = re.search(r'claim: \{ maker: ([a-z0-9-]+) \}', mark), re.search(r'examples: \[ \{ ([a-z0-9_.]+): "([^"\\]+)" \}', mark)
        if maker and example and re.search('strength: (strong|proof)', mark) and example[1] != 'model':
            found.setdefault(maker[1], []).append({'field': example[1], 'value': example[2]})
    return found


def made(dice, number, known):
    """A device as it is."""
    label, model, maker = dice.choice(known)
    mac = f'{BLOCKS.get(maker, "00:1b:a9")}:{number >> 16 & 255:02x}:{number >> 8 & 255:02x}:{number & 255:02x}'
    site = dice.choice(SITES)
    bought = (dice.randint(2014, 2025), dice.randint(1, 12), dice.randint(1, 28))
    return {
        'device': number, 'label': label, 'model': model, 'maker': maker, 'mac': mac, 'site': site, 'bought': '%04d-%02d-%02d' % bought,
        'serial': f'{dice.choice("CDEFGK")}{dice.randint(10**7, 10**8 - 1)}{number % 1000:03d}', 'contract': f'C-{bought[0]}-{dice.randint(1, 9)}',
        'ip': f'10.{SITES.index(site)}.{number // 200 % 250}.{number % 200 + 10}', 'name': f'{dice.choice(PLACES)} {site} {number}',
        'password': f'W{dice.randint(10**6, 10**7)}kom!', 'latitude': 52.3 + dice.random() / 10, 'longitude': 4.8 + dice.random() / 5,
    }


def typo(dice, text):
    """Two letters change places, as happens."""
    at = [i for i in range(1, len(text) - 2) if text[i].isalpha() and text[i + 1].isalpha() and text[i] != text[i + 1]]
    i = dice.choice(at) if at else 0
    return text[:i] + text[i + 1] + text[i] + text[i + 2:] if at else text


def cased(dice, text):
    return dice.choice([text, text, text, text.upper(), text.lower(), f' {text} '])


def day(dice, iso):
    year, month, one = iso.split('-')
    months = 'jan feb mrt apr mei jun jul aug sep okt nov dec'.split()
    return dice.choice([f'{int(one)}-{int(month)}-{year}', f'{one}/{month}/{year}', iso, f'{one}.{month}.{year[2:]}',
                        f'{int(one)} {months[int(month) - 1]} {year}'])


def mac_text(dice, mac):
    digits = mac.replace(':', '')
    return dice.choice([mac, mac.upper(), mac.replace(':', '-').upper(), digits, f'{digits[:4]}.{digits[4:8]}.{digits[8:]}'])


def where(dice, d):
    point = f'{d["latitude"]:.5f}, {d["longitude"]:.5f}'
    return dice.choice([point, point.replace(', ', ' ').replace('.', ','), ''])


def cells(dice, d, number):
    """A row as somebody typed it."""
    year = int(d['contract'].split('-')[1])
    missing = dice.random()
    blank = dice.random() < 0.15  # where cells were merged, the rows below have none
    return [
        str(number), d['name'], cased(dice, d['label']) if dice.random() > 0.03 else typo(dice, d['label']),
        d['model'] if dice.random() > 0.1 else d['model'].lower(), d['serial'] if missing > 0.1 else dice.choice(NOTHING),
        mac_text(dice, d['mac']) if missing < 0.7 else dice.choice(NOTHING),
        dice.choice([d['ip'], d['ip'], f'http://{d["ip"]}/', f'{d["ip"]}/24', f'http://admin:{d["password"]}@{d["ip"]}/']),
        '' if blank else d['site'], where(dice, d), dice.choice(['V5.5.0', 'V2.800.0000000.30.R', '10.12.1', 'onbekend']),
        dice.choice(SUPPLIERS), '' if blank else d['contract'], day(dice, f'{year}-01-01'), day(dice, f'{year + 8}-12-31'), day(dice, d['bought']),
        f'{dice.randint(80, 900)},{dice.randint(0, 99):02d}', dice.choice(['', 'Taiwan', 'Nederland', 'China', 'USA', 'Korea']),
        dice.choice(['', 'ja', 'nee', 'yes', 'compliant']), 'admin', d['password'], dice.choice(['wit', 'zwart', '']),
        dice.choice(['', '', 'camera op mast', 'to be replaced', f'wachtwoord: {d["password"]}']),
    ]


def quoted(cell, separator):
    return '"' + cell.replace('"', '""') + '"' if separator in cell or '"' in cell or '\n' in cell else cell


def make(options):
    dice, known = random.Random(options.seed), products()
    separator = ',' if options.english else ';'
    headings = ENGLISH if options.english else HEADINGS
    lines = [["Cameraregister gemeente Voorbeeld"], [], headings]
    truth, devices = [], []
    while len(truth) < options.rows:
        again = devices and dice.random() < 0.04
        d = dice.choice(devices) if again else made(dice, len(devices) + 1, known)
        if not again:
            devices.append(d)
        row = cells(dice, d, len(truth) + 1)
        if again:
            row[4] = d['serial']
        elif row[4] in NOTHING and row[5] in NOTHING:
            row[7] = d['site']
        # Who is told of twice has its serial number in both rows, or nobody could say that they are one.
        lines.append(row)
        truth.append({'row': len(lines), **{k: d[k] for k in ('device', 'label', 'model', 'maker', 'mac', 'serial', 'site', 'contract', 'bought', 'ip', 'name')},
                      'password': d['password']})
        if dice.random() < 0.005:
            lines.append(headings)
        if dice.random() < 0.005:
            lines.append([''] * len(headings))
    lines.append(['Totaal', str(len(truth))])
    text = ''.join(separator.join(quoted(c, separator) for c in row) + '\r\n' for row in lines)
    pathlib.Path(options.output).write_bytes(text.encode('utf-8') if options.utf8 else text.encode('cp1252', 'replace'))
    return truth, devices


def main():
    parser = argparse.ArgumentParser(description='makes a messy asset register, and what is true of it')
    parser.add_argument('--rows', type=int, default=1280)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--output', required=True)
    parser.add_argument('--truth')
    parser.add_argument('--wire')
    parser.add_argument('--english', action='store_true')
    parser.add_argument('--utf8', action='store_true')
    options = parser.parse_args()
    truth, devices = make(options)
    if options.truth:
        pathlib.Path(options.truth).write_text(''.join(json.dumps(t, ensure_ascii=False) + '\n' for t in truth), encoding='utf-8')
    if options.wire:
        shows = shown()
        lines = [{'device': d['name'], 'observations': [{'field': 'mac', 'value': d['mac']}] + shows.get(d['maker'], [])[:2]} for d in devices]
        pathlib.Path(options.wire).write_text(''.join(json.dumps(line, ensure_ascii=False) + '\n' for line in lines), encoding='utf-8')


if __name__ == '__main__':
    main()
