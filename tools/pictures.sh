#!/bin/sh
# Makes the README's pictures anew from what `make walk` left. usage: pictures.sh BUILD
set -eu
cd "$(dirname "$0")/.."
build=$1
tools/page_modules.sh
(cd "$build/walk" && ../birthmark report --quiet --as nl-municipality:amsterdam --output report.html)
node tools/picture.mjs "$build/walk/annex.html" doc/walkthrough-annex.png
node tools/picture.mjs "$build/walk/report.html" doc/walkthrough-report.png figure 550
