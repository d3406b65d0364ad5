#!/usr/bin/env python3
"""The README's walk-through: from a messy register and a capture to the council's annex in four commands. Writes TAP.

usage: walkthrough_test.py BIRTHMARK SAMPLE PROJECT

tools/register.py makes a city's register and a capture of its networks, and knows the truth. The commands are read from the
README, so that what it prints is what is tested. What they answer is held against the truth: nobody may be accused who is
not meant; and what is missing must be missing for a reason that the truth knows.
"""
import collections, concurrent.futures, datetime, html, json, pathlib, re, shlex, subprocess, sys, tempfile

from tap import check, finish

birthmark, sample, project = str(pathlib.Path(sys.argv[1]).resolve()), str(pathlib.Path(sys.argv[2]).resolve()), pathlib.Path(sys.argv[3])
CHAPTER = 'From a messy register to the council’s annex'
LAW, END = 'nl-amsterdam-2024', datetime.date(2029, 6, 10)
LETTER = datetime.date(2024, 6, 10)  # of the city, to its council
SURE = ('confirmed', 'likely')
today = datetime.datetime.now().date()


def chapter():
    return (project / 'README.md').read_text(encoding='utf-8').partition(f'## {CHAPTER}\n')[2].partition('\n## ')[0]


def commands():
    """The command lines of the README's chapter, in order."""
    return re.findall(r'(?m)^    \.\./birthmark (.+)$', chapter())


def test_shown(said):
    """What the README prints of their output is what they print, but for where it breaks off."""
    printed = ' '.join(' '.join(out.split()) + ' ' + ' '.join(err.split()) for _, out, err in said)
    shown = [line.partition('…')[0] for line in re.findall(r'(?m)^    (?!\.\./|cd )(.+)$', chapter())]
    absent = [line for line in shown if ' '.join(line.split()) not in printed]
    check(shown and not absent, f'{len(shown)} lines that the README shows are printed', absent)


def test_told(named, statuses):
    told = [int(n.replace(',', '')) for pair in re.findall(r'of ([\d,]+) makers|the (\d+) devices', chapter()) for n in pair if n]
    check(sorted(told) == sorted([named, statuses['prohibited-new']]), 'the numbers in its text are these, too', (told, named, statuses))


def run(*arguments):
    done = subprocess.run([birthmark, *arguments], capture_output=True, timeout=200, cwd=folder)
    return done.returncode, done.stdout.decode('utf-8'), done.stderr.decode('utf-8', 'replace')


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def make():
    subprocess.run([sys.executable, project / 'tools/register.py', '--seed', '1', '--output', folder / 'register.xlsx', '--truth',
                    folder / 'truth.jsonl', '--street', folder / 'street.json'], check=True, timeout=100)
    subprocess.run([sample, folder / 'street.json', folder / 'capture.pcap'], check=True, capture_output=True, timeout=100)
    return lines((folder / 'truth.jsonl').read_text(encoding='utf-8'))


def test_demo():
    """What the README says that `make demo` prints, as the rules stood when it was written."""
    shown = (project / 'README.md').read_text(encoding='utf-8').partition('What `make demo` prints:')[2].partition('\nThe phone')[0]
    subprocess.run([sample, project / 'data/samples/street.yaml', folder / 'street.pcap'], check=True, capture_output=True, timeout=100)
    printed = run('read', '--no-estate', '--on', '2026-11-22', 'street.pcap')[1]
    absent = [line for line in shown.splitlines() if line.strip() and '.pcap: ' not in line and 'report.html: ' not in line and
              line.strip() not in printed]
    check('confirmed' in shown and not absent, 'the demo prints what the README shows', absent)


# ---- What the truth says must come of it

def slips(device):
    return [set(row['slips']) for row in device['rows']]


def typed_mac(s):
    """The MAC of a row: the device's own, another, or none that can be read."""
    return None if s & {'mac-missing', 'mac-broken'} else 'wrong' if 'mac-typo' in s else 'right'


