#!/usr/bin/env python3
"""Fits the numbers of data/weights.yaml to labelled devices, and says how far the fit carries.

usage: fit.py BUILD SHARED LABELLED.jsonl [--write]

What is made small is the mean surprise, -log2 of the chance that was given to
the true maker: it punishes being sure of what is wrong and rewards no boast.
Every source of labelled devices (a repository, a site) weighs the square root
of its rows, so that one large list does not set the numbers for all.

Numbers move on a ladder of round values, one number at a time, until no step
helps: the result stays readable. Then the same is done once more for each
fold of sources, with its rows left out, and the rows left out are measured:
that is what other devices may expect.
"""
import json, math, pathlib, re, subprocess, sys, tempfile, zlib

build, shared, labelled = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
program = f'{build}/birthmark'
weights_file = pathlib.Path(__file__).resolve().parent.parent / 'data/weights.yaml'
FOLDS = 8
LEAST_GAIN = 0.005  # bits; a step that gains less is not taken, so that a few lucky rows move nothing
UNKNOWN_MAKERS = 500  # over so many does what is left for "somebody unknown" spread

RATIOS = [1.5, 2, 3, 5, 8, 12, 20, 30, 45, 60, 80, 100, 150, 200, 300, 400, 600, 800, 1000, 1500, 2000, 3000, 5000, 8000,
          12000, 20000, 30000, 50000]
SHARES = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.93, 0.95, 0.96, 0.97,
          0.98, 0.99, 0.995, 0.998, 0.999]
# `least-prior` stays: only its ratio to `unknown` counts. `proof` stays: the labelled devices know no wrong proof, so
# that the fit would make it endless. `brand-most` stays below what is called likely: a label with more than one maker
# proves none. So do the shares that few or no labelled devices show.
LADDERS = {'hint': RATIOS, 'fair': RATIOS, 'strong': RATIOS, 'unknown': SHARES, 'brand-all': SHARES, 'brand-some': SHARES}

measure = {}
exec(compile((shared / 'corpus/score.py').read_text().replace('\nmain()\n', '\n'), 'score.py', 'exec'), measure)
same, norm = measure['same'], measure['norm']
truth = [t for t in map(json.loads, open(labelled, encoding='utf-8')) if t['truth']['maker']]
listing = subprocess.run([program, 'companies', '--json'], capture_output=True, check=True, text=True).stdout
ids = [json.loads(line)['id'] for line in listing.splitlines()]


def source_of(t):
    """github:owner/name or the site that a row was taken from."""
    text = re.sub(r'^https?://(www\.)?(github\.com/)?', '', t['source'])
    return '/'.join(re.split(r'[:@]', text)[0].split('/')[:2])


def is_maker(said, t):
    true = t['truth']['maker']
    plain = true.removeprefix('other:')
    return same(said, plain) or (true != plain and norm(plain)[:5] == norm(said)[:5])


rows = [(t['device'], source_of(t), {i for i in ids if is_maker(i, t)}) for t in truth]
count = {}
for _, source, _ in rows:
    count[source] = count.get(source, 0) + 1
fold_of = {source: zlib.crc32(source.encode()) % FOLDS for source in count}


def start():
    return {m[1]: float(m[2]) for m in re.finditer(r'(?m)^([a-z-]+): ([0-9.]+)$', weights_file.read_text())}


def write(path, numbers):
    text = weights_file.read_text()
    for name, number in numbers.items():
        text = re.sub(rf'(?m)^{name}: [0-9.]+$', f'{name}: {number:g}', text)
    path.write_text(text)


def chance_of_truth(answer, makers):
    """The chance that was given to the true maker, however it is called."""
    maker, left = answer['maker'], 1.0
    given = {maker['id']: maker['confidence']} if maker['id'] else {}
    for rival in answer['rivals']:
        if rival['aspect'] == 'maker':
            given.setdefault(rival['id'], rival['confidence'])
    left = max(0.0, 1 - sum(given.values()))
    right = sum(chance for said, chance in given.items() if said in makers)
    if not makers:
        return max(left, 1e-4)
    return max(right, left / UNKNOWN_MAKERS, 1e-5)


seen = {}


def surprises(numbers):
    """By row; one run of the program for each set of numbers."""
    key = tuple(sorted(numbers.items()))
    if key not in seen:
        with tempfile.TemporaryDirectory() as folder:
            write(pathlib.Path(folder) / 'weights.yaml', numbers)
            out = subprocess.run([program, 'identify', '--json', '--quiet', '--data', folder, '--law', 'us-ndaa2019-889b', labelled],
                                 capture_output=True, text=True, check=False).stdout
        answers = {a['device']: a for a in map(json.loads, out.splitlines())}
        seen[key] = [-math.log2(chance_of_truth(answers[device], makers)) for device, _, makers in rows]
    return seen[key]


def mean(numbers, within):
    total = weight = 0.0
    for (_, source, _), surprise in zip(rows, surprises(numbers)):
        if within(source):
            total += surprise / math.sqrt(count[source])
            weight += 1 / math.sqrt(count[source])
    return total / weight


def fit(numbers, within):
    numbers, best = dict(numbers), mean(numbers, within)
    moved = True
    while moved:
        moved = False
        for name, ladder in LADDERS.items():
            at = min(range(len(ladder)), key=lambda i: abs(math.log(ladder[i] / numbers[name])))
            for step in (at - 2, at - 1, at + 1, at + 2):
                if not 0 <= step < len(ladder):
                    continue
                tried = {**numbers, name: ladder[step]}
                if not tried['hint'] < tried['fair'] < tried['strong'] < tried['proof']:
                    continue
                loss = mean(tried, within)
                if loss < best - LEAST_GAIN:
                    numbers, best, moved = tried, loss, True
    return numbers, best


def line(numbers):
    return '  '.join(f'{name} {numbers[name]:g}' for name in LADDERS)


before = start()
print(f'{len(rows)} labelled devices of {len(count)} sources; mean surprise in bits, a source weighs the root of its rows')
print(f'as it is    {mean(before, lambda s: True):.4f}  {line(before)}', flush=True)
after, loss = fit(before, lambda s: True)
print(f'fitted      {loss:.4f}  {line(after)}', flush=True)

left_out = plain_out = 0.0
for fold in range(FOLDS):
    numbers, inside = fit(after, lambda s: fold_of[s] != fold)
    outside = mean(numbers, lambda s: fold_of[s] == fold)
    left_out += outside / FOLDS
    plain_out += mean(before, lambda s: fold_of[s] == fold) / FOLDS
    print(f'without {fold + 1}/{FOLDS} {inside:.4f}  left out {outside:.4f}  {line(numbers)}', flush=True)
print(f'sources that were left out: {left_out:.4f}; with the numbers as they are: {plain_out:.4f}')
if '--write' in sys.argv[4:]:
    write(weights_file, after)
    print(f'written to data/weights.yaml')
