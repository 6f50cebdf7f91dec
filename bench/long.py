#!/usr/bin/env python3
"""Two versions of five million characters, one in a hundred of them changed, lost or added in one of the two: how long they take to be
collated, with decisions and without, and how much memory; beside `diff`, a character a line, which aligns and does no more.

The text is that of the articles in JIAOKAN_DATA/corpus-dev, put together until it is long enough, the sentences of a paragraph in another
order each time round. Usage: long.py BUILD [CHARACTERS]. 77: there is no data."""
import glob, os, random, re, statistics, subprocess, sys, tempfile, time

build = sys.argv[1]
size = int(sys.argv[2]) if len(sys.argv) > 2 else 5_000_000
data = os.environ.get("JIAOKAN_DATA", "")
files = sorted(glob.glob(data + "/corpus-dev/md/*.md")) if data else []
if not files:
    print("SKIPPED: long.py needs JIAOKAN_DATA with corpus-dev", file=sys.stderr)
    sys.exit(77)

paragraphs = [p.strip() for f in files for p in open(f, encoding="utf-8")]
paragraphs = [p for p in paragraphs if len(p) >= 30 and p[0] not in "<#!|$" and "参考文献" not in p and "eference" not in p]
rng = random.Random(7)


def shuffled(paragraph):
    sentences = re.split("(?<=[。；，])", paragraph)
    rng.shuffle(sentences)
    return "".join(sentences)


text, length, rounds = [], 0, 0
while length < size:
    for p in paragraphs:
        text.append(p if rounds == 0 else shuffled(p))
        length += len(p)
        if length >= size:
            break
    rounds += 1
text = "\n\n".join(text)
han = sorted(c for c in set(text) if "\u4e00" <= c <= "\u9fff")


def noisy(seed):
    rng = random.Random(seed)
    out = []
    for c in text:
        if c == "\n" or rng.random() >= 0.005:
            out.append(c)
            continue
        kind = rng.random()
        if kind < 0.6:
            out.append(rng.choice(han))
        elif kind >= 0.8:
            out += [c, rng.choice(han)]
    return "".join(out)


def measure(command):
    """Seconds and megabytes."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return time.monotonic() - began, usage.ru_maxrss / 1024


with tempfile.TemporaryDirectory() as work:
    for name, seed in ("a", 1), ("b", 2):
        version = noisy(seed)
        with open(f"{work}/{name}.txt", "w", encoding="utf-8") as out:
            out.write(version)
        with open(f"{work}/{name}.lines", "w", encoding="utf-8") as out:
            out.write("\n".join(version) + "\n")
    versions = [f"{work}/a.txt", f"{work}/b.txt"]
    jiaokan = [build + "/jiaokan", "collate", "--as", "counts"]
    rows = {
        "all decisions": jiaokan + versions,
        "places and their classes": jiaokan + ["--undecided"] + versions,
        "diff, a character a line": ["diff", "--speed-large-files", f"{work}/a.lines", f"{work}/b.lines"],
    }
    print(f"two versions of {len(text):,} characters, median of 3", flush=True)
    taken = {}
    for name, command in rows.items():
        runs = [measure(command) for _ in range(3)]
        taken[name] = statistics.median(seconds for seconds, _ in runs)
        print(f"{name:<26} {taken[name]:6.1f} s {max(mb for _, mb in runs):7.0f} MB", flush=True)
    print(f"{'ratio to diff':<26} {taken['all decisions'] / taken['diff, a character a line']:6.2f}, without decisions {taken['places and their classes'] / taken['diff, a character a line']:.2f}")
