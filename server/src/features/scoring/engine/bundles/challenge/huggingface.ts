import type { ProgramMetric } from '@gac/shared/contract/definition';
import type { HuggingFaceScorer } from '../bundle.ts';
import type { Draft, WrittenTask } from './draft.ts';

/** A scorer of Hugging Face as a program of ours: its metric.py, or one that names the metric of scikit-learn. Null when it has no answers to compare with. */
export function huggingFaceOf(
  { solution, program, metric, idColumn, columns, rows }: HuggingFaceScorer,
  { folder, limits, metrics }: { folder: string; limits: { cpuMs: number; wallMs: number }; metrics: ProgramMetric[] },
  draft: Draft,
): WrittenTask['scorer'] | null {
  const name = `${folder}/scoring/metric.py`;
  if (!solution || (metric === 'custom' && !program)) return null;
  return {
    kind: 'program',
    contract: 'huggingface',
    program: program ? draft.file(name, program) : draft.written(name, `# scikit-learn's metric, computed on the public and on the private rows.\nMETRIC = '${metric}'\n`),
    reference: draft.file(`${folder}/solution.csv`, solution),
    rowIdColumn: idColumn,
    ...(columns.length > 0 && { columns: [...columns] }),
    ...(rows !== null && rows > 0 && { rows }),
    limits,
    metrics,
  };
}
