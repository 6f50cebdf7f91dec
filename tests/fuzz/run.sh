#!/bin/sh
# Runs each fuzz target over a copy of its corpus. Usage: run.sh SECONDS
# Exit status: 0 no crash, 1 a crash (its input is kept in build-sanitize/found), 77 there is no clang to do it with.
set -eu
seconds=${1:?usage: run.sh SECONDS}
here=$(cd "$(dirname "$0")" && pwd)
build=$here/../../build-sanitize
sh "$here/../sanitized_build.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
found=$build/found
mkdir -p "$found"
status=0
for source in "$here"/*.cc; do
  target=$(basename "$source" .cc)
  mkdir -p "$work/$target"
  cp "$here/corpus/$target"/* "$work/$target"/
  echo "fuzz $target for $seconds s"
  # Each input is one article of a few pages: one that takes ten seconds hangs.
  if ! "$build/tests/fuzz/fuzz_$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=4096 -max_len=8192 \
      -close_fd_mask=0 -print_final_stats=1 -artifact_prefix="$found/$target-" "$work/$target" >"$work/said" 2>&1; then
    status=1
    tail -n 60 "$work/said" >&2
    echo "fuzz $target: failed, the input is in $found" >&2
  else
    grep -a number_of_executed_units "$work/said" || true
  fi
done
exit $status
