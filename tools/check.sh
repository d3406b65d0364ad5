#!/bin/sh
# All that must hold: gcc and clang, warnings as errors; every test plain and
# under ASan and UBSan; each fuzzer a few seconds on its seeds; the house
# rules. Ends with a line "N passed, M failed".
set -u
cd "$(dirname "$0")/.."
passed=0 failed=0 skipped=0
seconds=${FUZZ_SECONDS:-5}

count() { # the totals of a finished meson test run
	set -- $(python3 tools/count_tests.py "$1")
	passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
}

run() { # what it is, build folder, compiler, options…
	name=$1 folder=$2 compiler=$3
	shift 3
	echo "== $name"
	if ! CC=$compiler tools/build.sh "$folder" "$@"; then
		echo "   does not build"
		failed=$((failed + 1))
		return
	fi
	meson test -C "$folder" --print-errorlogs --no-rebuild 2>&1 | grep -E '^ *[0-9]+/[0-9]+ .*(FAIL|ERROR|TIMEOUT|SKIP)|^not ok|^# ' || true
	count "$folder"
}

# The browser and the schemas that the report is held against; without them those tests say that they were skipped.
tools/page_modules.sh >/dev/null 2>&1 || true

run 'gcc' build gcc
run 'clang, ASan and UBSan' build-sanitize clang -Db_sanitize=address,undefined -Db_lundef=false
run 'clang' build-clang clang

echo "== the report in a browser"
tools/page.sh build >build/page.tap 2>&1 || echo 'not ok - the browser test ended early' >>build/page.tap
grep -E '^not ok|^#|SKIP' build/page.tap
passed=$((passed + $(grep -c '^ok' build/page.tap))) failed=$((failed + $(grep -c '^not ok' build/page.tap)))
skipped=$((skipped + $(grep -c 'SKIP' build/page.tap)))

echo "== fuzzers, $seconds seconds each"
if tools/fuzz.sh "$seconds" 1; then
	passed=$((passed + 1))
else
	failed=$((failed + 1))
fi

echo
[ "$skipped" -eq 0 ] || echo "$skipped skipped: they need files that lie beside the project"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
