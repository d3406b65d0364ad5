#!/usr/bin/env python3
"""Judging the estate, and what changes between two days. Writes TAP.

usage: judge_test.py BIRTHMARK SAMPLE PROJECT

Two laws of its own are added: one that asks for a licence since 2020, and one
that begins ten days from today. Times of runs are set past the program.
"""
import datetime, json, pathlib, re, sqlite3, subprocess, sys, tempfile

from tap import check, finish

birthmark, sample, project = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
TODAY = datetime.date.today()  # the program counts days in UTC; laws here are a week and more away from their edges
LAW = '''- law: {id}
  title: A rule for a test
  jurisdiction: NL
  authority: City of Zeedorp
  citation: Letter {id}
  from: {begin}
  roles: ["nl-municipality:zeedorp"]
  acts: [buy, use]
  scope: All departments of the city.
  clauses:
    - clause: own
      when: {{ maker: [hikvision] }}
      status: {status}
      because: The city says so.
  sources: ["Letter {id}"]
  trust: high
  examples: [ {{ maker: hikvision, class: camera, on: {begin}, status: {status} }} ]
  counters: [ {{ maker: axis, class: camera, on: {begin}, status: clear }} ]
'''
MAC = '02:00:00:00:00:01'
# A camera that at first shows its address alone, and later who made it.
FIRST = '''day: 2026-03-02
router: {{ mac: "00:1b:54:20:00:01", ip: 192.168.40.1 }}
devices:
- device: gate
  mac: "02:00:00:00:00:01"
  ip: 192.168.40.21
  truth: {{ maker: hikvision, brand: lts, class: camera }}
  source: made up for a test
  says:
    - arp: announce
{more}'''
ANSWER = '''    - udp:
        to: 239.255.255.250
        port: 37020
        lines: |
          <?xml version="1.0" encoding="UTF-8"?>
          <ProbeMatch>
          <Uuid>13A888A9-F1B1-4020-AE9F-05607682D23B</Uuid>
          <Types>inquiry</Types>
          <DeviceDescription>CMIP1042-28</DeviceDescription>
          <MAC>{mac-}</MAC>
          <IPv4Address>{ip}</IPv4Address>
          </ProbeMatch>
'''


def day(offset):
    return str(TODAY + datetime.timedelta(days=offset))


def run(*arguments):
    return subprocess.run([birthmark, *map(str, arguments)], capture_output=True, timeout=100)


def lines(done):
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def capture(path, street):
    path.with_suffix('.yaml').write_text(street, encoding='utf-8')
    subprocess.run([sample, path.with_suffix('.yaml'), path], check=True, capture_output=True)
    return path


def ask(estate, sql, *values):
    with sqlite3.connect(estate) as db:
        return db.execute(sql, values).fetchall()


def kept(estate):
    """What the estate says of each device: its verdicts that are not clear."""
    found = {}
    for name, law, status, by in ask(estate, 'SELECT device.name, law, status, by_day FROM now JOIN device ON device.id = now.device '
                                             'LEFT JOIN verdict ON verdict.judgement = now.judgement'):
        found.setdefault(name, set()).add((law, status, by)) if law else found.setdefault(name, set())
    return found


def told(answers):
    return {a['device']: {(v['law'], v['status'], v.get('by')) for v in a['verdicts'] if v['status'] != 'clear'} for a in answers}


def rows(estate):
    return {table: ask(estate, f'SELECT * FROM {table} ORDER BY 1, 2') for table in ('run', 'log', 'judged', 'identity', 'now', 'judgement', 'verdict')}


