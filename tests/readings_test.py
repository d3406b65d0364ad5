#!/usr/bin/env python3
"""Registers that are read more than once: a newer reading takes the place of an older one of the same register, and of nothing else.
Writes TAP.

usage: readings_test.py BIRTHMARK
"""
import datetime, json, pathlib, sqlite3, subprocess, sys, tempfile, zipfile

from tap import check, finish

birthmark = str(pathlib.Path(sys.argv[1]).resolve())
kept_while_running = tempfile.TemporaryDirectory(prefix='readings-')
folder = pathlib.Path(kept_while_running.name)


def run(*arguments, estate, within='.'):
    said = subprocess.run([birthmark, *arguments, '--estate', str(folder / estate)], capture_output=True, timeout=120, cwd=folder / within)
    return said.returncode, said.stdout.decode('utf-8', 'replace'), said.stderr.decode('utf-8', 'replace')


def put(name, text):
    (folder / name).write_text(text)


def sheets(*arguments, estate, within='.'):
    code, out, err = run('import', *arguments, '--json', estate=estate, within=within)
    return code, [json.loads(line) for line in out.splitlines()], err


def book(name, sheets):
    """A workbook with one gate in each sheet, and its model."""
    with zipfile.ZipFile(folder / name, 'w') as z:
        z.writestr('[Content_Types].xml', '<Types/>')
        z.writestr('xl/workbook.xml', '<workbook xmlns:r="r"><sheets>' + ''.join(
            f'<sheet name="{sheet}" sheetId="{n}" r:id="r{n}"/>' for n, sheet in enumerate(sheets)) + '</sheets></workbook>')
        z.writestr('xl/_rels/workbook.xml.rels', '<Relationships>' + ''.join(
            f'<Relationship Id="r{n}" Target="worksheets/sheet{n}.xml"/>' for n in range(len(sheets))) + '</Relationships>')
        for n, model in enumerate(sheets.values()):
            rows = (('name', 'mac', 'model'), ('gate', '28:57:be:aa:00:01', model))
            z.writestr(f'xl/worksheets/sheet{n}.xml', '<worksheet><sheetData>' + ''.join(
                '<row>' + ''.join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in row) + '</row>' for row in rows) + '</sheetData></worksheet>')


def test_corrected():
    """A register that is read again takes the place of its older reading, and of nothing else."""
    head = 'name,mac,brand,model,site,contract,acquired\n'
    yard = 'yard,28:57:be:aa:00:02,LTS,CMIP1042-28,HQ,c-1,2020-01-01\n'
    old = 'gate,28:57:be:aa:00:01,LTS,CMIP1042-28,HQ,c-1,2020-01-01\nhall,28:57:be:aa:00:03,LTS,CMIP1042-28,HQ,c-1,2020-01-01\n'
    new = 'gate2,28:57:be:aa:00:01,Bosch,NDE-5503-A,East,c-2,2021-02-02\nhall,28:57:be:aa:00:03,Bosch,,East,c-2,\n'

    def reading(rows, want):
        put('corrected.csv', head + rows)
        for n in range(2):
            code, said, err = sheets('corrected.csv', estate='corrected.db')
            check([said[-1][k] for k in ('told_anew', 'sites_kept', 'devices_gone')] == [want[0] if n == 0 else 0, *want[1:]],
                  f'what a reading takes the place of ({want}, {n})', said[-1])

    def site_of(name):
        code, out, err = run('devices', '--json', estate='corrected.db')
        return [d['site'] for d in map(json.loads, out.splitlines()) if name in (d['device'], d['device'] + '2')][0]

    def told(name):
        code, out, err = run('explain', '--json', name, estate='corrected.db')
        found = json.loads(out.splitlines()[-1])
        return ({o['value'] for o in found['seen'] if o['field'] == 'register.brand'},
                {o['value'] for o in found['superseded'] if o['field'] == 'register.brand'}, site_of(name))
    reading(old + yard, (0, 0, 0))
    run('tell', 'hall', '--site', 'hq', '--contract', '', '--by', 'J.', estate='corrected.db')
    run('site', 'put', 'west', '--title', 'West', '--by', 'J.', estate='corrected.db')
    run('tell', 'hall', '--site', 'west', '--by', 'J.', estate='corrected.db')
    reading(new, (2, 1, 1))  # of the gate, and the hall's day of purchase; the hall's site is people's word; the yard is gone
    reading(old, (2, 1, 1))  # the contract of the hall is the register's again
    check(told('gate') == ({'LTS'}, {'Bosch'}, 'hq'), 'a register can go back to what it said', told('gate'))
    reading(new, (2, 1, 1))
    check(told('gate2') == ({'Bosch'}, {'LTS'}, 'east'), 'the newer reading counts, the older one stays on record', told('gate2'))
    check(told('hall')[2] == 'west', 'what people told stays', told('hall'))
    code, out, err = run('explain', 'gate2', estate='corrected.db')
    text = ' '.join(out.split())
    check('Said before, and no more' in out and 'register.brand = LTS' in out.partition('Said before')[2] and
          'Bought on 2 February 2021' in text and 'Contract c-2' in text, 'to people, too', out)
    code, out, err = run('reconcile', '--json', estate='corrected.db')
    inconsistent = [f for f in map(json.loads, out.splitlines()) if f.get('kind') == 'inconsistent' and f['what'] == 'brand']
    check(not inconsistent, 'the books do not contradict themselves by what was corrected', inconsistent)
    put('other.csv', head + 'gate2,28:57:be:aa:00:01,Axis,P1448-LE,South,c-3,\n')
    code, said, err = sheets('other.csv', estate='corrected.db')
    check((said[-1]['told_anew'], said[-1]['sites_kept']) == (0, 1), 'another register takes the place of nothing', said[-1])
    check(told('gate2') == ({'Bosch', 'Axis'}, {'LTS'}, 'east'), 'and is cited beside it', told('gate2'))
    code, out, err = run('audit', 'verify', estate='corrected.db')
    check(code == 0, 'all of it stands in the log', out + err)


