#!/usr/bin/python3
"""Pairs and triples of the development articles through jiaokan, beside single witnesses, vote and oracle.

collate.py BUILD-FOLDER [--articles 01,02] [--rows] [--set NAME] [--shipped | --fresh]   needs $JIAOKAN_DATA, python3-numpy, python3-lxml and g++.
The articles are those of bench-dev in each folder of $JIAOKAN_DATA (a list with colons; the scorer is the first's), of bench/ocr and, with --fresh, of
bench/fresh, which nothing is fitted on.

block: every block of the truth aligned anywhere in the text, inserted runs over five characters not counted: the readings alone.
in order: the body of the truth aligned once with the collated text; foreign text inside it (tables, notes, captions) counts.
edition, whole: article.txt by block; the body of article.xml in its own order, as the data's score.py counts it. better, oracle: of the pair, at
every article and quality, then pooled; ours with weights fitted without the article (--shipped: with the program's own, for articles that they
were not fitted on). closed: the share of the gap from better to oracle. Intervals: 1000 bootstrap samples of articles.
"""
import hashlib
import itertools
import json
import os
import pickle
import random
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

if "JIAOKAN_DATA" not in os.environ:
    print("bench/collate.py SKIPPED: $JIAOKAN_DATA does not say where the development articles are", file=sys.stderr)
    sys.exit(77)
HERE = os.path.dirname(os.path.abspath(__file__))
FOLDERS = [f + "/bench-dev" for f in os.environ["JIAOKAN_DATA"].split(":") if f] + [HERE + "/ocr"] + ([HERE + "/fresh"] if "--fresh" in sys.argv else [])
SCORE = FOLDERS[0] + "/score"
sys.path.insert(0, SCORE)
sys.dont_write_bytecode = True
import baselines  # noqa: E402
import common  # noqa: E402
import score  # noqa: E402

LEVELS = baselines.WIT
ARTICLES = {}   # id: its folder; one that two folders have counts once
for folder in FOLDERS:
    for name in sorted(os.listdir(folder + "/truth/dev")) if os.path.isdir(folder + "/truth/dev") else []:
        if name.endswith(".json"):
            ARTICLES.setdefault(name[:-5], folder)


def load(did):
    with open(f"{ARTICLES[did]}/truth/dev/{did}.json", encoding="utf-8") as file:
        return json.load(file)


common.load = score.load = load   # the scorer knows one folder
KINDS = {"pdftext.txt": "layer", "tesseract.txt": "ocr", "paddle.txt": "ocr", "vlm.md": "vision"}


def argument(name, default):
    return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else default


def block_errors(article, text):
    w = common.fold(common.strip_cites(text))
    out, regions = 0, []
    for block in common.truth_blocks(article):
        cost, region = baselines.region(common.fold(block["text"]), w)
        out += cost
        regions.append(region)
    return out, regions


def order_errors(article, text):
    body = common.fold("".join(b["text"] for b in common.truth_blocks(article)))
    return common.align(body, common.fold(common.strip_cites(text)), True)[0]


def baseline(task):
    """Single witnesses, oracle of pairs, vote of triples; kept in the build folder while scorer, truth and witnesses stay as they are."""
    build, did, level = task
    code = "".join(open(f"{SCORE}/{f}").read() for f in ("baselines.py", "common.py", "align.cpp"))
    folder = f"{ARTICLES[did]}/witnesses/dev/{did}/{level}/"
    read = b"".join(open(folder + name, "rb").read() for name in LEVELS[level])
    key = hashlib.sha256((code + json.dumps(load(did)) + did + level).encode() + read).hexdigest()[:16]
    path = f"{build}/bench-baseline-{key}.pickle"
    if os.path.exists(path):
        with open(path, "rb") as f:
            return pickle.load(f)
    article = load(did)
    truths = [common.fold(b["text"]) for b in common.truth_blocks(article)]
    single, regions, out = {}, {}, {"length": sum(map(len, truths))}
    for name in LEVELS[level]:
        single[name], regions[name] = block_errors(article, "\n".join("\n".join(p) for p in common.wit_pages(folder + name)))
    out["single"] = single
    for a, b in itertools.combinations(LEVELS[level], 2):
        out[a, b] = sum(baselines.oracle(x, y, t)[0] for x, y, t in zip(regions[a], regions[b], truths))
    for three in itertools.combinations(LEVELS[level], 3):
        order = sorted(three, key=lambda n: ["pdftext.txt", "paddle.txt", "tesseract.txt", "vlm.md"].index(n))
        out[three] = sum(common.lev(baselines.rover(*x), t) for *x, t in zip(*(regions[n] for n in order), truths))
    with open(path, "wb") as f:
        pickle.dump(out, f)
    return out


