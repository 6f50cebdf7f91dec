#!/bin/sh
# Fits pipeline/reconcile/weights.inc: fit.sh BUILD-FOLDER, on the articles of bench/ocr and of bench-dev in each folder of JIAOKAN_DATA (a list with
# colons). The date is SOURCE_DATE_EPOCH's, else today's.
# What the terms measure depends on the weights (each sweep learns from the one before), so two rounds are made.
set -e
here=$(cd "$(dirname "$0")/../.." && pwd)
if [ -z "${JIAOKAN_DATA:-}" ] && [ ! -d "$here/bench/ocr" ]; then
  echo "make fit SKIPPED: JIAOKAN_DATA does not say where the development articles are" >&2
  exit 0
fi
build=$(cd "${1:-$here/build}" && pwd)
date=$(date -u -d "@${SOURCE_DATE_EPOCH:-$(date +%s)}" +%Y-%m-%d)
room="$here/pipeline/reconcile"
for round in 1 2; do
  cmake --build "$build" --target jiaokan_terms >/dev/null
  sh "$here/bench/fit/terms.sh" "$build/jiaokan_terms" >"$build/terms.tsv"
  /usr/bin/python3 "$here/bench/fit/fit.py" "$room/weights.inc" "$room/terms.inc" "$build/terms.tsv" --write "$date"
done
cmake --build "$build" >/dev/null