def joins(device):
    """By what its rows and the device on the wire are found to be one; None: by nothing."""
    macs, all_slips = {typed_mac(s) for s in slips(device)} - {None}, slips(device)
    serial = any('serial-missing' not in s for s in all_slips)
    ip = any(not s & {'ip-missing', 'ip-stale'} for s in all_slips)
    if device['behind']:  # the wire shows no MAC of it
        return 'serial' if serial and device['tells_serial'] else 'address' if ip else None
    if 'right' in macs:
        return 'mac'
    if serial and (device['tells_serial'] or device['serial'] == device['mac'].replace(':', '').upper()):
        return 'serial'
    return 'address' if ip and not macs else None  # an address may be another's by now: a MAC that differs speaks against it


def alike(device, by):
    """A MAC that is printed as the serial number is found as either."""
    return {'mac', 'serial'} if by in ('mac', 'serial') and device['serial'] == device['mac'].replace(':', '').upper() else {by}


def told_apart(device):
    """Rows with two MACs are two devices, whatever else they share."""
    return {'right', 'wrong'} <= {typed_mac(s) for s in slips(device)}


def due(device):
    """By when the city wants a camera of Chinese make gone: its five years, or an earlier end of a contract since its letter."""
    end = datetime.date.fromisoformat(device['contract_until']) + datetime.timedelta(days=1) if device.get('contract_until') else END
    return str(min(end, END) if end > LETTER else END)


def expected(device):
    if device.get('country', 'none') != 'CN' or device['class'] not in ('camera', 'intercom'):
        return 'clear'
    return 'undetermined' if device['class'] == 'intercom' else 'prohibited-new' if today < END else 'prohibited'


def of_truth(report, truth):
    """(line of the report, the device that it is about)"""
    by_mac, by_ip = {t['mac']: t for t in truth}, {t['ip']: t for t in truth if t['wire']}
    by_name = {t['name']: t for t in truth if t.get('name')}
    for line in report:
        name = re.sub(r' \([^)]*\)$', '', line['device'])
        device = by_mac.get(line['mac']) or by_name.get(name) or by_ip.get((line['addresses'] or [None])[0])
        yield line, device


# ---- The tests

def test_import(said, truth):
    code, out, err = said
    books = [t for t in truth if t['books']]
    rows = sum(len(t['rows']) for t in books)
    check(rows == 1280 and {r['sheet'] for t in books for r in t['rows']} == {"Camera's", 'Traffic cameras', 'oud'},
          'the register has 1,280 rows, in two languages, some of them hidden', rows)
    broken = sum('mac-broken' in s and 'mac-missing' not in s for t in books for s in slips(t))
    check(code == 65 and err.count('this is no MAC address') == broken > 0, 'each MAC that is none is named with its cell, and nothing else', err[-500:])
    apart = sum(told_apart(t) for t in books)
    devices = int(re.search(r'(?m)^(\d+) devices; \d+ rows are about', out)[1])
    check(devices == len(books) + apart, f'rows that are there twice are one device: {rows - devices} of {rows - len(books)}', out[-600:])
    seen = sum(t['wire'] for t in truth) + 1
    check(re.search(rf'(?m)^{seen} devices found', out), f'the capture has {seen} devices, the router among them', out[-300:])
    kept = b''.join(p.read_bytes() for p in folder.glob('birthmark.db*'))
    check(not any(t['password'].encode() in kept for t in books), 'no password of the register is in the estate')


