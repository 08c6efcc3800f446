import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deferredAcceptance } from './deferred-acceptance.ts';
import { ids, markets, rankIn } from '../../testing/markets.ts';
import { NONE, readMarket, type MarketInput } from './market.ts';
import { match } from './match.ts';
import { Seats } from './seats.ts';
import { blockingPairs } from './stability.ts';

/** Hosts with overall capacities whose programs inherit their ranking (the student-project allocation problem). */
const hostMarkets: fc.Arbitrary<MarketInput> = fc
  .record({
    lists: fc.array(fc.shuffledSubarray(ids('p', 4)), { minLength: 4, maxLength: 4 }),
    rankings: fc.array(fc.shuffledSubarray(ids('a', 4), { minLength: 2 }), { minLength: 2, maxLength: 2 }),
    caps: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 6, maxLength: 6 }),
  })
  .map(({ lists, rankings, caps }) => ({
    applicants: lists.map((preferences, at) => ({ id: `a${String(at + 1)}`, preferences })),
    programs: ids('p', 4).map((id, at) => ({ id, capacity: caps[at] as number, host: at < 2 ? 'h1' : 'h2' })),
    hosts: rankings.map((ranking, at) => ({ id: `h${String(at + 1)}`, capacity: caps[4 + at] as number, ranking })),
  }));

/** Every stable matching, by looking at all of them: programs by applicant. */
function stableMatchings(input: MarketInput): (string | null)[][] {
  const { market } = readMarket(input);
  const found: (string | null)[][] = [];
  const visit = (seats: Seats, applicant: number): void => {
    const list = market.lists[applicant];
    if (list === undefined) {
      if (blockingPairs(market, seats).length === 0) found.push([...seats.placed].map((program) => market.programs[program]?.id ?? null));
      return;
    }
    for (const program of [...list, NONE]) {
      if (program !== NONE) seats.add(applicant, program);
      if (program === NONE || seats.surplus(program) === NONE) visit(seats, applicant + 1);
      seats.remove(applicant);
    }
  };
  visit(new Seats(market), 0);
  return found;
}
const outcome = (input: MarketInput, id: string): string | null => match(input).matching[id] ?? null;

