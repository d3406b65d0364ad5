#!/usr/bin/env python3
"""Decisions and the log, from outside: what they do to verdicts, and what is found when the file is changed. Writes TAP.

usage: decide_test.py BIRTHMARK SAMPLE PROJECT
"""
import hashlib, json, pathlib, resource, shutil, signal, sqlite3, struct, subprocess, sys, tempfile

from tap import check, finish

birthmark, sample, project = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
CAMERA, LABELLED, PRINTER = '28:57:be:4c:10:9d', '14:2f:fd:31:07:a2', '3c:d9:2b:5a:61:0f'
LAW, LICENCE_LAW = 'us-ndaa2019-889b', 'us-bis-entity-list'
BY = ('--by', 'J. Bakker', '--why', 'no other camera fits')


def run(*arguments, **more):
    return subprocess.run([birthmark, *map(str, arguments)], capture_output=True, timeout=100, **more)


def make_estate(folder):
    capture = folder / 'street.pcap'
    subprocess.run([sample, project / 'data/samples/street.yaml', capture], check=True, capture_output=True)
    estate = folder / 'estate.db'
    check(run('read', capture, '--estate', estate).returncode == 0, 'an estate is made')
    return estate


def decide(estate, *arguments, **more):
    return run('decide', *arguments, '--json', '--estate', estate, **more)


def decided(estate, *arguments):
    """The receipt of a decision that must be recorded."""
    done = decide(estate, *arguments)
    if done.returncode != 0:
        check(False, f'decide {" ".join(arguments)}', done.stderr.decode())
        return {'decision': 0, 'hash': '', 'devices': 0}
    return json.loads(done.stdout)


def story(estate, device, *arguments):
    return json.loads(run('explain', device, '--json', '--estate', estate, *arguments).stdout)


def verdict(estate, device, on, law=LAW):
    return story(estate, device, '--law', law, '--on', on)['verdicts'][0]


def audit(estate, *arguments):
    done = run('audit', *arguments, '--json', '--estate', estate)
    return done.returncode, [json.loads(line) for line in done.stdout.decode().split('\n') if line]


def entries(estate):
    return len(audit(estate)[1])


def refuses(estate, what, word, *arguments):
    before = entries(estate)
    done = decide(estate, *arguments)
    check(done.returncode == 2 and word in done.stderr.decode() and not done.stdout and entries(estate) == before,
          f'refused: {what}', f'{done.returncode} {done.stderr.decode()}')


# What is refused, and the word that says so.
REFUSED = [
    ('a kind that is none', 'none of licence', 'pardon', CAMERA, *BY, '--law', LAW),
    ('nobody who decided', '--by', 'waiver', CAMERA, '--law', LAW, '--why', 'x'),
    ('nobody of blanks', '--by', 'waiver', CAMERA, '--law', LAW, '--by', ' ', '--why', 'x'),
    ('no reason', '--why', 'waiver', CAMERA, '--law', LAW, '--by', 'J'),
    ('a waiver of no law', '--law', 'waiver', CAMERA, *BY),
    ('a law that is none', 'no law', 'waiver', CAMERA, *BY, '--law', 'nobody'),
    ('two laws', 'one law', 'waiver', CAMERA, *BY, '--law', LAW, '--law', LICENCE_LAW),
    ('an act that the law does not have', 'the act', 'waiver', CAMERA, *BY, '--law', LAW, '--act', 'dance'),
    ('a licence where none is known', 'knows no licence', 'licence', CAMERA, *BY, '--law', LAW),
    ('a waiver with a maker', '--maker does not belong', 'waiver', CAMERA, *BY, '--law', LAW, '--maker', 'axis'),
    ('a waiver with a status', '--status does not belong', 'waiver', CAMERA, *BY, '--law', LAW, '--status', 'clear'),
    ('a case without its status', '--status', 'case', CAMERA, *BY, '--law', LAW),
    ('a case that decides nothing', 'decides nothing', 'case', CAMERA, *BY, '--law', LAW, '--status', 'undetermined'),
    ('an end before the beginning', 'later than', 'waiver', CAMERA, *BY, '--law', LAW, '--from', '2027-01-01',
     '--until', '2027-01-01'),
    ('a day that is none', 'no day', 'waiver', CAMERA, *BY, '--law', LAW, '--until', '2027-02-30'),
    ('a confirmation of nobody', '--maker', 'confirm', CAMERA, *BY, '--against', 'x'),
    ('a company that is none', 'no company', 'confirm', CAMERA, *BY, '--against', 'x', '--maker', 'nobody-at-all'),
    ('a brand that is none', 'no brand', 'confirm', CAMERA, *BY, '--against', 'x', '--maker', 'axis', '--brand', 'nobody-at-all'),
    ('a confirmation of a law', '--law does not belong', 'confirm', CAMERA, *BY, '--maker', 'axis', '--law', LAW),
    ('several devices by one slip', '2 devices fit', 'waiver', 'maker:hikvision', *BY, '--law', LAW),
    ('to supersede nothing', 'no decision 77', 'waiver', CAMERA, *BY, '--law', LAW, '--supersedes', '77'),
    ('to supersede a word', 'number of a decision', 'waiver', CAMERA, *BY, '--law', LAW, '--supersedes', 'x'),
]


