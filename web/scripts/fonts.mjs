/**
 * The fonts of the web app, made at build time from the packages `pretendard` and `@fontsource/noto-sans-math` (both OFL 1.1, licences shipped as
 * assets/OFL.txt and assets/OFL-math.txt):
 *   GAC Sans      our subset, two files: `ko` (letters, signs and the Hangul syllables our own texts use) and `en` (letters and signs)
 *   GAC Sans Text the upstream slices by unicode-range for what users write, in a style sheet that is loaded after the first paint
 *   GAC Math      the signs of our formulas, with the table that sets them (a sum's limits, a fraction's line); fetched by pages that show one
 * The OFL reserves the name Pretendard for the original, hence the other name for the modified files.
 * Results are kept in node_modules/.cache by the hash of everything that goes in: a second build makes none.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';
import { filesIn } from './files.mjs';

const webDir = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);
const pretendard = dirname(require.resolve('pretendard/package.json'));
const noto = dirname(require.resolve('@fontsource/noto-sans-math/package.json'));
const CACHE = join(webDir, 'node_modules/.cache/gac-fonts');
const RECIPE = 1;
/** Bytes before the text is right (spec/web.md 5). */
export const FONT_BUDGET = { ko: 85 * 1024, en: 20 * 1024 };

const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i));
const LATIN = [...range(0x20, 0x7e), ...range(0xa0, 0xff), ...'–—‘’“”…·×−≤≥±→←↑↓▲▼✓✕⌘′″ŒœŠšŽžŁłĐđćčńőűİıŞşĞğ'];

/** Hangul syllables and marks of our own texts, most used first. */
function koreanCharacters() {
  const count = new Map();
  for (const file of filesIn(join(webDir, 'src'), /\.tsx?$/)) {
    if (file.includes('.test.')) continue;
    for (const char of readFileSync(file, 'utf8'))
      if (/[\u3000-\u303f\u3131-\u318e\uac00-\ud7a3\u2460-\u2473]/.test(char)) count.set(char, (count.get(char) ?? 0) + 1);
  }
  return [...count].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([char]) => char);
}

async function make(source, characters, features) {
  return subsetFont(source, characters.join(''), {
    targetFormat: 'woff2',
    variationAxes: { wght: { min: 400, max: 700 } },
    keepFeatures: features,
    noHinting: true,
    dropTables: ['MVAR', 'STAT', 'DSIG', 'meta'],
  });
}

/** The largest file within `budget`: what does not fit, the least used first, comes from the slices instead. */
async function fit(source, base, extra, features, budget) {
  let kept = extra;
  for (;;) {
    const file = await make(source, [...base, ...kept], features);
    if (file.length <= budget) return { file, characters: [...base, ...kept] };
    if (kept.length === 0) throw new Error(`the font does not fit into ${budget} bytes even without Hangul: ${file.length}`);
    kept = kept.slice(0, Math.min(kept.length - 1, Math.floor(kept.length * (budget / file.length))));
  }
}

async function cached(name, inputs, produce) {
  const key = createHash('sha256')
    .update(JSON.stringify([RECIPE, name, ...inputs]))
    .digest('hex')
    .slice(0, 32);
  const file = join(CACHE, `${name}-${key}.json`);
  if (existsSync(file)) {
    const { data, characters } = JSON.parse(readFileSync(file, 'utf8'));
    return { file: Buffer.from(data, 'base64'), characters };
  }
  const made = await produce();
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(file, JSON.stringify({ data: made.file.toString('base64'), characters: made.characters }));
  return made;
}

const named = (stem, ext, source) => `assets/${stem}-${createHash('sha256').update(source).digest('hex').slice(0, 8)}.${ext}`;

/**
 * What the formulas of the catalogue are written with: every sign of the files that build them. A root's sign stands in none of them, its element
 * draws it. A single letter is set in the mathematical italic, which has code points of its own.
 */
