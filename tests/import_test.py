#!/usr/bin/env python3
"""Registers in: columns, cells, rows that are one device, secrets, what comes of it. Writes TAP.

usage: import_test.py BIRTHMARK GENERATOR
"""
import json, pathlib, re, sqlite3, struct, subprocess, sys, tempfile, time, zipfile

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
    check('Bought on 1 January 2020' in ' '.join(out.split()), 'what people told stays', out[-1500:])


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


MORE_PRODUCTS = {
    # The table of NetBox as it is shown, and as it comes by its API.
    'netbox-table': ('csv', 'Name,Status,Tenant,Site,Location,Rack,Role,Manufacturer,Type,IP Address,ID,Serial number,Asset tag\n'
                     'nb3,Active,,Noord,Hal,R1,Camera,Hikvision,DS-2CD2143G0-I,10.2.0.7/24,5,C7654329,T5\n', 'nb3',
                     {('register.maker', 'Hikvision'), ('register.model', 'DS-2CD2143G0-I'), ('register.class', 'Camera'),
                      ('register.ip', '10.2.0.7'), ('register.identifier', 'T5')}),
    'netbox-api': ('json', json.dumps({'count': 1, 'next': None, 'results': [{
                       'id': 7, 'url': 'http://nb/api/dcim/devices/7/', 'name': 'nb4', 'device_type': {'model': 'P3245-LV', 'manufacturer': {'name': 'Axis'}},
                       'device_role': {'name': 'camera'}, 'site': {'name': 'Zuid'}, 'primary_ip4': {'address': '10.2.0.8/24'}, 'serial': 'ACCC8E000077',
                       'custom_fields': {'MAC address': 'AC:CC:8E:00:00:77', 'Login': 'Sesam9'}, 'config_context': {'snmp': {'community': 'Sesam9'}},
                       'tags': [{'name': 'pw Sesam9'}]}]}), 'nb4',
                   {('register.model', 'P3245-LV'), ('register.mac', 'ac:cc:8e:00:00:77'), ('register.ip', '10.2.0.8')}),
    'snipe-it': ('csv', '"Company","Asset Name","Asset Tag","Model","Model No.","Category","Manufacturer","Serial","Purchased","Cost","Order Number",'
                 '"Supplier","Location","Checked Out To","Type","Username","Status","Warranty","Notes"\n'
                 '"Stad","sn2","100018","Dome","IPC-HDBW2431E","Camera","Dahua","S55512346","2021-05-06","€ 1.234,50","","Bouw BV","Zuid","Jan","user",'
                 '"jdevries Sesam9","In use","36","pw Sesam9"\n', 'sn2',
                 {('register.acquired', '2021-05-06'), ('register.price', 'EUR 1234.50'), ('register.maker', 'Dahua'), ('register.class', 'Camera')}),
    'snipe-it-api': ('json', json.dumps({'total': 1, 'rows': [{
                         'id': 3, 'name': 'sn3', 'asset_tag': '100019', 'serial': 'S55512347', 'model': {'id': 1, 'name': 'Dome'}, 'model_number': 'IPC-X',
                         'manufacturer': {'name': 'Dahua'}, 'category': {'name': 'Camera'}, 'purchase_date': {'date': '2021-05-07', 'formatted': '7 May'},
                         'purchase_cost': '80.00', 'location': {'name': 'Oost'}, 'assigned_to': {'username': 'Sesam9'},
                         'custom_fields': {'MAC Address': {'field': '_snipeit_mac_1', 'value': 'AC:CC:8E:00:00:78', 'field_format': 'MAC'}}}]}), 'sn3',
                     {('register.acquired', '2021-05-07'), ('register.price', '80.00'), ('register.mac', 'ac:cc:8e:00:00:78'), ('register.site', 'Oost')}),
    'glpi-fr': ('csv', '\ufeff"Nom";"Entité";"Statut";"Fabricant";"Type";"Modèle";"Lieu";"Utilisateur";"Usager";"Numéro d\'inventaire";"Numéro de série";'
                '"Réseau - IP";"Réseau - Adresse MAC";"Informations financières et administratives - Fournisseur";'
                '"Informations financières et administratives - Valeur"\n'
                '"gl2";"Racine";"En service";"Axis";"Caméra";"P3245-LV";"Mairie > Hall";"Sesam9";"Sesam9";"42";"ACCC8E111112";"10.3.0.6\n10.3.0.7";'
                '"AC:CC:8E:11:11:12";"Sécur SARL";"1 234,50"\n', 'gl2',
                {('register.maker', 'Axis'), ('register.mac', 'ac:cc:8e:11:11:12'), ('register.ip', '10.3.0.7'), ('register.supplier', 'Sécur SARL'),
                 ('register.price', '1234.50'), ('register.class', 'Caméra')}),
    'milestone': ('csv', '"Name","State","IsStarted","HardwareName","Model","Address","Username","Password","HTTPSEnabled","MAC","Firmware","DriverFamily",'
                  '"Driver","DriverVersion","RecorderName","ConfiguredLiveCodec","GpsCoordinates","LastModified"\n'
                  '"Gate 2","Responding","True","AXIS (10.1.0.6)","AXIS P3245-LV","http://10.1.0.6/","root","Sesam9","True","ACCC8E000002","10.4","Axis",'
                  '"AXIS P3245","1.2","REC1","H.264","Unknown","5/6/2021"\n', 'Gate 2',
                  {('register.ip', '10.1.0.6'), ('register.recorder', 'REC1'), ('register.model', 'AXIS P3245-LV')}),
}