def test_refusals(estate):
    for what, word, *arguments in REFUSED:
        refuses(estate, what, word, *arguments)
    check(decide(estate, 'waiver', 'nobody-has-this-name', *BY, '--law', LAW).returncode == 66, 'no device is a missing input')
    missing = estate.with_name('missing.db')
    check(decide(missing, 'waiver', CAMERA, *BY, '--law', LAW).returncode == 66 and not missing.exists(),
          'no estate is made by deciding')


def test_waiver(estate):
    check(verdict(estate, CAMERA, '2026-06-01')['status'] == 'prohibited', 'without a decision it is prohibited')
    first = decided(estate, 'waiver', CAMERA, *BY, '--law', LAW, '--from', '2026-05-01', '--until', '2026-07-01',
                    '--reference', 'W-7')
    check(first['devices'] == 1 and len(first['hash']) == 64 and first['recorded'] is True, 'the receipt', first)
    now = verdict(estate, CAMERA, '2026-06-01')
    check(now['status'] == 'restricted' and now['by'] == '2026-07-01', 'a waiver turns prohibited into restricted until its end', now)
    reasons = ' '.join(now['because'])
    check(all(word in reasons for word in (f'Decision {first["decision"]}', 'J. Bakker', 'no other camera fits', 'W-7')),
          'the reasons say who, why and by which paper', reasons)
    check(verdict(estate, CAMERA, '2026-04-30')['status'] == 'prohibited', 'not before its first day')
    check(verdict(estate, CAMERA, '2026-07-01')['status'] == 'prohibited', 'nor from the day on which it ends')
    check(verdict(estate, LABELLED, '2026-06-01')['status'] == 'prohibited', 'nor for another device')

    second = decided(estate, 'waiver', CAMERA, *BY, '--law', LAW, '--from', '2026-05-01', '--until', '2026-09-01',
                     '--supersedes', str(first['decision']))
    later = verdict(estate, CAMERA, '2026-08-01')
    check(later['status'] == 'restricted' and later['by'] == '2026-09-01', 'the one that takes its place holds', later)
    refuses(estate, 'to supersede what was superseded', 'superseded already', 'waiver', CAMERA, *BY, '--law', LAW,
            '--supersedes', str(first['decision']))
    asked = run('devices', f'law:{LAW}', 'verdict:restricted', '--json', '--estate', estate).stdout.decode()
    check(asked == '', 'one that is over today leaves the estate as it is', asked)
    third = decided(estate, 'waiver', LABELLED, *BY, '--law', LAW, '--until', '2999-01-01')
    asked = run('devices', f'law:{LAW}', 'verdict:restricted', '--json', '--estate', estate).stdout.decode()
    check(LABELLED in asked and CAMERA not in asked, 'the estate knows at once of one that holds today', asked)
    moved = decide(estate, 'waiver', PRINTER, *BY, '--law', LAW, '--supersedes', str(third['decision']))
    check(moved.returncode == 0 and b'1 more device,' in moved.stderr, 'whom the new one leaves out is counted', moved.stderr.decode())
    asked = run('devices', f'law:{LAW}', 'verdict:restricted', '--json', '--estate', estate).stdout.decode()
    check(asked == '', 'and is judged without it at once', asked)
    shown = audit(estate, 'show', first['decision'])[1][0]
    check(shown['superseded_by'] == second['decision'] and shown['body']['until'] == '2026-07-01',
          'the first one stands in the log as it was', shown)
    later = audit(estate, 'show', second['decision'])[1][0]['body']
    check(shown['superseded_from'] == later['from'], 'with the day from which the other one is in its place', shown)
    return first


