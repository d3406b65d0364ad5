#!/usr/bin/env python3
"""Registers in: columns, cells, rows that are one device, secrets, what comes of it. Writes TAP.

usage: import_test.py BIRTHMARK GENERATOR
"""
import json, pathlib, sqlite3, subprocess, sys, tempfile

from tap import check, finish

birthmark, generator = str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2]
kept_while_running = tempfile.TemporaryDirectory(prefix='import-')
folder = pathlib.Path(kept_while_running.name)


def run(*arguments, estate='estate.db'):
    said = subprocess.run([birthmark, *arguments, '--estate', str(folder / estate)], capture_output=True, timeout=120, cwd=folder)
    return said.returncode, said.stdout.decode('utf-8', 'replace'), said.stderr.decode('utf-8', 'replace')


def put(name, text, encoding='utf-8'):
    (folder / name).write_bytes(text.encode(encoding) if isinstance(text, str) else text)
    return name


def sheets(*arguments, **more):
    code, out, err = run('import', *arguments, '--json', **more)
    return code, [json.loads(line) for line in out.splitlines()], err


def observed(device, estate='estate.db'):
    """(field, value) of a device, and where they were seen."""
    code, out, err = run('explain', device, '--json', estate=estate)
    seen = json.loads(out)['seen'] if code == 0 else []
    return {(o['field'], o['value']) for o in seen}


def columns_of(sheet):
    return {c['heading']: c['column'] for c in sheet['columns']}


DUTCH = '''Camera's gemeente Voorbeeld;;;;;;;;;;;;;
;;;;;;;;;;;;;
Naam;Merk;Type;Serienummer;MAC-adres;IP-adres;Locatie;Coördinaten;Contractnummer;Einddatum contract;Aanschafdatum;Wachtwoord;Kleur;Opmerkingen
Voordeur;Hikvision;DS-2CD2143G0-I;C12345678;28-57-BE-01-02-03;http://10.0.0.5/;Noord;52,37 4,89;C-2021-17;31-12-2027;15-3-2021;Geh3im!;wit;zie rtsp://admin:T0pSecret@10.0.0.5/1
Achterdeur;ANNKE;I51DL;D98765432;2857.be01.0204;10.0.0.6/24;Zuid;52.36, 4.90;C-2021-17;31-12-2027;15 maart 2021;Welkom01;zwart;wachtwoord is Zomer2024
Voordeur;Hikvision;DS-2CD2143G0-I;C12345678;28:57:be:01:02:03;10.0.0.5;Noord;;;;;;;
Naam;Merk;Type;Serienummer;MAC-adres;IP-adres;Locatie;Coördinaten;Contractnummer;Einddatum contract;Aanschafdatum;Wachtwoord;Kleur;Opmerkingen
Lantaarn é;Axis;P3245-LV;ACCC8E000001;n.v.t.;onbekend;Zuid;;-;;;x;y;
Totaal;3;;;;;;;;;;;;
'''