def test_told_by_people():
    """What somebody told is theirs, also where an older reading said the same."""
    head = 'name,mac,site,contract,ip\n'

    def reading(site, contract, address, *more):
        put('theirs.csv', head + f'gate,28:57:be:aa:00:01,{site},{contract},{address}\n')
        code, said, err = sheets('theirs.csv', *more, estate='theirs.db')
        code, out, err = run('explain', '--json', 'gate', estate='theirs.db')
        found = json.loads(out.splitlines()[-1])
        code, out, err = run('devices', '--json', estate='theirs.db')
        return said[-1]['told_anew'], json.loads(out.splitlines()[0])['site'], found
    check(reading('Noord', 'c-1', '192.0.2.5', '--by', 'A')[:2] == (0, 'noord'), 'a first reading tells')
    moved = reading('Zuid', 'c-2', '192.0.2.6', '--by', 'B')
    check(moved[:2] == (1, 'zuid'), 'the next one tells otherwise, whoever imported it', moved[:2])
    check('192.0.2.5' not in json.dumps({k: v for k, v in moved[2].items() if k != 'superseded'}),
          'an address that the register says no more is none of the device', moved[2])
    run('tell', 'gate', '--site', 'noord', '--contract', 'c-1', '--by', 'Jan', '--why', 'stood before it', estate='theirs.db')
    again = reading('Zuid', 'c-2', '192.0.2.6')
    check(again[:2] == (0, 'noord'), 'what Jan told stays, also as an older reading said it', again[:2])
    run('tell', 'gate', '--site', 'zuid', '--by', 'Jan', estate='theirs.db')
    again = reading('Noord', 'c-2', '192.0.2.6')
    check(again[:2] == (0, 'zuid'), 'and what Jan confirmed', again[:2])


def test_many_readings():
    """However often a register was read, the last reading counts."""
    for n in range(66):
        put('often.csv', f'name,mac,model,site\ngate,28:57:be:aa:00:01,M{n},site-{n}\n')
        code, said, err = sheets('often.csv', estate='often.db')
    code, out, err = run('explain', '--json', 'gate', estate='often.db')
    found = json.loads(out.splitlines()[-1])
    check({o['value'] for o in found['seen'] if o['field'] == 'register.model'} == {'M65'} and said[-1]['told_anew'] == 1,
          'the 66th reading of a register counts', found['seen'])
    code, out, err = run('devices', '--json', estate='often.db')
    check(json.loads(out.splitlines()[0])['site'] == 'site-65', 'and says where the device is', out)