def test_more_products():
    for number, (product, (suffix, text, name, wanted)) in enumerate(MORE_PRODUCTS.items()):
        estate = f'more{number}.db'
        code, said, err = sheets(put(f'more{number}.{suffix}', text), estate=estate)
        check(code == 0 and said[0]['product'] == product, f'{product}: known', err or said)
        seen = observed(name, estate)
        check(wanted <= seen, f'{product}: its columns are what they are', wanted - seen)
        kept = b''.join(p.read_bytes() for p in folder.glob(f'{estate}*'))
        check(b'Sesam9' not in kept, f'{product}: no password and no user name is kept')


BLOCKS = '''Locatie;Contract;Camera;Merk;Prijs (€);;Opmerking
Noord;C-1;n1;Axis;1.234,50;blauw;
;;n2;Axis;899,-;;
;;n3;Axis;EUR 80.00;;
Zuid;C-2;n4;Axis;veel;groen;
;;n5;Axis;12,5;;
'''


def test_fill():
    file = put('blocks.csv', BLOCKS)
    code, out, err = run('import', file, '--dry-run', estate='blocks.db')
    text = ' '.join(out.split())
    check("Locatie: 3 cells are blank below 2 that are not" in text and "--fill 'Locatie'" in text and "--fill 'Contract'" in text,
          'cells that look as if they had been merged are told, and how to fill them', out)
    check("--fill 'Camera'" not in text and "--fill 'Merk'" not in text, 'others are not')
    check('column 6, without a heading (such as blauw, groen)' in text, 'a column without a heading is listed', out)
    check(code == 65 and 'blocks.csv:5:5: this is no amount of money: \'veel\'' in err, 'what is no price is told', err)
    code, (sheet, whole), err = sheets(file, estate='blocks.db')
    check(whole['new_sites'] == 2 and ('register.site', 'Noord') not in observed('n2', 'blocks.db'), 'nothing is filled that nobody asked for', whole)
    check({c['heading'] for c in sheet['columns'] if c['looks_merged']} == {'Locatie', 'Contract'}, 'JSON says which look so', sheet['columns'])
    code, (sheet, whole), err = sheets(file, '--fill', 'locatie', '--fill', 'Contract', estate='filled.db')
    check(sheet['filled'] == 6 and not any(c['looks_merged'] for c in sheet['columns']), '--fill takes down what stands above', sheet)
    for name, site in (('n2', 'Noord'), ('n3', 'Noord'), ('n5', 'Zuid')):
        check(('register.site', site) in observed(name, 'filled.db'), f'{name} is at {site}')
    prices = [observed(f'n{i}', 'filled.db') & {('register.price', p) for p in ('EUR 1234.50', 'EUR 899.00', 'EUR 80.00', 'EUR 12.50')} for i in (1, 2, 3, 5)]
    check(all(len(p) == 1 for p in prices), 'prices are read as people write them', prices)
    code, out, err = run('import', file, '--fill', 'Lokatie', '--dry-run', estate='filled.db')
    check(code == 65 and "--fill: no register has a column with the heading 'Lokatie'" in err, 'a heading that there is not is told', err)


