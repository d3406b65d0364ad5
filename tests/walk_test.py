#!/usr/bin/env python3
"""scan on a street of devices that answer as real ones do, measured by the street's own ledger. Writes TAP.

usage: walk_test.py BIRTHMARK STREET [--sanitized]

Each scene has network namespaces of its own, so that those that only wait run beside one another. tools/street tells what
a ledger counts; tools/street/plan.py who lives there.
"""
import base64, bisect, collections, concurrent.futures, contextlib, ipaddress, json, os, pathlib, re, signal, sqlite3, subprocess, sys, tempfile, time

sys.path.insert(1, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'tools', 'street'))
import far_side, judge, plan, street
from allowed import Allowed
from tap import check, finish, skip

birthmark, player, sanitized = sys.argv[1], sys.argv[2], '--sanitized' in sys.argv
LIFTED = ['--rate', 20000, '--device-rate', 1000000, '--wait', 0.5]
PLAIN_NAME = re.compile(r'[A-Z]+ ?=')
MEMORY_MAX_KIB = 128 * 1024
SLOWNESS = 3 if sanitized else 1


def asked_far():
    """The fields of what a scan can ask for that is not on the devices' link: what single addresses are asked."""
    names = {q['question'].split('/')[0] for q in Allowed(birthmark).questions if q['way'] != 'udp' or q['unicast']}
    return re.compile('(' + '|'.join(names | {'tls', 'tcp', 'sdp'}) + r')\.')


class Street:
    """Who lives there: lines of the script and of the truth, side by side."""
    def __init__(self, folder, count, net='10.77.0.0/24', quirks=0.0, seed=5):
        self.folder, self.net = folder, net
        script, truth = folder / 'planned', folder / 'planned-truth'
        plan.plan(script, truth, devices=count, net=net, quirks=quirks, seed=seed)
        pairs = list(zip(judge.lines(script), judge.lines(truth), strict=True))
        # A certificate can only be made of a name as X.509 has them.
        self.pairs = [(s, t) for s, t in pairs if all(PLAIN_NAME.match(o['value']) for o in t['observations']
                                                      if o['field'] in ('tls.subject', 'tls.issuer'))]

    def write(self, is_far):
        """Paths of the script and of the truth, as far as it can be seen from the other side of a router where `is_far`."""
        script, truth = self.folder / 'script', self.folder / 'truth'
        for i, (s, _) in enumerate(self.pairs):
            # Closed ports that are silent cost whoever connects to them seconds; a sweep they cost nothing.
            s['filtered'] = is_far and i % 10 == 7
        script.write_text(''.join(json.dumps(s) + '\n' for s, _ in self.pairs))
        known = asked_far() if is_far else re.compile('')
        with open(truth, 'w', encoding='utf-8') as f:
            for _, t in self.pairs:
                seen = [o for o in t['observations'] if known.match(o['field'])]
                f.write(json.dumps({**t, 'observations': seen}) + '\n')
        return script, truth

    @contextlib.contextmanager
    def stands(self, is_far=False, **more):
        script, self.truth = self.write(is_far)
        s = street.stand(player, script, self.folder / 'ledger', routed=is_far, net=self.net, **more)
        try:
            yield s
        finally:
            s.end()


class Run:
    """A scan that has come to its end, or was brought to it after `seconds`."""
    def __init__(self, folder, *words, seconds=100, before=(), how=signal.SIGINT, estate=None):
        out, self.answers_path = folder / 'said', folder / 'answers'
        keep = ['--estate', str(estate)] if estate else ['--no-estate']
        began, self.memory, self.ending = time.monotonic(), 0, 0
        with open(self.answers_path, 'wb') as answers, open(out, 'wb') as said:
            p = subprocess.Popen([*before, birthmark, 'scan', '--json', *keep, *map(str, words)], stdout=answers, stderr=said)
            while p.poll() is None and time.monotonic() < began + seconds:
                self.memory = max(self.memory, memory_of(p.pid))
                with contextlib.suppress(subprocess.TimeoutExpired):
                    p.wait(timeout=0.1)
            if p.poll() is None:
                p.send_signal(how)
                asked = time.monotonic()
                p.wait(timeout=30)
                self.ending = time.monotonic() - asked
        self.code, self.took, self.said = p.returncode, time.monotonic() - began, out.read_text(errors='replace')

    def answers(self):
        return judge.lines(self.answers_path)


