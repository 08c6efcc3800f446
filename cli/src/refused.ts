import type { ProblemBody, ProblemCode } from '@gac/shared/problems';

/** What the command line refuses by itself, beside the problems of the API. */
export type LocalCode = 'unreachable' | 'not-this-api' | 'no-phase' | 'no-kind' | 'no-task' | 'no-board' | 'no-data-file' | 'no-file' | 'file-differs' | 'download-broken' | 'no-password' | 'no-submission' | 'bad-format-file' | 'bad-sample' | 'bad-document' | 'repeated-pair' | 'interrupted';
/** A problem as the API words it, or one of the command line's own; `what` names the thing it is about. */
export type Refusal = { kind: 'api'; problem: ProblemBody } | { kind: 'local'; code: LocalCode; what: string; status: number | null };

/** A command cannot do what it was asked: the person is told and it exits with 1. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(readonly refusal: Refusal) {
    super(refusal.kind === 'api' ? refusal.problem.code : refusal.code);
  }
}
/** A refusal of the command line's own. @param what the name or address it is about @param status of an answer that no problem of the API came with */
export const refuse = (code: LocalCode, what: string, status: number | null = null): Refused => new Refused({ kind: 'local', code, what, status });

const PASSING = new Set([423, 429, 502, 503, 504]);
/** Whether the same may work a moment later: no answer, a server that is not able, or an upload whose offset raced. */
export function isPassing(error: unknown): error is Refused {
  if (!(error instanceof Refused)) return false;
  const { refusal } = error;
  return refusal.kind === 'local' ? refusal.code === 'unreachable' : PASSING.has(refusal.problem.status) || isProblem(error, 'upload-incomplete');
}
/** Whether it is this problem of the API. */
export const isProblem = (error: unknown, ...codes: ProblemCode[]): error is Refused => error instanceof Refused && error.refusal.kind === 'api' && codes.includes(error.refusal.problem.code);

/** The command was written wrongly: exit with 2. `what` is shown as it was typed. */
export interface Misuse {
  code: 'no-command' | 'unknown-command' | 'unknown-option' | 'option-not-for-command' | 'missing-argument' | 'too-many-arguments' | 'missing-value' | 'bad-value';
  what: string;
}

/** A command that turns out to be wrong only when it is carried out. */
export class Misused extends Error {
  override readonly name = 'Misused';
  constructor(readonly misuse: Misuse) {
    super(misuse.code);
  }
}
export const misuse = (code: Misuse['code'], what: string): Misused => new Misused({ code, what });
