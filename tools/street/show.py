#!/usr/bin/env python3
"""`make street`: plans a street, stands it up, scans it with the progress bar in sight, and says what was found.

usage: show.py BUILD [--devices 5000] [--routed] [--rate 100000] [--device-rate 1000] [-- more words for birthmark scan]

The street is gone when this ends. Script, truth, answers and ledger stay in BUILD/street. As all devices are of our own making
the limits are lifted; with --rate 200 --device-rate 5 it goes as it does by default where devices are real, and takes hours.
"""
import argparse, pathlib, sys, time

import judge, plan, street

NET = '10.77.0.0/16'
RECORDED = pathlib.Path(__file__).resolve().parent.parent.parent.parent / 'shared/corpus/transcripts-dev.jsonl'


def options():
    o = argparse.ArgumentParser(usage=__doc__)
    o.add_argument('build', type=pathlib.Path)
    o.add_argument('--devices', type=int, default=5000)
    o.add_argument('--routed', action='store_true')
    o.add_argument('--rate', default='100000')
    o.add_argument('--device-rate', default='1000')
    at = sys.argv.index('--') if '--' in sys.argv else len(sys.argv)
    return o.parse_args(sys.argv[1:at]), sys.argv[at + 1:]


def most_of(ledger):
    devices = [d for address, d in ledger.items() if address]
    return (f'{ledger[None]["packets"]} packets; to one device at most {max((d["most_second"] for d in devices), default=0)} in a second and '
            f'{max((d["most_open"] for d in devices), default=0)} connections at once, '
            f'{sum(d["violations"] for d in devices)} beside another where one is allowed')


def main():
    o, more = options()
    street.enter()
    folder = o.build / 'street'
    folder.mkdir(exist_ok=True)
    script, truth, answers = (folder / name for name in ('script.jsonl', 'truth.jsonl', 'answers.jsonl'))
    plan.plan(script, truth, devices=o.devices, net=NET, recorded=RECORDED if RECORDED.exists() else None)
    standing = street.stand(o.build / 'tools' / 'street', script, folder / 'ledger.jsonl', o.routed, NET)
    scan = [str(o.build / 'birthmark'), 'scan', NET, '--interface', 's0', '--no-estate', '--json', '--rate', o.rate, '--device-rate', o.device_rate, *more]
    try:
        print(f'{o.devices} devices in {NET}, {"behind a router" if o.routed else "on one link"}: {" ".join(scan[1:])}', flush=True)
        began = time.monotonic()
        code = street.wait_for(scan, answers)
        took = time.monotonic() - began
        ledger = standing.ledger()
    finally:
        standing.end()
    good, bad = (judge.judge(scan[0], truth, answers, lambda t, is_bad=b: bool(t['quirk']) == is_bad, o.routed) for b in (False, True))
    print(f'\n{took:.1f} s, exit code {code}; {most_of(ledger)}\n')
    print(judge.table({'well-behaved': good, 'bad ones': bad}), end='')
    sys.exit(code)


if __name__ == '__main__':
    main()
