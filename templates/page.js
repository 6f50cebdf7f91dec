// Comforts only: without this script the page reads, links and prints the same.
// 1. Hovering or focusing a callout shows its reference in a card; Escape closes it. 2. Contents: the section being read.
(() => {
  const card = document.createElement('div');
  card.id = 'jk-card';
  card.className = 'card';
  card.setAttribute('role', 'note');
  card.hidden = true;
  document.querySelector('article')?.append(card);
  let timer = 0;
  const hide = () => { card.hidden = true; };
  const show = (call) => {
    const entry = document.getElementById(call.hash.slice(1));
    if (!entry) return;
    clearTimeout(timer);
    const copy = entry.cloneNode(true);
    copy.querySelectorAll('.backs, .search').forEach((n) => n.remove());
    copy.querySelectorAll('[id]').forEach((n) => n.removeAttribute('id'));
    card.replaceChildren(...copy.childNodes);
    card.hidden = false;
    const at = call.getBoundingClientRect();
    const width = card.offsetWidth, height = card.offsetHeight;
    const left = Math.max(8, Math.min(at.left - 24, document.documentElement.clientWidth - width - 8));
    const below = at.bottom + 8 + height < window.innerHeight;
    card.style.left = left + 'px';
    card.style.top = (below ? at.bottom + 8 : Math.max(8, at.top - height - 8)) + 'px';
  };
  const calls = '[role=doc-biblioref],[role=doc-noteref]';
  const later = () => { timer = setTimeout(hide, 250); };
  document.addEventListener('mouseover', (e) => {
    const call = e.target.closest?.(calls);
    if (call) show(call); else if (card.contains(e.target)) clearTimeout(timer);
  });
  document.addEventListener('mouseout', (e) => { if (e.target.closest?.(calls) || card.contains(e.target)) later(); });
  document.addEventListener('focusin', (e) => { const call = e.target.closest?.(calls); if (call) show(call); else if (!card.contains(e.target)) hide(); });
  document.addEventListener('keydown', (e) => { if (e.key === 'Escape') hide(); });
  document.addEventListener('scroll', hide, { passive: true });

  const links = new Map();
  document.querySelectorAll('nav.contents a').forEach((a) => links.set(a.hash.slice(1), a));
  if (!('IntersectionObserver' in window) || links.size === 0) return;
  const seen = new IntersectionObserver((changes) => {
    for (const change of changes) {
      if (!change.isIntersecting) continue;
      links.forEach((a) => a.removeAttribute('aria-current'));
      links.get(change.target.closest('section')?.id)?.setAttribute('aria-current', 'location');
    }
  }, { rootMargin: '0px 0px -70% 0px' });
  links.forEach((a, id) => { const heading = document.getElementById(id + '-h'); if (heading) seen.observe(heading); });
})();
