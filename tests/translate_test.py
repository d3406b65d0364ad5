#!/usr/bin/env python3
"""The command line in two languages: nothing is missing in the catalogue, nothing is said past it. Writes TAP.

usage: translate_test.py BIRTHMARK SAMPLE PROJECT CATALOGUE
"""
import itertools, os, pathlib, re, shutil, subprocess, sys, tempfile

from tap import check, finish, skip

birthmark, sample, project = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
catalogue = pathlib.Path(sys.argv[4])
DUTCH, WHO = {'LANG': 'nl_NL.UTF-8'}, ('--by', 'A. Jansen', '--why', 'seen')
TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|[A-Za-z_]\w*|\s+|.', re.S)


def run(*arguments, env=DUTCH, program=birthmark, **more):
    plain = {k: v for k, v in os.environ.items() if not k.startswith('LC_') and k not in ('LANG', 'LANGUAGE')}
    return subprocess.run([program, *map(str, arguments)], capture_output=True, timeout=100, env={**plain, **env}, **more)


# ---- The catalogue ----

def entries(path):
    """Of a .po or .pot file: msgid, msgid_plural or '', all msgstr; as they are written there."""
    out, field = [], None
    for line in path.read_text(encoding='utf-8').splitlines():
        found = re.match(r'(msgid|msgid_plural|msgstr(?:\[\d\])?) "(.*)"$', line)
        if found:
            field = found[1]
            if field == 'msgid':
                out.append({})
            out[-1][field] = found[2]
        elif line.startswith('"'):
            out[-1][field] += line[1:-1]
    return [(e['msgid'], e.get('msgid_plural', ''), [e[k] for k in sorted(e) if k.startswith('msgstr')]) for e in out if e['msgid']]


def keywords():
    """How functions are called that translate what they are handed, and which argument that is."""
    words = re.findall(r"--keyword=(\w+)(?::(\d)(?:,(\d))?)?", (project / 'po/meson.build').read_text())
    return {name: {int(n) - 1 for n in places if n} or {0} for name, *places in words}


def sources():
    return [project / line for line in (project / 'po/POTFILES').read_text().split()]


def test_catalogue():
    po = project / 'po/nl.po'
    known = entries(po)
    check(len(known) > 900, 'the catalogue has the sentences of the program', len(known))
    check(all(all(texts) for _, _, texts in known), 'each has its Dutch', [k for k, _, t in known if not all(t)])
    holes = [k for k, many, texts in known for one in texts
             if sorted(re.findall(r'\{\w+\}', one)) != sorted(re.findall(r'\{\w+\}', many or k))]
    check(not holes, 'a sentence has the same holes in both languages', holes)
    edges = [k for k, _, texts in known for one in texts
             if (k[:1] == ' ') != (one[:1] == ' ') or (k[-1:] == ' ') != (one[-1:] == ' ') or k.endswith('\\n') != one.endswith('\\n')]
    check(not edges, 'blanks and line feeds stand at the same ends', edges)
    if not shutil.which('msgfmt'):
        skip('formats fit, nothing is fuzzy', 'there is no msgfmt')
        return
    done = subprocess.run(['msgfmt', '--check', '--statistics', '-o', os.devnull, po], capture_output=True, text=True,
                          env={**os.environ, 'LC_ALL': 'C', 'LANGUAGE': ''})
    check(done.returncode == 0 and not re.search('fuzzy|untranslated', done.stderr), 'formats fit, nothing is fuzzy', done.stderr)


def test_sources():
    missing = [str(p) for room in ('cmd', 'show') for p in (project / 'src' / room).glob('*.c')
               if re.search(r'\b(_|N_|translate|translate_plural)\(|\bsay_(line|text|warning|errno)\(', p.read_text()) and p not in sources()]
    check(not missing, 'po/POTFILES has each file that speaks', missing)
    if not shutil.which('xgettext'):
        skip('the catalogue has each sentence of the sources', 'there is no xgettext')
        return
    with tempfile.TemporaryDirectory() as folder:
        pot = pathlib.Path(folder) / 'all.pot'
        options = re.findall(r"'(--[^']*)'", (project / 'po/meson.build').read_text())
        subprocess.run(['xgettext', *options, '-o', pot, *sources()], check=True, stderr=subprocess.DEVNULL)
        now, known = {e[:2] for e in entries(pot)}, {e[:2] for e in entries(project / 'po/nl.po')}
    check(not now - known, 'the catalogue has each sentence of the sources', sorted(now - known))
    check(not known - now, 'and none that nobody says any more', sorted(known - now))


