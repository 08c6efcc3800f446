import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { METRICS } from '../metrics/registry.ts';
import { createValidator } from '../validator.ts';
import { compareFiles, type Compared } from './compare.ts';
import type { Comparison, ReadRows } from './comparison.ts';
import { inOrder, labelsOf } from './labels.ts';

const encoder = new TextEncoder();
/** A file in memory that comes in pieces of so many bytes. */
const fileOf =
  (text: string, chunk = 1 << 20): ReadRows =>
  async (options) => {
    const validator = createValidator(options);
    const bytes = encoder.encode(text);
    for (let at = 0; at < bytes.length; at += chunk) validator.push(bytes.subarray(at, at + chunk));
    return { report: validator.end(), rows: validator.rows };
  };
const compare = (keys: readonly string[], truth: string, predictions: ReadRows, over: Partial<Comparison> = {}): Promise<Compared> =>
  compareFiles(
    {
      metrics: keys.flatMap((key) => METRICS.get(key) ?? []),
      params: {},
      idColumns: ['id'],
      target: 'y',
      predictions: ['p'],
      weight: null,
      group: null,
      bootstrap: { replicates: 20, seed: 5 },
      ...over,
    },
    { truth: fileOf(truth), predictions },
  );

/** How a file may be written without meaning anything else. */
interface Writing {
  order: number[];
  lineEnd: string;
  isQuoted: boolean;
  hasBom: boolean;
  delimiter: string;
  endsOpen: boolean;
  chunk: number;
}
const writings = (rows: number): fc.Arbitrary<Writing> =>
  fc.record({
    order: fc.shuffledSubarray(
      Array.from({ length: rows }, (_, row) => row),
      { minLength: rows, maxLength: rows },
    ),
    lineEnd: fc.constantFrom('\n', '\r\n'),
    isQuoted: fc.boolean(),
    hasBom: fc.boolean(),
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    endsOpen: fc.boolean(),
    chunk: fc.oneof(fc.integer({ min: 1, max: 64 }), fc.constantFrom(4096, 65_536, 1 << 20)),
  });
function written(
  header: string[],
  rows: readonly (readonly string[])[],
  { order, lineEnd, isQuoted, hasBom, delimiter, endsOpen }: Writing,
): string {
  const cell = (text: string): string => (isQuoted ? `"${text}"` : text);
  const lines = [header, ...order.map((row) => rows[row] ?? [])].map((cells) => cells.map(cell).join(delimiter));
  return `${hasBom ? '\uFEFF' : ''}${lines.join(lineEnd)}${endsOpen ? '' : lineEnd}`;
}

