import type { ProgramScorer } from '@gac/shared/contract/definition';
import type { PartScores } from '../engine/contract.ts';
import type { ScoreSet } from '../engine/programs/contract.ts';

type Declared = Pick<ProgramScorer, 'contract' | 'metrics'>;
type Metric = ProgramScorer['metrics'][number];

/** Under which name a program gives a metric: what the adapters are asked for. */
export const outputName = ({ key, output }: Metric): string => output ?? key;
/** The one name under which Kaggle's `score` is told. */
const KAGGLE_SCORE = 'score';

/** What a program's scores are worth: one value per declared metric, in the order of the definition; null where it gave none. */
export function declaredScores({ contract, metrics }: Declared, sets: readonly ScoreSet[]): PartScores[] {
  const valueIn = (split: string | null, name: string): number | null => {
    const value = sets.find((set) => set.split === split)?.values[name];
    return value === undefined || !Number.isFinite(value) ? null : value;
  };
  return metrics.map((metric) => {
    const { key } = metric;
    switch (contract) {
      case 'evalai':
        return { key, public: valueIn(metric.split ?? null, outputName(metric)), private: null };
      case 'kaggle':
        // A solution with a column for the part is scored on each of them.
        return { key, public: valueIn(null, KAGGLE_SCORE) ?? valueIn('public', KAGGLE_SCORE), private: valueIn('private', KAGGLE_SCORE) };
      case 'huggingface':
        return { key, public: valueIn('public', outputName(metric)), private: valueIn('private', outputName(metric)) };
      case 'metrics-json':
        return { key, public: valueIn(null, key), private: null };
      case 'codabench':
        return { key, public: valueIn(null, outputName(metric)), private: null };
    }
  });
}