def check_keeping(folder, street):
    """What judging keeps, and when it keeps nothing."""
    estate = folder / 'street.db'
    run('read', street, '--estate', estate, '--law', 'us-ndaa2019-889b', '--quiet')
    check(kept(estate) and not any(kept(estate).values()) and not ask(estate, 'SELECT * FROM judged'),
          'a run that asks for one law keeps identities and no verdicts')
    run('judge', '--estate', estate, '--on', '2020-01-01', '--quiet')
    run('judge', '--estate', estate, '--as', 'us-federal-agency', '--quiet')
    run('judge', '--estate', estate, '--dry-run', '--quiet')
    check(not ask(estate, 'SELECT * FROM judged') and len(ask(estate, 'SELECT * FROM run')) == 1,
          'another day, a role or --dry-run keep nothing and are no run')
    answers = lines(run('judge', '--estate', estate, '--json', '--quiet'))
    check(told(answers) == kept(estate) and any(kept(estate).values()), 'what is kept is what is told')
    check([kind for kind, in ask(estate, 'SELECT kind FROM run ORDER BY id')] == ['read', 'judge'] and
          [act for act, in ask(estate, 'SELECT act FROM log ORDER BY number')] == ['read', 'judge'], 'it is a run, and an entry of the log')
    before = rows(estate)
    again = run('judge', '--estate', estate, '--json', '--quiet')
    check(rows(estate) == before, 'a second run writes nothing')
    # As kept sights and without reasons: the way of a million devices.
    ask(estate, 'DELETE FROM judged')
    ask(estate, 'UPDATE now SET judgement = NULL')
    run('judge', '--estate', estate, '--quiet')
    check(kept(estate) == told(answers), 'from what is kept of the identities follow the same verdicts')
    check(len(ask(estate, 'SELECT key FROM judgement')) == len({frozenset(v) for v in kept(estate).values()}), 'equal verdicts are kept once')
    first = answers[0]
    check(list(first) == ['device', 'mac', 'addresses', 'maker', 'brand', 'model', 'class', 'soc', 'firmware', 'relabelled', 'rivals',
                          'evidence', 'verdicts'] and any(a['evidence'] for a in answers), 'a line has the keys of read, with the evidence', list(first))
    with_read = lines(run('read', street, '--estate', folder / 'other.db', '--json', '--quiet'))
    check(sorted(map(json.dumps, with_read)) == sorted(map(json.dumps, answers)), 'and says what read says')
    check(kept(folder / 'other.db') == kept(estate), 'reading with all laws keeps the same verdicts at once')
    twice = run('judge', '--estate', estate, '--json', '--quiet', '--on', '2027-01-01').stdout
    check(run('judge', '--estate', estate, '--json', '--quiet', '--on', '2027-01-01').stdout == twice and twice, 'twice the same, byte for byte')
    check(again.returncode == 0 and lines(again) == answers, 'and again')


def check_order(folder, street):
    """The order in which devices came changes nothing."""
    one, two = folder / 'order1.db', folder / 'order2.db'
    gate = capture(folder / 'gate.pcap', FIRST.format(more=ANSWER).replace(MAC, '02:00:00:00:00:99').replace('.40.21', '.40.99'))
    for estate, files in (one, (street, gate)), (two, (gate, street)):
        for file in files:
            run('read', file, '--estate', estate, '--quiet')
    a = run('judge', '--estate', one, '--json', '--quiet').stdout
    b = run('judge', '--estate', two, '--json', '--quiet').stdout
    router = b'00:1b:54:20:00:01'  # it is in both captures, and its observations stand in the order in which they came
    clean = lambda out: sorted(line for line in out.splitlines() if router not in line)
    check(a != b and clean(a) == clean(b), 'shuffled devices get the same verdicts, byte for byte')


