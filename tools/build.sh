#!/bin/sh
# Configures a build folder once and builds. usage: build.sh FOLDER [MESON-OPTION…]
set -eu
cd "$(dirname "$0")/.."
folder=$1
shift
log=$folder.log
[ -f "$folder/build.ninja" ] || meson setup "$folder" "$@" >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
ninja -C "$folder" >"$log" 2>&1 || { grep -v '^\[' "$log" >&2; exit 1; }
rm -f "$log"
