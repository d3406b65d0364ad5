"""TAP for the tests that ask the program from outside: one line a check, the count at the end."""
import sys

count = failed = 0


def check(good, what, why=''):
    """One check; `why` is shown when it fails."""
    global count, failed
    count += 1
    failed += not good
    print(f"{'ok' if good else 'not ok'} {count} - {what}")
    if not good and why:
        print('#', str(why).replace('\n', '\n# ')[:2000])


def skip(what, why):
    global count
    count += 1
    print(f'ok {count} - {what} # SKIP {why}')


def finish():
    """Says how many there were; ends the program."""
    print(f'1..{count}')
    sys.exit(failed > 0)
