/**
 * Fails the build when a page grows past its budget (spec/web.md 5). Sizes are gzip -9 of the built files.
 * First load = the entry with everything it imports at once, and the chunks the route names in router.tsx.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { FONT_BUDGET } from './fonts.mjs';

const KB = 1000;
const dist = fileURLToPath(new URL('../dist', import.meta.url));
const read = (file) => readFileSync(join(dist, file));
const manifest = JSON.parse(read('.vite/manifest.json').toString());
const fonts = JSON.parse(read('.vite/fonts.json').toString());
const gzip = (file) => gzipSync(read(file), { level: 9 }).length;
const source = (name) => {
  if (!manifest[name]) throw new Error(`${name} is not a chunk of its own any more: update scripts/budget.mjs`);
  return name;
};
const ENTRY = source('src/entry-client.tsx');

function files(sources) {
  const found = new Set();
  const visit = (key) => {
    if (!manifest[key] || found.has(manifest[key].file)) return;
    found.add(manifest[key].file);
    manifest[key].imports?.forEach(visit);
  };
  sources.forEach(visit);
  return [...found].filter((file) => file.endsWith('.js'));
}
const size = (list) => list.reduce((sum, file) => sum + gzip(file), 0);
const shell = files([ENTRY]);
const route = (name) => `src/app/routes/${name}.tsx`;
const first = (...routes) => size(files([ENTRY, ...routes.map(route).map(source)]));
const later = (...routes) => size(files(routes.map(route).map(source)).filter((file) => !shell.includes(file)));
const css = Object.values(manifest)
  .map(({ file }) => file)
  .concat(Object.values(manifest).flatMap((chunk) => chunk.css ?? []))
  .filter((file) => file.endsWith('.css'));

const lines = [
  ['JS, first load of the leaderboard', first('challenge', 'leaderboard'), 150 * KB],
  // 125.3 kB when it was set, and two per cent: docs/adr/0008-dependencies.md says what it is made of.
  ['JS, shell alone', size(shell), 128 * KB],
  ['JS, first load of home', first('home'), 150 * KB],
  ['JS, registration beyond the shell', later('register'), 90 * KB],
  ['JS, submit beyond the shell', manifest[route('submit')] ? later('submit') : 0, 90 * KB],
  ['JS, organizer pages beyond the shell', later('organize', 'organize-evaluation'), 130 * KB],
  ['CSS', size([...new Set(css)]), 14 * KB],
  ['font, Korean pages', fonts.ko.bytes, FONT_BUDGET.ko],
  ['font, English pages', fonts.en.bytes, FONT_BUDGET.en],
];
let failed = false;
for (const [name, bytes, limit] of lines) {
  const over = bytes > limit;
  failed ||= over;
  console.log(`${over ? 'OVER ' : 'ok   '} ${name.padEnd(36)} ${(bytes / KB).toFixed(1).padStart(7)} kB of ${(limit / KB).toFixed(0)}`);
}
if (!existsSync(join(dist, 'assets/OFL.txt'))) throw new Error('the licence of the fonts is not in the build');
if (failed) process.exit(1);
