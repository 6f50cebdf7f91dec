#!/bin/sh
# Killed at random moments, then run as usual: the output must be what an undisturbed run gives. Each round changes half of the
# articles first, so that files are killed while they are written, replaced and removed. Usage: tests/kill.sh PROGRAM-FOLDER
# SOURCE-FOLDER [MOMENTS, 6]
set -u
jiaokan="$(cd "$1" && pwd)/jiaokan"
pair="$(cd "$2" && pwd)/input/naf/2020-02/006"
moments=${3:-6}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2

# Two states of the same six articles: other bodies, and references that come and go.
for state in 0 1; do
  for n in 1 2 3 4 5 6; do
    folder=in$state/j/2020-01/$n
    mkdir -p "$folder"
    for file in "$pair"/*.txt; do
      if [ $(((n + state) % 2)) = 0 ]; then head -n 60 "$file"; else sed -n '1,20p;40,70p' "$file"; echo "第${n}篇。"; fi >"$folder/$(basename "$file")"
    done
  done
  start=$(date +%s%N)
  "$jiaokan" build in$state -o whole$state >/dev/null 2>&1
  took=$((($(date +%s%N) - start) / 1000000))
done

failed=0 cut=0 round=0
cp -R in0 in
for share in $(awk -v n="$moments" 'BEGIN { srand(20200217); for (i = 0; i < n; i++) print int(rand() * 1000) }'); do
  round=$((round + 1))
  state=$((round % 2))
  cp -R in$state/. in/
  "$jiaokan" build in -o out >said 2>&1 &
  sleep "$(awk -v ms=$((took * share / 1000)) 'BEGIN { printf "%.3f", ms / 1000 }')"
  kill -9 $! 2>/dev/null
  wait $! 2>/dev/null
  grep -q 'articles made' said || cut=$((cut + 1))
  "$jiaokan" build in -o out >/dev/null 2>&1
  if ! diff -r whole$state out >difference; then
    failed=$((failed + 1))
    echo "FAILED after moment $round ($share/1000 of $took ms):"
    head -n 5 difference
    rm -rf out
  fi
done
echo "kill: $moments moments, $cut of them in the middle of a run, $failed failed"
[ $failed = 0 ]
