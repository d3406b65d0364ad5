#!/bin/sh
# Opens the report of the sample street in a real browser. usage: page.sh BUILD; prints TAP.
set -eu
cd "$(dirname "$0")/.."
build=$1
modules=$build/page
mkdir -p "$modules"
cp tests/page/package.json tests/page/package-lock.json "$modules"
if ! (cd "$modules" && npm ci --silent --no-audit --no-fund) >"$build/npm.log" 2>&1; then
	echo "1..0 # SKIP the browser's modules could not be installed"
	exit 0
fi
rm -f "$modules"/street.*
"$build/tools/sample" data/samples/street.yaml "$modules/street.pcap" >/dev/null 2>&1
"$build/birthmark" read --quiet --estate "$modules/street.db" "$modules/street.pcap" >/dev/null
"$build/birthmark" report --quiet --estate "$modules/street.db" --output "$modules/street.html"
PAGE_MODULES=$modules exec node tests/report_page.mjs "$modules/street.html" "$modules/street.png"
