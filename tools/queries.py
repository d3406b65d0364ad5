#!/usr/bin/env python3
"""Turns named SQL queries into a C table. usage: queries.py QUERIES.sql OUTPUT.h OUTPUT.c

A query begins with a line `-- name: word`; other comment lines stay out.
"""
import re
import sys


def read_queries(path):
    queries, name = {}, None
    with open(path, encoding='utf-8') as f:
        for number, line in enumerate(f, 1):
            begin = re.fullmatch(r'--\s*name:\s*([a-z][a-z0-9_]*)\s*', line)
            if begin:
                name = begin[1]
                if name in queries:
                    sys.exit(f'{path}:{number}: the name {name} stands here for the second time')
                queries[name] = []
            elif line.lstrip().startswith('--') or not line.strip():
                continue
            elif name is None:
                sys.exit(f'{path}:{number}: SQL before the first name')
            else:
                queries[name].append(line.rstrip())
    for name, lines in queries.items():
        if not lines:
            sys.exit(f'{path}: {name} has no SQL')
    return queries


# The longest string literal that a compiler must take (C17, 5.2.4.1); what is longer becomes a list of bytes.
LITERAL_MAX = 4095


def as_bytes(name, text):
    data = [str(b) for b in text.encode() + b'\0']
    rows = [','.join(data[i:i + 32]) for i in range(0, len(data), 32)]
    return f'static const char {name}[] = {{\n\t' + ',\n\t'.join(rows) + ',\n};\n\n'


def quoted(line):
    return '"' + line.replace('\\', '\\\\').replace('"', '\\"') + '\\n"'


def main():
    path, header, code = sys.argv[1:]
    queries = read_queries(path)
    with open(header, 'w', encoding='utf-8') as f:
        f.write('#pragma once\n\n/* Generated from queries.sql. */\n\nenum named_query {\n')
        f.writelines(f'\tQUERY_{name.upper()},\n' for name in queries)
        f.write('\tQUERY_COUNT,\n};\nextern const char *const queries[QUERY_COUNT];\n')
    with open(code, 'w', encoding='utf-8') as f:
        texts = {name: ''.join(line + '\n' for line in lines) for name, lines in queries.items()}
        long = [name for name, text in texts.items() if len(text.encode()) > LITERAL_MAX]
        f.write('#include "store/queries.h"\n\n')
        f.writelines(as_bytes(name, texts[name]) for name in long)
        f.write('const char *const queries[QUERY_COUNT] = {\n')
        for name, lines in queries.items():
            if name in long:
                f.write(f'\t[QUERY_{name.upper()}] = {name},\n')
                continue
            f.write(f'\t[QUERY_{name.upper()}] =\n')
            f.write('\n'.join('\t\t' + quoted(line) for line in lines) + ',\n')
        f.write('};\n')


main()
