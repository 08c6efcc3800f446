import fc from 'fast-check';
import type { MarketInput } from '../rules/awards/market.ts';

export const ids = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, at) => `${prefix}${String(at + 1)}`);
/** Random markets of so many applicants and programs, with complete or short lists. */
export const markets = (applicants: number, programs: number): fc.Arbitrary<MarketInput> =>
  fc
    .record({
      lists: fc.array(fc.shuffledSubarray(ids('p', programs)), { minLength: applicants, maxLength: applicants }),
      rankings: fc.array(fc.shuffledSubarray(ids('a', applicants)), { minLength: programs, maxLength: programs }),
      capacities: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: programs, maxLength: programs }),
    })
    .map(({ lists, rankings, capacities }) => ({
      applicants: lists.map((preferences, at) => ({ id: `a${String(at + 1)}`, preferences })),
      programs: rankings.map((ranking, at) => ({ id: `p${String(at + 1)}`, capacity: capacities[at] as number, ranking })),
    }));
/** Place of a program in a list; Infinity without. */
export const rankIn = (preferences: readonly string[], program: string | null | undefined): number =>
  typeof program === 'string' ? preferences.indexOf(program) : Infinity;