def models(estate, name='gate'):
    """What the register says of the device now, and what it said before, of its model; and its registers."""
    code, out, err = run('explain', '--json', name, estate=estate)
    found = json.loads(out.splitlines()[-1])
    return tuple({o['value'] for o in found[part] if o['field'] == 'register.model'} for part in ('seen', 'superseded'))


def registers_of(estate):
    with sqlite3.connect(folder / estate) as db:
        return {name for name, in db.execute("SELECT name FROM source WHERE name NOT LIKE 'place of register %'")}


def test_spellings():
    """However its path is spelled, a file is one register."""
    (folder / 'there').mkdir()
    put('there/spelled.csv', '')
    (folder / 'link.csv').symlink_to('there/spelled.csv')
    (folder / 'other').symlink_to('there')
    spellings = ('there/spelled.csv', './there/spelled.csv', 'there//spelled.csv', str(folder / 'there/spelled.csv'), 'link.csv',
                 'other/spelled.csv', 'there/../there/spelled.csv')
    for n, spelling in enumerate(spellings):
        put('there/spelled.csv', f'name,mac,model,site\ngate,28:57:be:aa:00:01,M{n},site-{n}\n')
        code, said, err = sheets(spelling, estate='spelled.db')
        check(models('spelled.db') == ({f'M{n}'}, {f'M{k}' for k in range(n)}) and said[-1]['told_anew'] == (n > 0),
              f'{spelling if n != 3 else "the whole path"} takes the place of the readings before it', models('spelled.db') + (said[-1],))
    check(registers_of('spelled.db') == {'register spelled.csv'}, 'under one name', registers_of('spelled.db'))
    put('copy.csv', (folder / 'there/spelled.csv').read_text().replace('M6', 'C'))
    sheets('copy.csv', estate='spelled.db')
    check(models('spelled.db')[0] == {'M6', 'C'}, 'another file is another register', models('spelled.db'))
    put('twice.csv', 'name,model\ncellar,M\n,N\n')
    code, said, err = sheets('./twice.csv', str(folder / 'twice.csv'), estate='twice.db')
    check(said[-1]['new'] == 2 and registers_of('twice.db') == {'register twice.csv'}, 'one file given twice is one register', said[-1])
    code, said, err = sheets('twice.csv', estate='twice.db')
    check(said[-1]['new'] == 0, 'also what has no name but its place in the register is known again', said[-1])


def test_spelled_sheets():
    """Names of sheets stay beside it, and words of a path that look like one."""
    put('a, sheet b.csv', 'name,mac,model\ngate,28:57:be:aa:00:01,M0\n')
    sheets('a, sheet b.csv', estate='commas.db')
    put('a, sheet b.csv', 'name,mac,model\ngate,28:57:be:aa:00:01,M1\n')
    sheets('./a, sheet b.csv', estate='commas.db')
    check(models('commas.db') == ({'M1'}, {'M0'}), 'a path with such words is found again', models('commas.db'))
    for n, spelling in enumerate(('book.xlsx', './book.xlsx')):
        book('book.xlsx', {'Noord': f'M{n}', 'Zuid': 'S'})
        sheets(spelling, estate='book.db')
    check(models('book.db') == ({'M1', 'S'}, {'M0'}) and registers_of('book.db') == {f'register book.xlsx, sheet {s}' for s in ('Noord', 'Zuid')},
          'of a workbook the sheets are one each', (models('book.db'), registers_of('book.db')))