def test_reconcile(truth):
    found = lines(run('reconcile', '--json')[1])
    books = {t['device']: t for t in truth if t['books']}
    by_name = {t['name']: t for t in books.values()}
    by_mac, by_ip = {t['mac']: t for t in truth}, {t['ip']: t for t in truth if t['wire']}
    joined = collections.defaultdict(set)
    false = []
    for f in found:
        if f['kind'] == 'joined':
            row, wire = by_name[re.sub(r' \([^)]*\)$', '', f['name'])], by_mac.get(f['device']) or by_ip.get(f['device'])
            joined[row['device']].add(f['same'])
            false += [f] if wire is not row else []
    check(not false, 'no row of the register is taken for another device', false[:3])
    wanted = {d: joins(t) for d, t in books.items() if t['wire']}
    wrong = {d: (w, joined.get(d), slips(books[d])) for d, w in wanted.items() if not told_apart(books[d]) and not alike(books[d], w) & joined.get(d, {None})}
    check(not wrong, 'rows and devices are one by MAC, serial number or address, exactly where the truth has it', list(wrong.items())[:4])
    only_books = {by_name[re.sub(r' \([^)]*\)$', '', f['device'])]['device'] for f in found if f['kind'] == 'only-books'}
    apart = {d for d, t in books.items() if told_apart(t)}
    absent = {d for d, t in books.items() if not t['wire'] or not joins(t)}
    check(only_books - apart == absent - apart, 'what stands in the books alone', (only_books ^ absent) - apart)
    only_wire = {(by_mac.get(f['device']) or by_ip.get(f['device']) or {'device': 'router'})['device'] for f in found if f['kind'] == 'only-wire'}
    unknown = {t['device'] for t in truth if t['wire'] and not (t['books'] and joins(t))} | {'router'}
    check(only_wire == unknown, 'what is in no book', only_wire ^ unknown)
    test_claims(found, by_mac, by_ip)
    unseen = {f['site'] for f in found if f['kind'] == 'coverage' and f['seen'] == 0}
    check(unseen == {'metrostation-noord', 'begraafplaats'}, 'it says which sites were not seen at all', unseen)
    kinds = collections.Counter(f['same'] for f in found if f['kind'] == 'joined')
    print(f'# in both {len(joined)}, only books {len(only_books)}, only wire {len(only_wire)}; joined by {dict(kinds)}')


def test_claims(found, by_mac, by_ip):
    """Who is said to break a claim: somebody typed another country than the maker's, or that a listed maker's device complies."""
    country = {'Taiwan': 'TW', 'Nederland': 'NL', 'China': 'CN', 'USA': 'US', 'Korea': 'KR'}
    claims = [(f, by_mac.get(f['device']) or by_ip[f['device']]) for f in found if f['kind'] == 'claim']
    broken = [(f, t) for f, t in claims if f['standing'] in ('contradicted', 'does-not-fit')]
    wrong = [(f['device'], f['what'], f['books'], t['maker'], [r['claim'] for r in t['rows']]) for f, t in broken if not (
             any(r['origin'] and country[r['origin']] != t['country'] for r in t['rows']) if f['what'] == 'origin' else
             t['maker'] in ('hikvision', 'dahua') and any(r['claim'] in ('ja', 'yes', 'compliant') for r in t['rows']))]
    check(broken and not wrong, f'of {len(broken)} claims that are said not to fit, none does', wrong[:4])
    accused = [f for f, _ in claims if f['standing'] == 'contradicted' and f['what'] == 'origin']
    check(not accused, 'no word on where a device was made is called contradicted: no network shows that', accused[:2])
    counted = collections.Counter(f['standing'] for f, _ in claims)
    numbers = next(f for f in found if f['kind'] == 'numbers')
    check(all(numbers[k] == counted[k] for k in ('contradicted', 'does-not-fit', 'not-supported')), f'each standing is counted apart: {dict(counted)}', numbers)


def test_traces():
    """Every number of the report, asked again with the command that stands beside it."""
    run('report', '--as', 'nl-municipality:amsterdam', '--output', 'report.html')
    page = (folder / 'report.html').read_text(encoding='utf-8').partition('id="traces"')[2]
    rows = [(number(n), shlex.split(html.unescape(c))) for n, c in
            re.findall(r'<td class="number">([\d.,]+)</td><td><code>birthmark (explain .+?)</code>', page)]

    def asked(row):
        answer = lines(run(*row[1], '--json')[1])
        return answer[0]['count'], len(answer) - 1

    with concurrent.futures.ThreadPoolExecutor(2) as hands:
        answers = list(hands.map(asked, rows))
    wrong = [(row, answer) for row, answer in zip(rows, answers) if answer != (row[0], row[0])]
    check(len(rows) > 50 and not wrong, f'{len(rows)} numbers of the report are what explain lists by the command beside each', wrong[:4])


