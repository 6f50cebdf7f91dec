#!/bin/sh
# An archive: articles a second with all outputs written and validated, CPU per stage, peak memory; then a run with nothing changed.
# Needs: the development articles ($JIAOKAN_DATA), python3, time. Usage: bench/archive.sh BUILD-FOLDER [COPIES, 10]
# With 48 copies it is an archive of ten thousand.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
jiaokan=$(cd "${1:-$here/build}" && pwd)/jiaokan
articles=${JIAOKAN_DATA:-}/corpus-dev/md
[ -d "$articles" ] || { echo "SKIPPED: bench/archive.sh needs the development articles (JIAOKAN_DATA)"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 "$here/bench/archive.py" "$articles" "$work/in" "${2:-10}"
count=$(find "$work/in" -name '*.md' | wc -l)
/usr/bin/time -o "$work/first" -f '%e %M' "$jiaokan" build "$work/in" -o "$work/out" --timings >/dev/null 2>"$work/said" || true
/usr/bin/time -o "$work/second" -f '%e %M' "$jiaokan" build "$work/in" -o "$work/out" >/dev/null 2>&1 || true
sed -n '/^[a-z]* *[0-9.]* ms/p' "$work/said"
tail -n 1 "$work/first" >"$work/figures" && tail -n 1 "$work/second" >>"$work/figures"
awk -v n="$count" 'NR == 1 { t = $1; printf "articles\t%d\nfirst run\t%.1f s\t%.1f a second\tpeak %d MB\n", n, t, n / t, $2 / 1024 }
                   NR == 2 { printf "second run\t%.2f s\t%.0f times faster\tpeak %d MB\n", $1, t / ($1 > 0 ? $1 : 0.01), $2 / 1024 }' "$work/figures"
