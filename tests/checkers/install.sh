#!/bin/sh
# The checkers of other people, into tests/checkers/node_modules. Without npm the tests that need them say so and are skipped.
set -u
cd "$(dirname "$0")"
command -v npm >/dev/null 2>&1 || { echo "jiaokan: npm is missing, so the npm checkers are skipped" >&2; exit 0; }
[ node_modules/.package-lock.json -nt package-lock.json ] && exit 0
npm ci --no-audit --no-fund --ignore-scripts >/dev/null || echo "jiaokan: npm could not install the checkers, so they are skipped" >&2
exit 0