GRID = '''Naam;X;Y;Coördinaten
rd;121.687;487.484;
fractie;121687,25;487484,5;
graden;4,898;52,374;
cel;;;121687, 487484
omgekeerd;487484;121687;
half;121687;;
buiten;1;900000;
'''


def test_grid():
    code, said, err = sheets(put('grid.csv', GRID), estate='grid.db')
    check(code == 65 and all(f'grid.csv:{line}' in err for line in (6, 7, 8)) and 'grid.csv:5' not in err,
          'what is neither metres of the Dutch grid nor degrees is told', err)
    check(said[0]['from_rd'] == 3, 'how many places were told in metres', said[0])
    for name, wanted in (('rd', '52.374220, 4.898013'), ('fractie', '52.374225, 4.898016'), ('cel', '52.374220, 4.898013'), ('graden', '52.374000, 4.898000')):
        check(('register.coordinates', wanted) in observed(name, 'grid.db'), f'{name}: {wanted}', observed(name, 'grid.db'))
    check(not any(f == 'register.coordinates' for f, _ in observed('omgekeerd', 'grid.db')), 'x and y are not turned about silently')


def test_claims():
    file = put('claims.csv', 'Naam;Model;NDAA-conform\nja;M;ja\nnee;M;nee\nvink;M;✓\nzin;M;NDAA compliant volgens leverancier\nleeg;M;-\n')
    code, said, err = sheets(file, estate='claims.db')
    claims = {name: {(f, v) for f, v in observed(name, 'claims.db') if f in ('register.claim', 'register.note')} for name in ('ja', 'nee', 'vink', 'zin', 'leeg')}
    check(code == 0 and claims == {'ja': {('register.claim', 'NDAA-conform: ja')}, 'nee': {('register.note', 'NDAA-conform: nee')},
                                   'vink': {('register.claim', 'NDAA-conform: yes')},
                                   'zin': {('register.claim', 'NDAA-conform: NDAA compliant volgens leverancier')}, 'leeg': set()},
          'a word under a heading is a claim together with it, and "no" is none', claims)
    for text, kind in (('JA, zie brief', 'claim'), ('yes (letter of 2023)', 'claim'), ('not NDAA compliant', 'note'), ('niet NDAA-conform', 'note'),
                       ('NDAA: no', 'note'), ('non-compliant', 'note'), ('no (Hikvision)', 'note'), ('nee, Chinees', 'note'), ('uitgesloten', 'note'),
                       ('nog te onderzoeken', 'note'), ('compliant? to be checked', 'note'), ('Not listed', 'note'), ('nicht konform', 'note'), ('pas conforme', 'note')):
        file = put('claim.csv', f'Naam;Model;NDAA-conform\neen;M;{text}\n')
        code, said, err = sheets(file, estate=f'claim-{text[:9]}.db')
        seen = [o for o in observed('een', f'claim-{text[:9]}.db') if o[0] in ('register.claim', 'register.note')]
        check(code == 0 and seen == [(f'register.{kind}', f'NDAA-conform: {text}')], f'"{text}" is a {kind}', seen)


SECRET = 'Zomer2024X'
SNEAKS = [f'pw: {SECRET}', f'ww {SECRET}', f'wachtw. {SECRET}', f'inlog admin / {SECRET}', f'login: admin/{SECRET}', f'user admin pass {SECRET}',
          f'admin:{SECRET}@10.0.0.5', f'root/{SECRET}', f'mdp: {SECRET}', f'Kennw. {SECRET}', f'zie http://10.0.0.5/?user=admin&pwd={SECRET}',
          f'rtsp://admin:{SECRET}@10.0.0.5/1', f'PIN {SECRET}', 'x ' * 900 + f'wachtwoord {SECRET}', f'mot de passe {SECRET}', f'WACHT-WOORD={SECRET}',
          f'p a s s w o r d: {SECRET}', f'passw0rd {SECRET}', f'Key: {SECRET}', f'wifi wpa2 {SECRET}', f'admin | {SECRET}', f'inlogcode {SECRET}', f'code {SECRET}']
SECRET_HEADINGS = ['pw', 'PW1', 'wachtw.', 'Kennwort', 'mot de passe', 'login', 'inlog', 'adminPwd', 'camPass', 'auth.pass', 'RtspUser', 'user_name', 'Wachtwoord (NVR)',
                   'Login / Passw', 'Paswoord', 'snmp_community', 'token', 'Benutzer', 'Utilisateur', 'MDP caméra']