def memory_of(pid):
    """What the program and its cells hold beside files and shared pages, in KiB."""
    with contextlib.suppress(OSError, TypeError):
        children = pathlib.Path(f'/proc/{pid}/task/{pid}/children').read_text().split()
        return sum(int(re.search(r'RssAnon:\s+(\d+)', pathlib.Path(f'/proc/{p}/status').read_text())[1]) for p in [str(pid), *children])
    return 0


class Tap:
    """All that leaves by s0 while it is open, ARP too, with the kernel's time: for slow scans, it is read at the end."""
    def __enter__(self):
        self.socket = far_side.listening('s0')
        return self

    def __exit__(self, *_):
        self.frames = []
        with contextlib.suppress(BlockingIOError), self.socket:
            while True:
                data, control, _, where = self.socket.recvmsg(2048, 64)
                if where[2] == far_side.PACKET_OUTGOING:
                    self.frames.append(far_side.Frame(0, far_side.time_of(control), data))

    def busiest(self):
        """How many in the fullest second, but for what the kernel says of groups, and to others who ask for its MAC."""
        times = sorted(f.time for f in self.frames if not f.is_housekeeping() and not f.tells_mac())
        return max((bisect.bisect_left(times, at + 1) - i for i, at in enumerate(times)), default=0)


# ---- What the ledger must say

def heard_by(ledger):
    """(address or None for all, entry) of everything that was heard."""
    for who, line in ledger.items():
        yield from ((who, h) for h in line.get('heard', []))
    yield from ((None, h) for h in ledger[None]['nobody']['heard'])


def told_addresses(said):
    return re.findall(r'\d+\.\d+\.\d+\.\d+', said.decode('latin-1'))


def unlisted(ledger, also=None):
    """What was heard that the table does not allow. `also`: other addresses of a device."""
    allowed, wrong = Allowed(birthmark), []
    groups = {g for q in allowed.questions for g in q['groups']}
    for who, h in heard_by(ledger):
        said = base64.b64decode(h['bytes'])
        if h['kind'] in ('tcp', 'tls'):
            good = not said or h['kind'] == 'tcp' and allowed.is_hello(h['port'], said) or any(allowed.said(h['kind'], w, h['port'], said) for w in [who, *(also or {}).get(who, [])])
        else:
            # Of what came for nobody it is not written whom it was for.
            places = groups if h['kind'] == 'group' else [who, *(also or {}).get(who, [])] if who else ['192.0.2.1', *told_addresses(said)]
            good = any(allowed.datagram(w, h['port'], said) for w in places)
        if not good or h['size'] != len(said):
            wrong.append((who, h['kind'], h['port'], said[:200]))
    return wrong


def check_bytes(ledger, what, **more):
    kinds = collections.Counter(h['kind'] for _, h in heard_by(ledger))
    wrong = unlisted(ledger, **more)
    check(kinds and not wrong, f'{what}: no byte arrives that is not listed', (kinds, wrong[:4]))
    return kinds


def check_named(s, run, what, who=lambda t: True):
    """Everybody was found, and is named as `identify` names the same answers."""
    check(run.code == 0, f'{what}: the scan ends well', (run.code, run.said))
    result = judge.judge(birthmark, s.truth, run.answers_path, who)
    count = len(result['devices'])
    check(count and len(result['found']) == count, f'{what}: every device is found', [t['device'] for t in result['missed']])
    other = [(t['device'], t['wanted'], t['got']) for k in ('not named', 'named otherwise', 'named though identify does not') for t in result[k]]
    check(len(result['to be named']) > count / 2 and not other, f'{what}: each is named as identify names it', (other[:9], run.said))


