#!/usr/bin/python3
"""Fits the weights of the log-linear model: fit.py WEIGHTS.inc TERMS.inc terms.tsv [--write DATE] [--apart FOLDER] [--errors] [--passages]

A softmax over the readings of each locus; maximum a posteriori with a Gaussian prior around the weights that
considerations give (PRIOR below), and no weight under zero. Figures are of articles left out, one at a time; --apart writes the weights
fitted without each article into a folder, for bench/collate.py. --passages: the terms are those of short passages (passages.sh); figures are
then of whole sets left out.
"""
import re
import sys

import numpy as np

# What considerations say before any data; the second number is how far data may move it (standard deviation). What the
# development data cannot know (text typed by people, what editors say, whole passages, layers whose columns are interleaved) stays as considered.
PRIOR = {
    "language": (0.4, 0.3), "gap": (0.4, 0.3), "document": (0.3, 0.3), "marks": (0.3, 0.3), "echo": (0.35, 0.2), "echo of marks": (0.35, 0.2), "pause": (0.4, 0.3), "gap of prose": (0.4, 0.3), "marks of prose": (0.5, 0.3), "script": (3, 0.5), "fuller script": (1, 0.1), "doubled": (2.5, 1), "foreign": (1, 1), "gibberish": (0.7, 0.5),
    "words": (0.8, 0.4), "dictionary": (1, 0.5), "dates": (2, 1), "misplaced marks": (1, 0.7), "paragraph's end": (1.5, 1), "formula": (4, 1), "label": (4, 1), "balance": (4, 0.2), "brackets": (1, 0.5), "callout": (0.7, 0.7), "listed": (3, 1), "order": (1.5, 1), "title words": (1, 0.5), "entry's checks": (0.7, 0.5), "entry's reading": (0.5, 0.5),
    "text layer": (3, 0.15), "text layer's marks": (2, 0.15), "layer's sign": (3, 1.5), "layer against vision": (2, 0.2), "keyed": (1, 0.1), "vision model": (1, 0.05), "reliability": (0.8, 0.5), "reliability of Han": (0.8, 0.5), "reliability of more Han": (0.8, 0.5), "reliability of marks": (0.8, 0.5), "habits": (0.5, 0.5), "frequent": (0.3, 0.3), "alphabet": (0.8, 0.5), "steady": (0.3, 0.3), "frequent marks": (0.3, 0.3), "majority": (1, 1), "unlike": (1, 0.7), "fuller mark": (0.5, 0.5),
    "confidence": (0.6, 0.1), "trust": (1, 0.001), "such places": (0, 0.001), "shared": (0, 0.001), "sentence's end": (0, 0.001), "unheard": (0, 0.001), "left far out": (0, 0.001), "left out": (0.5, 0.5),
    "put in": (2, 1), "smoothed": (2, 1), "dropped": (1, 1), "doubled by vision": (2, 1), "against vision": (0.5, 0.7), "fits against vision": (0.4, 0.3), "vision fits": (0.2, 0.3), "rare in vision": (0.2, 0.3), "other word": (2, 1), "more against vision": (0.3, 0.3), "garbled around": (0.5, 0.5), "displaced": (0.3, 0.5), "placed": (2, 0.001), "marks left out": (0.7, 0.5), "passage": (4, 0.001), "repeated": (5, 0.001), "noise": (5, 0.001),
}
# For many short passages the engines are known from all of them, so what they tell may count in full.
PASSAGES = {
    "label": (0, 0.001),
    "language": (0.7, 0.5), "gap": (0.7, 0.5), "document": (0.4, 0.4), "marks": (0.45, 0.05), "reliability": (1, 0.5), "habits": (0.7, 0.5), "majority": (0.5, 0.5),
    "such places": (0.7, 0.5), "shared": (0.5, 0.3), "sentence's end": (1, 0.5), "unheard": (0.5, 0.5), "left far out": (0.5, 0.3), "repeated": (0, 0.001), "left out": (0.5, 0.2), "marks left out": (0.6, 0.05), "foreign": (1.5, 0.3), "frequent": (0.2, 0.3), "alphabet": (0.8, 0.1), "steady": (0.25, 0.1), "frequent marks": (0, 0.001), "echo": (0.3, 0.2),
    "pause": (0.7, 0.5), "fuller script": (2, 0.5), "reliability of Han": (1, 0.5), "reliability of more Han": (1, 0.5), "reliability of marks": (1, 0.5), "unlike": (0, 0.001), "fuller mark": (0, 0.001),
    "gap of prose": (0, 0.001), "marks of prose": (0, 0.001), "put in": (0, 0.001), "smoothed": (1, 0.3), "dropped": (0, 0.001), "doubled by vision": (0, 0.001), "against vision": (0, 0.001), "fits against vision": (0, 0.001), "vision fits": (0, 0.001), "rare in vision": (0, 0.001), "other word": (0, 0.001), "more against vision": (0, 0.001), "garbled around": (0, 0.001),
}
# What these explain is fitted last, all else as it is without them: it would else be taken from terms that engines need where no vision model is.
LAST = {"dropped", "doubled by vision", "fits against vision", "vision fits", "rare in vision", "other word", "more against vision", "garbled around"}
WITH_LAST = {"smoothed", "against vision"}   # of the same places, fitted both times
NARROW = 0.001
HEAD = """by `make fit` (bench/fit) on the articles ARTICLES of bench-dev and bench/ocr, LOCI loci whose true
// reading is known, around the considerations written in fit.py. Its vision model is simulated from the truth; sets with
// it count for less, and their figures say how that error model is coped with. Figures, articles left out one at a time:
"""
HEAD_OF_PASSAGES = """by bench/fit/passages.sh for many short passages of the same engines, on LOCI loci whose true reading is
// known, around the considerations written in fit.py. The sets: lines of dialogue rendered as subtitles and read by two engines
// (s_te simplified, t_te traditional characters), letters read three times, clauses of the development articles, and lines read by simulated
// engines (bench/passages.py). Marks and what is learned from decisions prove each other, so the weights of marks may move little. Figures, sets left out one at a time:
"""
# The vision model of the data is simulated from the truth, so its sets count for less.
SHARE = {"ocr+ocr": 1, "layer+ocr": 1, "layer+ocr+ocr": 0.5, "ocr+vision": 0.7, "layer+vision": 0.7, "ocr+ocr+vision": 0.5, "layer+ocr+vision": 0.5}
# Behind the name of a set (terms.cc): its text layer has its lines out of order. What is wrong there are pieces of lines out of place, which says
# nothing of how sure a text layer is of its characters. Such sets are measured, not fitted.
IN_DISORDER = " in disorder"
MISLABELLED = 0.01   # share of loci whose reading called true is none: text of tables and notes that stands elsewhere in the truth
BANDS = ((0, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 0.99), (0.99, 0.999), (0.999, 1.1))


