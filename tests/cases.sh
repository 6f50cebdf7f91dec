#!/bin/sh
# Folder tests. tests/cases.sh [--bless] JIAOKAN-FOLDER STAGE-FOLDER…
#
# A case is a folder with a file `cmd`, a command line as a user types it. The case is copied without its expectations
# (out*, diag), the command runs in the copy, its standard output becomes `out` and its standard error `diag` (none when it says nothing),
# and the copy must then look exactly like the case. --bless writes what came out back as the expectation.
set -u
bless=no
[ "$1" = --bless ] && { bless=yes; shift; }
PATH="$(cd "$1" && pwd):$PATH"
export PATH LC_ALL=C.UTF-8   # grep, iconv and sort go by it
shift
passed=0 failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for stage in "$@"; do
  for cmd in "$stage"/*/cmd; do
    [ -f "$cmd" ] || continue
    case=$(dirname "$cmd")
    copy="$work/case"
    rm -rf "$copy"
    cp -R "$case" "$copy"
    rm -rf "$copy"/out* "$copy"/diag
    (cd "$copy" && sh ./cmd >"$work/stdout" 2>"$work/stderr"; echo $? >"$work/status")
    mv "$work/stdout" "$copy/out"
    [ -s "$work/stderr" ] && mv "$work/stderr" "$copy/diag"
    status=$(cat "$work/status")
    [ "$status" = 0 ] || echo "exit status $status" >>"$copy/out"
    if [ "$bless" = yes ]; then
      rm -rf "$case"/out* "$case"/diag
      cp -R "$copy"/out* "$case"/
      [ -f "$copy/diag" ] && cp "$copy/diag" "$case/diag"
      passed=$((passed + 1))
    elif diff -ru "$case" "$copy" >"$work/diff"; then
      passed=$((passed + 1))
    else
      failed=$((failed + 1))
      echo "FAILED $case"
      cat "$work/diff"
    fi
  done
done
echo "cases: $passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