# ---- Scenes

def named(folder, is_far=False, count=120):
    s, what = Street(folder, count), 'routed' if is_far else 'flat'
    with s.stands(is_far) as standing:
        for turn in what, what + ', at once again':
            run = Run(folder, *LIFTED, s.net)
            check_named(s, run, turn)
            print(f'# {turn}: {run.took:.1f} s')
        ledger = standing.ledger()
        kinds = check_bytes(ledger, what)
        check(kinds['tcp'] > count and kinds['tls'] > 0 and kinds['udp'] > count, f'{what}: it was asked in every way', kinds)
        check(all(line['most_open'] <= 1 for who, line in ledger.items() if who), f'{what}: nobody holds two connections',
              [who for who, line in ledger.items() if who and line['most_open'] > 1])


def routed(folder):
    named(folder, is_far=True)


def gentle(folder, has_six=False):
    """The default rate, as nobody waits for it to end: with the worst of devices among them."""
    s, what = Street(folder, 40, quirks=0.5), 'two addresses each' if has_six else 'at the default rate'
    for i, (a, _) in enumerate(s.pairs if has_six else []):
        a['address6'] = f'{"fe80" if i % 2 else "fd77"}::77:{i:x}'
    with s.stands() as standing:
        street.ip('addr', 'add', 'fd77::f/64', 'dev', 's0', 'nodad')
        run = Run(folder, *(['fd77::77:0/122'] if has_six else ['--no-groups']), s.net, seconds=45 if has_six else 14)
        ledger = standing.ledger()
        heard = {who: line for who, line in ledger.items() if who and line['tcp'] + line['udp']}
        # Some are known for certain by what they answer to a question to everybody.
        check(len(heard) > len(s.pairs) * (0.8 if has_six else 0.9), f'{what}: most were asked something', (len(heard), run.said))
        check(max(l['most_second'] for l in heard.values()) <= 5, f'{what}: nobody is sent more than 5 packets in any second',
              {who: (l['most_second'], quirk_of(s, who)) for who, l in heard.items() if l['most_second'] > 5})
        check(all(l['most_open'] <= 1 and not l['violations'] for l in heard.values()), f'{what}: nor holds two connections',
              {who: l['most_open'] for who, l in heard.items() if l['most_open'] > 1})
        check(ledger[None]['most_second'] <= 200, f'{what}: and not more than 200 leave in any second', ledger[None]['most_second'])
        check_bytes(ledger, what, also=also_six(s))


def few_far(folder):
    """A few targets behind a router: who was just found by the sweep has its questions counted on top of that."""
    s = Street(folder, 5, net='10.77.0.0/29')
    for a, _ in s.pairs:
        # What they answer by datagrams tells enough of some: here all are to be talked with.
        a['udp'] = []
    with s.stands(is_far=True) as standing:
        run = Run(folder, '--no-groups', s.net, seconds=12)
        heard = {who: line for who, line in standing.ledger().items() if who and line['tcp'] + line['udp']}
        check(len(heard) == len(s.pairs) and any(line['opened'] for line in heard.values()), 'a few behind a router: they were talked with', (heard.keys(), run.said))
        check(max(line['most_second'] for line in heard.values()) <= 5, 'a few behind a router: nobody is sent more than 5 packets in any second',
              {who: line['most_second'] for who, line in heard.items()})


