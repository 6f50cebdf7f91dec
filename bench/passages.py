#!/usr/bin/python3
"""Short passages through jiaokan, beside the engines, the union of what they have, and the oracle.

passages.py BUILD-FOLDER [--lines FILE] [--many N] [--only NAME] [--write FOLDER] [--errors NAME] [SET.jsonl...]

Without sets it makes its own, always the same ones: clauses of the development articles ($JIAOKAN_DATA), or the lines of a file, read by engines that are
simulated: each drops, confuses, adds and doubles characters at rates of its own. A set of one's own has lines {"engines", "witnesses", "truth"}.
  better   the engine with the fewest errors in the whole set
  union    what either has; where both have something else, the better engine's
  oracle   the best choice at every place where they differ
Figures are character error rates: as it is, and (in brackets) folded by NFKC without white space. worse: sets on which ours is worse than better or union.
"""
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import unicodedata
from difflib import SequenceMatcher

ROOM = os.path.dirname(os.path.abspath(__file__)) + "/.."


def argument(name, default):
    return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else default


# --- the lines ---

def article_clauses():
    """Clauses of 5 to 25 characters, each once."""
    out, seen = [], set()
    folder = os.environ["JIAOKAN_DATA"] + "/corpus-dev/md"
    for name in sorted(os.listdir(folder)):
        text = open(f"{folder}/{name}", encoding="utf-8").read()
        text = re.split(r"\n#*\s*(?:参\s*考\s*文\s*献|References)", text)[0]
        for paragraph in text.split("\n"):
            if len(paragraph) < 60 or re.search(r"[<$|#\\]|https?:", paragraph):
                continue
            paragraph = re.sub(r"\[[\d,\-–，～ ]+\]", "", paragraph)
            for clause in re.findall(r"[^。！？；，：]+[。！？；，：]?", paragraph):
                clause = clause.strip().rstrip("，；：。")
                han = sum("一" <= c <= "鿿" for c in clause)
                if 5 <= len(clause) <= 25 and han * 2 > len(clause) and clause not in seen:
                    seen.add(clause)
                    out.append(clause)
    random.Random(1).shuffle(out)
    return out


def english_lines():
    words = re.compile(r"[A-Za-z][A-Za-z,.;:'()-]*")
    out, seen = [], set()
    folder = os.environ["JIAOKAN_DATA"] + "/corpus-dev/md"
    for name in sorted(os.listdir(folder)):
        for paragraph in open(f"{folder}/{name}", encoding="utf-8").read().split("\n"):
            if len(paragraph) < 200 or re.search(r"[<$|#\\\u2e80-\uffff]|https?:", paragraph) or len(words.findall(paragraph)) < 30:
                continue
            line = ""
            for word in paragraph.split():
                if len(line) + len(word) > 64:
                    if line not in seen:
                        seen.add(line)
                        out.append(line)
                    line = ""
                line += (" " if line else "") + word
    random.Random(2).shuffle(out)
    return out


# --- simulated engines ---

class Alike:
    """For each character those that look like it (four-corner code and strokes), of the characters the lines have."""

    def __init__(self, lines):
        often = {}
        for line in lines:
            for c in line:
                often[c] = often.get(c, 0) + 1
        self.of, by_code = {}, {}
        self.code = {}
        for c, code, radical, strokes in re.findall(r"^CHARACTER\((.), \w*, (\d{4}), \w*, (\d+), (\d+)", open(ROOM + "/pipeline/lang/zh/characters.inc", encoding="utf-8").read(), re.M):
            if often.get(c, 0) < 2:
                continue
            self.code[c] = (code, int(radical), int(strokes))
            for i in range(4):
                by_code.setdefault(code[:i] + "_" + code[i + 1:], []).append(c)
        for c, (code, radical, strokes) in self.code.items():
            near = {}
            for i in range(4):
                for d in by_code[code[:i] + "_" + code[i + 1:]]:
                    other = self.code[d]
                    if d != c and abs(other[2] - strokes) <= 2 and (other[0] == code or other[1] == radical):
                        near[d] = (2 if other[0] == code else 1) * often[d] ** 0.5
            self.of[c] = sorted(near.items())

    def draw(self, c, draw):
        near = self.of.get(c)
        if not near:
            return None
        # Most of the time the same one: engines have habits.
        if draw.random() < 0.6:
            return max(near, key=lambda x: (x[1], x[0]))[0]
        return draw.choices([x for x, _ in near], [y for _, y in near])[0]


SMOOTH = "的了着过到地得是在就也都还又"
STRAY = ["。", "·", "一", "。一", "…", "'", "-", "|", ".", "、", "丶", "”"]
WIDTH = str.maketrans("，。！？：；（）…", ",.!?:;()…")


def simplifier():
    text = open(ROOM + "/pipeline/lang/zh/simplified.inc", encoding="utf-8").read()
    return re.findall(r"U'(.)', U'(.)'", text)


