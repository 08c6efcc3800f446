import type { LocalizedText } from '@gac/shared/values';
import { readFile } from 'node:fs/promises';
import type { Bundle, HuggingFaceScorer } from '../bundle.ts';
import type { Draft, TaskKeys, WrittenTask } from './draft.ts';

/** scikit-learn's functions that are metrics of the platform too, and what kind of column they compare. */
const METRICS: Readonly<Record<string, { metric: string; kind: 'label' | 'probability' | 'number' }>> = {
  accuracy_score: { metric: 'accuracy', kind: 'label' },
  balanced_accuracy_score: { metric: 'balanced_accuracy', kind: 'label' },
  matthews_corrcoef: { metric: 'mcc', kind: 'label' },
  cohen_kappa_score: { metric: 'cohen_kappa', kind: 'label' },
  roc_auc_score: { metric: 'roc_auc', kind: 'probability' },
  log_loss: { metric: 'log_loss', kind: 'probability' },
  root_mean_squared_error: { metric: 'rmse', kind: 'number' },
  mean_absolute_error: { metric: 'mae', kind: 'number' },
  mean_squared_error: { metric: 'mse', kind: 'number' },
  median_absolute_error: { metric: 'medae', kind: 'number' },
  r2_score: { metric: 'r2', kind: 'number' },
};

/** The values of a column of a simple CSV file, in order of appearance; commas inside quotes are none of ours to find here. */
async function valuesOf(source: string, column: string): Promise<string[]> {
  const [header = '', ...lines] = (await readFile(source, 'utf8')).replace(/^\uFEFF/, '').split(/\r?\n/);
  const cell = (line: string, at: number): string => (line.split(',')[at] ?? '').trim().replace(/^"(.*)"$/, '$1');
  const at = header.split(',').findIndex((_, i) => cell(header, i) === column);
  return [...new Set(lines.filter((line) => line !== '').map((line) => cell(line, at)))];
}

/** Where a task will stand. */
export interface Place {
  key: string;
  name: LocalizedText;
  folder: string;
  index: number;
}

/** A task that the platform's own metric scores; null when there is none like it, or its columns are not one prediction for each id. */
export async function builtinOf(
  bundle: Bundle,
  scorer: HuggingFaceScorer,
  { key, name, folder, index }: Place,
  draft: Draft,
): Promise<{ written: WrittenTask; keys: TaskKeys } | null> {
  const known = Object.hasOwn(METRICS, scorer.metric) ? METRICS[scorer.metric] : undefined;
  const [target, ...others] = scorer.columns.filter((column) => column !== scorer.idColumn);
  if (!known || !scorer.solution || target === undefined || others.length > 0) return null;
  const labels = known.kind === 'label' ? { labels: await valuesOf(scorer.solution.source, target) } : {};
  const column = bundle.boards[0]?.columns[0];
  return {
    written: {
      key,
      name,
      format: { idColumn: scorer.idColumn, columns: [{ name: target, kind: known.kind, ...labels }] },
      reference: {
        file: draft.file(`${folder}/solution.csv`, scorer.solution),
        idColumn: scorer.idColumn,
        truthColumn: target,
        partColumn: 'split',
      },
      scorer: { kind: 'builtin', metrics: [{ key: known.metric, metric: known.metric }] },
    },
    keys: { index, key, name: name.en, metrics: [{ key: known.metric, output: column?.key ?? scorer.metric, split: null }] },
  };
}
