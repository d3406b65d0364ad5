#!/bin/sh
# Runs every fuzzer on the seeds of its reader's cases. usage: fuzz.sh [SECONDS-EACH [SEED]]
# Without a seed each run looks elsewhere; with one two runs look at the same, so that what fails is of the change.
set -u
cd "$(dirname "$0")/.."
seconds=${1:-60}
seed=${2:-0}
build=build-fuzz
CC=clang tools/build.sh $build -Dfuzz=true -Dbuildtype=debugoptimized -Db_sanitize=address,undefined \
	-Db_lundef=false -Dc_args=-fsanitize=fuzzer-no-link || exit 1
bad=0
for fuzzer in "$build"/fuzz/fuzz_*; do
	[ -x "$fuzzer" ] && [ -f "$fuzzer" ] || continue
	name=${fuzzer##*/fuzz_}
	seeds=$build/seeds/$name
	found=$build/found/$name
	mkdir -p "$seeds" "$found"
	# Our end of TLS begins with what the reader of TLS knows.
	for cases in src/read/*/"${name%_client}".t; do
		[ -f "$cases" ] && python3 tools/seeds.py "$cases" "$seeds"
	done
	# What no fuzzer finds by itself in a minute.
	own=fuzz/seeds/$name
	[ -d "$own" ] || own=
	if ! "$fuzzer" -max_total_time="$seconds" -seed="$seed" -max_len=65536 -timeout=5 -rss_limit_mb=2048 -verbosity=0 \
		-print_final_stats=0 -artifact_prefix="$found/" "$found" "$seeds" $own >"$build/$name.log" 2>&1; then
		echo "   $name: found something, see $build/$name.log" >&2
		tail -n 20 "$build/$name.log" >&2
		bad=1
	fi
done
exit $bad
