// Every internal link of a page leads somewhere, ids are unique, and every callout has its back-link.
import { readFileSync } from 'node:fs';
const html = readFileSync(process.argv[2], 'utf8').replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '');
const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map((m) => m[1]);
const known = new Set(ids);
const faults = ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `id ${id} twice`);
const links = [...html.matchAll(/\shref="#([^"]*)"/g)].map((m) => decodeURIComponent(m[1]));
for (const link of links) if (!known.has(link)) faults.push(`#${link} leads nowhere`);
const callouts = [...html.matchAll(/<a\b[^>]*role="doc-biblioref"[^>]*>/g)].map((m) => /\sid="([^"]+)"/.exec(m[0])?.[1]).filter(Boolean);
const back = new Set([...html.matchAll(/<a\b[^>]*role="doc-backlink"[^>]*>/g)].map((m) => /\shref="#([^"]+)"/.exec(m[0])?.[1]));
for (const id of callouts) if (!back.has(id)) faults.push(`callout ${id} has no back-link`);
for (const fault of faults) console.log(fault);
console.log(`links: ${links.length} links, ${callouts.length} callouts, ${faults.length} faults`);
process.exit(faults.length || callouts.length === 0 ? 1 : 0);