def fit_apart(build):
    """Fits the weights without each article, and prints what the decisions are worth for the article left out."""
    fit, room = HERE + "/fit", HERE + "/../pipeline/reconcile"
    subprocess.run(["cmake", "--build", build, "--target", "jiaokan_terms"], check=True, stdout=subprocess.DEVNULL)
    with open(build + "/terms.tsv", "wb") as out:
        subprocess.run(["sh", fit + "/terms.sh", build + "/jiaokan_terms"], check=True, stdout=out)
    figures = subprocess.run(["/usr/bin/python3", fit + "/fit.py", room + "/weights.inc", room + "/terms.inc", build + "/terms.tsv", "--apart", build],
                             check=True, capture_output=True).stdout.decode()
    print("\n".join(line for line in figures.splitlines() if not line.startswith("by hand") and "->" not in line), "\n")
    return build


def run(task):
    """One set of witnesses: block errors of the collated text and of the article, whole-body errors."""
    build, apart, did, level, names = task
    article = load(did)
    files = [f"{ARTICLES[did]}/witnesses/dev/{did}/{level}/{n}" for n in names]
    weights = ["--weights", f"{apart}/without-{did}.tsv"] if apart else []
    text = subprocess.run([build + "/jiaokan", "collate", "--text", *weights, *files], capture_output=True, check=True).stdout.decode()
    with tempfile.TemporaryDirectory() as out:
        subprocess.run([build + "/jiaokan", "build", *files, "-o", out], capture_output=True)
        article_text = open(out + "/article.txt", encoding="utf-8").read().replace("〔存疑〕", "")
        whole = score.run(did, out + "/article.xml")["cer"]
    return block_errors(article, text)[0], block_errors(article, article_text)[0], whole, order_errors(article, text)


def main():
    build = os.path.abspath(sys.argv[1])
    articles = argument("--articles", ",".join(sorted(ARTICLES))).split(",")
    wanted = argument("--set", "")
    apart = "" if "--shipped" in sys.argv or "--fresh" in sys.argv else fit_apart(build)
    tasks = [(build, did, level) for did in articles for level in LEVELS]
    with ThreadPoolExecutor(2) as pool:
        base = dict(zip([t[1:] for t in tasks], pool.map(baseline, tasks)))
        sets = [(build, apart, d, lv, s) for d, lv in base for n in (2, 3) for s in itertools.combinations(LEVELS[lv], n)]
        sets = [s for s in sets if wanted in "+".join(s[4])]
        results = list(pool.map(run, sets))
    rows = {}
    for (_, _, did, level, names), (collated, edition, whole, order) in zip(sets, results):
        b = base[did, level]
        better = min(b["single"][n] for n in names)
        pair = b[names] if len(names) == 2 else None
        vote = b[names] if len(names) == 3 else None
        row = (did, level, b["length"], better, vote, pair, collated, edition, whole, order)
        short = "+".join(n.split(".")[0] for n in names)
        kind = "+".join(sorted(KINDS[n] for n in names))
        rows.setdefault((len(names), short), []).append(row)
        rows.setdefault((len(names), "all " + kind), []).append(row)
        if "vlm.md" not in names and len(names) == 2:
            rows.setdefault((2, "all pairs of real engines"), []).append(row)
        if "vlm.md" in names and len(names) == 2:
            rows.setdefault((2, "all pairs with vision"), []).append(row)
        if len(names) == 3:
            rows.setdefault((3, "all triples"), []).append(row)
        if "--rows" in sys.argv:
            print(did, level, short, f"better {better} oracle {pair} vote {vote} ours {collated} in order {order} edition {edition} whole {100 * whole:.2f} %", "WORSE" if collated > better else "")
    print(f"{'set':38} {'better':>7} {'vote':>7} {'oracle':>7} {'ours':>7} {'closed':>18} {'in order':>9} {'edition':>8} {'whole':>7}  worse than better")
    for (n, name), own in sorted(rows.items(), key=lambda x: (x[0][0], x[0][1].startswith("all"), x[0][1])):
        total = sum(r[2] for r in own)
        rate = lambda k: f"{100 * sum(r[k] for r in own) / total:6.2f}%" if own[0][k] is not None else f"{'':7}"
        closed = ""
        if n == 2:
            share = lambda rs: 100 * sum(r[3] - r[6] for r in rs) / max(1, sum(r[3] - r[5] for r in rs))
            draw = random.Random(1)
            ids = sorted({r[0] for r in own})
            samples = sorted(share([r for i in draw.choices(ids, k=len(ids)) for r in own if r[0] == i]) for _ in range(1000))
            closed = f"{share(own):5.1f}% {samples[25]:4.0f} to {samples[974]:3.0f}"
        worse = sum(r[6] > r[3] for r in own)
        whole = sum(r[8] * r[2] for r in own) / total
        print(f"{name:38} {rate(3)} {rate(4)} {rate(5)} {rate(6)} {closed:>18} {rate(9):>9} {rate(7):>8} {100 * whole:6.2f}%  {worse} of {len(own)}")


main()