def moved(folder):
    """This machine gets another address in the middle: the old one may be somebody else's by now, in whose name nobody must ask."""
    s, old, new = Street(folder, 20, net='10.77.0.0/24'), '10.77.0.254', '10.77.0.253'
    with s.stands(), Tap() as tap:
        def move():
            street.ip('addr', 'add', f'{new}/24', 'brd', '+', 'dev', 's0')
            street.ip('addr', 'del', f'{old}/24', 'dev', 's0')
            return time.time()
        with concurrent.futures.ThreadPoolExecutor(1) as other:
            at = other.submit(lambda: (time.sleep(1.5), move())[1])
            run = Run(folder, '--no-groups', '--rate', 20, '--journal', folder / 'journal', s.net, seconds=8)
    late = [f for f in tap.frames if f.time > at.result() + 1.5 and f.kind == far_side.ARP and f.data[28:32] == ipaddress.ip_address(old).packed]
    check(run.code == 74 and old in run.said and run.took < 8, 'an address that is lost in the middle: the scan ends and says so', (run.code, run.said, run.took))
    check(not late and any(f.kind == far_side.ARP for f in tap.frames), 'and nobody is asked in its name', len(late))
    check((folder / 'journal').exists(), 'and could go on')


def kept(folder):
    """Where the estate cannot be is said first; what it did not take is still in the journal."""
    s, estate, journal = Street(folder, 5, net='10.77.0.0/28'), folder / 'estate.db', folder / 'journal'
    words = [*LIFTED, '--no-groups', '--journal', journal, s.net]
    with s.stands() as standing:
        run = Run(folder, *words, estate=folder / 'none' / 'estate.db')
        ledger = standing.ledger()
        heard = [*heard_by(ledger)]
        check(run.code == 73 and not heard and not ledger[None]['arp'], 'no estate can be made: it is said, and nothing was sent', (run.code, run.said, heard[:3], ledger[None]['arp']))
        check(not journal.exists(), 'no estate can be made: nothing was begun')
        subprocess.run([birthmark, 'import', '--estate', estate, '-'], input=b'name,address\nx,10.77.0.99\n', capture_output=True, timeout=60)
        with contextlib.closing(sqlite3.connect(estate, isolation_level=None)) as other:
            other.execute('BEGIN IMMEDIATE')
            run = Run(folder, *words, estate=estate)
        check(run.code == 74 and journal.exists(), 'somebody else writes the estate: what was found is still in the journal', (run.code, run.said))
        run = Run(folder, *words, estate=estate)
        lacking = [a['address'] for a, _ in s.pairs
                   if subprocess.run([birthmark, 'explain', a['address'], '--estate', estate], capture_output=True, timeout=60).returncode]
        check(run.code == 0 and not lacking and not journal.exists(), 'and the same command keeps it', (run.code, run.said, lacking))


def two_addresses(folder):
    """IPv4 and IPv6, half of them by an address of the link only: one device, one gate, one connection."""
    gentle(folder, has_six=True)


def quirk_of(s, who):
    return next((t['quirk'] for _, t in s.pairs if t['device'] == who), None)


def asked_all(folder):
    """Everybody together at the default rate: each question is heard by each device."""
    s = Street(folder, 10)
    with s.stands() as standing:
        run = Run(folder, '--wait', 1, seconds=17)
        ledger = standing.ledger()
        total = ledger[None]
        check(total['group_packets'] > 30 and total['group_most_second'] <= 5, 'asked together, no second brings a device more than 5',
              (total['group_packets'], total['group_most_second'], run.said))
        check_bytes(ledger, 'asked together')


def rate_holds(folder, rate, net, seconds, least):
    s = Street(folder, 200, net)
    with s.stands(is_far=True) as standing:
        run = Run(folder, '--rate', rate, '--device-rate', 1000000, '--no-groups', net, seconds=seconds)
        total, what = standing.ledger()[None], f'--rate {rate}'
        check(run.code == 0 and total['packets'] >= least, f'{what}: it goes on', (run.code, run.said, total['packets']))
        check(total['most_second'] <= rate, f'{what}: no second has more, what the kernel sends among it', {k: v for k, v in total.items() if k != 'heard'})
        check(not total['dropped'], f'{what}: the street saw all of it', total['dropped'])
        check(run.ending < 5 * SLOWNESS, f'{what}: it ends within seconds when it is stopped', run.ending)
        return run


