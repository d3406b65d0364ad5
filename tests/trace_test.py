#!/usr/bin/env python3
"""Each number of the report names the command that lists the devices behind it: all of them are run, and must give that number.
Writes TAP.

usage: trace_test.py BIRTHMARK SAMPLE PROJECT [--sanitized]

Sanitized, the program takes its time: of long tables one command in ten is run.
"""
import json, os, pathlib, re, shutil, subprocess, sys, tempfile, xml.etree.ElementTree as tree
from concurrent.futures import ThreadPoolExecutor

from tap import check, finish, skip

birthmark, sample, project = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(sys.argv[3])
STEP = 10 if '--sanitized' in sys.argv else 1
WHO = ('--by', 'A. Jansen')
ESTATE = "it's a city.db"  # a name that a shell would take apart
DAY = '2026-11-22'
COUNCIL = ('--as', 'nl-municipality:amsterdam', '--on', DAY)
PARTS = {'confirmed': 'grade:confirmed', 'likely': 'grade:likely', 'unresolved': 'grade:unresolved', 'met': "'worst>=restricted'"}


def run(*arguments, folder):
    return subprocess.run([birthmark, *map(str, arguments), '--estate', ESTATE], cwd=folder, capture_output=True, timeout=100)


def good(*arguments, folder):
    done = run(*arguments, folder=folder)
    assert done.returncode == 0, (arguments, done.stderr.decode())
    return done.stdout.decode()


def make_estate(folder):
    """A register of a city, a capture of the same devices, and what people decided about some of them."""
    subprocess.run([sys.executable, project / 'tools/register.py', '--rows', '150', '--seed', '7', '--day', '2026-11-16', '--output',
                    folder / 'register.csv', '--street', folder / 'street.json'], check=True, capture_output=True)
    subprocess.run([sample, folder / 'street.json', folder / 'street.pcap'], check=True, capture_output=True)
    done = run('import', 'register.csv', folder=folder)  # with cells that cannot be: what was good is kept
    assert done.returncode in (0, 65), done.stderr.decode()
    good('read', 'street.pcap', folder=folder)
    good('site', 'put', 'leeg', '--title', 'Nobody & nothing <here>', *WHO, folder=folder)
    good('decide', 'waiver', 'maker:hikvision class:camera', '--all', '--law', 'us-ndaa2019-889b', *WHO, '--why', 'until the next ones', '--from',
         '2026-01-01', '--until', '2028-03-01', folder=folder)
    good('decide', 'confirm', first('maker:dahua grade:likely', folder), '--maker', 'dahua', '--against', 'nothing', *WHO, '--why', 'opened it', folder=folder)
    good('decide', 'reject', first('maker:hikvision grade:confirmed', folder), '--maker', 'hikvision', *WHO, '--why', 'opened it', folder=folder)


def first(query, folder):
    return json.loads(good('devices', '--json', '--limit', '1', query, folder=folder))['device']


# Pages

def page_of(folder, *arguments):
    text = good('report', '--output', '-', *arguments, folder=folder)
    return tree.fromstring(text.split('\n', 1)[1])


def words(element):
    return ' '.join(''.join(element.itertext()).split())


def number(text):
    return int(re.sub(r'[.,\s]', '', text))


def section(page, name):
    return next((s for s in page.iter('section') if s.get('aria-labelledby') == name), None)


def rows(part):
    """The rows of all tables of a part of the page, as elements."""
    return [] if part is None else [list(row) for table in part.iter('table') for row in table.find('tbody')]


def traces(page):
    """(what is counted, its number, the command), table by table."""
    found = {}
    for table in section(page, 'traces').iter('table'):
        found[words(table.find('caption'))] = [(words(r[0]), number(words(r[1])), words(r[2].find('code'))) for r in table.find('tbody')]
    return found


def asked(command, folder, *more):
    """What a shell makes of the command: the first line and all devices."""
    done = subprocess.run(' '.join((command, '--json', *more)), shell=True, cwd=folder, capture_output=True, timeout=100,
                          env={**os.environ, 'PATH': f'{folder / "bin"}:{os.environ["PATH"]}'})
    if done.returncode:
        return None, done.stderr.decode()
    lines = [json.loads(line) for line in done.stdout.decode().splitlines()]
    return lines[0], lines[1:]


def with_part(command, part):
    return command.replace('birthmark explain', f'birthmark explain {PARTS[part]}', 1)