def test_same_day():
    """Of two readings of one day the later one is a correction."""
    today, past = datetime.date.today(), '2026-01-15'
    for estate, days in (('past.db', (past, past, past)), ('today.db', (str(today), str(today), None)), ('now.db', (None, str(today), None))):
        for n, day in enumerate(days):
            put('day.csv', f'name,mac,model,site\ngate,28:57:be:aa:00:01,M{n},site-{n}\n')
            code, said, err = sheets('day.csv', *(('--as-of', day) if day else ()), estate=estate)
        check(models(estate) == ({'M2'}, {'M0', 'M1'}) and said[-1]['told_anew'] == 1, f'the last one counts ({days})', models(estate) + (said[-1],))
    put('day.csv', 'name,mac,model\nhall,28:57:be:aa:00:02,M\n')
    code, said, err = sheets('day.csv', '--as-of', past, estate='past.db')
    check(said[-1]['devices_gone'] == 1, 'and what stands in it no more is counted', said[-1])
    put('day.csv', 'name,mac,model\ngate,28:57:be:aa:00:01,OLD\n')
    sheets('day.csv', '--as-of', '2026-01-14', estate='past.db')
    check(models('past.db') == ({'M2'}, {'M0', 'M1', 'OLD'}), 'a reading of a day before says what was said then', models('past.db'))
    moment = 1768491000 * 10**6  # half past three of that day
    with sqlite3.connect(folder / 'past.db') as db:  # as if it had been read on that day itself
        db.execute('UPDATE run SET started_us = ? WHERE id = 1', (moment,))
    put('day.csv', 'name,mac,model\ncellar,28:57:be:aa:00:03,M\n')
    sheets('day.csv', '--as-of', past, estate='past.db')
    with sqlite3.connect(folder / 'past.db') as db:
        days = {datetime.datetime.fromtimestamp(t / 1e6, datetime.timezone.utc).date() for t, in db.execute('SELECT first_us FROM device')}
        cellar, = db.execute("SELECT first_us FROM device WHERE name = 'cellar'").fetchone()
    check(days <= {datetime.date(2026, 1, 14), datetime.date(2026, 1, 15)}, 'times stay within their day', days)
    check(cellar > moment, 'what was read of a day later comes behind what was read on it', cellar)


def said(device, estate):
    """What registers say of a device now, and what they said before, by field."""
    code, out, err = run('explain', '--json', device, estate=estate)
    found = json.loads(out.splitlines()[-1])
    return [{(o['field'].partition('.')[2], o['value']) for o in found[part] if o['field'].startswith('register.')} for part in ('seen', 'superseded')]


def device(name, estate):
    code, out, err = run('devices', '--json', estate=estate)
    return [d for d in map(json.loads, out.splitlines()) if d['device'] == name][0]


BLANK_HEAD = 'name,mac,ip,brand,model,firmware,site,contract,acquired,NDAA compliant,note\n'
FULL = 'gate,28:57:be:aa:00:01,192.0.2.5,Bosch,NDE-5503-A,1.0,HQ,c-1,2020-01-01,yes,by the door\n'
LESS = 'gate,28:57:be:aa:00:01,,Bosch,,n/a,,,,no,\n'


def test_blank():
    """A cell that is blank now takes back what stood in it; what is taken back stays on record."""
    gone = {('model', 'NDE-5503-A'), ('firmware', '1.0'), ('site', 'HQ'), ('contract', 'c-1'), ('acquired', '2020-01-01'),
            ('claim', 'NDAA compliant: yes'), ('note', 'by the door'), ('ip', '192.0.2.5')}
    put('blank.csv', BLANK_HEAD + FULL)
    sheets('blank.csv', estate='blank.db')
    before = device('gate', 'blank.db')
    put('blank.csv', BLANK_HEAD + LESS)
    for n in range(2):
        code, lines, err = sheets('blank.csv', estate='blank.db')
        now, was = said('gate', 'blank.db')
        check(was == gone and not now & gone and {v for _, v in now} == {'gate', '28:57:be:aa:00:01', 'Bosch', 'NDAA compliant: no'} and
              lines[-1]['told_anew'] == (n == 0), f'what is blank now is said no more, and what is a no is claimed no more ({n})', (now, was, lines[-1]))
    after = device('gate', 'blank.db')
    check((before['site'], before['contract'], before['address']) == ('hq', 'c-1', '192.0.2.5') and
          not any(after[k] for k in ('site', 'contract')), 'nor is it told of the device', (before, after))
    code, out, err = run('explain', '--json', 'gate', estate='blank.db')
    found = json.loads(out.splitlines()[-1])
    check(not found['addresses'] and not any(o['value'] == '' for o in found['seen'] + found['superseded']), 'a blank is not shown as anything', found)
    put('blank.csv', BLANK_HEAD + FULL)
    code, lines, err = sheets('blank.csv', estate='blank.db')
    now, was = said('gate', 'blank.db')
    check(gone <= now and was == {('note', 'NDAA compliant: no')} and lines[-1]['told_anew'] == 0 and device('gate', 'blank.db')['site'] == 'hq',
          'and can be said again', (now, was, lines[-1]))
    code, out, err = run('audit', 'verify', estate='blank.db')
    check(code == 0, 'the log has all of it', out + err)


