#!/usr/bin/env python3
"""Stands a street up in network namespaces of its own, and takes it down.

usage: street.py up  SCRIPT [OPTION…]              until Ctrl-C; says how to look in
       street.py run SCRIPT [OPTION…] -- COMMAND   runs the command as the scanner
options: --street PROGRAM  --routed  --net PREFIX (10.77.0.0/16)  --ledger FILE  --excluded PREFIX  --lose N

Two namespaces, one veth between them, no way out of either: s0 is the scanner's end, d0 the street's, on which the kernel
has no address. Flat, the scanner is the last address but one of the net and all devices are its neighbours. With --routed
they live behind 10.200.0.1, and the scanner is 10.200.0.2. Both namespaces go with the last process in them.
"""
import argparse, contextlib, ctypes, fcntl, ipaddress, json, os, pathlib, shutil, signal, socket, struct, subprocess, sys, time

ROUTER, SCANNER, ROUTER_MAC, SCANNER_MAC = '10.200.0.1', '10.200.0.2', '02:00:5e:00:53:01', '02:00:5e:00:53:02'
SIOCETHTOOL, STXCSUM, STSO, SGSO = 0x8946, 0x17, 0x1f, 0x24  # linux/ethtool.h
PR_SET_PDEATHSIG = 1
TO_THE_FAR_SIDE = '--far-side'


def ip(*words):
    subprocess.run(['ip', *words], check=True, capture_output=True)


