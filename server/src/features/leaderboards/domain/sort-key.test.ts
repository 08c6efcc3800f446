import { describe, expect, it } from '@jest/globals';
import { compareEntrants, compareScores, type Entrant } from '@gac/shared/rules/ranking';
import { aRule, arbitraryRule } from '@gac/shared/testing/contests';
import fc from 'fast-check';
import { SCORE_BYTES, scoreKey, sortKey } from './sort-key.ts';

/** Where encodings go wrong: zeros, the smallest and largest of both kinds of double, neighbours, and what is no score. */
const EDGES = [0, -0, 5e-324, -5e-324, 2.2250738585072014e-308, -2.2250738585072014e-308, 2.225073858507201e-308, 1, 1.0000000000000002, -1, 0.1, 0.30000000000000004, 0.3, 1e21, -1e21, Number.MAX_VALUE, -Number.MAX_VALUE];
const score = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...EDGES) },
  { weight: 4, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  { weight: 1, arbitrary: fc.constantFrom(null, NaN, Infinity, -Infinity) },
);
const entrant: fc.Arbitrary<Entrant> = fc.record({
  id: fc.oneof(fc.uuid(), fc.constantFrom('0197e8a0-0000-7000-8000-000000000001', '0197e8a0-0000-7000-8000-000000000002', 'ff97e8a0-0000-7000-8000-000000000001')),
  receivedAt: fc.oneof(fc.date({ noInvalidDate: true }), fc.constantFrom(new Date(0), new Date(-1), new Date('2026-11-01T00:00:00.001Z'))),
  scores: fc.tuple(score, score),
});

describe('the order of keys', () => {
  it('is the order of the ranking rule, in either direction, rounded or not', () => {
    fc.assert(
      fc.property(arbitraryRule, entrant, entrant, (rule, a, b) => {
        expect(Math.sign(Buffer.compare(sortKey(rule, a), sortKey(rule, b)))).toBe(Math.sign(compareEntrants(rule, a, b)));
        expect(Math.sign(Buffer.compare(scoreKey(rule, a.scores), scoreKey(rule, b.scores)))).toBe(Math.sign(compareScores(rule, a.scores, b.scores)));
      }),
      { numRuns: 3_000 },
    );
  });

  it('holds for every pair of edge values', () => {
    for (const direction of ['desc', 'asc'] as const)
      for (const a of [...EDGES, null])
        for (const b of [...EDGES, null]) {
          const rule = aRule({ directions: [direction] });
          expect([a, b, direction, Math.sign(Buffer.compare(scoreKey(rule, [a]), scoreKey(rule, [b])))]).toEqual([a, b, direction, Math.sign(compareScores(rule, [a], [b]))]);
        }
  });
});

describe('a key', () => {
  const one: Entrant = { id: '0197e8a0-0000-7000-8000-000000000001', receivedAt: new Date('2026-11-01T00:00:00Z'), scores: [0.5, null] };
  const rule = aRule({ directions: ['desc', 'asc'] });
  it('begins with its score part, so that strictly better scores are one range', () => {
    const key = sortKey(rule, one);
    expect(key.subarray(0, 2 * SCORE_BYTES)).toEqual(scoreKey(rule, one.scores));
    expect(key.length).toBe(2 * SCORE_BYTES + 8 + 16);
  });
  it('is the same bytes on every machine', () => {
    expect(sortKey(rule, one).toString('hex')).toBe('401fffffffffffffffffffffffffffff800001a19467e8000197e8a0000070008000000000000001');
  });
});
