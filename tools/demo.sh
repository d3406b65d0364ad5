#!/bin/sh
# Makes the sample street's capture, reads it, prints the table, writes the report: with an estate of its own.
set -eu
cd "$(dirname "$0")/.."
build=$1
rm -f street.db street.db-wal street.db-shm
"$build/tools/sample" data/samples/street.yaml street.pcap
"$build/birthmark" read --estate street.db street.pcap
"$build/birthmark" report --estate street.db --output report.html
echo
echo "The page is report.html. Next: $build/birthmark explain --estate street.db DEVICE"