describe('a score depends on the values alone', () => {
  const rows = 300;
  const value = (salt: number) => (row: number) => ((row * 7919 + salt * 104729) % 10007) / 13 + 0.1;
  const numbers = Array.from({ length: rows }, (_, row) => [
    `r${String(row)}`,
    String(value(1)(row)),
    String(value(1)(row) + value(2)(row) / 7),
    String(value(3)(row)),
  ]);
  const classes = Array.from({ length: rows }, (_, row) => {
    const [a, b] = [((row * 31) % 97) / 200, ((row * 17) % 89) / 200];
    return [`r${String(row)}`, ['a', 'b', 'c'][(row * row) % 3 === 0 ? row % 2 : 2] ?? '', String(a), String(b), String(1 - a - b)];
  });
  const OF_NUMBERS = [
    'mae',
    'rmse',
    'r2',
    'mape',
    'smape',
    'wmape',
    'msle',
    'explained_variance',
    'huber',
    'log_cosh',
    'poisson_deviance',
    'gamma_deviance',
    'medae',
  ];
  const WITHOUT_WEIGHTS = ['pearson', 'spearman', 'kendall', 'ccc', 'ndcg'];
  const OF_CLASSES = ['log_loss', 'brier', 'ece', 'ace', 'roc_auc_ovr', 'roc_auc_ovo'];
  const table = (header: string, list: readonly (readonly string[])[]): string =>
    [header, ...list.map((cells) => cells.join(','))].join('\n');

  it('of numbers, with and without weights', async () => {
    const truth = table(
      'id,y,w',
      numbers.map(([id = '', y = '', , w = '']) => [id, y, w]),
    );
    const plain = numbers.map(([id = '', , p = '']) => [id, p]);
    const weighed = await compare(OF_NUMBERS, truth, fileOf(table('id,p', plain)), { weight: 'w' });
    const bare = await compare(WITHOUT_WEIGHTS, truth, fileOf(table('id,p', plain)));
    expect([weighed.problems, bare.problems]).toEqual([[], []]);
    await fc.assert(
      fc.asyncProperty(writings(rows), async (writing) => {
        const other = fileOf(written(['id', 'p'], plain, writing), writing.chunk);
        expect(await compare(OF_NUMBERS, truth, other, { weight: 'w' })).toEqual(weighed);
        expect(await compare(WITHOUT_WEIGHTS, truth, other)).toEqual(bare);
      }),
      { numRuns: 25 },
    );
  });
  it('of probabilities of classes, whatever the order of their columns', async () => {
    const truth = table(
      'id,y',
      classes.map(([id = '', y = '']) => [id, y]),
    );
    const plain = classes.map(([id = '', , a = '', b = '', c = '']) => [c, id, a, b]);
    const all = await compare(OF_CLASSES, truth, fileOf(table('c,id,a,b', plain)), { predictions: ['a', 'b', 'c'] });
    expect(all.problems).toEqual([]);
    await fc.assert(
      fc.asyncProperty(writings(rows), async (writing) => {
        const other = fileOf(written(['c', 'id', 'a', 'b'], plain, writing), writing.chunk);
        expect(await compare(OF_CLASSES, truth, other, { predictions: ['a', 'b', 'c'] })).toEqual(all);
      }),
      { numRuns: 25 },
    );
  });
});

describe('what nobody named', () => {
  it.each([
    ['id,target,z\na,1,9\n', 'id,prediction,q\na,2,9\n', 'target', 1],
    ['id,truth\na,1\n', 'id,truth\na,2\n', 'the only column left, and the one of the same name', 1],
    ['id,truth\na,1\n', 'id,guess\na,2\n', 'the only columns left', 1],
  ])('%#: %s', async (truth, predictions, _, score) => {
    const { scores, problems } = await compare(['mae'], truth, fileOf(predictions), { target: null, predictions: null, bootstrap: null });
    expect([scores, problems]).toEqual([{ mae: score }, []]);
  });
  it('columns named after the labels', async () => {
    const found = await compare(['brier'], 'id,y\na,cat\nb,dog\n', fileOf('id,dog,cat,noise\na,0,1,x\nb,0.5,0.5,x\n'), {
      predictions: null,
      bootstrap: null,
    });
    expect(found).toMatchObject({ scores: { brier: 0.25 }, problems: [] });
  });
  it('two that could be meant are a missing column, not a guess', async () => {
    const found = await compare(['mae'], 'id,a,b\nx,1,2\n', fileOf('id,p\nx,1\n'), { target: null });
    expect(found.problems).toMatchObject([{ kind: 'file', file: 'truth', finding: { code: 'MISSING_COLUMN', columnName: 'target' } }]);
  });
});

describe('labels that nobody declared', () => {
  it.each([
    [
      ['10', '9', '-1'],
      ['-1', '9', '10'],
    ],
    [
      ['b', '10', '9'],
      ['10', '9', 'b'],
    ],
    [
      ['01', '1'],
      ['01', '1'],
    ],
  ])('%j stand in the order %j', (found, order) => expect(inOrder(found)).toEqual(order));
  it('grades are all whole numbers between the least and the greatest', () => {
    expect(labelsOf({ key: 'qwk', reads: 'labels' }, ['5', '2'])).toEqual(['2', '3', '4', '5']);
    expect(labelsOf({ key: 'qwk', reads: 'labels' }, ['0', '1000'])).toBeNull();
  });
  it('one class alone does not say what the other is, but of 0 and 1', () => {
    expect(labelsOf({ key: 'roc_auc', reads: 'scores' }, ['1'])).toEqual(['0', '1']);
    expect(labelsOf({ key: 'roc_auc', reads: 'scores' }, ['cat'])).toBeNull();
  });
});
