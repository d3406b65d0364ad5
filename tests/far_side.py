"""The far side of a scan: links to a namespace of their own, with devices made of frames.

Whatever leaves the scanner is kept with the kernel's time; nothing here has an address that a kernel would answer for.
"""
import ipaddress, os, select, socket, struct, subprocess, sys, threading

ETH_P_ALL, PACKET_OUTGOING, SO_TIMESTAMPNS = 3, 4, 35
ARP, IP4, IP6 = 0x0806, 0x0800, 0x86dd
IGMP, TCP, UDP, ICMP6 = 2, 6, 17, 58
GROUPS_AND_ROUTERS = {130, 131, 132, 133, 143}  # types of ICMPv6
SYN, RST, ACK = 2, 4, 16


def checksum(data):
    total = sum(struct.unpack(f'!{len(data) // 2}H', data[:len(data) & ~1])) + (data[-1] << 8 if len(data) & 1 else 0)
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff


def packed(address):
    return ipaddress.ip_address(address).packed


def mac_bytes(mac):
    return bytes.fromhex(mac.replace(':', ''))


def ip6(source, to, kind, body, at):
    """A packet of IPv6; `at` is where its check sum stands in the body."""
    pseudo = source + to + struct.pack('!II', len(body), kind)
    total = checksum(pseudo + body) or 0xffff
    body = body[:at] + struct.pack('!H', total) + body[at + 2:]
    return struct.pack('!IHBB', 6 << 28, len(body), kind, 255) + source + to + body


def datagram(source, from_port, to, to_port, payload):
    """The Ethernet type and the packet: addresses packed, 4 or 16 bytes."""
    body = struct.pack('!HHHH', from_port, to_port, 8 + len(payload), 0) + payload
    if len(source) == 16:
        return IP6, ip6(source, to, UDP, body, 6)
    head = struct.pack('!BBHHHBBH', 0x45, 0, 20 + len(body), 0, 0, 64, UDP, 0) + source + to
    return IP4, head[:10] + struct.pack('!H', checksum(head)) + head[12:] + body


def refusal(f):
    """What a host sends to a SYN where nobody listens: RFC 9293, 3.10.7.1."""
    asked = struct.unpack('!I', f.body[4:8])[0]
    body = struct.pack('!HHIIBBHHH', f.port, f.from_port, 0, asked + 1 & 0xffffffff, 5 << 4, RST | ACK, 0, 0, 0)
    if len(f.to) == 16:
        return IP6, ip6(f.to, f.source, TCP, body, 16)
    total = checksum(f.to + f.source + struct.pack('!HH', TCP, len(body)) + body)
    head = struct.pack('!BBHHHBBH', 0x45, 0, 20 + len(body), 0, 0, 64, TCP, 0) + f.to + f.source
    return IP4, head[:10] + struct.pack('!H', checksum(head)) + head[12:] + body[:16] + struct.pack('!H', total) + body[18:]


def listening(link):
    """A socket that takes every frame of a link, with its time; the namespace lives on in it."""
    s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
    s.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
    s.setblocking(False)
    s.bind((link, ETH_P_ALL))
    return s


def time_of(control):
    """Seconds, from what the kernel put beside a frame."""
    seconds, nanoseconds = struct.unpack('qq', control[0][2])
    return seconds + nanoseconds / 1e9


class Frame:
    """One frame from the scanner, taken apart as far as the checks need it."""
    def __init__(self, link, time, data):
        self.link, self.time, self.data = link, time, data
        self.mac, self.kind = data[6:12], struct.unpack('!H', data[12:14])[0]
        self.source = self.to = self.protocol = None
        self.port = self.from_port = self.flags = 0
        self.payload = b''
        body = b''
        if self.kind == IP4:
            self.source, self.to, self.protocol = data[26:30], data[30:34], data[23]
            body = data[14 + 4 * (data[14] & 15):14 + struct.unpack('!H', data[16:18])[0]]
        elif self.kind == IP6:
            self.source, self.to, self.protocol = data[22:38], data[38:54], data[20]
            body = data[54:54 + struct.unpack('!H', data[18:20])[0]]
            if self.protocol == 0:  # hop by hop: only before MLD
                self.protocol, body = body[0], body[8 + 8 * body[1]:]
        self.body = body
        if self.protocol == UDP:
            self.from_port, self.port = struct.unpack('!HH', body[:4])
            self.payload = body[8:]
        elif self.protocol == TCP:
            self.from_port, self.port = struct.unpack('!HH', body[:4])
            self.flags, self.payload = body[13], body[4 * (body[12] >> 4):]

    def is_udp(self):
        return self.protocol == UDP

    def is_tcp(self):
        return self.protocol == TCP

    def opens(self):
        """Is it the first packet of a connection?"""
        return self.is_tcp() and self.flags & (SYN | ACK) == SYN

    def is_housekeeping(self):
        """Which groups are listened to, where routers are: the kernel says and asks that by itself, whoever runs."""
        return self.protocol == IGMP or self.protocol == ICMP6 and self.body[0] in GROUPS_AND_ROUTERS

    def tells_mac(self):
        """Does it answer whoever asked for the scanner's own MAC?"""
        return self.kind == ARP and self.data[20:22] == b'\0\2' or self.protocol == ICMP6 and self.body[0] == 136

    def is_group(self):
        return self.to is not None and (self.to[0] == 0xff or self.to[0] & 0xf0 == 0xe0 and len(self.to) == 4)

    def asker(self):
        return str(ipaddress.ip_address(self.source))

    def who(self):
        """The address it is for, as text; of ARP the one that is looked for."""
        return str(ipaddress.ip_address(self.data[38:42] if self.kind == ARP else self.to)) if self.to or self.kind == ARP else ''


