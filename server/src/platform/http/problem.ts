import { PROBLEMS, type ProblemCode, type ProblemFields, type ProblemKind } from '@gac/shared/problems';

/** A problem on its way to the client (RFC 9457). Made by `problem()` only. */
export class ProblemError extends Error {
  readonly status: number;
  readonly kind: ProblemKind;
  constructor(
    readonly code: ProblemCode,
    readonly fields: object,
  ) {
    super(code);
    this.name = 'ProblemError';
    this.status = PROBLEMS[code].status;
    this.kind = PROBLEMS[code].kind;
  }
}

/** The only way to raise a problem: `throw problem('quota-exhausted', { ... })`. */
export const problem = <C extends ProblemCode>(code: C, ...fields: Record<string, never> extends ProblemFields[C] ? [fields?: ProblemFields[C]] : [fields: ProblemFields[C]]): ProblemError => new ProblemError(code, fields[0] ?? {});
