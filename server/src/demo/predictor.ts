import { spoil } from './flaws.ts';
import { EXAMPLES, type ExampleName } from './models/examples.ts';
import { predict, readLearning, type Learning } from './models/prediction-file.ts';
import type { PlannedSubmission } from './population.ts';

/** The text of a file of an example's data folder: `read('digits', 'train.csv')`. */
export type ReadExampleFile = (example: ExampleName, file: string) => string;

/** Trains what a plan names and writes the files; a model that several teams use is trained once. */
export class Predictor {
  private readonly learnings = new Map<ExampleName, Learning>();
  private readonly files = new Map<string, string>();
  constructor(private readonly read: ReadExampleFile) {}

  /** How many different models have been trained. */
  get trained(): number {
    return this.files.size;
  }

  /** The prediction file of a planned submission, with its mistake when it has one. */
  file({ example, spec, seed, flaw }: Pick<PlannedSubmission, 'example' | 'spec' | 'seed' | 'flaw'>): string {
    const key = JSON.stringify([example, spec, seed]);
    let text = this.files.get(key);
    if (text === undefined) {
      text = predict(this.learning(example), spec, seed);
      this.files.set(key, text);
    }
    return flaw === null ? text : spoil(text, flaw);
  }

  private learning(example: ExampleName): Learning {
    let learning = this.learnings.get(example);
    if (learning === undefined) {
      learning = readLearning(this.read(example, 'train.csv'), this.read(example, 'test.csv'), EXAMPLES[example].target);
      this.learnings.set(example, learning);
    }
    return learning;
  }
}
