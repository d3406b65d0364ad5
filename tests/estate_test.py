#!/usr/bin/env python3
"""The estate among bad machines: sudden ends, a full disk, what may not be written. usage: estate_test.py BIRTHMARK [--sanitized]

A run of read, judge or decide is killed at random moments (seeded). Whatever
had been acknowledged must be there afterwards, of what was not nothing may be
half there, and the next run must simply go on: it finds the files as the dead
one left them, for the checks look at a copy.
"""
import os, pathlib, random, shutil, sqlite3, stat, struct, subprocess, sys, tempfile, time
from tap import check, finish, skip

birthmark = os.path.abspath(sys.argv[1])
SANITIZED = '--sanitized' in sys.argv
INSIDE = '--inside' in sys.argv  # of namespaces of our own, where disks can be made
KILLS = {'read': 80, 'judge': 60, 'decide': 60} if not SANITIZED else {'read': 8, 'judge': 6, 'decide': 6}
SECONDS_MAX = 75  # whatever was done until then is enough, on a machine that is too slow for all of it
DEVICES = 400     # of one capture
READ_OR_WRITE, NO_CREATE, NO_PERMISSION = 74, 73, 77
LAW = '''- law: {id}
  title: A city's own rule {id}
  jurisdiction: NL
  authority: City of Zeedorp
  citation: Letter {id}
  from: 2020-01-01
  roles: ["nl-municipality:zeedorp"]
  acts: [buy, use]
  scope: All departments of the city.
  clauses:
    - clause: none
      when: {{ maker: [{maker}] }}
      status: prohibited
      because: The city wants none of them.
  sources: ["Letter {id}"]
  trust: high
  examples: [ {{ maker: {maker}, class: camera, on: 2024-01-01, status: prohibited }} ]
  counters: [ {{ maker: {other}, class: camera, on: 2024-01-01, status: clear }} ]
'''

began = time.monotonic()
moments = random.Random(20261122)


# What is read and with which knowledge

def frames(number):
    """What one device says: an ARP announcement and a DHCP request. RFC 826, 5227; RFC 2131."""
    for i in range(DEVICES):
        mac = bytes.fromhex('2857be' if i % 2 else '00408c') + bytes([number, i >> 8, i & 255])
        ip = bytes([10, number, i >> 8, i & 255])
        yield (b'\xff' * 6 + mac + b'\x08\x06' + struct.pack('>HHBBH', 1, 0x800, 6, 4, 1) + mac + ip + b'\0' * 6 + ip + b'\0' * 18)
        name = f'cam-{number}-{i}'.encode()
        options = b'\x63\x82\x53\x63\x35\x01\x03\x32\x04' + ip + b'\x0c' + bytes([len(name)]) + name + b'\xff'
        boot = b'\x01\x01\x06\x00' + bytes(24) + mac + bytes(10 + 192) + options
        udp = struct.pack('>HHHH', 68, 67, 8 + len(boot), 0) + boot
        head = struct.pack('>BBHHHBBH', 0x45, 0, 20 + len(udp), i, 0, 64, 17, 0) + bytes(4) + b'\xff' * 4
        total = sum(struct.unpack('>10H', head))
        total = (total & 0xffff) + (total >> 16)
        head = head[:10] + struct.pack('>H', ~((total & 0xffff) + (total >> 16)) & 0xffff) + head[12:]
        yield b'\xff' * 6 + mac + b'\x08\0' + head + udp


