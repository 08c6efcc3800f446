/** Builders and arbitraries for submissions on boards. */
import fc from 'fast-check';
import type { FinalSubmission, RankingRule } from '../rules/ranking.ts';

/** A scored submission of team `t1` with score 0.5 unless told otherwise. */
export function aSubmission(over: Partial<FinalSubmission> = {}): FinalSubmission {
  return {
    id: 's1',
    teamId: 't1',
    state: 'SCORED',
    receivedAt: new Date('2026-11-01T00:00:00Z'),
    scores: [0.5],
    privateScores: [0.5],
    ...over,
  };
}
export function aRule(over: Partial<RankingRule> = {}): RankingRule {
  return { directions: ['desc'], ties: 'shared', represents: 'best', roundDecimals: null, ...over };
}

/** Few distinct values, so that ties are frequent, and what must never rank. */
const scores = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(0.1, 0.25, 0.5, 0.5000001, 0.75, -1, 0, -0) },
  { weight: 2, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  { weight: 1, arbitrary: fc.constantFrom(null, NaN, Infinity, -Infinity) },
);
export const arbitraryRule: fc.Arbitrary<RankingRule> = fc.record({
  directions: fc.array(fc.constantFrom('desc' as const, 'asc' as const), { minLength: 2, maxLength: 2 }),
  ties: fc.constantFrom('shared' as const, 'strict' as const),
  represents: fc.constantFrom('best' as const, 'latest' as const),
  roundDecimals: fc.constantFrom(null, 1, 3),
});
/** Up to 30 submissions of up to 8 teams, two score columns, unique ids, some received at the same instant. */
export const arbitraryContest: fc.Arbitrary<FinalSubmission[]> = fc
  .array(
    fc.record({
      teamId: fc.integer({ min: 1, max: 8 }).map((n) => `t${String(n)}`),
      receivedAt: fc.integer({ min: 0, max: 6 }).map((hour) => new Date(Date.UTC(2026, 10, 1, hour))),
      scores: fc.tuple(scores, scores),
      privateScores: fc.tuple(scores, scores),
      state: fc.constantFrom('SCORED' as const, 'SCORED' as const, 'SCORED' as const, 'FAILED' as const, 'WITHDRAWN' as const),
    }),
    { maxLength: 30 },
  )
  .map((rows) => rows.map((row, index) => ({ ...row, id: `s${String(index).padStart(2, '0')}` })));
