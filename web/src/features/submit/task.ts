import type { FileFormat } from '@gac/shared/contract/definition';
import type { ChallengeView, DataFileView, PhaseView } from '../../api/views.ts';

/** What a file for a phase has to be, and the challenge's own files to try with. */
export interface SubmitTask {
  format: FileFormat;
  rows: number;
  maxBytes: number;
  sample: DataFileView | null;
  example: DataFileView | null;
}
/** One file is scored on all tasks of a phase (C-12), so the first says its form and the strictest its size. Null for a phase whose predictions nobody but a scoring program understands. */
export function taskOf(challenge: ChallengeView, phase: PhaseView): SubmitTask | null {
  const [first] = phase.tasks;
  if (!first?.format) return null;
  const file = (role: DataFileView['role']) => challenge.data.find((entry) => entry.role === role) ?? null;
  return {
    format: first.format,
    rows: first.rows,
    maxBytes: Math.min(...phase.tasks.flatMap(({ format }) => format?.maxBytes ?? [])),
    sample: file('sample'),
    example: file('example'),
  };
}