def capture(folder, number):
    path = folder / f'{number}.pcap'
    with open(path, 'wb') as f:
        f.write(struct.pack('<IHHiIII', 0xa1b2c3d4, 2, 4, 0, 0, 65535, 1))
        for i, frame in enumerate(frames(number)):
            f.write(struct.pack('<IIII', 1700000000 + 1000 * number + i // 100, i % 100, len(frame), len(frame)) + frame)
    return path


def knowledge(folder, name, maker, other):
    """A folder of data with a law of its own: with another one, everything is thought and judged anew."""
    (folder / name / 'laws').mkdir(parents=True)
    (folder / name / 'laws/own.yaml').write_text(LAW.format(id=f'zeedorp-{name}', maker=maker, other=other))
    return folder / name


# Running it, and looking at what is left

def command(*words):
    return [birthmark, *map(str, words)]


def run(*words, **more):
    return subprocess.run(command(*words), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=60, **more)


def run_and_kill(words, delay):
    """Was it killed, its exit code, and what it had said by then."""
    process = subprocess.Popen(command(*words), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        said, _ = process.communicate(timeout=delay)
    except subprocess.TimeoutExpired:
        process.kill()
        said, _ = process.communicate()
    return process.returncode == -9, process.returncode, said


class Copy:
    """A copy of the estate as it lies there, with its log: opening the estate itself would mend it."""
    def __init__(self, estate):
        self.folder = tempfile.TemporaryDirectory()
        path = pathlib.Path(self.folder.name) / 'copy.db'
        for end in ('', '-wal'):
            if os.path.exists(f'{estate}{end}'):
                shutil.copyfile(f'{estate}{end}', f'{path}{end}')
        self.db = sqlite3.connect(path)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.db.close()
        self.folder.cleanup()

    def one(self, sql, *values):
        return self.db.execute(sql, values).fetchone()[0]

    def column(self, sql):
        return [row[0] for row in self.db.execute(sql)]

    def is_new(self):
        """Was the process killed before there was a single table?"""
        return self.one('SELECT count(*) FROM sqlite_schema') == 0

    def faults(self):
        """What must hold of any estate at any moment."""
        if self.is_new():
            return []
        truths = {
            'sound pages': "SELECT integrity_check = 'ok' FROM pragma_integrity_check",
            'nothing refers to what is not there': 'SELECT count(*) = 0 FROM pragma_foreign_key_check',
            'each device stands somewhere': 'SELECT (SELECT count(*) FROM now) = (SELECT count(*) FROM device WHERE merged_into IS NULL)',
            'the log is as long as it says': 'SELECT (SELECT count(*) FROM log) = coalesce((SELECT count FROM seal), 0)',
            'each run has a source': 'SELECT count(*) = 0 FROM run WHERE id NOT IN (SELECT run FROM source)',
            'each run is in the log': 'SELECT count(*) = 0 FROM (SELECT kind, count(*) AS n FROM run GROUP BY kind) '
                                      'WHERE n <> (SELECT count(*) FROM log WHERE act = kind)',
        }
        return [what for what, sql in truths.items() if self.one(sql) != 1]


class Story:
    """One command killed again and again: how often, and what was wrong afterwards."""
    def __init__(self, name, seconds):
        self.name, self.seconds, self.kills, self.runs, self.wrong = name, seconds, 0, 0, []

    def goes_on(self):
        return self.kills < 5 or (self.kills < KILLS[self.name] and time.monotonic() - began < SECONDS_MAX)

    def moment(self):
        """Most moments are anywhere in the run, some near its end, where it is made to last; now and then none."""
        self.runs += 1
        if self.runs % 8 == 0:
            return 60
        return moments.uniform(0, self.seconds) if self.runs % 3 else moments.uniform(0.6 * self.seconds, 1.2 * self.seconds)

    def run(self, words):
        """One run, killed or not: its exit code and what it said. How long it takes drifts on a shared machine."""
        delay, start = self.moment(), time.monotonic()
        killed, code, said = run_and_kill(words, delay)
        self.kills += killed
        if not killed:
            self.seconds += (time.monotonic() - start - self.seconds) / 4
        if not killed and code:
            self.blame([f'the next run ended with {code}'])
        return code, said

    def blame(self, faults):
        self.wrong += [f'{self.name}, run {self.runs}: {fault}' for fault in faults]

    def tell(self):
        check(self.kills > 0 and not self.wrong, f'{self.name} killed: nothing acknowledged is lost, nothing is half there, '
              'the next one goes on', '\n'.join(self.wrong) or 'never killed')
        print(f'# {self.name}: {self.kills} kills in {self.runs} runs')


def timed(*words):
    start = time.monotonic()
    done = run(*words)
    return time.monotonic() - start, done


def kill_reads(folder):
    captures = [capture(folder, number) for number in range(12)]
    seconds, _ = timed('read', '-q', '--estate', folder / 'first.db', captures[0])
    story, estate, kept, turn = Story('read', seconds), None, set(), 0
    while story.goes_on():
        if estate is None or len(kept) == len(captures):
            turn, kept = turn + 1, set()
            estate = folder / f'read-{turn}.db'
        number = min(set(range(len(captures))) - kept)
        code, _ = story.run(['read', '-q', '--estate', estate, captures[number]])
        with Copy(estate) as copy:
            story.blame(copy.faults())
            if copy.is_new():
                continue
            there = {int(pathlib.Path(what).stem) for what in copy.column('SELECT what FROM run')}
            if code == 0 and number not in there:
                story.blame(['an acknowledged run is lost'])
            if not kept <= there:
                story.blame(['an earlier run is lost'])
            for n in range(len(captures)):
                found = copy.one('SELECT count(*) FROM device WHERE substr(hex(mac), 7, 2) = ?', f'{n:02X}')
                if found != (DEVICES if n in there else 0):
                    story.blame([f'{found} of {DEVICES} devices of capture {n}'])
            kept = there
    story.tell()


def kill_judges(folder):
    estate = folder / 'judge.db'
    for number in range(3):
        run('read', '-q', '--estate', estate, folder / f'{number}.pcap')
    ways = [knowledge(folder, 'a', 'hikvision', 'axis'), knowledge(folder, 'b', 'axis', 'hikvision')]
    seconds, done = timed('judge', '-q', '--estate', estate, '--data', ways[1])
    check(done.returncode == 0, 'an estate is judged with another law', done.stderr)
    story, kept, law = Story('judge', seconds), 1, 'zeedorp-b'
    while story.goes_on():
        # The other one, for where nothing changes nothing is written.
        way = ways[law == 'zeedorp-a']
        code, _ = story.run(['judge', '-q', '--estate', estate, '--data', way])
        with Copy(estate) as copy:
            story.blame(copy.faults())
            if copy.one('SELECT count(DISTINCT coalesce(knowledge, 0)) FROM now') != 1:
                story.blame(['some devices are judged with new knowledge, some with old'])
            laws = copy.column("SELECT DISTINCT law FROM verdict JOIN now USING (judgement) WHERE law GLOB 'zeedorp-*'")
            if len(laws) != 1:
                story.blame(['verdicts of two runs stand side by side'])
            runs = copy.one("SELECT count(*) FROM run WHERE kind = 'judge'")
            if runs < kept + (code == 0) or (code == 0 and laws != [f'zeedorp-{way.name}']):
                story.blame(['an acknowledged judging is lost'])
            kept, law = runs, laws[0] if laws else law
    story.tell()


def kill_decisions(folder):
    estate, law = folder / 'judge.db', knowledge(folder, 'c', 'hikvision', 'axis')

    def words(number):
        return ['decide', '-q', '--estate', estate, '--data', law, '--law', 'zeedorp-c', '--by', 'A. Jansen', '--why',
                f'reason {number}', '--until', '2030-01-01', '--reference', f'paper {number}', 'waiver', f'10.0.0.{number % 200}']
    run('judge', '-q', '--estate', estate, '--data', law)
    seconds, done = timed(*words(0))
    check(done.returncode == 0, 'a decision is put on record', done.stderr)
    story, acknowledged = Story('decide', seconds), {'reason 0'}
    while story.goes_on():
        code, said = story.run(words(story.runs + 1))
        if code == 0 or said.strip():
            acknowledged.add(f'reason {story.runs}')
        with Copy(estate) as copy:
            story.blame(copy.faults())
            lost = acknowledged - set(copy.column('SELECT why FROM decision'))
            if lost:
                story.blame([f'lost: {", ".join(sorted(lost))}'])
            if copy.one("SELECT count(*) FROM log WHERE act = 'decide'") != copy.one('SELECT count(*) FROM decision') or \
               copy.one('SELECT count(*) FROM decided') != copy.one('SELECT count(*) FROM decision'):
                story.blame(['a decision is half there'])
    story.tell()
    verified = run('audit', '--estate', estate, 'verify')
    check(verified.returncode == 0, 'the log holds after all of that', verified.stdout + verified.stderr)


# Disks

def says(done, code, *words):
    return done.returncode == code and all(word in done.stderr for word in words)


def unchanged(estate, count):
    with Copy(estate) as copy:
        return not copy.faults() and copy.one('SELECT count(*) FROM device') == count


def full_disk(folder):
    """Inside of namespaces of our own: a disk of two megabytes, which a file fills."""
    disk = folder / 'disk'
    disk.mkdir()
    subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=3m', 'none', disk], check=True)
    estate, large, law = disk / 'estate.db', folder / 'large.pcap', knowledge(folder, 'd', 'hikvision', 'axis')
    small = capture(folder, 0)
    with open(large, 'wb') as f:
        f.write(small.read_bytes() + b''.join(capture(folder, n).read_bytes()[24:] for n in range(1, 40)))
    done = run('read', '-q', '--estate', estate, small)
    check(done.returncode == 0, 'a small run fits on the disk', done.stderr)
    done = run('read', '-q', '--estate', estate, large)
    check(says(done, READ_OR_WRITE, 'No space left on device'), 'a large run says that the disk is full', done.stderr)
    check(unchanged(estate, DEVICES), 'and leaves the estate as it was')
    filler = os.open(disk / 'filler', os.O_WRONLY | os.O_CREAT)
    try:
        while os.write(filler, b'x' * 4096):
            pass
    except OSError:
        os.close(filler)
    for what, words in {'judge': ['judge', '-q', '--data', law], 'tell': ['tell', '-q', '--made-in', 'CN', '--by', 'A', '--why', 'w', '10.0.0.1'],
                        'decide': ['decide', '-q', '--data', law, '--law', 'zeedorp-d', '--by', 'A', '--why', 'w', 'waiver', '10.0.0.1']}.items():
        done = run(*words[:1], '--estate', estate, *words[1:])
        check(says(done, READ_OR_WRITE, 'No space left on device'), f'{what}: the disk is full', f'{done.returncode}: {done.stderr}')
    done = run('backup', '-q', '--estate', estate, disk / 'copy.db')
    check(done.returncode == READ_OR_WRITE and len(list(disk.glob('copy*'))) == 0, 'a copy that does not fit leaves nothing',
          f'{done.returncode}: {done.stderr}')
    check(unchanged(estate, DEVICES), 'none of them changed anything')
    (disk / 'filler').unlink()
    done = run('judge', '-q', '--estate', estate, '--data', law)
    check(done.returncode == 0, 'with room again it goes on', done.stderr)
    read_only_disk(disk, estate, small)


def read_only_disk(disk, estate, pcap):
    subprocess.run(['mount', '-o', 'remount,ro', disk], check=True)
    for name in (estate, disk / 'new.db'):
        done = run('read', '-q', '--estate', name, pcap)
        check(done.returncode in (NO_CREATE, NO_PERMISSION) and ('Read-only file system' in done.stderr), f'{name.name} on a read-only disk',
              f'{done.returncode}: {done.stderr}')
    done = run('devices', '-q', '--estate', estate)
    check(done.returncode == 0 and '10.0.' not in done.stderr, 'and can be read there', done.stderr)


def may_not_write(folder):
    """Files and folders that are not ours to write. Root may write anything, so it becomes nobody."""
    home = folder / 'locked'
    home.mkdir()
    estate, small = home / 'estate.db', folder / '0.pcap'
    run('read', '-q', '--estate', estate, small)
    who = {'user': 65534} if os.geteuid() == 0 else {}
    try:
        allowed = subprocess.run(command('--version'), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd='/', **who).returncode == 0
    except (OSError, subprocess.SubprocessError):
        allowed = False
    if not allowed:
        skip('files that may not be written', 'nobody may not start the program here')
        return
    for what, file_mode, folder_mode in (('file and folder', 0o444, 0o555), ('file', 0o444, 0o777), ('folder', 0o666, 0o555)):
        os.chmod(estate, file_mode)
        os.chmod(home, folder_mode)
        for words in (['read', '-q', '--estate', estate, small], ['judge', '-q', '--estate', estate],
                      ['tell', '-q', '--estate', estate, '--made-in', 'CN', '--by', 'A', '--why', 'w', '10.0.0.1']):
            done = run(*words, cwd='/', **who)
            check(says(done, NO_PERMISSION, f'{estate}: Permission denied\n') and 'write access to the file and its folder' in done.stderr,
                  f'{what} not ours: {words[0]} says so, and what is missing', f'{done.returncode}: {done.stderr}')
            check(('With --dry-run' in done.stderr) == (words[0] == 'judge'), f'{what} not ours: judge alone can do without')
        done = run('devices', '-q', '--estate', estate, cwd='/', **who)
        check(done.returncode == 0, f'{what} not ours: the estate can be read', f'{done.returncode}: {done.stderr}')
        os.chmod(home, 0o777)
        check(unchanged(estate, DEVICES), f'{what} not ours: nothing changed')
    os.chmod(home, 0o555)
    for words in (['read', '-q', '--estate', home / 'new.db', small], ['backup', '-q', '--estate', estate, home / 'copy.db']):
        done = run(*words, cwd='/', **who)
        check(done.returncode in (NO_CREATE, NO_PERMISSION) and 'ermission denied' in done.stderr, f'a folder that is not ours: {words[0]}',
              f'{done.returncode}: {done.stderr}')
    os.chmod(home, 0o755)


def in_namespaces():
    """The tests of disks again, in a process that may mount."""
    if os.geteuid() != 0 and not shutil.which('unshare'):
        return False
    allowed = subprocess.run(['unshare', '-Urm', 'mount', '-t', 'tmpfs', 'none', '/mnt'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if allowed.returncode:
        return False
    done = subprocess.run(['unshare', '-Urm', sys.executable, __file__, birthmark, '--inside'], stdout=subprocess.PIPE, text=True, timeout=120)
    for line in done.stdout.splitlines():
        good, _, what = line.partition(' - ')
        if line.startswith('#'):
            print(line)
        elif what:
            check(good.startswith('ok'), what)
    return True


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    os.chmod(folder, stat.S_IRWXU | stat.S_IXGRP | stat.S_IXOTH | stat.S_IRGRP | stat.S_IROTH)
    if INSIDE:
        try:
            full_disk(folder)
        finally:
            subprocess.run(['umount', folder / 'disk'])
    else:
        kill_reads(folder)
        kill_judges(folder)
        kill_decisions(folder)
        may_not_write(folder)
        if not in_namespaces():
            skip('a full disk, a read-only disk', 'no namespaces here')
finish()
