#!/usr/bin/env python3
"""How right `identify` is on labelled devices, and why where it is not.

usage: accuracy.py SHARED LABELLED.jsonl ANSWERS.jsonl

First what the measure itself says (SHARED/corpus/score.py), then precision
and recall by grade, calibration, and every miss with its reason.
"""
import collections, json, pathlib, subprocess, sys

shared, labelled, answered = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
registry = [str(shared / 'registry' / name) for name in ('companies.json', 'brands.json', 'lists.json')]
measure = str(shared / 'corpus/score.py')

# The measure's own idea of two names for one maker.
source = pathlib.Path(measure).read_text().replace('\nmain()\n', '\n')
score = {}
exec(compile(source, measure, 'exec'), score)
same, norm = score['same'], score['norm']

truth = [json.loads(line) for line in open(labelled, encoding='utf-8')]
answers = {d['device']: d for d in map(json.loads, open(answered, encoding='utf-8'))}
known = {c['id'] for c in json.load(open(registry[0]))['companies']}
brands = {b['id']: b for b in json.load(open(registry[1]))['brands']}
AT_LEAST = {'confirmed': ('confirmed',), 'likely': ('confirmed', 'likely'), 'possible': ('confirmed', 'likely', 'possible')}


def plain(name):
    return (name or '').removeprefix('other:')


def is_maker(said, true):
    return bool(said) and (same(said, plain(true)) or (true.startswith('other:') and norm(plain(true))[:5] == norm(said)[:5]))


def is_brand(said, true):
    return bool(said) and (norm(said) == norm(plain(true)) or same(said, plain(true)))


def part(right, of):
    return f'{right / of:6.3f} ({right}/{of})' if of else '     - (0/0)'


def table(aspect, right, rows, of):
    print(f'\n{aspect:12} {"precision":>18} {"recall":>20}')
    for grade, grades in AT_LEAST.items():
        said = [(t, a) for t, a in rows if a[aspect]['grade'] in grades]
        good = sum(right(a[aspect]['id'], t['truth'][aspect]) for t, a in said)
        found = sum(right(a[aspect]['id'], t['truth'][aspect]) and t['device'] in of for t, a in said)
        print(f'  {grade:10} {part(good, len(said)):>18} {part(found, len(of)):>20}')


def reason(t, a):
    """Why a device was not named: what was there, and what it was worth."""
    claims = [(e['mark'], e['strength'], e['says']) for e in a['evidence'] if 'maker' in e['says'] or 'brand' in e['says']]
    if not claims:
        fields = collections.Counter(o['field'] for o in t['observations'])
        return 'no mark speaks of maker or brand; seen: ' + ', '.join(list(fields)[:8])
    said = '; '.join(f'{mark} ({strength}) says {", ".join(says.values())}' for mark, strength, says in claims[:4])
    return f'{a["maker"]["id"]} at {a["maker"]["confidence"]:.2f} only: {said}'


subprocess.run([sys.executable, measure, labelled, answered, *registry], check=True)
rows = [(t, answers[t['device']]) for t in truth if t['truth']['maker'] and t['device'] in answers]
in_registry = {t['device'] for t, _ in rows if t['truth']['maker'] in known and not t['truth']['weak']}
table('maker', is_maker, rows, in_registry)

labels = [(t, a) for t, a in rows if len(norm(plain(t['truth']['brand']))) > 2]
named = {t['device'] for t, _ in labels if plain(t['truth']['brand']) in brands and not t['truth']['weak']}
table('brand', is_brand, labels, named)

names = {c['id']: {norm(n) for n in [c['id'], *c['short_names_aliases'], *c['legal_names']] if len(norm(n)) > 2}
         for c in json.load(open(registry[0]))['companies']}


def has_label(t):
    """As the measure has it: the maker is of the registry's world, and its label stands in what was seen."""
    label = plain(t['truth']['brand'])
    seen = norm(' '.join(o['value'] for o in t['observations'] if not o.get('encoding')))
    return not t['truth']['maker'].startswith('other:') and len(label) > 2 and 'named' not in label \
        and label != 'unbranded' and norm(label) in seen


def is_relabelled(t):
    """The label is neither the maker's own name nor a brand of its owner's."""
    true, label = t['truth']['maker'], plain(t['truth']['brand'])
    if any(n in norm(label) or norm(label) in n for n in names.get(true, ())):
        return False
    return not same(true, brands.get(label, {}).get('owner_company_id') or '') and not same(true, label)


labelled_rows = [(t, a) for t, a in rows if has_label(t)]
relabels = {t['device'] for t, _ in labelled_rows if is_relabelled(t)}
print(f'\n{"relabelled":12} {"precision":>18} {"recall":>20}')
for grade, grades in AT_LEAST.items():
    said = {t['device'] for t, a in labelled_rows if a['relabelled'] and a['maker']['grade'] in grades}
    print(f'  {grade:10} {part(len(said & relabels), len(said)):>18} {part(len(said & relabels), len(relabels)):>20}')

print('\ncalibration of the maker: what was said, how often it was right')
bins = [[0, 0, 0.0] for _ in range(10)]
for t, a in rows:
    if a['maker']['id']:
        b = bins[min(9, int(a['maker']['confidence'] * 10))]
        b[0] += 1
        b[1] += is_maker(a['maker']['id'], t['truth']['maker'])
        b[2] += a['maker']['confidence']
for i, (count, right, said) in enumerate(bins):
    if count:
        print(f'  {i / 10:.1f} to {(i + 1) / 10:.1f}: said {said / count:.3f}, right {right / count:.3f} of {count}')

# As data/weights.yaml has it, to be brought up to date there: `explain` tells people how often its words were right.
print('\nrecord: [rightly named, named]')
words = collections.defaultdict(lambda: [0, 0])
for t, a in rows:
    grade, sure = a['maker']['grade'], a['maker']['confidence'] >= 0.95
    word = words['very likely' if grade == 'likely' and sure else grade]
    word[0] += is_maker(a['maker']['id'], t['truth']['maker'])
    word[1] += 1
for word in 'confirmed', 'very likely', 'likely', 'possible':
    print(f'  {word}: {words[word]}')

by_maker = collections.defaultdict(lambda: [0, 0])
for t, a in rows:
    if t['device'] in in_registry:
        by_maker[t['truth']['maker']][0] += 1
        by_maker[t['truth']['maker']][1] += a['maker']['grade'] in AT_LEAST['likely'] and is_maker(a['maker']['id'], t['truth']['maker'])
print('\nby maker: named of known')
print('  ' + ', '.join(f'{m} {n[1]}/{n[0]}' for m, n in sorted(by_maker.items(), key=lambda x: -x[1][0])))

print('\nmisses')
for t, a in rows:
    true, grade = t['truth']['maker'], a['maker']['grade']
    right = is_maker(a['maker']['id'], true)
    if grade in AT_LEAST['likely'] and not right:
        print(f'  WRONG  {t["device"]}: is {plain(true)}, said {a["maker"]["id"]} ({grade}): {reason(t, a)}')
    elif t['device'] in in_registry and grade not in AT_LEAST['likely']:
        print(f'  missed {t["device"]}: is {true}: {reason(t, a)}')
