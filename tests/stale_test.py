#!/usr/bin/env python3
"""What is said stays true: verdicts after the books change, permissions after a merge, days of verdicts. Writes TAP.

usage: stale_test.py BIRTHMARK SAMPLE PROJECT
"""
import datetime, json, pathlib, shutil, sqlite3, subprocess, sys, tempfile

from tap import check, finish

birthmark, sample, project = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
CAMERA, LABELLED = '28:57:be:4c:10:9d', '14:2f:fd:31:07:a2'
BY = ('--by', 'J. Bakker', '--why', 'no other camera fits')
LAW, BOUND = 'us-ndaa2019-889b', 'nl-amsterdam-2024'
DAY_US = 86400 * 1000000


def run(estate, *arguments):
    return subprocess.run([birthmark, *map(str, arguments), '--estate', estate], capture_output=True, timeout=100, check=False)


def does(estate, *arguments):
    done = run(estate, *arguments)
    check(done.returncode == 0, ' '.join(map(str, arguments[:3])), done.stderr.decode())
    return done


def verdicts(estate, device, *arguments):
    story = json.loads(run(estate, 'explain', device, '--json', *arguments).stdout)
    return {v['law']: v for v in story['verdicts']}


def kept(estate, device, law):
    """The verdict as the estate keeps it: status and day."""
    with sqlite3.connect(estate) as base:
        return base.execute('SELECT verdict.status, by_day FROM device JOIN now ON now.device = coalesce(merged_into, id) '
                            'JOIN verdict ON verdict.judgement = now.judgement WHERE mac = ? AND law = ?',
                            (b'\x06' + bytes.fromhex(device.replace(':', '')), law)).fetchone() or base.execute(
            'SELECT verdict.status, by_day FROM device JOIN now ON now.device = coalesce(merged_into, id) '
            'JOIN verdict ON verdict.judgement = now.judgement WHERE device.name = ? AND law = ?', (device, law)).fetchone()


def test_contract(estate):
    does(estate, 'contract', 'put', 'c-1', '--title', 'Cameras', '--from', '2024-01-01', '--until', '2027-01-01', *BY[:2])
    does(estate, 'tell', CAMERA, '--contract', 'c-1', *BY)
    before = kept(estate, CAMERA, BOUND)
    check(before and before[1] == '2027-01-01', 'the contract sets the day', before)
    does(estate, 'contract', 'put', 'c-1', '--until', '2028-01-01', *BY[:2])
    after = kept(estate, CAMERA, BOUND)
    check(after and after[1] == '2028-01-01', 'and another end of it does so at once', after)
    does(estate, 'merge', LABELLED, CAMERA, *BY)
    does(estate, 'contract', 'put', 'c-1', '--until', '2028-06-01', *BY[:2])
    whole = kept(estate, LABELLED, BOUND)
    check(whole and whole[1] == '2028-06-01', 'also of a whole, of which one part is under it', whole)


def test_told(estate):
    for said, words in (('XX', 'no country has the code'), ('uk', 'did you mean GB (United Kingdom)?'),
                        ('China', 'did you mean CN (China)?'), ('EU', 'no country has the code')):
        done = run(estate, 'tell', CAMERA, '--made-in', said, *BY)
        check(done.returncode == 2 and words in done.stderr.decode(), f'made in {said}', done.stderr.decode())
    does(estate, 'tell', CAMERA, '--made-in', 'pt', *BY)
    coming = (datetime.datetime.now(datetime.timezone.utc).date() + datetime.timedelta(days=3)).isoformat()
    done = run(estate, 'tell', CAMERA, '--acquired', coming, *BY)
    check(done.returncode == 2 and 'still to come' in done.stderr.decode(), 'nothing was bought on a day to come', done.stderr.decode())


