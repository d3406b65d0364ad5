#!/usr/bin/env python3
"""Writes the table of MAC address blocks as C, from the IEEE's lists.

usage: macs.py OUTPUT.c DEPENDENCIES DEBIAN NEWEST
       macs.py --refresh NEWEST

DEBIAN is the folder of Debian's package ieee-data: oui.csv (MA-L, 24 bits),
mam.csv (MA-M, 28 bits), oui36.csv (MA-S, 36 bits) and iab.csv (36 bits, no
longer sold). NEWEST is the folder data/macs, in which `npm ci` has put the
package oui-data: the same lists, years newer, without the last one. Where it
is missing, Debian's lists do alone, and a warning says so. DEPENDENCIES gets
the names of the files read, for ninja. src/know/macs_table.h says what comes
out.

Left out: blocks whose holder is "Private", and blocks that the lists give to
several holders, since such a block tells nothing. A block of the "IEEE
Registration Authority" is cut into smaller ones and marked so. What only
Debian's older lists have was given back: only the IAB blocks are taken from
them, and only where the newest list still calls the block around it cut up.

--refresh pins the newest oui-data in NEWEST, with the day since which the
registry has it: inside of the package no day is told.
"""

import collections
import csv
import datetime
import json
import os
import re
import subprocess
import sys

LISTS = {"oui.csv": 24, "mam.csv": 28, "oui36.csv": 36, "iab.csv": 36}
AUTHORITY = "IEEE Registration Authority"
NOBODY = {"private", AUTHORITY.lower(), ""}
SPLIT = 0xFFFF  # in place of an owner: the block is cut into smaller ones
POOL_ROW = 4000  # a string literal may be 4095 bytes long (C17, 5.2.4.1)
PACKAGE = "oui-data"


def same(name):
    """The letters and digits of a name: by these, names are compared (macs.c has its twin)."""
    return bytes(c for c in name.encode().lower() if c >= 0x80 or chr(c).isalnum())


def fold(name):
    """FNV-1a, 32 bit, over same(name)."""
    h = 0x811C9DC5
    for c in same(name):
        h = (h ^ c) * 0x01000193 & 0xFFFFFFFF
    return h


def tidy(name):
    return re.sub(r"\s+", " ", name).strip()


def add(blocks, place, text, name):
    bits = 4 * len(text)
    if bits not in blocks or not re.fullmatch("[0-9A-Fa-f]+", text):
        sys.exit("%s: '%s' is no prefix of 24, 28 or 36 bits" % (place, text))
    blocks[bits].setdefault(int(text, 16), set()).add(tidy(name))


def read_csv(path):
    """{bits: {prefix: {holder, …}}}, as all of these functions give it."""
    blocks = {24: {}, 28: {}, 36: {}}
    with open(path, encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f):
            add(blocks, path, row["Assignment"].strip(), row["Organization Name"])
    return blocks


def read_newest(path):
    blocks = {24: {}, 28: {}, 36: {}}
    with open(path, encoding="utf-8") as f:
        for prefix, holder in json.load(f).items():
            add(blocks, path, prefix, holder.split("\n")[0])
    return blocks


def drop_shared(newest, old):
    """JSON has room for one holder a block: where the older list has several, the newest tells one of them."""
    for bits, table in old.items():
        for prefix, names in table.items():
            if len({same(n) for n in names}) > 1 and newest[bits].get(prefix, set()) <= names:
                newest[bits].pop(prefix, None)


def add_iab(newest, iab):
    """The blocks that the newest list no longer has, where nothing in it says otherwise."""
    for prefix, names in iab[36].items():
        around = newest[24].get(prefix >> 12, set())
        if around == {AUTHORITY} and prefix >> 8 not in newest[28]:
            newest[36].setdefault(prefix, names)


def debian_day(directory):
    """The day of Debian's lists: what .lastupdate says in seconds, else the newest file's."""
    mark = os.path.join(directory, ".lastupdate")
    seconds = max(os.path.getmtime(os.path.join(directory, f)) for f in LISTS)
    if os.path.exists(mark):
        with open(mark, encoding="ascii") as f:
            text = f.read().strip()
        seconds = int(text) if text.isdigit() else seconds
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%d")