def rate_10(folder):
    rate_holds(folder, 10, '10.77.0.0/24', 8, 30)


def rate_100(folder):
    rate_holds(folder, 100, '10.77.0.0/24', 8, 300)


def rate_100_flat(folder):
    s = Street(folder, 60)
    with s.stands():
        with Tap() as tap:
            run = Run(folder, '--rate', 100, '--device-rate', 1000000, s.net, seconds=8)
        arp = sum(f.kind == far_side.ARP for f in tap.frames)
        check(len(tap.frames) > 300 and arp > 100, '--rate 100, flat: it goes on', (len(tap.frames), arp, run.said))
        check(tap.busiest() <= 100, '--rate 100, flat: no second has more, ARP and what the kernel sends among it',
              (tap.busiest(), collections.Counter((f.kind, f.protocol, f.flags) for f in tap.frames)))


def rate_10000(folder):
    rate_holds(folder, 10000, '10.77.0.0/19', 4, 10000)


def rate_100000(folder):
    run = rate_holds(folder, 100000, '10.64.0.0/12', 5, 40000)
    if not sanitized:
        check(0 < run.memory < MEMORY_MAX_KIB, 'and a /12 takes less than 128 MiB', f'{run.memory} KiB')


def excluded(folder, is_far=False):
    """By address, name, range, block and file; a name stands for what /etc/hosts says."""
    s = Street(folder, 60)
    homes = sorted((t['device'] for _, t in s.pairs), key=ipaddress.ip_address)
    name, alone, first, last, listed, block = homes[3], homes[9], homes[15], homes[18], homes[30], ipaddress.ip_network('10.77.0.192/27')
    s.pairs[0][0]['address6'], s.pairs[1][0]['address6'] = 'fd77::10', 'fd77::11'
    hosts, paper = folder / 'hosts', folder / 'not-these.txt'
    hosts.write_text(f'127.0.0.1 localhost\n{name} gate.example\n')
    paper.write_text(f'# the gate\n{listed}  # by a file\nfd77::11\n')
    has_name = subprocess.run(['mount', '--bind', hosts, '/etc/hosts'], capture_output=True).returncode == 0
    left_out = [ipaddress.ip_network(alone), ipaddress.ip_network(listed), block, ipaddress.ip_network('fd77::11'),
                *ipaddress.summarize_address_range(ipaddress.ip_address(first), ipaddress.ip_address(last))]
    left_out += [ipaddress.ip_network(name)] if has_name else []
    words = [w for e in [alone, f'{first}-{last}', block, paper, *(['gate.example'] if has_name else [])] for w in ('--exclude', e)]
    what = 'routed' if is_far else 'flat'
    with s.stands(is_far, excluded=left_out) as standing:
        street.ip('addr', 'add', 'fd77::2/64', 'dev', 's0', 'nodad')
        # The street's router knows no IPv6: there is nobody to find, but somebody to leave alone.
        run = Run(folder, *LIFTED, *words, s.net, 'fd77::10-fd77::11')
        ledger = standing.ledger()
        total, answers = ledger[None], judge.by_address(run.answers())
        free = [h for h in homes if not any(ipaddress.ip_address(h) in n for n in left_out)]
        check(run.code == 0 and all(h in answers for h in free), f'excluding, {what}: all others are found', (run.said, [h for h in free if h not in answers]))
        check(is_far or 'fd77::10' in answers, f'excluding, {what}: by IPv6 too', sorted(answers)[-5:])
        check(total['excluded_packets'] == total['excluded_bytes'] == total['excluded_arp'] == 0, f'excluding, {what}: who is excluded hears nothing',
              {k: v for k, v in total.items() if k.startswith('excluded')})
        told = {ipaddress.ip_address(w) for a in run.answers() for w in a['addresses']}
        check(not any(w in n for w in told for n in left_out), f'excluding, {what}: and is in no answer', [str(w) for w in told for n in left_out if w in n])
        check_bytes(ledger, f'excluding, {what}', also={s.pairs[0][1]['device']: ['fd77::10']})
    if not has_name:
        skip('excluded by name', 'a hosts file cannot be put in place')


