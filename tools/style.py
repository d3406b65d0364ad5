#!/usr/bin/env python3
"""What style.md asks and a machine can see. usage: style.py PROJECT"""
import pathlib, re, sys

FORBIDDEN = re.compile(r'\b(strcpy|strcat|sprintf|vsprintf|atoi|atol|gets|alloca)\s*\(')
UNFINISHED = re.compile(r'\b(TO' r'DO|FIX' r'ME|XX' r'X|HA' r'CK)\b')
MACHINE = re.compile(r'/(ho' r'me|ro' r'ot|wo' r'rk)/')
PURE = {'read', 'flow', 'know', 'fuse', 'law', 'show', 'fact'}
LINES_MAX, FUNCTION_MAX = 600, 80

root = pathlib.Path(sys.argv[1])
bad = 0


def complain(path, number, what):
    global bad
    print(f'{path.relative_to(root)}:{number}: {what}')
    bad += 1


def functions(lines):
    """(first line, length, name) of each function: from its brace in column 0 to the closing one."""
    start = None
    for number, line in enumerate(lines, 1):
        if start is None and re.match(r'^[A-Za-z_].*\)\s*\{$|^\t.*\)\s*\{$', line) and not line.startswith(('\tif', '\tfor', '\twhile', '\tswitch', '\t}')) \
                and (not line.startswith('\t') or re.match(r'^[a-z].*\($|^[a-z].*,$', lines[number - 2])):
            start = number
        elif line == '}' and start is not None:
            yield start, number - start + 1
            start = None


for path in sorted(p for room in ('src', 'tests', 'tools', 'fuzz', 'bench') for p in (root / room).rglob('*.[ch]')):
    text = path.read_text(encoding='utf-8')
    lines = text.splitlines()
    room = path.relative_to(root).parts[1]
    if path.parts[-2] != 'tests' and len(lines) > LINES_MAX:
        complain(path, len(lines), f'a file has at most {LINES_MAX} lines')
    for start, length in functions(lines):
        if length > FUNCTION_MAX:
            complain(path, start, f'a function has at most {FUNCTION_MAX} lines, this has {length}')
    if not text.lstrip().startswith(('/*', '#pragma once', '#include')):
        complain(path, 1, 'a file begins with what it is')
    for number, line in enumerate(lines, 1):
        if FORBIDDEN.search(line):
            complain(path, number, 'a forbidden function')
        if UNFINISHED.search(line):
            complain(path, number, 'unfinished work')
        if MACHINE.search(line):
            complain(path, number, 'a path of one machine')
        if re.search(r'\bgoto\s+(?!out;)', line) and not line.lstrip().startswith(('*', '/*')):
            complain(path, number, 'goto leads to `out:` or nowhere')
        if '__attribute__((packed' in line:
            complain(path, number, 'no packed structs')
        if line.startswith(('#if', '# if')) and path.name != 'lock.c' and 'cell' != room and 'base' != room:
            complain(path, number, 'choose files, not #if')
        # Sentences for people are not broken for the sake of the margin.
        if len(re.sub(r'"(\\.|[^"])*"', '""', line).expandtabs(8)) > 132:
            complain(path, number, 'a line has at most 132 columns')
        if line != line.rstrip():
            complain(path, number, 'blanks at the end of a line')
        if room in PURE and re.match(r'static (?!const|inline|_Noreturn|enum|struct \w+ \*?\w+\(|bool|str|int|void|size_t|uint|addr|date|double)[a-z_ ]+\w+(\[[^]]*\])*( = |;)', line):
            complain(path, number, 'a pure room has no mutable globals')
print(f'{bad} against the style')
sys.exit(bad > 0)
