#!/bin/sh
# usage: all.sh ID SRCDIR BENCHDIR WORKDIR [ENGINE MODULES]
# everything of one article: SRCDIR/ID.json -> BENCHDIR/{truth,witnesses}/SPLIT/ID…, BENCHDIR/pdf/ID.pdf. WORKDIR keeps the images.
# ENGINE: a second engine (see read.py), a node program; MODULES: the folder of its modules. Without them only tesseract reads.
# Needs Debian's chromium poppler-utils tesseract-ocr (-chi-sim -chi-tra) nodejs python3-{pil,numpy,lxml} fonts-{arphic-uming,arphic-ukai,noto-cjk,liberation}.
# LEVELS="clean scan bad" and STEPS="typeset text image read vlm" choose less.
set -eu
here=$(cd "$(dirname "$0")" && pwd); id=$1 src=$2 bench=$3 work=$4 engine=${5:+--engine=$5} mods=${6:+--modules=$6} py=/usr/bin/python3
LEVELS=${LEVELS:-clean scan bad} STEPS=${STEPS:-typeset text image read vlm}
has() { case " $STEPS " in *" $1 "*) true;; *) false;; esac; }
field() { $py -c 'import json,sys; print(json.load(open(sys.argv[1]))[sys.argv[2]])' "$src/$id.json" "$1"; }
split=$(field split) lang=$(field lang) wit=$bench/witnesses/$split/$id
mkdir -p "$bench/truth/$split" "$bench/pdf" "$wit" "$work/set"
if has typeset; then
  $py "$here/typeset.py" "$src/$id.json" "$work/set"
  cp "$work/set/$id.json" "$work/set/$id.txt" "$bench/truth/$split/"; cp "$work/set/$id.pdf" "$bench/pdf/"
fi
if has text; then mkdir -p "$wit/clean"; pdftotext "$bench/pdf/$id.pdf" "$wit/clean/pdftext.txt"; fi
for lv in $LEVELS; do
  mkdir -p "$wit/$lv"
  if has image; then $py "$here/degrade.py" "$bench/pdf/$id.pdf" "$id" "$lv" "$work/img/$id/$lv"; fi
  if has read; then $py "$here/read.py" "$work" "$id" "$lv" "$lang" "$wit/$lv" $engine $mods; fi
  if has vlm; then $py "$here/vlm.py" "$bench/truth/$split/$id.json" "$work/set/$id.pages.html" "$lv" "$wit/$lv/vlm.md"; fi
done
