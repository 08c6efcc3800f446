import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aRule, arbitraryContest, arbitraryRule, aSubmission } from '../testing/contests.ts';
import {
  better,
  compareScores,
  finalBoard,
  finalsOf,
  publicBoard,
  rankEntries,
  type FinalSubmission,
  type RankedSubmission,
  type RankingRule,
} from './ranking.ts';

interface Golden {
  about: string;
  rule: RankingRule;
  picks?: Record<string, string[]>;
  submissions: {
    id: string;
    team: string;
    at: string;
    state: RankedSubmission['state'];
    scores: (number | null)[];
    private?: (number | null)[];
  }[];
  board?: object[];
  finals?: object[];
}
const folder = join(__dirname, 'golden');

describe('golden contests', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  it('are there', () => expect(files.length).toBeGreaterThanOrEqual(3));
  it.each(files)('%s', (name) => {
    const golden = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Golden;
    const submissions: FinalSubmission[] = golden.submissions.map((row) => ({
      id: row.id,
      teamId: row.team,
      receivedAt: new Date(row.at),
      state: row.state,
      scores: row.scores,
      privateScores: row.private ?? [],
    }));
    if (golden.board)
      expect(
        publicBoard(golden.rule, submissions).map(({ rank, tied, entry }) => ({
          rank,
          tied,
          team: entry.teamId,
          submission: entry.id,
          scores: entry.scores,
        })),
      ).toEqual(golden.board);
    if (golden.finals)
      expect(
        finalBoard(golden.rule, submissions, (team) => golden.picks?.[team] ?? []).map(({ rank, tied, entry }) => ({
          rank,
          tied,
          team: entry.teamId,
          submission: entry.id,
          scores: entry.scores,
          publicScores: entry.publicScores,
        })),
      ).toEqual(golden.finals);
  });
});

describe('better', () => {
  it.each([
    [0.5, 0.4, 'desc', true],
    [0.4, 0.5, 'desc', false],
    [0.4, 0.5, 'asc', true],
    [0.5, 0.5, 'desc', false],
    [0, -0, 'desc', false],
    [null, 0.1, 'desc', false],
    [0.1, null, 'asc', true],
    [NaN, -5, 'desc', false],
    [Infinity, 1, 'desc', false],
    [-Infinity, 1, 'asc', false],
    [1, Infinity, 'desc', true],
    [null, null, 'desc', false],
  ] as const)('%s against %s, %s: %s', (a, b, direction, expected) => expect(better(a, b, direction)).toBe(expected));
});

describe('rounding', () => {
  it('shares a rank only when the board declares it', () => {
    const pair = [aSubmission({ id: 'a', scores: [0.5001] }), aSubmission({ id: 'b', scores: [0.5002] })];
    expect(rankEntries(aRule(), pair).map(({ rank }) => rank)).toEqual([1, 2]);
    expect(rankEntries(aRule({ roundDecimals: 3 }), pair).map(({ rank }) => rank)).toEqual([1, 1]);
  });
});

describe('finals', () => {
  const own = [
    aSubmission({ id: 'a', scores: [0.1] }),
    aSubmission({ id: 'b', scores: [0.9] }),
    aSubmission({ id: 'c', scores: [0.5] }),
    aSubmission({ id: 'x', scores: [1], state: 'DISQUALIFIED' }),
  ];
  it.each([
    [[], ['b', 'c']],
    [['a'], ['a', 'b']],
    [
      ['a', 'c', 'b'],
      ['a', 'c'],
    ],
    [
      ['x', 'nobody', 'a', 'a'],
      ['a', 'b'],
    ],
  ])('picks %j give %j', (picks, expected) => expect(finalsOf(aRule(), own, picks).map(({ id }) => id)).toEqual(expected));
});

describe('properties of score boards', () => {
  const board = (rule: RankingRule, contest: FinalSubmission[]) => publicBoard(rule, contest);
  it('do not depend on the order of the input', () => {
    fc.assert(
      fc.property(arbitraryRule, arbitraryContest, fc.infiniteStream(fc.nat()), (rule, contest, order) => {
        const shuffled = contest
          .map((submission) => ({ submission, key: order.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ submission }) => submission);
        expect(board(rule, shuffled)).toEqual(board(rule, contest));
        expect(finalBoard(rule, shuffled, () => [])).toEqual(finalBoard(rule, contest, () => []));
      }),
    );
  });
  it('better never ranks lower, and equal scores share a rank exactly on shared boards', () => {
    fc.assert(
      fc.property(arbitraryRule, arbitraryContest, (rule, contest) => {
        const standings = board(rule, contest);
        for (const a of standings)
          for (const b of standings) {
            const order = compareScores(rule, a.entry.scores, b.entry.scores);
            if (order < 0) expect(a.rank).toBeLessThan(b.rank);
            if (order === 0 && a !== b) expect(a.rank === b.rank).toBe(rule.ties === 'shared');
          }
      }),
    );
  });
  it('rank is one more than the number of teams ahead; only finite primary scores rank; a team ranks once', () => {
    fc.assert(
      fc.property(arbitraryRule, arbitraryContest, (rule, contest) => {
        const standings = board(rule, contest);
        for (const { rank, entry } of standings) {
          const ahead = standings.filter((other) => compareScores(rule, other.entry.scores, entry.scores) < 0).length;
          if (rule.ties === 'shared') expect(rank).toBe(ahead + 1);
          else expect(rank).toBeGreaterThan(ahead);
          expect(Number.isFinite(entry.scores[0])).toBe(true);
          expect(entry.state).toBe('SCORED');
        }
        expect(new Set(standings.map(({ entry }) => entry.teamId)).size).toBe(standings.length);
      }),
    );
  });
  it('removing an entry moves nobody down', () => {
    fc.assert(
      fc.property(arbitraryRule, arbitraryContest, fc.nat({ max: 7 }), (rule, contest, index) => {
        const before = board(rule, contest);
        const gone = before[index]?.entry.teamId;
        const after = new Map(
          board(
            rule,
            contest.filter(({ teamId }) => teamId !== gone),
          ).map(({ rank, entry }) => [entry.teamId, rank]),
        );
        for (const { rank, entry } of before) if (entry.teamId !== gone) expect(after.get(entry.teamId)).toBeLessThanOrEqual(rank);
      }),
    );
  });
});
