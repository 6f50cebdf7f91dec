#!/bin/sh
# The real Poppler, Pandoc and tesseract, on files made here: what they write is what our readers expect. The cases of tests/tools/ have
# scripts in their place. Usage: tests/tools.sh JIAOKAN-FOLDER; exit status 77 when one of them is not installed.
set -u
PATH="$(cd "$1" && pwd):$PATH"
export PATH
for program in pdftohtml pdftoppm pandoc qpdf tesseract; do
  command -v $program >/dev/null || { echo "SKIPPED: $program is not installed"; exit 77; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
bad=0
# expect FILE TEXT…: each text stands in a line of the window `read`.
expect() {
  file=$1
  shift
  jiaokan show read "$file" >out 2>diag
  for text in "$@"; do
    grep -qF -- "$text" out || { echo "tools: $file does not give: $text"; head -20 out diag; bad=1; }
  done
}

# A page of one heading and two lines; Poppler finds the objects of a PDF without a table of their places.
cat >layer.pdf <<'EOF'
%PDF-1.4
1 0 obj
<</Type/Catalog/Pages 2 0 R/PageLabels<</Nums[0<</S/D/St 71>>]>>>>
endobj
2 0 obj
<</Type/Pages/Kids[3 0 R]/Count 1>>
endobj
3 0 obj
<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>
endobj
4 0 obj
<</Length 251>>
stream
BT /F 24 Tf 40 150 Td (Floating Libraries) Tj ET
BT /F 12 Tf 40 110 Td (The county libraries of the nineteen thirties sent) Tj ET
BT /F 12 Tf 40 94 Td (boxes of books from village to village) Tj ET
BT /F 7 Tf 246 100 Td (1) Tj ET
endstream
endobj
5 0 obj
<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>
endobj
trailer
<</Root 1 0 R>>
EOF
expect layer.pdf "(text layer)" "heading 1 at page start | ⟨page 71⟩Floating Libraries" "boxes of books from village to village ⟨sup: 1⟩"

# The same page as a picture.
pdftoppm -r 200 -png layer.pdf page 2>/dev/null && mv page-1.png page.png
echo 'lang = "en"' >article.toml
expect page.png "(OCR)" "Floating Libraries" "county libraries"

printf '# One\n\nText with *stress*, H~2~O and a note[^1].\n\n1. first\n    a. lettered\n2. second\n\n![](page.png)\n\n| head | b |\n|---|---|\n| body | 2 |\n\n[^1]: What the note says.\n' >in.md
for format in docx odt html; do
  pandoc -s --metadata title=Title in.md -o "a.$format" 2>/dev/null
  expect "a.$format" "(keyed)" "heading 1 | One" "⟨em: stress⟩" "⟨sub: 2⟩" "⟨sup: ①⟩" "1. first" "a. lettered" "note | ①What the note says." "⟨image "
done
# Pandoc's reader of ODT has no head of a table.
expect a.docx "cell 0,0 header | head" "cell 1,0 | body"
expect a.odt "cell 0,0 | head" "cell 1,0 | body"
expect a.html "cell 0,0 header | head" "cell 1,0 | body"
[ $bad = 0 ] && echo "tools: in order"
exit $bad