def test_superseded_later(folder, estate):
    """What held on a day still does, though another decision took its place later."""
    copy = folder / 'later.db'
    shutil.copy(estate, copy)
    old = decided(copy, 'waiver', CAMERA, *BY, '--law', LAW, '--from', '2026-01-01', '--until', '2027-01-01')
    decided(copy, 'waiver', CAMERA, *BY, '--law', LAW, '--from', '2026-12-01', '--until', '2027-04-01',
            '--supersedes', str(old['decision']))

    def said(day):
        done = run('judge', '--json', '--all', '--estate', copy, '--law', LAW, '--on', day, '--dry-run')
        verdict = [v for a in map(json.loads, done.stdout.splitlines()) for v in a.get('verdicts', [])
                   if a.get('device') == CAMERA and v['law'] == LAW]
        return verdict[0]['status'], verdict[0].get('by'), verdict[0].get('decision')

    for day, decision, by in (('2026-02-01', old['decision'], '2026-12-01'), ('2026-11-30', old['decision'], '2026-12-01'),
                              ('2026-12-01', old['decision'] + 1, '2027-04-01'), ('2027-03-31', old['decision'] + 1, '2027-04-01')):
        check(said(day) == ('restricted', by, decision), f'on {day} the decision of that day holds', said(day))
    check(said('2027-04-01')[0] == 'prohibited' and said('2025-12-31')[0] == 'prohibited', 'and none before or after')


def test_judge(estate):
    done = run('judge', '--json', '--all', '--estate', estate, '--law', LAW, '--on', '2026-08-01', '--dry-run')
    said = done.stdout.decode()
    check(done.returncode == 0 and '"restricted"' in said and 'J. Bakker' in said, 'judge knows of it', done.stderr.decode() + said)


def test_case_and_others(estate):
    number = decided(estate, 'case', LABELLED, *BY, '--law', LAW, '--status', 'clear', '--from', '2026-01-01')['decision']
    check(verdict(estate, LABELLED, '2026-06-01')['status'] == 'clear', "a department's case has its own status")
    decided(estate, 'case', LABELLED, *BY, '--law', LAW, '--status', 'prohibited-new', '--from', '2026-01-01', '--supersedes', str(number))
    check(verdict(estate, LABELLED, '2026-06-01')['status'] == 'prohibited-new', 'and another one takes its place')
    warned = decide(estate, 'waiver', PRINTER, *BY, '--law', LAW, '--dry-run')
    check(warned.returncode == 0 and b'nothing changes' in warned.stderr and json.loads(warned.stdout)['recorded'] is False,
          'a waiver of nothing is warned of', warned.stderr.decode())
    before = entries(estate)
    check(json.loads(warned.stdout)['decision'] is None and entries(estate) == before, 'a dry run records nothing')
    both = decided(estate, 'waiver', 'maker:hikvision', '--all', *BY, '--law', 'us-ndaa2019-889a')
    check(both['devices'] == 2, 'a query with --all is about all that fit', both)


def test_identity(estate):
    refuses(estate, 'a confirmation without a look for what speaks against it', '--against', 'confirm', CAMERA, '--maker', 'dahua', *BY)
    said = decide(estate, 'confirm', CAMERA, '--maker', 'dahua', *BY).stderr.decode()
    check('hikvision/sadp-own-model' in said and 'proof' in said and 'mac/block' in said, 'it is shown what speaks against it', said)
    wrong = decided(estate, 'confirm', CAMERA, '--maker', 'dahua', *BY, '--against', 'SADP: it answers')
    maker = story(estate, CAMERA)['maker']
    check(maker['id'] == 'dahua' and maker['grade'] == 'possible', 'against a proof a word of a person is doubt, and no more', maker)
    decided(estate, 'reject', CAMERA, '--maker', 'hikvision', *BY, '--supersedes', str(wrong['decision']))
    told = story(estate, CAMERA)
    check(told['maker']['id'] is None and told['maker']['grade'] == 'unknown', 'after a rejection nobody is believed', told['maker'])
    check(any(r['aspect'] == 'maker' and r['id'] == 'hikvision' for r in told['rivals']), 'and what was believed stays a rival')
    done = decided(estate, 'confirm', PRINTER, '--maker', 'hp', *BY, '--against', 'looked for another plate: none')
    maker = story(estate, PRINTER)['maker']
    check(done['devices'] == 1 and maker['id'] == 'hp' and maker['grade'] == 'confirmed' and maker['confidence'] >= 0.99,
          'a confirmation that nothing contradicts', maker)


