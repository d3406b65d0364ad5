"""What `birthmark scan --what-we-send --json` lists, as a judge of what a device received."""
import ipaddress, json, re, subprocess

HEX_WORDS = r"'[^']*'|\{[^}]*\}|[0-9a-f]{2}(?:\*\d+)?"
TOLD_PATH = r'/[!-~]{0,199}'  # where a device itself said that a document is
UUID = '%s{8}-%s{4}-4%s{3}-[89abAB]%s{3}-%s{12}'


def pattern_of(question):
    """A function of the address and the port asked: the regular expression of the bytes; None where none are ever sent."""
    is_text = question['text'] is not None
    if not is_text and question['hex'] is None:
        return None
    parts = re.split(r'(\{[^}]*\})', question['text']) if is_text else re.findall(HEX_WORDS, question['hex'])
    path = '|'.join(([re.escape(question['path'])] if question['path'] else []) + ([TOLD_PATH] if question['where'] else []))
    holes = {'{uuid}': UUID.replace('%s', '[0-9a-f]'), '{uuid-upper}': UUID.replace('%s', '[0-9A-F]'), '{path}': f'(?:{path})',
             '{community}': '(?:' + '|'.join(chr(92) + f'x{n:02x}.{{{n}}}' for n in range(1, 49)) + ')', '{rest}': '.'}

    def part(p, host, port):
        if p == '{host}':
            # In what speaks of URLs an IPv6 address has its brackets: RFC 3986, 3.2.2.
            return re.escape(f'[{host}]' if ':' in host and question['way'] != 'udp' else host).encode()
        if p == '{port}':
            return str(port).encode()
        if p.startswith('{random:'):
            return b'.{%s}' % p[8:-1].encode()
        if p in holes:
            return holes[p].encode()
        if is_text:
            return re.escape(p.encode())
        if p[0] == "'":
            return re.escape(p[1:-1].encode())
        byte, _, times = p.partition('*')
        return re.escape(bytes.fromhex(byte) * int(times or 1))
    return lambda host, port: re.compile(b''.join(part(p, host, port) for p in parts), re.S)


class Allowed:
    """The table, asked with what arrived."""
    def __init__(self, birthmark):
        listed = subprocess.run([birthmark, 'scan', '--what-we-send', '--json'], capture_output=True, timeout=20, check=True)
        self.questions = [json.loads(l) for l in listed.stdout.splitlines()]
        self.patterns = [(q, pattern_of(q)) for q in self.questions if not q['listen_only']]
        self.ports = self.ports_of('tcp') | self.ports_of('tls')

    def datagram(self, who, port, payload):
        """The question with which `who`, a group or a single address, is asked these bytes; None when there is none."""
        is_single = not ipaddress.ip_address(who).is_multicast and who != '255.255.255.255'
        return next((q for q, pattern in self.patterns if pattern and q['way'] == 'udp' and q['port'] == port and
                     (q['unicast'] if is_single else who in q['groups']) and pattern(who, port).fullmatch(payload)), None)

    def said(self, way, who, port, payload):
        """The questions that are all that was said in one connection, `way` tcp or tls (decrypted), none twice; None when something else was said."""
        asked = []
        while payload:
            fits = ((q, pattern(who, port).match(payload)) for q, pattern in self.patterns
                    if pattern and q['way'] == way and (port in q['ports'] or q['where']) and q not in asked)
            q, found = next((f for f in fits if f[1]), (None, None))
            if not found:
                return None
            asked.append(q)
            payload = payload[found.end():]
        return asked

    def is_hello(self, port, payload):
        """Is it how TLS begins, and nothing behind it but a farewell (RFC 8446, 5.1): what a port hears that then shows no TLS?"""
        records = []
        while len(payload) >= 5 and port in self.ports_of('tls'):
            size = 5 + int.from_bytes(payload[3:5], 'big')
            records.append((payload[0], payload[5:size]))
            payload = payload[size:]
        return bool(records) and not payload and records[0][0] == 22 and records[0][1][:1] == b'\1' and all(kind == 21 for kind, _ in records[1:])

    def ports_of(self, way):
        return {p for q in self.questions if q['way'] == way for p in q['ports']}
