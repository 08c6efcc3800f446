import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SeededRng } from '../../platform/random/random.ts';
import { train, type ModelSpec } from './catalogue.ts';
import { solvePositiveDefinite } from './cholesky.ts';
import { argmax, type TrainingSet } from './classifier.ts';
import { EXAMPLES, type ExampleName } from './examples.ts';
import { predict, readLearning } from './prediction-file.ts';

const folder = join(import.meta.dirname, '../../../../examples');
const read = (example: ExampleName, file: string): string => readFileSync(join(folder, example, 'data', file), 'utf8');
const learningOf = (example: ExampleName) => readLearning(read(example, 'train.csv'), read(example, 'test.csv'), EXAMPLES[example].target);

/** Two clouds far apart, and a third feature that says nothing. */
const clouds: TrainingSet = {
  x: Array.from({ length: 40 }, (_, i) =>
    Float64Array.of((i % 2) * 8 + ((i * 7) % 5) / 5, ((i % 2) * -6 + ((i * 3) % 7)) / 3, (i * 11) % 3),
  ),
  y: Int32Array.from({ length: 40 }, (_, i) => i % 2),
  classes: 2,
};
const KINDS: ModelSpec[] = [
  { kind: 'centroid' },
  { kind: 'neighbours', k: 3 },
  { kind: 'neighbours', k: 5, weighted: true },
  { kind: 'bayes', smoothing: 1e-9 },
  { kind: 'discriminant', shrinkage: 0.1 },
  { kind: 'ridge', penalty: 1 },
  { kind: 'kernel-ridge', gamma: 0.1, penalty: 0.1 },
  { kind: 'logistic', epochs: 10, step: 0.05, penalty: 0.001 },
  { kind: 'perceptron', epochs: 40 },
  { kind: 'perceptron', epochs: 40, averaged: true },
  { kind: 'tree', depth: 1, minLeaf: 1 },
  { kind: 'forest', trees: 10, depth: 3, tryFeatures: 2 },
  { kind: 'subspaces', members: 9, share: 0.7, member: { kind: 'centroid' } },
  { kind: 'average', members: [{ kind: 'centroid' }, { kind: 'ridge', penalty: 1 }] },
];

describe('every model', () => {
  it.each(KINDS.map((spec) => [spec.kind, spec] as const))('%s tells two clouds apart', (_kind, spec) => {
    for (const transform of ['none', 'standardise', 'log-standardise'] as const) {
      const classify = train({ ...spec, transform }, clouds, new SeededRng(1));
      expect(clouds.x.map((row) => argmax(classify(row)))).toEqual([...clouds.y]);
    }
  });

  it.each([{ kind: 'shares' } as const, ...KINDS].map((spec) => [spec.kind, spec] as const))(
    '%s gives probabilities, the same ones for the same seed',
    (_kind, spec) => {
      const classify = train(spec, clouds, new SeededRng(5));
      const again = train(spec, clouds, new SeededRng(5));
      const coordinate = fc.double({ min: -50, max: 50, noNaN: true });
      fc.assert(
        fc.property(fc.tuple(coordinate, coordinate, coordinate), (point) => {
          const p = classify(Float64Array.from(point));
          expect(p.every((value) => value >= 0 && value <= 1 + 1e-12)).toBe(true);
          expect(p.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
          expect([...again(Float64Array.from(point))]).toEqual([...p]);
        }),
        { numRuns: 40 },
      );
    },
  );
});

describe('solvePositiveDefinite', () => {
  it('solves what it is given', () => {
    const entry = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(fc.array(entry, { minLength: 16, maxLength: 16 }), fc.array(entry, { minLength: 4, maxLength: 4 }), (cells, wanted) => {
        const b = Array.from({ length: 4 }, (_, i) => cells.slice(i * 4, i * 4 + 4));
        const a = b.map((row, i) =>
          Float64Array.from(b, (other, j) => row.reduce((sum, value, k) => sum + value * (other[k] ?? 0), 0) + (i === j ? 1 : 0)),
        );
        const right = a.map((row) => Float64Array.of(row.reduce((sum, value, j) => sum + value * (wanted[j] ?? 0), 0)));
        const solution = solvePositiveDefinite(
          a.map((row) => row.slice()),
          right,
        );
        solution.forEach((row, i) => expect(row[0]).toBeCloseTo(wanted[i] ?? NaN, 6));
      }),
    );
  });
});

/** Share of right labels among the rows of one part. */
function accuracy(file: string, reference: string): number {
  const answers = new Map(
    reference
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',').slice(0, 2) as [string, string]),
  );
  const rows = file
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  return rows.filter(([id = '', label]) => answers.get(id) === label).length / answers.size;
}
/** Share of pairs of a malignant and a benign sample in the right order, ties half. */
function auc(file: string, reference: string): number {
  const answers = new Map(
    reference
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',').slice(0, 2) as [string, string]),
  );
  const rows = file
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',') as [string, string]);
  const of = (answer: string) => rows.filter(([id]) => answers.get(id) === answer).map(([, p]) => Number(p));
  const [positive, negative] = [of('1'), of('0')];
  const won = positive.reduce((sum, a) => sum + negative.reduce((s, b) => s + (a > b ? 1 : a === b ? 0.5 : 0), 0), 0);
  return won / (positive.length * negative.length);
}

describe('the examples', () => {
  const digits = learningOf('digits');
  const nuclei = learningOf('nuclei');

  it.each(
    Object.entries(EXAMPLES).flatMap(([example, { files }]) => Object.keys(files).map((file) => [example as ExampleName, file] as const)),
  )('%s/data/%s is what the model it is said to come from predicts', (example, file) => {
    const made = EXAMPLES[example].files[file];
    expect(made && predict(example === 'digits' ? digits : nuclei, made.spec, made.seed)).toBe(read(example, file));
  });

  it('offers a file that is better than the baselines, and baselines better than chance', () => {
    const onDigits = (file: string) => accuracy(read('digits', file), read('digits', 'reference.csv'));
    expect(onDigits('baseline_tree.csv')).toBeGreaterThan(0.5);
    expect(onDigits('baseline_centroid.csv')).toBeGreaterThan(onDigits('baseline_tree.csv'));
    expect(onDigits('better_than_baseline.csv')).toBeGreaterThan(onDigits('baseline_centroid.csv') + 0.03);
    const onNuclei = (file: string) => auc(read('nuclei', file), read('nuclei', 'reference.csv'));
    expect(onNuclei('sample_submission.csv')).toBe(0.5);
    expect(onNuclei('baseline_stump.csv')).toBeGreaterThan(0.7);
    expect(onNuclei('baseline_bayes.csv')).toBeGreaterThan(onNuclei('baseline_stump.csv'));
    expect(onNuclei('better_than_baseline.csv')).toBeGreaterThan(onNuclei('baseline_bayes.csv'));
  });

  it('refuses a label that the target does not have', () => {
    expect(() => readLearning('id,label,a\nx,11,1\n', 'id,a\ny,2\n', EXAMPLES.digits.target)).toThrow(RangeError);
  });
});
