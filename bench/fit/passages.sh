#!/bin/sh
# Fits pipeline/reconcile/weights_passages.inc: passages.sh BUILD-FOLDER SET.jsonl...; a line of a set has "engines", "witnesses" and "truth".
# The sets are not part of the repository: any two engines' readings of lines whose text is known will do. The date is as in fit.sh.
set -e
here=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "$1" && pwd)
shift
date=$(date -u -d "@${SOURCE_DATE_EPOCH:-$(date +%s)}" +%Y-%m-%d)
room="$here/pipeline/reconcile"
for round in 1 2; do
  cmake --build "$build" --target jiaokan_passage_terms >/dev/null
  for set in "$@"; do "$build/jiaokan_passage_terms" "$(basename "$set" .jsonl)" "$set"; done >"$build/passage_terms.tsv"
  /usr/bin/python3 "$here/bench/fit/fit.py" "$room/weights_passages.inc" "$room/terms.inc" "$build/passage_terms.tsv" --passages --write "$date"
done