function mathCharacters() {
  const folder = join(webDir, '../shared/src/scoring');
  const files = [join(folder, 'mathml.ts'), ...filesIn(join(folder, 'metrics'), /\.ts$/)];
  const signs = files.flatMap((file) => readFileSync(file, 'utf8').match(/[^\s\u0020-\u007e\u3000-\u318e\uac00-\ud7a3]/gu) ?? []);
  return [...new Set([...range(0x20, 0x7e), ...signs, '√', ...range(0x1d434, 0x1d467), ...range(0x1d6fc, 0x1d71b), 'ℎ'])].sort();
}
const mathFont = (source, characters) =>
  cached('math', [source.length, characters], async () => ({
    file: await subsetFont(source, characters.join(''), { targetFormat: 'woff2', noHinting: true }),
    characters,
  }));

/** The upstream slices, renamed by content, and the font of formulas, with their style sheet. */
async function slices(emit) {
  const dir = join(pretendard, 'dist/web/variable');
  const css = readFileSync(join(dir, 'pretendardvariable-dynamic-subset.css'), 'utf8');
  const faces = [...css.matchAll(/url\(\.\/([^)]+)\)[^;]*;\s*unicode-range:\s*([^;]+);/g)].map(([, path, points]) => {
    const source = readFileSync(join(dir, path));
    const name = emit(named('text', 'woff2', source), source);
    return `@font-face{font-family:"GAC Sans Text";font-weight:45 920;font-display:swap;src:url(/${name})format("woff2");unicode-range:${points.replaceAll(' ', '')}}`;
  });
  if (faces.length < 80) throw new Error(`only ${faces.length} slices found in the pretendard package`);
  const { file } = await mathFont(readFileSync(join(noto, 'files/noto-sans-math-latin-400-normal.woff2')), mathCharacters());
  faces.push(
    `@font-face{font-family:"GAC Math";font-display:swap;src:url(/${emit(named('gac-math', 'woff2', file), file)})format("woff2")}`,
  );
  emit('assets/OFL-math.txt', readFileSync(join(noto, 'LICENSE')));
  const sheet = faces.join('\n');
  return emit(named('text', 'css', sheet), sheet);
}

/**
 * Emits the font files, assets/OFL.txt, and `.vite/fonts.json`:
 * `{ ko: { file, bytes, css }, en: { file, bytes, css }, slices: file }`, where `css` is the @font-face rule the HTML carries.
 * @returns {import('vite').Plugin}
 */
export const fonts = () => ({
  name: 'gac-fonts',
  apply: 'build',
  async generateBundle() {
    const emit = (fileName, source) => (this.emitFile({ type: 'asset', fileName, source }), fileName);
    const path = join(pretendard, 'dist/public/variable/PretendardVariable.ttf');
    const version = JSON.parse(readFileSync(join(pretendard, 'package.json'), 'utf8')).version;
    const korean = koreanCharacters();
    const features = ['tnum', 'case', 'ccmp'];
    const ko = await cached('ko', [version, FONT_BUDGET.ko, LATIN, korean], () =>
      fit(readFileSync(path), LATIN, korean, features, FONT_BUDGET.ko),
    );
    const en = await cached('en', [version, FONT_BUDGET.en, LATIN], () => fit(readFileSync(path), LATIN, [], features, FONT_BUDGET.en));
    const record = {};
    for (const [lang, { file, characters }] of Object.entries({ ko, en })) {
      const name = emit(named(`gac-sans-${lang}`, 'woff2', file), file);
      record[lang] = {
        file: name,
        bytes: file.length,
        syllables: characters.length - LATIN.length,
        // No unicode-range: every page of this language needs the file, and what it lacks is taken from the next family anyway.
        css: `@font-face{font-family:"GAC Sans";font-weight:400 700;font-display:swap;src:url(/${name})format("woff2")}`,
      };
    }
    record.slices = await slices(emit);
    emit('assets/OFL.txt', readFileSync(join(pretendard, 'dist/LICENSE.txt')));
    emit('.vite/fonts.json', JSON.stringify(record));
  },
});