def test_sneaking():
    lines = [','.join(['Name', 'Model', 'MAC', 'Serial', 'Site', 'Brand', 'Bijzonderheden', 'IP', 'Prijs'] + SECRET_HEADINGS)]
    for i, text in enumerate(SNEAKS):
        for column in range(9):
            cells = [f'cam{i}-{column}', 'M1'] + [''] * 7
            cells[column] = f'"{text}"'
            lines.append(','.join(cells + [SECRET] * len(SECRET_HEADINGS)))
    files = [put('sneak.csv', '\n'.join(lines) + '\n'),
             put('sneak.json', json.dumps([{'name': 'j1', 'model': 'x', 'access': {'user': 'a', 'pass': SECRET, 'deep': {'pwd': SECRET, 'notes': f'pw {SECRET}'}},
                                            'custom_fields': {'Login': {'value': SECRET}}, 'tags': [f'ww={SECRET}', 'x'], 'camera_password': SECRET,
                                            'comments': ['admin', f'ww {SECRET}'], 'config_context': {'snmp': {'community': SECRET}}}])),
             put('sneak.xml', '<nmaprun><host><status state="up"/><address addr="10.0.0.9" addrtype="ipv4"/><ports><port protocol="tcp" portid="80">'
                 f'<state state="open"/><service name="http" product="pw {SECRET}" extrainfo="{SECRET}"/>'
                 f'<script id="http-brute" output="admin:{SECRET} - Valid credentials"/></port></ports></host></nmaprun>')]
    code, out, err = run('import', *files, '--dry-run', estate='sneak.db')
    check(SECRET not in out + err, 'a dry run shows no password, wherever it stands', [line for line in (out + err).splitlines() if SECRET in line][:5])
    code, out, err = run('import', *files, estate='sneak.db')
    check(code == 65 and SECRET not in out + err, 'nor does the import', err[:500])
    kept = b''.join(p.read_bytes() for p in folder.glob('sneak.db*'))
    check(kept and SECRET.encode() not in kept and SECRET.lower().encode() not in kept, 'and none is in the estate')
    check('dropped before anything is kept: pw, PW1' in out, 'it says what was dropped', out[:1000])
    code, out, err = run('import', files[0], '--column', 'Wachtwoord (NVR)=note', '--dry-run', '--json', estate='sneak.db')
    check(columns_of(json.loads(out.splitlines()[0]))['Wachtwoord (NVR)'] == 'secret', 'nobody can have a column of passwords kept', out[:300])


def test_towns():
    """Headings as registers of towns have them, in three languages; what stands below tells a model from a kind of device."""
    for name, encoding, text in (
            ('stad.csv', 'cp1252', 'Objectnr.;Objectomschrijving;Fabrikant;Typenummer;Serienummer;MAC-adres;IP-adres;Locatie;Leverancier;Contractnr.;Contract einddatum;'
             'Plaatsingsdatum;Aanschafwaarde (excl. btw);Opmerkingen;Soort camera;Wachtwoord\n'
             'C-1;poort;Axis;P3245-LV;ACCC8E112233;AC-CC-8E-11-22-33;10.1.2.4;Markt;Van Dijk B.V.;2019/44;31-12-2027;12-04-2019;\x80 312,50;geen;Dome;x\n'),
            ('stadt.csv', 'cp1252', 'lfd. Nr.;Bezeichnung;Hersteller;Typ;Seriennr.;MAC-Adresse;IP-Adresse;Standort;Lieferant;Vertrags-Nr.;Vertragsende;'
             'Anschaffungsdatum;Kaufpreis (netto);Bemerkungen;Gerätetyp;Passwort\n'
             '1;poort;Axis;P3245-LV;ACCC8E112233;AC:CC:8E:11:22:33;10.1.2.4;Rathaus;Müller GmbH;2019/44;31.12.2027;12.04.2019;312,50 €;alt;Kamera;x\n'),
            ('ville.csv', 'utf-16', "N°;Désignation;Fabricant;Référence;N° de série;Adresse MAC;Adresse IP;Emplacement;Fournisseur;Marché n°;Fin de contrat;"
             "Date d'installation;Prix HT;Observations;Type de caméra;Mot de passe\n"
             '1;poort;Axis;P3245-LV;ACCC8E112233;ac:cc:8e:11:22:33;10.1.2.4;Mairie;Dupont;2019/44;31/12/2027;12/04/2019;312,50 €;RAS;Caméra;x\n')):
        code, said, err = sheets(put(name, text.replace('\x80', '€'), encoding), estate=f'{name}.db')
        want = ['identifier', 'name', 'maker', 'model', 'serial', 'mac', 'ip', 'site', 'supplier', 'contract', 'contract-until', 'acquired', 'price', 'note',
                'class', 'secret']
        check(code == 0 and [c['column'] for c in said[0]['columns']] == want, f'{name}: what its headings mean', err or columns_of(said[0]))
        check({('register.model', 'P3245-LV'), ('register.acquired', '2019-04-12'), ('register.contract_until', '2027-12-31'),
               ('register.price', 'EUR 312.50')} <= observed('poort', f'{name}.db'), 'and what stands below them')
    said = sheets(put('kinds.csv', 'Naam;Merk;Type;MAC\na;Axis;Dome;ac:cc:8e:00:00:01\nb;Axis;n.v.t.;ac:cc:8e:00:00:02\n'), estate='kinds.db')[1]
    check(columns_of(said[0])['Type'] == 'class', 'where kinds alone stand below it, it names no model', said[0])