# ---- What is said past it ----

def arguments(tokens, at):
    """The arguments of the call whose bracket is at `at`, each as its tokens with their places."""
    depth, out, now = 0, [], []
    for i in range(at, len(tokens)):
        depth += tokens[i] in ('(', '[', '{')
        depth -= tokens[i] in (')', ']', '}')
        if depth == 0:
            break
        if tokens[i] == ',' and depth == 1:
            out.append(now)
            now = []
        elif i > at:
            now.append((i, tokens[i]))
    return out + [now]


# What writes to a terminal as it stands. In show, prose_*() and cell_add() are the terminal's alone.
SPEAKS = {'printf': {0}, 'fprintf': {1}, 'puts': {0}, 'fputs': {0}, 'prose_cstr': {1}, 'prose_str': {1}, 'cell_add': {1},
          'progress_open': {3}, 'progress_line': {1}, 'prose_fill': {1}, 'PROSE_FILL': {1}, 'SAY_SENTENCE': {1}, 'sentence_put': {2}}
# The name of the program and of a command before what is said, formats of numbers and codes for the terminal.
NO_WORDS = re.compile(r'birthmark( [a-z-]+| %s)?:? ?|birthmark %s\\n|\\033\[\d*m')
CONVERSION = re.compile(r'%[-+ #0]*(?:\*|\d+)?(?:\.(?:\*|\d+))?(?:hh|h|ll|l|z|j|t)?[a-zA-Z%]|\{\w+\}|\\[a-z]|\\u[0-9a-f]{4}')


def unmarked(path):
    marks = {'_', 'N_', 'translate', 'translate_plural'}
    tokens = [t for t in TOKEN.findall(path.read_text()) if not t.isspace() and not t.startswith(('/*', '//'))]
    said = []
    for i, token in enumerate(tokens[:-1]):
        if token not in SPEAKS or tokens[i + 1] != '(':
            continue
        for n, argument in enumerate(arguments(tokens, i + 1)):
            if n not in SPEAKS[token]:
                continue
            inside = 0 # brackets of a mark
            for at, word in argument:
                if inside or (word == '(' and tokens[at - 1] in marks):
                    inside += (word == '(') - (word == ')')
                elif word.startswith('"') and tokens[at - 1] != 'PRIu64':
                    text = CONVERSION.sub('', NO_WORDS.sub('', word[1:-1]))
                    if re.search(r'[A-Za-z]{2}', text):
                        said.append(f'{path.relative_to(project)}: {token}({word})')
    return said


def test_labels():
    """What stands in front of a line has a column of its own, show/phrase.h."""
    known = {k: t[0] for k, many, t in entries(project / 'po/nl.po') if not many}
    columns = int(re.search(r'PHRASE_LABEL_COLUMNS = (\d+)', (project / 'src/show/phrase.h').read_text())[1])
    labels = {word for path in sources() for word in re.findall(r'\b(?:phrase_begin|phrase_line|say_count|say_tests)\(\S+ "([^"]+)"', path.read_text())}
    wide = {known[label] for label in labels if len(known[label]) >= columns}
    check(len(labels) > 30 and not wide, 'labels leave a blank before what they stand for', wide or labels)


def test_unmarked():
    said = [line for path in sources() for line in unmarked(path)]
    check(not said, 'nothing is said to a terminal past the catalogue', '\n'.join(said))


# ---- Complaints: English where they are made, recognised where they are read ----