def excluded_far(folder):
    excluded(folder, is_far=True)


def bad_ones(folder):
    """As many bad devices as good ones: the good ones' answers are there as soon as without them."""
    s = Street(folder, 96, quirks=0.5)
    good = [t['device'] for _, t in s.pairs if not t['quirk']]
    quirks = collections.Counter(t['quirk'] for _, t in s.pairs if t['quirk'])
    check(set(quirks) == set(plan.QUIRKS), 'bad devices: of each kind', quirks)
    with s.stands() as standing:
        run = Run(folder, *LIFTED, s.net)
        check_named(s, run, 'bad devices beside', lambda t: not t['quirk'])
        ledger = standing.ledger()
        check_bytes(ledger, 'bad devices')
        mixed = last_heard(ledger, good)
    s.pairs = [(a, t) for a, t in s.pairs if not t['quirk']]
    with s.stands() as standing:
        alone_run = Run(folder, *LIFTED, s.net)
        alone = last_heard(standing.ledger(), good)
    check(mixed < 3 * SLOWNESS * alone + 3, 'bad devices beside: the good ones are asked about as soon as without them', (mixed, alone))
    check(run.took < 60, 'bad devices: they end', run.took)
    print(f'# good ones asked within {mixed:.1f} s, {alone:.1f} s without bad ones; all in {run.took:.1f} s, {alone_run.took:.1f} s without')


def last_heard(ledger, who):
    """Seconds from the first to the last that these heard, but for a few of them."""
    began = min(h['time'] for _, h in heard_by(ledger))
    ends = sorted(max(h['time'] for h in ledger[w]['heard']) for w in who if w in ledger and ledger[w]['heard'])
    return ends[int(len(ends) * 0.9)] - began


def subnets(folder):
    """Three networks on a link, IPv6 targets, and nobody named at all: who is there answers what is asked of all."""
    s = Street(folder, 120, net='10.77.0.0/22')
    s.pairs = [(a, t) for a, t in s.pairs if not re.search(r'\.(0|254|255)$|^10\.77\.3\.', a['address'])]
    speaks = [any(u['port'] == 3702 for u in a['udp']) for a, _ in s.pairs]
    six = []
    for i, (a, t) in enumerate(s.pairs):
        if speaks[i]:
            # Has nothing else: found by what is asked of all, by its link-local address.
            a['address6'] = f'fe80::77:{i:x}'
            six.append(a['address6'])
            del a['address']
        elif i % 5 == 1:
            a['address6'] = f'fd77::{i:x}'
    with s.stands() as standing:
        street.ip('addr', 'flush', 'dev', 's0', 'scope', 'global')
        for i in 0, 1, 2:
            street.ip('addr', 'add', f'10.77.{i}.254/24', 'brd', '+', 'dev', 's0')
        street.ip('addr', 'add', 'fd77::f/64', 'dev', 's0', 'nodad')
        time.sleep(0.1)
        alone = Run(folder, *LIFTED)
        answers = judge.by_address(alone.answers())
        nets = {a['address'].rsplit('.', 1)[0] for a, _ in s.pairs if 'address' in a and a['address'] in answers}
        check(alone.code == 0 and nets >= {'10.77.0', '10.77.1', '10.77.2'}, 'nobody is named: three networks are found', (nets, alone.said))
        check(six and all(w in answers for w in six), 'nobody is named: who has a link-local address only is found', ([w for w in six if w not in answers], len(six)))
        ledger = standing.ledger()
        unsure = [w for w in six if w in answers and answers[w]['maker']['grade'] != 'confirmed']
        talked = [w for w in six if ledger[w]['tcp']]
        check(talked and set(unsure) <= set(talked), 'nobody is named: and talked with, when it is not known for certain', (unsure, talked, six))
        check_bytes(ledger, 'nobody is named', also=also_six(s))
        run = Run(folder, *LIFTED, '--no-groups', '10.77.0.0/24', '10.77.1.0/24', '10.77.2.0/24', 'fd77::/121')
        answers = judge.by_address(run.answers())
        there = [a[k] for a, _ in s.pairs for k in ('address', 'address6') if k in a and not a[k].startswith('fe80')]
        check(run.code == 0 and all(w in answers for w in there), 'three networks and IPv6 targets: everybody is found',
              ([w for w in there if w not in answers], run.said))
        check_bytes(standing.ledger(), 'three networks and IPv6 targets', also=also_six(s))


