// Makes data/ from source/digits.csv.gz.   node examples/digits/prepare.mjs [--check]
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { csv, cut, emit, pseudonyms, readSource } from '../tools/split.mjs';
import { predictions } from '../tools/models.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const SECRET = 'example digits 2026';
const TRAIN_SHARE = 1 / 3;
const PUBLIC_SHARE = 0.4;

const source = gunzipSync(
  readSource(`${here}source/digits.csv.gz`, '46abec6b12486ad9e51943373abcf22bbea1b5a51a1619b361570d8893f1464a'),
).toString('ascii');
const rows = source
  .trim()
  .split('\n')
  .map((line, index) => {
    const cells = line.split(',').map((cell) => String(Number(cell)));
    return { group: String(index), stratum: cells[64], label: cells[64], pixels: cells.slice(0, 64) };
  });
const ids = pseudonyms(rows, 'd', SECRET);
const training = cut(rows, TRAIN_SHARE, SECRET, 'train');
const held = rows.filter((row) => !training.has(row.group));
const shown = cut(held, PUBLIC_SHARE, SECRET, 'public');

const byId = (a, b) => (a[0] < b[0] ? -1 : 1);
const pixelNames = Array.from({ length: 64 }, (_, i) => `p${Math.floor(i / 8)}${i % 8}`);
const train = rows
  .filter((row) => training.has(row.group))
  .map((row) => [ids.get(row.group), row.label, ...row.pixels])
  .sort(byId);
const test = held.map((row) => [ids.get(row.group), ...row.pixels]).sort(byId);
const reference = held.map((row) => [ids.get(row.group), row.label, shown.has(row.group) ? 'public' : 'private']).sort(byId);

const files = {
  'data/train.csv': csv([['id', 'label', ...pixelNames], ...train]),
  'data/test.csv': csv([['id', ...pixelNames], ...test]),
  'data/reference.csv': csv([['id', 'label', 'part'], ...reference]),
  'data/sample_submission.csv': csv([['id', 'label'], ...test.map(([id]) => [id, '0'])]),
};
emit(here, { ...files, ...(await predictions('digits', files)) });
