#!/bin/sh
# Accuracy and speed of the reference parser on the development data. Usage: refs.sh BUILD-FOLDER; the data stand in $JIAOKAN_DATA.
set -eu
jiaokan="$1/jiaokan"
data=${JIAOKAN_DATA:-}/refs-dev
if [ ! -f "$data/score_refs.py" ]; then
  echo "SKIPPED: accuracy of references: JIAOKAN_DATA does not name the development data" >&2
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for set in gbt7714 gbt7714-noisy zh-unmarked; do
  "$jiaokan" refs --jsonl "$data/$set.jsonl" >"$work/$set.jsonl"
done
"$jiaokan" refs --intext "$data/intext.jsonl" >"$work/intext.jsonl"
row() {
  label=$1 set=$2
  shift 2
  python3 "$data/score_refs.py" "$data/$set.jsonl" "$work/$set.jsonl" "$@" |
    awk -v label="$label" '/^records/ { whole = $0; sub(/.*strict /, "", whole); sub(/ .*/, "", whole) } /^core micro/ { print label "  core F1 " $6 "  whole record " whole }'
}
row "Chinese, clean   " gbt7714 --core --lang zh
row "Chinese, noisy   " gbt7714-noisy --core --lang zh
row "[A].…[C]. forms  " gbt7714 --style cajcd-A-C
row "2025 forms       " gbt7714 --style gbt7714-2025
row "author-year lists" gbt7714 --style gbt7714-2015-authoryear
row "unmarked notes   " zh-unmarked
python3 "$data/score_intext.py" "$data/intext.jsonl" "$work/intext.jsonl"
# The record of the forms keeps the order in which a program asked for the works; some styles print another. Without regard to order:
python3 - "$data/intext.jsonl" "$work/intext.jsonl" "$work" <<'EOF'
import json, sys
gold, found, work = sys.argv[1:]
def key(cite):
    names = cite.get("authors") or cite.get("names") or [""]
    return (cite.get("n", 0), str(cite.get("year", "")), names[0].split(",")[0].casefold())
for name, path in (("gold", gold), ("found", found)):
    with open(path) as lines, open(work + "/any-order-" + name + ".jsonl", "w") as out:
        for line in filter(str.strip, lines):
            row = json.loads(line)
            row["cites"] = sorted(row["cites"], key=key)
            print(json.dumps(row, ensure_ascii=False), file=out)
EOF
python3 "$data/score_intext.py" "$work/any-order-gold.jsonl" "$work/any-order-found.jsonl" | sed 's/^/in any order: /'
# Speed: the same strings many times over, in one process.
for round in $(seq 50); do cat "$data/gbt7714.jsonl"; done | python3 -c '
import json, sys
for line in sys.stdin:
    print(json.dumps({"id": 0, "string": json.loads(line)["string"]}, ensure_ascii=False))' >"$work/many.jsonl"
# User time, which other work on the machine changes least.
python3 - "$jiaokan" "$work/many.jsonl" <<'EOF'
import resource, subprocess, sys
n = sum(1 for _ in open(sys.argv[2]))
best = None
for round in range(3):
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run([sys.argv[1], "refs", "--jsonl", sys.argv[2]], stdout=subprocess.DEVNULL, check=True)
    spent = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    best = spent if best is None else min(best, spent)
print("%d strings, %.0f a second of one core with reading and writing (user time, best of three)" % (n, n / best))
EOF
