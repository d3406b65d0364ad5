"""The register as people typed it: what goes wrong in each row, and which sheets the rows stand in."""
import datetime, pathlib

from . import workbook

DUTCH = ['Nr', 'Cameranaam', 'Merk', 'Type', 'Serienummer', 'MAC-adres', 'IP-adres', 'Locatie', 'Coördinaten', 'Firmware',
         'Leverancier', 'Contractnummer', 'Ingangsdatum contract', 'Einddatum contract', 'Aanschafdatum', 'Aanschafwaarde',
         'Land van herkomst', 'NDAA-conform', 'Gebruikersnaam', 'Wachtwoord', 'Kleur', 'Opmerkingen']
ENGLISH = ['No', 'Camera name', 'Brand', 'Model', 'Serial number', 'MAC address', 'IP address', 'Location', 'Coordinates', 'Firmware',
           'Supplier', 'Contract number', 'Contract start', 'Contract end', 'Purchase date', 'Purchase cost', 'Country of origin',
           'NDAA compliant', 'Username', 'Password', 'Colour', 'Notes']
SITE, CONTRACT, UNTIL, BOUGHT, ORIGIN, CLAIM = 7, 11, 13, 14, 16, 17
NOTHING = ['', '', '', '-', 'n.v.t.', 'onbekend', '?']
MONTHS = 'jan feb mrt apr mei jun jul aug sep okt nov dec'.split()
# How often something goes wrong in a row.
OFTEN = {'label-typo': 0.03, 'label-missing': 0.02, 'model-typo': 0.02, 'model-missing': 0.02, 'serial-missing': 0.1,
         'mac-missing': 0.25, 'mac-typo': 0.02, 'mac-broken': 0.01, 'ip-missing': 0.05, 'ip-stale': 0.01, 'merged': 0.15}
SHEETS = [("Camera's", DUTCH, False, 0.62), ('Traffic cameras', ENGLISH, False, 0.28), ('oud', DUTCH, True, 0.1)]


def typo(dice, text):
    """Two letters change places, as happens."""
    at = [i for i in range(1, len(text) - 2) if text[i].isalpha() and text[i + 1].isalpha() and text[i] != text[i + 1]]
    i = dice.choice(at) if at else 0
    return text[:i] + text[i + 1] + text[i] + text[i + 2:] if at else text


def cased(dice, text):
    return dice.choice([text, text, text, text.upper(), text.lower(), f' {text} '])


def day(dice, iso):
    year, month, one = iso.split('-')
    return dice.choice([f'{int(one)}-{int(month)}-{year}', f'{one}/{month}/{year}', iso, f'{one}.{month}.{year[2:]}',
                        f'{int(one)} {MONTHS[int(month) - 1]} {year}'])


def mac_text(dice, mac, slips):
    digits = mac.replace(':', '')
    if 'mac-missing' in slips:
        return dice.choice(NOTHING)
    if 'mac-broken' in slips:
        return mac.upper()[:-1]
    if 'mac-typo' in slips:
        mac = mac[:-1] + '0123456789abcdef'[(int(mac[-1], 16) + 7) % 16]
        digits = mac.replace(':', '')
    return dice.choice([mac, mac.upper(), mac.replace(':', '-').upper(), digits, f'{digits[:4]}.{digits[4:8]}.{digits[8:]}'])


def ip_text(dice, d, slips):
    if 'ip-missing' in slips:
        return dice.choice(NOTHING)
    if 'ip-stale' in slips:
        return d['ip'].rpartition('.')[0] + '.250'
    return dice.choice([d['ip'], d['ip'], f'http://{d["ip"]}/', f'{d["ip"]}/24', f'http://admin:{d["password"]}@{d["ip"]}/'])


def where(dice, d):
    point = f'{d["latitude"]:.5f}, {d["longitude"]:.5f}'
    return dice.choice([point, point.replace(', ', ' ').replace('.', ','), ''])


def label_text(dice, d, slips):
    if 'label-missing' in slips or not d['label']:
        return dice.choice(NOTHING)
    return typo(dice, d['label']) if 'label-typo' in slips else cased(dice, d['label'])


def model_text(dice, d, slips):
    if 'model-missing' in slips:
        return dice.choice(NOTHING)
    return typo(dice, d['model']) if 'model-typo' in slips else d['model'] if dice.random() > 0.1 else d['model'].lower()


def slips_of(dice, is_twice):
    slips = {s for s, often in OFTEN.items() if dice.random() < often}
    # Who is told of twice has its serial number in both rows, or nobody could say that they are one.
    return slips - {'serial-missing'} if is_twice else slips


