#!/bin/sh
# Makes lang/zh/prose_marks.inc again from the articles of corpus-dev in each folder of JIAOKAN_DATA (a list with colons): prose_marks.sh BUILD-FOLDER.
# About a minute. The weights of the terms ("marks of prose", "gap of prose") are fitted after it: make fit.
set -e
here=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "${1:-$here/build}" && pwd)
table="$here/pipeline/lang/zh/prose_marks.inc"
cmake --build "$build" --target jiaokan_prose_marks >/dev/null
echo "${JIAOKAN_DATA:?says where the articles are}" | tr : '\n' | while read -r data; do ls "$data"/corpus-dev/md/*.md; done | xargs "$build/jiaokan_prose_marks" >"$table.new"
mv "$table.new" "$table"