def test_no_serials():
    """What people write where they have no serial number makes no two devices one; nor does what a spreadsheet made of it."""
    texts = ('niet leesbaar', '00000000', '1,23457E+14', 'zie sticker', '12345', 'XXXXXXX', 'P3245-LV')
    rows = [f'c{n} {text};P3245-LV;{text}\n' for text in texts for n in range(2)]
    code, said, err = sheets(put('serials.csv', 'Naam;Type;Serienummer\n' + ''.join(rows)), estate='no-serials.db')
    check(said[-1]['devices'] == len(rows), 'each row is a device', said[-1])
    check(err.count('a spreadsheet has rounded this number') == 2 and code == 65, 'what was rounded is told', err)
    code, out, err = run('devices', '--count', estate='no-serials.db')
    check(out.split()[0] == str(len(rows)), 'in the estate, too', out)


def test_tables():
    """A sheet may have several tables below one another: each is read by its own headings."""
    above = 'Naam;Merk;Type;MAC-adres;Opmerking\nCam 1;Axis;P3245;ac:cc:8e:00:00:01;mooi\n;;;;\n'
    below = 'Naam;Fabrikant;Model;Wachtwoord;MAC;IP-adres\nNVR 1;Hikvision;DS-7616NI-I2;Zesentwintig;28:57:be:00:00:09;10.0.0.9\n'
    many = ''.join(f'Cam {n};Axis;P3245;ac:cc:8e:00:01:{n:02x};\n' for n in range(40))
    for name, text, count in (('near.csv', above + below, 2), ('far.csv', above + many + below, 42)):
        for again in range(2):
            code, said, err = sheets(put(name, text), estate=f'{name}.db')
            check(code == 0 and len(said) == 3 and (said[-1]['devices'], said[-1]['known']) == (count, count * again), f'{name}: two tables ({again})', err or said)
        check({('register.maker', 'Hikvision'), ('register.model', 'DS-7616NI-I2'), ('register.mac', '28:57:be:00:00:09')} <= observed('NVR 1', f'{name}.db') and
              said[1]['heading_row'] > 3 and columns_of(said[1])['Wachtwoord'] == 'secret', 'the second by its own headings', said[1])
        check(b'Zesentwintig' not in (folder / f'{name}.db').read_bytes() and said[-1]['devices_gone'] == 0, 'its passwords are dropped')


def test_seen():
    """What a scanner's list says was seen: it stands in no books, and hides nothing from reconcile."""
    run('import', put('nmap.xml', NMAP), put('one.csv', 'name,brand,mac\none,Axis,ac:cc:8e:00:00:01\n'), estate='seen.db')
    code, out, err = run('reconcile', '--json', estate='seen.db')
    found = {(f['kind'], f.get('device', f.get('files'))) for f in map(json.loads, out.splitlines())}
    check({('only-wire', 'cam9'), ('only-books', 'one'), ('means', 2)} <= found, 'what nmap alone saw is on the wire alone', out[-1500:])
    with sqlite3.connect(folder / 'seen.db') as db:
        check(db.execute('SELECT count(*) FROM device WHERE books = 1').fetchone() == (1,), 'and one stands in the books')


def scan_of(run='', host=''):
    return NMAP.replace('scanner="nmap"', f'scanner="nmap" {run}').replace('<host>', f'<host {host}>')