def check_slips(folder, street):
    """What has nothing in it, or is asked for by a name that nobody has, is no pass."""
    empty, estate = folder / 'truncated.db', folder / 'slips.db'
    empty.touch()
    done = run('judge', '--estate', empty)
    check(done.returncode == 65 and b'the file is empty' in done.stderr and empty.stat().st_size == 0,
          'an empty file is no estate, and none is made of it')
    run('read', street, '--estate', estate, '--quiet')
    done = run('judge', 'name:nosuch', '--fail-on', 'prohibited', '--estate', estate)
    check(done.returncode == 0 and b'no device of the estate fits' in done.stderr, 'it is said when no device fits a query')
    check(b'fits' not in run('judge', 'ip:192.168.0.0/16', '--estate', estate).stderr, 'and not when one does')
    for command in ('judge', 'devices', 'explain', 'reconcile'):
        done = run(command, 'site:nosuch', '--estate', estate)
        check(done.returncode == 2 and done.stderr.startswith(b"birthmark: there is no site 'nosuch'"),
              f'{command}: a site that is none is a slip of the command line', f'{done.returncode} {done.stderr}')
    for behind in ((), ('--json',), ('maker:axis',)):
        done = run('judge', '--estate', estate, '--changes', '2027-01-01', *behind)
        check(done.returncode == 2 and b"--changes takes two days, FROM and TO; behind '2027-01-01' stands no second one" in done.stderr,
              f'one day alone is told, before {behind}', done.stderr)


def check_people(folder):
    estate = folder / 'street.db'
    done = run('judge', '--estate', estate, '--quiet', '--on', '2026-11-22')
    text = done.stdout.decode()
    check(re.search(r'^LAW +PROHIBITED', text, re.M) and '13 devices judged' in text, 'people get a table of laws and devices', text[:600])
    check(re.search(r'^nl-amsterdam-2024 .*2029-06-10$', text, re.M), 'with the first day that a law sets', text[:3000])
    run('contract', 'put', 'c-1', '--title', 'Masts', '--supplier', 'Beta', '--from', '2024-01-01', '--until', day(40), '--by', 'A. Clerk',
        '--estate', estate)
    run('tell', '28:57:be:4c:10:9d', '--contract', 'c-1', '--by', 'A. Clerk', '--estate', estate)
    changes = ('judge', '--estate', estate, '--law', 'nl-amsterdam-2024', '--quiet', '28:57:be:4c:10:9d', '--changes')
    ended = run(*changes, day(1), day(70)).stdout.decode()
    check('nothing changes' in ended and '2029-06-10' not in ended, 'the end of a contract gives no more time', ended)
    later = lines(run('judge', '--estate', estate, '--law', 'nl-amsterdam-2024', '--quiet', '28:57:be:4c:10:9d', '--on', day(70), '--json'))
    verdict = later[0]['verdicts'][0]
    check(verdict['by'] == day(40) and f'The contract over it ended on {day(40)}, and that was the day set for it.' in verdict['because'] and
          'Where that could not be, the last day is 2029-06-10.' in verdict['because'], 'and the reasons say which day was set', verdict)
    run('contract', 'put', 'c-1', '--title', 'Masts', '--supplier', 'Beta', '--from', day(9), '--until', day(400), '--by', 'A. Clerk',
        '--estate', estate)
    moved = ' '.join(run(*changes, day(1), day(70)).stdout.decode().split())
    check(f'as before: prohibited for new purchases. The day moves from 2029-06-10 to {day(400)}. The law made the difference.' in moved,
          'of a day that moves both days are told', moved)
    check(f'The contract over it began on {day(9)}.' in moved, 'and that a contract began', moved)
    check(text.count('\n') < run('judge', '--estate', estate, '--all', '--quiet', '--on', '2026-11-22').stdout.decode().count('\n') + 1,
          '--all leaves nobody out')
    check(run('judge', '--estate', estate, '--fail-on', 'prohibited', '--quiet', '--on', '2026-11-22').returncode == 1, '--fail-on gives exit code 1')
    check(run('judge', '--estate', estate, '--law', 'us-ndaa2019-889b', '--fail-on', 'restricted', '--quiet').returncode == 0,
          'and 0 where no verdict has it')
    one = lines(run('judge', '--estate', estate, '--json', '--quiet', 'maker:axis'))
    check(one and all(a['maker']['id'] == 'axis' for a in one), 'a query chooses the devices', one)
    check(run('judge', '--estate', folder / 'none.db').returncode == 66 and not (folder / 'none.db').exists(), 'no estate: 66, and none is made')
    check(run('judge', '--estate', estate, '--law', 'no-such-law').returncode == 2, 'a law that nobody knows is refused')
    check(run('judge', '--estate', estate, '--changes', '2027-01-01', '2026-01-01').returncode == 2 and
          run('judge', '--estate', estate, '--changes', '2027-01-01').returncode == 2, 'so are days in the wrong order, and one day alone')