def run_all(folder, commands):
    """Each command with the number that it must give: those that give another."""
    def one(item):
        command, want = item
        head, devices = asked(command, folder)
        bad = head is None or head['count'] != want or len(devices) != want or sum(head['grades'].values()) != want \
            or sum(e['devices'] for e in head['decided_by']) != want or len({d['device'] for d in devices}) > want
        return f'{command}: {head and head["count"]}, not {want}; {len(devices)} lines' if bad else None

    with ThreadPoolExecutor(2) as pool:
        return [wrong for wrong in pool.map(one, commands) if wrong]


def check_all(folder, name, tables):
    for caption, found in tables.items():
        step = STEP if len(found) > 15 else 1
        wrong = run_all(folder, [(command, count) for _, count, command in found[::step]])
        check(found and not wrong, f'{name}: {caption}: {len(found)} commands give their numbers', '\n'.join(wrong[:5]))


# What is tried

def test_page(folder, name, *arguments):
    """All commands; and that what the page shows elsewhere are these numbers."""
    page = page_of(folder, *arguments)
    tables = traces(page)
    check_all(folder, name, tables)
    summary = {what: count for what, count, _ in tables['Commands: the numbers of the summary']}
    shown = [number(words(dd)) for dd in page.iter('dd') if dd.get('class') == 'count']
    check(shown == [summary[w] for w in ('found', 'confirmed', 'likely', 'unresolved')], f'{name}: the four numbers have commands', (shown, summary))
    check(shown[0] == sum(shown[1:]), f'{name}: found are the confirmed, the likely and the unresolved', shown)
    flows = [(number(words(r[2])), [number(words(c)) for c in r[3:6]]) for r in rows(section(page, 'labels'))]
    listed = tables['Commands: labels and makers']
    check([f[0] for f in flows] == [count for _, count, _ in listed] and sum(f[0] for f in flows) == shown[0],
          f'{name}: each pair of label and maker has a command, and together they are all devices', (flows, listed))
    wrong = run_all(folder, [(with_part(command, part), part_count) for (_, parts), (_, _, command) in list(zip(flows, listed))[::STEP]
                             for part, part_count in zip(('confirmed', 'likely', 'met'), parts)])
    check(not wrong, f'{name}: the other columns come of a word more', '\n'.join(wrong[:5]))
    for caption, part, column in (('Commands: deadlines', 'dues', -1), ('Commands: cameras and recorders by maker', 'shares', 1),
                                  ('Commands: devices by site', 'sites', 1)):
        there = [number(words(r[column])) for r in rows(section(page, part))]
        check(there == [count for _, count, _ in tables.get(caption, [])], f'{name}: each number of the section {part} has a command', there)
    rules = [int(n) for r in rows(section(page, 'rules')) for n in re.findall(r'[\d.,]+$', '\n'.join(words(d) for d in r[2].iter('div')), re.M)]
    check(rules == [count for _, count, _ in tables['Commands: devices by rule and verdict']], f'{name}: and of the rules', rules[:9])
    return page, tables


def test_sites(folder, page, tables):
    parts = [[number(words(c)) for c in r[1:]] for r in rows(section(page, 'sites'))]
    wrong = []
    for (count, sure, open_, met), (what, _, command) in list(zip(parts, tables['Commands: devices by site']))[:6]:
        numbers = {part: asked(with_part(command, part), folder)[0]['count'] for part in PARTS}
        if (sure, open_, met) != (numbers['confirmed'] + numbers['likely'], numbers['unresolved'], numbers['met']) or sure + open_ != count:
            wrong.append((what, count, sure, open_, met, numbers))
    check(parts and not wrong, 'the other columns of sites come of a word more', wrong)


def test_dues(tables):
    dues = [row for page in tables for row in page.get('Commands: deadlines', [])]
    check(any(' due:' in c for _, _, c in dues) and any(' allowed:' in c for _, _, c in dues),
          'there are days of both kinds: of rules and of decisions', dues)


def test_summary(folder, whole):
    """Counts without devices: the same numbers, the same commands."""
    tables = traces(page_of(folder, '--summary', *COUNCIL))
    check(tables == whole, 'a summary names the same numbers and commands', [k for k in whole if tables.get(k) != whole[k]])


def test_annex(folder):
    page = page_of(folder, '--document', 'council-annex', '--confidential', '--language', 'nl', *COUNCIL)
    tables = traces(page)
    check_all(folder, 'annex', {k: v for k, v in tables.items() if 'soort' in k or 'contract' in k})
    shown = [number(words(dd)) for dd in page.iter('dd') if dd.get('class') == 'count']
    found = list(tables.values())[0]
    check(shown == [count for _, count, _ in found[:4]], 'annex: its four numbers have commands', (shown, found[:4]))
    public = good('report', '--output', '-', '--document', 'council-annex', '--public', *COUNCIL, folder=folder)
    check('birthmark explain' not in public and 'city.db' not in public, 'a public paper names no commands and no estate')