def hash_of(row, before):
    """The hash of an entry as the manual describes it."""
    number, made, act, who, body, _ = row
    data = before + struct.pack('>QQ', number, made)
    for text in act, who, body:
        data += struct.pack('>Q', len(text.encode())) + text.encode()
    return hashlib.sha256(data).digest()


def test_chain(estate, receipt):
    code, (state,) = audit(estate, 'verify')
    check(code == 0 and state['whole'] and state['broken'] is None, 'a log that nobody changed', state)
    before = bytes(32)
    with sqlite3.connect(estate) as db:
        for row in db.execute('SELECT number, made_us, act, who, body, hash FROM log ORDER BY number'):
            before = hash_of(row, before)
            if before != row[5]:
                break
    check(before.hex() == state['hash'], 'its hashes are what the manual says')
    code, (state,) = audit(estate, 'verify', '--expect', receipt['hash'])
    check(code == 0 and state['expected'] == receipt['decision'], 'a receipt is found though the log went on', state)
    code, (state,) = audit(estate, 'verify', '--expect', '0' * 64)
    check(code == 65 and state['broken'] == state['entries'] + 1, 'a hash that nobody has is not', state)
    check(run('audit', 'verify', '--expect', 'abc', '--estate', estate).returncode == 2, 'a hash that is none is a wrong usage')
    check(run('audit', 'show', '999', '--estate', estate).returncode == 66, 'an entry that is not there is a missing input')
    check(run('audit', 'burn', '--estate', estate).returncode == 2, 'audit does nothing else')
    numbers = [e['number'] for e in audit(estate)[1]]
    check(numbers == list(range(1, len(numbers) + 1)), 'the list has every entry')
    lines = run('audit', '--estate', estate).stdout.decode().splitlines()
    check(len(lines) == len(numbers) and any('J. Bakker' in line and 'no other camera fits' in line for line in lines),
          'and people are told who, what and why')


def tampered(estate, sql):
    copy = estate.with_name('tampered.db')
    for end in '', '-wal', '-shm':
        pathlib.Path(str(copy) + end).unlink(missing_ok=True)
    with sqlite3.connect(estate) as db, sqlite3.connect(copy) as other:
        db.backup(other)
    db = sqlite3.connect(copy)
    db.executescript(sql)
    db.commit()
    db.close()
    return copy


def rehash(copy):
    """Writes the whole chain anew, as somebody could who can write the file."""
    before, db = bytes(32), sqlite3.connect(copy)
    for row in list(db.execute('SELECT number, made_us, act, who, body, hash FROM log ORDER BY number')):
        before = hash_of(row, before)
        db.execute('UPDATE log SET hash = ? WHERE number = ?', (before, row[0]))
    db.execute('UPDATE seal SET hash = ?, count = (SELECT max(number) FROM log)', (before,))
    db.commit()
    db.close()


def finds(copy, broken, what, *arguments):
    code, (state,) = audit(copy, 'verify', *arguments)
    check(code == 65 and state['broken'] == broken and not state['whole'] and state['why'], what, f'{code} {state}')
    said = run('audit', 'verify', '--estate', copy, *arguments).stdout.decode()
    check(f'broken at entry {broken}:' in said, f'{what}: people are told', said)