def changes(estate, data, begin, end, *more):
    return lines(run('judge', '--estate', estate, '--data', data, '--changes', begin, end, '--json', '--quiet',
                     '--law', 'test-now', '--law', 'test-soon', *more))


def by_law(found, law):
    return [c for c in found if c['law'] == law and c['device'] == MAC]


def make_history(folder, data):
    """An estate of which the runs were 100 and 50 days ago."""
    estate = folder / 'history.db'
    for file, ago in (capture(folder / 'first.pcap', FIRST.format(more='')), 100), (capture(folder / 'second.pcap', FIRST.format(more=ANSWER)), 50):
        run('read', file, '--estate', estate, '--data', data, '--quiet')
        then = datetime.datetime.combine(TODAY - datetime.timedelta(days=ago), datetime.time(12), datetime.timezone.utc)
        ask(estate, 'UPDATE run SET started_us = ? WHERE id = (SELECT max(id) FROM run)', int(then.timestamp()) * 1000000)
    run('judge', '--estate', estate, '--data', data, '--quiet')
    return estate


def check_changes(folder, data):
    estate = make_history(folder, data)
    check(len(ask(estate, "SELECT * FROM identity JOIN device ON device.id = identity.device WHERE device.name LIKE '02:00%'")) == 2,
          'what was seen later makes another identity of it, and both are kept')
    law = by_law(changes(estate, data, day(1), day(20)), 'test-soon')
    check(len(law) == 1 and list(law[0]) == ['device', 'law', 'before', 'after', 'cause', 'because'] and law[0]['cause'] == 'law' and
          law[0]['before'] == {'status': 'not-in-force', 'by': None} and law[0]['after'] == {'status': 'prohibited', 'by': None} and
          law[0]['because'][0] == f'The rule is in force from {day(10)} on.', 'a law comes into force', law)
    evidence = by_law(changes(estate, data, day(-80), day(-10)), 'test-now')
    check(len(evidence) == 1 and evidence[0]['cause'] == 'evidence' and evidence[0]['after']['status'] == 'licence-required' and
          'The maker was' in evidence[0]['because'][0], 'more was seen of it', evidence)
    new = by_law(changes(estate, data, day(-200), day(-10)), 'test-now')
    check(len(new) == 1 and new[0]['before'] is None and new[0]['cause'] == 'evidence' and 'did not know' in new[0]['because'][0],
          'it was seen first', new)
    check(by_law(changes(estate, data, day(-40), day(5)), 'test-now') == [], 'where nothing happens, nothing is told')
    text = run('judge', '--estate', estate, '--data', data, '--changes', day(1), day(20), '--law', 'test-soon', '--quiet').stdout.decode()
    check('test-soon: 1 device was: not in force. It is now: prohibited. The law made the difference.' in ' '.join(text.split()), 'people are told in groups', text)
    check(run('judge', '--estate', estate, '--data', data, '--changes', day(1), day(20), '--law', 'test-soon', '--fail-on', 'prohibited',
              '--quiet').returncode == 1, '--fail-on is about what changed')
    return estate


def decide(estate, data, *words):
    done = run('decide', *words, MAC, '--by', 'A. Clerk', '--estate', estate, '--data', data, '--json')
    return done


