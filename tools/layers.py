#!/usr/bin/env python3
"""Checks that includes only point the way that the table of rooms allows. usage: layers.py SRC"""
import pathlib, re, sys

# Each room and what it may include besides itself; the floor comes first.
MAY = {
    'base': set(),
    'fact': {'base'},
    'read': {'base', 'fact'},
    'flow': {'base', 'fact', 'read'},
    'cell': {'base', 'fact', 'read', 'flow'},
    'know': {'base', 'fact'},
    'fuse': {'base', 'fact'},
    'law': {'base', 'fact'},
    'store': {'base', 'fact'},
    'show': {'base', 'fact'},
    'sense': {'base', 'fact'},
}
MAY['cmd'] = set(MAY)

src = pathlib.Path(sys.argv[1])
bad = count = 0
for path in sorted(src.rglob('*.[ch]')):
    room = path.relative_to(src).parts[0]
    count += 1
    for number, line in enumerate(path.read_text(encoding='utf-8').splitlines(), 1):
        m = re.match(r'\s*#\s*include\s+"([^/"]+)(/?)', line)
        if not m:
            continue
        if room not in MAY:
            print(f'{path}:{number}: the room {room} is not in the table')
            bad += 1
        elif not m[2] or m[1] not in MAY[room] | {room}:
            print(f'{path}:{number}: {room} must not include {line.strip()}')
            bad += 1
        # Readers know of each other only through hand_on().
        elif room == 'read' and re.match(r'\s*#\s*include\s+"read/(wire|image)/', line):
            print(f'{path}:{number}: readers meet only through hand_on()')
            bad += 1
print(f'{count} files, {bad} includes point the wrong way')
sys.exit(bad > 0 or count == 0)
