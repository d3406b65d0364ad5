#!/usr/bin/env python3
"""identify as a stream: order, line numbers, promptness, bounds. Writes TAP.

usage: identify_test.py BIRTHMARK [--sanitized]

A sanitizer needs memory of its own, so that is not measured then, and names signals by its own words.
"""
import json, os, pathlib, select, subprocess, sys, tempfile, time

from tap import check, finish

birthmark = sys.argv[1]
command = [birthmark, 'identify', '--json', '--quiet', '--law', 'us-ndaa2019-889b']


def record(name, size=0, **fields):
    fields = {'http.server': 'App-webs/', **({'http.body': 'x' * size} if size else {}), **fields}
    return json.dumps({'device': name, 'observations': [{'field': f, 'value': v} for f, v in fields.items()]}).encode()


def names(output):
    return [json.loads(line)['device'] for line in output.splitlines()]


def wanted(lines):
    """What must come out of these lines: names in order, and the numbers of bad lines."""
    good, bad = [], []
    for number, line in enumerate(lines, 1):
        if line.startswith(b'{"device"'):
            good.append(json.loads(line)['device'])
        elif line.strip():
            bad.append(number)
    return good, bad


def test_order(folder):
    lines = []
    for i in range(4000):
        lines.append(record(f'd{i}', size=i * 37 % 1500))
        if i % 97 == 0:
            lines += [b'', b'{device: nonsense', b'[]']
        if i % 1500 == 700:
            lines.append(record(f'long{i}', size=200_000))
    text = b'\n'.join(lines)
    path = folder / 'many.jsonl'
    path.write_bytes(text)
    good, bad = wanted(lines)
    from_file = subprocess.run([*command, path], capture_output=True)
    from_pipe = subprocess.run(command, input=text, capture_output=True)
    one = subprocess.run(['taskset', '-c', '0', *command, path], capture_output=True) if have('taskset') else from_file
    for how, done, name in ('a file', from_file, str(path)), ('a pipe', from_pipe, 'standard input'), ('a file on one processor', one, str(path)):
        check(done.returncode == 65 and names(done.stdout) == good, f'{how}: all answers, in order', done.returncode)
        said = [line.split(b':')[1:3] for line in done.stderr.splitlines()]
        check(said == [[b' ' + name.encode(), str(n).encode()] for n in bad], f'{how}: each bad line by its number', done.stderr[:300].decode())
    check(from_file.stdout == from_pipe.stdout == one.stdout, 'however it comes, the answers are the same')


def have(program):
    return any(os.access(os.path.join(p, program), os.X_OK) for p in os.environ.get('PATH', '').split(':'))


def test_ends():
    for text, good, what in (
        (b'', [], 'nothing'), (b'\n\n', [], 'blank lines'), (record('a'), ['a'], 'a last line without its end'),
        (b'\xef\xbb\xbf' + record('a') + b'\n' + record('b'), ['a', 'b'], 'a byte order mark'),
        (record('a') + b'\r\n' + record('b') + b'\r\n', ['a', 'b'], 'lines that end with CR LF'),
    ):
        done = subprocess.run(command, input=text, capture_output=True)
        check(done.returncode == 0 and names(done.stdout) == good, what, (done.returncode, done.stderr.decode()))
    done = subprocess.run(command, input=b'x' * (20 << 20) + b'\n' + record('after') + b'\nbad\n', capture_output=True)
    check(done.returncode == 65 and names(done.stdout) == ['after'] and b': 16 MiB' not in done.stderr and
          b'input:1: ' in done.stderr and b'input:3:' in done.stderr, 'a line of 20 MB is one complaint, what follows is answered', done.stderr.decode())


def answer_in_time(process, seconds=10):
    ready, _, _ = select.select([process.stdout], [], [], seconds)
    return os.read(process.stdout.fileno(), 1 << 20) if ready else b''


def test_slow_pipe():
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    for name in 'one', 'two', 'three':
        process.stdin.write(record(name) + b'\n')
        process.stdin.flush()
        check(names(answer_in_time(process)) == [name], f'line {name} is answered while the pipe stays open')
    process.stdin.write(record('half')[:20])
    process.stdin.flush()
    check(answer_in_time(process, 0.2) == b'', 'half a line waits for its other half')
    process.stdin.write(record('half')[20:])
    process.stdin.close()
    check(names(process.stdout.read()) == ['half'] and process.wait() == 0, 'and is answered at the end')


def test_reader_leaves():
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdin.write(record('one') + b'\n')
    process.stdin.flush()
    answer_in_time(process)
    process.stdout.close()
    try:
        process.stdin.write(record('two') + b'\n')
        process.stdin.flush()
        code = process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        code = 'it waits for ever'
        process.kill()
    check(code == 74 and process.stderr.read() == b'', 'when nobody reads on it ends, though input could still come', code)
    process.stdin.close()
    if os.path.exists('/dev/full'):
        with open('/dev/full', 'wb') as full:
            done = subprocess.run(command, input=record('a') + b'\n' + record('b'), stdout=full, stderr=subprocess.PIPE)
        check(done.returncode == 74 and done.stderr.count(b'standard output') == 1, 'a full disk is said once', (done.returncode, done.stderr.decode()))


def test_file_gets_shorter(folder):
    path = folder / 'shrinking.jsonl'
    path.write_bytes(b'\n'.join(record(f'd{i}', size=900) for i in range(20000)))
    process = subprocess.Popen([*command, path], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    # Its answers do not fit into the pipe, so it waits, far from the end of the file.
    first = os.read(process.stdout.fileno(), 1)
    os.truncate(path, 100)
    rest, said = process.communicate(timeout=60)
    whole = (first + rest).rpartition(b'\n')[0]
    check(process.returncode == 70 and (b'became shorter' in said or '--sanitized' in sys.argv), 'a file that gets shorter ends a cell, not the program', (process.returncode, said))
    check(names(whole) == [f'd{i}' for i in range(whole.count(b'\n') + 1)], 'what was good before that is answered, in order')


def own_memory(pid):
    """What the program and its cells hold beside files and shared pages, in KiB."""
    try:
        children = pathlib.Path(f'/proc/{pid}/task/{pid}/children').read_text().split()
        total = 0
        for p in [str(pid), *children]:
            total += sum(int(l.split()[1]) for l in pathlib.Path(f'/proc/{p}/status').read_text().splitlines() if l.startswith('RssAnon:'))
        return total
    except OSError:
        return 0


def test_memory(folder):
    path = folder / 'large.jsonl'
    path.write_bytes(b'\n'.join(record(f'd{i}', size=900, mac=f'28:57:be:00:{i >> 8 & 255:02x}:{i & 255:02x}') for i in range(30000)))
    process = subprocess.Popen([*command, path], stdout=subprocess.DEVNULL)
    most = 0
    while process.poll() is None:
        most = max(most, own_memory(process.pid))
        time.sleep(0.002)
    if '--sanitized' not in sys.argv:
        check(0 < most < 64 * 1024, 'memory stays under 64 MiB, however many lines', f'{most} KiB')


with tempfile.TemporaryDirectory() as scratch:
    folder = pathlib.Path(scratch)
    test_order(folder)
    test_ends()
    test_slow_pipe()
    test_reader_leaves()
    test_file_gets_shorter(folder)
    test_memory(folder)
finish()
