import type { TaskDefinition } from '@gac/shared/contract/definition';
import type { Sha256, TaskId } from '@gac/shared/values';
import type { StoredFile, TaskFacts, TaskMetric, TaskScorer } from './challenges.api.ts';
import type { FileFacts } from './definition-hash.ts';
import { metricFacts } from './metric-facts.ts';

/** What the row of a task says beside its definition. */
export interface StoredTask {
  id: TaskId;
  rows: number;
  /** Of the hidden data: the answers when there are any, else what the scoring program reads. */
  sha256: Sha256 | null;
}
type Files = Readonly<Record<string, FileFacts>>;

/** A stored definition names a file that was not stored with it. */
class FileGone extends Error {
  override readonly name = 'FileGone';
}
function storedFile(files: Files, name: string): StoredFile {
  const file = files[name];
  if (!file) throw new FileGone(`the challenge has no file "${name}"`);
  return { name, sha256: file.sha256, bytes: file.bytes, isFolder: file.isFolder ?? false };
}

/** What a task scores, in its order. */
export function taskMetrics({ scorer }: TaskDefinition): TaskMetric[] {
  if (scorer.kind === 'program') return scorer.metrics.map(({ key, name, direction, decimals }) => ({ key, name, direction, decimals, use: null }));
  return scorer.metrics.map((use) => {
    const { name, direction } = metricFacts(use.metric);
    return { key: use.key, name: use.name ?? name, direction, decimals: use.decimals, use };
  });
}

function scorerOf({ scorer }: TaskDefinition, files: Files): TaskScorer {
  if (scorer.kind === 'builtin') return scorer;
  return { ...scorer, program: storedFile(files, scorer.program), reference: scorer.reference === undefined ? null : storedFile(files, scorer.reference) };
}

/** Everything that is asked about a task; null when its row is not there. */
export function taskFacts(task: TaskDefinition, row: StoredTask | undefined, files: Files): TaskFacts | null {
  if (!row) return null;
  const { key, name, format, reference, input, ingestion, entry = null, output } = task;
  return {
    id: row.id,
    key,
    name,
    checked: format && reference && row.sha256 !== null ? { format, reference, referenceSha256: row.sha256, rows: row.rows } : null,
    dataSha256: row.sha256,
    scorer: scorerOf(task, files),
    metrics: taskMetrics(task),
    input: input === undefined ? null : storedFile(files, input),
    ingestion: ingestion === undefined ? null : { ...ingestion, program: storedFile(files, ingestion.program) },
    entry,
    output,
  };
}