def load(path, names):
    rows = []
    for line in open(path, encoding="utf-8"):
        article, kind, cls, label, text, groups = line.rstrip("\n").split("\t")
        groups = groups.split("|")
        x = np.zeros((len(groups), len(names)))
        for r, group in enumerate(groups):
            for pair in filter(None, group.split(";")):
                name, value = pair.split("=")
                x[r, names.index(name)] = float(value)
        rows.append((article, kind, cls, int(label), text, x))
    silent = without_notes(rows, names)
    return [r for r in rows if not (r[0] in silent and np.ptp(r[5][:, names.index("callout")]) > 0)]


def without_notes(rows, names):
    """Articles whose truth, it seems, leaves out the marks of notes: where one reading has a callout, it is seldom the true one."""
    k = names.index("callout")
    right = {}
    for r in rows:
        if np.ptp(r[5][:, k]) > 0:
            right.setdefault(r[0], []).append(r[5][r[3], k] == r[5][:, k].max())
    return {article for article, those in right.items() if sum(those) * 2 < len(those)}


def softmax(x, w):
    z = x @ w
    z = np.exp(z - z.max())
    return z / z.sum()


class Places:
    """The places that are fitted on: what each other reading has more than the true one, one row a reading."""

    def __init__(self, rows):
        self.rows = [r for r in rows if not r[1].endswith(IN_DISORDER)]
        self.others = np.array([len(r[5]) - 1 for r in self.rows])
        self.begin = np.cumsum(self.others) - self.others
        self.more = np.concatenate([np.delete(r[5], r[3], 0) - r[5][r[3]] for r in self.rows])
        self.place = np.repeat(np.arange(len(self.rows)), self.others)

    def shares(self, left_out):
        """What each place counts; left_out says of a row whether it counts nothing. The same place stands in several sets."""
        kept = np.array([not left_out(r) for r in self.rows])
        sizes = {}
        for row, keep in zip(self.rows, kept):
            sizes[row[1]] = sizes.get(row[1], 0) + keep
        average = sum(sizes.values()) / sum(size > 0 for size in sizes.values())
        return np.array([keep and SHARE.get(r[1], 1) * (average / sizes[r[1]]) ** 0.5 * 0.5 for r, keep in zip(self.rows, kept)])

    def probabilities(self, w):
        """Of each other reading; of the true one."""
        z = self.more @ w
        most = np.maximum(0, np.maximum.reduceat(z, self.begin))
        p = np.exp(z - most[self.place])
        true = np.exp(-most)
        sums = true + np.add.reduceat(p, self.begin)
        return p / sums[self.place], true / sums

    def curvature(self, weight, p):
        out = self.more.T @ (self.more * (weight[self.place] * p * (1 - p))[:, None])
        # Two other readings at one place hang together.
        for k in range(1, self.others.max()):
            second = np.flatnonzero(self.place[k:] == self.place[:-k]) + k
            both = (self.more[second] * (weight[self.place[second]] * p[second] * p[second - k])[:, None]).T @ self.more[second - k]
            out -= both + both.T
        return out


