#!/usr/bin/env python3
"""The manual page of all that is sent, birthmark-questions(7), from what the program says it sends.

usage: questions_page.py SENDS           prints the page
       questions_page.py SENDS PAGE      TAP: is the page what it should be?

SENDS --json prints a question a line, as `birthmark scan --what-we-send --json` does.
"""
import json
import pathlib
import re
import subprocess
import sys
import textwrap

WIDTH = 78  # mandoc -T lint wants lines below 80
TIMES = {1: 'once', 2: 'twice', 3: 'three times'}

HEAD = r'''.\" Made by tools/questions_page.py from data/questions.yaml: change it there.
.Dd November 22, 2026
.Dt BIRTHMARK-QUESTIONS 7
.Os
.Sh NAME
.Nm birthmark-questions
.Nd every byte that birthmark sends
.Sh DESCRIPTION
These are all questions that a scan asks: everybody at once by UDP, and single
addresses by UDP, by TCP and within TLS, in this order.
Beside ARP and the handshakes of TCP and TLS nothing else is sent, and
.Fl -data
can neither add to them nor change them.
None of them logs in, brings a password along or sets anything: each is a
standard's own, or one that the maker's own tools begin with.
Nothing at all is sent to the ports of printers (515, 631, 6101, 9100 to 9107),
to those of the controllers of machines and buildings, or to port 7788, where
devices of Uniview have a hole.
Answers may hold passwords; those are never kept.
.Pp
By TCP a device is asked at the ports that are named, where they are open.
Some questions also go to the URL that a device gives for itself in a field of
.Xr birthmark-fields 1 :
only to this device, never to those ports, and only where the URL has no user
and no query.
Where only the greeting is of interest, the program connects and listens.
.Pp
Bytes that are no plain text are written
.Ql 1f ,
.Ql 00*12
for twelve times the same, and text in quotes.
In braces stands what is filled in: a random UUID, so many random bytes, the
address, the port and the path that are asked, an SNMP community behind its
length, and how many bytes follow.
'''

TAIL = '''.Sh SEE ALSO
.Xr birthmark 1 ,
.Xr birthmark-fields 1
'''


def safe(line):
    """A line of text that roff does not take for a request."""
    line = line.replace('\\', r'\e').replace("'", r'\(aq').replace('-', r'\-').replace('`', r'\(ga')
    return r'\&' + line if line.startswith('.') else line


def sentences(text):
    """Filled text: each sentence on a line of its own, broken at WIDTH."""
    out = []
    for sentence in text.replace('. ', '.\n').split('\n'):
        for line in textwrap.wrap(sentence, WIDTH, break_on_hyphens=False, break_long_words=False):
            out.append(r'\&' + line if line[0] in ".'" else line)
    return out


def literal(line):
    """A line of bytes as it stands; longer ones go on behind a backslash, which is not printed."""
    out = []
    while len(line) > 60:
        out.append(safe(line[:60]) + '\\')
        line = line[60:]
    return out + [safe(line)]


def words(notation):
    """Bytes in lines, never broken within the quotes of a text."""
    lines = ['']
    for word in re.findall(r"'[^']*'|\S+", notation):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > 68:
            lines.append('')
        lines[-1] += (' ' if lines[-1] else '') + word
    return '\n'.join(lines)


def ports(q):
    numbers = [str(port) for port in q['ports']]
    return f"port{'s' if numbers[1:] else ''} " + ' and '.join([', '.join(numbers[:-1])] * (len(numbers) > 1) + numbers[-1:])


def where_tcp(q):
    text = []
    if q['ports']:
        text.append(f"Listens to who speaks first at TCP {ports(q)}, and sends nothing." if q['greeting'] else
                    f"Sent to TCP {ports(q)} of single addresses.")
    if q['ports'] and q['path']:
        text.append(f"The path is {q['path']}.")
    if q['where']:
        text.append(f"{'Also sent' if text else 'Sent'} to the URL that a device says of itself in {q['where']}.")
    if q['after']:
        text.append(f"Only where {q['after']} was answered.")
    if q['way'] == 'tls':
        text.append("These bytes travel inside TLS; the handshake's own are OpenSSL's.")
    return ' '.join(text)


def where(q):
    if q['way'] != 'udp':
        return where_tcp(q)
    if q['listen_only']:
        return f"Only listens, at {q['way'].upper()} port {q['answer_port']} of {' and '.join(q['groups'])}."
    text = f"Sent to {q['way'].upper()} port {q['port']}"
    if q['groups']:
        text += f" of {' and '.join(q['groups'])}, {TIMES[q['times']]}"
    if q['unicast']:
        text += '; single addresses may be asked as well' if q['groups'] else ' of single addresses'
    if q['answer_port']:
        text += f"; answers come to port {q['answer_port']}"
    return text + '.'


def stanza(q):
    out = [f".It Cm {q['question']}", *sentences(q['what'])]
    if out[-1][-1] not in '.?':
        out[-1] += '.'
    out += sentences(where(q)) + sentences('Harmless: ' + q['harmless'] + '.') + sentences('Known from: ' + q['source'] + '.')
    if q['size']:
        text = q['text'] or words(q['hex'])
        out.append(f"{q['size']} bytes{', lines end CR LF' if chr(13) in text else ''}:")
        out.append('.Bd -literal')
        for line in text.replace('\r', '').rstrip('\n').split('\n'):
            out += literal(line)
        out += ['(an empty line)'] if text.endswith('\r\n\r\n') else []
        out.append('.Ed')
    return out


def page(sends):
    done = subprocess.run([sends, '--json'], capture_output=True, text=True, check=True)
    questions = [json.loads(line) for line in done.stdout.splitlines()]
    lines = ['.Bl -tag -width Ds']
    for q in questions:
        lines += stanza(q)
    return HEAD + '.Sh QUESTIONS\n' + '\n'.join(lines) + '\n.El\n' + TAIL


def main():
    wanted = page(sys.argv[1])
    if len(sys.argv) < 3:
        sys.stdout.write(wanted)
        return 0
    same = pathlib.Path(sys.argv[2]).read_text(encoding='utf-8') == wanted
    print(f"{'ok' if same else 'not ok'} 1 - birthmark-questions(7) says what is sent")
    if not same:
        print('# it is out of date: tools/questions_page.py makes it anew')
    print('1..1')
    return 0 if same else 1


if __name__ == '__main__':
    sys.exit(main())
