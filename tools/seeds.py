#!/usr/bin/env python3
"""Takes the bytes of all cases as fuzzer seeds. usage: seeds.py FILE.t FOLDER"""
import codecs, pathlib, sys

out = pathlib.Path(sys.argv[2])
out.mkdir(parents=True, exist_ok=True)
data, count = b'', 0
for line in pathlib.Path(sys.argv[1]).read_text(encoding='utf-8').splitlines():
    word, _, rest = line.partition(' ')
    if word == 'case':
        data = b''
    elif word == 'hex':
        data += bytes.fromhex(rest)
    elif word == 'text':
        data += codecs.escape_decode(rest.lstrip().encode())[0]
    elif word == 'end':
        (out / f'{count:03}').write_bytes(data)
        count += 1