def fit(places, left_out, mean, sd, start, curvature=None, steps=400):
    """Newton steps on the free weights, cut off at zero: the weights, and the curvature there. One that is given is taken as it is."""
    share = places.shares(left_out)
    w = start.copy()
    given = curvature is not None
    for _ in range(steps):
        p, true = places.probabilities(w)
        # Some readings called true are not: what the model finds next to impossible is rather such a one.
        mine = (1 - MISLABELLED) * true
        weight = share * mine / (mine + MISLABELLED / (places.others + 1))
        grad = -(weight[places.place] * p) @ places.more - (w - mean) / sd**2
        free = ~((w <= 0) & (grad < 0))
        if not given:
            curvature = places.curvature(weight, p) + np.diag(1 / sd**2)
        step = np.zeros_like(w)
        step[free] = np.linalg.solve(curvature[np.ix_(free, free)], grad[free])
        w = np.maximum(0, w + step)
        if np.abs(step).max() < 1e-4:
            break
    return w, curvature


def fit_twice(places, left_out, names, mean, sd, given=None):
    """The weights, and what a fit with an article left out begins with."""
    last = np.array([n in LAST for n in names])
    again = last | np.array([n in WITH_LAST for n in names])
    (first, first_curvature), (second, second_curvature) = given or ((mean, None), (None, None))
    first, first_curvature = fit(places, left_out, np.where(last, 0, mean), np.where(last, NARROW, sd), np.where(last, 0, first), first_curvature)
    mean, sd = np.where(again, mean, first), np.where(again, sd, NARROW)
    second, second_curvature = fit(places, left_out, mean, sd, mean if second is None else np.where(again, second, first), second_curvature)
    return second, ((first, first_curvature), (second, second_curvature))


def calibration_error(right, top):
    return sum(abs(right[m].mean() - top[m].mean()) * m.mean() for m in ((top >= a) & (top < b) for a, b in BANDS) if m.any())


def interval(rows, probabilities, apart):
    """Of the calibration error, 95 %: 1000 bootstrap samples of what is left out together."""
    right = np.array([p.argmax() == r[3] for r, p in zip(rows, probabilities)])
    top = np.array([p.max() for p in probabilities])
    groups = [np.array([i for i, r in enumerate(rows) if r[apart] == g]) for g in sorted({r[apart] for r in rows})]
    draw = np.random.default_rng(1)
    samples = []
    for _ in range(1000):
        index = np.concatenate([groups[k] for k in draw.integers(len(groups), size=len(groups))])
        samples.append(calibration_error(right[index], top[index]))
    low, high = np.percentile(samples, (2.5, 97.5))
    return f"{low:.3f} to {high:.3f}"


