#!/bin/sh
# The README's walk-through: makes a city's register and a capture of its networks in BUILD/walk, runs the README's commands there.
set -eu
cd "$(dirname "$0")/.."
build=$1
walk=$build/walk
mkdir -p "$walk"
rm -f "$walk"/*
python3 tools/register.py --seed 1 --output "$walk/register.xlsx" --truth "$walk/truth.jsonl" --street "$walk/street.json"
"$build/tools/sample" "$walk/street.json" "$walk/capture.pcap"
sed -n 's/^    \.\.\/birthmark //p' README.md >"$walk/commands"
while read -r command; do
	printf '\n$ ../birthmark %s\n' "$command"
	# 65: some cells of the register are wrong, as they are.
	(cd "$walk" && eval "../birthmark $command") || test $? -eq 65
done <"$walk/commands"
rm "$walk/commands" "$walk/street.json"
echo
echo "All of it is in $walk; the annex is $walk/annex.html."
