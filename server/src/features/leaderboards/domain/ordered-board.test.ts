import { describe, expect, it } from '@jest/globals';
import { compareEntrants, rankEntries, type RankingRule } from '@gac/shared/rules/ranking';
import { aRule } from '@gac/shared/testing/contests';
import type { TeamId } from '@gac/shared/values';
import fc from 'fast-check';
import { OrderedBoard, type BoardEntry } from './ordered-board.ts';
import { PastRanks } from './past-ranks.ts';
import { SCORE_BYTES, sortKey } from './sort-key.ts';
import { byCodeUnits } from './sorted-keys.ts';
import { windowRows } from './window.ts';

const uuid = (n: number): string => `0197e8a0-0000-7000-8000-${String(n).padStart(12, '0')}`;
interface Given {
  team: number;
  score: number;
  submission: number;
  baseline: boolean;
}
function entry(rule: RankingRule, { team, score, submission, baseline }: Given): BoardEntry {
  const key = sortKey(rule, { id: uuid(submission), receivedAt: new Date(submission), scores: [score] }).toString('latin1');
  return {
    entryId: uuid(team), teamId: baseline ? null : (uuid(team) as TeamId), baseline: baseline ? { ko: '기준', en: 'Baseline' } : null, key,
    scores: [score], trend: [], team: `Team ${String(team)}`, country: team % 3 === 0 ? 'KR' : 'FR', affiliation: '', submissions: 1, lastAt: '2026-11-01T00:00:00.000Z', search: { text: '', letters: '', initials: '' },
  };
}
const boardOf = (rule: RankingRule, entries: readonly BoardEntry[]): OrderedBoard => new OrderedBoard([...entries].sort((a, b) => byCodeUnits(a.key, b.key)), SCORE_BYTES, rule.ties);
const view = (board: OrderedBoard): object[] => board.entries.map((one) => ({ id: one.entryId, rank: board.rankOf(one), tied: board.isTied(one) }));

const rules = fc.constantFrom(aRule(), aRule({ ties: 'strict' }), aRule({ directions: ['asc'] }));
const scores = fc.constantFrom(0.1, 0.2, 0.3, 0.4);
const steps = fc
  .array(fc.record({ team: fc.integer({ min: 1, max: 9 }), score: scores, leaves: fc.boolean() }), { minLength: 1, maxLength: 40 })
  .map((list) => list.map((step, n) => ({ ...step, submission: n + 100, baseline: step.team > 7 })));

describe('a board in memory', () => {
  it('ranks as the shared rule ranks, baselines aside', () => {
    fc.assert(
      fc.property(rules, steps, (rule, list) => {
        const rows = [...new Map(list.map((given) => [given.team, given])).values()];
        const board = boardOf(rule, rows.map((given) => entry(rule, given)));
        const ranked = rankEntries(rule, rows.filter((row) => !row.baseline).map((row) => ({ id: uuid(row.submission), team: uuid(row.team), receivedAt: new Date(row.submission), scores: [row.score] })));
        const teams = board.entries.filter((one) => one.teamId !== null);
        expect(teams.map((one) => ({ team: one.entryId, rank: board.rankOf(one), tied: board.isTied(one) }))).toEqual(ranked.map((one) => ({ team: one.entry.team, rank: one.rank, tied: one.tied })));
        expect(board.teams).toBe(ranked.length);
      }),
    );
  });

  it('after any changes is the board that those rows make, and tells the ranks of before', () => {
    fc.assert(
      fc.property(rules, steps, fc.nat(), (rule, list, at) => {
        const board = boardOf(rule, []);
        const split = at % list.length;
        const rows = new Map<number, BoardEntry>();
        let then = boardOf(rule, []);
        const before = new Map<string, string | null>();
        let past = new PastRanks(board, before);
        for (const [n, given] of list.entries()) {
          if (n === split) {
            then = boardOf(rule, [...rows.values()]);
            past = new PastRanks(board, new Map());
          }
          const old = rows.get(given.team) ?? null;
          const next = given.leaves && old ? null : entry(rule, given);
          if (next) rows.set(given.team, next);
          else rows.delete(given.team);
          board.apply(uuid(given.team), next);
          board.apply(uuid(given.team), next);
          if (!given.baseline) past.changed(uuid(given.team), old?.key ?? null);
        }
        const whole = boardOf(rule, [...rows.values()]);
        expect(view(board)).toEqual(view(whole));
        expect(board.countries).toEqual(whole.countries);
        for (let team = 1; team <= 7; team++) {
          const old = then.get(uuid(team));
          expect(past.rankOf(uuid(team))).toBe(old ? then.rankOf(old) : null);
        }
      }),
    );
  });
});

describe('a window', () => {
  const rule = aRule();
  const rows = [
    { team: 1, score: 0.9, submission: 1, baseline: false },
    { team: 2, score: 0.8, submission: 2, baseline: false },
    { team: 8, score: 0.8, submission: 3, baseline: true },
    { team: 3, score: 0.8, submission: 4, baseline: false },
    { team: 4, score: 0.7, submission: 5, baseline: false },
  ].map((given) => entry(rule, given));
  const board = boardOf(rule, rows);
  const past = new PastRanks(board, new Map([[uuid(4), null]]));

  it('numbers places with baselines and ranks without: 1, 2 shared, baseline, 2 shared, 4', () => {
    expect(windowRows(board, past, null, 0, 100).map(({ index, rank, tied, rankBefore }) => [index, rank, tied, rankBefore])).toEqual([
      [0, 1, false, 1],
      [1, 2, true, 2],
      [2, null, false, null],
      [3, 2, true, 2],
      [4, 4, false, null],
    ]);
  });
  it('of a filtered list has places of the list and ranks of the board', () => {
    const french = board.entries.filter((one) => one.country === 'FR' && one.teamId !== null);
    expect(windowRows(board, past, french, 1, 1)).toMatchObject([{ index: 1, rank: 2, country: 'FR' }]);
    expect(windowRows(board, past, french, 3, 10)).toEqual([]);
  });
  it('is in the order of the rule', () => {
    const entrants = rows.map((row, n) => ({ id: uuid(n + 1), receivedAt: new Date(n + 1), scores: row.scores }));
    expect([...entrants].sort((a, b) => compareEntrants(rule, a, b))).toEqual(entrants);
  });
});