def test_seen_when():
    """What nmap saw it saw when it says so, unless the day is told; a time at which nothing can have been seen is none."""
    def times(estate):
        with sqlite3.connect(folder / estate) as db:
            return db.execute('SELECT first_us / 1000000, last_us / 1000000 FROM device WHERE books = 0').fetchall()

    began = int(time.time())
    for name, text, more, wanted in (('ended', scan_of('start="1500000000"', 'starttime="1500000030" endtime="1500000060"'), (), 1500000060),
                                     ('begun', scan_of('start="1500000000"', 'starttime="1500000030"'), (), 1500000030),
                                     ('asked', scan_of('start="1500000000"'), (), 1500000000),
                                     ('told', scan_of('start="1500000000"', 'endtime="1500000060"'), ('--as-of', '2020-01-02'), 1577923200),
                                     ('early', scan_of('', 'endtime="631151999"'), (), None), ('late', scan_of('', 'endtime="99999999999"'), (), None),
                                     ('huge', scan_of('', 'endtime="18446744073709551617"'), (), None), ('word', scan_of('', 'endtime="noon"'), (), None),
                                     ('none', NMAP, (), None)):
        code, out, err = run('import', put(f'when-{name}.xml', text), *more, estate=f'when-{name}.db')
        first, last = times(f'when-{name}.db')[0]
        no_time = name in ('early', 'late', 'huge', 'word')
        check(code == 65 * no_time and first == last and (first == wanted if wanted else first >= began), f'when nmap saw it: {name}', (first, last, err))
        check(('nothing was seen at this time' in err) == no_time, f'and what is no time is said: {name}', err)
    code, out, err = run('import', put('when-later.xml', scan_of('', 'endtime="1600000000"')), estate='when-ended.db')
    check(times('when-ended.db') == [(1500000060, 1600000000)], 'a later scan of it is later', times('when-ended.db'))
    code, out, err = run('import', put('when-earlier.xml', scan_of('', 'endtime="1400000000"')), estate='when-ended.db')
    check(times('when-ended.db') == [(1400000000, 1600000000)], 'an earlier scan that is read later is earlier', times('when-ended.db'))
    books = put('when.csv', 'name,brand,mac,seen\ncam9,Axis,28:57:be:00:00:77,1500000000\n')
    for again in range(2):
        code, said, err = sheets(books, estate='when-ended.db')
        check(code == 0 and said[-1]['devices_gone'] == 0, f'the books have a time of their own ({again})', err or said[-1])
    code, said, err = sheets(put('when-books.csv', 'name,brand,mac,seen\none,Axis,28:57:be:00:00:78,1500000000\n'), '--column', 'seen=seen', estate='when-books.db')
    with sqlite3.connect(folder / 'when-books.db') as db:
        check(db.execute('SELECT first_us / 1000000 >= ? FROM device', (began,)).fetchall() == [(1,)], 'no column dates what stands in books', err)


def test_secret_names():
    with zipfile.ZipFile(folder / 'pw Sesam8 of January.xlsx', 'w') as z:
        z.writestr('[Content_Types].xml', '<Types/>')
        z.writestr('xl/workbook.xml', '<workbook xmlns:r="r"><sheets><sheet name="Locaties" sheetId="1" r:id="rId1"/>'
                   f'<sheet name="wachtwoord {SECRET}" sheetId="2" r:id="rId2"/></sheets></workbook>')
        z.writestr('xl/_rels/workbook.xml.rels', '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/>'
                   '<Relationship Id="rId2" Target="worksheets/sheet2.xml"/></Relationships>')
        for number in 1, 2:
            rows = (('Naam', 'MAC', 'Merk'), (f'poort{number}', f'28:57:be:00:01:0{number}', 'Axis'))
            z.writestr(f'xl/worksheets/sheet{number}.xml', '<worksheet><sheetData>' + ''.join(
                '<row>' + ''.join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in row) + '</row>' for row in rows) + '</sheetData></worksheet>')
    code, out, err = run('import', 'pw Sesam8 of January.xlsx', estate='secret-names.db')
    kept = b''.join(p.read_bytes() for p in folder.glob('secret-names.db*'))
    check(code == 0 and b'poort2' in kept and SECRET.encode() not in kept and b'Sesam8' not in kept,
          'a password in the name of a sheet or a file is not kept', err)
    code, out, err = run('explain', 'poort2', estate='secret-names.db')
    check('register file 1, sheet 2' in ' '.join(out.split()), 'numbers stand instead', out[-900:])


