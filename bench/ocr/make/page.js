// Paginator: fills columns with the blocks of #flow, splits paragraphs at line ends, floats tables and figures to the next
// column top, and keeps the notes of a page on it.
const $ = q => document.querySelector(q), PT = 4 / 3, CIRC = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳';
const kids = q => [...$(q).children].map(e => e.cloneNode(true));
const noteEl = Object.fromEntries(kids('#notes').map(e => [e.dataset.f, e]));
const div = (cls, html = '') => { const e = document.createElement('div'); e.className = cls; e.innerHTML = html; return e; };
const isHead = e => e.dataset.k === 'h' || e.dataset.k === 'refhead', isFloat = e => e.dataset.k === 'table' || e.dataset.k === 'fig';
// lines of an element: [{node, off, bottom}] with the first character of each line
function lines(e) {
  const w = document.createTreeWalker(e, NodeFilter.SHOW_TEXT), r = document.createRange(), out = []; let last = null;
  for (let n; n = w.nextNode();) for (let i = 0; i < n.length; i++) {
    r.setStart(n, i); r.setEnd(n, i + 1); const b = r.getClientRects(), q = b[b.length - 1]; if (!q || !q.width) continue;
    if (!last || (q.left < last.left - 3 && q.bottom > last.bottom + 3)) out.push({ node: n, off: i, bottom: q.bottom }); else out[out.length - 1].bottom = Math.max(out[out.length - 1].bottom, q.bottom);
    last = q; }
  return out;
}
function split(e, limit) { // -> first part (appended) or null; e becomes the rest
  const ls = lines(e); let k = 0; while (k < ls.length && ls[k].bottom <= limit) k++;
  if (k < Math.min(2, ls.length) || k >= ls.length) return null;
  const r = document.createRange(), first = e.cloneNode(false); r.setStart(e, 0);
  const sup = ls[k].node.parentNode.closest('sup'); if (sup && e.contains(sup)) r.setEndBefore(sup); else r.setEnd(ls[k].node, ls[k].off);
  first.append(r.extractContents()); first.classList.add('cut'); e.classList.add('cont'); return first;
}
function column(col, limit, q, defer) {
  const later = defer.splice(0); q.unshift(...later);
  while (q.length) {
    const e = q.shift(); col.append(e); const b = e.getBoundingClientRect().bottom;
    if (b <= limit + .5) continue;
    if (isFloat(e) && col.childElementCount > 1) { e.remove(); defer.push(e); continue; }
    if (isFloat(e)) continue; // higher than a column
    const canSplit = !isHead(e) && e.dataset.k !== 'entitle', first = canSplit ? split(e, limit) : null;
    if (first) col.insertBefore(first, e);
    e.remove(); q.unshift(e); break;
  }
  while (col.childElementCount > 1 && isHead(col.lastElementChild) && (q.length || defer.length)) q.unshift(col.removeChild(col.lastElementChild));
}
function notesBox(page, ids, n, start) {
  const box = div('pnotes'); if (n === 0) kids('#foot').forEach(e => box.append(e));
  ids.forEach((id, i) => { const e = noteEl[id].cloneNode(true); e.querySelector('.lab').textContent = CFG.running ? start + i : CIRC[i]; box.append(e); });
  if (!box.childElementCount) return 0; page.append(box); const h = box.getBoundingClientRect().height; box.style.top = CFG.bottom * PT - h + 'px'; return h;
}
function layout(queue, n, S, start) {
  const [hd, tall, ft] = CFG.heads[n], page = div('page'); page.append(div('head' + (tall ? ' tall' : ''), hd)); if (ft) page.insertAdjacentHTML('beforeend', ft);
  const main = div('main' + (tall ? ' tall' : '')); page.append(main); document.body.append(page);
  if (n === 0) kids('#front').forEach(e => main.append(e));
  const cols = div('cols'); main.append(cols); for (let i = 0; i < CFG.cols; i++) cols.append(div('col'));
  const probe = notesBox(page, S, n, start); page.querySelector('.pnotes')?.remove();
  const limit = page.getBoundingClientRect().top + CFG.bottom * PT - (probe ? probe + 6 : 0), q = queue.map(e => e.cloneNode(true)), defer = [];
  for (const c of cols.children) column(c, limit, q, defer);
  const found = [...cols.querySelectorAll('sup.f')].map(e => e.dataset.f).filter(id => noteEl[id]);
  q.unshift(...defer); return { page, q, found };
}
let queue = kids('#flow'), start = 1;
for (let n = 0; queue.length && n < 40; n++) {
  let S = [], r;
  for (let k = 0; k < 8; k++) { r = layout(queue, n, S, start); if (r.found.every(x => S.includes(x))) break; S = [...S, ...r.found.filter(x => !S.includes(x))]; if (k < 7) r.page.remove(); }
  notesBox(r.page, r.found, n, start);
  r.page.querySelectorAll('.col sup.f').forEach(e => { const i = r.found.indexOf(e.dataset.f); if (i >= 0) e.textContent = CFG.running ? start + i : CIRC[i]; });
  start += r.found.length; queue = r.q;
}
// end notes keep the labels of the list
const end = [...document.querySelectorAll('.col sup.f')].filter(e => !noteEl[e.dataset.f]); end.forEach((e, i) => e.textContent = CIRC[i]);
$('#src').remove();
