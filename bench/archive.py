#!/usr/bin/env python3
"""A large archive out of the development articles: each of them several times, every copy with small changes of its own.
Usage: bench/archive.py ARTICLES-FOLDER OUT COPIES"""
import pathlib
import sys

CHANGES = [("的研究", "之研究"), ("。\n", "。。\n"), ("，", ", "), ("结果", "结 果"), ("分析", "分忻"), ("1", "l"), ("（", "("), ("方法", "方珐"), ("数据", "数椐")]

source, out, copies = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3])
for path in sorted(source.glob("*.md")):
    text = path.read_text(encoding="utf-8")
    for copy in range(copies):
        changed = text
        for k, (old, new) in enumerate(CHANGES):
            # Each change at one place, another in each copy.
            places = changed.split(old)
            if len(places) > copy + k + 2:
                at = (copy * 7 + k * 3) % (len(places) - 1) + 1
                changed = old.join(places[:at]) + new + old.join(places[at:])
        folder = out / "archive" / f"{2001 + copy}" / path.stem
        folder.mkdir(parents=True, exist_ok=True)
        (folder / path.name).write_text(changed, encoding="utf-8")
