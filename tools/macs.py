#!/usr/bin/env python3
"""Writes the table of MAC address blocks as C, from the IEEE's lists.

usage: macs.py OUTPUT.c DIRECTORY

DIRECTORY holds oui.csv (MA-L, 24 bits), mam.csv (MA-M, 28 bits), oui36.csv
(MA-S, 36 bits) and iab.csv (36 bits, no longer sold), as Debian's package
ieee-data installs them. src/know/macs_table.h says what comes out.

Left out: blocks whose holder is "Private", and blocks that the lists give to
several holders, since such a block tells nothing. A block of the "IEEE
Registration Authority" is cut into smaller ones and marked so.
"""

import collections
import csv
import datetime
import os
import re
import sys

LISTS = {"oui.csv": 24, "mam.csv": 28, "oui36.csv": 36, "iab.csv": 36}
NOBODY = {"private", "ieee registration authority", ""}
SPLIT = 0xFFFF  # in place of an owner: the block is cut into smaller ones
POOL_ROW = 4000  # a string literal may be 4095 bytes long (C17, 5.2.4.1)


def same(name):
    """The letters and digits of a name: by these, names are compared (macs.c has its twin)."""
    return bytes(c for c in name.encode().lower() if c >= 0x80 or chr(c).isalnum())


def fold(name):
    """FNV-1a, 32 bit, over same(name)."""
    h = 0x811C9DC5
    for c in same(name):
        h = (h ^ c) * 0x01000193 & 0xFFFFFFFF
    return h


def read_lists(directory):
    """{bits: {prefix: {holder, …}}}"""
    blocks = {24: {}, 28: {}, 36: {}}
    for file, bits in LISTS.items():
        with open(os.path.join(directory, file), encoding="utf-8", newline="") as f:
            for row in csv.DictReader(f):
                text = row["Assignment"].strip()
                if not re.fullmatch("[0-9A-Fa-f]{%d}" % (bits // 4), text):
                    sys.exit("%s: '%s' is no prefix of %d bits" % (file, text, bits))
                name = re.sub(r"\s+", " ", row["Organization Name"]).strip()
                blocks[bits].setdefault(int(text, 16), set()).add(name)
    return blocks


def data_day(directory):
    """The day of the lists: what .lastupdate says in seconds, else the newest file's."""
    mark = os.path.join(directory, ".lastupdate")
    seconds = max(os.path.getmtime(os.path.join(directory, f)) for f in LISTS)
    if os.path.exists(mark):
        with open(mark, encoding="ascii") as f:
            text = f.read().strip()
        seconds = int(text) if text.isdigit() else seconds
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%d")


def literal(data):
    out = []
    for c in data:
        if c in b'"\\?':  # "?" too: two of them begin a trigraph
            out.append("\\" + chr(c))
        elif 0x20 <= c < 0x7F:
            out.append(chr(c))
        else:
            out.append("\\%03o" % c)
    return '"' + "".join(out) + '"'


def numbers(numbers_list, suffix=""):
    rows = []
    for i in range(0, len(numbers_list), 12):
        rows.append("\t" + " ".join("%d%s," % (n, suffix) for n in numbers_list[i:i + 12]))
    return "\n".join(rows)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    blocks = read_lists(sys.argv[2])

    named = {bits: {} for bits in blocks}
    for bits, table in blocks.items():
        for prefix, names in table.items():
            if len({same(n) for n in names}) == 1 and min(names).lower() not in NOBODY:
                named[bits][prefix] = min(names)
    parents = {p >> (bits - 24) for bits in (28, 36) for p in named[bits]}
    for bits in (28, 36):
        for prefix in named[bits]:
            named[24].pop(prefix >> (bits - 24), None)

    names = sorted({n for table in named.values() for n in table.values()}, key=lambda n: (fold(n), n))
    if len(names) >= SPLIT:
        sys.exit("more holders than 16 bits can number")
    index = {n: i for i, n in enumerate(names)}
    pool, starts = b"", [0]
    for n in names:
        pool += n.encode()
        starts.append(len(pool))

    big = {p: index[n] for p, n in named[24].items()}
    big.update({p: SPLIT for p in parents})
    count = collections.Counter(p >> 16 for p in big)
    first = [0]
    for byte in range(256):
        first.append(first[-1] + count[byte])

    rows = [pool[i:i + POOL_ROW].ljust(POOL_ROW, b" ") for i in range(0, len(pool), POOL_ROW)]
    out = ["/* Made by tools/macs.py from the lists of the IEEE; macs_table.h says what it is. */",
           '#include "know/macs_table.h"', "",
           'const char macs_day[] = "%s";' % data_day(sys.argv[2]), ""]

    def array(kind, name, values, suffix=""):
        out.append("const %s %s[] = {\n%s\n};\n" % (kind, name, numbers(values, suffix)))

    array("uint32_t", "macs_first24", first)
    for bits, table, kind, suffix in ((24, big, "uint32_t", ""), (28, None, "uint32_t", ""), (36, None, "uint64_t", "u")):
        table = table or {p: index[n] for p, n in named[bits].items()}
        array(kind, "macs_prefix%d" % bits, sorted(table), suffix)
        array("uint16_t", "macs_owner%d" % bits, [table[p] for p in sorted(table)])
        out.append("const uint32_t macs_count%d = %d;\n" % (bits, len(table)))
    array("uint32_t", "macs_fold", [fold(n) for n in names], "u")
    array("uint32_t", "macs_start", starts)
    out.append("const uint32_t macs_owner_total = %d;\n" % len(names))
    out.append("const char macs_pool[][MACS_POOL_ROW] = {\n%s\n};" % "\n".join("\t%s," % literal(r) for r in rows))

    with open(sys.argv[1], "w", encoding="ascii") as f:
        f.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
