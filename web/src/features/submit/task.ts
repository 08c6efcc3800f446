import type { FileFormat, SubmissionKind } from '@gac/shared/contract/definition';
import type { ChallengeView, DataFileView, PhaseView } from '../../api/views.ts';

/** What a file for a phase has to be, and the challenge's own files to try with. */
export interface SubmitTask {
  kind: SubmissionKind;
  /** The form of a prediction file; null for what is run, and for predictions that nobody but a scoring program understands. */
  format: FileFormat | null;
  rows: number;
  maxBytes: number;
  /** What an image has to be built for, e.g. `linux/amd64`; null for the other kinds. */
  platform: string | null;
  sample: DataFileView | null;
  example: DataFileView | null;
  /** Those of them that one has to join for first. */
  afterJoining: DataFileView[];
}
/** The kinds to choose from, in the order of the phase. */
export const kindsOf = (phase: PhaseView): SubmissionKind[] => phase.accepts.map(({ kind }) => kind);

/**
 * One file is scored on all tasks of a phase (C-12), so the first says its form and the strictest its size. Null for a kind that the phase does not
 * take. `joined`: whether the viewer may have files for participants.
 */
export function taskOf(challenge: ChallengeView, phase: PhaseView, kind: SubmissionKind | undefined, joined: boolean): SubmitTask | null {
  const [task] = phase.tasks;
  const accepted = phase.accepts.find((one) => one.kind === kind);
  if (!task || !accepted || kind === undefined) return null;
  const mayHave = ({ access }: DataFileView) => joined || access === 'open';
  const first = (role: DataFileView['role']) => challenge.data.find((entry) => entry.role === role) ?? null;
  const [sample, example] = kind === 'prediction' ? [first('sample'), first('example')] : [null, kind === 'code' ? first('code') : null];
  const had = (file: DataFileView | null) => (file !== null && mayHave(file) ? file : null);
  return {
    kind,
    format: kind === 'prediction' ? task.format : null,
    rows: task.rows,
    maxBytes: accepted.maxBytes,
    platform: accepted.platform,
    sample: had(sample),
    example: had(example),
    afterJoining: [sample, example].filter((file) => file !== null && !mayHave(file)) as DataFileView[],
  };
}
