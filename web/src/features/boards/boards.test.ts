import { describe, expect, test } from '@jest/globals';
import type { BoardChange, BoardRow, BoardWindow } from '../../api/views.ts';
import { axisFor, niceStep, place } from './axis.ts';
import { hold, isHolding, nothingHeld } from './changes.ts';
import { boardSearchOf } from './queries.ts';
import { anchorShift, filteredRank, ofVersion, rankMove, rowsByIndex, windowOffsets } from './window.ts';

const row = (rank: number | null, teamId: string): BoardRow => ({
  index: 0,
  rank,
  tied: false,
  rankBefore: null,
  teamId,
  team: teamId,
  baselineName: null,
  country: 'KR',
  affiliation: '',
  scores: [0.5],
  trend: [],
  submissions: 1,
  lastAt: '2026-11-23T00:00:00.000Z',
});
const windowOf = (offset: number, rows: BoardRow[]): BoardWindow => ({
  boardId: 'b',
  version: 1,
  at: '2026-11-23T00:00:00.000Z',
  total: 1000,
  teams: 1000,
  offset,
  rows,
  countries: [],
  spread: null,
});

describe('windows of 100 (LB-2)', () => {
  test.each([
    [0, 20, 1000, [0]],
    [90, 110, 1000, [0, 100]],
    [990, 1010, 1000, [900]],
    [0, 0, 0, [0]],
    [199, 199, 1000, [100]],
  ])('rows %i to %i of %i', (first, last, total, offsets) => expect(windowOffsets(first, last, total)).toEqual(offsets));
  test('rows are found by their place, missing windows leave gaps', () => {
    const rows = rowsByIndex([windowOf(100, [row(1, 'a'), row(2, 'b')]), undefined]);
    expect([...rows.keys()]).toEqual([100, 101]);
  });
});
test('rows of two versions never stand on one board', () => {
  const [old, fresh] = [windowOf(0, [row(1, 'a')]), { ...windowOf(100, [row(101, 'a')]), version: 2 }];
  expect(ofVersion([old, undefined, fresh], 1)).toEqual({ windows: [old], mixed: true });
  expect(ofVersion([old, fresh], 2)).toEqual({ windows: [fresh], mixed: true });
  expect(ofVersion([old, undefined], 1)).toEqual({ windows: [old], mixed: false });
});
describe('the anchor (LB-6)', () => {
  const before = [
    { key: 'gone', top: -10 },
    { key: 'b', top: 46 },
  ];
  test('the first row that still exists keeps its pixel', () => expect(anchorShift(before, new Map([['b', 158]]))).toBe(112));
  test('nothing in common, nothing moves', () => expect(anchorShift(before, new Map())).toBe(0));
  test('at the top of the list there is no anchor', () => expect(anchorShift([], new Map([['b', 158]]))).toBe(0));
});
describe('ranks', () => {
  test('moves since then', () => {
    expect(rankMove({ rank: 3, rankBefore: 10 })).toEqual({ kind: 'up', by: 7 });
    expect(rankMove({ rank: 3, rankBefore: 1 })).toEqual({ kind: 'down', by: 2 });
    expect(rankMove({ rank: 3, rankBefore: 3 })).toEqual({ kind: 'same' });
    expect(rankMove({ rank: 3, rankBefore: null })).toEqual({ kind: 'new' });
    expect(rankMove({ rank: null, rankBefore: null })).toEqual({ kind: 'none' });
  });
  test('within a filter, ties share the first place (LB-5)', () => {
    const rows = rowsByIndex([windowOf(0, [row(4, 'a'), row(9, 'b'), row(9, 'c'), row(12, 'd'), row(null, 'base')])]);
    expect([0, 1, 2, 3, 4].map((index) => filteredRank(rows, index))).toEqual([1, 2, 2, 4, null]);
  });
  test('within a filter, a tie that begins in rows that are not here has no place yet', () => {
    const tied = { ...row(40, 'b'), tied: true };
    const page = rowsByIndex([windowOf(100, [tied, { ...tied, teamId: 'c' }, row(52, 'd')])]);
    expect([100, 101, 102].map((index) => filteredRank(page, index))).toEqual([null, null, 103]);
    const whole = rowsByIndex([windowOf(100, [tied]), windowOf(99, [{ ...tied, teamId: 'a' }]), windowOf(98, [row(39, 'z')])]);
    expect(filteredRank(whole, 100)).toBe(100);
  });
});
describe('what is held back', () => {
  const change = (version: number): BoardChange => ({
    version,
    at: '2026-11-23T00:00:00.000Z',
    teamId: 't',
    team: 't',
    rank: 1,
    rankBefore: 2,
    score: 1,
  });
  test('counts each change once and ignores what the screen has', () => {
    let held = nothingHeld(10);
    for (const version of [9, 10, 11, 12, 12]) held = hold(held, { type: 'change', change: change(version) });
    expect(held.changes.map(({ version }) => version)).toEqual([11, 12]);
    held = hold(held, { type: 'applied', version: 11 });
    expect(held).toMatchObject({ version: 11, unknown: false });
    expect(held.changes.map(({ version }) => version)).toEqual([12]);
  });
  test('a change that does not follow the last one known means that others were missed', () => {
    const missed = hold(nothingHeld(10), { type: 'change', change: change(12) });
    expect(missed).toMatchObject({ unknown: true, changes: [{ version: 12 }] });
    const follows = hold(hold(nothingHeld(10), { type: 'change', change: change(11) }), { type: 'change', change: change(12) });
    expect(follows.unknown).toBe(false);
    // Rows that hold all of it put it right; rows of a moment before do not.
    expect(hold(missed, { type: 'applied', version: 12 })).toEqual(nothingHeld(12));
    expect(hold(missed, { type: 'applied', version: 11 })).toMatchObject({ version: 11, unknown: false, changes: [{ version: 12 }] });
    expect(hold(hold(follows, { type: 'change', change: change(15) }), { type: 'applied', version: 12 }).unknown).toBe(true);
  });
  test('a poll that finds more, and a reset, are changes too', () => {
    const held = nothingHeld(10);
    expect(isHolding(hold(held, { type: 'polled', version: 10 }))).toBe(false);
    expect(isHolding(hold(held, { type: 'polled', version: 11 }))).toBe(true);
    const reset = hold(held, { type: 'reset' });
    expect(isHolding(reset)).toBe(true);
    expect(isHolding(hold(reset, { type: 'applied', version: 12 }))).toBe(false);
  });
});
describe('the shared axis', () => {
  test('steps are 1, 2 or 5', () => expect([0.7, 1.1, 2.6, 6, 40].map((span) => niceStep(span, 4))).toEqual([0.2, 0.2, 0.5, 2, 10]));
  const span = (best: number, worst: number, least: number | null = null, greatest: number | null = null) => ({
    best,
    worst,
    least,
    greatest,
  });
  test('starts and ends on ticks, every other one with a number', () => {
    const axis = axisFor(span(0.9134, 0.9005));
    expect(axis?.ticks.map(({ label }) => label)).toEqual([null, '0.905', null, '0.915']);
    expect(axis?.ticks[0]?.value).toBeCloseTo(0.9);
  });
  test('a straggler stands at the edge', () => {
    const axis = axisFor(span(0.91, 0.902));
    expect(axis && place(axis, 0.1)).toEqual({ percent: 0, outside: true });
    expect(axis && place(axis, 0.91).outside).toBe(false);
    const loss = axisFor(span(1, 1.9));
    expect(loss && place(loss, 90)).toEqual({ percent: 100, outside: true });
  });
  test('never goes beyond what the metric can be', () => {
    expect(axisFor(span(0.99163, 0.985, 0, 1))?.max).toBeLessThanOrEqual(1);
    expect(axisFor(span(1, 1, 0, 1))).toMatchObject({ max: 1 });
    expect(axisFor(span(0.001, 0.03, 0, null))?.min).toBe(0);
  });
  test('equal scores and none at all', () => {
    expect(axisFor(span(0.5, 0.5))).not.toBeNull();
    expect(axisFor(null)).toBeNull();
  });
});
test('the address is read, and nonsense in it falls away (LB-15)', () => {
  expect(boardSearchOf({ q: '한', country: 'kr', since: '168', view: 'pages', offset: '250', hide: 'trend,evil' })).toEqual({
    q: '한',
    country: 'KR',
    since: 168,
    view: 'pages',
    offset: 200,
    hide: 'trend',
  });
  expect(boardSearchOf({ q: '', country: 'Korea', since: '5', view: 'x', offset: '300' })).toEqual({});
});
