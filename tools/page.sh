#!/bin/sh
# Opens the report of the sample street in a real browser. usage: page.sh BUILD; prints TAP.
set -eu
cd "$(dirname "$0")/.."
build=$1
page=$build/page
mkdir -p "$page"
if ! tools/page_modules.sh >"$build/npm.log" 2>&1; then
	echo "1..0 # SKIP the browser's modules could not be installed"
	exit 0
fi
rm -f "$page"/street.*
"$build/tools/sample" data/samples/street.yaml "$page/street.pcap" >/dev/null 2>&1
"$build/birthmark" read --quiet --estate "$page/street.db" "$page/street.pcap" >/dev/null
for language in en nl; do
	"$build/birthmark" report --quiet --estate "$page/street.db" --language $language --output "$page/street-$language.html"
	"$build/birthmark" report --quiet --estate "$page/street.db" --language $language --summary --output "$page/summary-$language.html"
done
by="--by tests --estate $page/street.db"
"$build/birthmark" site put yard --title Yard --latitude 52.4 --longitude 4.9 --network 192.168.40.0/24 $by >/dev/null
"$build/birthmark" contract put c-1 --title Cameras --supplier 'Beta B.V.' --until 2027-01-01 $by >/dev/null
"$build/birthmark" tell class:camera --all --contract c-1 $by >/dev/null
for language in en nl; do
	"$build/birthmark" report --quiet --estate "$page/street.db" --language $language --output "$page/sites-$language.html"
	for kind in council-annex far-52.204 supplier-letter; do
		"$build/birthmark" report --quiet --estate "$page/street.db" --document $kind --language $language --confidential \
			--output "$page/$kind-$language.html"
	done
	"$build/birthmark" report --quiet --estate "$page/street.db" --document council-annex --language $language \
		--output "$page/public-$language.html"
done
exec node tests/report_page.mjs "$page"/street-*.html "$page"/summary-*.html "$page"/sites-*.html "$page"/council-annex-*.html "$page"/far-52.204-*.html \
	"$page"/supplier-letter-*.html "$page"/public-*.html "$page/street.png"
