#!/bin/sh
# The installed program works by itself: templates, DTD and all. Usage: tests/install.sh BUILD-FOLDER SOURCE-FOLDER
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --install "$1" --prefix "$work/there" >/dev/null
mv "$work/there" "$work/moved"   # a prefix may move
cd "$work"
env -i "PATH=$work/moved/bin:/usr/bin:/bin" jiaokan build "$2/input" -o out >"$work/said" 2>&1 || { cat "$work/said"; exit 1; }
edition=out/naf/2020-02/006
for file in article.xml article.html article.epub article.txt article.md apparatus.xml report.json; do
  [ -s "$edition/$file" ] || { echo "FAILED: the installed program wrote no $file"; exit 1; }
done
grep -q '"valid_jats": true' $edition/report.json || { echo "FAILED: the installed program has no DTD"; exit 1; }
echo "install: in order"
