#!/bin/sh
# Makes the sample street's capture, reads it, prints the table, writes the report.
set -eu
cd "$(dirname "$0")/.."
build=$1
rm -f birthmark.db birthmark.db-wal birthmark.db-shm
"$build/tools/sample" data/samples/street.yaml street.pcap
"$build/birthmark" read street.pcap
"$build/birthmark" report --output report.html
echo
echo "The page is report.html. Next: $build/birthmark explain DEVICE"
