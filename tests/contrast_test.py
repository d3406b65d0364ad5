"""The colours of the report: enough contrast for text and for graphics, in light and in dark (WCAG 2.2, 1.4.3 and 1.4.11).

A browser's checker looks at text only; what bands, bars and circles need is computed here from src/show/html_style.c.
"""
import pathlib
import re
import sys

from tap import check, finish

TEXT, GRAPHIC = 4.5, 3
WORDS = 'ink soft bad care good calm'.split()
KINDS = 'differs same bad care open clear none share'.split()

style = pathlib.Path(sys.argv[1], 'src/show/html_style.c').read_text()
rules = ''.join(re.findall(r'"((?:[^"\\]|\\.)*)"', style))


def luminance(colour):
    parts = (int(colour[at:at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


themes = [dict(re.findall(r'--([\w-]+):(#[0-9a-f]{6})', root)) for root in re.findall(r':root\{(.*?)\}', rules)]
themes = [theme for theme in themes if 'paper' in theme]
check(len(themes) == 2, 'a light theme and a dark one', str(len(themes)))
for name, theme in zip(('light', 'dark'), themes):
    for ground in 'paper', 'band':
        low = [word for word in WORDS if contrast(theme[word], theme[ground]) < TEXT]
        check(not low, f'{name}: text on {ground}', str(low))
        low = [kind for kind in KINDS if contrast(theme[f'{kind}-3'], theme[ground]) < GRAPHIC]
        check(not low, f'{name}: the edge of every kind on {ground}', str(low))
    # A name in a picture can lie on a band.
    low = [kind for kind in KINDS if kind != 'share' and contrast(theme['ink'], theme[f'{kind}-2']) < TEXT]
    check(not low, f'{name}: names on bands', str(low))
    same = [(a, b) for a in KINDS for b in KINDS if a < b and 'share' not in (a, b) and theme[f'{a}-2'] == theme[f'{b}-2']]
    check(not same, f'{name}: every kind has a colour of its own', str(same))
finish()