def test_one_cell():
    """As Milestone writes it: brand and model in one cell; and a typed label that what was seen speaks against."""
    rows = ('one,Hikvision DS-2CD2143G0-I,28:57:BE:00:00:61,Hikvision', 'two,Dahua IPC-HDW1230S,28:57:BE:00:00:62,Dahua',
            'three,X100,28:57:BE:00:00:63,ONVIF')
    run('import', put('cell.csv', 'Name,Model,MAC,DriverFamily,RecorderName\n' + ''.join(f'{row},REC1\n' for row in rows)), estate='cell.db')
    code, out, err = run('devices', '--json', estate='cell.db')
    known = {d['device']: (d['maker']['id'], d['maker']['grade'], d['class']) for d in map(json.loads, out.splitlines())}
    check(known.get('one') == ('hikvision', 'likely', 'camera') and known.get('two') == ('dahua', 'likely', 'camera') and
          known.get('three', ('?',))[0] is None, 'brand and model in one cell are both understood', known or err)


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


def test_misspelled():
    file = put('spelled.csv', 'Naam,MAC,Serienummer\nvoor,28:57:be:00:0a:01,C76543210\n')
    for option, near in (('--column=Serienumer=serial', "did you mean 'Serienummer'?"), ('--fill=Namm', "did you mean 'Naam'?"),
                         ('--column=Vreemd=serial', "no register has a column with the heading 'Vreemd'\n")):
        code, out, err = run('import', file, option, '--json', estate='spelled.db')
        check(code == 65 and near in err and 'Nothing was imported.' in err, f'{option}: the nearest heading is named', err)
        check(out == '' and not (folder / 'spelled.db').exists(), f'{option}: nothing is written', out)
    code, said, err = sheets(file, '--column', 'Serienummer=serial', estate='spelled.db')
    check(code == 0 and said[-1]['new'] == 1, 'the one that is spelled well is taken', err)


def test_nothing():
    code, out, err = run('import', put('heads.csv', 'Naam,MAC,Merk\n'), estate='nothing.db')
    check(code == 0 and 'nothing was kept: no row tells of a device' in out, 'headings alone are not swallowed in silence', out + err)
    code, said, err = sheets('heads.csv', estate='nothing.db')
    check(said[0]['rows'] == 0 and said[-1]['devices'] == 0, 'nor for machines', said)
    code, said, err = sheets(put('stray.jsonl', '["x"]\n{"name":"a","mac":"28:57:be:aa:00:0e"}\n'), estate='stray.db')
    check(code == 65 and 'stray.jsonl:1' in err and said[0]['kind'] == 'jsonl' and said[-1]['new'] == 1,
          'a line of JSON that is no object is told, and the others are read', err or said)
    code, out, err = run('explain', 'x', estate='none.db')
    check(code == 66 and "'birthmark import' and 'birthmark read' make one" in err, 'where there is no estate, both ways to one are told', err)
    put('cameras.csv', 'name,mac,brand\na,28:57:be:00:00:51,Axis\n')
    put('words.csv', 'Zaterdag,Gemeente\nvrij,ja\n')
    run('import', 'cameras.csv', 'words.csv', estate='sources.db')
    with sqlite3.connect(folder / 'sources.db') as db:
        held = [name for name, in db.execute('SELECT name FROM source ORDER BY id')]
        check(len(held) == 2 and held[0] == 'register cameras.csv' and re.fullmatch('place of register cameras.csv is [0-9a-f]{64}', held[1]),
              'a table that was not understood is no source of evidence; one that was stands there with its place', held)


def test_shared_serial():
    file = put('serials.csv', 'name,mac,brand,model,serial,ip\n'
               'a,28:57:be:aa:00:06,Hikvision,DS-2CD2143G0-I,SERIAL-001,10.0.0.1\n'
               'b,28:57:be:aa:00:06,Axis,P1448-LE,SERIAL-002,10.0.0.2\n'
               'c,28:57:be:aa:00:07,Bosch,NDE-5503-A,SERIAL-001,10.0.0.1\n')
    code, said, err = sheets(file, estate='serials.db')
    check((said[-1]['devices'], said[-1]['new'], said[-1]['known']) == (3, 3, 0),
          'rows whose MACs differ stay apart, also where the MAC of one is nobody\'s', said[-1])
    put('one.csv', 'name,mac,serial\nd,28:57:be:aa:00:06,SERIAL-001\n')
    code, said, err = sheets('one.csv', estate='serials.db')
    code, out, err = run('devices', '--count', estate='serials.db')
    check(code == 0 and {('register.brand', 'Bosch')} <= observed('c', 'serials.db') and
          ('register.brand', 'Hikvision') not in observed('c', 'serials.db'), 'whatever comes later', out)


