import type { ChallengeView, DataFileView, PhaseView } from '@gac/shared/contract/challenges';
import type { FileFormat, SubmissionKind } from '@gac/shared/contract/definition';
import { refuse } from '../refused.ts';

/** The phase of this key; without a key the one that is open, else the next, else the last. Throws Refused when there is none or several are open. */
export function phaseOf({ phaseDetails, slug }: Pick<ChallengeView, 'phaseDetails' | 'slug'>, key: string | undefined): PhaseView {
  const keys = phaseDetails.map((phase) => phase.key).join(', ');
  if (key !== undefined) {
    const found = phaseDetails.find((phase) => phase.key === key);
    if (!found) throw refuse('no-phase', `${key} (${slug}: ${keys})`);
    return found;
  }
  const open = phaseDetails.filter(({ status }) => status === 'open');
  const phase = open[0] ?? phaseDetails.find(({ status }) => status === 'upcoming') ?? phaseDetails.at(-1);
  if (!phase || open.length > 1) throw refuse('no-phase', `--phase (${slug}: ${keys})`);
  return phase;
}

/** The kind asked for, or the first that the phase takes. Throws Refused for one that it does not take. */
export function kindOf({ accepts, key }: PhaseView, asked: string | undefined): SubmissionKind {
  const found = asked === undefined ? accepts[0] : accepts.find(({ kind }) => kind === asked);
  if (!found) throw refuse('no-kind', `${asked ?? ''} (${key}: ${accepts.map(({ kind }) => kind).join(', ')})`);
  return found.kind;
}

export interface PhaseTask {
  format: FileFormat;
  rows: number;
  /** The public sample submission, whose ids a file must have. */
  sample: DataFileView | null;
}
/** One file is scored on all tasks of a phase (C-12), so the first says its form. */
export function taskOf({ data, slug }: Pick<ChallengeView, 'data' | 'slug'>, phase: PhaseView): PhaseTask {
  const [first] = phase.tasks;
  if (!first?.format) throw refuse('no-task', `${slug} ${phase.key}`);
  return { format: first.format, rows: first.rows, sample: data.find(({ role }) => role === 'sample') ?? null };
}
