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


def quoted(line):
    return '"' + line.replace('\\', '\\\\').replace('"', '\\"') + '\\n"'


def main():
    path, header, code = sys.argv[1:]
    queries = read_queries(path)
    with open(header, 'w', encoding='utf-8') as f:
        f.write('#pragma once\n\n/* Generated from queries.sql. */\n\nenum query {\n')
        f.writelines(f'\tQUERY_{name.upper()},\n' for name in queries)
        f.write('\tQUERY_COUNT,\n};\nextern const char *const queries[QUERY_COUNT];\n')
    with open(code, 'w', encoding='utf-8') as f:
        f.write('#include "store/queries.h"\n\nconst char *const queries[QUERY_COUNT] = {\n')
        for name, lines in queries.items():
            f.write(f'\t[QUERY_{name.upper()}] =\n')
            f.write('\n'.join('\t\t' + quoted(line) for line in lines) + ',\n')
        f.write('};\n')


main()
