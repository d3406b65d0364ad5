#!/usr/bin/env python3
"""birthmark's speed, side by side with a peer or a limit. usage: bench.py BUILD

Each figure is the median of RUNS, the runs of the two programs taken in
turn, because the speed of a shared machine drifts. "Own memory" is what the
processes hold beside mapped files: the largest sum of RssAnon over the
program and its cell, sampled while they run.
"""
import contextlib, csv, io, os, pathlib, re, shutil, sqlite3, statistics, struct, subprocess, sys, threading, time

build = pathlib.Path(sys.argv[1])
project = pathlib.Path(__file__).resolve().parent.parent
shared = project.parent / 'shared'
birthmark = str(build / 'birthmark')
RUNS = 5
MIB = 1 << 20


def own_memory(pids):
    total = 0
    for pid in pids:
        try:
            with open(f'/proc/{pid}/status') as status:
                total += sum(int(line.split()[1]) for line in status if line.startswith('RssAnon:'))
        except OSError:
            pass
    return total * 1024


def family(pid):
    try:
        with open(f'/proc/{pid}/task/{pid}/children') as f:
            return [pid, *map(int, f.read().split())]
    except OSError:
        return [pid]


def run(command):
    """Wall seconds, CPU seconds and own memory of one run."""
    before = os.times()
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    memory, ended = 0, threading.Event()

    def sample():
        nonlocal memory
        while not ended.wait(0.01):
            memory = max(memory, own_memory(family(process.pid)))

    # Beside the waiting: the end is seen when it comes, not at the next sample.
    sampler = threading.Thread(target=sample)
    sampler.start()
    process.wait()
    wall = time.monotonic() - start
    ended.set()
    sampler.join()
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, cpu, memory, process.returncode


def in_turn(commands):
    """The median of each command's figures over RUNS runs, after one that is not counted."""
    runs = {name: [] for name in commands}
    for i in range(RUNS + 1):
        for name, command in commands.items():
            figures = run(command)
            if i:
                runs[name].append(figures)
    return {name: tuple(statistics.median(f[k] for f in figures) for k in range(3)) for name, figures in runs.items()}


