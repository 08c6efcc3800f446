import { describe, expect, it } from '@jest/globals';
import type { SubmissionId, TeamId } from '@gac/shared/values';
import type { BoardShape } from './board-rule.ts';
import { baselineStanding, bestScore, differences, teamStanding, type Scored, type Standing } from './standing.ts';

const shape = (over: Partial<BoardShape['definition']> = {}, hidden: string[] = []): BoardShape & { track: string } => ({
  track: 'open',
  definition: { order: ['acc', 'loss'], ties: 'shared', represents: 'best', roundDecimals: null, ...over },
  columns: [
    { key: 'loss', from: { kind: 'metric', task: 't', metric: 'log-loss' }, direction: 'asc', hidden: hidden.includes('loss') },
    { key: 'acc', from: { kind: 'metric', task: 't', metric: 'accuracy' }, direction: 'desc', hidden: hidden.includes('acc') },
  ],
});
const uuid = (n: number): string => `0197e8a0-0000-7000-8000-${String(n).padStart(12, '0')}`;
const scored = (n: number, hour: number, accuracy: number | null, loss = 1): Scored => ({
  id: uuid(n) as SubmissionId,
  teamId: uuid(900) as TeamId,
  baseline: null,
  baselineTrack: null,
  receivedAt: new Date(Date.UTC(2026, 10, 1, hour)),
  publicScores: [{ task: 't', metric: 'log-loss', value: loss }, ...(accuracy === null ? [] : [{ task: 't', metric: 'accuracy', value: accuracy }])],
});
const team = { id: uuid(900) as TeamId, name: '한빛', country: 'KR', affiliation: '한빛대학교' };

describe('the row of a team', () => {
  it('shows the best submission by the order of the board, and counts all', () => {
    const row = teamStanding(shape(), team, [scored(1, 1, 0.7), scored(2, 2, 0.9, 0.5), scored(3, 3, 0.9, 0.4), scored(4, 4, 0.8)]);
    expect(row).toMatchObject({ entryId: team.id, submissionId: uuid(3), scores: [0.4, 0.9], trend: [0.7, 0.9], submissions: 4, lastAt: new Date(Date.UTC(2026, 10, 1, 4)), receivedAt: new Date(Date.UTC(2026, 10, 1, 3)) });
  });
  it('does not depend on the order of the submissions', () => {
    const all = [scored(1, 1, 0.7), scored(2, 2, 0.9), scored(3, 3, 0.95)];
    expect(differences(teamStanding(shape(), team, all) as Standing, teamStanding(shape(), team, [...all].reverse()) as Standing)).toEqual([]);
  });
  it('shows the latest when the board says so, and still the best ones in the trend', () => {
    expect(teamStanding(shape({ represents: 'latest' }), team, [scored(1, 1, 0.9), scored(2, 2, 0.5)])).toMatchObject({ submissionId: uuid(2), trend: [0.9] });
  });
  it('is not there without a number in the primary column', () => {
    expect(teamStanding(shape(), team, [scored(1, 1, null)])).toBeNull();
    expect(teamStanding(shape(), team, [])).toBeNull();
  });
  it('keeps the last 16 improvements', () => {
    const trend = teamStanding(shape(), team, Array.from({ length: 20 }, (_, n) => scored(n, n, n / 100)))?.trend;
    expect(trend).toHaveLength(16);
    expect(trend?.at(-1)).toBe(0.19);
  });
  it('writes no negative zero', () => {
    expect(Object.is(teamStanding(shape(), team, [scored(1, 1, -0, -0)])?.scores[1], 0)).toBe(true);
  });
});

describe('beside it', () => {
  it('a baseline has no team', () => {
    const name = { ko: '기준', en: 'Baseline' };
    expect(baselineStanding(shape(), { ...scored(1, 1, 0.5), teamId: null, baseline: name })).toMatchObject({ entryId: uuid(1), teamId: null, baseline: name, country: null, trend: [] });
    expect(baselineStanding(shape(), scored(1, 1, 0.5))).toBeNull();
    const ofTrack = (baselineTrack: string): Scored => ({ ...scored(1, 1, 0.5), teamId: null, baseline: name, baselineTrack });
    expect(baselineStanding(shape(), ofTrack('open'))).not.toBeNull();
    expect(baselineStanding(shape(), ofTrack('student'))).toBeNull();
  });
  it('the best score is the best, not the latest', () => {
    expect(bestScore(shape(), [scored(2, 2, 0.9), scored(1, 1, 0.7), scored(3, 3, 0.8)])).toBe(0.9);
    expect(bestScore(shape(), [])).toBeNull();
  });
  it('differences name the fields', () => {
    const row = teamStanding(shape(), team, [scored(1, 1, 0.7)]) as Standing;
    expect(differences(row, { ...row, baseline: null, sortKey: Buffer.from(row.sortKey) })).toEqual([]);
    expect(differences(row, { ...row, scores: [1, 0.71], teamName: '해빛' })).toEqual(['scores', 'teamName']);
  });
});