class Device:
    """
    Answers `reply` from `port` to whatever datagram contains `wants`; `to`: a question to all is answered to this group.
    No TCP port of it is open, and it says so.
    """
    def __init__(self, link, mac, address, port, wants, reply, to=None):
        self.link, self.mac, self.address, self.port = link, mac_bytes(mac), packed(address), port
        self.wants, self.reply, self.to, self.name, self.mac_text = wants, reply, to, address, mac
        self.has_spoken = False

    def hears(self, f):
        return f.link == self.link and f.is_udp() and f.port == self.port and self.wants in f.payload and \
            len(f.to) == len(self.address) and (f.to == self.address or f.is_group())

    def greeting(self, f):
        """Who answers first asks for the MAC of whom he answers: so the scanner's kernel learns his."""
        if len(self.address) == 4:
            return ARP, struct.pack('!HHBBH', 1, IP4, 6, 4, 1) + self.mac + self.address + bytes(6) + f.source
        body = bytes([135, 0, 0, 0]) + bytes(4) + f.source + b'\x01\x01' + self.mac
        return IP6, ip6(self.address, f.source, ICMP6, body, 2)

    def resolved(self, f):
        """What it says to a question for its MAC; None when it was not meant."""
        if f.kind == ARP and f.data[20:22] == b'\0\1' and f.data[38:42] == self.address:
            return ARP, struct.pack('!HHBBH', 1, IP4, 6, 4, 2) + self.mac + self.address + f.data[22:32]
        if f.protocol == ICMP6 and f.body[0] == 135 and f.body[8:24] == self.address:
            body = bytes([136, 0, 0, 0, 0x60, 0, 0, 0]) + self.address + b'\x02\x01' + self.mac
            return IP6, ip6(self.address, f.source, ICMP6, body, 2)
        return None


class Street:
    """Devices on links; a thread answers for them and keeps what the scanner sent."""
    def __init__(self, sockets):
        self.sockets, self.devices, self.frames, self.on_question = sockets, [], [], None
        threading.Thread(target=self.run, daemon=True).start()

    def begin(self, devices, on_question=None):
        """A new walk through the street: what was kept is forgotten."""
        for d in devices:
            d.has_spoken = False
        self.devices, self.on_question, self.frames = devices, on_question, []

    def send(self, link, to_mac, from_mac, packet):
        try:
            self.sockets[link].send(to_mac + from_mac + struct.pack('!H', packet[0]) + packet[1])
        except OSError:
            pass  # the queue is full: a real link loses frames too

    def answer(self, d, f):
        packet = d.resolved(f) if d.link == f.link else None
        if packet:
            self.send(d.link, f.mac, d.mac, packet)
        if f.opens() and f.link == d.link and f.to == d.address:
            self.send(d.link, f.mac, d.mac, refusal(f))
        if not d.hears(f):
            return
        if not d.has_spoken:
            d.has_spoken = True
            self.send(d.link, b'\xff' * 6 if len(d.address) == 4 else f.mac, d.mac, d.greeting(f))
        to = packed(d.to) if d.to and f.is_group() else f.source
        mac = f.mac if to == f.source else b'\xff' * 6 if to == b'\xff' * 4 else b'\x01\x00\x5e' + bytes([to[1] & 127]) + to[2:]
        self.send(d.link, mac, d.mac, datagram(d.address, d.port, to, f.from_port, d.reply))

    def run(self):
        while True:
            for s in select.select(self.sockets, [], [])[0]:
                try:
                    data, control, _, address = s.recvmsg(65600, 64)
                except OSError:
                    continue
                if address[2] == PACKET_OUTGOING or len(data) < 14:
                    continue
                f = Frame(self.sockets.index(s), time_of(control), data)
                self.frames.append(f)
                for d in self.devices:
                    self.answer(d, f)
                if self.on_question and f.is_udp():
                    self.on_question(self, f)


def ip(*words):
    subprocess.run(['ip', *words], check=True, capture_output=True)


def neighbours_refused():
    """How often the kernel's table of neighbours was full: it is one for all namespaces of a machine, so others can fill it."""
    with open('/proc/net/stat/arp_cache', encoding='ascii') as f:
        head, *rows = (line.split() for line in f)
    return sum(int(row[head.index('table_fulls')], 16) for row in rows)


def open_far(links):
    """In the scanner's namespace: makes the far one and `links` between them, s0 to d0 and so on; their sockets."""
    near, far = socket.socketpair()
    with far:
        child = subprocess.Popen(['unshare', '-n', sys.executable, __file__, str(far.fileno()), str(links)],
                                 pass_fds=[far.fileno()])
    near.settimeout(20)
    if near.recv(1) != b'h':
        raise OSError('no second namespace can be made')
    for i in range(links):
        ip('link', 'add', f's{i}', 'mtu', '65535', 'type', 'veth', 'peer', 'name', f'd{i}', 'mtu', '65535', 'netns', str(child.pid))
        ip('link', 'set', f's{i}', 'addrgenmode', 'none', 'up')
    near.send(b'g')
    _, numbers, _, _ = socket.recv_fds(near, 1, links)
    if child.wait(timeout=20):
        raise RuntimeError('the far side fell')
    return [socket.socket(fileno=n) for n in numbers]


def far_side(number, links):
    """In the far namespace, which lives on in its sockets."""
    with socket.socket(fileno=number) as to_near:
        to_near.send(b'h')
        to_near.recv(1)
        sockets = []
        for i in range(links):
            ip('link', 'set', f'd{i}', 'addrgenmode', 'none', 'up')
            sockets.append(listening(f'd{i}'))
        socket.send_fds(to_near, [b's'], [s.fileno() for s in sockets])


if __name__ == '__main__':
    far_side(int(sys.argv[1]), int(sys.argv[2]))