# By room: what they are made with, and how many arguments stand before their pieces.
COMPLAIN = {
    'src/store': {'STORE_COMPLAIN': 1, 'ASKING_COMPLAIN': 1}, 'src/sense/scope.c': {'SAY': 2}, 'src/sense/journal.c': {'SAY': 1},
    'src/sense/source.c': {'complaint_say': 1}, 'src/cell': {'SAY': 1, 'DOC_SAY_BAD': 1, 'COMPLAIN': 2, 'complaint_say': 1},
    'src/read/doc': {'complaint_say': 1, 'rows_complain': 2}, 'src/cmd': {'QUERY_COMPLAIN': 1},
}


# Pieces that come together or not at all; the table has both sentences.
TOGETHER = 'no country has the code'


def choices(argument):
    """What a piece may be: literals, or None for what is filled in."""
    text = ''.join(t for _, t in argument)
    found = [''.join(re.findall(r'"((?:\\.|[^"\\])*)"', m)) for m in re.findall(r'(?:STR|str_of)\(((?:"(?:\\.|[^"\\])*")+)\)', text)]
    rest = re.sub(r'(?:STR|str_of)\((?:"(?:\\.|[^"\\])*")+\)', '@', text)
    if rest == '@':
        return found
    if '?' not in rest or not found:
        return [None]
    branches = re.split('[?:]', rest.split('?', 1)[1])
    return [found.pop(0) if b == '@' else None for b in branches]


def complaints():
    for room, macros in COMPLAIN.items():
        where = project / room
        for path in sorted(where.glob('*.c')) if where.is_dir() else [where]:
            tokens = [t for t in TOKEN.findall(path.read_text()) if not t.isspace() and not t.startswith(('/*', '//'))]
            for i, token in enumerate(tokens[:-1]):
                if token not in macros or tokens[i + 1] != '(' or tokens[i - 1] == 'define':
                    continue
                pieces = arguments(tokens, i + 1)[macros[token]:]
                first = [t for _, t in pieces[0]] if pieces else []
                if first[:2] == ['(', 'const']:
                    pieces = arguments(tokens, next(at for at, t in pieces[0] if t == '{'))
                elif first[:1] == ['&']:
                    pieces = [pieces[0][1:]]
                elif token == 'complaint_say':
                    continue
                for picked in itertools.product(*map(choices, pieces)):
                    yield path.name, picked


def test_complaints():
    known = {re.sub(r'\{\d\}', '{}', k).replace('\\"', '"') for k, _, _ in entries(project / 'po/nl.po')}
    unknown = set()
    for name, picked in complaints():
        sentence = ''.join('{}' if piece is None else piece.replace('\\"', '"') for piece in picked)
        # Pieces that may be empty stand at the end.
        if re.search('[a-z]{3}', sentence) and not sentence.startswith(TOGETHER) and not {sentence, sentence.removesuffix('{}'), re.sub(r'(\{\})+$', '{}', sentence)} & known:
            unknown.add(f'{name}: {sentence}')
    check(not unknown, 'src/cmd/complaints.c has each complaint that people meet', '\n'.join(sorted(unknown)))


# ---- From outside ----

def commands():
    return re.findall(r'^  ([a-z]+) +', run('--help', env={}).stdout.decode(), re.M)


def test_help():
    names = commands()
    check(len(names) > 20, 'there are commands', names)
    english, dutch = run('--help', env={}).stdout.decode(), run('--help').stdout.decode()
    same = {line for line in english.splitlines() if len(line.split()) > 3} & set(dutch.splitlines())
    check('usage:' in english and 'gebruik:' in dutch and not same, 'the overview is Dutch for a Dutch locale', same)
    for name in names:
        english, dutch = run(name, '--help', env={}).stdout.decode(), run(name, '--help').stdout.decode()
        same = {line for line in english.splitlines() if len(line.split()) > 3} & set(dutch.splitlines())
        check(english != dutch and not same, f'so is the help of {name}', same)
    for name in names:
        done = run(name, '--nonsense')
        check(done.returncode == 2 and 'deze optie is niet bekend' in done.stderr.decode() and 'Probeer' in done.stderr.decode(),
              f'and what {name} says of an option that it does not know', done.stderr)


