#!/usr/bin/python3
"""read.py IMGROOT ID LEVEL LANG OUTDIR [--engine=FILE --modules=DIR] [--only=tesseract|paddle]: read the pages IMGROOT/img/ID/LEVEL/p-* with tesseract and a second engine
(FILE: a node program, IMG --json --modules=DIR, that prints {"lines":[[{"text":…}]]} of a page)
-> OUTDIR/tesseract.txt, tesseract.hocr.gz, paddle.txt, paddle.json.gz. One process at a time."""
import sys, os, re, glob, gzip, json, subprocess
HERE = os.path.dirname(os.path.abspath(__file__))
def gz(path, data):
    with open(path, 'wb') as f, gzip.GzipFile('', 'wb', 9, f, 0) as g: g.write(data)
def main():
    arg = [a for a in sys.argv[1:] if not a.startswith('--')]; opt = dict(a[2:].split('=', 1) for a in sys.argv[1:] if a.startswith('--'))
    opt['modules'] = os.path.abspath(opt.get('modules', HERE)); root, did, lv, lang, out = arg; out = os.path.abspath(out); os.makedirs(out, exist_ok=True); os.chdir(root); only = opt.get('only')
    pages = sorted(glob.glob(f'img/{did}/{lv}/p-*.*'), key=lambda f: int(re.search(r'p-(\d+)', f)[1]))
    if only != 'paddle':
        env = dict(os.environ, OMP_THREAD_LIMIT='1')
        txt, hocr = b'', ''
        for n, p in enumerate(pages, 1):   # page by page; the hOCR pages are joined in one document and numbered through
            subprocess.run(['tesseract', p, out + '/t', '-l', 'chi_tra+eng' if lang == 'zh-Hant' else 'chi_sim+eng', '--psm', '3', '-c', 'preserve_interword_spaces=1', 'txt', 'hocr'], env=env, check=True, stderr=subprocess.DEVNULL)
            txt += open(out + '/t.txt', 'rb').read() + b'\f'; h = open(out + '/t.hocr', encoding='utf8').read(); os.remove(out + '/t.txt'); os.remove(out + '/t.hocr')
            i, j = h.index("<div class='ocr_page'"), h.index('</body>'); body = re.sub(r"\bid='(\w+?)_1(_\d+)?'", lambda m: f"id='{m[1]}_{n}{m[2] or ''}'", h[i:j])
            hocr = hocr or h[:i].rstrip(' '); hocr += '  ' + body.strip() + '\n'
        gz(out + '/tesseract.hocr.gz', (hocr + ' </body>\n</html>\n').encode()); open(out + '/tesseract.txt', 'wb').write(txt)
    if only != 'tesseract' and 'engine' in opt:
        js = [json.loads(subprocess.run(['node', opt['engine'], p, '--json', f"--modules={opt['modules']}"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout) for p in pages]
        gz(out + '/paddle.json.gz', json.dumps(js, ensure_ascii=False, separators=(',', ':')).encode())
        open(out + '/paddle.txt', 'w', encoding='utf8').write(''.join(''.join(''.join(i['text'] for i in l) + '\n' for l in p['lines']) + '\f' for p in js))
if __name__ == '__main__': main()
