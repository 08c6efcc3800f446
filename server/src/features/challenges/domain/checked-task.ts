import type { FileFormat, MetricUse, Reference, TaskDefinition } from '@gac/shared/contract/definition';

/** A task whose predictions are checked against a format and the ids of a reference. */
export interface CheckedTask {
  format: FileFormat;
  reference: Reference;
  /** Of the built-in scorer; empty when a program scores. */
  metrics: MetricUse[];
}
/** Null for a task whose submissions nobody but its scoring program understands. */
export function checkedTask({ format, reference, scorer }: TaskDefinition): CheckedTask | null {
  if (format === undefined || reference === undefined) return null;
  return { format, reference, metrics: scorer.kind === 'builtin' ? scorer.metrics : [] };
}