def test_which():
    for env, dutch in (
            ({}, False), ({'LANG': 'nl_NL.UTF-8'}, True), ({'LANG': 'nl_BE@euro'}, True), ({'LANG': 'nl'}, True),
            ({'LANG': 'de_DE.UTF-8'}, False), ({'LANG': 'C'}, False), ({'LANG': 'nl_NL.UTF-8', 'LC_ALL': 'C'}, False),
            ({'LANG': 'C', 'LC_MESSAGES': 'nl_NL'}, True), ({'LANG': 'nl_NL', 'LC_MESSAGES': 'en_GB'}, False),
            ({'LC_ALL': 'nl_NL.UTF-8', 'LANG': 'en_US.UTF-8'}, True), ({'LANG': 'C.UTF-8', 'LANGUAGE': 'nl'}, True),
            ({'LANG': 'C', 'LANGUAGE': 'nl'}, False), ({'LANG': 'nl_NL', 'LANGUAGE': 'en:nl'}, False),
            ({'LANG': 'nl_NL', 'LANGUAGE': 'fr:nl'}, True), ({'LANG': 'nl_NL', 'LANGUAGE': 'fr'}, False), ({'LANGUAGE': 'nl'}, False)):
        said = run('frob', env=env).stderr.decode()
        check(('er is geen commando' in said) == dutch and ('there is no command' in said) != dutch, f'{env} is {"Dutch" if dutch else "English"}', said)
    for words, dutch in ((('--language', 'nl', '--nonsense'), True), (('--nonsense', '--language=nl'), True),
                         (('--language', 'en', '--nonsense'), False), (('--nonsense', '--', '--language=en'), True)):
        env = DUTCH if not dutch or '--' in words else {}
        said = run('laws', *words, env=env).stderr.decode()
        check(('niet bekend' in said) == dutch, f'{" ".join(words)} speaks {"Dutch" if dutch else "English"}', said)
    check('gebruik:' in run('--help', '--language', 'nl', env={}).stdout.decode(), 'the overview listens to --language too')
    done = run('laws', '--language', 'fr', env={})
    check(done.returncode == 2 and "--language is en or nl, not 'fr'" in done.stderr.decode(), 'another language is refused', done.stderr)


def make_estate(folder):
    pcap, estate = folder / 'street.pcap', folder / 'e.db'
    subprocess.run([sample, project / 'data/samples/street.yaml', pcap], check=True)
    run('read', pcap, '--estate', estate, env={})
    run('site', 'put', 'noord', '--title', 'North', '--network', '192.168.40.0/28', '--by', 'A', '--estate', estate, env={})
    run('contract', 'put', 'c-1', '--title', 'Cameras', '--until', '2027-01-01', '--by', 'A', '--estate', estate, env={})
    run('decide', 'waiver', 'maker:hikvision', '--all', '--law', 'us-ndaa2019-889b', *WHO, '--estate', estate, env={})
    return pcap, estate


def test_json(folder):
    pcap, estate = make_estate(folder)
    register = folder / 'r.csv'
    register.write_text('Naam;Merk;Model;MAC\nhal;LTS;CMR;14:2f:fd:31:07:a2\nstal;ACME;X9;\n')
    for words in (('read', pcap, '--no-estate'), ('devices',), ('devices', 'maker:hikvision'), ('judge', '--dry-run'),
                  ('judge', '--changes', '2026-11-23', '2035-01-01'), ('laws', '889'), ('laws', 'show', 'us-ndaa2019-889b'),
                  ('companies', 'show', 'hikvision'), ('brands', 'show', 'lorex'), ('marks', 'hikvision'), ('fields',),
                  ('explain', '14:2f:fd:31:07:a2'), ('audit',), ('audit', 'show', '1'), ('audit', 'verify'), ('site',),
                  ('contract',), ('import', register, '--dry-run'), ('reconcile',), ('data', 'check'), ('report', '-o', '-'),
                  ('scan', '--what-we-send')):
        keeps = () if words[0] in ('laws', 'companies', 'brands', 'marks', 'fields', 'data') or '--no-estate' in words \
            or '--what-we-send' in words else ('--estate', estate)
        english, dutch = (run(*words, '--json', *keeps, env=env) for env in ({}, DUTCH))
        check(english.stdout and (english.stdout, english.returncode) == (dutch.stdout, dutch.returncode),
              f'{words[0]} {" ".join(map(str, words[1:2]))}: the lines for machines are English in every language',
              [(a, b) for a, b in zip(english.stdout.splitlines(), dutch.stdout.splitlines()) if a != b][:1] or english.stderr)
    for form in ('csv', 'jsonl', 'geojson', 'cyclonedx'):
        english, dutch = (run('report', '--format', form, '--quiet', '-o', '-', '--estate', estate, env=env).stdout for env in ({}, DUTCH))
        check(english and english == dutch, f'so is a report as {form}', english[:200])
    return estate


