"""What devices say, put together from what was recorded of them: HTTP, RTSP, ONVIF, WS-Discovery, SSDP, makers' searches.

A recording is a list of (field, value); fields are those of `birthmark fields`. Here they become the messages that carry
them, and the observations that such messages make.
"""
import base64, datetime, html, json, re, struct, zlib

ONVIF = 'http://www.onvif.org/ver10/'
SADP_GROUP, DHIP_PORT, SADP_PORT = '239.255.255.250', 37810, 37020


def data(text):
    """Bytes of a message that was kept as text."""
    return text if isinstance(text, bytes) else text.encode('utf-8', 'surrogateescape')


def packed(message):
    return base64.b64encode(data(message)).decode()


def observed(field, message):
    """A whole message as an observation."""
    raw = data(message)
    try:
        text = raw.decode('ascii')
        if '\0' not in text:
            return {'field': field, 'value': text}
    except UnicodeDecodeError:
        pass
    return {'field': field, 'value': base64.b64encode(raw).decode(), 'encoding': 'base64'}


def http(status, headers, body=b'', length=True):
    lines = [f'HTTP/1.1 {status}'] + [f'{name}: {value}' for name, value in headers if value]
    if length:
        lines.append(f'Content-Length: {len(body)}')
    return data('\r\n'.join(lines) + '\r\n\r\n') + body


class Web:
    """The pages of one device. Every other one keeps its connections, as HTTP/1.1 has it where nobody says otherwise."""
    def __init__(self, row, is_endless):
        self.keeps = not is_endless and zlib.crc32(data(row.mac)) % 2 == 0
        self.connection = [] if self.keeps else [('Connection', 'close')]
        self.server, self.title = row.first('http.server'), row.first('http.title')
        self.authenticate = row.first('http.authenticate')
        realm = row.first('http.realm')
        if not self.authenticate and realm:
            self.authenticate = realm if ' realm=' in realm else f'Digest realm="{realm}", nonce="5f1e", qop="auth"'
        self.more = [h.partition(': ')[::2] for h in row.all('http.header') if re.match(r'[A-Za-z-]+: ', h)]
        self.html, self.raw, self.is_endless = row.all('http.html'), row.first('http.raw'), is_endless
        self.is_recorded = bool(self.server or self.title or self.authenticate or self.more or self.html or self.raw)

    def front(self):
        if self.raw and self.raw.startswith('HTTP/'):
            head, _, body = self.raw.partition('\r\n\r\n')
            # A recording that was cut would keep its reader waiting.
            lines = [l for l in head.split('\r\n') if not l.lower().startswith(('content-length:', 'connection:', 'transfer-encoding:'))]
            lines += [f'Content-Length: {len(data(body))}', *(f'{n}: {v}' for n, v in self.connection)]
            return data('\r\n'.join(lines) + '\r\n\r\n' + body)
        title = f'<title>{html.escape(self.title)}</title>' if self.title else ''
        body = data(f'<html><head>{title}</head><body>' + '\n'.join(self.html) + '</body></html>\n')
        headers = [('Server', self.server), ('WWW-Authenticate', self.authenticate), *self.more, ('Content-Type', 'text/html'), *self.connection]
        return http('401 Unauthorized' if self.authenticate else '200 OK', headers, body, not self.is_endless)

    def missing(self):
        return http('404 Not Found', [('Server', self.server), ('Content-Type', 'text/html'), *self.connection], b'<html>404</html>\n')

    def exchanges(self, before=()):
        found = [*before, ('GET / ', self.front(), self.keeps)]
        return [exchange(*e) for e in found + [(verb, self.missing(), self.keeps) for verb in ('GET ', 'POST ', 'HEAD ', 'OPTIONS ')]]


def exchange(request, answer, keep, holds=''):
    e = {'request': request, 'answer': packed(answer), 'then': 'keep' if keep else 'close'}
    return {**e, 'holds': holds} if holds else e


# ---- RTSP

def rtsp_message(status, headers, body=''):
    lines = [f'RTSP/1.0 {status}', 'CSeq: 1'] + [f'{n}: {v}' for n, v in headers if v]
    return data('\r\n'.join(lines) + '\r\n\r\n' + body)


def whole(raw):
    """Recordings of headers often lack the empty line at their end."""
    if '\r\n\r\n' in raw or '\n\n' in raw:
        return raw
    return raw.rstrip('\r\n') + '\r\n\r\n'


