#!/usr/bin/env python3
"""The summary of the report: every number of it is that of the whole page. Writes TAP.

usage: summary_test.py BIRTHMARK SAMPLE PROJECT
"""
import pathlib, re, subprocess, sys, tempfile

from tap import check, finish

birthmark, sample, project = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
LTS, HIK, DAHUA, HUAWEI, AXIS, DELL = ('14:2f:fd:31:07:a2', '28:57:be:4c:10:9d', '00:1f:54:5e:22:11', '4c:1f:cc:88:02:10',
                                       'ac:cc:8e:4d:00:27', 'f8:bc:12:4e:90:aa')
WHO = ('--by', 'Anna Jansen')
ON = ('--on', '2026-11-22')
MANY, MIB = 5001, 1 << 20
# Strange, so that each device has to be thought of anew.
BRAND = '''- brand: zzbrand
  name: Zzbrand
  makers:
    - maker: xiongmai
      share: some
      as-of: 2018
      relation: relabelled product
      trust: hint
      source: made up for a test
  trust: hint
'''


def run(*arguments, estate):
    return subprocess.run([birthmark, *map(str, arguments), '--estate', str(estate)], capture_output=True, timeout=200)


def page(*arguments, estate):
    done = run('report', '--output', '-', *arguments, estate=estate)
    return done.stdout.decode() if done.returncode == 0 else f'exit {done.returncode}: {done.stderr.decode()}'


def but_devices(page):
    """The page without what a summary leaves out: the way there, the devices, and their evidence."""
    page = re.sub(r'<nav .*?</nav>', '', page, flags=re.S)
    return re.sub(r'<section aria-labelledby="(devices|details)">.*?</section>\n', '', page, flags=re.S)


def first_difference(a, b):
    lines = zip(a.splitlines(), b.splitlines())
    return next(((x, y) for x, y in lines if x != y), (len(a), len(b)))


def make_street(folder):
    pcap, estate = folder / 'street.pcap', folder / 'street.db'
    subprocess.run([sample, project / 'data/samples/street.yaml', pcap], check=True, capture_output=True)
    for arguments in (
            ('read', pcap),
            ('site', 'put', 'noord', '--title', 'Noord', '--network', '192.168.40.0/28', '--latitude', '52.4', '--longitude', '4.9', *WHO),
            ('site', 'put', 'zuid', '--title', 'Zuid', *WHO), ('site', 'put', 'leeg', '--title', 'Leeg', *WHO),
            ('contract', 'put', 'c-1', '--title', 'Masten', '--from', '2024-01-01', '--until', '2027-01-01', '--value', 'EUR 120000', *WHO),
            ('contract', 'put', 'c-2', '--title', 'Netwerk', '--until', '2029-03-01', *WHO),
            ('tell', LTS, '--contract', 'c-1', '--site', 'zuid', '--made-in', 'cn', '--acquired', '2021-03-04', *WHO),
            ('tell', DAHUA, '--contract', 'c-2', '--component', 'huawei', *WHO),
            ('tell', HUAWEI, '--kind', 'router', '--acquired', '2019-03-04', *WHO),
            ('decide', 'waiver', HIK, '--law', 'us-ndaa2019-889b', *WHO, '--why', 'weighed by hand', '--from', '2026-01-01',
             '--until', '2030-01-01'),
            ('decide', 'confirm', DELL, '--maker', 'axis', *WHO, '--why', 'opened it', '--against', 'nothing'),
            ('decide', 'reject', AXIS, '--maker', 'axis', *WHO, '--why', 'opened it')):
        done = run(*arguments, estate=estate)
        assert done.returncode == 0, (arguments, done.stderr)
    return estate


def add_register(folder, estate, rows):
    """Imports a register of so many rows; not all of them are good."""
    register = folder / f'register-{rows}.csv'
    subprocess.run([sys.executable, project / 'tools/register.py', '--rows', str(rows), '--output', register], check=True, timeout=100)
    return run('import', '--quiet', register, estate=estate)


