#!/usr/bin/python3
"""Reference lists and citations of real articles against lists.tsv: lists.py BUILD-FOLDER. Needs $JIAOKAN_DATA.

An article is exact when its list has as many entries as were counted; cited numbers are scored as a set an article, pooled.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

if "JIAOKAN_DATA" not in os.environ:
    print("bench/lists.py SKIPPED: $JIAOKAN_DATA does not say where the development articles are", file=sys.stderr)
    sys.exit(77)
HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.environ["JIAOKAN_DATA"] + "/corpus-dev/md"


def numbers(text):
    out = set()
    for part in filter(None, text.strip().split(",")):
        first, _, last = part.partition("-")
        out |= set(range(int(first), int(last or first) + 1))
    return out


def article(build, name):
    with tempfile.TemporaryDirectory() as work:
        folder = f"{work}/in/journal/2020/{name}"
        os.makedirs(folder)
        shutil.copy(f"{DATA}/ChinaXiv-{name}.md", folder)
        subprocess.run([f"{build}/jiaokan", "build", f"{work}/in", "-o", f"{work}/out"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        path = f"{work}/out/journal/2020/{name}/article.xml"
        return open(path, encoding="utf-8").read() if os.path.exists(path) else ""


def main():
    exact = articles = right = ours = wanted = 0
    for line in open(f"{HERE}/lists.tsv", encoding="utf-8"):
        if line.startswith("#"):
            continue
        name, entries, cited = line.rstrip("\n").split("\t")
        xml = article(sys.argv[1], name)
        refs = re.findall(r'<ref id="([^"]+)">(.*?)</ref>', xml, re.S)
        number = {key: int(label[1]) for key, text in refs if (label := re.search(r"<label>\D*(\d+)", text))}
        found = {number[key] for m in re.finditer(r"<xref\b[^>]*>", xml) if 'ref-type="bibr"' in m[0] for key in re.search(r'rid="([^"]*)"', m[0])[1].split() if key in number}
        want = numbers(cited)
        articles += 1
        exact += len(refs) == int(entries)
        if want:
            right += len(found & want)
            ours += len(found)
            wanted += len(want)
        if len(refs) != int(entries) or (want and found != want):
            print(f"  {name}: {len(refs)} of {entries} entries; cited and lost {sorted(want - found)}, not cited {sorted(found - want) if want else []}")
    print(f"reference lists of real articles  entries exact {exact} of {articles}  cited numbers F1 {200 * right / max(1, ours + wanted):.1f}%")


main()