def street_capture(path, size):
    """The sample street again and again, an hour apart, for where no larger capture lies beside the project."""
    street = build / 'street.pcap'
    subprocess.run([str(build / 'tools/sample'), str(project / 'data/samples/street.yaml'), str(street)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    data = street.read_bytes()
    with open(path, 'wb') as out:
        out.write(data[:24])
        hours = 0
        while out.tell() < size:
            at = 24
            while at < len(data):
                seconds, rest, kept, whole = struct.unpack_from('<IIII', data, at)
                out.write(struct.pack('<IIII', seconds + 3600 * hours, rest, kept, whole))
                out.write(data[at + 16:at + 16 + kept])
                at += 16 + kept
            hours += 1


def captures():
    folder = build / 'captures'
    folder.mkdir(exist_ok=True)
    maker = shared / 'bench/make-captures.sh'
    if maker.exists():
        subprocess.run(['sh', str(maker), str(folder)], check=True)
        return [folder / 'mixed.pcap', folder / 'rtp.pcap']
    path = folder / 'street.pcap'
    if not path.exists():
        street_capture(path, 200 * MIB)
    return [path]


def bench_read(path):
    path.read_bytes()  # warm, for both alike
    size = path.stat().st_size
    estate = build / 'bench.db'
    commands = {'birthmark read': [birthmark, 'read', '--no-estate', '--quiet', str(path)]}
    if shutil.which('ndpiReader'):
        commands['ndpiReader -q -i'] = ['ndpiReader', '-q', '-i', str(path)]
    figures = in_turn(commands)
    for name in list(pathlib.Path(build).glob('bench.db*')):
        name.unlink()
    with_estate = run([birthmark, 'read', '--quiet', '--estate', str(estate), str(path)])
    figures['  with a new estate'] = with_estate[:3]
    print(f'\n{path.name}, {size / 1e6:.0f} MB')
    print(f'  {"":24} {"wall s":>8} {"CPU s":>8} {"MB/s":>8} {"own MiB":>8}')
    for name, (wall, cpu, memory) in figures.items():
        print(f'  {name:24} {wall:8.2f} {cpu:8.2f} {size / 1e6 / wall:8.0f} {memory / MIB:8.1f}')
    if len(commands) > 1:
        ratio = figures['ndpiReader -q -i'][0] / figures['birthmark read'][0]
        print(f'  ratio: {ratio:.1f} times as fast as ndpiReader (bar: 5), own memory bar: 128 MiB')


def bench_start():
    walls = []
    for _ in range(40):
        start = time.monotonic()
        subprocess.run([birthmark, 'identify', '--json'], input=b'', stdout=subprocess.DEVNULL, check=True)
        walls.append(time.monotonic() - start)
    empty = []
    for _ in range(40):
        start = time.monotonic()
        subprocess.run(['/bin/true'], check=True)
        empty.append(time.monotonic() - start)
    ours, floor = statistics.median(walls) * 1000, statistics.median(empty) * 1000
    print(f'\nstart-up with all marks and laws: {ours:.1f} ms (bar: 30; an empty program: {floor:.1f})')


def many_devices(labelled, times):
    """The labelled devices again and again, in a file that stays for the next run."""
    path = build / f'many-{times}.jsonl'
    if not path.exists() or path.stat().st_size != times * labelled.stat().st_size:
        path.write_bytes(labelled.read_bytes() * times)
    return path


def bench_identify():
    """A short file, of which the start is a part that counts, and one four times as long."""
    labelled = shared / 'corpus/transcripts-dev.jsonl'
    if not labelled.exists():
        return
    short, long = many_devices(labelled, 40), many_devices(labelled, 160)
    size, cores = short.stat().st_size, len(os.sched_getaffinity(0))
    identify = [birthmark, 'identify', '--json', '--quiet']
    one_core = ['taskset', '-c', str(min(os.sched_getaffinity(0))), *identify]
    commands = {
        'one core': [*one_core, str(short)],
        'one core, four times': [*one_core, str(long)],
        f'{cores} cores': [*identify, str(short)],
        f'{cores} cores, four times': [*identify, str(long)],
        f'{cores} cores, one law': [*identify, '--law', 'us-ndaa2019-889b', str(short)],
    }
    print(f'\nidentify, {size / 1e6:.0f} MB of JSON lines, {40 * 895} devices, all laws, start and all (bar: 150 MB/s a core, 64 MiB)')
    print(f'  {"":24} {"wall s":>8} {"CPU s":>8} {"MB/s":>8} {"MB/CPU s":>8} {"own MiB":>8}')
    for name, (wall, cpu, memory) in in_turn(commands).items():
        read = size * (4 if name.endswith('four times') else 1)
        print(f'  {name:24} {wall:8.2f} {cpu:8.2f} {read / 1e6 / wall:8.0f} {read / 1e6 / cpu:8.0f} {memory / MIB:8.1f}')


def bench_match():
    """All marks at once beside PCRE2 and Vectorscan, and the worst case; it takes its own turns."""
    print('\nmatching, one core (bar: 1,000,000 banners/s)', flush=True)
    subprocess.run([str(build / 'bench/bench-match'), str(shared / 'bench/match')], check=True)


def bench_own():
    """Who is owned by whom, over all of a large table; it takes the median itself."""
    took = float(subprocess.run([str(build / 'bench/bench-own')], check=True, capture_output=True).stdout)
    print(f'\nownership, 100,000 companies: {took:.3f} s (bar: 1)', flush=True)


QUERIES = ('maker:hikvision', 'maker:hikvision label!=hikvision', 'label:annke', 'verdict:prohibited', 'law:us-ndaa2019-889b',
           'site:site-7', 'site:site-7 maker:dahua', 'contract:c-9 verdict:prohibited', 'seen>2026-10-01', 'model:DS-2CD20*',
           'mac:a4:cf:12:00:10', 'ip:10.0.5.0/24', 'country:CN',
           'maker:hikvision label!=hikvision verdict:prohibited site:site-7 grade>=likely seen>2026-10-01')


def million():
    """The estate of a million devices without evidence."""
    estate = build / 'million.db'
    if not estate.exists():
        subprocess.run([sys.executable, str(project / 'bench/estate.py'), '1000000', str(estate)], check=True)
    return estate


def bench_query():
    """Asking a large estate, from the command line: start-up and reading the knowledge included."""
    estate = million()
    print(f'\nqueries, 1,000,000 devices (bar: 100 ms where an index can serve it)\n  {"fit":>8} {"count ms":>9} {"page ms":>9}')
    for query in QUERIES:
        took = {}
        for name, options in ('count', ['--count']), ('page', ['--limit', '100', '--json']):
            walls = []
            for _ in range(RUNS):
                start = time.monotonic()
                done = subprocess.run([birthmark, 'devices', '--estate', str(estate), *options, query], check=True, capture_output=True)
                walls.append((time.monotonic() - start) * 1000)
            took[name] = statistics.median(walls), done.stdout
        print(f'  {int(took["count"][1]):8} {took["count"][0]:9.0f} {took["page"][0]:9.0f}  {query}', flush=True)


def judged(devices, anew):
    """An estate judged for the first time and once more, one core: figures of both."""
    estate = build / 'judge.db'
    for name in build.glob('judge.db*'):
        name.unlink()
    subprocess.run([str(build / 'bench/bench-devices'), str(devices), str(estate), *(['anew'] if anew else [])], check=True)
    command = ['taskset', '-c', str(min(os.sched_getaffinity(0))), birthmark, 'judge', '--quiet', '--estate', str(estate)]
    figures = run(command), run(command)
    for name in build.glob('judge.db*'):
        name.unlink()
    return figures


def bench_judge():
    """A large estate against all laws. Everything is written the first time, nothing the second."""
    print('\njudging, one core, all laws (bar: 1,000,000 devices in 20 s, own memory 512 MiB, ten times the devices in twelve times the time)')
    print(f'  {"devices":>9} {"":34} {"wall s":>8} {"CPU s":>8} {"own MiB":>8}')
    first = {}
    for devices, anew in (100000, False), (1000000, False), (100000, True), (1000000, True):
        names = ('thought anew and judged', 'again') if anew else ('judged for the first time', 'again')
        for name, (wall, cpu, memory, _) in zip(names, judged(devices, anew)):
            print(f'  {devices:9} {name:34} {wall:8.2f} {cpu:8.2f} {memory / MIB:8.1f}', flush=True)
            first.setdefault((name, devices), cpu)
    for name in 'judged for the first time', 'thought anew and judged':
        print(f'  ten times the devices, {name}: {first[name, 1000000] / first[name, 100000]:.1f} times the CPU time')


def thought_today(estate):
    """Makes the devices of an estate count as thought of with what birthmark knows now, as `judge` leaves them."""
    one = build / 'one.db'
    subprocess.run([str(build / 'bench/bench-devices'), '1', str(one)], check=True)
    with contextlib.closing(sqlite3.connect(one)) as made, contextlib.closing(sqlite3.connect(estate)) as base:
        base.execute('UPDATE knowledge SET hash = ?', made.execute('SELECT hash FROM knowledge').fetchone())
        base.commit()
    for name in build.glob('one.db*'):
        name.unlink()


def bench_summary():
    """The report of a large estate: half of its devices are under contracts, all at sites."""
    estate, page = million(), build / 'summary.html'
    thought_today(estate)
    core = ['taskset', '-c', str(min(os.sched_getaffinity(0)))]
    commands = {name: [*core, birthmark, 'report', '--quiet', '--estate', str(estate), '--output', str(page), *options]
                for name, options in (('all laws', []), ('as nl-municipality:amsterdam', ['--as', 'nl-municipality:amsterdam']))}
    print('\nsummary of the report, 1,000,000 devices, one core (bar: 5 s, 2 MB)')
    for name, (wall, cpu, memory) in in_turn(commands).items():
        print(f'  {name:30} {wall:6.2f} s wall {cpu:6.2f} s CPU {page.stat().st_size / 1e6:6.2f} MB {memory / MIB:6.1f} MiB', flush=True)
    page.unlink()


MAC_PLACES = {17: 9, 12: 6, 14: 7}  # where the fourth octet stands in a MAC, by how many characters it is written with


def with_octet(text):
    """A cell as what stands before the fourth octet of a MAC, that octet, whether its letters are capitals, and what stands behind it."""
    at = MAC_PLACES.get(len(text))
    digits = text[at:at + 2] if at else ''
    if not re.fullmatch(r'(?i)[0-9a-f]{2}[-:.]?[0-9a-f].*', text) or not re.fullmatch(r'(?i)[0-9a-f]{2}', digits):
        return text, None, False, ''
    return text[:at], int(digits, 16), text.upper() == text, text[at + 2:]


def large_register(path, rows):
    """A register of very many rows, out of one of 20,000: each of its copies has names, numbers and MACs of its own, and shares its
    addresses with one other copy, as the private networks of two branches do."""
    some, base = 20000, build / 'register-20000.csv'
    subprocess.run([sys.executable, str(project / 'tools/register.py'), '--rows', str(some), '--english', '--utf8', '--output', str(base)],
                   check=True, stdout=subprocess.DEVNULL)
    with open(base, encoding='utf-8', newline='') as file:
        head, *table = csv.reader(file)
    base.unlink()
    pieces, row_text = [], io.StringIO()
    for cells in table:
        mac = '', None, False, ''
        if len(cells) > 6 and cells[0].isdigit():
            cells[0] += '\x01'
            cells[1] += ' \x01'
            cells[4] += '\x01' if len(cells[4]) > 8 else ''
            mac = with_octet(cells[5])
            cells[5] = mac[0] + '\x03' + mac[3]
            cells[6] = re.sub(r'(?<![\d.])10\.', '\x02.', cells[6])
        row_text.seek(0)
        row_text.truncate()
        csv.writer(row_text).writerow(cells)
        before, _, behind = row_text.getvalue().partition('\x03')
        pieces.append((before, mac[1], '%02X' if mac[2] else '%02x', behind))
    with open(path, 'w', encoding='utf-8', newline='') as file:
        csv.writer(file).writerow(head)
        for copy in range(rows // some):
            text = ''.join(before + ('' if octet is None else form % ((octet + copy) & 255)) + behind
                           for before, octet, form, behind in pieces)
            file.write(text.replace('\x01', f'{copy:02d}').replace('\x02', str(10 + copy // 2)))


def one_core(command):
    """Own figures of a command on one core: of each import there is one run, for it takes a minute."""
    return run(['taskset', '-c', str(min(os.sched_getaffinity(0))), *command])


def forget(*patterns):
    for pattern in patterns:
        for old in build.glob(pattern):
            old.unlink()


def import_csv(rows):
    register, estate = build / 'register.csv', build / 'import.db'
    large_register(register, rows)
    commands = {'birthmark import': [birthmark, 'import', '--quiet', '--estate', str(estate), str(register)]}
    if shutil.which('sqlite3'):
        commands['sqlite3 .import'] = ['sqlite3', '-csv', '-cmd', f'.import --skip 2 {register} rows', str(build / 'bare.db'), '']
    print(f'\nimport of {rows} rows of CSV, {register.stat().st_size / 1e6:.0f} MB, one core (bar: 60 s, own memory 512 MiB)')
    print(f'  {"":24} {"wall s":>8} {"CPU s":>8} {"rows/s":>8} {"own MiB":>8} {"file MB":>8}')
    figures = {}
    for name, command in commands.items():
        forget('import.db*', 'bare.db*')
        wall, cpu, memory, _ = figures[name] = one_core(command)
        size = sum(f.stat().st_size for pattern in ('import.db*', 'bare.db*') for f in build.glob(pattern))
        print(f'  {name:24} {wall:8.2f} {cpu:8.2f} {rows / wall:8.0f} {memory / MIB:8.1f} {size / 1e6:8.0f}', flush=True)
    if len(figures) > 1:
        ours, bare = figures['birthmark import'], figures['sqlite3 .import']
        print(f'  ratio to a bare import of the same file: {ours[0] / bare[0]:.1f} times its time, {ours[1] / bare[1]:.1f} times its CPU time')
    forget('register.csv', 'import.db*', 'bare.db*')


def import_xlsx(rows):
    register, estate = build / 'register.xlsx', build / 'import.db'
    subprocess.run([sys.executable, str(project / 'tools/register.py'), '--rows', str(rows), '--output', str(register)], check=True,
                   stdout=subprocess.DEVNULL)
    print(f'\nimport of {rows} rows of XLSX, {register.stat().st_size / 1e6:.0f} MB, one core (bar: 20 s, own memory 512 MiB)')
    wall, cpu, memory, _ = one_core([birthmark, 'import', '--quiet', '--estate', str(estate), str(register)])
    print(f'  {"birthmark import":24} {wall:8.2f} {cpu:8.2f} {rows / wall:8.0f} {memory / MIB:8.1f}', flush=True)
    forget('register.xlsx', 'import.db*')


def bench_import():
    """Registers into a new estate: a million rows, beside a bare import of the same file into a table of SQLite; and a workbook."""
    import_csv(1000000)
    import_xlsx(100000)


print(f'{os.cpu_count()} cores; median of {RUNS} runs, taken in turn')
bench_start()
for capture in captures():
    bench_read(capture)
bench_identify()
bench_match()
bench_own()
bench_query()
bench_judge()
bench_summary()
bench_import()