def test_same_numbers(estate, what):
    for arguments in ((), ('--as', 'nl-municipality:amsterdam'), ('--as', 'us-federal-contractor', '--language', 'nl'),
                      ('--law', 'us-ndaa2019-889b'), ('--on', '2031-01-01'), ('--on', '2019-01-01')):
        day = () if '--on' in arguments else ON
        whole, brief = (page(*arguments, *day, *form, estate=estate) for form in (('--each',), ('--summary',)))
        check('id="numbers"' in whole or 'class="numbers"' in whole, f'{what} {" ".join(arguments)}: the whole page is there', whole[:300])
        check(but_devices(whole) == but_devices(brief), f'{what} {" ".join(arguments)}: the summary has the numbers of the whole page',
              first_difference(but_devices(whole), but_devices(brief)))
        check('id="device-1"' in whole and 'id="device-' not in brief and len(brief) < len(whole), f'{what}: it has no devices')


def test_other_knowledge(folder, estate):
    data = folder / 'data/brands'
    data.mkdir(parents=True)
    (data / 'zz.yaml').write_text(BRAND)
    whole, brief = (page('--data', folder / 'data', *ON, form, estate=estate) for form in ('--each', '--summary'))
    check(whole.startswith('<!DOCTYPE') and but_devices(whole) == but_devices(brief), 'what was thought with other knowledge is thought of anew',
          first_difference(but_devices(whole), but_devices(brief)))


def test_left_out(estate):
    brief, dutch = page('--summary', *ON, estate=estate), page('--summary', '--language', 'nl', *ON, estate=estate)
    check(not any(mac in brief for mac in (LTS, HIK, DAHUA, HUAWEI, AXIS, DELL)), 'no device is named in it')
    check('birthmark explain' in brief and '--format xlsx' in brief and 'href="#devices"' in brief and 'href="#details"' not in brief,
          'it says where the devices are')
    check('birthmark explain' in dutch and 'samenvatting' in dutch, 'in Dutch, too')
    quiet = run('report', '--summary', '--output', '-', '--fail-on', 'prohibited', *ON, estate=estate)
    whole = run('report', '--output', '-', '--fail-on', 'prohibited', *ON, estate=estate)
    check(quiet.returncode == whole.returncode == 1 and not quiet.stderr, '--fail-on answers as with the whole page', quiet.stderr)
    none = run('report', '--summary', '--output', '-', '--fail-on', 'prohibited', '--law', 'us-ndaa2019-889b', '--on', '2017-01-01', estate=estate)
    check(none.returncode == 0, 'also when nothing is found', none)


def test_by_itself(folder):
    estate = folder / 'many.db'
    check(add_register(folder, estate, MANY + 400).returncode in (0, 65), 'a large register is imported')
    done = run('report', '--output', '-', *ON, estate=estate)
    brief = done.stdout.decode()
    check(done.returncode == 0 and 'id="device-' not in brief and len(done.stdout) < MIB, 'the page of a large estate is a summary',
          (done.returncode, len(brief)))
    check(b'--each' in done.stderr and b'explain' in done.stderr, 'which is said', done.stderr)
    whole = page('--each', *ON, estate=estate)
    check(but_devices(whole) == but_devices(brief), 'its numbers are those of the whole page', first_difference(but_devices(whole), but_devices(brief)))
    check(f'id="device-{MANY}"' in whole, '--each has all devices', len(whole))
    silent = run('report', '--quiet', '--output', '-', *ON, estate=estate)
    check(silent.returncode == 0 and not silent.stderr, 'quiet is quiet', silent.stderr)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        estate = make_street(folder)
        test_same_numbers(estate, 'street')
        test_left_out(estate)
        test_other_knowledge(folder, estate)
        check(add_register(folder, estate, 300).returncode in (0, 65), 'a register is imported')
        test_same_numbers(estate, 'street and register')
        test_by_itself(folder)
    finish()


main()
