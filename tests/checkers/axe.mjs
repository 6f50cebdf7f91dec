// axe on a page from disk: no violation of WCAG 2.2 AA or of best practice.
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
const source = readFileSync(new URL('./node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: quiet });
const page = await browser.newPage();
await page.goto('file://' + process.argv[2]);
await page.evaluate(source);
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const { violations } = await page.evaluate((runOnly) => window.axe.run(document, { runOnly }), tags);
for (const found of violations) console.log(found.id, found.nodes.length, found.nodes[0].html.slice(0, 160));
console.log(`axe: ${violations.length} violations`);
await browser.close();
process.exit(violations.length ? 1 : 0);
