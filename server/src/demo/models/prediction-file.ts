import { SeededRng } from '../../platform/random/random.ts';
import { train, type ModelSpec } from './catalogue.ts';
import { argmax, type Classifier, type Table, type TrainingSet } from './classifier.ts';

/** What a model has to answer: one class label per row, or the probability of one class. */
export type Target =
  { column: string; kind: 'label'; labels: readonly string[] } | { column: string; kind: 'probability'; labels: readonly [string, string] };
/** One example challenge as a model sees it. */
export interface Learning {
  target: Target;
  training: TrainingSet;
  test: Table;
}

const cellsOf = (text: string): string[][] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(','));

/**
 * Reads the two public files of an example: train.csv (`id`, target column, features) and test.csv (`id`, features).
 * Plain numbers without quotes; a label that is not in `target.labels` is a RangeError. For a probability the second label is the class asked for.
 */
export function readLearning(trainCsv: string, testCsv: string, target: Target): Learning {
  const [, ...trainRows] = cellsOf(trainCsv);
  const [header = [], ...testRows] = cellsOf(testCsv);
  const y = Int32Array.from(trainRows, (cells) => {
    const label = target.labels.indexOf(cells[1] ?? '');
    if (label < 0) throw new RangeError(`"${cells[1]}" is not a label of ${target.column}`);
    return label;
  });
  return {
    target,
    training: { x: trainRows.map((cells) => Float64Array.from(cells.slice(2), Number)), y, classes: target.labels.length },
    test: {
      ids: testRows.map((cells) => cells[0] ?? ''),
      features: header.slice(1),
      x: testRows.map((cells) => Float64Array.from(cells.slice(1), Number)),
    },
  };
}

/** The prediction file of a classifier: CSV with the ids of the test rows in their order; probabilities with six decimals. */
function predictionFile(learning: Learning, classify: Classifier): string {
  const { target, test } = learning;
  const lines = test.x.map((row, i) => {
    const p = classify(row);
    return `${test.ids[i]},${target.kind === 'label' ? target.labels[argmax(p)] : p[1]!.toFixed(6)}\n`;
  });
  return `id,${target.column}\n${lines.join('')}`;
}

/** Trains a model with its own seed and writes its prediction file. Pure: the same arguments give the same bytes. */
export const predict = (learning: Learning, spec: ModelSpec, seed: number): string =>
  predictionFile(learning, train(spec, learning.training, new SeededRng(seed)));
