#!/bin/sh
# Builds for speed and measures side by side with a peer. usage: bench.sh
set -eu
cd "$(dirname "$0")/.."
if ! command -v ndpiReader >/dev/null 2>&1; then
	echo "installing the peer: libndpi-bin" >&2
	DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends libndpi-bin >/dev/null ||
		echo "no peer: ndpiReader could not be installed" >&2
fi
tools/build.sh build-bench -Dbuildtype=release -Db_lto=true -Dbench=true
exec python3 bench/bench.py build-bench