def test_terminal(estate):
    for words, want in (
            (('devices',), ['APPARAAT', 'ZWAARSTE', 'vastgesteld', 'fabrikant: ']), (('judge',), ['apparaten getoetst per', 'zwaarste uitkomst', 'verboden']),
            (('companies', 'show', 'hikvision'), ['Eigendom', 'Regels die het raken', 'China']),
            (('laws', 'show', 'us-ndaa2019-889b'), ['Wat het omvat', 'Wat het raakt in het apparatenbestand', 'van kracht']),
            (('audit', 'verify'), ['regels kloppen']), (('site',), ['LOCATIE']), (('contract',), ['LEVERANCIER'])):
        more = () if words[0] == 'companies' else ('--estate', estate)
        said = run(*words, *more).stdout.decode()
        check(all(w in said for w in want), f'{words[0]} is Dutch on a terminal', said[:600])
    for words, want in (
            (('devices', '--estate', '/nowhere/e.db'), 'er is geen apparatenbestand met deze naam'),
            (('read', '/nowhere/x.pcap', '--no-estate'), 'Bestand of map bestaat niet'),
            (('explain', 'nobody', '--estate', estate), 'geen apparaat in het apparatenbestand heeft deze naam'),
            (('devices', 'site:nergens', '--estate', estate), "er is geen locatie 'nergens' in dit apparatenbestand; wel: noord"),
            (('scan', '--dry-run', '224.0.0.1'), '224.0.0.1 wordt nooit gevraagd: een multicastadres is niet één apparaat'),
            (('tell', 'maker:hikvision', '--all', '--made-in', 'NL.', *WHO, '--estate', estate), "geen land heeft de code 'NL.'"),
            (('laws', 'nothing like it'), "geen regel heet 'nothing like it'"),
            (('devices', 'class', '<', 'x', '--as'), 'deze optie is niet bekend')):
        said = run(*words).stderr.decode()
        check(want in said, f'{" ".join(map(str, words[:2]))}: what is wrong is said in Dutch', said)
    done = run('identify', '--json', '-', input=b'{"device": 1}\n{"device": "a", "observations": []}\n')
    check("een record heeft 'observations' nodig" in done.stderr.decode() and done.stdout, 'so is what a cell complains of', done.stderr)
    said = run('judge', '--dry-run', '--estate', estate, '--on', '2026-11-21', env={**DUTCH, 'LC_NUMERIC': 'nl_NL.UTF-8'}).stdout.decode()
    check('2026-11-21' in said, 'days and numbers are those of queries', said[:200])


def test_installed(folder):
    """The catalogue is found from the program's own place, wherever both were put together."""
    place = folder / 'there'
    (place / 'bin').mkdir(parents=True)
    (place / 'share/locale/nl/LC_MESSAGES').mkdir(parents=True)
    program = shutil.copy(birthmark, place / 'bin/birthmark')
    said = run('frob', program=program).stderr.decode()
    check('there is no command' in said, 'without its catalogue the program speaks English', said)
    shutil.copy(catalogue, place / 'share/locale/nl/LC_MESSAGES/birthmark.mo')
    said = run('frob', program=program).stderr.decode()
    check('er is geen commando' in said, 'installed together they are found, wherever that is', said)


test_catalogue()
test_sources()
test_labels()
test_unmarked()
test_complaints()
test_help()
test_which()
with tempfile.TemporaryDirectory() as scratch:
    test_terminal(test_json(pathlib.Path(scratch)))
    test_installed(pathlib.Path(scratch))
finish()