def test_blank_and_others():
    """A column that is not there, another register and people's word stay as they are."""
    put('less.csv', BLANK_HEAD + FULL)
    sheets('less.csv', estate='less.db')
    run('tell', 'gate', '--site', 'hq', '--by', 'Jan', estate='less.db')
    put('less.csv', 'name,mac,brand\ngate,28:57:be:aa:00:01,Bosch\n')
    sheets('less.csv', estate='less.db')
    check(said('gate', 'less.db')[1] == set() and device('gate', 'less.db')['contract'] == 'c-1',
          'a register without the column takes nothing back', said('gate', 'less.db'))
    put('less.csv', BLANK_HEAD + LESS)
    code, lines, err = sheets('less.csv', estate='less.db')
    now = device('gate', 'less.db')
    check((now['site'], now['contract']) == ('hq', None) and ('site', 'HQ') in said('gate', 'less.db')[1],
          'what people told stays', (now, lines[-1]))
    for n, name in enumerate(('mine.csv', 'yours.csv', 'mine.csv')):
        put(name, 'name,mac,model,note\n' + ('hall,28:57:be:aa:00:02,M1,\n' if n < 2 else 'hall,28:57:be:aa:00:02,,\n').replace(
            ',\n', ',seen\n' if n == 1 else ',\n'))
        sheets(name, estate='two.db')
    check(('model', 'M1') in said('hall', 'two.db')[0], 'what another register says as well stays', said('hall', 'two.db'))
    put('rows.csv', 'name,mac,serial,model\na,28:57:be:aa:00:03,SERIAL-0003,M1\na,28:57:be:aa:00:03,SERIAL-0003,M2\n')
    sheets('rows.csv', estate='rows.db')
    put('rows.csv', 'name,mac,serial,model\na,28:57:be:aa:00:03,SERIAL-0003,\na,28:57:be:aa:00:03,SERIAL-0003,M2\n')
    sheets('rows.csv', estate='rows.db')
    now, was = said('a', 'rows.db')
    check(('model', 'M2') in now, 'of several rows about one device, one that says it is enough', (now, was))
    put('named.csv', 'name,mac,model\nold,28:57:be:aa:00:04,M1\n')
    sheets('named.csv', estate='named.db')
    put('named.csv', 'name,mac,model\nnew,28:57:be:aa:00:04,\n')
    sheets('named.csv', estate='named.db')
    check(('model', 'M1') in said('28:57:be:aa:00:04', 'named.db')[1], 'also under a new name of its own', said('28:57:be:aa:00:04', 'named.db'))


def test_again():
    """What a register says again counts again, everywhere."""
    for n, brand in enumerate(('Hikvision', 'Axis', 'Hikvision', 'Hikvision')):
        put('again.csv', f'name,mac,brand\ngate,02:00:00:aa:00:01,{brand}\n')
        sheets('again.csv', estate='again.db')
        check(device('gate', 'again.db')['brand']['id'] == brand.lower(), f'the label is the one of the newest reading ({n}, {brand})', device('gate', 'again.db'))


ROW = 'name,mac,brand\ngate,28:57:be:aa:00:01,{}\n'


def brands(estate):
    now, was = said('gate', estate)
    return tuple({v for f, v in part if f == 'brand'} for part in (now, was))


def test_other_files():
    """A name on record says nothing of what it leads to today: another file takes nothing back."""
    for part in 'abc':
        (folder / part).mkdir()
    put('a/cams.csv', ROW.format('Axis'))
    put('c/cams.csv', ROW.format(''))
    put('a/mine.csv', ROW.format('Bosch'))
    sheets('cams.csv', estate='elsewhere.db', within='a')
    for spelling in ('./cams.csv', str(folder / 'c/cams.csv')):
        sheets(spelling, estate='elsewhere.db', within='c')
        check(brands('elsewhere.db') == ({'Axis'}, set()), f'from another folder {spelling} is another file', brands('elsewhere.db'))
    put('a/cams.csv', ROW.format('Bosch'))
    sheets('../a/cams.csv', estate='elsewhere.db', within='c')
    check('Bosch' in brands('elsewhere.db')[0] and registers_of('elsewhere.db') >= {'register cams.csv'} and
          'register ../a/cams.csv' not in registers_of('elsewhere.db'), 'and the file itself is known from there', registers_of('elsewhere.db'))
    put('jan.csv', ROW.format('Axis'))
    put('east.csv', ROW.format(''))
    for whole, estate in ((False, 'link.db'), (True, 'whole-link.db')):
        current = folder / f'{estate}.csv'
        current.symlink_to('jan.csv')
        sheets(str(current) if whole else current.name, estate=estate)
        current.unlink()
        current.symlink_to('east.csv')
        sheets('east.csv', estate=estate)
        check(brands(estate) == ({'Axis'}, set()), 'a link that leads elsewhere today proves nothing', brands(estate))
    put('p.csv', ROW.format('Axis'))
    sheets('p.csv', estate='hard.db')
    (folder / 'p.csv').unlink()
    (folder / 'p.csv').hardlink_to(folder / 'east.csv')
    sheets('east.csv', estate='hard.db')
    check(brands('hard.db') == ({'Axis'}, set()), 'nor does a file in its place', brands('hard.db'))