def plain_frames(link):
    """One packet a frame, with its check sums: the street reads frames, not what a card would make of them."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        for command in STXCSUM, STSO, SGSO:
            value = ctypes.create_string_buffer(struct.pack('II', command, 0))
            with contextlib.suppress(OSError):
                fcntl.ioctl(s, SIOCETHTOOL, struct.pack('16sP', link.encode(), ctypes.addressof(value)))


def set_system(name, value):
    with contextlib.suppress(OSError):
        pathlib.Path('/proc/sys', name).write_text(str(value))


def enter(words=None):
    """Comes back in a network namespace of its own: begins the program again in one. OSError where none can be made."""
    if os.environ.get('STREET_NAMESPACE') == str(os.getpid()):
        return
    unshare = ['unshare', '-n'] if os.getuid() == 0 else ['unshare', '-Urn']
    able = subprocess.run([*unshare, 'ip', 'link', 'set', 'lo', 'up'], capture_output=True, text=True)
    if able.returncode:
        raise OSError(able.stderr.strip() or 'no namespace can be made')
    # The process stays the same through both, so its number says that it is inside.
    os.environ['STREET_NAMESPACE'] = str(os.getpid())
    sys.stdout.flush()
    os.execvp(unshare[0], [*unshare, sys.executable, *(words or sys.argv)])


def far_side(words):
    """In the far namespace: waits for its end of the link, then becomes the street."""
    os.write(1, b'h')
    if os.read(0, 1) != b'g':
        sys.exit(1)
    ip('link', 'set', 'd0', 'addrgenmode', 'none', 'up')
    plain_frames('d0')
    # Frames come in bursts; on a busy machine the street must not be what is waited for.
    with contextlib.suppress(OSError):
        os.nice(-10)
    os.execv(words[0], words)


class Standing:
    """A street that stands, seen from the scanner's namespace."""
    def __init__(self, process, ledger, routed, net):
        self.process, self.ledger_path, self.routed, self.net = process, ledger and pathlib.Path(ledger), routed, net
        self.link, self.scanner = 's0', SCANNER if routed else str(net[-2])
        self.router, self.router_mac, self.scanner_mac = ROUTER, ROUTER_MAC, SCANNER_MAC

    def ledger(self):
        """What it saw until now: {address: line}, and the total under None."""
        with contextlib.suppress(FileNotFoundError):
            self.ledger_path.unlink()
        self.process.send_signal(signal.SIGUSR1)
        until = time.monotonic() + 60
        while not self.ledger_path.exists():
            if self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError('the street fell')
            time.sleep(0.02)
        with open(self.ledger_path, encoding='utf-8') as f:
            lines = [json.loads(line) for line in f]
        return {line.get('device'): line for line in lines}

    def cpu_seconds(self):
        fields = pathlib.Path(f'/proc/{self.process.pid}/stat').read_text().rsplit(')', 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')

    def end(self):
        self.process.terminate()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
        with contextlib.suppress(subprocess.SubprocessError):
            ip('link', 'del', 's0')


def die_with_parent():
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def address_near(routed, net):
    ip('link', 'set', 'lo', 'up')
    ip('link', 'set', 's0', 'addrgenmode', 'none')
    ip('link', 'set', 's0', 'address', SCANNER_MAC, 'up')
    plain_frames('s0')
    set_system('net/ipv4/ip_local_port_range', '1024 65000')
    if routed:
        ip('addr', 'add', f'{SCANNER}/30', 'dev', 's0')
        ip('route', 'add', str(net), 'via', ROUTER)
    else:
        ip('addr', 'add', f'{net[-2]}/{net.prefixlen}', 'brd', '+', 'dev', 's0')
    ip('addr', 'add', 'fe80::2/64', 'dev', 's0', 'nodad')


def stand(program, script, ledger, routed=False, net='10.77.0.0/16', excluded=(), lose=0):
    """Called inside (see enter): a street that plays `script`. Its ledger lies at `ledger`."""
    net = ipaddress.ip_network(net)
    words = [str(program), '--link', 'd0', '--script', str(script)]
    words += ['--ledger', str(ledger)] if ledger else []
    words += [w for e in excluded for w in ('--excluded', str(e))]
    words += ['--lose', str(lose)] if lose else []
    words += ['--router', f'{ROUTER}/{ROUTER_MAC}'] if routed else []
    # A session of its own: Ctrl-C is for the command, and the street is taken down after it.
    p = subprocess.Popen(['unshare', '-n', sys.executable, os.path.abspath(__file__), TO_THE_FAR_SIDE, *words],
                         stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True, preexec_fn=die_with_parent)
    if p.stdout.read(1) != b'h':
        raise OSError('no second namespace can be made')
    ip('link', 'add', 's0', 'type', 'veth', 'peer', 'name', 'd0', 'netns', str(p.pid))
    address_near(routed, net)
    p.stdin.write(b'g')
    p.stdin.close()
    if b'ready' not in p.stdout.readline():
        raise RuntimeError('the street does not stand')
    return Standing(p, ledger, routed, net)


def options():
    o = argparse.ArgumentParser(usage=__doc__)
    o.add_argument('what', choices=['up', 'run'])
    o.add_argument('script')
    o.add_argument('--street', default='build/tools/street')
    o.add_argument('--routed', action='store_true')
    o.add_argument('--net', default='10.77.0.0/16')
    o.add_argument('--ledger')
    o.add_argument('--excluded', action='append', default=[])
    o.add_argument('--lose', type=int, default=0)
    at = sys.argv.index('--') if '--' in sys.argv else len(sys.argv)
    return o.parse_args(sys.argv[1:at]), sys.argv[at + 1:]


def wait_for(command, output=None):
    """Its exit code; Ctrl-C is the command's own business. Its results go to the file `output` where one is named."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    with open(output, 'wb') if output else contextlib.nullcontext() as out:
        try:
            return subprocess.run(command, stdout=out, preexec_fn=lambda: signal.signal(signal.SIGINT, before)).returncode
        finally:
            signal.signal(signal.SIGINT, before)


def main():
    if sys.argv[1:2] == [TO_THE_FAR_SIDE]:
        far_side(sys.argv[2:])
    o, command = options()
    enter()
    street = stand(shutil.which(o.street) or o.street, o.script, o.ledger, o.routed, o.net, o.excluded, o.lose)
    code = 0
    try:
        if o.what == 'run':
            code = wait_for(command)
        else:
            print(f'the street stands; to look in: nsenter -t {os.getpid()} -n sh -c "ping {o.net.split("/")[0]}"', flush=True)
            signal.pause()
    except KeyboardInterrupt:
        pass
    finally:
        street.end()
    sys.exit(code if code >= 0 else 128 - code)


if __name__ == '__main__':
    main()
