import type { Adjustments, ModelSpec } from './models/catalogue.ts';
import type { ExampleName } from './models/examples.ts';

/** Ways of working: what a team tries one after the other, roughly from weak to strong. */
type Ladder = readonly ModelSpec[];

const knn = (k: number, rest: Adjustments & { weighted?: boolean } = {}): ModelSpec => ({ kind: 'neighbours', k, ...rest });
const kernel = (gamma: number, penalty: number, rest: Adjustments = {}): ModelSpec => ({ kind: 'kernel-ridge', gamma, penalty, ...rest });

const DIGITS: readonly Ladder[] = [
  [
    { kind: 'tree', depth: 5, minLeaf: 3 },
    { kind: 'tree', depth: 8, minLeaf: 2 },
    { kind: 'tree', depth: 12, minLeaf: 1 },
    { kind: 'forest', trees: 5, depth: 8, tryFeatures: 8 },
    { kind: 'forest', trees: 12, depth: 10, tryFeatures: 8 },
    { kind: 'forest', trees: 30, depth: 12, tryFeatures: 8 },
    { kind: 'forest', trees: 30, depth: 14, tryFeatures: 4 },
    { kind: 'average', members: [{ kind: 'forest', trees: 20, depth: 12, tryFeatures: 6 }, knn(5)] },
  ],
  [
    { kind: 'centroid', share: 0.1 },
    { kind: 'centroid' },
    { kind: 'centroid', transform: 'unit-length' },
    { kind: 'bayes', smoothing: 0.2 },
    { kind: 'bayes', smoothing: 0.05 },
    { kind: 'discriminant', shrinkage: 0.01 },
    { kind: 'discriminant', shrinkage: 0.2 },
    { kind: 'average', members: [{ kind: 'discriminant', shrinkage: 0.2 }, knn(3)] },
  ],
  [
    { kind: 'perceptron', epochs: 1 },
    { kind: 'perceptron', epochs: 4 },
    { kind: 'ridge', penalty: 1000 },
    { kind: 'ridge', penalty: 1 },
    { kind: 'perceptron', epochs: 10, averaged: true },
    { kind: 'logistic', epochs: 4, step: 0.01, penalty: 0.0001, transform: 'standardise' },
    { kind: 'logistic', epochs: 15, step: 0.03, penalty: 0.0005, transform: 'standardise' },
    {
      kind: 'average',
      members: [
        { kind: 'logistic', epochs: 15, step: 0.03, penalty: 0.0005, transform: 'standardise' },
        { kind: 'discriminant', shrinkage: 0.2 },
      ],
    },
  ],
  [
    knn(1, { share: 0.08 }),
    knn(1, { share: 0.3 }),
    knn(25),
    knn(15),
    knn(7),
    knn(3),
    knn(1),
    knn(5, { weighted: true }),
    knn(3, { weighted: true, shifts: true }),
  ],
  [
    { kind: 'bayes', smoothing: 1e-9 },
    { kind: 'ridge', penalty: 1 },
    kernel(0.05, 0.1),
    kernel(0.0001, 1),
    kernel(2, 0.5, { transform: 'unit-length' }),
    kernel(0.0005, 0.1),
    kernel(0.001, 0.1),
    kernel(0.002, 0.1),
    { kind: 'average', members: [kernel(0.001, 0.1), knn(5, { weighted: true })] },
  ],
];
const MEANS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const WORST = [20, 21, 22, 23, 24, 25, 26, 27, 28, 29];
const NUCLEI: readonly Ladder[] = [
  [
    { kind: 'tree', depth: 2, minLeaf: 5 },
    { kind: 'tree', depth: 4, minLeaf: 4 },
    { kind: 'forest', trees: 10, depth: 5, tryFeatures: 5 },
    { kind: 'forest', trees: 40, depth: 6, tryFeatures: 5 },
    { kind: 'forest', trees: 80, depth: 10, tryFeatures: 3 },
  ],
  [
    { kind: 'bayes', smoothing: 1e-9, features: [1, 4, 8] },
    { kind: 'centroid' },
    { kind: 'centroid', transform: 'standardise', features: MEANS },
    { kind: 'bayes', smoothing: 1e-9, transform: 'standardise', features: MEANS },
    { kind: 'discriminant', shrinkage: 0.3, transform: 'standardise' },
  ],
  [
    knn(3),
    knn(15),
    knn(5, { transform: 'standardise' }),
    knn(15, { transform: 'standardise' }),
    knn(25, { weighted: true, transform: 'log-standardise' }),
    { kind: 'subspaces', members: 15, share: 0.5, member: knn(9, { transform: 'log-standardise' }) },
  ],
  [
    { kind: 'logistic', epochs: 10, step: 0.05, penalty: 0.01, transform: 'standardise', features: [1, 4, 5, 8, 9] },
    { kind: 'logistic', epochs: 20, step: 0.05, penalty: 0.01, transform: 'standardise', features: MEANS },
    { kind: 'logistic', epochs: 5, step: 0.01, penalty: 0.01, transform: 'standardise' },
    { kind: 'logistic', epochs: 40, step: 0.05, penalty: 0.01, transform: 'standardise' },
    { kind: 'logistic', epochs: 40, step: 0.05, penalty: 0.01, transform: 'log-standardise' },
  ],
  [
    { kind: 'ridge', penalty: 5, transform: 'standardise', features: MEANS },
    { kind: 'ridge', penalty: 1, transform: 'standardise', features: WORST },
    { kind: 'ridge', penalty: 10, transform: 'log-standardise' },
    kernel(0.02, 0.5, { transform: 'standardise' }),
    kernel(0.005, 0.1, { transform: 'log-standardise' }),
    {
      kind: 'average',
      members: [kernel(0.005, 0.1, { transform: 'log-standardise' }), { kind: 'forest', trees: 60, depth: 8, tryFeatures: 5 }],
    },
  ],
];
export const LADDERS: Readonly<Record<ExampleName, readonly Ladder[]>> = { digits: DIGITS, nuclei: NUCLEI };