def read_by(line, habit, draw, alike, forms):
    """What an engine of these habits makes of a line. Rates are per character, or per line where the name says so."""
    get = habit.get
    if draw.random() < get("line lost", 0):
        return ""
    text = list(line)
    if draw.random() < get("edge lost, line", 0):
        n = draw.choice((1, 1, 1, 2, 2, 3, 4))
        text = text[n:] if draw.random() < 0.4 else text[:-n]
    if draw.random() < get("part lost, line", 0) and len(text) > 6:
        n = draw.randint(2, len(text) // 2)
        at = draw.choice((0, len(text) - n, draw.randint(0, len(text) - n)))
        del text[at:at + n]
    out = []
    for i, c in enumerate(text):
        han = "一" <= c <= "鿿"
        mark = not c.isalnum() and not c.isspace()
        lost = get("lost", 0) * (3 if c in "一丨丶二了个人不的" else 1) if han else get("mark lost", get("lost", 0)) if mark else get("other lost", get("lost", 0))
        if i > 0 and text[i - 1] == c:
            lost += get("doubled lost", 0)
        if draw.random() < lost:
            continue
        if draw.random() < get("changed", 0) * (1 if han else 0.5):
            other = alike.draw(c, draw) if han else draw.choice("，。、,.:·") if mark else draw.choice("lI1oO0sS5B8rnce") if c.isascii() and not c.isspace() else None
            if other:
                out.append(other)
                continue
        if han and draw.random() < get("other form", 0) and c in forms:
            out.append(forms[c])
            continue
        out.append(c)
        if draw.random() < get("added", 0):
            out.append(draw.choice(STRAY))
        if draw.random() < get("doubles", 0):
            out.append(c)
        if han and draw.random() < get("smooths", 0):
            out.append(draw.choice(SMOOTH))
        if draw.random() < get("space added", 0):
            out.append(" ")
    text = "".join(out)
    if draw.random() < get("stray, line", 0):
        text = text + draw.choice(STRAY) if draw.random() < 0.8 else draw.choice(STRAY) + text
    if draw.random() < get("half width, line", 0):
        text = text.translate(WIDTH)
    if get("spaces lost", 0):
        text = "".join(c for c in text if c != " " or draw.random() >= get("spaces lost", 0))
    return text


# name: engines by name; "traditional" and "english" say of what the lines are.
PROFILES = {
    "both drop": {"a": {"lost": 0.003, "edge lost, line": 0.025, "part lost, line": 0.008, "changed": 0.002, "added": 0.0004}, "b": {"lost": 0.005, "edge lost, line": 0.02, "part lost, line": 0.015, "line lost": 0.003, "changed": 0.004, "added": 0.0008}},
    "drops, confuses": {"a": {"lost": 0.002, "edge lost, line": 0.06, "part lost, line": 0.012, "changed": 0.0008}, "b": {"lost": 0.0008, "changed": 0.012, "added": 0.001}},
    "drops, strays": {"a": {"lost": 0.006, "doubled lost": 0.2, "edge lost, line": 0.05, "changed": 0.002}, "b": {"lost": 0.002, "changed": 0.006, "added": 0.001, "stray, line": 0.06}},
    "collapses, doubles": {"a": {"lost": 0.004, "doubled lost": 0.5, "edge lost, line": 0.04, "changed": 0.002}, "b": {"lost": 0.002, "changed": 0.006, "doubles": 0.004}},
    "drops, smooths": {"a": {"lost": 0.005, "edge lost, line": 0.04, "changed": 0.002}, "b": {"lost": 0.002, "changed": 0.002, "smooths": 0.006, "doubles": 0.0005}},
    "drops, marks": {"a": {"lost": 0.004, "mark lost": 0.06, "edge lost, line": 0.03, "changed": 0.002}, "b": {"lost": 0.003, "mark lost": 0.03, "changed": 0.006, "half width, line": 0.5, "added": 0.001}},
    "spaces": {"a": {"lost": 0.004, "edge lost, line": 0.04, "changed": 0.002, "spaces lost": 0.3}, "b": {"lost": 0.003, "changed": 0.005, "space added": 0.004, "added": 0.001}},
    "traditional": {"a": {"lost": 0.004, "edge lost, line": 0.04, "changed": 0.002}, "b": {"lost": 0.003, "changed": 0.006, "other form": 0.006, "added": 0.001}},
    "alike": {"a": {"lost": 0.004, "changed": 0.006, "added": 0.001}, "b": {"lost": 0.004, "changed": 0.006, "added": 0.001}},
    "english": {"a": {"lost": 0.004, "changed": 0.03, "added": 0.002, "doubles": 0.001}, "b": {"lost": 0.01, "changed": 0.02, "added": 0.003}, "c": {"lost": 0.03, "changed": 0.1, "added": 0.02, "edge lost, line": 0.1}},
}


def make_set(name, lines, many):
    engines = PROFILES[name]
    pairs = simplifier()
    forms = {}
    if name == "traditional":
        up = {}
        for fuller, simpler in pairs:
            up.setdefault(simpler, fuller)
        lines = ["".join(up.get(c, c) for c in line) for line in lines]
        forms = dict(pairs)
    if name == "spaces":
        draw = random.Random("spaces")
        lines = [a + " " + b if draw.random() < 0.3 else a for a, b in zip(lines, lines[1:])]
    lines = lines[:many]
    alike = Alike(lines)
    draw = random.Random(name)
    return [{"id": i, "engines": list(engines), "witnesses": [read_by(line, habit, draw, alike, forms) for habit in engines.values()], "truth": line} for i, line in enumerate(lines)]


# --- the measures ---

def distance(a, b):
    if a == b:
        return 0
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    row = list(range(len(b) + 1))
    for i, x in enumerate(a):
        diagonal, row[0] = row[0], i + 1
        for j, y in enumerate(b):
            diagonal, row[j + 1] = row[j + 1], min(row[j + 1] + 1, row[j] + 1, diagonal + (x != y))
    return row[-1]


def plain(text):
    return "".join(unicodedata.normalize("NFKC", text).split())


def union(better, other):
    out = ""
    for tag, a0, a1, b0, b1 in SequenceMatcher(None, better, other, False).get_opcodes():
        out += other[b0:b1] if tag == "insert" else better[a0:a1]
    return out


def oracle(texts, truth):
    """The least distance of any way through the differences of two texts."""
    a, b = texts
    rows = list(range(len(truth) + 1))

    def through(row, piece):
        for x in piece:
            diagonal, row = row[0], [row[0] + 1] + row[1:]
            for j, y in enumerate(truth):
                up = row[j + 1]
                row[j + 1] = min(up + 1, row[j] + 1, diagonal + (x != y))
                diagonal = up
        return row

    for tag, a0, a1, b0, b1 in SequenceMatcher(None, a, b, False).get_opcodes():
        one = through(rows, a[a0:a1])
        rows = one if tag == "equal" else [min(p, q) for p, q in zip(one, through(rows, b[b0:b1]))]
    return rows[-1]


def errors(texts, truths, key):
    return sum(distance(key(t), key(u)) for t, u in zip(texts, truths))


def ours(build, path):
    out = subprocess.run([build + "/jiaokan", "collate", "--jsonl", path], capture_output=True, check=True).stdout.decode().splitlines()
    return [json.loads(line) for line in out]


def main():
    build = os.path.abspath(sys.argv[1])
    own = [a for a in sys.argv[2:] if a.endswith(".jsonl")]
    many, only = int(argument("--many", 4000)), argument("--only", "")
    sets = []
    with tempfile.TemporaryDirectory() as room:
        if own:
            sets = [(os.path.basename(p)[:-6], p, [json.loads(line) for line in open(p, encoding="utf-8")]) for p in own]
        else:
            if "--lines" not in sys.argv and "JIAOKAN_DATA" not in os.environ:
                print("bench/passages.py SKIPPED: $JIAOKAN_DATA does not say where the development articles are", file=sys.stderr)
                return 77
            lines = open(argument("--lines", ""), encoding="utf-8").read().split("\n")[:-1] if "--lines" in sys.argv else article_clauses()
            folder = argument("--write", room)
            for name in PROFILES:
                if only not in name or (name == "english" and "--lines" in sys.argv):
                    continue
                rows = make_set(name, english_lines() if name == "english" else lines, many)
                path = f"{folder}/{name.replace(', ', '-').replace(' ', '-')}.jsonl"
                with open(path, "w", encoding="utf-8") as out:
                    out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
                sets.append((name, path, rows))
        worse = []
        print(f"{'set':20} {'lines':>6} {'better':>13} {'other':>13} {'union':>13} {'oracle':>13} {'ours':>13}")
        for name, path, rows in sets:
            truths = [r["truth"] for r in rows]
            texts = list(zip(*(r["witnesses"] for r in rows)))
            result = ours(build, path)
            line = f"{name:20} {len(rows):6}"
            cells = {}
            for key in (str, plain):
                total = sum(len(key(t)) for t in truths)
                singles = [errors(t, truths, key) for t in texts]
                order = sorted(range(len(texts)), key=lambda i: singles[i])
                better, other = texts[order[0]], texts[order[1]]
                figures = {"better": singles[order[0]], "other": singles[order[1]], "union": errors(map(union, better, other), truths, key),
                           "oracle": sum(oracle([key(a), key(b)], key(t)) for a, b, t in zip(better, other, truths)), "ours": errors([r["text"] for r in result], truths, key)}
                if figures["ours"] > min(figures["better"], figures["union"]):
                    worse.append(name)
                for what, count in figures.items():
                    cells.setdefault(what, []).append(100 * count / max(1, total))
            print(line + "".join(f"  {a:5.2f} ({b:5.2f})" for a, b in cells.values()) + ("  WORSE" if name in worse else ""), flush=True)
            if "--errors" in sys.argv and argument("--errors", "") in name:
                for row, out in zip(rows, result):
                    if plain(out["text"]) != plain(row["truth"]):
                        print("   ", row["truth"], "|", out["text"], "|", *row["witnesses"])
        print("worse than better or union:", ", ".join(dict.fromkeys(worse)) or "none")
    return 0


sys.exit(main())