def test_as_asked(folder):
    """explain judges as asked: by these laws, as of that day, whatever the estate has kept."""
    head, devices = asked(f'birthmark explain maker:hikvision verdict:prohibited-new --estate "{ESTATE}" --as nl-municipality:amsterdam --on {DAY}', folder)
    check(head['count'] > 0 and head['roles'] == ['nl-municipality:amsterdam'] and head['judged_on'] == DAY and
          {d['maker']['id'] for d in devices} == {'hikvision'}, 'a role and a day', (head, devices))
    before, _ = asked(f'birthmark explain maker:hikvision worst:prohibited-new --estate "{ESTATE}" --as nl-municipality:amsterdam --on 2015-01-01', folder)
    check(before['count'] == 0, 'an earlier day', before)
    head, devices = asked(f'birthmark explain law:us-ndaa2019-889b allowed:2028 --estate "{ESTATE}" --on {DAY}', folder)
    kept = good('devices', '--count', 'law:us-ndaa2019-889b', 'allowed:2028', folder=folder)
    check(head['count'] > 0 and int(kept) == head['count'] and
          all(d['verdict'] == {'law': 'us-ndaa2019-889b', 'status': 'restricted', 'by': '2028-03-01'} for d in devices),
          'a decision; `devices` finds the same in what is kept', (kept, head, devices[:2]))
    other, _ = asked(f'birthmark explain law:us-ndaa2019-889b allowed:2028 --estate "{ESTATE}" --on 2029-01-01', folder)
    check(other['count'] == 0, 'whose time is over', other)
    done = run('explain', 'worst:prohibited', '--on', DAY, '--fail-on', 'prohibited', folder=folder)
    check(done.returncode == 1, '--fail-on of what is counted', done.returncode)
    done = run('explain', 'worst:clear', '--on', DAY, '--fail-on', 'prohibited', folder=folder)
    check(done.returncode == 0, 'and not of others', done.returncode)


def test_stored(folder):
    """Each query that needs no day finds what `devices` finds."""
    for query in ('class:camera', 'label!=none', 'label:none', 'site:none', 'site!=none', 'grade!=unresolved', 'grade<confirmed', 'maker!=hikvision,dahua',
                  'relabelled:unknown', 'country:CN class:recorder', 'soc:none', 'made-in:none', 'contract!=none grade:confirmed', 'mac:28:57:be', '10.0.0.0/8',
                  'seen<2020', 'decision:waiver', 'decision:none relabelled:yes', 'model:ds-2cd*', 'verdict>=restricted', 'verdict<restricted',
                  'verdict!=prohibited', 'worst:clear', 'worst!=clear,undetermined', 'worst>undetermined', 'law:us-ndaa2019-889b', 'law!=us-ndaa2019-889b',
                  'law:us-ndaa2019-889b verdict!=prohibited', 'law:us-ndaa2019-889b verdict:clear', 'verdict:clear', 'due>2026', 'due<2026', 'allowed:2028',
                  'law!=us-ndaa2019-889b verdict:prohibited', 'name:camera site!=none'):
        today = run('explain', query, '--json', folder=folder)
        names = sorted(json.loads(line)['device'] for line in today.stdout.decode().splitlines()[1:])
        kept = sorted(json.loads(line)['device'] for line in good('devices', '--json', query, folder=folder).splitlines())
        if today.returncode or names != kept:
            check(False, f'{query} finds what devices finds', (today.stderr, len(names), len(kept)))
            return
    check(True, 'queries find what devices finds')