def test_makers(pairs, truth):
    named = [(l, t) for l, t in pairs if t and l['maker']['grade'] in SURE]
    wrong = [(l['device'], l['maker'], t['maker']) for l, t in named if l['maker']['id'] != t['maker']]
    check(not wrong, f'of {len(named)} makers that are called likely or confirmed, none is wrong', wrong[:4])
    accused = [(l['device'], l['maker']['id']) for l, t in pairs if t and expected(t) == 'clear'
               and any(v['law'] == LAW and v['status'].startswith('prohibited') for v in l['verdicts'])]
    check(not accused, 'nobody is called prohibited who is not', accused[:4])
    for kind in ('visitor-phone', 'office-pc', 'office-printer', 'video-management', 'canteen-speaker'):
        guests = [l for l, t in pairs if t and t.get('guest') == kind]
        check(guests and all(v['status'] == 'clear' for l in guests for v in l['verdicts'] if v['law'] == LAW),
              f'left in peace: {len(guests)} × {kind}')
    seen = [(l, t) for l, t in pairs if t and t['wire']]
    sure = [l for l, t in seen if l['maker']['grade'] in SURE]
    # Who is behind a router, or has only a label with a slip of the pen, can be too little spoken for: at most one in fifty.
    check(len(sure) >= 0.98 * len(seen), f'of {len(seen)} lines about devices on the wire {len(sure)} have a maker', len(sure) / len(seen))
    weak = [(t, l) for l, t in pairs if t and t['wire'] and t['books'] is False and l['maker']['grade'] not in SURE and not t['behind']]
    check(not weak, 'whoever is seen on its own network is known', [(t['firmware'], l['maker']) for t, l in weak[:4]])
    books = [(l, t) for l, t in pairs if t and not t['wire']]
    by_label = [l for l, t in books if l['maker']['grade'] in SURE]
    check(len(by_label) >= 0.9 * len(books) and not any(l['maker']['grade'] == 'confirmed' for l in by_label),
          f'of {len(books)} that stand in the books alone {len(by_label)} are likely by label and model, and none confirmed')
    print(f'# precision {len(named) - len(wrong)}/{len(named)}, recall on the wire {len(sure)}/{len(seen)}, in the books alone {len(by_label)}/{len(books)}')
    for maker, count in collections.Counter(t['maker'] for t in truth if t['wire']).most_common(8):
        found = sum(t['maker'] == maker and l['maker']['id'] == maker and l['maker']['grade'] in SURE for l, t in seen)
        print(f'#   {maker}: {found} lines for {count} devices')


def test_books(pairs):
    """Sites and contracts stand in merged cells, days in five notations and as Excel's numbers."""
    wrong = []
    for line, t in pairs:
        if not t or not t['books'] or t['wire'] and not joins(t) or told_apart(t):
            continue
        told, end = line['told'], datetime.date.fromisoformat(t['contract_until']) + datetime.timedelta(days=1)
        wanted = (t['site'].lower().replace(' ', '-'), t['contract'].lower(), str(end), t['bought'])
        contract = told['contract'] or {'id': None, 'until': None}
        if (told['site'], contract['id'], contract['until'], told['acquired']) != wanted:
            wrong.append((line['device'], told['site'], contract, told['acquired'], wanted))
    check(not wrong, 'each device has its site, its contract with its end, and its day of purchase', wrong[:4])


def label_is_known(device):
    """Does a row name the label right, or the wire?"""
    return device['books'] and joins(device) and any(not s & {'label-typo', 'label-missing'} for s in slips(device))


def test_labels(pairs):
    said = [(l, t) for l, t in pairs if t and l['relabelled']]
    wrong = [(l['device'], l['brand'], t['label'], t['maker']) for l, t in said if not t.get('relabelled')]
    check(not wrong, f'of {len(said)} that are called relabelled, all are', wrong[:4])
    wanted = [(l, t) for l, t in pairs if t and t['wire'] and t.get('relabelled') and label_is_known(t) and l['maker']['grade'] in SURE]
    missed = [(l['device'], t['label'], l['brand'], slips(t)) for l, t in wanted if not l['relabelled']]
    check(len(missed) <= 0.05 * len(wanted), f'of {len(wanted)} whose label is on record {len(wanted) - len(missed)} are found out', missed[:6])
    print(f'# relabelled: precision {len(said) - len(wrong)}/{len(said)}, recall {len(wanted) - len(missed)}/{len(wanted)}')


def is_half_known(device):
    """Only the books tell of it, or of a part that nothing ties to it, or a router stands before it."""
    return not device['wire'] or device['behind'] or not joins(device) or told_apart(device)