def sdp_answer(server, sdp):
    body = re.sub(r'\r?\n', '\r\n', sdp.strip('\r\n')) + '\r\n'
    return rtsp_message('200 OK', [('Server', server), ('Content-Type', 'application/sdp'), ('Content-Length', len(data(body)))], body)


def sdp_of(row):
    lines = {'sdp.session': 's', 'sdp.info': 'i', 'sdp.uri': 'u', 'sdp.attribute': 'a', 'sdp.media': 'm'}
    if row.first('sdp.raw'):
        return row.first('sdp.raw')
    parts = [f'{letter}={v}' for field, letter in lines.items() for v in row.all(field)] + [f'a=tool:{t}' for t in row.all('sdp.tool')]
    if not parts:
        return None
    origin = row.first('sdp.origin') or '- 1109162014219182 1 IN IP4 0.0.0.0'
    order = 'siuam'
    parts += [] if row.first('sdp.session') else ['s=-']
    return '\n'.join(['v=0', f'o={origin}', *sorted(parts, key=lambda p: order.index(p[0])), 't=0 0'])


def rtsp(row):
    """(exchanges, messages) of port 554."""
    server, realm, sdp = row.first('rtsp.server'), row.first('rtsp.realm'), sdp_of(row)
    asks = row.first('rtsp.www_authenticate') or (f'Digest realm="{realm}", nonce="6d2c"' if realm else None)
    options = rtsp_message('200 OK', [('Server', server), ('Public', 'OPTIONS, DESCRIBE, SETUP, TEARDOWN, PLAY')])
    describe = sdp_answer(server, sdp) if sdp else rtsp_message('401 Unauthorized', [('Server', server), ('WWW-Authenticate', asks or 'Basic realm="/"')])
    for raw in filter(lambda r: r.startswith('RTSP/'), row.all('rtsp.raw')):
        if re.search(r'(?im)^public:', raw):
            options = data(whole(raw))
        else:
            describe = data(whole(raw))
    said = [options, describe] if server or asks or sdp or row.first('rtsp.raw') else [options]
    return [exchange('OPTIONS ', options, True), exchange('DESCRIBE ', describe, True)], [observed('rtsp.raw', m) for m in said]


# ---- ONVIF

def envelope(body):
    return ('<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" '
            f'xmlns:tds="{ONVIF}device/wsdl" xmlns:tt="{ONVIF}schema"><s:Body>{body}</s:Body></s:Envelope>')


def onvif(row, server):
    """Exchanges of the device service, and what they tell."""
    names = ['Manufacturer', 'Model', 'FirmwareVersion', 'SerialNumber', 'HardwareId']
    values = [(n, row.first('onvif.' + re.sub('(?<!^)([A-Z])', r'_\1', n).lower())) for n in names]
    messages = [m for m in row.all('onvif.raw') if 'Response' in m]
    if any(v for _, v in values):
        messages.append(envelope('<tds:GetDeviceInformationResponse>' + ''.join(f'<tds:{n}>{html.escape(v)}</tds:{n}>' for n, v in values if v)
                                 + '</tds:GetDeviceInformationResponse>'))
    exchanges, seen = [], []
    for m in messages:
        call = re.search(r'(Get\w+)Response', m)
        if call and call[1] not in [c for c, _ in seen]:
            seen.append((call[1], observed('onvif.raw', m)))
            answer = http('200 OK', [('Server', server), ('Content-Type', 'application/soap+xml; charset=utf-8')], data(m))
            exchanges.append(exchange('POST /onvif/', answer, True, holds=call[1]))
    return exchanges, [o for _, o in seen]


