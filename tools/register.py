#!/usr/bin/env python3
"""Makes an asset register as organisations have them: wrong, in two languages, with merged cells, typos, missing and mistyped MAC
addresses, rows that are there twice, passwords; what a capture of the same devices holds; and the truth about all of them.

usage: register.py [--rows N] [--seed N] [--day DAY] --output REGISTER.csv|REGISTER.xlsx [--truth TRUTH.jsonl] [--street STREET.json]
                   [--english] [--utf8]

Who is sold as what and made by whom is data/samples/firmwares.yaml; addresses, serial numbers, sites, contracts and people are made up.
REGISTER is a Dutch Excel export by default: separated by semicolons, windows-1252; or a workbook with three sheets, one in English, one
hidden, and one that is no register. STREET is for tools/sample, which writes it as a capture of DAY. TRUTH has a line for each device:
label, model, maker, addresses, site, contract; is it in the books, in which rows, and what went wrong in each; is it on the wire.
"""
import argparse, datetime, json, pathlib, random

from city import books, people, wire

AGAIN = 0.04  # rows about a device that another row tells of


def plan(dice, rows):
    """(devices, entries): each entry a row to be, as a device and whether others tell of it too."""
    market, devices, entries = people.Market(), [], []
    while len(entries) < rows:
        if devices and dice.random() < AGAIN:
            d = dice.choice(devices)
        else:
            d = people.made(dice, market, len(devices) + 1)
            d['rows'], d['told'] = [], 0
            devices.append(d)
        d['told'] += 1
        entries.append(d)
    return devices, [(d, d['told'] > 1) for d in entries]


def unknown(dice, devices):
    """Video devices that are in no books."""
    market, found = people.Market(), []
    while len(found) < len(devices) * people.UNKNOWN:
        d = people.made(dice, market, len(devices) + len(found) + 1)
        if d['wire']:
            found.append({**d, 'books': False, 'rows': [], 'told': 0})
    return found


def main():
    parser = argparse.ArgumentParser(description='makes a messy asset register, a capture of the same devices, and what is true of them')
    parser.add_argument('--rows', type=int, default=1280)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--day', type=datetime.date.fromisoformat, default=datetime.date.today() - datetime.timedelta(days=6))
    parser.add_argument('--output', required=True)
    parser.add_argument('--truth')
    parser.add_argument('--street')
    parser.add_argument('--english', action='store_true')
    parser.add_argument('--utf8', action='store_true')
    options = parser.parse_args()
    dice = random.Random(options.seed)
    devices, entries = plan(dice, options.rows)
    if options.output.endswith('.xlsx'):
        books.write_xlsx(options.output, dice, entries)
    else:
        books.write_csv(options.output, dice, entries, options.english, options.utf8)
    others = []
    if options.street:
        devices += unknown(dice, devices)
        others = wire.write(options.street, dice, options.day, devices)
    if options.truth:
        lines = [people.truth_of(d) for d in devices] + others
        pathlib.Path(options.truth).write_text(''.join(json.dumps(t, ensure_ascii=False) + '\n' for t in lines), encoding='utf-8')


if __name__ == '__main__':
    main()
