#!/usr/bin/env python3
"""Counts the cases of the last test run. usage: count_tests.py BUILD; prints passed, failed, skipped."""
import json, pathlib, re, sys

passed = failed = skipped = 0
for line in pathlib.Path(sys.argv[1], 'meson-logs/testlog.json').read_text().splitlines():
    test = json.loads(line)
    cases = re.findall(r'^(not )?ok\b(.*)$', test.get('stdout') or '', re.M)
    if cases:
        for bad, rest in cases:
            if re.search(r'#\s*skip', rest, re.I):
                skipped += 1
            else:
                passed += not bad
                failed += bool(bad)
        # A program that printed only good cases and yet failed has crashed.
        failed += test['result'] not in ('OK', 'SKIP') and not any(bad for bad, _ in cases)
    elif test['result'] == 'SKIP':
        skipped += 1
    else:
        passed += test['result'] == 'OK'
        failed += test['result'] != 'OK'
print(passed, failed, skipped)