def wsd(row, address):
    raw = row.first('wsd.raw')
    if raw and 'ProbeMatch' in raw:
        return data(raw.replace('\\r\\n', '').strip())
    scopes = row.all('wsd.scope') + ['onvif://www.onvif.org/name/' + n for n in row.all('wsd.scope_name')]
    scopes += ['onvif://www.onvif.org/hardware/' + n for n in row.all('wsd.scope_hardware')]
    if not scopes and not row.first('wsd.types'):
        return None
    scopes += [] if any('/Profile/' in s for s in scopes) else ['onvif://www.onvif.org/Profile/Streaming']
    endpoint = row.first('wsd.endpoint') or 'urn:uuid:00000000-0000-1000-8000-' + row.mac.replace(':', '')
    return data(
        '<?xml version="1.0" encoding="UTF-8"?><e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" '
        'xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" '
        f'xmlns:dn="{ONVIF}network/wsdl" xmlns:tds="{ONVIF}device/wsdl"><e:Body><d:ProbeMatches><d:ProbeMatch><a:EndpointReference><a:Address>{html.escape(endpoint)}'
        f'</a:Address></a:EndpointReference><d:Types>{row.first("wsd.types") or "dn:NetworkVideoTransmitter"}</d:Types><d:Scopes>'
        f'{html.escape(" ".join(scopes))}</d:Scopes><d:XAddrs>http://{address}/onvif/device_service</d:XAddrs><d:MetadataVersion>1</d:MetadataVersion>'
        '</d:ProbeMatch></d:ProbeMatches></e:Body></e:Envelope>')


# ---- UPnP

def description(row):
    raw = row.first('upnp.device_description')
    if raw:
        return raw
    names = {'manufacturer': 'manufacturer', 'manufacturer_url': 'manufacturerURL', 'model_name': 'modelName',
             'model_number': 'modelNumber', 'friendly_name': 'friendlyName', 'model_description': 'modelDescription'}
    parts = [f'<{tag}>{html.escape(row.first("upnp." + f))}</{tag}>' for f, tag in names.items() if row.first('upnp.' + f)]
    if not parts:
        return None
    return ('<?xml version="1.0"?><root xmlns="urn:schemas-upnp-org:device-1-0"><specVersion><major>1</major><minor>0</minor></specVersion><device>'
            '<deviceType>urn:schemas-upnp-org:device:Basic:1</deviceType>' + ''.join(parts) +
            f'<UDN>uuid:00000000-0000-1000-8000-{row.mac.replace(":", "")}</UDN></device></root>')


def ssdp(row, address):
    """The answer to a search; what was announced is told as an answer."""
    heads = {}
    for raw in row.all('ssdp.raw') + row.all('ssdp.notify'):
        for line in raw.split('\r\n')[1:]:
            name, colon, value = line.partition(':')
            if colon:
                heads.setdefault(name.strip().upper(), value.strip())
    for field in 'server', 'st', 'usn':
        if row.first('ssdp.' + field):
            heads[field.upper()] = row.first('ssdp.' + field)
    if not heads and not description(row):
        return None
    usn = heads.get('USN') or f'uuid:00000000-0000-1000-8000-{row.mac.replace(":", "")}::upnp:rootdevice'
    lines = ['HTTP/1.1 200 OK', 'CACHE-CONTROL: max-age=1800', 'EXT:', f'SERVER: {heads.get("SERVER", "UPnP/1.0")}',
             f'ST: {heads.get("ST", "upnp:rootdevice")}', f'USN: {usn}']
    if description(row):
        lines.append(f'LOCATION: http://{address}:80/rootDesc.xml')
    return data('\r\n'.join(lines) + '\r\n\r\n')


# ---- Makers' own searches

def sadp(row, address):
    fields = [(f, v) for f, v in row.fields if f.startswith('sadp.') and f != 'sadp.raw']
    if row.first('sadp.raw'):
        return data(row.first('sadp.raw'))
    if not fields:
        return None
    tag = {'device_sn': 'DeviceSN', 'oem_info': 'OEMInfo', 'dsp_version': 'DSPVersion'}
    name = lambda f: tag.get(f, ''.join(w.capitalize() for w in f.split('_')))
    said = {name(f.removeprefix('sadp.')): v for f, v in fields}
    said.setdefault('DeviceSN', said.get('DeviceDescription', 'DS') + f'20190101AAWRC{zlib.crc32(data(row.mac)) % 10**8:08}')
    body = ''.join(f'<{n}>{html.escape(v)}</{n}>' for n, v in said.items())
    return data('<?xml version="1.0" encoding="UTF-8"?>\r\n<ProbeMatch><Uuid>13A888A9-F1B1-4020-AE9F-05607682D23B</Uuid><Types>inquiry</Types>'
                f'{body}<MAC>{row.mac.replace(":", "-")}</MAC><IPv4Address>{address}</IPv4Address><Activated>true</Activated></ProbeMatch>\r\n')