def also_six(s):
    return {a.get('address', a.get('address6')): [a[k] for k in ('address', 'address6') if k in a] for a, _ in s.pairs}


def resumed(folder, is_far=True, before=()):
    """Killed in the middle, twice; what the journal has and what comes after are together everybody."""
    s, what = Street(folder, 80), 'routed' if is_far else 'flat, by ordinary connections'
    journal = folder / 'journal'
    words = ['--rate', 1500, '--device-rate', 1000, '--wait', 0.5, '--no-groups', '--journal', journal, s.net]
    with s.stands(is_far) as standing:
        for seconds in 1.2 * SLOWNESS, 1.5 * SLOWNESS:
            run = Run(folder, *words, seconds=seconds, how=signal.SIGKILL, before=before)
            check(run.code == -signal.SIGKILL and journal.exists(), f'killed in the middle, {what}: there is a journal', (run.code, run.said))
        between = standing.ledger()[None]
        run = Run(folder, *words, before=before)
        check_named(s, run, f'killed twice and gone on, {what}')
        check(between['packets'] + between['arp'] > 200, f'killed in the middle, {what}: it had begun', between['packets'])
        check_bytes(standing.ledger(), f'killed and gone on, {what}')
        check(not journal.exists() or journal.stat().st_size == 0, f'killed and gone on, {what}: nothing is left of the journal of what is done',
              journal.exists() and journal.stat().st_size)


def resumed_near(folder):
    if can_do_without():
        resumed(folder, is_far=False, before=WITHOUT)
    else:
        skip('killed and gone on by ordinary connections', 'setpriv is not there, or may not')


WITHOUT = ['setpriv', '--bounding-set', '-net_raw,-net_admin', '--inh-caps', '-net_raw,-net_admin']


def can_do_without():
    with contextlib.suppress(OSError):
        return subprocess.run([*WITHOUT, 'true'], capture_output=True).returncode == 0
    return False


def ordinary(folder, is_far=False):
    """Without the right to raw sockets."""
    s = Street(folder, 60, net='10.77.0.0/25')
    what = f'by ordinary connections, {"routed" if is_far else "flat"}'
    if not can_do_without():
        skip(what, 'setpriv is not there, or may not')
        return
    with s.stands(is_far) as standing:
        run = Run(folder, *LIFTED, *(['--no-groups'] if is_far else []), s.net, before=WITHOUT)
        check_named(s, run, what)
        check_bytes(standing.ledger(), what)
        print(f'# {what}: {run.took:.1f} s')


def ordinary_far(folder):
    ordinary(folder, is_far=True)


@contextlib.contextmanager
def others_everywhere(folder):
    """The kernel's table of neighbours, one for all namespaces, is full of another's, who are heard from all the time."""
    limit = max(int(n) for n in re.findall(r'thresh3 (\d+)', subprocess.run(['ip', 'ntable', 'show'], capture_output=True, text=True).stdout))
    for turn in range(2):
        (folder / f'others{turn}').write_text(''.join(
            f'neigh replace 10.99.{i // 250}.{i % 250 + 1} lladdr 02:00:00:00:00:0{turn} nud reachable dev h0\n' for i in range(limit + 100)))
    fill = 'ip link add h0 type veth && ip link set h0 up && ' \
        'while :; do for i in 0 1; do ip -force -batch "$0$i" 2>/dev/null; sleep 0.2; done; done'
    others = subprocess.Popen(['unshare', '-n', 'sh', '-c', fill, folder / 'others'], start_new_session=True)
    try:
        time.sleep(2)
        yield
    finally:
        os.killpg(others.pid, signal.SIGKILL)
        others.wait()