def test_changes(estate):
    """A permission that was superseded for one of its two devices has ended for the other one."""
    today = datetime.datetime.now(datetime.timezone.utc).date()
    week, before = ((today - datetime.timedelta(days=n)).isoformat() for n in (7, 12))
    first = json.loads(does(estate, 'decide', 'waiver', f'mac:{CAMERA},{LABELLED}', '--all', '--law', LAW, '--from', before, *BY, '--json').stdout)
    with sqlite3.connect(estate) as base:
        for table in ('log', 'decision'):
            base.execute(f'UPDATE {table} SET made_us = made_us - ? WHERE number = ?', (12 * DAY_US, first['decision']))
        base.execute('UPDATE run SET started_us = started_us - ?', (20 * DAY_US,))
    does(estate, 'decide', 'waiver', CAMERA, '--law', LAW, '--supersedes', first['decision'], *BY)
    done = run(estate, 'judge', '--changes', week, today.isoformat(), '--law', LAW, '--json')
    changed = {c['device']: c for c in map(json.loads, done.stdout.splitlines())}
    check(list(changed) == [LABELLED] and changed[LABELLED]['cause'] == 'decision'
          and changed[LABELLED]['after']['status'] == 'prohibited', 'the end of a permission by superseding is told', done.stdout.decode() + done.stderr.decode())


def test_parts(estate):
    number = json.loads(does(estate, 'decide', 'exemption', CAMERA, '--law', LAW, *BY, '--json').stdout)['decision']
    does(estate, 'tell', CAMERA, '--acquired', '2019-05-01', *BY)
    check(verdicts(estate, CAMERA)[LAW]['status'] == 'clear', 'the exemption holds for its camera')
    said = does(estate, 'merge', LABELLED, CAMERA, *BY).stderr.decode()
    check('acquired 2019-05-01, which was not told of' in said, 'merge warns of what was told of a part', said)
    check(f'decision {number} (exemption, {LAW}) was made about a part only' in said, 'and of what was decided about one', said)
    whole = verdicts(estate, LABELLED)[LAW]
    check(whole['status'] == 'prohibited', 'and does not clear the other part', whole)
    check(any('made about a part only' in b and 'does not count for the whole' in b for b in whole['because']), 'the reasons say so', whole)
    check(kept(estate, LABELLED, LAW)[0] == 'prohibited', 'the estate keeps it so')
    does(estate, 'decide', 'waiver', LABELLED, '--law', LAW, *BY)
    check(verdicts(estate, LABELLED)[LAW]['status'] == 'restricted', 'a decision about the whole counts')
    check(run(estate, 'audit', 'verify').returncode == 0, 'what is on record fits')
    does(estate, 'split', LABELLED, '--part', CAMERA, *BY)
    check(verdicts(estate, CAMERA)[LAW]['status'] == 'clear', 'taken off, the part has its exemption again')


def test_days(estate):
    today = datetime.datetime.now(datetime.timezone.utc).date()
    past = (today - datetime.timedelta(days=20)).isoformat()
    with sqlite3.connect(estate) as base:
        base.execute('UPDATE run SET started_us = started_us - ?, judged_on = ?', (20 * DAY_US, past))
    does(estate, 'judge', CAMERA)
    shown = json.loads(does(estate, 'laws', 'show', LAW, '--json').stdout)['estate']
    check(shown['judged_on'] == past, 'one device that was judged is not the estate', shown['judged_on'])
    out = does(estate, 'devices', 'verdict:prohibited')
    check(f'as of {past} or later' in out.stdout.decode(), 'devices say how old their verdicts are', out.stdout.decode()[-300:])
    check(f'verdicts as of {past} or later' in out.stderr.decode(), 'and warn', out.stderr.decode())
    does(estate, 'judge')
    out = does(estate, 'devices', 'verdict:prohibited')
    check(f'as of {today.isoformat()})' in out.stdout.decode() and not out.stderr, 'after judging all they are of today',
          out.stdout.decode()[-300:] + out.stderr.decode())


def main():
    with tempfile.TemporaryDirectory(prefix='stale') as name:
        folder = pathlib.Path(name)
        subprocess.run([sample, project / 'data/samples/street.yaml', folder / 'street.pcap'], check=True, capture_output=True)
        does(folder / 'estate.db', 'read', folder / 'street.pcap')
        for test in (test_contract, test_told, test_changes, test_parts, test_days):
            estate = folder / f'{test.__name__}.db'
            shutil.copy(folder / 'estate.db', estate)
            test(estate)
    finish()


main()
