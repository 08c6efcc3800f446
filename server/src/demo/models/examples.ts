import type { ModelSpec } from './catalogue.ts';
import type { Target } from './prediction-file.ts';

export type ExampleName = 'digits' | 'nuclei';
/** What each example challenge asks for, and the models behind the prediction files that stand beside its data. */
export const EXAMPLES: Record<ExampleName, { target: Target; files: Record<string, { spec: ModelSpec; seed: number }> }> = {
  digits: {
    target: { column: 'label', kind: 'label', labels: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] },
    files: {
      'baseline_centroid.csv': { spec: { kind: 'centroid' }, seed: 1 },
      'baseline_tree.csv': { spec: { kind: 'tree', depth: 6, minLeaf: 3 }, seed: 1 },
      'better_than_baseline.csv': { spec: { kind: 'neighbours', k: 5 }, seed: 1 },
    },
  },
  nuclei: {
    target: { column: 'malignant', kind: 'probability', labels: ['0', '1'] },
    files: {
      'baseline_stump.csv': { spec: { kind: 'tree', depth: 1, minLeaf: 5 }, seed: 1 },
      'baseline_bayes.csv': { spec: { kind: 'bayes', smoothing: 1e-9, features: [0, 1, 4, 8] }, seed: 1 },
      'better_than_baseline.csv': {
        spec: { kind: 'logistic', epochs: 20, step: 0.05, penalty: 0.01, transform: 'standardise', features: [0, 1, 4, 5, 6, 7, 8] },
        seed: 1,
      },
    },
  },
};
