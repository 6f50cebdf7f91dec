// Settles every open question of a review page by keyboard alone and saves decisions.toml. Usage: review.mjs REVIEW.html OUT.toml [none]
// Choices: the first reading, a typed one, the second, in turn; one is undone and made again. With "none" nothing is settled: the file
// must come back as it was.
import { chromium } from 'playwright-core';
const [, , file, out, none] = process.argv;
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
const page = await browser.newPage({ acceptDownloads: true });
const failures = [];
page.on('pageerror', (e) => failures.push('script: ' + e.message));
await page.goto('file://' + file);
const left = () => page.locator('#left').textContent().then(Number);
const open = await left();
const press = (key) => page.keyboard.press(key);
if (!none) {
  await page.locator('#state').selectOption('open');
  await page.locator('#state').blur();
  await press('j');
  for (let i = 0; i < open; ++i) {
    const current = page.locator('.locus[aria-current]');
    const id = await current.getAttribute('id');
    if (i % 3 === 1) {
      await press('e');
      await page.keyboard.type('校"改');
      await press('Enter');
      if (await page.locator(`#${id} .effect`).textContent() !== '校"改') failures.push(`${id}: the typed reading does not show`);
    } else {
      const wanted = i % 3 === 0 ? '1' : '2';
      await press(wanted);
      const text = await page.locator(`#${id} input[type=radio][value="${wanted}"]`).getAttribute('data-text');
      if (await page.locator(`#${id} .effect`).textContent() !== (text || '∅')) failures.push(`${id}: the choice does not show in its sentence`);
      if (i === 0) {
        await press('u');
        if (await left() !== open) failures.push('u does not undo');
        await press(wanted);
      }
    }
    if (await left() !== open - i - 1) failures.push(`${id}: not counted as settled`);
  }
  await page.reload();
  if (await left() !== 0) failures.push('what was settled is forgotten when the page is opened again');
  // A choice that reaches further shows at every place of its group, and goes with one undo.
  const wide = page.locator('.locus:not([data-state=open]):has(.alike)').first();
  const group = await wide.locator('.alike option').last().getAttribute('data-group');
  const members = page.locator(`.locus:has(.alike option[data-group="${group}"]) .effect`);
  const before = await members.allTextContents();
  await wide.locator('.sentence').click();
  await wide.focus();
  for (let i = (await wide.locator('.alike option').count()) - 1; i > 0; --i) await press('a');
  await press('e');
  await page.keyboard.type('遍');
  await press('Enter');
  if ((await members.allTextContents()).some((text) => text !== '遍')) failures.push('a choice for the article does not show at all its places');
  if (!(await page.locator('#file').inputValue()).includes('scope = "article"')) failures.push('the scope is not in decisions.toml');
  await press('u');
  if ((await members.allTextContents()).join() !== before.join() || before.length < 2) failures.push('u does not undo a choice for the article');
}
if (!none) {
  // What no version has right: the characters that change, with those around them.
  const passage = await page.evaluate(() => [...document.querySelectorAll('.sentence')].map((p) => p.firstChild.textContent.slice(-9)).find((text) => /^\p{Script=Han}{9}$/u.test(text)));
  await page.locator('#from').fill(passage);
  await page.locator('#to').fill(passage.slice(0, 4) + '讹' + passage.slice(5));
  await page.locator('#correct button').click();
  if (!(await page.locator('#file').inputValue()).includes(`readings = ["${passage[4]}"]\nlemma = "讹"`)) failures.push('a correction is not in decisions.toml');
  await page.locator('h1').click();
}
const [download] = await Promise.all([page.waitForEvent('download'), press('s')]);
await download.saveAs(out);
await browser.close();
for (const failure of failures) console.log('FAILED', failure);
console.log(`review: ${open} questions`);
process.exit(failures.length || (!none && open < 2) ? 1 : 0);