def test_tampering(estate, receipt):
    number = receipt['decision']
    last = audit(estate, 'verify')[1][0]
    end, noted = last['entries'], ('--expect', last['hash'])
    swap = (f'UPDATE log SET number = -1 WHERE number = {number}; UPDATE log SET number = {number} WHERE number = {number + 1};'
            f'UPDATE log SET number = {number + 1} WHERE number = -1')
    seal = f'UPDATE seal SET count = {end - 1}, hash = (SELECT hash FROM log WHERE number = {end - 1});'
    remove = f'DELETE FROM log WHERE number = {end}; DELETE FROM decided WHERE decision = {end}; DELETE FROM decision WHERE number = {end};'
    finds(tampered(estate, f"UPDATE log SET body = replace(body, '2026-07-01', '2036-07-01') WHERE number = {number}"), number,
          'a changed body')
    finds(tampered(estate, swap), number, 'two rows that were swapped')
    finds(tampered(estate, f'DELETE FROM log WHERE number = {number}'), number, 'an entry that was taken out')
    finds(tampered(estate, remove), end, 'a last entry that was taken away')
    finds(tampered(estate, remove + seal), end, 'the same, with the seal made to fit')
    forged = tampered(estate, remove + seal + f"UPDATE sqlite_sequence SET seq = {end - 1} WHERE name = 'log'")
    check(audit(forged, 'verify')[0] == 0, 'with all that the file has made to fit, nothing in it shows it')
    finds(forged, end, 'but the hash that was kept does', *noted)
    finds(tampered(estate, f"UPDATE decision SET until_day = '2036-07-01' WHERE number = {number}"), number, 'a changed decision')
    finds(tampered(estate, f'UPDATE decided SET device = device + 5 WHERE decision = {number}'), number, 'a swapped device')
    copy = tampered(estate, f"UPDATE log SET who = 'Nobody' WHERE number = {number};"
                    f"UPDATE decision SET who = 'Nobody' WHERE number = {number}")
    rehash(copy)
    check(audit(copy, 'verify')[0] == 0, 'a log that was written anew fits itself')
    finds(copy, end + 1, 'and not the hash that was kept', *noted)


# Bodies as SQL: no JSON, far too deep, no UTF-8, and what only looks like JSON.
HOSTILE = [
    """'{' || char(27) || ']0;x'""",
    """'{"devices": ' || replace(hex(zeroblob(50000)), '00', '[')""",
    """'"\\u'""",
    """x'ff'""",
    """'{"why": "a' || char(10, 27) || 'b", "n": 1-2, "m": -0.5, "x": "\\q"}'""",
]


def test_hostile(estate, receipt):
    """They are named, not believed, and never sent to a terminal as they are."""
    number = receipt['decision']
    for body in HOSTILE:
        copy = tampered(estate, f'UPDATE log SET body = CAST({body} AS TEXT) WHERE number = {number}')
        finds(copy, number, 'a body that is no entry')
        for command in ('list',), ('show', number):
            done = run('audit', *command, '--estate', copy)
            check(done.returncode == 0 and b'\x1b' not in done.stdout, f'audit {command[0]} of it', done.stderr.decode())
        check(audit(copy)[0] == 0, 'as JSON too')


def no_large_files():
    # A write beyond this fails with EFBIG instead of ending the program.
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))


def test_receipts(estate):
    """A receipt means that it is on the disk: nobody gets one for what is not."""
    waiver = ('waiver', CAMERA, *BY, '--law', LAW)
    before = entries(estate)
    done = decide(estate, *waiver, preexec_fn=no_large_files)
    check(done.returncode == 74 and not done.stdout and entries(estate) == before, 'no room, no receipt, no decision',
          f'{done.returncode} {done.stdout} {done.stderr.decode()}')
    db = sqlite3.connect(estate, isolation_level=None)
    db.execute('BEGIN IMMEDIATE')
    done = decide(estate, *waiver)
    db.execute('ROLLBACK')
    db.close()
    check(done.returncode == 74 and not done.stdout and entries(estate) == before, 'nor while another holds the file',
          f'{done.returncode} {done.stdout} {done.stderr.decode()}')
    with open('/dev/full', 'wb') as full:
        lost = subprocess.run([birthmark, 'decide', *waiver, '--estate', str(estate)], stdout=full, stderr=subprocess.DEVNULL, timeout=100)
    check(lost.returncode == 74 and entries(estate) == before + 1, 'a receipt that could not be printed is no success, the decision stands')
    check(audit(estate, 'verify')[0] == 0, 'after all of it the log fits')


def main():
    with tempfile.TemporaryDirectory() as name:
        estate = make_estate(pathlib.Path(name))
        test_refusals(estate)
        test_superseded_later(pathlib.Path(name), estate)
        receipt = test_waiver(estate)
        test_judge(estate)
        test_case_and_others(estate)
        test_identity(estate)
        test_chain(estate, receipt)
        test_tampering(estate, receipt)
        test_hostile(estate, receipt)
        test_receipts(estate)
    finish()


main()
