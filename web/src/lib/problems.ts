import type { ProblemBody } from '@gac/shared/problems';

/** What went wrong, as the pages see it: the server's problem (RFC 9457), no answer at all, or an answer that is not ours. */
export type Problem = ProblemBody | { code: 'network'; status: 0 } | { code: 'unreadable'; status: number };
export type ProblemCodeOnScreen = Problem['code'];

/** Thrown by queries so that TanStack Query and error boundaries carry the problem. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
    this.name = 'ProblemError';
  }
}
/** The problem inside anything thrown; null for a bug of ours in the page. */
export const problemOf = (error: unknown): Problem | null => (error instanceof ProblemError ? error.problem : null);
/** The id to copy into a support request: the server's trace id, when it gave one. */
export const traceIdOf = (problem: Problem): string | null =>
  'traceId' in problem && typeof problem.traceId === 'string' ? problem.traceId : null;
/** True when trying again may help. */
export const isPassing = (problem: Problem): boolean => problem.code === 'network' || problem.status >= 500 || problem.status === 429;
