#!/bin/sh
# The unit and folder tests and the first input once more, under the sanitizers. Exit status 77: there is no clang.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
sh "$top/tests/sanitized_build.sh"
ctest --test-dir "$top/build-sanitize" --output-on-failure -R '^(unit|cases_.*|seeds)$'