def test_people(folder):
    text = good('explain', 'grade:confirmed', '--on', DAY, folder=folder)
    count = int(text.split()[0])
    table = text.split('\n\n')[1].splitlines()
    check(count > 20 and len(table) == 21 and f'{count - 20} more devices; --all lists them' in text, 'twenty are listed, and it says how many more', text)
    whole = good('explain', 'grade:confirmed', '--all', '--on', DAY, folder=folder)
    check(len(whole.split('\n\n')[1].splitlines()) == count + 1 and 'more devices' not in whole, '--all lists all of them', whole[-500:])
    check('How sure the maker is: confirmed' in text and 'rules as they stood on 22 November 2026' in text and 'What decided who made them' in text,
          'with the rule of counting, the day and the evidence', text)
    check(re.search(r'street\.pcap', whole) and re.search(r'(proof|strong)\)', whole), 'marks and places', whole[:900])
    books = good('explain', 'class:camera', 'grade:likely', '--all', '--on', DAY, folder=folder)
    check(re.search(r'register register\.csv, row \d+', books), 'a place in the books is a row', books[-900:])
    dutch = good('explain', 'grade:confirmed', '--language', 'nl', '--on', DAY, folder=folder)
    check('Hoe zeker de fabrikant is: vastgesteld' in dutch and '22 november 2026' in dutch, 'in Dutch', dutch[:400])
    nothing = run('explain', 'maker:nuuo', folder=folder)
    check(nothing.returncode == 0 and nothing.stdout.decode().startswith('No device of the estate fits.'), 'nothing is an answer', nothing)
    blanks = good('explain', 'name:" "', 'grade:confirmed', '--on', DAY, folder=folder)
    command = blanks.splitlines()[-1].strip()
    done = subprocess.run(command, shell=True, cwd=folder, capture_output=True, timeout=100,
                          env={**os.environ, 'PATH': f'{folder / "bin"}:{os.environ["PATH"]}'})
    check("explain '" in command and done.returncode == 0, 'the command for one of them can be copied', (command, done.stderr))
    name = first('grade:confirmed', folder)
    story = good('explain', name, folder=folder)
    check(story.startswith(name) and 'Everything on record' in story, 'one device has its story', story[:200])
    for query, says in (('maker:nobody-at-all', 'there is no maker'), ('due!=2027', "'due' is asked with"), ('site:nowhere', "there is no site 'nowhere'"),
                        ('worst:bad', 'worst is clear')):
        done = run('explain', query, folder=folder)
        if done.returncode != 2 or says not in done.stderr.decode() or done.stdout:
            check(False, f'{query} is refused', done)
            break
    else:
        check(True, 'wrong queries are refused')
    done = run('explain', 'nothing-like-this', folder=folder)
    check(done.returncode == 66, 'a name that nobody has is a missing input', done)
    done = run('site', 'put', 'none', '--title', 'X', *WHO, folder=folder)
    check(done.returncode == 2 and b"'none' is no id" in done.stderr, 'no site is called none', done)


def fits(schema, path):
    """True, or what is wrong; None without the modules."""
    done = subprocess.run(['node', project / 'tests/validate.mjs', project / f'doc/schemas/{schema}.schema.json', path], capture_output=True,
                          text=True, timeout=100)
    return None if done.returncode == 77 else done.returncode == 0 or done.stdout or f'ajv failed: {done.stderr}'


def test_schemas(folder):
    lines = good('explain', "grade>=unknown", 'law:us-ndaa2019-889b,nl-amsterdam-2024', 'verdict>=clear', '--json', '--on', DAY, folder=folder).splitlines()
    head, devices = folder / 'head.jsonl', folder / 'devices.jsonl'
    head.write_text(lines[0] + '\n')
    devices.write_text('\n'.join(lines[1:]) + '\n')
    if not shutil.which('node') or fits('explained-number', head) is None:
        skip('lines fit their schemas', 'node or the modules of tests/page are not here')
        return
    check(fits('explained-number', head) is True, 'the number fits its schema', fits('explained-number', head))
    check(len(lines) > 50 and fits('explained-device', devices) is True, 'and so does each device', fits('explained-device', devices))
    wrong = json.loads(lines[1])
    for broken in ({**wrong, 'guilty': True}, {**wrong, 'verdict': {'law': 'x', 'status': 'bad', 'by': None}}, {k: v for k, v in wrong.items() if k != 'maker'}):
        devices.write_text(json.dumps(broken) + '\n')
        if fits('explained-device', devices) is True:
            check(False, 'what is wrong does not fit', broken)
            return
    check(True, 'what is wrong does not fit')


with tempfile.TemporaryDirectory() as folder:
    place = pathlib.Path(folder)
    (place / 'bin').mkdir()
    (place / 'bin/birthmark').symlink_to(birthmark)
    make_estate(place)
    council, council_tables = test_page(place, 'council', *COUNCIL)
    _, all_tables = test_page(place, 'all laws', '--on', DAY)
    test_sites(place, council, council_tables)
    test_dues([council_tables, all_tables])
    test_summary(place, council_tables)
    test_annex(place)
    test_as_asked(place)
    test_stored(place)
    test_people(place)
    test_schemas(place)
finish()
