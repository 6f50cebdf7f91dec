#!/bin/sh
# Prints the terms of all loci of the development articles: terms.sh PROGRAM > terms.tsv (PROGRAM is terms.cc compiled).
# Needs JIAOKAN_DATA. All pairs and triples of a quality, and the text layer with the other engines' readings of bad scans.
set -e
: "${JIAOKAN_DATA:?is not set: the data for fitting is not here}"
data="$JIAOKAN_DATA/bench-dev"
for dir in "$data"/witnesses/dev/*/; do
  id=$(basename "$dir")
  truth="$data/truth/dev/$id.txt"
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
