// The page about a run at work: all articles out of the page's data, sorted and filtered, a hundred at a time, so that ten thousand
// are as light as ten. Without it the page lists those that need eyes most.
(() => {
  const rows = JSON.parse(document.getElementById('data').textContent)
    .map(([name, title, need, open, errors, warnings, made, codes, failure]) => ({ name, title, need, open, errors, warnings, made, codes, failure }));
  const body = document.getElementById('rows');
  const table = body.parentElement;
  const find = document.getElementById('find');
  const which = document.getElementById('which');
  const code = document.getElementById('code');
  const more = document.getElementById('more');
  const shown = document.getElementById('shown');
  const sorters = [...table.querySelectorAll('[data-sort]')];
  const step = 100;
  const order = new Intl.Collator('zh', { numeric: true });
  let by = 'need';
  let down = true;
  let list = rows;
  let count = step;

  const element = (name, text, attributes = {}) => {
    const out = document.createElement(name);
    if (text) out.textContent = text;
    for (const [key, value] of Object.entries(attributes)) out.setAttribute(key, value);
    return out;
  };
  const meanings = Object.fromEntries([...code.options].map((option) => [option.value, option.textContent]));
  const address = (row, file) => [...row.name.split('/'), file].map(encodeURIComponent).join('/');
  const line = (row) => {
    const tr = element('tr', '', row.made ? {} : { class: 'failed' });
    const head = element('th', '', { scope: 'row' });
    const title = row.title || row.name;
    head.append(row.made ? element('a', title, { href: address(row, 'article.html') }) : title);
    if (row.made && row.open) head.append(' ', element('a', table.dataset.review, { class: 'review', href: address(row, 'review.html') }));
    head.append(element('small', row.name, { class: 'path' }));
    if (!row.made) {
      const why = element('small', table.dataset.failed + ' ', { class: 'why' });
      why.append(element('span', row.failure, { lang: 'en' }));
      head.append(why);
    }
    head.append(element('small', row.codes.join(' '), { class: 'has', title: row.codes.map((c) => meanings[c] ?? c).join('\n') }));
    tr.append(head, ...['need', 'open', 'errors', 'warnings'].map((key) => element('td', String(row[key]))));
    return tr;
  };
  const show = () => {
    body.replaceChildren(...list.slice(0, count).map(line));
    shown.textContent = String(list.length);
    more.hidden = list.length <= count;
  };
  const choose = () => {
    const words = find.value.trim().toLowerCase();
    const kinds = { failed: (r) => !r.made, open: (r) => r.open > 0, errors: (r) => r.errors > 0 };
    const kind = kinds[which.value] ?? (() => true);
    list = rows.filter((r) => kind(r) && (!code.value || r.codes.includes(code.value)) && (!words || (r.title + ' ' + r.name).toLowerCase().includes(words)));
    const compare = by === 'name' ? (a, b) => order.compare(a.title || a.name, b.title || b.name) : (a, b) => a[by] - b[by];
    list.sort((a, b) => (down ? -compare(a, b) : compare(a, b)) || order.compare(a.name, b.name));
    for (const sorter of sorters) {
      const head = sorter.parentElement;
      if (sorter.dataset.sort === by) head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    }
    for (const button of document.querySelectorAll('button.code')) button.setAttribute('aria-pressed', String(button.dataset.code === code.value));
    count = step;
    show();
  };

  for (const span of document.querySelectorAll('span.code')) {
    const button = element('button', span.textContent, { type: 'button', class: span.className, 'data-code': span.dataset.code, 'aria-pressed': 'false' });
    button.addEventListener('click', () => {
      code.value = code.value === button.dataset.code ? '' : button.dataset.code;
      choose();
    });
    span.replaceWith(button);
  }
  for (const sorter of sorters)
    sorter.addEventListener('click', () => {
      down = by === sorter.dataset.sort ? !down : sorter.dataset.sort !== 'name';
      by = sorter.dataset.sort;
      choose();
    });
  find.addEventListener('input', choose);
  which.addEventListener('change', choose);
  code.addEventListener('change', choose);
  more.addEventListener('click', () => { count += step; show(); });
  document.getElementById('tools').addEventListener('submit', (event) => event.preventDefault());
  document.getElementById('tools').hidden = false;
  document.getElementById('first')?.remove();
  document.querySelector('.how')?.removeAttribute('hidden');
  choose();
})();
