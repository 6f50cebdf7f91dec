#!/usr/bin/env python3
"""How well the structure of articles is found, against truth written by hand.

articles.py TRUTH-FOLDER OUTPUT-FOLDER [-v]

TRUTH-FOLDER holds *.txt in the form that bench/articles/truth.txt explains; OUTPUT-FOLDER is what `jiaokan build` wrote.
Prints front matter (title, authors, abstract, keywords right, each an article's), headings F1, level, captions F1, in how many articles
the number of references is right, and cited numbers F1, title in English and affiliations: each of the articles whose truth has it.
-v lists what is wrong.
"""
import collections
import difflib
import pathlib
import re
import sys
import unicodedata
import xml.etree.ElementTree as ET

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def norm(text):
    text = re.sub(r"\\[A-Za-z]+", "", unicodedata.normalize("NFKC", text))
    return "".join(c for c in text.casefold() if c.isalnum())


MATH = "{http://www.w3.org/1998/Math/MathML}math"


def text_of(node):
    """Of a formula's two forms, its TeX."""
    if node is None or node.tag == MATH:
        return ""
    return (node.text or "") + "".join(text_of(child) + (child.tail or "") for child in node)


def read_truth(folder):
    articles = {}
    for path in sorted(pathlib.Path(folder).glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line or line.startswith("#"):
                continue
            if line[0] == "@":
                article = articles.setdefault(line[1:].strip(), {"h": [], "c": [], "?": []})
            elif line.startswith("h "):
                _, level, heading = line.split(" ", 2)
                article["h"].append((int(level), norm(heading)))
            elif line.startswith("c "):
                found = re.match(r"c (图|表|Fig|Table|Tab|Scheme)\.?\s*([\dA-Za-z.\-]+|[一二三四五六七八九十]+)\s+(.*)", line)
                article["c"].append((kind(found[1]) + found[2], norm(found[3])))
            elif line.startswith("r "):
                article["r"] = int(line[2:])
            elif line.startswith(("n ", "m ")):
                article[line[0]] = cited(line[2:])
            elif line[0] == "?":
                article["?"].append(norm(line[1:]))
            else:
                key, value = line.split(":", 1)
                article[key] = [norm(v) for v in value.split("|")] if key != "title" else norm(value)
    return articles


def cited(line):
    """3-5 9 → each number how often."""
    out = collections.Counter()
    for part in line.split():
        first, _, last = part.partition("-")
        out.update(range(int(first), int(last or first) + 1))
    return out


def cited_in(root):
    """The numbers that the body's callouts lead to: labels of references, or their places in the list."""
    numbers = {}
    for i, ref in enumerate(root.iter("ref")):
        label = re.search(r"\d+", text_of(ref.find("label")))
        numbers[ref.get("id")] = int(label[0]) if label else i + 1
    return collections.Counter(numbers[rid] for xref in root.find("body").iter("xref") if xref.get("ref-type") == "bibr"
                               for rid in xref.get("rid").split() if rid in numbers)


def kind(word):
    return "T" if word.lower().startswith(("表", "tab")) else "F"


def headings(root):
    found = []

    def walk(node, level):
        for child in node:
            if child.tag in ("sec", "app", "ack", "notes", "bio"):
                label, title = text_of(child.find("label")), text_of(child.find("title"))
                if norm(label + title):
                    found.append((level, norm(label + title)))
                walk(child, level + 1)
            elif child.tag in ("app-group", "back", "body"):
                walk(child, level)
    walk(root, 1)
    return found


def captions(root):
    found = []
    for node in root.iter():
        if node.tag not in ("fig", "table-wrap"):
            continue
        label = text_of(node.find("label"))
        number = re.search(r"\d[\d.\-]*[a-z]?|[一二三四五六七八九十]+", label)
        texts = [norm(text_of(c)) for c in node.findall("caption")]
        if number or any(texts):
            found.append((("T" if node.tag == "table-wrap" else "F") + (number[0].rstrip(".") if number else ""), texts))
    return found


def alike(a, b):
    return a == b or difflib.SequenceMatcher(None, a, b, autojunk=False).ratio() >= 0.9


def match_headings(truth, found):
    """The same first, so that 2.1 and 3.1 of one title are not taken for each other."""
    pairs, used, matched = [], set(), set()
    for same in (lambda a, b: a == b, alike):
        for t, (level, heading) in enumerate(truth):
            for i, (other_level, other) in enumerate(found):
                if t not in matched and i not in used and same(heading, other):
                    used.add(i)
                    matched.add(t)
                    pairs.append((level, other_level, heading))
                    break
    return pairs, used


def match_captions(truth, found):
    used = set()
    missing = []
    for label, start in truth:
        for i, (other, texts) in enumerate(found):
            if i not in used and other == label and any(alike(start, t[: len(start)]) for t in texts):
                used.add(i)
                break
        else:
            missing.append((label, start))
    return missing, used


def f1(right, truth, found):
    return 200.0 * right / (truth + found) if truth + found else 100.0


def main():
    verbose = "-v" in sys.argv
    truth_folder, output = [a for a in sys.argv[1:] if not a.startswith("-")]
    field = {k: [0, 0] for k in ("title", "authors", "abstract", "keywords")}
    also = {"title in English": [0, 0], "affiliations": [0, 0]}
    h_right = h_truth = h_found = level_right = c_right = c_truth = c_found = r_right = r_truth = n_right = n_truth = n_found = 0
    for name, truth in read_truth(truth_folder).items():
        files = sorted(pathlib.Path(output).rglob(name + "/article.xml"))
        if not files:
            print("missing:", name)
            continue
        root = ET.parse(files[0]).getroot()
        meta = root.find("front/article-meta")
        wrong = []
        title = norm(text_of(meta.find("title-group/article-title")))
        got = {"title": title,
               "authors": [norm(next((text_of(n) for n in c.iter() if n.tag in ("name", "string-name", "collab")), ""))
                           for c in meta.findall("contrib-group/contrib")],
               "abstract": norm("".join(text_of(p) for p in meta.findall("abstract//p"))),
               "keywords": [norm(text_of(k)) for g in meta.findall("kwd-group") if g.get(LANG) in (None, root.get(LANG)) for k in g.findall("kwd")]}
        for key, tally in field.items():
            if key not in truth:
                continue
            want = truth[key]
            if key == "title":
                ok = want == "" or alike(want, got[key])
            elif key == "authors":
                ok = [sorted_name(n) for n in want] == [sorted_name(n) for n in got[key]]
            elif key == "keywords":
                ok = [w for w in want if w] == got[key]
            else:
                ok = got[key].startswith(want[0][:15]) and got[key].endswith(want[-1][-15:])
            tally[0] += ok
            tally[1] += 1
            if not ok:
                wrong.append(f"{key}: {want}\n      got {got[key] if key != 'abstract' else got[key][:40] + '…' + got[key][-40:]}")
        read = "title" in truth   # read in full; else its truth is of the list alone
        found = [h for h in headings(root.find("body")) + (headings(root.find("back")) if root.find("back") is not None else [])
                 if read and not any(o and h[1].startswith(o) for o in truth["?"])]
        pairs, used = match_headings(truth["h"], found)
        h_right += len(pairs)
        h_truth += len(truth["h"])
        h_found += len(found)
        level_right += sum(a == b for a, b, _ in pairs)
        matched = [p[2] for p in pairs]
        wrong += [f"heading missing: {h}" for h in truth["h"] if h[1] not in matched]
        wrong += [f"heading false: {h}" for i, h in enumerate(found) if i not in used]
        wrong += [f"level: {p}" for p in pairs if p[0] != p[1]]
        caps = captions(root) if read else []
        missing, used = match_captions(truth["c"], caps)
        c_right += len(used)
        c_truth += len(truth["c"])
        c_found += len(caps)
        wrong += [f"caption missing: {c}" for c in missing]
        wrong += [f"caption false: {c[0]} {[t[:40] for t in c[1]]}" for i, c in enumerate(caps) if i not in used]
        if "r" in truth:
            references = len(root.findall(".//ref-list/ref"))
            r_truth += 1
            r_right += references == truth["r"]
            if references != truth["r"]:
                wrong.append(f"references: {truth['r']}, got {references}")
        if "n" in truth:
            numbers = cited_in(root)
            missing = truth["n"] - numbers
            false = numbers - truth["n"]
            false -= truth.get("m", collections.Counter())   # of what cannot be read, any number may be found
            n_right += sum((truth["n"] & numbers).values())
            n_truth += sum(truth["n"].values())
            n_found += sum((truth["n"] & numbers).values()) + sum(false.values())
            if missing or false:
                wrong.append("cited: missing %s, false %s" % (sorted(missing.elements()), sorted(false.elements())))
        if "trans" in truth:
            other = [norm(text_of(t)) for t in meta.findall("title-group/trans-title-group/trans-title")]
            tell(also["title in English"], any(alike(truth["trans"][0], t) for t in other), wrong, f"title in English: {other}")
        if "affs" in truth:
            places = [norm(text_of(a).removeprefix(text_of(a.find("label")))) for a in meta.iter("aff") if a.get(LANG) in (None, root.get(LANG))]
            ok = len(places) == len(truth["affs"]) and all(got.startswith(want) for want, got in zip(truth["affs"], places))
            tell(also["affiliations"], ok, wrong, f"affiliations: {places}")
        if verbose and wrong:
            print(name)
            for w in wrong:
                print("   ", w)
    total = [sum(t[i] for t in field.values()) for i in (0, 1)]
    print("front matter %.1f %% (%s)" % (100.0 * total[0] / max(1, total[1]),
                                         ", ".join(f"{k} {t[0]}/{t[1]}" for k, t in field.items())))
    print("headings F1 %.1f (%d right, %d true, %d found), level %.1f %%" %
          (f1(h_right, h_truth, h_found), h_right, h_truth, h_found, 100.0 * level_right / max(1, h_right)))
    print("captions F1 %.1f (%d right, %d true, %d found)" % (f1(c_right, c_truth, c_found), c_right, c_truth, c_found))
    if r_truth:
        print("number of references right in %d of %d" % (r_right, r_truth))
    if n_truth:
        print("cited numbers F1 %.1f (%d right, %d true, %d found)" % (f1(n_right, n_truth, n_found), n_right, n_truth, n_found))
    for what, tally in also.items():
        if tally[1]:
            print("%s right in %d of %d" % (what, *tally))


def tell(tally, ok, wrong, what):
    tally[0] += ok
    tally[1] += 1
    if not ok:
        wrong.append(what)


def sorted_name(name):
    """A western name is the same with its given name first or last."""
    return name if not name.isascii() else "".join(sorted(name))


main()
