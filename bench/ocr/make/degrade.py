#!/usr/bin/python3
"""degrade.py FILE.pdf ID LEVEL OUTDIR: the pages of a PDF as OUTDIR/p-1.png … (clean) or p-1.jpg … (scan, bad).
clean = 300 dpi; scan = 200 dpi grey, blur, noise, uneven light, skew <= 0.5°, JPEG 40; bad = 150 dpi, low contrast, more noise, speckle, skew <= 0.6°, JPEG 45.
Deterministic: the seed is article, level and page."""
import sys, os, glob, subprocess, tempfile, zlib
import numpy as np
from PIL import Image, ImageFilter
LEVEL = {  # dpi, skew°, blur px, ink, paper, light (share), noise, speckle (share of pixels), JPEG quality
 'scan': dict(dpi=200, skew=.5, blur=.55, ink=28, paper=244, light=.10, noise=6, speckle=0, q=40),
 'bad': dict(dpi=150, skew=.6, blur=.5, ink=66, paper=224, light=.13, noise=8.5, speckle=.0004, q=45),
}
def degrade(im, p, rng):
    im = im.rotate(float(rng.uniform(-p['skew'], p['skew'])), Image.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(p['blur']))
    a = np.asarray(im, np.float32) / 255; h, w = a.shape
    a = p['ink'] + a * (p['paper'] - p['ink'])
    th = rng.uniform(0, 2 * np.pi); y, x = np.mgrid[0:h, 0:w].astype(np.float32); g = np.cos(th) * (x / w - .5) + np.sin(th) * (y / h - .5)   # light from one side, darker corners
    r = ((x / w - .5) ** 2 + (y / h - .5) ** 2) * 2
    a *= 1 - p['light'] * (.5 + g) * .7 - p['light'] * r * .3
    a += rng.normal(0, p['noise'], a.shape).astype(np.float32)
    if p['speckle']:
        n = int(p['speckle'] * h * w); ys, xs = rng.integers(0, h - 1, n), rng.integers(0, w - 1, n); v = rng.choice([40, 60, 250], n); a[ys, xs] = v
        big = rng.random(n) < .25; a[ys[big] + 1, xs[big]] = v[big]; a[ys[big], xs[big] + 1] = v[big]
    return Image.fromarray(np.clip(a, 0, 255).astype(np.uint8))
def main():
    pdf, did, lv, out = sys.argv[1:5]; os.makedirs(out, exist_ok=True)
    for f in glob.glob(out + '/p-*'): os.remove(f)
    dpi = LEVEL[lv]['dpi'] if lv in LEVEL else 300
    with tempfile.TemporaryDirectory() as t:
        subprocess.run(['pdftoppm', '-r', str(dpi), '-png', '-gray', pdf, t + '/x'], check=True)
        for f in sorted(glob.glob(t + '/x-*.png')):
            n = int(f.rsplit('-', 1)[1][:-4]); im = Image.open(f).convert('L')
            if lv not in LEVEL: im.save(f'{out}/p-{n}.png', dpi=(dpi, dpi)); continue
            p = LEVEL[lv]; rng = np.random.default_rng(zlib.crc32(f'{did} {lv} {n}'.encode()))
            degrade(im, p, rng).save(f'{out}/p-{n}.jpg', quality=p['q'], dpi=(dpi, dpi))
if __name__ == '__main__': main()