def read_json(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)


def installed_version(module):
    path = os.path.join(module, "package.json")
    return read_json(path)["version"] if os.path.exists(path) else None


def read_lists(debian, newest):
    """The blocks, and the sentence that says where they are from."""
    old = {file: read_csv(os.path.join(debian, file)) for file in LISTS}
    day = debian_day(debian)
    module = os.path.join(newest, "node_modules", PACKAGE)
    pinned = read_json(os.path.join(newest, "package.json"))
    version = pinned["dependencies"][PACKAGE]
    if installed_version(module) != version:
        print("macs.py: %s %s is not there (`make deps` fetches it): MAC blocks as of %s" % (PACKAGE, version, day), file=sys.stderr)
        blocks = old["oui.csv"]
        for file, bits in LISTS.items():
            blocks[bits].update(old[file][bits])
        return blocks, "the IEEE's lists, as in Debian's ieee-data of %s" % day
    blocks = read_newest(os.path.join(module, "index.json"))
    for file in LISTS:
        drop_shared(blocks, old[file])
    add_iab(blocks, old["iab.csv"])
    return blocks, "the IEEE's lists, as in npm's %s %s of %s; the old IAB blocks as in Debian's ieee-data of %s" % (
        PACKAGE, version, pinned["published"], day)


def write_dependencies(path, output, debian, newest):
    """Also names what is not there: it may come, and then the table must be made anew."""
    files = [os.path.join(debian, f) for f in LISTS] + [os.path.join(newest, "package.json")]
    files.append(os.path.join(newest, "node_modules", PACKAGE, "index.json"))
    with open(path, "w", encoding="utf-8") as f:
        f.write("%s: %s\n" % (output, " ".join(name.replace(" ", "\\ ") for name in files)))


def refresh(newest):
    def npm(*words):
        return subprocess.run(("npm", "--silent") + words, cwd=newest, check=True, stdout=subprocess.PIPE, text=True).stdout

    latest = json.loads(npm("view", PACKAGE, "version", "time", "--json"))
    path = os.path.join(newest, "package.json")
    pinned = read_json(path)
    pinned["dependencies"][PACKAGE] = latest["version"]
    pinned["published"] = latest["time"][latest["version"]][:10]
    with open(path, "w", encoding="utf-8") as f:
        f.write(json.dumps(pinned, indent=2) + "\n")
    npm("install", "--no-audit", "--no-fund", "--omit-lockfile-registry-resolved")
    print("%s %s of %s" % (PACKAGE, latest["version"], pinned["published"]))


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


def named_blocks(blocks):
    """{bits: {prefix: holder}}: the blocks of which one holder is known by name."""
    named = {bits: {} for bits in blocks}
    for bits, table in blocks.items():
        for prefix, names in table.items():
            if len({same(n) for n in names}) == 1 and min(names).lower() not in NOBODY:
                named[bits][prefix] = min(names)
    return named


def write_table(path, blocks, source):
    named = named_blocks(blocks)
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
           '#include "know/macs.h"', '#include "know/macs_table.h"', "",
           "const struct mark_note macs_note = {",
           '\t.id = STR_INIT("mac/block"),',
           '\t.why = STR_INIT("the address lies in a block that the IEEE gave to this company"),',
           "\t.source = STR_INIT(%s)," % literal(source.encode()),
           "\t.trust = TRUST_HIGH,",
           "};", ""]

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
    out.append("const uint32_t macs_owner_total = %d;" % len(names))
    out.append("const uint32_t macs_block_total = %d;\n" % sum(len(table) for table in named.values()))
    out.append("const char macs_pool[][MACS_POOL_ROW] = {\n%s\n};" % "\n".join("\t%s," % literal(r) for r in rows))

    with open(path, "w", encoding="ascii") as f:
        f.write("\n".join(out) + "\n")


def main():
    if len(sys.argv) == 3 and sys.argv[1] == "--refresh":
        refresh(sys.argv[2])
    elif len(sys.argv) == 5:
        output, dependencies, debian, newest = sys.argv[1:]
        write_table(output, *read_lists(debian, newest))
        write_dependencies(dependencies, output, debian, newest)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
