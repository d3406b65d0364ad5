#!/bin/sh
# Installs the packages of packages.txt that are missing. Quiet when none is.
set -eu
cd "$(dirname "$0")/.."
missing=
for package in $(sed 's/#.*//' packages.txt); do
	status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
	[ "$status" = installed ] || missing="$missing $package"
done
# A Node.js that is there already, from wherever, will do; Debian's npm would bring another.
if command -v npm >/dev/null 2>&1; then
	missing=$(printf '%s ' $missing | sed 's/\bnodejs \|\bnpm //g')
fi
[ -n "$(printf %s "$missing" | tr -d ' ')" ] || exit 0
if [ "$(id -u)" -ne 0 ]; then
	if command -v sudo >/dev/null 2>&1; then
		exec sudo "$0"
	fi
	echo "birthmark needs these packages, and only root can install them:$missing" >&2
	exit 1
fi
echo "installing:$missing" >&2
export DEBIAN_FRONTEND=noninteractive
apt-get -qq update >&2
# shellcheck disable=SC2086
apt-get -qq install -y --no-install-recommends $missing >/dev/null
