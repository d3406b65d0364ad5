#!/usr/bin/env python3
"""What the estate keeps of its devices is no more than what their evidence says, whoever changed it. Writes TAP.

usage: kept_test.py BIRTHMARK SAMPLE PROJECT
"""
import json, pathlib, sqlite3, subprocess, sys, tempfile

from tap import check, finish

birthmark, sample, project = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
MEMBERS = {'held', 'wrong', 'first_wrong', 'wrong_rows', 'stale', 'judged_otherwise'}


def run(estate, *arguments):
    return subprocess.run([birthmark, *map(str, arguments), '--estate', estate], capture_output=True, text=True, timeout=100, check=False)


def verify(estate):
    done = run(estate, 'audit', 'verify', '--json')
    state = json.loads(done.stdout)
    check(set(state['kept']) == MEMBERS, 'all counts are told', state)
    return done.returncode, state


def changed(estate, sql):
    """A copy of the estate in which somebody wrote."""
    copy = estate.with_name('changed.db')
    for end in '', '-wal', '-shm':
        pathlib.Path(str(copy) + end).unlink(missing_ok=True)
    source, db = sqlite3.connect(estate), sqlite3.connect(copy)
    source.backup(db)
    source.close()
    db.executescript(sql)
    db.commit()
    db.close()
    return copy


def devices(estate, *query):
    return {json.loads(line)['device'] for line in run(estate, 'devices', '--json', *query).stdout.splitlines()}


def judged(estate, *arguments):
    """What `judge` says of all devices, its exit code and its warnings."""
    done = run(estate, 'judge', *arguments)
    return done.stdout, done.returncode, done.stderr


def test_untouched(estate):
    code, state = verify(estate)
    kept = state['kept']
    check(code == 0 and state['whole'] and kept['held'] > 5 and not any(v for k, v in kept.items() if k != 'held'),
          'what was read is kept as it was thought of', state)
    check(judged(estate, '--dry-run', '--anew')[0] == judged(estate, '--dry-run')[0], 'thought of anew it is the same')


def test_sight(estate):
    """The row that says who made them."""
    copy = changed(estate, "UPDATE sight SET maker = 'axis' WHERE maker = 'hikvision'")
    code, state = verify(copy)
    check(code == 65 and not state['whole'] and state['kept']['wrong'] > 0 and state['kept']['wrong_rows'] > 0 and
          state['kept']['first_wrong'], 'another maker in what is kept is found', state)
    said = run(copy, 'audit', 'verify').stdout
    check('something else is kept' in said and 'judge --anew' in said, 'and people are told', said)
    out, code, err = judged(copy, '--dry-run')
    check(out == judged(estate, '--dry-run')[0] and 'somebody else changed' in err, 'judge does not follow it, and warns', out + err)
    check(devices(copy, 'maker:hikvision') == set(), 'until it was judged the list is as it was changed')
    judged(copy)
    check(devices(copy, 'maker:hikvision') == devices(estate, 'maker:hikvision') != set(), 'then it is as it was')
    check(verify(copy)[0] == 0, 'and the estate fits')


def test_pointer(estate):
    """Nothing is changed but which of two rows is meant: no key shows that."""
    copy = changed(estate, "UPDATE now SET sight = (SELECT id FROM sight WHERE maker = 'axis') "
                           "WHERE sight IN (SELECT id FROM sight WHERE maker = 'hikvision')")
    code, state = verify(copy)
    check(code == 65 and state['kept']['wrong'] > 0 and state['kept']['wrong_rows'] == 0, 'another row is found', state)
    out, code, err = judged(copy, '--anew')
    check(out == judged(estate, '--anew', '--dry-run')[0], 'judge --anew believes nothing of it', out)
    check(verify(copy)[0] == 0, 'and puts it right')


def test_names(estate):
    for column in 'model', 'original':
        copy = changed(estate, f"UPDATE now SET {column} = 'zz' WHERE device = 3")
        code, state = verify(copy)
        check(code == 65 and state['kept']['wrong'] == 1 and state['kept']['first_wrong'] == 3, f'another {column} is found', state)


def test_verdicts(estate):
    for sql in ("UPDATE verdict SET status = 'clear'", 'DELETE FROM verdict', 'UPDATE judgement SET worst = 0',
                "UPDATE verdict SET by_day = '2099-01-01'", "UPDATE verdict SET law = 'zz' || law"):
        copy = changed(estate, sql)
        code, state = verify(copy)
        check(code == 65 and state['kept']['wrong_rows'] > 0, f'{sql}: found', state)
        judged(copy)
        check(verify(copy)[0] == 0 and devices(copy, 'verdict:prohibited') == devices(estate, 'verdict:prohibited') != set(),
              f'{sql}: judge puts it right')
    copy = changed(estate, 'UPDATE now SET judgement = (SELECT id FROM judgement ORDER BY worst LIMIT 1)')
    code, state = verify(copy)
    check(code == 0 and state['kept']['judged_otherwise'] > 0, 'other verdicts are told, for they may be of another day', state)
    judged(copy)
    check(verify(copy)[1]['kept']['judged_otherwise'] == 0, 'judge finds them anew')


def test_stale(estate):
    copy = changed(estate, 'UPDATE now SET knowledge = NULL WHERE device < 4')
    code, state = verify(copy)
    check(code == 0 and state['kept']['stale'] == 3, 'what was thought of with other data is counted', state)
    judged(copy)
    check(verify(copy)[1]['kept']['stale'] == 0, 'and thought of anew by judge')


def test_confirmed(estate):
    """What somebody rejected or confirmed may hold on some days alone."""
    copy = changed(estate, 'SELECT 1')
    done = run(copy, 'decide', 'reject', 'maker:hikvision', '--all', '--maker', 'hikvision', '--by', 'J. Bakker', '--why', 'opened')
    check(done.returncode == 0, 'a maker is rejected', done.stderr)
    with sqlite3.connect(copy) as db:
        db.execute("UPDATE now SET sight = (SELECT id FROM sight WHERE maker = 'axis') WHERE device IN (SELECT device FROM decided)")
    code, state = verify(copy)
    check(code == 0 and state['kept']['wrong'] == 0 and state['kept']['judged_otherwise'] > 0,
          'what is kept of those that were looked at is told, and never believed', state)
    judged(copy)
    check(verify(copy)[1]['kept']['judged_otherwise'] == 0, 'for judge thinks of them anew')


def test_fields(estate):
    """The names behind the numbers of the evidence."""
    copy = changed(estate, "UPDATE field SET name = 'zz.' || name WHERE name LIKE 'http%'")
    code, state = verify(copy)
    check(code == 65 and state['broken'] == 1 and 'names of fields' in state['why'], 'fields of another name are found', state)
    copy = changed(estate, "UPDATE run SET started_us = started_us - 86400000000")
    check(verify(copy)[0] == 65, 'another day of a run, too')
    copy = changed(estate, "UPDATE knowledge SET version = '9.9'")
    check(verify(copy)[0] == 65, 'and another birthmark')


def main():
    with tempfile.TemporaryDirectory(prefix='kept') as name:
        folder = pathlib.Path(name)
        estate = folder / 'estate.db'
        subprocess.run([sample, project / 'data/samples/street.yaml', folder / 'street.pcap'], check=True, capture_output=True)
        check(run(estate, 'read', folder / 'street.pcap').returncode == 0, 'a capture is read')
        for test in (test_untouched, test_sight, test_pointer, test_names, test_verdicts, test_stale, test_confirmed,
                     test_fields):
            test(estate)
    finish()


main()
