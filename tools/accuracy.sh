#!/bin/sh
# Scores `identify` on labelled devices. usage: accuracy.sh BUILD [LABELLED.jsonl]
# The labelled devices and the measure lie beside the project, in ../shared.
set -eu
cd "$(dirname "$0")/.."
shared=../shared
labelled=${2:-$shared/corpus/transcripts-dev.jsonl}
if [ ! -f "$labelled" ] || [ ! -f "$shared/corpus/score.py" ]; then
	echo "no labelled devices: $labelled is not there" >&2
	exit 66
fi
answers=$(mktemp)
trap 'rm -f "$answers"' EXIT
"$1/birthmark" identify --json --quiet "$labelled" >"$answers"
python3 tools/accuracy.py "$shared" "$labelled" "$answers"
