#!/bin/sh
# Builds the fuzz targets with clang and runs each over a copy of its corpus. Usage: run.sh SECONDS [BUILD-DIR]
# Exit status: 0 no crash, 1 a crash (its input is kept in BUILD-DIR/found), 77 there is no clang to do it with.
set -eu
seconds=${1:?usage: run.sh SECONDS [BUILD-DIR]}
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
build=${2:-$top/build-fuzz}

probe=$(mktemp -d)
trap 'rm -rf "$probe"' EXIT
echo 'extern "C" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }' >"$probe/probe.cc"
if ! clang++ -fsanitize=fuzzer,address,undefined "$probe/probe.cc" -o "$probe/probe" 2>"$probe/said"; then
  echo "SKIPPED: no clang++ with libFuzzer here (Debian: clang, libclang-rt-14-dev)" >&2
  cat "$probe/said" >&2
  exit 77
fi

cmake -S "$top" -B "$build" -G Ninja -DCMAKE_CXX_COMPILER=clang++ -DJIAOKAN_FUZZ=ON -DBUILD_TESTING=OFF >"$probe/said" ||
  { cat "$probe/said" >&2; exit 1; }
cmake --build "$build" --target fuzz_targets >"$probe/said" 2>&1 || { cat "$probe/said" >&2; exit 1; }

found=$build/found
mkdir -p "$found"
status=0
for source in "$here"/*.cc; do
  target=$(basename "$source" .cc)
  mkdir -p "$probe/$target"
  cp "$here/corpus/$target"/* "$probe/$target"/
  echo "fuzz $target for $seconds s"
  # Each input is one article of a few pages: one that takes ten seconds hangs.
  if ! "$build/tests/fuzz/fuzz_$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=4096 -max_len=8192 \
      -close_fd_mask=0 -print_final_stats=1 -artifact_prefix="$found/$target-" "$probe/$target" >"$probe/said" 2>&1; then
    status=1
    tail -n 60 "$probe/said" >&2
    echo "fuzz $target: failed, the input is in $found" >&2
  else
    grep -a number_of_executed_units "$probe/said" || true
  fi
done
exit $status
