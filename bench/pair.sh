#!/bin/sh
# The pair of the first input: the whole road (all outputs, DTD validation included), beside pandoc turning the
# resulting JATS into HTML and EPUB in the same run. Prints medians, ratio, peak memory and CPU per stage.
# Needs: hyperfine, jq, pandoc, time. Usage: bench/pair.sh BUILD-FOLDER
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
jiaokan=$(cd "${1:-$here/build}" && pwd)/jiaokan
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
pair="$here/input/naf/2020-02/006"

"$jiaokan" build "$pair" -o "$work/once" >/dev/null
jats=$(find "$work/once" -name article.xml | head -n 1)
[ -n "$jats" ] || { echo "bench: the build wrote no article.xml" >&2; exit 1; }

hyperfine --warmup 3 --runs 20 --style none --export-json "$work/times.json" \
  --prepare "rm -rf $work/out" -n jiaokan "$jiaokan build $pair -o $work/out" \
  --prepare "true" -n pandoc "pandoc -f jats -t html5 -s --metadata title=x $jats -o $work/p.html && pandoc -f jats -t epub3 $jats -o $work/p.epub" \
  >/dev/null 2>&1
jq -r '.results[] | "\(.command)\tmedian \(.median * 1000 | round) ms\tuser \(.user * 1000 | round) ms\tsystem \(.system * 1000 | round) ms"' "$work/times.json"
jq -r '"ratio pandoc / jiaokan\t\((.results[1].median / .results[0].median * 10 | round) / 10)"' "$work/times.json"
# Collation alone, decisions on the terminal, process start included.
versions=$(find "$pair" -maxdepth 1 -name '*.txt' | sort)
hyperfine -N --warmup 5 --runs 60 --style none --export-json "$work/collate.json" "$jiaokan collate $(echo $versions)" >/dev/null 2>&1
jq -r '"collation alone\tmedian \(.results[0].median * 1000 | round) ms"' "$work/collate.json"
/usr/bin/time -f 'collation peak memory	%M KB' "$jiaokan" collate $versions 2>&1 >/dev/null | tail -n 1
rm -rf "$work/out"
/usr/bin/time -f 'jiaokan peak memory	%M KB' "$jiaokan" build "$pair" -o "$work/out" 2>&1 >/dev/null | tail -n 1
rm -rf "$work/out"
"$jiaokan" build "$pair" -o "$work/out" --timings 2>&1 >/dev/null | grep -v '^$' || true