def table_full(folder):
    """Who finds no room there cannot even ask who is where: not a word about the devices."""
    what = 'the table of neighbours is full of others'
    if not can_do_without():
        skip(what, 'setpriv is not there, or may not')
        return
    s = Street(folder, 10, net='10.77.0.0/28')
    with s.stands(), others_everywhere(folder):
        run = Run(folder, *LIFTED, s.net, before=WITHOUT)
        found = {a['device'] for a in run.answers()}
        check(len(found) == len(s.pairs) or 'that says nothing about the devices' in run.said, f'{what}: whoever is missed is told of', (len(found), run.code, run.said))
        print(f'# {what}: {run.took:.1f} s, {len(found)} found of {len(s.pairs)}')


# Those that mostly wait go beside one another, and beside those that work; who sends as fast as it can is alone.
WAITING = [bad_ones, gentle, few_far, two_addresses, moved, asked_all, ordinary, rate_10, rate_100, rate_100_flat, ordinary_far]
WORKING = [kept, named, subnets, resumed, resumed_near, routed, excluded, excluded_far]
ALONE = [rate_10000, rate_100000, table_full]
TRIES = 3


def scene(name):
    """In its own namespaces."""
    with tempfile.TemporaryDirectory() as scratch:
        try:
            began = time.monotonic()
            next(s for s in WAITING + WORKING + ALONE if s.__name__ == name)(pathlib.Path(scratch))
            print(f'# {name}: {time.monotonic() - began:.1f} s')
        except OSError as e:
            skip(name, f'no street can stand here: {e}')
    finish()


def play(name):
    """What a scene wrote, and why it fell. One that failed while somebody else filled the neighbour table is played again."""
    words = ['unshare', '-Urnm', sys.executable, os.path.abspath(__file__), *sys.argv[1:], '--scene', name]
    for i in range(TRIES):
        refused = far_side.neighbours_refused()
        p = subprocess.run(words, capture_output=True, text=True, timeout=150)
        whole = p.returncode in (0, 1) and re.search(r'^1\.\.\d', p.stdout, re.M)
        if p.returncode == 0 or refused == far_side.neighbours_refused():
            break
        print(f'# {name}: the neighbour table of this machine was full')
    return name, p.stdout, '' if whole else p.stderr


def retell(name, said, fell):
    """A scene's checks among those of all."""
    for line in said.splitlines():
        made = re.match(r'(not ok|ok) \d+ - (.*)', line)
        if made and ' # SKIP ' in made[2]:
            skip(*made[2].split(' # SKIP '))
        elif made:
            check(made[1] == 'ok', made[2])
        elif not line.startswith('1..'):
            print(line)
    if fell:
        check(False, f'{name}: it came to its end', fell)


def main():
    if '--scene' in sys.argv:
        scene(sys.argv[sys.argv.index('--scene') + 1])
    able = subprocess.run(['unshare', '-Urnm', 'ip', 'link', 'set', 'lo', 'up'], capture_output=True, text=True)
    if able.returncode:
        skip('walk', f'no namespace can be made here: {able.stderr.strip()}')
        finish()
    with concurrent.futures.ThreadPoolExecutor(4) as waiting, concurrent.futures.ThreadPoolExecutor(2) as working:
        results = [waiting.submit(play, s.__name__) for s in WAITING] + [working.submit(play, s.__name__) for s in WORKING]
        for r in results:
            retell(*r.result())
    for s in ALONE:
        retell(*play(s.__name__))
    finish()


main()
