import { describe, expect, test } from '@jest/globals';
import type { ChallengeCard } from '@gac/shared/contract/challenges';
import type { BoardRow } from '@gac/shared/contract/leaderboards';
import type { SubmissionView } from '@gac/shared/contract/submissions';
import { createValidator } from '@gac/shared/scoring/validator';
import { MESSAGES } from '../messages.ts';
import { Refused, refuse } from '../refused.ts';
import { helpLines, refusalLines } from '../gac.ts';
import { boardTable } from './board.ts';
import { reportLines } from './check.ts';
import { isOver } from './follow.ts';
import { challengeTable } from './list.ts';
import { exitOf, quotaLine, resultLines } from './submission-lines.ts';

const { ko, en } = MESSAGES;
const AT = '2026-11-24T02:00:00.000Z';

describe('the report of a check', () => {
  const report = (text: string) => {
    const validator = createValidator({ format: { idColumn: 'id', columns: [{ name: 'value', kind: 'number' }], rowRule: 'none', maxBytes: 1e6, maxInflatedBytes: 1e6 }, ids: null });
    validator.push(new TextEncoder().encode(text));
    return validator.end();
  };
  test('gives line, column, code and what to do', () => {
    expect(reportLines(report('id,value\na,1\nb,nan\n'), 'en', en)).toEqual(['3:2 error NAN The value is not a number (NaN): nan Fill missing predictions with a number.', 'Errors: 1, warnings: 0, rows: 2']);
    expect(reportLines(report('id,value\na,1\n'), 'ko', ko)).toEqual(['문제 없음 · 1행']);
  });
  test('says how many more of a kind there are', () => {
    const rows = Array.from({ length: 9 }, (_, row) => `${row},nan`);
    expect(reportLines(report(`id,value\n${rows.join('\n')}\n`), 'en', en).slice(-2)).toEqual(['4 more of NAN', 'Errors: 9, warnings: 0, rows: 9']);
  });
});

const view = (over: object) =>
  ({ state: 'SCORED', scores: [{ key: 'accuracy', name: { ko: '', en: '' }, value: 0.9444, decimals: 3, direction: 'desc' }], bestBefore: 0.91, rankChange: { before: 5, after: 3, teams: 20 }, findings: null, failure: null, history: [{ state: 'SCORED', at: AT }], ...over }) as unknown as SubmissionView;

describe('how a submission ended', () => {
  test('score, best before, rank', () => {
    expect(resultLines(view({}), 'en', en)).toEqual(['Scored: accuracy 0.944 (best before 0.910)', 'Rank 3 of 20 (up 2)']);
    expect(resultLines(view({ bestBefore: null, rankChange: { before: null, after: 1, teams: 1 } }), 'ko', ko)).toEqual(['완료: accuracy 0.944', '순위 1 / 1팀 (첫 순위)']);
    expect(resultLines(view({ rankChange: { before: 3, after: 3, teams: 20 } }), 'en', en)[1]).toBe('Rank 3 of 20 (unchanged)');
  });
  test('a failure says whose it is and whether it counts', () => {
    const failed = view({ state: 'FAILED', scores: [], rankChange: null, failure: { class: 'PLATFORM_FAULT', side: 'platform', counted: false, reference: null } });
    expect(resultLines(failed, 'en', en)).toEqual(['Failed (FAILED)', 'PLATFORM_FAULT: our fault; it is evaluated again by itself once mended. It does not count.']);
    const refused = view({ state: 'FAILED', scores: [], rankChange: null, failure: { class: 'BAD_FORMAT', side: 'participant', counted: false, reference: null, facts: { code: 'image-platform', fields: { platform: 'linux/arm64', expected: 'linux/amd64' }, finding: null } } });
    expect(resultLines(refused, 'en', en)[1]).toBe('The image is for linux/arm64 and cannot be run here. Build it for linux/amd64: docker build --platform linux/amd64');
    expect([exitOf(failed), exitOf(view({}))]).toEqual([1, 0]);
  });
  test('it is over with its rank, or when none comes', () => {
    const after = (ms: number) => new Date(Date.parse(AT) + ms);
    expect(isOver(view({}), after(0))).toBe(true);
    expect(isOver(view({ rankChange: null }), after(29_999))).toBe(false);
    expect(isOver(view({ rankChange: null }), after(30_000))).toBe(true);
    expect(isOver(view({ state: 'INVALID', rankChange: null }), after(0))).toBe(true);
    expect(isOver(view({ state: 'RUNNING', rankChange: null }), after(1e9))).toBe(false);
  });
});

