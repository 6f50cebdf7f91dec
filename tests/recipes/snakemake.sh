#!/bin/sh
# docs/recipes/Snakefile on this machine. Usage: tests/recipes/snakemake.sh PROGRAM-FOLDER SOURCE-FOLDER
set -u
command -v snakemake >/dev/null 2>&1 || { echo "SKIPPED: snakemake is not installed"; exit 77; }
PATH="$(cd "$1" && pwd):$PATH"
export PATH
source=$(cd "$2" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
export HOME="$work"
sh "$source/tests/recipes/archive.sh" in
jiaokan build in -o whole >/dev/null 2>&1
snakemake -s "$source/docs/recipes/Snakefile" --cores 2 --config input=in output=out shards=3 >said 2>&1 || { echo "FAILED: the workflow"; tail -n 20 said; exit 1; }
diff -r whole out || { echo "FAILED: the joined shards are not what one run gives"; exit 1; }
echo "snakemake: in order"
