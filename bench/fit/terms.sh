#!/bin/sh
# Prints the terms of all loci of the development articles: terms.sh PROGRAM > terms.tsv (PROGRAM is terms.cc compiled).
# The articles are those of bench/ocr, where it is, and of bench-dev in each folder of JIAOKAN_DATA (a list with colons); one that two have
# counts once. All pairs and triples of a quality, and the text layer with the other engines' readings of bad scans.
set -e
here=$(cd "$(dirname "$0")/../.." && pwd)
list=$(mktemp -d)
trap 'rm -r "$list"' EXIT
echo "$here/bench/ocr" >"$list/benches"
echo "${JIAOKAN_DATA:-}" | tr : '\n' | sed '/^$/d; s|$|/bench-dev|' >>"$list/benches"
while read -r data; do
  for truth in "$data"/truth/dev/*.txt; do
    id=$(basename "$truth" .txt)
    dir="$data/witnesses/dev/$id/"
    [ -d "$dir" ] && [ ! -e "$list/$id" ] || continue
    touch "$list/$id"
    layer="${dir}clean/pdftext.txt"
    for level in clean scan bad; do
      t="$dir$level/tesseract.txt" p="$dir$level/paddle.txt" v="$dir$level/vlm.md"
      "$1" "$id" layer+ocr "$truth" "$layer" "$t"
      "$1" "$id" layer+ocr "$truth" "$layer" "$p"
      "$1" "$id" layer+vision "$truth" "$layer" "$v"
      "$1" "$id" ocr+ocr "$truth" "$t" "$p"
      "$1" "$id" ocr+vision "$truth" "$t" "$v"
      "$1" "$id" ocr+vision "$truth" "$p" "$v"
      "$1" "$id" ocr+ocr+vision "$truth" "$t" "$p" "$v"
      "$1" "$id" layer+ocr+ocr "$truth" "$layer" "$t" "$p"
      "$1" "$id" layer+ocr+vision "$truth" "$layer" "$t" "$v"
      "$1" "$id" layer+ocr+vision "$truth" "$layer" "$p" "$v"
    done
  done
done <"$list/benches"
