#!/usr/bin/env python3
"""`make bench-scan`: birthmark scan beside nmap, masscan and zmap, on a street of 5,000 devices in a /16.

usage: scan.py BUILD [--devices 5000] [--quirks 0.03] [--nmap-hosts 100] [--only WORD]…

Peers are used where they are installed. Every run has a street of its own, but for second runs, which follow at once on the
same one. "street" is the CPU time of the devices, "packets" what their side of the link saw; memory is the most that all
processes of a program held beside mapped files. Of peers the banners are counted that came back, since none says who made what.
Two traps are stepped around, as they would make peers look worse than they are: masscan 1.3.2 does not end on a link without
traffic, so somebody talks in the background all the while; and it would have its connections reset by our kernel, so it goes by
an address that the kernel has not. Peers know no limit of what goes to one device, so for our sweeps it is lifted too: with the
default of 5 packets a second no /16 is swept at more than 163,840 a second.
"""
import argparse, contextlib, ipaddress, json, os, pathlib, re, shutil, socket, sys, threading, time

project = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(project / 'tools' / 'street'))
import judge, plan, street as standing

NET, GHOST = '10.77.0.0/16', '10.200.0.6'
RECORDED = project.parent / 'shared/corpus/transcripts-dev.jsonl'
FLAT_OUT, LIFTED = '1000000', ['--rate', '1000000', '--device-rate', '1000000']
RUN_MAX_S = 1200
rows = {}  # what was measured, by its name


def own_memory(pid):
    """MiB of a process and all below it; nothing while it is still this program, between fork and exec."""
    total = 0
    with contextlib.suppress(OSError, ValueError):
        if os.readlink(f'/proc/{pid}/exe') == os.readlink('/proc/self/exe'):
            return 0
        for line in pathlib.Path(f'/proc/{pid}/status').read_text().splitlines():
            if line.startswith('RssAnon:'):
                total += int(line.split()[1])
        for child in pathlib.Path(f'/proc/{pid}/task/{pid}/children').read_text().split():
            total += own_memory(int(child)) * 1024
    return total / 1024


def run(command, output):
    """Wall and CPU seconds, MiB. Its words go to `output` and beside it."""
    began, memory = time.monotonic(), 0
    pid = os.fork()
    if pid == 0:
        for number, name in (1, output), (2, f'{output}.err'):
            os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644), number)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        with contextlib.suppress(OSError):
            os.execvp(command[0], list(map(str, command)))
        os._exit(127)
    while True:
        done, status, usage = os.wait4(pid, os.WNOHANG)
        if done:
            break
        memory = max(memory, own_memory(pid))
        if time.monotonic() - began > RUN_MAX_S:
            os.kill(pid, 15)
        time.sleep(0.01)
    if status:
        print(f'  {command[0]} ended with {status}: {pathlib.Path(f"{output}.err").read_text(errors="replace")[-300:]}', flush=True)
    return {'wall': time.monotonic() - began, 'cpu': usage.ru_utime + usage.ru_stime, 'memory': memory}


