#!/bin/sh
# Gets from npm what the tests of the report need, into tests/page, where they look for it. Fails without a network.
set -eu
cd "$(dirname "$0")/../tests/page"
stamp=node_modules/.fetched
cmp -s package-lock.json $stamp && exit 0
npm ci --prefer-offline --ignore-scripts --silent --no-audit --no-fund
cp package-lock.json $stamp