def test_dutch():
    file = put('dutch.csv', DUTCH.replace('\n', '\r\n'), 'cp1252')
    code, out, err = run('import', file, '--dry-run')
    check(code == 0 and not (folder / 'estate.db').exists(), 'a dry run keeps nothing', out + err)
    check('Wachtwoord' in out and 'Kleur (such as wit, zwart)' in out and 'DS-2CD2143G0-I' in out,
          'it shows the mapping, what is dropped and what is not understood', out)
    check('Geh3im!' not in out and 'T0pSecret' not in out and 'Zomer2024' not in out, 'and no secret', out)
    code, (sheet, whole), err = sheets(file, '--by', 'J. de Vries')
    check(code == 0 and sheet['encoding'] == 'windows-1252' and sheet['separator'] == ';' and sheet['heading_row'] == 3,
          'a Dutch Excel export is found out', err)
    check((sheet['rows'], sheet['repeated_headings'], sheet['totals'], sheet['secrets_dropped']) == (4, 1, 1, 2),
          'rows that are none are left out and counted', sheet)
    check(columns_of(sheet)['Type'] == 'model' and columns_of(sheet)['Kleur'] == 'unknown', 'its headings are known', sheet)
    check((whole['devices'], whole['duplicates'], whole['new'], whole['new_sites'], whole['new_contracts']) == (3, 1, 3, 2, 1),
          'two rows about one device are one', whole)
    kept = b''.join(p.read_bytes() for p in folder.glob('estate.db*'))
    check(all(secret not in kept for secret in (b'Geh3im', b'Welkom01', b'T0pSecret', b'Zomer2024')), 'no password is in the estate')
    seen = observed('Voordeur')
    check({('register.mac', '28:57:be:01:02:03'), ('register.ip', '10.0.0.5'), ('register.acquired', '2021-03-15'),
           ('register.contract_until', '2027-12-31'), ('register.coordinates', '52.370000, 4.890000'),
           ('register.model', 'DS-2CD2143G0-I')} <= seen, 'cells are cleaned', seen)
    check(('register.note', 'zie rtsp://10.0.0.5/1') in seen, 'a URL loses its password alone', seen)
    check(not any(f == 'mac' for f, _ in seen), 'a MAC that was typed in is none that was seen', seen)
    check(('register.name', 'Lantaarn é') in observed('Lantaarn é'), 'accents are kept')
    code, out, err = run('explain', 'Voordeur')
    check('register dutch.csv, row 4' in ' '.join(out.split()), 'explain names the register and the row', out[:1500])
    code, out, err = run('devices', 'site:zuid', '--json')
    check(len(out.splitlines()) == 2, 'sites are told', out + err)
    code, out, err = run('contract', '--json')
    contract = json.loads(out.splitlines()[0])
    check(contract['contract'] == 'c-2021-17' and contract['until'] == '2028-01-01' and contract['devices'] == 2,
          'contracts are told, with their end', contract)
    code, out, err = run('audit', '--json')
    check('register dutch.csv, imported by J. de Vries' in out, 'the log says who told it', out[:500])
    test_again(file)


def contents():
    with sqlite3.connect(folder / 'estate.db') as db:
        return [db.execute(f'SELECT count(*) FROM {t}').fetchone()[0]
                for t in ('device', 'address', 'told', 'site', 'contract', 'sheet', 'identity', 'verdict')]


def test_again(file):
    before = contents()
    code, (sheet, whole), err = sheets(file)
    check(code == 0 and contents() == before, 'importing twice changes nothing', (before, contents()))
    check((whole['new'], whole['known'], whole['told'], whole['new_sites']) == (0, 3, 0, 0), 'and says so', whole)
    run('tell', 'name:Voordeur', '--contract', '', '--acquired', '2020-01-01', '--by', 'J.')
    sheets(file)
    code, out, err = run('explain', 'Voordeur')
    check('Bought on 2020-01-01' in out, 'what people told stays', out[-1500:])


PRODUCTS = {
    'milestone': ('Name,Model,MAC,Firmware,DriverFamily,Driver,Address,GpsCoordinates,RecorderName,Username,Password\n'
                  'Gate,AXIS P3245-LV,ACCC8E000001,10.4,Axis,AXIS P3245,http://10.1.0.5/,"52.1, 4.3",REC1,root,Sesam9\n',
                  {('register.recorder', 'REC1'), ('register.ip', '10.1.0.5'), ('register.mac', 'ac:cc:8e:00:00:01')}),
    'netbox': ('name,device_type,manufacturer,role,site,serial,primary_ip4\nnb1,DS-2CD2143G0-I,Hikvision,camera,Noord,C7654321,10.2.0.5/24\n',
               {('register.maker', 'Hikvision'), ('register.class', 'camera'), ('register.ip', '10.2.0.5')}),
    'snipe-it': ('Asset Tag,Asset Name,Serial,Model,Model No.,Manufacturer,Category,Purchase Date,Supplier,Location\n'
                 '100017,sn1,S55512345,Dome,IPC-HDBW2431E,Dahua,Camera,2021-05-06,Bouw BV,Zuid\n',
                 {('register.identifier', '100017'), ('register.acquired', '2021-05-06'), ('register.supplier', 'Bouw BV')}),
    'glpi': ('Name;Entity;Manufacturer;Model;Serial number;Inventory number;Location;Network - IP;Network - MAC\n'
             'gl1;Root;Axis;P3245-LV;ACCC8E111111;42;Oost;10.3.0.5;AC:CC:8E:11:11:11\n',
             {('register.maker', 'Axis'), ('register.mac', 'ac:cc:8e:11:11:11'), ('register.identifier', '42')}),
}


