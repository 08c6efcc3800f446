import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { markets } from '../../testing/markets.ts';
import { NONE, readMarket, type MarketInput } from './market.ts';
import { match } from './match.ts';
import { Seats } from './seats.ts';
import { blockingPairs } from './stability.ts';

describe('couples', () => {
  // Roth (1984); Klaus and Klijn, J. Econ. Theory 121 (2005), example 1: a couple and a single, two hospitals of one seat.
  const withoutStable: MarketInput = {
    applicants: [
      { id: 'c1', preferences: [] },
      { id: 'c2', preferences: [] },
      { id: 's', preferences: ['p', 'q'] },
    ],
    programs: [
      { id: 'p', capacity: 1, ranking: ['c1', 's'] },
      { id: 'q', capacity: 1, ranking: ['s', 'c2'] },
    ],
    couples: [{ members: ['c1', 'c2'], preferences: [['p', 'q']] }],
  };
  it('P13: says that no stable matching exists, with the least blocked one', () => {
    const result = match(withoutStable);
    expect(result.status).toBe('NO_STABLE_MATCHING');
    expect(result.warnings).toEqual([]);
    expect(result.blocking).toHaveLength(1);
  });
  it('places a couple together when that is stable', () => {
    const result = match({
      ...withoutStable,
      programs: [
        { id: 'p', capacity: 1, ranking: ['c1', 's'] },
        { id: 'q', capacity: 2, ranking: ['s', 'c2'] },
      ],
    });
    expect(result).toMatchObject({ status: 'OK', matching: { c1: 'p', c2: 'q', s: 'q' } });
  });
  it('finds a stable matching whenever one exists, and ends in any case', () => {
    fc.assert(
      fc.property(
        markets(4, 3),
        fc.shuffledSubarray(['p1 p2', 'p2 p1', 'p1 -', '- p3', 'p3 p3', 'p2 p3'], { minLength: 1 }),
        (input, pairs) => {
          const couples = [
            {
              members: ['a1', 'a2'] as const,
              preferences: pairs.map((pair) => pair.split(' ').map((id) => (id === '-' ? null : id)) as [string | null, string | null]),
            },
          ];
          const result = match({ ...input, couples });
          const { market } = readMarket({ ...input, couples });
          const seats = new Seats(market);
          Object.values(result.matching).forEach((id, applicant) => {
            const program = market.programs.findIndex((known) => known.id === id);
            if (program !== NONE) seats.add(applicant, program);
          });
          expect(blockingPairs(market, seats).length === 0).toBe(result.status === 'OK');
          const [couple] = market.couples;
          if (couple) expect([...couple.pairs, [NONE, NONE]]).toContainEqual(couple.members.map((member) => seats.placed[member]));
        },
      ),
      { numRuns: 200 },
    );
  });
});
