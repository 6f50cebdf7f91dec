#!/usr/bin/env python3
"""Makes characters.inc from Unicode's Unihan data (Debian package unicode-data). Run by hand when the data change:

    python3 pipeline/lang/zh/make_characters.py > pipeline/lang/zh/characters.inc
    python3 pipeline/lang/zh/make_characters.py alone > pipeline/lang/zh/simplified_alone.inc

The first holds the characters of GB 2312 and the common part of Big5, with their variants; the second those of GB 2312 that simplify another and
that no traditional text has (Big5 lacks them)."""
import bz2, re, sys, collections, unicodedata

folder = "/usr/share/unicode/"
wanted = {}
for name in ("Readings", "DictionaryLikeData", "IRGSources", "Variants", "OtherMappings", "RadicalStrokeCounts"):
    for line in bz2.open(f"{folder}Unihan_{name}.txt.bz2", "rt", encoding="utf-8"):
        if not line.startswith("U+"):
            continue
        code, key, value = line.rstrip("\n").split("\t")
        wanted.setdefault(int(code[2:], 16), {})[key] = value

def plain(pinyin):
    text = unicodedata.normalize("NFD", pinyin)
    return "".join(c for c in text if "a" <= c <= "z" or c == "\u0308").replace("u\u0308", "v").replace("\u0308", "")

common = set()
for code in wanted:
    c = chr(code)
    try:
        c.encode("gb2312")
        common.add(code)
    except UnicodeEncodeError:
        pass
    try:
        b = c.encode("big5")
        if b[0] < 0xC9:
            common.add(code)
    except UnicodeEncodeError:
        pass

variants = collections.defaultdict(set)
for code, d in wanted.items():
    for key in ("kSimplifiedVariant", "kTraditionalVariant", "kZVariant", "kSemanticVariant"):
        for other in re.findall(r"U\+([0-9A-F]+)", d.get(key, "")):
            other = int(other, 16)
            if other != code and other < 0x10000 and code < 0x10000:
                variants[code].add(other)
                variants[other].add(code)

def is_in(charset, c):
    try:
        c.encode(charset)
    except UnicodeEncodeError:
        return False
    return True

if sys.argv[1:] == ["alone"]:
    alone = [chr(c) for c in sorted(common) if "kTraditionalVariant" in wanted[c] and is_in("gb2312", chr(c)) and not is_in("big5", chr(c))]
    print("// Made by make_characters.py from Unihan 15.0: characters that simplified texts alone have; ascending.")
    for i in range(0, len(alone), 60):
        print(f'U"{"".join(alone[i:i + 60])}"')
    sys.exit()

print("// Made by make_characters.py from Unihan 15.0: CHARACTER(character, pinyin, four-corner, Cangjie, radical, strokes, variants)")
for code in sorted(common):
    d = wanted[code]
    pinyin = plain(d.get("kHanyuPinlu", d.get("kMandarin", "")).split("(")[0].split()[0]) if d.get("kHanyuPinlu") or d.get("kMandarin") else ""
    if d.get("kMandarin"):
        pinyin = plain(d["kMandarin"].split()[0])
    corner = re.match(r"\d{4}", d.get("kFourCornerCode", ""))
    radical = re.match(r"(\d+)'?\.", d.get("kRSUnicode", ""))
    strokes = re.match(r"\d+", d.get("kTotalStrokes", "0"))
    near = "".join(chr(v) for v in sorted(variants[code]))
    print(f"CHARACTER({chr(code)}, {pinyin or '_'}, {int(corner.group()) if corner else -1}, {d.get('kCangjie', '_').split()[0]}, {radical.group(1) if radical else 0}, {strokes.group()}, U\"{near}\")")