def dhdiscover(row, address):
    raw = row.first('dhdiscover.raw')
    if raw and '{' in raw:
        body = data(raw[raw.index('{'):].rstrip('\0\n') + '\n\0')
    else:
        names = {'device_class': 'DeviceClass', 'device_type': 'DeviceType', 'vendor': 'Vendor', 'version': 'Version', 'manufacturer': 'Manufacturer',
                 'machine_name': 'MachineName', 'serial_no': 'SerialNo'}
        said = {tag: row.first('dhdiscover.' + f) for f, tag in names.items() if row.first('dhdiscover.' + f)}
        if not said:
            return None
        numbers = {tag: int(row.first('dhdiscover.' + f) or 0) or default for f, tag, default in (('port', 'Port', 37777), ('http_port', 'HttpPort', 80))}
        info = {**said, **numbers, 'IPv4Address': {'IPAddress': address}}
        body = data(json.dumps({'mac': row.mac, 'method': 'client.notifyDevInfo', 'params': {'deviceInfo': info}}) + '\n\0')
    return struct.pack('<I4sIIIIII', 32, b'DHIP', 0, 0, len(body), 0, len(body), 0) + body


def tdp(row, address):
    said = {f.removeprefix('tdp.'): v for f, v in row.fields if f.startswith('tdp.') and f != 'tdp.raw'}
    if not said:
        return None
    for name in 'mgt_encrypt_schm',:
        if name in said:
            said[name] = json.loads(said[name]) if said[name].startswith('{') else said[name]
    said.update(ip=address, mac=row.mac.upper().replace(':', '-'))
    body = data(json.dumps({'result': said, 'error_code': 0}))
    # The sum is over all with 5a6b7c8d in its own place.
    head = struct.pack('>BBHHBBI', 2, 0, 1, len(body), 17, 0, 0)
    return head + struct.pack('>I', zlib.crc32(head + bytes.fromhex('5a6b7c8d') + body)) + body


def dvrip(row):
    if row.maker != 'xiongmai':
        return None
    body = data(json.dumps({'NetWork.NetCommon': {'DeviceType': 1, 'SN': f'{zlib.crc32(data(row.mac)):016x}', 'MAC': row.mac, 'HostName': 'LocalHost',
                                                  'TCPPort': 34567, 'ChannelNum': 8}, 'Ret': 100, 'SessionID': '0x00000000'}) + '\n\0')
    return b'\xff\1\0\0' + bytes(10) + b'\xfb\5' + struct.pack('<I', len(body)) + body


def ubnt(row):
    product = row.first('ubnt.product')
    if not product:
        return None
    items = b''.join(struct.pack('>BH', kind, len(v)) + v for kind, v in ((1, bytes.fromhex(row.mac.replace(':', ''))), (12, data(product)), (20, data(product))))
    return b'\1\0' + struct.pack('>H', len(items)) + items


def searches(row, address):
    """(the port's line of the script, field of the whole answer) for each search that this device answers."""
    made = [
        (3702, 'NetworkVideoTransmitter', wsd(row, address), 'sender', 'wsd.raw'),
        (1900, 'M-SEARCH', ssdp(row, address), 'sender', 'ssdp.raw'),
        (SADP_PORT, 'inquiry', sadp(row, address), SADP_GROUP, 'sadp.raw'),
        (DHIP_PORT, 'DHDiscover.search', dhdiscover(row, address), 'sender', 'dhdiscover.raw'),
        (20002, '', tdp(row, address), 'sender', 'tdp.raw'),
        (34569, '', dvrip(row), '255.255.255.255', 'dvrip.raw'),
        (10001, '', ubnt(row), 'sender', 'ubnt.raw'),
    ]
    return [({'port': port, 'wants': wants, 'answer': packed(m), 'to': to}, observed(field, m)) for port, wants, m, to, field in made if m]


# ---- Certificates

def when(text):
    """`Feb  5 06:06:45 2008 GMT` as X.509 has it; None where it is none."""
    try:
        return datetime.datetime.strptime(text or '', '%b %d %H:%M:%S %Y GMT').strftime('%Y%m%d%H%M%SZ')
    except ValueError:
        return None


def certificate(row):
    subject, issuer = row.first('tls.subject'), row.first('tls.issuer')
    if not subject and not issuer:
        return None, []
    c = {'subject': subject or issuer, 'issuer': issuer or subject, 'from': when(row.first('tls.not_before')), 'until': when(row.first('tls.not_after'))}
    return {k: v for k, v in c.items() if v}, [{'field': 'tls.subject', 'value': c['subject']}, {'field': 'tls.issuer', 'value': c['issuer']}]
