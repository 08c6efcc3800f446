import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { markets, rankIn } from '../../testing/markets.ts';
import type { MarketInput } from './market.ts';
import { match } from './match.ts';
import { matchWithMinimums, remainingMarket, serialPriority } from './rounds.ts';

describe('rounds', () => {
  it('stage A: in the order of award rank each takes the best that is left', () => {
    const taken = serialPriority(
      [
        { id: 'x', preferences: ['gpu', 'office'] },
        { id: 'y', preferences: ['gpu', 'office'] },
        { id: 'z', preferences: ['gpu'] },
      ],
      new Map([
        ['gpu', 1],
        ['office', 1],
      ]),
    );
    expect([...taken]).toEqual([
      ['x', 'gpu'],
      ['y', 'office'],
      ['z', null],
    ]);
  });
  it('closes programs below their minimum, the emptiest first, and runs again', () => {
    const input: MarketInput = {
      applicants: [
        { id: 'a', preferences: ['p', 'r'] },
        { id: 'b', preferences: ['q', 'r'] },
      ],
      programs: ['p', 'q', 'r'].map((id) => ({ id, capacity: id === 'p' ? 4 : 2, ranking: ['a', 'b'] })),
    };
    const { result, closures } = matchWithMinimums(
      input,
      new Map([
        ['p', 2],
        ['q', 2],
        ['r', 2],
      ]),
    );
    // r has nobody (0), p a quarter, q a half.
    expect(closures.map(({ program }) => program)).toEqual(['r', 'p', 'q']);
    expect(result.matching).toEqual({ a: null, b: null });
    expect(matchWithMinimums(input, new Map([['p', 2]])).result.matching).toEqual({ a: 'r', b: 'q' });
  });
  it('P14: with all accepted, what remains is what was left', () => {
    fc.assert(
      fc.property(markets(6, 4), fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), (input, says) => {
        const { matching } = match(input);
        const accepted = new Map(
          Object.entries(matching).flatMap(([id, program], at) => (program !== null && says[at] ? [[id, program] as const] : [])),
        );
        const rest = match(remainingMarket(input, accepted, new Set()));
        for (const [id, program] of Object.entries(rest.matching)) expect(program).toBe(matching[id]);
      }),
      { numRuns: 300 },
    );
  });
  it('P15: whoever has an open offer is only ever moved up, whatever the others answer', () => {
    fc.assert(
      fc.property(
        markets(7, 4),
        fc.array(fc.constantFrom('accept', 'decline', 'wait'), { minLength: 28, maxLength: 28 }),
        (input, answers) => {
          const accepted = new Map<string, string>();
          const left = new Set<string>();
          let offers = match(input).matching;
          for (let round = 0; round < 4; round += 1) {
            Object.entries(offers).forEach(([id, program], at) => {
              if (program === null) return;
              const answer = answers[(round * 7 + at) % answers.length];
              if (answer === 'accept') accepted.set(id, program);
              if (answer === 'decline') left.add(id);
            });
            const next = match(remainingMarket(input, accepted, left)).matching;
            for (const { id, preferences } of input.applicants)
              if (!accepted.has(id) && !left.has(id))
                expect(rankIn(preferences, next[id])).toBeLessThanOrEqual(rankIn(preferences, offers[id]));
            offers = next;
          }
        },
      ),
      { numRuns: 300 },
    );
  });
  it('P15 is about leaving: were decliners kept for their lower choices, somebody would be moved down', () => {
    const input: MarketInput = {
      applicants: [
        { id: 'a', preferences: ['p', 'q'] },
        { id: 'b', preferences: ['q'] },
      ],
      programs: [
        { id: 'p', capacity: 1, ranking: ['a'] },
        { id: 'q', capacity: 1, ranking: ['a', 'b'] },
      ],
    };
    expect(match(input).matching).toEqual({ a: 'p', b: 'q' });
    expect(match(remainingMarket(input, new Map(), new Set(['a']))).matching).toEqual({ b: 'q' });
    expect(
      match({
        ...input,
        applicants: [
          { id: 'a', preferences: ['q'] },
          { id: 'b', preferences: ['q'] },
        ],
      }).matching['b'],
    ).toBeNull();
  });
});
