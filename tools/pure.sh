#!/bin/sh
# The libraries named call nothing but a few memory functions and each other.
# (clang writes bcmp where memcmp is only asked whether it is zero.)
# usage: pure.sh ALLOWED-PATTERN LIBRARY…
set -eu
allowed=$1
shift
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for library in "$@"; do nm -u "$library"; done | sed -n 's/.* U //p' | sort -u >"$scratch/wanted"
for library in "$@"; do nm --defined-only "$library"; done | sed -n 's/.* [TDRBVWdrbt] //p' | sort -u >"$scratch/own"
[ -s "$scratch/own" ] || { echo "nothing to look at"; exit 1; }
strange=$(comm -23 "$scratch/wanted" "$scratch/own" |
	grep -vxE "mem(cmp|cpy|set|chr|move)|bcmp|strlen|_GLOBAL_OFFSET_TABLE_|__stack_chk_fail|$allowed" || true)
[ -z "$strange" ] || { echo "a pure room must not call:" $strange; exit 1; }
