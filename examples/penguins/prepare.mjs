// Makes data/ from source/penguins.csv.   node examples/penguins/prepare.mjs [--check]
import { fileURLToPath } from 'node:url';
import { csv, cut, emit, pseudonyms, readSource } from '../tools/split.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const SECRET = 'example penguins 2026';
const TRAIN_SHARE = 1 / 2;
const PUBLIC_SHARE = 0.4;
const TRAITS = ['species', 'island', 'bill_length_mm', 'bill_depth_mm', 'flipper_length_mm', 'sex', 'year'];
const ANSWER = 'body_mass_g';

const source = readSource(`${here}source/penguins.csv`, 'f204db2c753b0937caac3cb35258562c14f073e4bbc76be24b4c51ce22767a93').toString('ascii');
const [head = '', ...lines] = source.trim().split('\n');
const names = head.split(',');
const rows = lines.flatMap((line, index) => {
  const cells = Object.fromEntries(line.split(',').map((cell, i) => [names[i], cell === 'NA' ? '' : cell]));
  // Two birds were not weighed: there is nothing to predict.
  return cells[ANSWER] === '' ? [] : [{ group: String(index), stratum: `${cells.species} ${cells.sex}`, traits: TRAITS.map((name) => cells[name]), answer: cells[ANSWER] }];
});
const ids = pseudonyms(rows, 'p', SECRET);
const training = cut(rows, TRAIN_SHARE, SECRET, 'train');
const held = rows.filter((row) => !training.has(row.group));
const shown = cut(held, PUBLIC_SHARE, SECRET, 'public');

const byId = (a, b) => (a[0] < b[0] ? -1 : 1);
const train = rows.filter((row) => training.has(row.group)).map((row) => [ids.get(row.group), ...row.traits, row.answer]).sort(byId);
const test = held.map((row) => [ids.get(row.group), ...row.traits]).sort(byId);
const reference = held.map((row) => [ids.get(row.group), row.answer, shown.has(row.group) ? 'public' : 'private']).sort(byId);

emit(here, {
  'input/train.csv': csv([['id', ...TRAITS, ANSWER], ...train]),
  'input/test.csv': csv([['id', ...TRAITS], ...test]),
  'hidden/reference.csv': csv([['id', ANSWER, 'part'], ...reference]),
});