def test_secret_names():
    """Files whose names hold a password have no name on record, and stay two."""
    put('wachtwoord=abc123.csv', ROW.format('Axis'))
    put('password=zzz999.csv', ROW.format(''))
    put('file 2', ROW.format('Bosch'))
    sheets('wachtwoord=abc123.csv', estate='secret.db')
    sheets('password=zzz999.csv', estate='secret.db')
    check(brands('secret.db') == ({'Axis'}, set()), 'one takes nothing of the other back', brands('secret.db'))
    check(registers_of('secret.db') == {'register file 1', 'register file 2'}, 'each has a number of its own', registers_of('secret.db'))
    sheets('password=zzz999.csv', 'file 2', 'wachtwoord=abc123.csv', estate='secrets.db')
    check(registers_of('secrets.db') == {'register file 2', 'register file 3', 'register file 4'}, 'also beside a file that is called so', registers_of('secrets.db'))
    put('wachtwoord=abc123.csv', ROW.format('Bosch'))
    code, out, err = run('import', 'wachtwoord=abc123.csv', estate='secret.db')
    check(brands('secret.db') == ({'Axis', 'Bosch'}, set()) and '--register' in out, 'nobody can know such a file again, and that is said', out)
    code, out, err = run('import', 'wachtwoord=abc123.csv', '--register', 'file 1', estate='secret.db')
    check(code == 0 and brands('secret.db') == ({'Bosch'}, {'Axis'}), 'but people can say which register it is', (brands('secret.db'), err))
    for name, why in (('wachtwoord=abc123', 'a password'), (' ', 'nothing'), ('x' * 251, 'too long')):
        code, out, err = run('import', 'file 2', '--register', name, estate='secret.db')
        check(code == 2 and '--register' in err, f'no register is called so: {why}', err)
    code, out, err = run('import', 'file 2', 'p.csv', '--register', 'x', estate='secret.db')
    check(code == 2 and 'one file' in err, 'nor are two', err)
    (folder / 'inloggegevens').mkdir()
    for brand in 'Axis', 'Bosch':
        put('inloggegevens/cams.csv', ROW.format(brand))
        sheets('cams.csv', estate='folder.db', within='inloggegevens')
    check(brands('folder.db') == ({'Bosch'}, {'Axis'}) and b'inloggegevens' not in (folder / 'folder.db').read_bytes(),
          'the name of a folder is not kept either, and its files are known again', brands('folder.db'))
    for estate in ('secret.db', 'secrets.db'):
        held = (folder / estate).read_bytes()
        check(b'abc123' not in held and b'zzz999' not in held, 'and no password is kept')


