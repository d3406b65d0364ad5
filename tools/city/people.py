"""A city's video devices as they are: made by whom, sold as what, where they hang, who knows of them."""
import pathlib, random

import yaml

SAMPLES = pathlib.Path(__file__).resolve().parent.parent.parent / 'data' / 'samples'
SITES = ['Stadhuis', 'Noord', 'Zuid', 'Nieuw-West', 'Centrum', 'Oost', 'Zuidoost', 'Haven', 'Depot Westpoort', 'Zwembad De Mirre',
         'Brug 84', 'Parkeergarage Oost', 'Theater', 'Bibliotheek', 'Sportpark', 'Werf', 'Metrostation Noord', 'Begraafplaats']
UNSEEN = ['Metrostation Noord', 'Begraafplaats']  # whose networks the capture does not have
BEHIND = ['Werf']                                 # seen from behind a router: all of it bears the router's MAC
PLACES = ['Ingang', 'Hal', 'Achterdeur', 'Parkeerplaats', 'Kade', 'Gang', 'Plein', 'Trap', 'Poort', 'Balie']
MERIDIAN, PARALLEL = 4.80, 52.32                  # about Amsterdam
# Id, from, last day, supplier. Some have ended and their cameras hang on, as they do.
CONTRACTS = [('C-2014-1', '2014-01-01', '2022-12-31', 'Beveiliging Jansen B.V.'), ('C-2016-2', '2016-01-01', '2024-06-30', 'Van Dijk Techniek'),
             ('C-2018-1', '2018-01-01', '2026-12-31', 'SecureNet Benelux'), ('C-2019-3', '2019-01-01', '2027-06-30', 'Beveiliging Jansen B.V.'),
             ('C-2020-1', '2020-01-01', '2027-12-31', 'Camera Totaal'), ('C-2021-2', '2021-01-01', '2028-12-31', 'Van Dijk Techniek'),
             ('C-2022-1', '2022-01-01', '2029-05-31', 'SecureNet Benelux'), ('C-2023-4', '2023-01-01', '2030-12-31', 'Camera Totaal'),
             ('C-2024-1', '2024-01-01', '2032-12-31', 'Beveiliging Jansen B.V.')]
GONE, UNKNOWN = 0.05, 0.05                        # in the books and not there; there and in no books


def firmwares():
    loader = getattr(yaml, 'CSafeLoader', yaml.SafeLoader)
    return yaml.load((SAMPLES / 'firmwares.yaml').read_text(encoding='utf-8'), Loader=loader)


class Market:
    """What there is to buy."""
    def __init__(self):
        self.known = firmwares()
        self.products = [(firmware, sold) for firmware in self.known['firmwares'] for sold in firmware['sold']]
        self.weights = [sold['of-thousand'] for _, sold in self.products]

    def buy(self, dice):
        return dice.choices(self.products, self.weights)[0]


def spelled(dice, form, mac):
    """A serial number in its form."""
    if '{MAC=}' in form:
        return mac.replace(':', '').upper()
    return ''.join(dice.choice('ABCDEFGHJKLMNPRSTUVWXYZ') if c == '@' else dice.choice('0123456789') if c == '#' else c for c in form)


def centre(site):
    place = random.Random(site)
    return PARALLEL + place.random() / 12, MERIDIAN + place.random() / 6


def mac_of(block, number):
    """Scattered, and each number its own: the factor is odd."""
    low = number * 0x9e3779 & 0xffffff
    return f'{block}:{low >> 16:02x}:{low >> 8 & 255:02x}:{low & 255:02x}'


def made(dice, market, number):
    """A device as it is."""
    firmware, sold = market.buy(dice)
    site = dice.choice(SITES)
    year, month, day = dice.randint(2014, 2025), dice.randint(1, 12), dice.randint(1, 28)
    mac = mac_of(dice.choice(sold.get('blocks', firmware['blocks'])), number)
    contract, contract_from, contract_until, supplier = dice.choice([c for c in CONTRACTS if c[1][:4] <= str(year)][-2:])
    latitude, longitude = centre(site)
    return {
        'device': number, 'firmware': firmware['firmware'], 'sold': sold, 'label': sold['label'], 'model': dice.choice(sold['models']),
        'relabelled': sold.get('relabelled', False), 'maker': firmware['maker'], 'country': firmware['country'], 'class': firmware['class'], 'mac': mac, 'site': site, 'bought': f'{year}-{month:02}-{day:02}',
        'serial': spelled(dice, firmware['serial'], mac), 'version': dice.choice(firmware['version']),
        'contract': contract, 'contract_from': contract_from, 'contract_until': contract_until, 'supplier': supplier,
        'ip': f'10.{SITES.index(site) + 1}.{number // 200 % 250}.{number % 200 + 10}', 'name': f'{dice.choice(PLACES)} {site} {number}',
        'password': f'W{dice.randint(10**6, 10**7)}kom!',
        'latitude': latitude + dice.random() / 500, 'longitude': longitude + dice.random() / 400,
        'wire': site not in UNSEEN and dice.random() >= GONE, 'behind': site in BEHIND, 'books': True,
    }


def truth_of(d):
    """What a line of the truth has of a device, without what is only needed to make it."""
    return {k: v for k, v in d.items() if k not in ('sold', 'latitude', 'longitude', 'version')}
