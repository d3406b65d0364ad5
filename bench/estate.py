#!/usr/bin/env python3
"""Makes a large estate for measuring and for tests of queries, straight into SQLite, without evidence.

usage: estate.py DEVICES FILE

The devices are those of a made-up country: a third of the cameras by one
maker, under many labels, at many sites, under contracts; the same every time.
"""
import pathlib, random, re, sqlite3, sys

project = pathlib.Path(__file__).resolve().parent.parent
DAY_US = 86400 * 1000000
START_US = 1735689600 * 1000000  # 2025-01-01
MAKERS = [('hikvision', 34), ('dahua', 18), ('axis', 10), ('hanwha', 8), ('uniview', 7), ('tp-link', 6), ('bosch', 4),
          ('huawei', 4), ('tiandy', 3), (None, 6)]
BRANDS = ['hikvision', 'annke', 'hilook', 'dahua', 'lorex', 'amcrest', 'axis', 'hanwha', 'uniview', 'tp-link', 'bosch', None]
CLASSES = ['camera', 'recorder', 'doorbell', 'network', 'unknown']
STATUSES = ['not-in-force', 'undetermined', 'restricted', 'licence-required', 'prohibited-new', 'prohibited']
LAWS = [f'law-{n}' for n in range(80)] + ['us-ndaa2019-889b', 'nl-amsterdam-2024']
SITES, CONTRACTS, SIGHTS, JUDGEMENTS = 200, 500, 3000, 2000


def schema():
    text = (project / 'src/store/queries.sql').read_text(encoding='utf-8')
    return re.search(r'^-- name: schema\n(.*?)^-- name:', text, re.M | re.S)[1]


def fill_small(db, dice):
    db.execute("INSERT INTO knowledge VALUES (1, x'00', 'bench')")
    db.execute("INSERT INTO run VALUES (1, 'read', 'bench', 'bench', ?, '2026-11-22', 1)", (START_US,))
    db.execute("INSERT INTO source VALUES (1, 1, 'bench.pcap')")
    db.executemany('INSERT INTO site (id, name, title) VALUES (?, ?, ?)',
                   ((n, f'site-{n}', f'Site {n}') for n in range(1, SITES + 1)))
    db.executemany("INSERT INTO contract VALUES (?, ?, ?, 'a supplier', '2024-01-01', '2028-01-01', 1000, 'EUR')",
                   ((n, f'c-{n}', f'Contract {n}') for n in range(1, CONTRACTS + 1)))
    makers, shares = zip(*MAKERS)
    for n in range(1, SIGHTS + 1):
        maker = dice.choices(makers, shares)[0]
        brand = maker if maker in BRANDS and dice.random() < 0.6 else dice.choice(BRANDS)
        grade = dice.choice([1, 2, 3, 3]) if maker else 0
        db.execute('INSERT INTO sight VALUES (?, ?, ?, ?, ?, ?, ?, 0, NULL, ?, ?, NULL, NULL)',
                   (n, n.to_bytes(16, 'big'), maker, grade, brand, 2 if brand else 0, dice.choice(['hisilicon', None]),
                    dice.choice(CLASSES), dice.choice([0, 1, None])))
    for n in range(1, JUDGEMENTS + 1):
        laws = dice.sample(LAWS, dice.choice([0, 0, 1, 3, 8]))
        rows = [(n, law, dice.choice(STATUSES)) for law in laws]
        worst = max((1 + STATUSES.index(status) for _, _, status in rows), default=0)
        db.execute('INSERT INTO judgement VALUES (?, ?, ?)', (n, n.to_bytes(16, 'big'), worst))
        db.executemany('INSERT INTO verdict (judgement, law, status) VALUES (?, ?, ?)', rows)


def device_rows(count, dice):
    for n in range(1, count + 1):
        first = START_US + dice.randrange(600) * DAY_US
        mac = (0xa4cf12000000 + n).to_bytes(6, 'big')
        yield (n, mac.hex(':'), mac, first, first + dice.randrange(100) * DAY_US, dice.randrange(1, SITES + 1))


def now_rows(count, dice):
    for n in range(1, count + 1):
        model = f'DS-2CD{dice.randrange(2000, 2999)}' if dice.random() < 0.7 else None
        yield (n, dice.randrange(1, SIGHTS + 1), 1, dice.randrange(1, JUDGEMENTS + 1), model,
               f'IPC-{dice.randrange(1000)}' if dice.random() < 0.2 else None)


def main():
    count, path = int(sys.argv[1]), sys.argv[2]
    dice = random.Random(5)
    db = sqlite3.connect(path, isolation_level=None)
    db.executescript('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; ' + schema())
    db.execute('BEGIN')
    fill_small(db, dice)
    db.executemany('INSERT INTO device (id, name, mac, first_us, last_us, merged_into, site) VALUES (?, ?, ?, ?, ?, NULL, ?)',
                   device_rows(count, dice))
    db.executemany('INSERT INTO address VALUES (?, 0, ?, ?, ?)',
                   ((n, (0x0a000000 + n).to_bytes(4, 'big'), START_US, START_US) for n in range(1, count + 1)))
    db.executemany('INSERT INTO now VALUES (?, ?, ?, ?, ?, ?)', now_rows(count, dice))
    db.executemany("INSERT INTO told VALUES (?, NULL, ?, NULL, NULL, NULL, NULL, 0)",
                   ((n, dice.randrange(1, CONTRACTS + 1)) for n in range(1, count + 1, 2)))
    db.execute('COMMIT')
    db.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    db.close()


if __name__ == '__main__':
    main()