test('a board: ties, baselines, several scores', () => {
  const row = (over: object) => ({ rank: 1, tied: false, rankBefore: 2, team: 'Ada', baselineName: null, country: 'KR', scores: [0.5, null], submissions: 3, lastAt: AT, ...over }) as unknown as BoardRow;
  const column = { key: 'a', name: { ko: '가', en: 'a' }, direction: 'desc' as const, decimals: 2, least: 0, greatest: 1 };
  const rows = [row({}), row({ rank: null, rankBefore: null, team: '', baselineName: { ko: '기준', en: 'Base' }, country: null }), row({ rank: 2, tied: true, rankBefore: null, team: '가람' })];
  expect(boardTable({ columns: [column, { ...column, name: { ko: '나', en: 'b' } }] }, rows, 'en', en)).toEqual([
    'RANK  MOVE  TEAM  COUNTRY     a  b  SUBMISSIONS  LAST (KST)',
    '   1    +1  Ada   KR       0.50  –            3  2026-11-24 11:00',
    '   –        Base           0.50  –               2026-11-24 11:00',
    '  2=        가람  KR       0.50  –            3  2026-11-24 11:00',
  ]);
});

test('what is left of the quota: the limits that there are', () => {
  const share = (used: number, limit: number | null) => ({ used, limit, remaining: limit === null ? null : limit - used });
  expect(quotaLine({ today: share(1, 10), total: share(6, null), concurrent: share(1, 3) }, en)).toBe('9 left today · 1 of 3 at once');
  expect(quotaLine({ today: share(1, 10), total: share(6, 50), concurrent: share(0, null) }, ko)).toBe('오늘 9회 남음 · 전체 50회 중 44회 남음');
  expect(quotaLine({ today: share(1, null), total: share(1, null), concurrent: share(0, null) }, en)).toBe('Submissions are not limited');
});

test('challenges: local time only abroad', () => {
  const card = { slug: 'digits', title: { ko: '손글씨 숫자 인식', en: 'Digits' }, stage: 'running', nextBoundary: { kind: 'closes', at: AT }, teams: 3, leading: 0.5, metric: { decimals: 2 } } as unknown as ChallengeCard;
  const planned = { ...card, slug: 'next', stage: 'upcoming', nextBoundary: { kind: 'opens', at: AT }, leading: null } as unknown as ChallengeCard;
  expect(challengeTable([card, planned], 'en', en, 'Asia/Seoul')).toEqual([
    'CHALLENGE  STAGE     DEADLINE (KST)          TEAMS  LEADING  TITLE',
    'digits     running   2026-11-24 11:00            3     0.50  Digits',
    'next       upcoming  opens 2026-11-24 11:00      3        –  Digits',
  ]);
  expect(challengeTable([card], 'ko', ko, 'UTC')[1]).toBe('digits  진행  2026-11-24 11:00  2026-11-24 02:00   3  0.50  손글씨 숫자 인식');
});

describe('refusals', () => {
  test('name what helps', () => {
    const joining = new Refused({ kind: 'api', problem: { type: '', code: 'not-joined', status: 409, title: 'You have not joined', detail: 'Join it first.', slug: 'digits' } });
    expect(refusalLines(joining, 'en', en, 'http://a')).toEqual(['You have not joined. Join it first.', 'Join at http://a/en/c/digits/join']);
    const unknown = new Refused({ kind: 'api', problem: { type: '', code: 'unauthenticated', status: 401, title: 'Please sign in', detail: 'This page…' } });
    expect(refusalLines(unknown, 'en', en, 'http://a')).toEqual(['Please sign in', 'Sign in first: gac login']);
    expect(refusalLines(refuse('no-file', 'a.csv'), 'ko', ko, 'http://a')).toEqual(['파일이 없습니다: a.csv']);
  });
  test('help has a line for every command', () => {
    for (const name of ['login', 'submissions']) expect(helpLines(null, en).filter((line) => line.startsWith(`  ${name} `))).toHaveLength(1);
    expect(helpLines('watch', en)[1]).toBe('  gac watch SUBMISSION_ID');
  });
});
