#!/bin/sh
# Gets what the build needs and is missing: the packages of packages.txt, and from npm the newest list of MAC
# blocks. Quiet when nothing is. usage: deps.sh [packages]; with the word, as root, nothing but the packages.
set -eu
cd "$(dirname "$0")/.."

missing_packages() {
	missing=
	for package in $(sed 's/#.*//' packages.txt); do
		status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
		[ "$status" = installed ] || missing="$missing $package"
	done
	# A Node.js that is there already, from wherever, will do; Debian's npm would bring another.
	if command -v npm >/dev/null 2>&1; then
		missing=$(printf '%s ' $missing | sed 's/\bnodejs \|\bnpm //g')
	fi
	printf %s "$missing" | sed 's/^ *//; s/ *$//'
}

install_packages() {
	missing=$(missing_packages)
	[ -n "$missing" ] || return 0
	if [ "$(id -u)" -ne 0 ]; then
		if command -v sudo >/dev/null 2>&1; then
			sudo "$0" packages
			return
		fi
		echo "birthmark needs these packages, and only root can install them: $missing" >&2
		exit 1
	fi
	echo "installing: $missing" >&2
	export DEBIAN_FRONTEND=noninteractive
	apt-get -qq update >&2
	# shellcheck disable=SC2086
	apt-get -qq install -y --no-install-recommends $missing >/dev/null
}

# Again when the lock has changed since. Without a network the build goes on with what is there.
fetch_macs() {
	stamp=node_modules/.fetched
	cd data/macs
	if ! cmp -s package-lock.json $stamp; then
		if said=$(npm ci --prefer-offline --ignore-scripts --no-audit --no-fund --loglevel=error 2>&1); then
			cp package-lock.json $stamp
		else
			printf '%s\n' "$said" | head -n 3 >&2
			echo "npm could not fetch the newest list of MAC blocks (data/macs). Debian's older list will do, but" \
				"fewer makers are known by it; \`make deps\` tries again." >&2
		fi
	fi
	cd ../..
}

install_packages
[ "${1-}" = packages ] || fetch_macs
