#!/bin/sh
# Builds everything with clang's AddressSanitizer and UndefinedBehaviourSanitizer, the fuzz targets among it.
# Usage: sanitized_build.sh [BUILD-DIR]. Exit status: 0 built, 1 it does not build, 77 there is no clang to do it with.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
build=${1:-$top/build-sanitize}
probe=$(mktemp -d)
trap 'rm -rf "$probe"' EXIT
echo 'extern "C" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }' >"$probe/probe.cc"
if ! clang++ -fsanitize=fuzzer,address,undefined "$probe/probe.cc" -o "$probe/probe" 2>"$probe/said"; then
  echo "SKIPPED: no clang++ with libFuzzer here (Debian: clang, libclang-rt-14-dev)" >&2
  cat "$probe/said" >&2
  exit 77
fi
suite=$top/build/jats-dtd/node_modules/@jats4r/dtds
[ -d "$suite" ] || suite=
cmake -S "$top" -B "$build" -G Ninja -DCMAKE_CXX_COMPILER=clang++ -DJIAOKAN_SANITIZE=ON -DBUILD_TESTING=ON -DJIAOKAN_JATS_SUITE="$suite" >"$probe/said" ||
  { cat "$probe/said" >&2; exit 1; }
cmake --build "$build" >"$probe/said" 2>&1 || { cat "$probe/said" >&2; exit 1; }
