import type { FileFormat } from '@gac/shared/contract/definition';
import type { ChallengeView, DataFileView, PhaseView } from '../../api/views.ts';

/** What a file for a phase has to be, and the challenge's own files to try with. */
export interface SubmitTask {
  format: FileFormat;
  rows: number;
  maxBytes: number;
  sample: DataFileView | null;
  example: DataFileView | null;
  /** Those of them that one has to join for first. */
  afterJoining: DataFileView[];
}
/**
 * One file is scored on all tasks of a phase (C-12), so the first says its form and the strictest its size. Null for a phase whose predictions nobody
 * but a scoring program understands. `joined`: whether the viewer may have files for participants.
 */
export function taskOf(challenge: ChallengeView, phase: PhaseView, joined: boolean): SubmitTask | null {
  const [first] = phase.tasks;
  if (!first?.format) return null;
  const mayHave = ({ access }: DataFileView) => joined || access === 'open';
  const named = (role: DataFileView['role']) => challenge.data.filter((entry) => entry.role === role).slice(0, 1);
  const file = (role: DataFileView['role']) => named(role).find(mayHave) ?? null;
  return {
    format: first.format,
    rows: first.rows,
    maxBytes: Math.min(...phase.tasks.flatMap(({ format }) => format?.maxBytes ?? [])),
    sample: file('sample'),
    example: file('example'),
    afterJoining: [...named('sample'), ...named('example')].filter((entry) => !mayHave(entry)),
  };
}