describe('the mechanism (awards.md 3.3)', () => {
  it('gives the published answer of Gale and Shapley (1962), example 2', () => {
    const men = { A: 'abcd', B: 'adcb', C: 'bacd', D: 'dbca' };
    const women = { a: 'DCAB', b: 'BDAC', c: 'DABC', d: 'CBAD' };
    const input: MarketInput = {
      applicants: Object.entries(men).map(([id, list]) => ({ id, preferences: [...list] })),
      programs: Object.entries(women).map(([id, list]) => ({ id, capacity: 1, ranking: [...list] })),
    };
    const stable = stableMatchings(input);
    expect(stable).toHaveLength(1);
    expect(Object.values(match(input).matching)).toEqual(stable[0]);
    expect(match(input).matching).toEqual({ A: 'c', B: 'd', C: 'a', D: 'b' });
  });

  it('gives the student-optimal answer of Abraham, Irving and Manlove (2007), figure 1', () => {
    const input: MarketInput = {
      applicants: [
        { id: 's1', preferences: ['p1', 'p7'] },
        { id: 's2', preferences: ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'] },
        { id: 's3', preferences: ['p2', 'p1', 'p4'] },
        { id: 's4', preferences: ['p2'] },
        { id: 's5', preferences: ['p1', 'p2', 'p3', 'p4'] },
        { id: 's6', preferences: ['p2', 'p3', 'p4', 'p5', 'p6'] },
        { id: 's7', preferences: ['p5', 'p3', 'p8'] },
      ],
      programs: [
        ...['p1', 'p2', 'p3'].map((id) => ({ id, capacity: id === 'p1' ? 2 : 1, host: 'l1' })),
        ...['p4', 'p5', 'p6'].map((id) => ({ id, capacity: 1, host: 'l2' })),
        ...['p7', 'p8'].map((id) => ({ id, capacity: 1, host: 'l3' })),
      ],
      hosts: [
        { id: 'l1', capacity: 3, ranking: ['s7', 's4', 's1', 's3', 's2', 's5', 's6'] },
        { id: 'l2', capacity: 2, ranking: ['s3', 's2', 's6', 's7', 's5'] },
        { id: 'l3', capacity: 2, ranking: ['s1', 's7'] },
      ],
    };
    expect(match(input).matching).toEqual({ s1: 'p1', s2: 'p5', s3: 'p4', s4: 'p2', s5: null, s6: null, s7: 'p3' });
  });

  it('P1, P2: nobody is placed where they may not be, and no pair blocks', () => {
    fc.assert(
      fc.property(fc.oneof(markets(6, 4), hostMarkets), (input) => {
        const { market } = readMarket(input);
        const { seats } = deferredAcceptance(market);
        expect(blockingPairs(market, seats)).toEqual([]);
        market.programs.forEach(({ capacity }, program) => {
          expect(seats.at(program).length).toBeLessThanOrEqual(capacity);
        });
        market.hosts.forEach(({ capacity }, host) => {
          expect(
            market.programs.reduce((sum, program, at) => sum + (program.host === host ? seats.at(at).length : 0), 0),
          ).toBeLessThanOrEqual(capacity);
        });
        seats.placed.forEach((program, applicant) => {
          if (program !== NONE) expect(market.lists[applicant]).toContain(program);
        });
      }),
      { numRuns: 400 },
    );
  });

  it('P3, P6: best of all stable matchings for every applicant; the same people have a place in each, and as many at each program', () => {
    fc.assert(
      fc.property(fc.oneof(markets(4, 3), hostMarkets), (input) => {
        const own = Object.values(match(input).matching);
        const stable = stableMatchings(input);
        expect(stable).toContainEqual(own);
        const isMatched = (matching: readonly (string | null)[]): boolean[] => matching.map((program) => program !== null);
        for (const other of stable) {
          input.applicants.forEach(({ preferences }, at) => {
            expect(rankIn(preferences, own[at])).toBeLessThanOrEqual(rankIn(preferences, other[at]));
          });
          expect(isMatched(other)).toEqual(isMatched(own));
          if (input.hosts === undefined) expect([...other].sort()).toEqual([...own].sort());
        }
      }),
      { numRuns: 150 },
    );
  });

  it('P4: no applicant gains by any other list', () => {
    const listsOf = (programs: readonly string[]): string[][] => [
      [],
      ...programs.flatMap((first) => listsOf(programs.filter((id) => id !== first)).map((rest) => [first, ...rest])),
    ];
    fc.assert(
      fc.property(markets(4, 3), (input) => {
        const [liar] = input.applicants;
        if (!liar) return;
        const honest = rankIn(liar.preferences, outcome(input, liar.id));
        for (const preferences of listsOf(ids('p', 3))) {
          const gained = outcome({ ...input, applicants: [{ ...liar, preferences }, ...input.applicants.slice(1)] }, liar.id);
          const rank = gained !== null && !liar.preferences.includes(gained) ? Infinity : rankIn(liar.preferences, gained);
          expect(rank).toBeGreaterThanOrEqual(honest);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('P5: a program can gain by a shorter list, and by hiding a seat, which is why both are locked before lists open', () => {
    // Roth and Sotomayor, Two-Sided Matching (1990), sections 4.2 and 5.4; the second after Sönmez, J. Econ. Theory 77 (1997).
    const applicants = [
      { id: 'a', preferences: ['p', 'q'] },
      { id: 'b', preferences: ['q', 'p'] },
    ];
    const of = (ranking: string[]): MarketInput => ({
      applicants,
      programs: [
        { id: 'p', capacity: 1, ranking },
        { id: 'q', capacity: 1, ranking: ['a', 'b'] },
      ],
    });
    expect(match(of(['b', 'a'])).matching).toEqual({ a: 'p', b: 'q' });
    expect(match(of(['b'])).matching).toEqual({ a: 'q', b: 'p' });
    // With its two seats p gets its second and third; hiding one, it gets its first.
    const seats = (capacity: number): MarketInput => ({
      applicants: [
        { id: 'a', preferences: ['p', 'q'] },
        { id: 'b', preferences: ['q', 'p'] },
        { id: 'c', preferences: ['p'] },
      ],
      programs: [
        { id: 'p', capacity, ranking: ['b', 'c', 'a'] },
        { id: 'q', capacity: 1, ranking: ['a', 'b'] },
      ],
    });
    expect(match(seats(2)).matching).toEqual({ a: 'p', b: 'q', c: 'p' });
    expect(match(seats(1)).matching).toEqual({ a: 'q', b: 'p', c: null });
  });

  it('P7, P10, P11: order of proposals and of rows changes nothing, names neither; proposals are at most the lengths of the lists; the same bytes each time', () => {
    fc.assert(
      fc.property(fc.oneof(markets(6, 4), hostMarkets), fc.nat(), (input, turn) => {
        const { market } = readMarket(input);
        const order = market.applicants.map((_, at) => (at * 5 + turn) % market.applicants.length);
        const usual = deferredAcceptance(market);
        if (new Set(order).size === order.length) expect(deferredAcceptance(market, order).seats.placed).toEqual(usual.seats.placed);
        expect(usual.proposals).toBeLessThanOrEqual(market.lists.reduce((sum, list) => sum + list.length, 0));
        const turned: MarketInput = {
          ...input,
          applicants: [...input.applicants].reverse(),
          programs: [...input.programs].reverse(),
          hosts: input.hosts && [...input.hosts].reverse(),
        };
        expect(JSON.stringify(match(turned).matching)).toBe(JSON.stringify(match(input).matching));
        const renamed = JSON.parse(
          JSON.stringify(input).replace(/"a(\d)"/g, (_, digit: string) => `"z${String(9 - Number(digit))}"`),
        ) as MarketInput;
        for (const [id, program] of Object.entries(match(input).matching))
          expect(outcome(renamed, `z${String(9 - Number(id.slice(1)))}`)).toBe(program);
      }),
      { numRuns: 300 },
    );
  });

  it('P8: one applicant less or one seat more makes nobody else worse', () => {
    fc.assert(
      fc.property(markets(6, 4), fc.nat(5), fc.nat(3), (input, gone, grown) => {
        const before = match(input).matching;
        const fewer = match({ ...input, applicants: input.applicants.filter((_, at) => at !== gone) }).matching;
        const more = match({
          ...input,
          programs: input.programs.map((program, at) => (at === grown ? { ...program, capacity: program.capacity + 1 } : program)),
        }).matching;
        input.applicants.forEach(({ id, preferences }, at) => {
          if (at !== gone) expect(rankIn(preferences, fewer[id])).toBeLessThanOrEqual(rankIn(preferences, before[id]));
          expect(rankIn(preferences, more[id])).toBeLessThanOrEqual(rankIn(preferences, before[id]));
        });
      }),
      { numRuns: 400 },
    );
  });

  it('P9: dirty lists are cleaned with a warning each', () => {
    const { matching, unfilled, warnings, status } = match({
      applicants: [
        { id: 'a', preferences: ['p', 'nowhere', 'p', 'q', 'r'] },
        { id: 'b', preferences: [] },
        { id: 'a', preferences: ['q'] },
      ],
      programs: [
        { id: 'p', capacity: 0, ranking: ['a', 'nobody', 'a'] },
        { id: 'q', capacity: 1, ranking: ['b'] },
        { id: 'r', capacity: -1, ranking: [['a']] },
        { id: 's', capacity: 2 },
      ],
    });
    expect(status).toBe('OK');
    expect(matching).toEqual({ a: null, b: null });
    expect(unfilled).toEqual({ p: 0, q: 1, r: 0, s: 2 });
    expect(warnings.map(({ code, subject, what }) => `${code} ${subject} ${what}`.trim()).sort()).toEqual([
      'bad-capacity r -1',
      'duplicate-id a a',
      'duplicate-preference a p',
      'duplicate-ranking p a',
      'no-ranking s',
      'not-listed q b',
      'not-ranked a q',
      'unknown-applicant p nobody',
      'unknown-program a nowhere',
    ]);
  });

  it('breaks ties by the seed alone', () => {
    const market = (seed: number): MarketInput => ({
      applicants: ids('a', 12).map((id) => ({ id, preferences: ['p'] })),
      programs: [{ id: 'p', capacity: 1, ranking: [ids('a', 12)] }],
      seed,
    });
    const winner = (input: MarketInput): string | undefined =>
      Object.entries(match(input).matching).find(([, program]) => program === 'p')?.[0];
    expect(winner(market(1))).toBe(
      winner({
        ...market(1),
        applicants: [...market(1).applicants].reverse(),
        programs: [{ id: 'p', capacity: 1, ranking: [ids('a', 12).reverse()] }],
      }),
    );
    expect(new Set(Array.from({ length: 200 }, (_, seed) => winner(market(seed)))).size).toBe(12);
  });

  it('a host ranks for all its programs, and its overall capacity holds', () => {
    const input: MarketInput = {
      applicants: [
        { id: 'a', preferences: ['p'] },
        { id: 'b', preferences: ['q'] },
        { id: 'c', preferences: ['p', 'q'] },
      ],
      programs: [
        { id: 'p', capacity: 2, host: 'h' },
        { id: 'q', capacity: 2, host: 'h' },
      ],
      hosts: [{ id: 'h', capacity: 2, ranking: ['c', 'b', 'a'] }],
    };
    expect(match(input).matching).toEqual({ a: null, b: 'q', c: 'p' });
    expect(match(input).unfilled).toEqual({ p: 1, q: 1 });
  });
});
