#!/usr/bin/env python3
"""Whole issues out of the development articles, split again: how many borders are found and how many of those are right.
Pages of about 1,800 characters, a contents page, running heads, articles that begin in the middle of a page.
Usage: bench/split.py BUILD-FOLDER [ARTICLES-AN-ISSUE, 10]. Needs the development articles ($JIAOKAN_DATA)."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

PAGE = 1800


def pages_of(text):
    pages, page = [], ""
    for line in text.splitlines(keepends=True):
        if len(page) + len(line) > PAGE and page:
            pages.append(page)
            page = ""
        page += line
    return pages + ([page] if page else [])


def title_of(text):
    heading = next((l for l in text.splitlines() if l.startswith("#") and len(l) > 6), "")
    return heading.lstrip("# ").strip()


def issue_of(texts, contents, heads):
    """The issue's text, and the page each article begins on."""
    pages, starts, titles = [], [], []
    for number, text in enumerate(texts):
        body = pages_of(text)
        # Every third article begins where the one before ends, when that page has room.
        if number % 3 == 2 and pages and len(pages[-1]) < PAGE * 0.7:
            starts.append(len(pages) - 1)
            pages[-1] += "\n" + body[0]
        else:
            starts.append(len(pages))
            pages.append(body[0])
        titles.append(title_of(text))
        for page in body[1:]:
            head = f"{titles[-1][:20]}\n\n" if len(pages) % 2 else f"某某学报 第3期 {len(pages) + 1}\n\n"
            pages.append((head if heads else "") + page)
    if contents:
        entries = "".join(f"{t}……{s + 1}\n" for t, s in zip(titles, starts) if t)
        pages.insert(0, "目次\n\n" + entries)
        starts = [s + 1 for s in starts]
    return "\f".join(pages), starts


def found_starts(out):
    starts = []
    for line in (out / "issue.toml").read_text(encoding="utf-8").splitlines():
        place = re.search(r"^# \d+: .*\((?:page|pages) (\d+)", line)
        if place:
            starts.append(int(place.group(1)) - 1)
    return starts


def main():
    data = os.environ.get("JIAOKAN_DATA")
    if not data:
        print("SKIPPED: bench/split.py needs the development articles (JIAOKAN_DATA)")
        return
    size = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    texts = [p.read_text(encoding="utf-8") for p in sorted(pathlib.Path(data, "corpus-dev/md").glob("*.md"))]
    program = pathlib.Path(sys.argv[1], "jiaokan").resolve()
    with tempfile.TemporaryDirectory() as work:
        for contents, heads in ((False, False), (False, True), (True, True)):
            right = found = there = sure = sure_right = 0
            for at in range(0, len(texts), size):
                issue, starts = issue_of(texts[at:at + size], contents, heads)
                path = pathlib.Path(work, "issue.md")
                path.write_text(issue, encoding="utf-8")
                out = pathlib.Path(work, f"{contents}{heads}{at}")
                said = subprocess.run([program, "split", path, "-o", out], capture_output=True, text=True)
                got = found_starts(out) if said.returncode == 0 else []
                if os.environ.get("VERBOSE"):
                    print(at, "missed", sorted(set(starts) - set(got)), "false", sorted(set(got) - set(starts)))
                right += len(set(got) & set(starts))
                found += len(got)
                there += len(starts)
            print(f"split, {'with' if contents else 'no'} contents page, {'with' if heads else 'no'} running heads\t"
                  f"precision {right / max(1, found):.3f}\trecall {right / there:.3f}\t{there} borders")


main()