def test_products():
    for product, (text, wanted) in PRODUCTS.items():
        code, said, err = sheets(put(f'{product}.csv', text), estate=f'{product}.db')
        check(code == 0 and said[0]['product'] == product, f'an export of {product} is known', err or said)
        name = text.splitlines()[1].replace(';', ',').split(',')[1 if product == 'snipe-it' else 0]
        seen = observed(name, f'{product}.db')
        check(wanted <= seen, f'{product}: what its columns say', (wanted - seen, seen))
    check(b'Sesam9' not in (folder / 'milestone.db').read_bytes(), 'the passwords of a Milestone export are dropped')


NMAP = """<?xml version="1.0"?><nmaprun scanner="nmap"><host><status state="up"/><address addr="10.9.0.5" addrtype="ipv4"/>
<address addr="28:57:BE:00:00:77" addrtype="mac" vendor="Hikvision"/><hostnames><hostname name="cam9"/></hostnames><ports>
<port protocol="tcp" portid="80"><state state="open"/><service name="http"/></port>
<port protocol="tcp" portid="554"><state state="open"/><service name="rtsp"/></port></ports></host></nmaprun>
"""
NETBOX = ('{"name":"nb1","device_type":{"model":"DS-2CD2143G0-I","manufacturer":{"name":"Hikvision"}},"site":{"name":"Noord"},"serial":"C7654321"}\n'
          '{"name":"nb2","device_type":{"model":"P3245-LV","manufacturer":{"name":"Axis"}},"site":{"name":"Zuid"},"serial":"ACCC8E000009"}\n')


def test_documents():
    code, said, err = sheets(put('scan.xml', NMAP), put('netbox.jsonl', NETBOX), estate='documents.db')
    check(code == 0 and [s.get('product') for s in said[:2]] == ['nmap', 'netbox-api'], 'nmap XML and JSON lines are known', err or said)
    check(said[-1]['devices'] == 3 and said[0]['rows'] == 2, 'the ports of one host are one device', said)
    check(('mac', '28:57:be:00:00:77') in observed('cam9', 'documents.db'), 'a MAC that nmap saw was seen')
    check({('register.model', 'P3245-LV'), ('register.site', 'Zuid')} <= observed('nb2', 'documents.db'), 'rows of JSON lines are kept')


def test_columns():
    file = put('odd.csv', 'Kenmerk A,Kenmerk B\nDS-2CD2143G0-I,gate\n')
    code, said, err = sheets(file, estate='odd.db')
    check(code == 65 and '--column' in err, 'without headings that are known nothing is taken, and it is said what to do', err)
    code, said, err = sheets(file, '--column', 'kenmerk a=model', '--column', 'Kenmerk B=name', estate='odd.db')
    check(code == 0 and said[-1]['new'] == 1 and ('register.model', 'DS-2CD2143G0-I') in observed('gate', 'odd.db'),
          'columns can be given by hand', err)
    code, out, err = run('import', file, '--column', 'x=colour', estate='odd.db')
    check(code == 2 and 'colour' in err, 'a column that is none is refused', err)


def test_same():
    file = put('same.csv', 'name,site,mac,serial,model\n'
               'Camera 1,A,00:0f:7c:00:00:01,S1000001,M1\n'    # alike by name alone: two devices
               'Camera 1,B,00:0f:7c:00:00:02,S1000002,M1\n'
               'Camera 3,A,00:0f:7c:00:00:09,S1000003,M2\n'    # one MAC at two devices: nobody's
               'Camera 4,A,00:0f:7c:00:00:09,S1000004,M2\n'
               'Camera 5,A,,S1000005,M3\n'                     # by serial
               'Other 5,C,00:0f:7c:00:00:05,S1000005,M3\n')
    code, said, err = sheets(file, estate='same.db')
    check(said[-1]['devices'] == 5 and said[-1]['macs_at_several_devices'] == 1, 'rows are one by serial, not by a MAC that others have', said[-1])
    code, out, err = run('devices', '--json', estate='same.db')
    devices = {d['device']: d for d in map(json.loads, out.splitlines())}
    check({'Camera 1 (A)', 'Camera 1 (B)', 'Camera 3', 'Camera 4', 'Camera 5'} == set(devices), 'names are unlike', sorted(devices))
    check(devices['Camera 3']['mac'] is None and devices['Camera 1 (A)']['mac'] == '00:0f:7c:00:00:01',
          'a MAC at two devices is none of them', devices['Camera 3'])
    seen = observed('Camera 5', 'same.db')
    check({('register.name', 'Other 5'), ('register.mac', '00:0f:7c:00:00:05')} <= seen, 'what the other row says is kept', seen)