def test_verdicts(pairs):
    wrong, open_questions = [], 0
    for line, device in pairs:
        if not device:
            continue
        verdict = next(v for v in line['verdicts'] if v['law'] == LAW)
        if verdict['status'] == 'undetermined' and expected(device) != 'undetermined' and line['maker']['grade'] not in SURE + ('possible',):
            open_questions += 1
        elif verdict['status'] != expected(device) and not (verdict['status'] == 'undetermined' and is_half_known(device)):
            wrong.append((line['device'], verdict['status'], expected(device), line['maker'], line['class'], device['class'], slips(device)))
        elif verdict['status'] == 'prohibited-new' and verdict.get('by') != due(device) and device['books'] and joins(device):
            wrong.append((line['device'], verdict.get('by'), due(device), device['contract']))
    check(not wrong, 'each verdict and its day is what the truth has, or says that a fact is missing', wrong[:5])
    statuses = collections.Counter(v['status'] for l, _ in pairs for v in l['verdicts'] if v['law'] == LAW)
    print(f'# verdicts of {LAW}: {dict(statuses)}; {open_questions} makers not established')
    return statuses


# ---- The annex

def text_of(page):
    page = re.sub(r'(?s)<(style|title).*?</\1>', '', page)
    return re.sub(r'\s+', ' ', html.unescape(re.sub(r'<[^>]+>', ' ', page)))


def number(text):
    return int(re.sub(r'\D', '', text))


def test_annex(path, pairs, statuses):
    page = path.read_text(encoding='utf-8')
    text = text_of(page)
    numbers = [number(n) for n in re.findall(r'class="count">([\d.]+)<', page)]
    grades = collections.Counter(l['maker']['grade'] for l, _ in pairs)
    check(numbers == [len(pairs), grades['confirmed'], grades['likely'], grades['possible'] + grades['unknown']],
          f'the four numbers of the annex: {numbers}', grades)
    for status, words in ('prohibited-new', 'verboden bij nieuwe aankoop'), ('undetermined', 'een feit ontbreekt'), ('clear', 'valt er niet onder'):
        found = re.search(rf'{words} ([\d.]+)', text)
        check(found and number(found[1]) == statuses[status], f'devices that are {status}: {statuses[status]}', found)
    days = collections.Counter(v['by'] for l, _ in pairs for v in l['verdicts'] if v['law'] == LAW and v.get('by'))
    rows = sorted(number(n) for n in re.findall(r'het apparaat moet weg zijn ([\d.]+)', text))
    check(rows == sorted(days.values()), f'the deadlines: {dict(days)}', rows)
    secrets = [w for t in truth if t['books'] for w in (t['name'], t['site'], t['ip'], t['mac'], t['serial'], t['contract']) if re.search(rf'(?<![\w.]){re.escape(w)}(?![\w.])', text)]
    check(not secrets, 'the public annex names no place, no device and no contract', set(secrets))
    check('<html lang="nl"' in page, 'it is in Dutch')


with tempfile.TemporaryDirectory(prefix='walk-') as name:
    folder = pathlib.Path(name)
    test_demo()
    truth = make()
    words = [shlex.split(line) for line in commands()]
    check([w[0] for w in words] == ['import', 'reconcile', 'judge', 'report'], 'the README has four commands', words)
    said = [run(*w) for w in words]
    check([code for code, _, _ in said] == [65, 0, 0, 0], 'they do their work', [(c, e[-300:]) for c, _, e in said])
    if len(words) == 4:
        test_shown(said)
        test_import(said[0], truth)
        test_reconcile(truth)
        report = lines(run('report', '--as', 'nl-municipality:amsterdam', '--format', 'jsonl')[1])
        pairs = list(of_truth(report, truth))
        check([l['device'] for l, t in pairs if not t] == ['00:1b:54:20:00:01'], 'the report has nothing but the city, and the router',
              [l['device'] for l, t in pairs if not t])
        missing = {t['device'] for t in truth if t['books'] or t['wire']} - {t['device'] for _, t in pairs if t}
        check(not missing, 'all of the city is in the report', missing)
        test_makers(pairs, truth)
        test_labels(pairs)
        test_books(pairs)
        statuses = test_verdicts(pairs)
        test_told(sum(bool(t) and l['maker']['grade'] in SURE for l, t in pairs), statuses)
        test_traces()
        test_annex(folder / words[3][words[3].index('--output') + 1], pairs, statuses)
finish()
