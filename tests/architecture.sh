#!/bin/sh
# Who may include whom: model ← lang ← refs ← stages ← pipeline ← main, and no stage another stage. Libraries stay behind one
# file each. What must not stand in the repository is looked for too. Usage: tests/architecture.sh SOURCE-FOLDER
set -u
cd "$1/pipeline" || exit 2
bad=0
say() { echo "architecture: $1"; bad=1; }

# room: the rooms it may include from (itself is understood)
check() {
  room=$1 allowed=$2
  grep -rHoE '^#include "[a-z_]+/' "$room" --include=*.h --include=*.cc --include=*.inc 2>/dev/null | sed 's/:#include "/ /; s,/$,,' | while read -r file other; do
    case " $room $allowed " in *" $other "*) ;; *) echo "$file includes from $other/" ;; esac
  done
}
found=$(
  check model ""
  check lang "model"
  check refs "model lang"
  check read "model lang refs"
  check clean "model lang refs"
  check reconcile "model lang refs"
  check structure "model lang refs"
  check jats "model lang"
  check render "model lang"
)
[ -z "$found" ] || say "$found"

# A library's headers stand in few files, and in no header of ours but those listed.
only() {
  pattern=$1 allowed=$2
  for file in $(grep -rlE "$pattern" . --include=*.h --include=*.cc); do
    case " $allowed " in *" ${file#./} "*) ;; *) say "$file includes $pattern" ;; esac
  done
}
only '#include <cmark' 'read/markdown.cc'
only '#include <libime' 'lang/zh/language_model.cc'
only '#include <libxslt' 'render/xslt.cc'
only '#include <zip' 'render/zip.cc'
only '#include <CLI/' 'main.cc'
only '#include <toml' 'config.cc'
only '#include <spawn.h' 'tools.cc'
only '#include <leptonica' 'cut/main.cc'

cd ..

# Every diagnostic is shown by a test: a case that says its code, or a unit test or law that names it.
sed -n 's/^JIAOKAN_DIAG(\([a-z_0-9]*\), "\([A-Z0-9]*\)".*/\1 \2/p' pipeline/model/diag_codes.inc | while read -r name code; do
  grep -rqE "(note|warning|error) $code:" tests --include=diag --include=out || grep -rqE "Code::$name\b" tests/unit tests/fuzz || echo "$code $name"
done >"${TMPDIR:-/tmp}/jiaokan-untested.$$"
[ -s "${TMPDIR:-/tmp}/jiaokan-untested.$$" ] && say "no test shows these diagnostics: $(tr '\n' ';' <"${TMPDIR:-/tmp}/jiaokan-untested.$$")"
rm -f "${TMPDIR:-/tmp}/jiaokan-untested.$$"

# Every term of evidence has its Chinese words for the review page.
sed -n 's/^JIAOKAN_TERM([a-z_]*, "\([^"]*\)".*/\1/p' pipeline/reconcile/terms.inc | tr ' ' '_' | while read -r term; do
  grep -q "key=\"term-$term\"" templates/words.xml || echo "$term"
done >"${TMPDIR:-/tmp}/jiaokan-wordless.$$"
[ -s "${TMPDIR:-/tmp}/jiaokan-wordless.$$" ] && say "templates/words.xml has no Chinese for these terms: $(tr '\n' ' ' <"${TMPDIR:-/tmp}/jiaokan-wordless.$$")"
rm -f "${TMPDIR:-/tmp}/jiaokan-wordless.$$"

if grep -rnI --exclude-dir=.git --exclude=.git --exclude-dir='build*' --exclude-dir=node_modules --exclude-dir=output -e '/wor''k/' . ; then say "a path of one machine"; fi
if grep -rnI --exclude-dir=.git --exclude-dir='build*' --exclude-dir=node_modules --exclude-dir=output --exclude-dir=.ci -e '\.\./shar''ed' .; then say "data outside the repository are named"; fi
if grep -nE '"resolved"' cmake/jats-dtd/package-lock.json tests/checkers/package-lock.json 2>/dev/null; then say "a lock file holds download addresses"; fi
[ $bad = 0 ] && echo "architecture: in order"
exit $bad