def check_decisions(estate, data):
    done = decide(estate, data, 'licence', '--law', 'test-now', '--why', 'until the new ones come', '--from', day(-30),
                  '--until', day(15))
    check(done.returncode == 0, 'a licence is put on record', done.stderr.decode())
    number = ask(estate, 'SELECT max(number) FROM decision')[0][0]
    verdict = [v for a in lines(run('judge', '--estate', estate, '--data', data, '--json', '--quiet')) for v in a['verdicts']
               if v['law'] == 'test-now' and a['device'] == MAC][0]
    check((verdict['status'], verdict.get('by'), verdict.get('decision')) == ('restricted', day(15), number),
          'the verdict is that of the decision, and names it', verdict)
    check(ask(estate, "SELECT status, by_day, decision FROM verdict JOIN now USING (judgement) JOIN device ON device.id = now.device "
                      "WHERE law = 'test-now' AND name LIKE '02:00%'") == [('restricted', day(15), number)], 'and so it is kept')
    ended = by_law(changes(estate, data, day(1), day(20)), 'test-now')
    check(len(ended) == 1 and ended[0]['cause'] == 'decision' and ended[0]['before'] == {'status': 'restricted', 'by': day(15)} and
          ended[0]['after']['status'] == 'licence-required' and f'ended on {day(15)}' in ended[0]['because'][0], 'a decision ends', ended)
    story = json.loads(run('explain', MAC, '--estate', estate, '--data', data, '--json').stdout)
    check([d['number'] for d in story['told']['decisions']] == [number] and story['told']['decisions'][0]['who'] == 'A. Clerk',
          'explain tells it', story['told'])
    text = ' '.join(run('explain', MAC, '--estate', estate, '--data', data).stdout.decode().split())
    check(f'Decision {number}: licence, by A. Clerk on' in text and 'It is under test-now.' in text and
          f'Decision {number} allows it up to, not including, ' in text,
          'people too', text[:3000])
    check_superseding(estate, data, number)


def check_superseding(estate, data, number):
    then = datetime.datetime.combine(TODAY - datetime.timedelta(days=30), datetime.time(12), datetime.timezone.utc)
    ask(estate, 'UPDATE decision SET made_us = ? WHERE number = ?', int(then.timestamp()) * 1000000, number)
    done = decide(estate, data, 'exemption', '--law', 'test-now', '--why', 'it is not connected', '--supersedes', number)
    check(done.returncode == 0, 'another one supersedes it', done.stderr.decode())
    newer = ask(estate, 'SELECT max(number) FROM decision')[0][0]
    began = by_law(changes(estate, data, day(-40), day(-10)), 'test-now')
    check(len(began) == 1 and began[0]['cause'] == 'decision' and began[0]['before']['status'] == 'licence-required' and
          began[0]['after']['status'] == 'restricted' and 'holds now: until the new ones come.' in began[0]['because'][0],
          'what stood then counts then, though it was superseded since', began)
    followed = by_law(changes(estate, data, day(-10), day(2)), 'test-now')
    check(len(followed) == 1 and followed[0]['before']['status'] == 'restricted' and followed[0]['after']['status'] == 'clear' and
          f'was superseded by decision {newer}' in followed[0]['because'][0], 'and what took its place since', followed)


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    data = folder / 'data'
    (data / 'laws').mkdir(parents=True)
    (data / 'laws/test.yaml').write_text(LAW.format(id='test-now', begin='2020-01-01', status='licence-required') +
                                         LAW.format(id='test-soon', begin=day(10), status='prohibited'))
    street = folder / 'street.pcap'
    subprocess.run([sample, project / 'data/samples/street.yaml', street], check=True, capture_output=True)
    check_keeping(folder, street)
    check_order(folder, street)
    check_slips(folder, street)
    check_people(folder)
    check_decisions(check_changes(folder, data), data)
finish()
