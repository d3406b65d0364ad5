#!/usr/bin/env python3
"""Do the manual and the completions name the same commands and options as the program, and does the README count right?

usage: docs_agree.py BIRTHMARK DOC_FOLDER

Runs `birthmark COMMAND --help` for each command, reads doc/man,
doc/completion and the README above DOC_FOLDER, and prints TAP. Where mandoc
is installed it checks the pages' form too.
"""
import pathlib
import re
import shutil
import subprocess
import sys

OPTION = re.compile(r'--([a-z][a-z-]+)')


class Tap:
    def __init__(self):
        self.count = self.failed = 0

    def check(self, name, problems):
        self.count += 1
        self.failed += bool(problems)
        print(f'{"not ok" if problems else "ok"} {self.count} - {name}')
        for problem in problems:
            print(f'# {problem}')


def run(*words):
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout


def program_commands(binary):
    """Command names, from the overview: lines that begin with two blanks and a word."""
    return re.findall(r'^  ([a-z]+) ', run(binary, '--help'), re.M)


def program_options(binary, command):
    return set(re.findall(r'^  (?:-., |    )--([a-z][a-z-]+)', run(binary, command, '--help'), re.M))


def page_options(text):
    """Options that have a paragraph of their own, and those in the synopsis."""
    synopsis = text[text.index('.Sh SYNOPSIS'):text.index('.Sh DESCRIPTION')]
    items = ' '.join(line for line in text.splitlines() if line.startswith('.It '))
    option = re.compile(r'Fl -([a-z][a-z-]+)')
    return set(option.findall(synopsis)), set(option.findall(items))


def bash_options(folder):
    """What the shell function says for each command: it is run, not guessed at."""
    script = folder / 'birthmark.bash'
    return lambda command: set(OPTION.findall(run('bash', '-c',
        'complete() { :; }; . "$1"; _birthmark_options "$2"', '-', str(script), command)))


def zsh_options(folder):
    text = (folder / '_birthmark').read_text()
    groups = {name: set(OPTION.findall(body)) for name, body in
              re.findall(r'^\t(common|day|judging|json|data|estate)=\((.*?)\)\n(?=\t[a-z]|\n)', text, re.M | re.S)}

    def of(command):
        line = re.search(r'^\t\t(?:\w+ \| )*' + command + r'(?: \| \w+)*\) _arguments (.*?) ;;', text, re.M | re.S)
        if not line:
            return set()
        found = set(OPTION.findall(line[1]))
        for name in re.findall(r'\$(\w+)', line[1]):
            found |= groups.get(name, set())
        return found
    return of


def fish_options(folder):
    text = (folder / 'birthmark.fish').read_text()
    sets = {name: words.split() for name, words in re.findall(r'^set -l (\w+) (.*)$', text, re.M)}

    def names(words):
        return {name for word in words.split() for name in (sets.get(word[1:], []) if word[0] == '$' else [word])}

    def of(command):
        found = set()
        for line in text.splitlines():
            option = re.search(r' -l ([a-z][a-z-]+)', line)
            where = re.search(r'-n "__birthmark_in ([^"]+)"', line)
            if option and line.startswith('complete') and '$no_command' not in line and \
                    (not where or command in names(where[1])):
                found.add(option[1])
        return found
    return of


def differences(what, have, want):
    return [f'{what} lacks --{name}' for name in sorted(want - have)] + \
           [f'{what} names --{name}, which the program does not know' for name in sorted(have - want)]


def check_command(tap, binary, doc, command, shells):
    want = program_options(binary, command)
    page = doc / 'man' / f'birthmark-{command}.1'
    problems = [] if want else [f'{command} --help lists no options']

    if page.exists():
        synopsis, items = page_options(page.read_text())
        problems += differences(f'the synopsis of {page.name}', synopsis, want)
        problems += differences(page.name, items, want)
    else:
        problems.append(f'there is no {page.name}')
    for name, options in shells.items():
        problems += differences(f'the completion for {name}', options(command), want)
    tap.check(f'{command}: manual and completions name its options', problems)


def check_names(tap, doc, commands):
    overview = (doc / 'man' / 'birthmark.1').read_text()
    problems = [f'birthmark.1 does not name {c}' for c in commands if f'birthmark-{c} 1' not in overview]
    pages = {p.stem.removeprefix('birthmark-') for p in (doc / 'man').glob('birthmark-*.1')}

    problems += [f'birthmark-{c}.1 is about no command' for c in sorted(pages - set(commands))]
    for name in ('birthmark.bash', '_birthmark', 'birthmark.fish'):
        text = (doc / 'completion' / name).read_text()
        problems += [f'{name} does not name {c}' for c in commands if not re.search(rf'\b{c}\b', text)]
    tap.check('every command is in the overview and in the completions', problems)


def counts_in(text):
    """What a sentence counts, by the first word of it: {'laws': 83}."""
    return {what: int(number.replace(',', '')) for number, what in
            re.findall(r'([\d,]*\d) (companies|dossiers|brands|pairs|laws|marks)\b', text)}


def check_counts(tap, binary, doc):
    said = re.search(r'`birthmark data check` counts:(.*?)each with its', (doc.parent / 'README.md').read_text(), re.S)
    have, want = counts_in(said[1]) if said else {}, counts_in(run(binary, 'data', 'check'))
    problems = [f'the README counts {have.get(what, "no")} {what}, the program {number}'
                for what, number in want.items() if have.get(what) != number]
    tap.check('the README counts what the program knows', problems if want else ['data check counts nothing'])


def check_form(tap, doc):
    if not shutil.which('mandoc'):
        tap.check('the form of the pages # SKIP mandoc is not installed', [])
        return
    lint = run('mandoc', '-T', 'lint', *sorted(map(str, (doc / 'man').iterdir())))
    # Our own pages are no part of the manual before they are installed.
    tap.check('mandoc finds nothing in the pages',
              [line for line in lint.splitlines() if 'referenced manual not found: Xr birthmark' not in line])


def main():
    binary, doc = sys.argv[1], pathlib.Path(sys.argv[2])
    folder = doc / 'completion'
    shells = {'bash': bash_options(folder), 'zsh': zsh_options(folder), 'fish': fish_options(folder)}
    commands = program_commands(binary)
    tap = Tap()

    tap.check('the program lists its commands', [] if commands else ['birthmark --help names none'])
    for command in commands:
        check_command(tap, binary, doc, command, shells)
    check_names(tap, doc, commands)
    check_counts(tap, binary, doc)
    check_form(tap, doc)
    print(f'1..{tap.count}')
    sys.exit(1 if tap.failed else 0)


if __name__ == '__main__':
    main()