class Street:
    """One street and what is known of it; a table's rows are its runs."""
    def __init__(self, o, routed):
        self.o, self.routed, self.folder = o, routed, o.build / 'street'
        self.truth = judge.lines(self.folder / 'truth.jsonl')
        self.street, self.before = None, None

    def __enter__(self):
        self.street = standing.stand(self.o.build / 'tools/street', self.folder / 'script.jsonl', self.folder / 'ledger.jsonl', self.routed, NET)
        self.talking = True
        if self.routed:
            threading.Thread(target=self.talk, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.talking = False
        self.street.end()

    def talk(self):
        """A closed port answers by ICMP: 20 frames a second on the link, counted and taken off again."""
        who = next(t['device'] for t in self.truth if not t['quirk'])
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
            while self.talking:
                with contextlib.suppress(OSError):
                    s.sendto(b'', (who, 9))
                time.sleep(0.05)

    def packets(self):
        total = self.street.ledger()[None]
        return total['packets'], total['arp'], total

    def run(self, what, command, name):
        """A row: figures, and the file that was written."""
        if any(word not in what for word in self.o.only):
            return None, None
        ip_before, arp_before, _ = self.packets()
        output = self.folder / f'{name}.out'
        street_before = self.street.cpu_seconds()
        figures = run(command, output)
        figures['street'] = self.street.cpu_seconds() - street_before
        ip_after, arp_after, total = self.packets()
        talk = int(figures['wall'] * 20) if self.routed else 0
        figures.update(what=what, packets=ip_after - ip_before - talk, arp=arp_after - arp_before, dropped=total['dropped'])
        return figures, output


def row(figures, hosts, found, more=''):
    rows[figures['what']] = figures
    print(f'  {figures["what"]:44} {figures["wall"]:7.2f} {figures["cpu"]:7.2f} {figures["street"]:7.2f} {figures["memory"]:6.0f} {figures["packets"]:9} {figures["arp"]:7} '
          f'{found:6} {hosts - found:6}  {more}' + (f' (the street lost {figures["dropped"]} frames)' if figures['dropped'] else ''), flush=True)


def head(title):
    print(f'\n{title}\n  {"":44} {"wall s":>7} {"CPU s":>7} {"street":>7} {"MiB":>6} {"packets":>9} {"ARP":>7} {"found":>6} {"missed":>6}', flush=True)


def open_pairs(truth, ports):
    return {(t['device'], p) for t in truth if t['quirk'] != 'rst' for p in t['ports'] if p in ports}


# ---- birthmark

def scan(o, *words):
    return [o.build / 'birthmark', 'scan', NET, '--interface', 's0', '--no-estate', '--json', '--quiet', *words]


def named(o, s, output):
    """How many were named as identify names them, of the well-behaved ones."""
    r = judge.judge(str(o.build / 'birthmark'), s.folder / 'truth.jsonl', output, lambda t: not t['quirk'], s.routed)
    wrong = len(r['named otherwise']) + len(r['not named'])
    return f'named {len(r["named"])} of {len(r["to be named"])}; as identify does {len(r["as identify"])}, not so {wrong}'


def addresses_in(output, truth):
    """Whose answers stand in what a scan wrote."""
    found = judge.by_address([{'evidence': [], **a} for a in judge.lines(output)])
    return sum(t['device'] in found for t in truth)


def reachable(truth):
    """A device that resets whatever comes is no open port of anybody's."""
    return [t for t in truth if t['quirk'] != 'rst']


def bench_birthmark(o, routed):
    where = 'routed' if routed else 'flat'
    head(f'birthmark, {where}: {o.devices} devices in {NET}')
    asked = {}
    truth = None
    for what, rates in ('sweep at 100,000/s', ['--rate', 100000, '--device-rate', FLAT_OUT]), ('sweep flat out', LIFTED):
        with Street(o, routed) as s:
            truth = reachable(s.truth)
            words = scan(o, '--sweep-only', '--no-groups', *rates, '--wait', 2)
            figures, output = s.run(f'birthmark {what}, {where}', words, f'sweep-{where}-{rates[1]}')
            if figures:
                row(figures, len(truth), addresses_in(output, truth))
                asked = s.packets()[2]['asked_ports'] or asked
    with Street(o, routed) as s:
        truth = reachable(s.truth)
        for what in 'all, limits lifted', 'the same again at once':
            figures, output = s.run(f'birthmark {what}, {where}', scan(o, *LIFTED, *(['--no-groups'] if routed else [])), f'all-{where}')
            if figures:
                row(figures, len(truth), addresses_in(output, truth), named(o, s, output))
    with Street(o, routed) as s:
        few = pathlib.Path(s.folder / 'few.txt')
        some = [t for t in s.truth if not t['quirk']][:o.nmap_hosts]
        few.write_text('\n'.join(t['device'] for t in some) + '\n')
        words = [w if w != NET else few for w in scan(o, *LIFTED, '--no-groups')]
        figures, output = s.run(f'birthmark all, {len(some)} hosts, {where}', words, f'few-{where}')
        if figures:
            row(figures, len(some), addresses_in(output, some), f'{figures["wall"] / len(some) * 1000:.1f} ms a host')
    return sorted(int(p) for p, n in asked.items() if n > 1000)


# ---- Peers, routed: behind one MAC, as they want it

def masscan(o, ports, rate, *words):
    return ['masscan', NET, '-p', ','.join(map(str, ports)), '--rate', rate, '-e', 's0', '--adapter-ip', GHOST,
            '--adapter-mac', standing.SCANNER_MAC.replace(':', '-'), '--router-mac', standing.ROUTER_MAC.replace(':', '-'), '-oL', '-', *words]


def bench_masscan(o, ports):
    for what, rate, words in (('masscan sweep at 100,000/s', 100000, ['--wait', 2]), ('masscan sweep flat out', 10000000, ['--wait', 2]),
                              ('masscan --banners flat out', 10000000, ['--banners', '--wait', 10])):
        with Street(o, True) as s:
            figures, output = s.run(what, masscan(o, ports, rate, *words, '--source-port', f'{40000}-{40255}'), 'masscan')
            if not figures:
                continue
            text = output.read_text(errors='replace')
            opened = {(m[2], int(m[1])) for m in re.finditer(r'^open tcp (\d+) (\S+)', text, re.M)}
            talked = {(m[2], int(m[1])) for m in re.finditer(r'^banner tcp (\d+) (\S+)', text, re.M)}
            pairs = open_pairs(s.truth, ports)
            found = {a for a, _ in opened}
            row(figures, len(reachable(s.truth)), len(found), f'open ports missed {len(pairs - opened)} of {len(pairs)}' + (f', banners of {len(talked)}' if talked else ''))


def bench_zmap(o, ports):
    """Debian's knows one port a run; newer ones know several, so each port's own pause at the end is taken off but once."""
    (o.build / 'street/nobody.txt').write_text('')
    for what, rate in ('zmap sweep at 100,000/s', 100000), ('zmap sweep flat out', 10000000):
        total, opened = None, set()
        with Street(o, True) as s:
            for port in ports:
                figures, output = s.run(what, ['zmap', '-p', port, '-r', rate, '-c', 1, '-i', 's0', '-G', standing.ROUTER_MAC, '-S', GHOST, '-s', '50000-50255',
                                               '-b', o.build / 'street/nobody.txt', '-q', '-o', '-', NET], 'zmap')
                if not figures:
                    break
                opened |= {(a, port) for a in output.read_text().split() if a[0].isdigit()}
                total = total or {**figures, 'wall': 0, 'cpu': 0, 'street': 0, 'packets': 0, 'arp': 0}
                for k in 'wall', 'cpu', 'street', 'packets', 'arp':
                    total[k] += figures[k]
            if not total:
                continue
            pairs = open_pairs(s.truth, ports)
            total['one pause'] = total['wall'] - (len(ports) - 1) * 1.0
            row(total, len(reachable(s.truth)), len({a for a, _ in opened}),
                f'open ports missed {len(pairs - opened)} of {len(pairs)}; {len(ports)} runs, with the pause of one {total["one pause"]:.1f} s')


def bench_nmap(o, ports):
    listed = ','.join(map(str, ports))
    for what, words in ('nmap -sS', ['-sS']), ('nmap -sV', ['-sV']):
        with Street(o, True) as s:
            some = [t for t in s.truth if not t['quirk']][:o.nmap_hosts]
            few = s.folder / 'few.txt'
            few.write_text('\n'.join(t['device'] for t in some) + '\n')
            figures, output = s.run(f'{what}, {len(some)} hosts', ['nmap', '-n', '-Pn', '-T4', *words, '--min-hostgroup', 1024, '--min-parallelism', 256,
                                                                   '-p', listed, '-iL', few, '-oG', '-'], 'nmap')
            if not figures:
                continue
            opened = {(line.split()[1], int(m)) for line in output.read_text(errors='replace').splitlines() if 'Ports:' in line for m in re.findall(r'(\d+)/open/', line)}
            pairs = open_pairs(some, ports)
            row(figures, len(some), len({a for a, _ in opened}), f'open ports missed {len(pairs - opened)} of {len(pairs)}; {figures["wall"] / len(some) * 1000:.0f} ms a host')


def bar(what, value, limit, unit, most=True):
    print(f'  {what:74} {value:8.1f} {unit:5} bar {"at most" if most else "at least"} {limit:.1f}: {"met" if (value <= limit) == most else "NOT met"}')


def bars(o):
    """What issue 4 asks, as far as it was measured."""
    wall = {what: f['wall'] for what, f in rows.items()}
    print('\nthe bars')
    for rate in 'at 100,000/s', 'flat out':
        ours, theirs = wall.get(f'birthmark sweep {rate}, routed'), rows.get(f'zmap sweep {rate}')
        if ours and theirs:
            bar(f'sweep {rate}, beside zmap', ours / theirs['one pause'], 1.3, 'times')
    for where in 'routed', 'flat':
        everything, sweep = wall.get(f'birthmark all, limits lifted, {where}'), wall.get(f'birthmark sweep flat out, {where}')
        if everything and sweep:
            bar(f'asking and naming after the sweep, {where}', everything - sweep, 5, 's')
        if everything and 'masscan --banners flat out' in wall:
            bar(f'the whole run beside masscan --banners, {where}', everything / wall['masscan --banners flat out'], 1, 'times')
        if everything:
            bar(f'memory of the whole run, {where}', rows[f'birthmark all, limits lifted, {where}']['memory'], 128, 'MiB')
        slow = next((f['wall'] for what, f in rows.items() if what.startswith('nmap -sV')), None)
        if everything and slow:
            bar(f'faster a host than nmap -sV, {where}', slow / o.nmap_hosts / (everything / o.devices), 75, 'times', most=False)


def main():
    o = argparse.ArgumentParser(usage=__doc__)
    o.add_argument('build', type=pathlib.Path)
    o.add_argument('--devices', type=int, default=5000)
    o.add_argument('--quirks', type=float, default=0.03, help='how many of the devices misbehave, as a share')
    o.add_argument('--nmap-hosts', type=int, default=100)
    o.add_argument('--only', action='append', default=[], help='only the runs whose name holds this word')
    o = o.parse_args()
    try:
        standing.enter()
    except OSError as e:
        sys.exit(f'bench-scan: {e}')
    folder = o.build / 'street'
    folder.mkdir(exist_ok=True)
    plan.plan(folder / 'script.jsonl', folder / 'truth.jsonl', devices=o.devices, net=NET, quirks=o.quirks, recorded=RECORDED if RECORDED.exists() else None)
    print(f'{os.cpu_count()} cores, the street on one of them; limits lifted means {" ".join(LIFTED)}')
    ports = bench_birthmark(o, True)
    bench_birthmark(o, False)
    ports = ports or sorted({p for t in judge.lines(folder / 'truth.jsonl') for p in t['ports']})
    head(f'peers, routed, the same {len(ports)} ports: {" ".join(map(str, ports))}')
    for peer, bench in ('masscan', bench_masscan), ('zmap', bench_zmap), ('nmap', bench_nmap):
        if shutil.which(peer):
            bench(o, ports)
        else:
            print(f'  {peer} is not installed')
    bars(o)


if __name__ == '__main__':
    main()
