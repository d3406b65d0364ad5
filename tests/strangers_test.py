#!/usr/bin/env python3
"""A reader that knows datagrams by their bytes alone must leave others' alone. Writes TAP.

usage: strangers_test.py READ_TEST SRC/READ/WIRE

Gives each such reader all datagrams that other readers' cases hold, and wants all of them refused.
"""
import pathlib, re, subprocess, sys, tempfile

from tap import check, finish

read_test, wire = sys.argv[1], pathlib.Path(sys.argv[2])


def datagrams(name):
    """Title, lines and the protocols of what is told, of the cases of a reader that takes their datagram."""
    for case in re.split(r'^(?=case )', (wire / f'{name}.t').read_text(encoding='utf-8'), flags=re.M)[1:]:
        lines = case.splitlines()
        own = 'another protocol' not in lines[0] and not re.search(r'^end +not-mine', case, re.M)
        if own and re.search(r'^lane +udp ', case, re.M):
            yield (f'{name}: {lines[0][6:]}', [line for line in lines if line.startswith(('hex ', 'text ', 'from '))],
                   set(re.findall(r'^want +(?:\S+ )??(\w+)\.', case, re.M)))


def main():
    names = sorted(p.stem for p in wire.glob('*.t'))
    for reader in (n for n in names if 'LANE_UDP, KEY_ANY' in (wire / f'{n}.c').read_text(encoding='utf-8')):
        sheet = [line for other in names if other != reader for title, lines, told in datagrams(other) if reader not in told
                 for line in (f'case  {title}', f'lane  document {reader}.raw', *lines, 'end   not-mine')]
        with tempfile.NamedTemporaryFile('w', suffix='.t', encoding='utf-8') as f:
            f.write('\n'.join(sheet) + '\n')
            f.flush()
            out = subprocess.run([read_test, f.name], capture_output=True, text=True, timeout=60).stdout
        taken = [line for line in out.splitlines() if line.startswith(('not ok', 'Bail'))]
        check(sheet and '1..' in out and not taken, f'{reader} takes nothing of others', '\n'.join(taken))
    finish()


main()
