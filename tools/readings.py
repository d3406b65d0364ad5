#!/usr/bin/env python3
"""Writes how Chinese characters are read, and their simplified forms, as C.

usage: readings.py OUTPUT.c DIRECTORY

DIRECTORY holds Unihan_Readings.txt.bz2 and Unihan_Variants.txt.bz2, as Debian's
package unicode-data installs them. src/base/readings_table.h says what comes out.

Readings are Mandarin ones: kMandarin, which is what a character is usually
read as, then kHanyuPinlu, which is what else it is often read as. Only the
block of unified ideographs is kept (U+4E00 to U+9FFF): no firm is named in
the rarer ones behind it.
"""
import bz2, os, sys, unicodedata

FIRST, LAST = 0x4E00, 0x9FFF
READINGS_MAX = 4
# In names of firms and places another reading comes first than in running text: 重庆, 长虹, 乐视, 厦门.
PREFERRED = {'子': 'zǐ', '重': 'chóng', '长': 'cháng', '長': 'cháng', '厦': 'xià'}


def lines(path):
    """(character, property, value) of each line."""
    with bz2.open(path, 'rt', encoding='utf-8') as f:
        for line in f:
            if line.startswith('U+'):
                code, prop, value = line.rstrip('\n').split('\t')
                yield int(code[2:], 16), prop, value


def plain(syllable):
    """Without tones; ü becomes v, as it is typed."""
    marks = unicodedata.normalize('NFD', syllable.replace('ê', 'e'))
    marks = marks.replace('u\u0308', 'v')
    return ''.join(c for c in marks if not unicodedata.combining(c))


def read_readings(path):
    """{code: [syllable, …]}, the usual one first."""
    usual, often = {}, {}
    for code, prop, value in lines(path):
        if FIRST <= code <= LAST and prop == 'kMandarin':
            usual[code] = value.split()
        elif FIRST <= code <= LAST and prop == 'kHanyuPinlu':
            often[code] = [v[:v.index('(')] for v in value.split()]
    readings = {}
    for code in sorted(usual):
        first = [PREFERRED[chr(code)]] if chr(code) in PREFERRED else []
        every = dict.fromkeys(unicodedata.normalize('NFC', s) for s in first + usual[code] + often.get(code, []))
        readings[code] = [s for s in every if plain(s).isascii() and plain(s).isalpha()][:READINGS_MAX]
    return readings


def read_simplified(path):
    """{traditional: simplified}; a character that is itself a simplified one stays as it is."""
    pairs = {}
    for code, prop, value in lines(path):
        if prop == 'kSimplifiedVariant' and FIRST <= code <= LAST:
            forms = [int(v[2:], 16) for v in value.split()]
            if code not in forms and FIRST <= forms[0] <= LAST:
                pairs[code] = forms[0]
    return pairs


def rows(numbers):
    return '\n'.join('\t' + ' '.join(f'{n},' for n in numbers[i:i + 16]) for i in range(0, len(numbers), 16))


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    readings = read_readings(os.path.join(sys.argv[2], 'Unihan_Readings.txt.bz2'))
    simplified = read_simplified(os.path.join(sys.argv[2], 'Unihan_Variants.txt.bz2'))
    syllables = sorted({s for every in readings.values() for s in every})
    index = {s: i for i, s in enumerate(syllables)}
    if not readings or not simplified or max(len(s.encode()) for s in syllables) > 7:
        sys.exit('these are not the readings that are expected')

    starts, every = [], []
    for code in range(FIRST, LAST + 2):
        starts.append(len(every))
        every += [index[s] for s in readings.get(code, [])]
    if len(every) > 0xFFFF:
        sys.exit('more readings than 16 bits can number')

    out = ['/* Made by tools/readings.py from the Unihan database; readings_table.h says what it is. */',
           '#include "base/readings_table.h"', '',
           'const struct syllable readings_syllables[] = {']
    out += [f'\t{{ "{s}", "{plain(s)}" }},' for s in syllables]
    out += ['};', '', f'const uint16_t readings_start[] = {{\n{rows(starts)}\n}};', '',
            f'const uint16_t readings_all[] = {{\n{rows(every)}\n}};', '',
            'const struct simplified readings_simplified[] = {']
    out += [f'\t{{ {t}, {s} }},' for t, s in sorted(simplified.items())]
    out += ['};', '', f'const size_t readings_simplified_count = {len(simplified)};']
    with open(sys.argv[1], 'w', encoding='utf-8') as f:
        f.write('\n'.join(out) + '\n')


if __name__ == '__main__':
    main()