def test_hostile():
    file = put('hostile.csv', b'name,model,mac,acquired,note\n'
               b'"=HYPERLINK(""http://x/"",""y"")",=1+1,00:0f:7c:00:00:21,2021-01-02,a\n'
               b'"bell\x07\x1b[31mred",M2,nonsense,40-40-2020,b\n'
               b'broken\xff\xfe,M3,00:0f:7c:00:00:23,x,c,d,e,f\n'
               b',,,,only a note\n')
    code, out, err = run('import', file, estate='hostile.db')
    check(code == 65, 'rows that are wrong give 65', err)
    check('\x1b' not in out + err and '\x07' not in out + err, 'nothing steers the terminal', err)
    check('hostile.csv:3:3: this is no MAC address' in err and 'hostile.csv:3:4: this is no day' in err and
          'hostile.csv:5' in err, 'complaints name line and column', err)
    seen = observed('=HYPERLINK', 'hostile.db')
    check(('register.model', '=1+1') in seen, 'formulas stay text', seen)
    code, out, err = run('devices', '--count', estate='hostile.db')
    check(out.strip() == '3', 'the good cells of bad rows are kept', out + err)
    code, out, err = run('devices', estate='hostile.db')
    check('\x1b' not in out, 'names are shown safely', out)
    code, out, err = run('import', 'absent.csv', estate='hostile.db')
    check(code == 66 and 'absent.csv' in err, 'a file that is not there is named', err)


def test_generated():
    """A messy register of the generator: what the program takes it for is what the generator knows to be true."""
    subprocess.run([sys.executable, generator, '--rows', '400', '--seed', '7', '--output', str(folder / 'messy.csv'),
                    '--truth', str(folder / 'truth.jsonl')], check=True, timeout=60)
    truth = [json.loads(line) for line in (folder / 'truth.jsonl').read_text().splitlines()]
    code, said, err = sheets('messy.csv', estate='messy.db')
    sheet, whole = said[0], said[-1]
    check(code in (0, 65), 'a messy register is taken in', err)
    check(all(c['column'] != 'unknown' for c in sheet['columns'] if c['heading'] != 'Kleur'), 'all its columns are known', columns_of(sheet))
    check(sheet['rows'] == len(truth), 'all its rows are', (sheet, len(truth)))
    devices = len({t['device'] for t in truth})
    check(whole['devices'] == devices, 'rows about one device are one', (whole, devices))
    kept = (folder / 'messy.db').read_bytes()
    check(not any(t['password'].encode() in kept for t in truth if t['password']), 'no password of it is in the estate')
    code, out, err = run('audit', 'verify', estate='messy.db')
    check(code == 0, 'the log and the estate agree, to the last digit of every coordinate', out + err)
    code, out, err = run('devices', '--json', estate='messy.db')
    listed = [json.loads(line) for line in out.splitlines()]
    makers = {}
    for t in truth:
        makers.setdefault(t['maker'], set()).add(t['device'])
    wrong = [d for d in listed if d['maker']['id'] and d['maker']['grade'] in ('confirmed', 'likely') and d['maker']['id'] not in makers]
    check(len(listed) == devices and not wrong, 'no maker is named that the register has not', [(d['device'], d['maker']) for d in wrong[:5]])


test_dutch()
test_products()
test_documents()
test_columns()
test_same()
test_hostile()
if pathlib.Path(generator).exists():
    test_generated()
finish()
