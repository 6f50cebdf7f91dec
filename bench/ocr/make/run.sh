#!/bin/sh
# usage: run.sh SRCDIR BENCHDIR WORKDIR [MODULES]: all.sh for every SRCDIR/*.json, one after the other
set -eu
here=$(cd "$(dirname "$0")" && pwd); src=$1; shift
for f in "$src"/*.json; do "$here/all.sh" "$(basename "$f" .json)" "$src" "$@"; done
