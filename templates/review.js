// The review page at work: moves, choices, undo, filters, and decisions.toml put together from the pieces that the program made.
// Without it the page can still be read.
(() => {
  const loci = [...document.querySelectorAll('.locus')];
  const pieces = [...document.querySelectorAll('.piece')];
  const store = 'jiaokan review ' + document.title;
  const history = [];               // what to go back to: [locus, choice before]
  const choices = new Map();        // locus → { lemma, text, scope: which of its scopes, 0 is this place alone }
  let wide = new Map();             // group of loci → the choice made for all of it
  const corrections = [];           // of what no version has right: { before, reading, lemma, after }
  let at = -1;

  const visible = () => loci.filter((l) => !l.hidden);
  const scopes = (l) => [...l.querySelectorAll('.alike option')];
  // What is chosen at a locus: there, or for a group it belongs to, the narrowest.
  const chosen = (l) => choices.get(l) ?? scopes(l).map((o) => wide.get(o.dataset.group)).find(Boolean);
  const settled = (l) => l.dataset.state === 'editor' || !!chosen(l);

  const go = (index) => {
    const list = visible();
    if (list.length === 0) return;
    at = Math.max(0, Math.min(index, list.length - 1));
    loci.forEach((l) => l.removeAttribute('aria-current'));
    list[at].setAttribute('aria-current', 'true');
    list[at].focus({ preventScroll: true });
    list[at].scrollIntoView({ block: 'center' });
  };
  const current = () => visible()[at];

  const file = () => {
    let out = '';
    for (const piece of pieces) {
      const names = piece.dataset.loci.split(' ').filter(Boolean);
      const changed = names.length > 0 && names.every((n) => choices.has(document.getElementById(n)));
      if (!changed) out += piece.dataset.piece;
    }
    if (out !== '' && !out.endsWith('\n')) out += '\n';
    for (const l of loci) {
      const choice = choices.get(l);
      if (!choice) continue;
      const toml = scopes(l)[choice.scope]?.dataset.toml ?? l.dataset.toml;
      out += (out === '' ? '' : '\n') + toml.replace('{lemma}', () => choice.lemma);
    }
    for (const c of corrections) out += (out === '' ? '' : '\n') + tables(c);
    return out;
  };

  // Of two forms of a passage what is the same on both sides is its context, the rest a reading and its correction. A reading has a character at least.
  const correction = (from, to) => {
    const a = [...from], b = [...to];
    let left = 0, right = 0;
    while (left < a.length && left < b.length && a[left] === b[left]) ++left;
    while (right < a.length - left && right < b.length - left && a.at(-1 - right) === b.at(-1 - right)) ++right;
    if (left === a.length && left === b.length) return null;
    if (left + right === a.length) left > 0 ? --left : --right;
    if (right < 0) return null;
    return { before: a.slice(0, left).join(''), reading: a.slice(left, a.length - right).join(''), lemma: b.slice(left, b.length - right).join(''), after: a.slice(a.length - right).join('') };
  };
  const tables = (c) => `[[decision]]\nbefore = ${JSON.stringify(c.before)}\nafter = ${JSON.stringify(c.after)}\nreadings = [${JSON.stringify(c.reading)}]\nlemma = ${JSON.stringify(c.lemma)}\nby = "editor"\n`;
  const list = document.getElementById('corrections');
  const keep = () => {
    list.replaceChildren(...corrections.map((c, i) => {
      const item = document.createElement('li'), was = document.createElement('del'), is = document.createElement('ins'), remove = document.createElement('button');
      was.textContent = c.reading;
      is.textContent = c.lemma;
      remove.textContent = list.dataset.remove;
      remove.type = 'button';
      remove.addEventListener('click', () => { corrections.splice(i, 1); keep(); });
      item.append(c.before, was, is, c.after, ' ', remove);
      return item;
    }));
    try {
      localStorage.setItem(store + ' corrections', JSON.stringify(corrections));
    } catch { /* a browser that keeps nothing */ }
    show();
  };

  const show = () => {
    wide = new Map([...choices].filter(([, c]) => c.scope > 0).map(([l, c]) => [scopes(l)[c.scope]?.dataset.group, c]));
    for (const l of loci) {
      const choice = chosen(l);
      l.classList.toggle('is-done', settled(l));
      const effect = l.querySelector('.effect');
      effect.dataset.first ??= effect.textContent;
      effect.textContent = choice ? choice.text || '∅' : effect.dataset.first;
      for (const radio of l.querySelectorAll('input[type=radio]')) radio.checked = !!choice && radio.dataset.lemma === choice.lemma;
      const typed = l.querySelector('.typed input');
      const known = [...l.querySelectorAll('input[type=radio]')].some((r) => choice && r.dataset.lemma === choice.lemma);
      if (document.activeElement !== typed) typed.value = choice && !known ? choice.text : '';
      const reaches = l.querySelector('.alike select');
      if (reaches && choices.has(l)) reaches.selectedIndex = choices.get(l).scope;
    }
    document.getElementById('done').textContent = choices.size;
    document.getElementById('left').textContent = loci.filter((l) => l.dataset.state === 'open' && !settled(l)).length;
    document.getElementById('file').value = file();
    try {
      localStorage.setItem(store, JSON.stringify([...choices].map(([l, c]) => [l.dataset.toml, c])));
    } catch { /* a browser that keeps nothing */ }
  };

  const set = (l, choice) => {
    history.push([l, choices.get(l)]);
    if (choice) choices.set(l, choice); else choices.delete(l);
    show();
  };
  const scope = (l) => Math.max(0, l.querySelector('.alike select')?.selectedIndex ?? 0);
  const choose = (l, radio) => set(l, { lemma: radio.dataset.lemma, text: radio.dataset.text, scope: scope(l) });
  const reach = (l) => { if (choices.has(l)) set(l, { ...choices.get(l), scope: scope(l) }); };
  const next = () => {
    const list = visible();
    const following = list.findIndex((l, i) => i > at && !settled(l));
    go(following >= 0 ? following : at);
  };

  const filter = () => {
    const state = document.getElementById('state').value, cls = document.getElementById('class').value, below = Number(document.getElementById('below').value);
    for (const l of loci) {
      const fits = state === 'all' || (state === 'open' && l.dataset.state === 'open') || (state === 'left' && !settled(l));
      l.hidden = !(fits && (cls === '' || l.dataset.class === cls) && Number(l.dataset.p) < below);
    }
    at = -1;
  };

  const save = () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([file()], { type: 'application/toml' }));
    link.download = 'decisions.toml';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  const copy = async () => {
    const area = document.getElementById('file');
    try {
      await navigator.clipboard.writeText(file());
      document.getElementById('copy').dataset.done = '✓';
    } catch {
      area.closest('details').open = true;
      area.select();
    }
  };

  document.addEventListener('keydown', (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const typing = e.target.matches('input[type=text],textarea,select');
    if (e.target.closest('#correct')) return;
    if (typing) {
      if (e.key === 'Enter' || e.key === 'Escape') {
        e.preventDefault();
        e.target.blur();
        if (e.key === 'Enter') next(); else go(at);
      }
      return;
    }
    const l = current();
    const number = Number(e.key);
    if (e.key === 'j') go(at + 1);
    else if (e.key === 'k') go(at - 1);
    else if (l && number >= 1 && number <= 9) {
      const radio = l.querySelectorAll('input[type=radio]')[number - 1];
      if (radio) { choose(l, radio); next(); }
    } else if (l && e.key === 'e') l.querySelector('.typed input').focus();
    else if (l && e.key === 'a') {
      const select = l.querySelector('.alike select');
      if (select) { select.selectedIndex = (select.selectedIndex + 1) % select.options.length; reach(l); }
    }
    else if (e.key === 'u' && history.length > 0) {
      const [back, before] = history.pop();
      if (before) choices.set(back, before); else choices.delete(back);
      show();
      go(visible().indexOf(back));
    } else if (e.key === 's') save();
    else if (e.key === 'c') copy();
    else if (e.key === '?') document.querySelector('.help').open = !document.querySelector('.help').open;
    else return;
    e.preventDefault();
  });

  document.addEventListener('change', (e) => {
    const l = e.target.closest('.locus');
    if (!l) return e.target.closest('#tools') && filter();
    if (e.target.type === 'radio') choose(l, e.target);
    else if (e.target.matches('.alike select')) reach(l);
    else if (e.target.type === 'text' && e.target.value !== '') set(l, { lemma: JSON.stringify(e.target.value), text: e.target.value, scope: scope(l) });
  });
  document.addEventListener('focusin', (e) => {
    const l = e.target.closest('.locus');
    if (!l || l === current()) return;
    at = visible().indexOf(l);
    loci.forEach((o) => o.removeAttribute('aria-current'));
    l.setAttribute('aria-current', 'true');
  });
  document.getElementById('save').addEventListener('click', save);
  document.getElementById('copy').addEventListener('click', copy);
  document.getElementById('correct').addEventListener('submit', (e) => {
    e.preventDefault();
    const made = correction(document.getElementById('from').value, document.getElementById('to').value);
    if (!made) return;
    corrections.push(made);
    e.target.reset();
    keep();
  });
  document.getElementById('tools').addEventListener('submit', (e) => e.preventDefault());

  try {
    for (const [toml, choice] of JSON.parse(localStorage.getItem(store) ?? '[]')) {
      const l = loci.find((o) => o.dataset.toml === toml);
      if (l) choices.set(l, { scope: 0, ...choice });
    }
    corrections.push(...JSON.parse(localStorage.getItem(store + ' corrections') ?? '[]'));
  } catch { /* what was kept is of another version */ }
  keep();
})();
