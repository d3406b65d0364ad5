"""A workbook as people keep one: sheets, some hidden, with merged cells and days as numbers. ECMA-376, as little of it as Excel needs."""
import datetime, zipfile
from xml.sax.saxutils import escape

MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DAY_ZERO = datetime.date(1899, 12, 30)  # of Excel, for whom 1900 was a leap year
STYLES = (f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
          '<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>'
          '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf numFmtId="14" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>')


class Sheet:
    def __init__(self, name, rows, merged=(), hidden=False):
        """`rows`: lists of texts, numbers and days; `merged`: (first row, last row, first column, last column), from 1."""
        self.name, self.rows, self.merged, self.hidden = name, rows, merged, hidden


def column(number):
    letters = ''
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell(at, value, texts):
    if isinstance(value, datetime.date):
        return f'<c r="{at}" s="1"><v>{(value - DAY_ZERO).days}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{at}"><v>{value}</v></c>'
    return f'<c r="{at}" t="s"><v>{texts.setdefault(value, len(texts))}</v></c>' if value else ''


def sheet_xml(sheet, texts):
    rows = ''.join(f'<row r="{r}">' + ''.join(cell(f'{column(c)}{r}', value, texts) for c, value in enumerate(row, 1)) + '</row>'
                   for r, row in enumerate(sheet.rows, 1))
    merged = ''.join(f'<mergeCell ref="{column(c)}{r}:{column(d)}{s}"/>' for r, s, c, d in sheet.merged)
    merged = f'<mergeCells count="{len(sheet.merged)}">{merged}</mergeCells>' if merged else ''
    return f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{merged}</worksheet>'


def parts(sheets):
    """(name, text) of the files in the package."""
    numbers, texts = range(1, len(sheets) + 1), {}
    made = [(f'xl/worksheets/sheet{n}.xml', sheet_xml(s, texts)) for n, s in zip(numbers, sheets)]
    strings = ''.join(f'<si><t xml:space="preserve">{escape(t)}</t></si>' for t in texts)
    names = ''.join(f'<sheet name="{escape(s.name)}" sheetId="{n}"{" state=" + chr(34) + "hidden" + chr(34) if s.hidden else ""} r:id="r{n}"/>'
                    for n, s in zip(numbers, sheets))
    targets = [(f'r{n}', 'worksheet', f'worksheets/sheet{n}.xml') for n in numbers]
    targets += [('rs', 'styles', 'styles.xml'), ('rt', 'sharedStrings', 'sharedStrings.xml')]
    relations = ''.join(f'<Relationship Id="{i}" Type="{OFFICE}/{kind}" Target="{target}"/>' for i, kind, target in targets)
    kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml.'
    types = ''.join(f'<Override PartName="/{name}" ContentType="{kind}{what}+xml"/>' for name, what in
                    [(f'xl/worksheets/sheet{n}.xml', 'worksheet') for n in numbers] +
                    [('xl/workbook.xml', 'sheet.main'), ('xl/styles.xml', 'styles'), ('xl/sharedStrings.xml', 'sharedStrings')])
    yield '[Content_Types].xml', (f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
                                  f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>')
    yield '_rels/.rels', (f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
                          'Target="xl/workbook.xml"/></Relationships>')
    yield 'xl/workbook.xml', f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{names}</sheets></workbook>'
    yield 'xl/_rels/workbook.xml.rels', f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>'
    yield 'xl/styles.xml', STYLES
    yield 'xl/sharedStrings.xml', f'{HEAD}<sst xmlns="{MAIN}" count="{len(texts)}" uniqueCount="{len(texts)}">{strings}</sst>'
    yield from made


def write(path, sheets):
    """The same sheets give the same bytes."""
    with zipfile.ZipFile(path, 'w') as package:
        for name, text in parts(sheets):
            package.writestr(zipfile.ZipInfo(name), text.encode('utf-8'), zipfile.ZIP_DEFLATED)
