// Makes data/ from source/breast_cancer.csv.   node examples/nuclei/prepare.mjs [--check]
import { fileURLToPath } from 'node:url';
import { csv, cut, emit, pseudonyms, readSource } from '../tools/split.mjs';
import { predictions } from '../tools/models.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const SECRET = 'example nuclei 2026';
const TRAIN_SHARE = 0.3;
const PUBLIC_SHARE = 0.4;

const source = readSource(`${here}source/breast_cancer.csv`, 'fed3eb72d0575ef6192293f5093c6e801b1476b577d0386bf4455504522172ed').toString(
  'ascii',
);
const MEASURES = [
  'radius',
  'texture',
  'perimeter',
  'area',
  'smoothness',
  'compactness',
  'concavity',
  'concave_points',
  'symmetry',
  'fractal_dimension',
];
const features = ['mean', 'se', 'worst'].flatMap((statistic) => MEASURES.map((measure) => `${measure}_${statistic}`));
// The first line counts rows and columns and names the classes: 0 is malignant, 1 is benign.
const rows = source
  .trim()
  .split('\n')
  .slice(1)
  .map((line, index) => {
    const cells = line.split(',');
    const malignant = cells[30].trim() === '0' ? '1' : '0';
    return { group: String(index), stratum: malignant, malignant, values: cells.slice(0, 30) };
  });
const ids = pseudonyms(rows, 'n', SECRET);
const training = cut(rows, TRAIN_SHARE, SECRET, 'train');
const held = rows.filter((row) => !training.has(row.group));
const shown = cut(held, PUBLIC_SHARE, SECRET, 'public');

const byId = (a, b) => (a[0] < b[0] ? -1 : 1);
const train = rows
  .filter((row) => training.has(row.group))
  .map((row) => [ids.get(row.group), row.malignant, ...row.values])
  .sort(byId);
const test = held.map((row) => [ids.get(row.group), ...row.values]).sort(byId);
const reference = held.map((row) => [ids.get(row.group), row.malignant, shown.has(row.group) ? 'public' : 'private']).sort(byId);

const files = {
  'data/train.csv': csv([['id', 'malignant', ...features], ...train]),
  'data/test.csv': csv([['id', ...features], ...test]),
  'data/reference.csv': csv([['id', 'malignant', 'part'], ...reference]),
  'data/sample_submission.csv': csv([['id', 'malignant'], ...test.map(([id]) => [id, '0.5'])]),
};
emit(here, { ...files, ...(await predictions('nuclei', files)) });