def test_where_it_lies():
    """A register is where its file lies, whatever is typed and wherever; the estate has no more of its path than tells it from others."""
    for part in ('north/city', 'south/city'):
        (folder / part).mkdir(parents=True)
    def say(part, brand, *more, estate='lies.db'):
        put(f'{part}/cams.csv', ROW.format(brand))
        return sheets('cams.csv', *more, estate=estate, within=part)[1]
    first = say('north/city', 'Axis')[0]
    check((first['register'], first['read_before']) == ('cams.csv', False), 'a name is the end of a path', first)
    check(say('south/city', 'Bosch')[0]['register'] == 'city/cams.csv', 'a longer one where another register is called so')
    check(brands('lies.db') == ({'Axis', 'Bosch'}, set()), 'what is typed the same way in two folders is two registers', brands('lies.db'))
    say('north/city', 'Hikvision')
    last = say('south/city', 'Dahua')[0]
    check(brands('lies.db') == ({'Hikvision', 'Dahua'}, {'Axis', 'Bosch'}) and (last['register'], last['read_before']) == ('city/cams.csv', True),
          'and each takes the place of its own readings', brands('lies.db'))
    third = say('north', 'Sony')[0]
    check(third['register'] == 'north/cams.csv' and say('south', 'Sony')[0]['register'] == 'south/cams.csv', 'whatever their number', third)
    held = (folder / 'lies.db').read_bytes()
    check(str(folder).encode() not in held and folder.name.encode() not in held, 'no whole path stands in an estate')
    both = sheets('north/cams.csv', 'south/cams.csv', estate='both.db')[1]
    check([s['register'] for s in both[:2]] == ['north/cams.csv', 'south/cams.csv'], 'of two in one command both names say which', both[:2])
    put('moved.csv', ROW.format('Vivotek'))
    moved = sheets('moved.csv', '--register', 'city/cams.csv', estate='lies.db')[1][0]
    check(moved['read_before'] and 'Dahua' in brands('lies.db')[1], 'people can say that a file is a register that lay elsewhere', moved)
    check(not sheets('moved.csv', '--dry-run', estate='lies.db')[1][0]['register'], 'a dry run asks no estate')
    for brand in 'Axis', 'Bosch':
        subprocess.run(['sh', '-c', f"printf 'name,mac,brand\\ngate,28:57:be:aa:00:01,{brand}\\n' | cat | '{birthmark}' import /dev/stdin --estate pipe.db"],
                       cwd=folder, capture_output=True, timeout=120)
    check(brands('pipe.db') == ({'Axis', 'Bosch'}, set()), 'two pipes are two registers', brands('pipe.db'))


def test_own_values():
    """A register takes back what it said itself, whatever others said between."""
    def say(name, brand, day):
        put(name, ROW.format(brand))
        sheets(name, '--as-of', day, estate='own.db')
    say('r1.csv', 'Axis', '2026-01-15')
    say('r1.csv', '', '2026-02-15')
    check(brands('own.db') == (set(), {'Axis'}), 'its own it takes back', brands('own.db'))
    say('r1.csv', 'Axis', '2026-03-15')
    say('r2.csv', '', '2026-04-15')
    say('r2.csv', '', '2026-05-15')
    check(brands('own.db') == ({'Axis'}, set()), "another one's blank moves none of its own", brands('own.db'))
    say('r3.csv', 'Axis', '2026-05-16')
    say('r1.csv', 'Bosch', '2026-06-15')
    check(brands('own.db') == ({'Axis', 'Bosch'}, set()), 'what another says as well is not said before and no more', brands('own.db'))
    for name, brand in (('s1.csv', 'Axis'), ('s2.csv', 'Axis'), ('s1.csv', '')):
        put(name, ROW.format(brand))
        sheets(name, estate='alike.db')
    check(brands('alike.db') == ({'Axis'}, set()), 'nor is it gone when the first who said it says nothing', brands('alike.db'))


def test_dropped_columns():
    """A column that is gone takes nothing back, though another one could have said it."""
    place = ('name,mac,{}\n', 'gate,28:57:be:aa:00:01,{}\n')
    for had, has, cells, blank, kept in (
            ('ip', 'address', '10.0.0.5', '', ('ip', '10.0.0.5')),
            ('site', 'address', 'HQ', '', ('site', 'HQ')),
            ('hostname', 'ip', 'cam-7', '', ('hostname', 'cam-7')),
            ('note', 'NDAA compliant', 'by the door', '', ('note', 'by the door')),
            ('coordinates', 'x,y', '"52.370000, 4.890000"', ',', ('coordinates', '52.370000, 4.890000'))):
        estate = had + '-dropped.db'
        for heading, cell in ((had, cells), (has, blank)):
            put('dropped.csv', place[0].format(heading) + place[1].format(cell))
            sheets('dropped.csv', estate=estate)
        now, was = said('gate', estate)
        check(kept in now and not was, f'{had} stays where there is only {has} now', (now, was))
        if had == 'site':
            check(device('gate', estate)['site'] == 'hq', 'and is told still', device('gate', estate))


test_other_files()
test_secret_names()
test_where_it_lies()
test_own_values()
test_dropped_columns()
test_corrected()
test_told_by_people()
test_many_readings()
test_spellings()
test_spelled_sheets()
test_same_day()
test_blank()
test_blank_and_others()
test_again()
finish()
