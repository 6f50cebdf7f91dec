#!/bin/sh
# Prints the terms of all loci of the development articles: terms.sh PROGRAM > terms.tsv (PROGRAM is terms.cc compiled).
# Needs JIAOKAN_DATA. Pairs and one triple, at every level of degradation; one text layer against vision models of all levels.
set -e
: "${JIAOKAN_DATA:?is not set: the data for fitting is not here}"
data="$JIAOKAN_DATA/bench-dev"
for dir in "$data"/witnesses/dev/*/; do
  id=$(basename "$dir")
  truth="$data/truth/dev/$id.txt"
  for level in clean scan bad; do
    at="$dir$level"
    "$1" "$id" layer+vision "$truth" "${dir}clean/pdftext.txt" "$at/vlm.md"
    "$1" "$id" ocr+ocr "$truth" "$at/tesseract.txt" "$at/paddle.txt"
    "$1" "$id" ocr+vision "$truth" "$at/tesseract.txt" "$at/vlm.md"
    "$1" "$id" ocr+vision "$truth" "$at/paddle.txt" "$at/vlm.md"
    "$1" "$id" layer+ocr "$truth" "${dir}clean/pdftext.txt" "$at/paddle.txt"
    "$1" "$id" three "$truth" "$at/tesseract.txt" "$at/paddle.txt" "$at/vlm.md"
  done
done
