#!/usr/bin/env python3
"""Every reader on disk is in the list, and has its cases. usage: listed.py SRC/READ NAME..."""
import pathlib, sys

root = pathlib.Path(sys.argv[1])
there = {p.stem for room in ('wire', 'image') for p in root.glob(room + '/*.c')}
cases = {p.stem for room in ('wire', 'image') for p in root.glob(room + '/*.t') if '\nend ' in p.read_text()}
listed = set(sys.argv[2:])
for name in sorted(there - listed):
    print(f'{name}.c is not in src/read/meson.build')
for name in sorted(there - cases):
    print(f'{name}.c has no cases in {name}.t')
sys.exit(bool(there - listed or there - cases or not there))