def test_same():
    file = put('same.csv', 'name,site,mac,serial,model\n'
               'Camera 1,A,00:0f:7c:00:00:01,S1000001,M1\n'    # alike by name alone: two devices
               'Camera 1,B,00:0f:7c:00:00:02,S1000002,M1\n'
               'Camera 3,A,00:0f:7c:00:00:09,S1000003,M2\n'    # one MAC at two devices: nobody's
               'Camera 4,A,00:0f:7c:00:00:09,S1000004,M2\n'
               'Camera 5,A,,S1000005,M3\n'                     # by serial
               'Other 5,C,00:0f:7c:00:00:05,S1000005,M3\n')
    code, said, err = sheets(file, estate='same.db')
    check([line for line in err.splitlines() if 'MAC' in line] == [
        f"birthmark: {file}:{row}: another device of these registers has this MAC address, too: it finds neither of them: '00:0f:7c:00:00:09'"
        for row in (4, 5)], 'rows of one MAC with other serial numbers are named', err)
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


def test_captures():
    """A file is what its first bytes say: a capture goes the way of `read`."""
    arp = bytes.fromhex('ffffffffffff2857be010203' '0806' '0001080006040001' '2857be010203' '0a000005' '000000000000' '0a000005')
    frame = bytes(8) + struct.pack('<II', len(arp), len(arp)) + arp
    (folder / 'wire').write_bytes(struct.pack('<IHHiIII', 0xa1b2c3d4, 2, 4, 0, 0, 65535, 1) + frame)
    register = put('books.csv', 'name,mac,model\ngate,28:57:be:01:02:03,DS-2CD2143G0-I\n')
    code, out, err = run('import', '--dry-run', 'wire', register, estate='both.db')
    check(code == 0 and not (folder / 'both.db').exists() and '1 device found' in out, 'a dry run keeps nothing of a capture', out + err)
    code, out, err = run('import', 'wire', register, estate='both.db')
    check(code == 0 and out.count('28:57:be') == 0 and '1 device found' in out, 'of a capture it prints what sums it up', out + err)
    code, out, err = run('devices', '--count', estate='both.db')
    check(out.strip() == '1', 'what the register tells of and the capture shows is one device', out + err)
    code, said, err = sheets('wire', estate='both.db')
    check(code == 0 and said[0]['device'] == '28:57:be:01:02:03', 'with --json it gives the devices of a capture', said or err)
    (folder / 'cut').write_bytes((folder / 'wire').read_bytes()[:20])
    code, out, err = run('import', 'cut', estate='cut.db')
    check(code == 65 and 'cut' in err, 'a capture that is cut is named', err)


def test_generated():
    """A messy register of the generator: what the program takes it for is what the generator knows to be true."""
    subprocess.run([sys.executable, generator, '--rows', '400', '--seed', '7', '--output', str(folder / 'messy.csv'),
                    '--truth', str(folder / 'truth.jsonl')], check=True, timeout=60)
    truth = [json.loads(line) for line in (folder / 'truth.jsonl').read_text().splitlines()]
    code, said, err = sheets('messy.csv', estate='messy.db')
    sheet, whole = said[0], said[-1]
    check(code in (0, 65), 'a messy register is taken in', err)
    check(all(c['column'] != 'unknown' for c in sheet['columns'] if c['heading'] != 'Kleur'), 'all its columns are known', columns_of(sheet))
    rows = sum(len(t['rows']) for t in truth)
    check(sheet['rows'] == rows == 400, 'all its rows are', (sheet, rows))
    devices = len(truth)
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
test_more_products()
test_fill()
test_grid()
test_claims()
test_sneaking()
test_towns()
test_no_serials()
test_tables()
test_seen()
test_seen_when()
test_secret_names()
test_one_cell()
test_documents()
test_columns()
test_misspelled()
test_nothing()
test_shared_serial()
test_same()
test_hostile()
test_captures()
if pathlib.Path(generator).exists():
    test_generated()
finish()
