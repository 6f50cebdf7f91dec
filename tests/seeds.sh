#!/bin/sh
# The first input, whole: what the edition of the pair must hold, what each version alone must give, that the order of the versions
# changes nothing but letters, and that two runs give the same bytes. Usage: tests/seeds.sh PROGRAM-FOLDER SOURCE-FOLDER
set -u
LC_ALL=C.UTF-8
export LC_ALL
jiaokan="$1/jiaokan"
pair="$2/input/naf/2020-02/006"
a="$pair/000_72b87f142ad008ca.txt"
b="$pair/001_92506b2bb376cba3.txt"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
is() {
  if [ "$2" = "$3" ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED $1: $2, should be $3"; fi
}
count() { xmllint --nonet --xpath "count($1)" "$2" 2>/dev/null; }
none() { if grep -q "$2" "$3"; then failed=$((failed + 1)); echo "FAILED $1: the text holds $2"; else passed=$((passed + 1)); fi; }

"$jiaokan" build "$a" "$b" -o "$work/ab" >/dev/null 2>"$work/ab.err"
is "exit status of the pair" $? 0
is "JATS4R remarks" "$("$jiaokan" check "$work/ab/article.xml" 2>&1)" "$work/ab/article.xml: valid"
x="$work/ab/article.xml"
is "headings, first level" "$(count '/article/body/sec' "$x")" 4
is "headings, second level" "$(count '/article/body/sec/sec' "$x")" 9
is "headings, third level" "$(count '/article/body/sec/sec/sec' "$x")" 6
is "callouts" "$(count '//body//xref[@ref-type="bibr"]' "$x")" 55
is "callouts in half-width brackets" "$(xmllint --nonet --xpath '//body//xref[@ref-type="bibr"]' "$x" | grep -c "［\|］")" 0
is "references" "$(count '//ref' "$x")" 36
is "references with a title" "$(count '//ref[mixed-citation[article-title or chapter-title or source]]' "$x")" 36
is "references with a year" "$(count '//ref[mixed-citation/year]' "$x")" 35
is "references with pages or an address" "$(count '//ref[mixed-citation[fpage or page-range or ext-link]]' "$x")" 35
is "affiliations with city and code" "$(count '//aff[city and postal-code]' "$x")" 2
is "article number" "$(xmllint --nonet --xpath 'string(//article-id[@custom-type="article-number"])' "$x")" "1003-7411(2020)02-0071-(13)"
is "print pages" "$(count '//target[@target-type="page"]' "$x")" 13
is "last print page" "$(xmllint --nonet --xpath 'string((//target[@target-type="page"])[last()]/@id)' "$x")" page-83
is "English abstracts" "$(count '//trans-abstract' "$x")" 1
is "English title" "$(xmllint --nonet --xpath 'string(//title-group//trans-title)' "$x")" "Symbiotic Security: New Concepts of International Security Public Goods Supply"
is "authors" "$(count '//contrib[@contrib-type="author"]' "$x")" 2
is "keywords" "$(count '//kwd-group[not(@xml:lang="en")]/kwd' "$x")" 5
is "awards" "$(count '//award-group' "$x")" 2
is "first page" "$(xmllint --nonet --xpath 'string(//article-meta/fpage)' "$x")" 71
is "last page" "$(xmllint --nonet --xpath 'string(//article-meta/lpage)' "$x")" 83
is "received" "$(xmllint --nonet --xpath 'string(//date[@date-type="received"]/@iso-8601-date)' "$x")" 2019-11-25
is "paragraphs that end inside a sentence" "$(xmllint --nonet --xpath '//body//p' "$x" | sed 's/<[^>]*>//g' | grep -cv '[。？！”…：；]\(\[[0-9,-]*\]\)*$' | tr -d ' ')" 0
none "another article" "Keith Lamb" "$x"
none "a running head" "NORTHEAST ASIA FORUM" "$x"
none "a running head" "东北亚论坛 2020" "$x"
is "same bytes twice" "$("$jiaokan" build "$a" "$b" -o "$work/ab2" >/dev/null 2>&1; diff -r "$work/ab" "$work/ab2" >/dev/null && echo yes)" yes
"$jiaokan" build "$b" "$a" -o "$work/ba" >/dev/null 2>&1
is "the order changes no text" "$(cmp "$x" "$work/ba/article.xml" && echo yes)" yes
for one in "$a" "$b"; do
  "$jiaokan" build "$one" -o "$work/one" >/dev/null 2>"$work/one.err"
  is "exit status of one version alone" $? 0
  is "paragraphs of one version alone" "$([ "$(count '//body//p' "$work/one/article.xml")" -gt 40 ] && echo many)" many
  rm -rf "$work/one"
done
printf '劳动力流动的问题由来已久。\n' >"$work/bare.txt"
"$jiaokan" build "$work/bare.txt" -o "$work/bare" >/dev/null 2>&1
is "bare text" "$("$jiaokan" check "$work/bare/article.xml" 2>&1)" "$work/bare/article.xml: valid"
echo "seeds: $passed passed, $failed failed"
[ "$failed" = 0 ]