def cells(dice, d, number, slips):
    """A row as somebody typed it."""
    # A row without MAC and without serial number keeps its site: of two cameras of one name nothing else tells them apart.
    blank = 'merged' in slips and not ({'mac-missing', 'serial-missing'} <= slips)
    return [
        str(number), d['name'], label_text(dice, d, slips), model_text(dice, d, slips),
        dice.choice(NOTHING) if 'serial-missing' in slips else d['serial'], mac_text(dice, d['mac'], slips), ip_text(dice, d, slips),
        '' if blank else d['site'], where(dice, d), dice.choice([d['version'], 'onbekend', '']), d['supplier'],
        '' if blank else d['contract'], day(dice, d['contract_from']), day(dice, d['contract_until']), day(dice, d['bought']),
        f'{dice.randint(80, 900)},{dice.randint(0, 99):02d}', dice.choice(['', '', 'Taiwan', 'Nederland', 'China', 'USA', 'Korea']),
        dice.choice(['', '', 'ja', 'nee', 'yes', 'compliant']), 'admin', d['password'], dice.choice(['wit', 'zwart', '']),
        dice.choice(['', '', 'camera op mast', 'to be replaced', f'wachtwoord: {d["password"]}']),
    ]


def told(cells_of_row, slips, **where):
    """What the truth has of a row: where it stands, what went wrong in it, and what it claims."""
    return {**where, 'slips': sorted(slips), 'origin': cells_of_row[ORIGIN], 'claim': cells_of_row[CLAIM]}


# ---- CSV

def quoted(cell, separator):
    return '"' + cell.replace('"', '""') + '"' if separator in cell or '"' in cell or '\n' in cell else cell


def write_csv(path, dice, entries, english=False, utf8=False):
    """`entries`: (device, is it told of twice). Where each row came to stand is put into its device's `rows`."""
    separator, headings = (',', ENGLISH) if english else (';', DUTCH)
    lines = [['Cameraregister gemeente Voorbeeld'], [], headings]
    for number, (d, twice) in enumerate(entries, 1):
        slips = slips_of(dice, twice)
        lines.append(cells(dice, d, number, slips))
        d['rows'].append(told(lines[-1], slips, row=len(lines)))
        if dice.random() < 0.005:
            lines.append(headings)
        if dice.random() < 0.005:
            lines.append([''] * len(headings))
    lines.append(['Totaal', str(len(entries))])
    text = ''.join(separator.join(quoted(c, separator) for c in row) + '\r\n' for row in lines)
    pathlib.Path(path).write_bytes(text.encode('utf-8') if utf8 else text.encode('cp1252', 'replace'))


# ---- A workbook

def runs(rows, column, first):
    """Rows that say the same in one column, one behind another, are one merged cell: only the first keeps the text."""
    merged, at = [], 0
    while at < len(rows):
        end = at + 1
        while end < len(rows) and rows[end][column] == rows[at][column]:
            end += 1
        if end - at > 1 and rows[at][column]:
            merged.append((first + at, first + end - 1, column + 1, column + 1))
            for row in rows[at + 1:end]:
                row[column] = ''
        at = end
    return merged


def with_days(dice, row, d):
    """Some cells hold days as Excel keeps them."""
    for column, iso in (UNTIL, d['contract_until']), (BOUGHT, d['bought']):
        if dice.random() < 0.5:
            row[column] = datetime.date.fromisoformat(iso)
    return row


def sheet_of(dice, name, headings, hidden, entries):
    """Sorted by site, as such lists are: what is alike is merged, and each site is added up."""
    rows = [[f'Cameraregister gemeente Voorbeeld: {name}'], [], headings]
    merged, sites = [(1, 1, 1, len(headings))], sorted({d['site'] for d, _ in entries})
    for site in sites:
        here = [e for e in entries if e[0]['site'] == site]
        first, block = len(rows) + 1, []
        for d, twice in here:
            slips = slips_of(dice, twice) - {'merged'}
            row = cells(dice, d, first + len(block), slips)
            d['rows'].append(told(row, slips, sheet=name, row=first + len(block)))
            block.append(with_days(dice, row, d))
        merged += runs(block, SITE, first) + runs(block, CONTRACT, first)
        rows += block + [[f'Subtotaal {site}', len(block)], []]
    rows.append(['Totaal', len(entries)])
    return workbook.Sheet(name, rows, merged, hidden)


def write_xlsx(path, dice, entries):
    """Each sheet a part of the devices, the hidden one the last; beside them a sheet that is no register."""
    sheets, at = [], 0
    for number, (name, headings, hidden, share) in enumerate(SHEETS):
        end = len(entries) if number == len(SHEETS) - 1 else at + round(len(entries) * share)
        sheets.append(sheet_of(dice, name, headings, hidden, sorted(entries[at:end], key=lambda e: e[0]['contract'])))
        at = end
    note = ['Toelichting', 'Deze lijst is bijgewerkt door Facilitair.', "Zie ook de map Beheer > Camera's."]
    workbook.write(path, [*sheets, workbook.Sheet('Toelichting', [[line] for line in note])])