def figures(rows, probabilities):
    right = np.array([p.argmax() == r[3] for r, p in zip(rows, probabilities)])
    top = np.array([p.max() for p in probabilities])
    loss = -np.mean([np.log(max(p[r[3]], 1e-9)) for r, p in zip(rows, probabilities)])
    error = calibration_error(right, top)
    sure, very = top >= 0.9, top >= 0.99
    share = lambda m: 100 * right[m].mean() if m.any() else float("nan")
    return (f"{len(rows):5} loci  right {100 * right.mean():5.1f} %  log-loss {loss:.3f}  calibration error {error:.3f}  "
            f"asked {100 * (1 - sure.mean()):4.1f} %  right at 0.9 {share(sure):5.1f} %  at 0.99 {share(very):5.1f} %")


def main():
    weights_path, terms_path, data = sys.argv[1:4]
    passages = "--passages" in sys.argv
    prior = PRIOR | PASSAGES if passages else PRIOR
    table = re.findall(r'^JIAOKAN_TERM\((\w+), "([^"]+)"', open(terms_path, encoding="utf-8").read(), re.M)
    names = [name for _, name in table]
    rows = load(data, names)
    mean = np.array([prior[n][0] for n in names], float)
    sd = np.array([prior[n][1] for n in names], float)
    left_out = [None] * len(rows)
    apart = 1 if passages else 0   # what is left out together: a set, or an article
    places = Places(rows)
    of_all, given = fit_twice(places, lambda r: False, names, mean, sd)
    for article in sorted({r[apart] for r in rows}):
        w, _ = fit_twice(places, lambda r: r[apart] == article, names, mean, sd, given)
        if "--apart" in sys.argv:
            with open(f"{sys.argv[sys.argv.index('--apart') + 1]}/without-{article}.tsv", "w", encoding="utf-8") as out:
                out.writelines(f"{name}\t{value:.3f}\n" for name, value in zip(names, w))
        for i, r in enumerate(rows):
            if r[apart] == article:
                left_out[i] = softmax(r[5], w)
    by_hand = [softmax(r[5], mean) for r in rows]
    lines = ["by hand                      " + figures(rows, by_hand), "left out                     " + figures(rows, left_out)]
    for kind in sorted({r[1] for r in rows}):
        mine = [i for i, r in enumerate(rows) if r[1] == kind]
        lines.append(f"  {kind:29}" + figures([rows[i] for i in mine], [left_out[i] for i in mine]))
    lines.append(f"calibration error, interval over what is left out together: {interval(rows, left_out, apart)}")
    lines.append("calibration (articles left out): said … was")
    top = np.array([p.max() for p in left_out])
    right = np.array([p.argmax() == r[3] for r, p in zip(rows, left_out)])
    for a, b in BANDS:
        mine = (top >= a) & (top < b)
        if mine.any():
            lines.append(f"  {100 * top[mine].mean():5.1f} … {100 * right[mine].mean():5.1f} % ({mine.sum()})")
    print("\n".join(lines))
    for name, a, b in zip(names, mean, of_all):
        print(f"  {name:22}{a:6.2f} -> {b:6.2f}")
    if "--errors" in sys.argv:
        for r, p in zip(rows, left_out):
            if p.argmax() != r[3]:
                print(f"{p.max():.3f} {r[0]} {r[1]} {r[2]} {r[4]} true {r[3]}", {n: (np.round(r[5][:, k], 2)).tolist() for k, n in enumerate(names) if r[5][:, k].any()})
    if "--write" in sys.argv:
        date = sys.argv[sys.argv.index("--write") + 1]
        head = HEAD_OF_PASSAGES if passages else HEAD
        with open(weights_path, "w", encoding="utf-8") as out:
            out.write(f"// JIAOKAN_WEIGHT(term, weight)\n// Fitted {date} " + head.replace("LOCI", str(len(rows))).replace("ARTICLES", ", ".join(sorted({r[0] for r in rows}))))
            for line in lines:
                out.write(f"//   {line}\n")
            for (ident, _), value in zip(table, of_all):
                out.write(f"JIAOKAN_WEIGHT({ident}, {value:.2f})\n")


main()
