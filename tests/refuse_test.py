#!/usr/bin/env python3
"""Bad data of every kind is refused with file and line: the cases of refuse.t, each a folder for `data check`.

usage: refuse_test.py BIRTHMARK REFUSE.t PROJECT; prints TAP. That no complaint of
the loaders is without a case is a case of its own.
"""
import concurrent.futures, pathlib, re, subprocess, sys, tempfile

birthmark, cases_file, project = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])

GOOD = {
    'company': '- company: {0}\n  name: A\n  country: NL\n  source: s\n  trust: low\n',
    'brand': '- brand: {0}\n  name: B\n  trust: low\n',
    'mark': '- mark: {0}\n  strength: fair\n  why: w\n  source: s\n',
}
LAW = {
    'title': 't', 'jurisdiction': 'NL', 'authority': 'a', 'citation': 'c', 'scope': 's', 'from': '2020-01-01',
    'roles': '[us-federal-contractor]', 'acts': '[buy]', 'sources': '[s]', 'trust': 'high',
    'clauses': '[{clause: c, when: {maker: axis}, class: camera, status: prohibited, because: It is named.}]',
    'examples': '[{maker: axis, class: camera, on: 2020-06-01, status: prohibited}]',
    'counters': '[{maker: bosch, class: camera, on: 2020-06-01, status: clear}]',
}


def law(name, changes):
    """A good law but for the changes: KEY=VALUE, and KEY= for a key that is left out."""
    lines = dict(LAW)
    for change in re.split(r' (?=[a-z]+=)', changes) if changes else []:
        key, value = change.split('=', 1)
        lines[key] = value
    return f'- law: {name}\n' + ''.join(f'  {key}: {value}\n' for key, value in lines.items() if value)


def own(name, change):
    """What the project has under this name, with one key changed."""
    key, value = change.split('=', 1)
    text = (project / 'data' / name).read_text(encoding='utf-8')
    return re.sub(rf'(?m)^{key}:.*\n([ -].*\n)*', '', text) + f'{key}: {value}\n'


def lines_of(line):
    """What a line of a case stands for."""
    words = line.split(' ', 2)
    if line.startswith('%repeat'):
        return ''.join(words[2].replace('#', str(i)) + '\n' if '#' in words[2][1:] else words[2] + '\n' for i in range(int(words[1])))
    if line.startswith('%law'):
        return law(words[1], words[2] if len(words) > 2 else '')
    if line.startswith('%own'):
        return own(words[1], words[2])
    if line.startswith('%'):
        return GOOD[words[0][1:]].format(words[1])
    return line + '\n'


def read_cases():
    case = None
    for line in cases_file.read_text(encoding='utf-8').splitlines():
        if case is None:
            if line.startswith('case  '):
                case, file = {'name': line[6:], 'files': {}, 'said': []}, None
        elif line == 'end':
            yield case
            case = None
        elif line.startswith(('want  ', 'warn  ')):
            case['said'].append((line[:4], line[6:]))
        elif re.fullmatch(r'[a-z]+\.yaml', line):
            file = line
            case['files'][file] = ''
        else:
            case['files'][file] += lines_of(line)


def run(case):
    """Why the case fails; empty when it does not."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in case['files'].items():
            (pathlib.Path(folder) / name).write_text(text, encoding='utf-8')
        done = subprocess.run([birthmark, 'data', 'check', '--data', folder], capture_output=True, check=False)
        # What is said of the data that is built in is the test `data`'s.
        said = [line.replace(folder + '/', '') for line in done.stderr.decode().splitlines() if folder in line]
    wanted = [('birthmark: ' if kind == 'want' else 'birthmark: warning: ') + what for kind, what in case['said']]
    if done.returncode != 65 and any(kind == 'want' for kind, _ in case['said']):
        return f'exit code {done.returncode}: ' + done.stderr.decode()
    for line in wanted:
        pattern = re.escape(line).replace(r'\*', '.*')
        if not any(re.fullmatch(pattern, s) for s in said):
            return f'wanted: {line}; said: ' + ' / '.join(said)
    return '' if len(said) == len(wanted) else 'too much said: ' + ' / '.join(said)


def call_at(text, start):
    """The call whose bracket opens at `start`, without what it looks up in a map."""
    depth = 0
    for end in range(start, len(text)):
        depth += (text[end] == '(') - (text[end] == ')')
        if depth == 0:
            break
    return re.sub(r'tree_get\(([^()]|\([^()]*\))*\)', '', text[start:end])


def complaints():
    """(where, the texts of a sentence) for each place in the loaders that complains in words of its own."""
    loaders = [p for room in ('base', 'know', 'law', 'fuse', 'cmd') for p in sorted((project / 'src' / room).glob('*.c'))
               if p.name not in ('options.c', 'think.c')]
    for path in loaders:
        text = re.sub(r'#define.*(\\\n.*)*', '', path.read_text(encoding='utf-8'))
        for m in re.finditer(r'\b(TREE_COMPLAIN|COMPLAIN|complain|wrong)\(', text):
            call = call_at(text, m.end() - 1)
            texts = [t for t in re.findall(r'"((?:[^"\\]|\\.)*)"', call) if re.search('[a-z]{2}', t)]
            # `a ? "x" : "y"` is one of two sentences.
            choice = '?' in re.sub(r'"(?:[^"\\]|\\.)*"', '', call)
            for sentence in ([t] for t in texts) if choice else [texts] if texts else []:
                yield f'{path.name}:{text.count(chr(10), 0, m.start()) + 1}', tuple(sentence)


def uncovered(cases):
    sentences = [what for case in cases for _, what in case['said']]
    places = {}
    for where, texts in complaints():
        places.setdefault(texts, []).append(where)
    for texts, wheres in places.items():
        # Two places that say the same need two cases.
        if sum(all(t in s for t in texts) for s in sentences) < len(wheres):
            yield f'{", ".join(wheres)}: {" … ".join(texts)}'


def main():
    cases = list(read_cases())
    print(f'1..{len(cases) + 1}')
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for number, (case, why) in enumerate(zip(cases, pool.map(run, cases)), 1):
            print(f'{"not ok" if why else "ok"} {number} - {case["name"]}')
            if why:
                print(f'# {why}')
    left = list(uncovered(cases))
    print(f'{"not ok" if left else "ok"} {len(cases) + 1} - every complaint of the loaders has a case')
    for line in left:
        print(f'# no case for {line}')
    return 0


sys.exit(main())
