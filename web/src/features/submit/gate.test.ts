import { describe, expect, test } from '@jest/globals';
import type { ChallengeView, ParticipationView, PhaseView, QuotaView } from '../../api/views.ts';
import { choiceOf } from './file-choice.ts';
import { gateOf, isClosing, phaseToShow } from './gate.ts';
import { kindsOf, taskOf } from './task.ts';

const NOW = Date.parse('2026-11-24T00:00:00.000Z');
const iso = (ms: number) => new Date(NOW + ms).toISOString();
const HOUR = 3_600_000;
const phase = (key: string, opens: number, closes: number | null) =>
  ({ id: key, key, opensAt: iso(opens), closesAt: closes === null ? null : iso(closes) }) as PhaseView;
const open = phase('open', -HOUR, HOUR);
const joined = { team: { id: 't' }, rulesOutdated: false } as unknown as ParticipationView;
const quota = (boundBy: QuotaView['boundBy']) => ({ boundBy, resetsAt: null }) as QuotaView;
const world = { signedIn: true, participation: joined, phase: open, quota: quota(null), offline: false, now: NOW };

describe('what is in the way of sending', () => {
  test.each<[string, Partial<typeof world>, string | null]>([
    ['nothing', {}, null],
    ['an unknown quota, which the server decides', { quota: undefined }, null],
    ['no phase', { phase: null as never }, 'no-phase'],
    ['a phase to come', { phase: phase('p', HOUR, null) }, 'upcoming'],
    ['a phase that is over, even for visitors', { phase: phase('p', -HOUR, 0), signedIn: false }, 'closed'],
    ['no account', { signedIn: false, participation: null as never }, 'signed-out'],
    ['no team', { participation: { ...joined, team: null } }, 'not-joined'],
    ['new rules', { participation: { ...joined, rulesOutdated: true } }, 'rules-outdated'],
    ['a used quota', { quota: quota('perDay') }, 'quota'],
    ['no connection', { offline: true }, 'offline'],
  ])('%s', (_name, over, kind) => {
    expect(gateOf({ ...world, ...over })?.kind ?? null).toBe(kind);
  });
});
test('files for participants are offered to those who have joined, and named to the others', () => {
  const file = (role: string, access: string) => ({ role, access, key: role }) as ChallengeView['data'][number];
  const challenge = { data: [file('train', 'participants'), file('sample', 'open'), file('example', 'participants')] } as ChallengeView;
  const one = { ...open, accepts: [{ kind: 'prediction', maxBytes: 1 }], tasks: [{ format: { maxBytes: 1 }, rows: 1 }] } as PhaseView;
  const keys = (isIn: boolean) => {
    const task = taskOf(challenge, one, 'prediction', isIn);
    return [task?.sample?.key, task?.example?.key, task?.afterJoining.map(({ key }) => key)];
  };
  expect(keys(true)).toEqual(['sample', 'example', []]);
  expect(keys(false)).toEqual(['sample', undefined, ['example']]);
});
test('a phase that takes programs and images: no table, the first example program to try, and the limit of its kind', () => {
  const challenge = { data: [{ role: 'train', key: 'train' }, { role: 'code', access: 'open', key: 'first' }, { role: 'code', access: 'open', key: 'second' }] } as ChallengeView;
  const accepts = [{ kind: 'container', maxBytes: 9, platform: 'linux/arm64' }, { kind: 'code', maxBytes: 7, platform: null }, { kind: 'prediction', maxBytes: 5, platform: null }];
  const one = { ...open, accepts, tasks: [{ format: { maxBytes: 1 }, rows: 1 }] } as unknown as PhaseView;
  expect(kindsOf(one)).toEqual(['container', 'code', 'prediction']);
  expect(taskOf(challenge, one, 'code', false)).toMatchObject({ kind: 'code', format: null, maxBytes: 7, sample: null, example: { key: 'first' }, afterJoining: [] });
  expect(taskOf(challenge, one, 'container', false)).toMatchObject({ kind: 'container', format: null, maxBytes: 9, platform: 'linux/arm64', sample: null, example: null, afterJoining: [] });
  expect(taskOf(challenge, { ...one, accepts: [] }, 'code', false)).toBeNull();
});
test('the phase shown is the one asked for, else the open one that closes first, else the next, else the last', () => {
  const past = phase('past', -9 * HOUR, -8 * HOUR);
  const late = phase('late', -HOUR, null);
  const next = phase('next', HOUR, 2 * HOUR);
  const key = (phases: PhaseView[], asked?: string) => phaseToShow(phases, asked, NOW)?.key ?? null;
  expect(key([past, late, open, next])).toBe('open');
  expect(key([past, late, open, next], 'past')).toBe('past');
  expect(key([past, late, open, next], 'unknown')).toBe('open');
  expect(key([past, next])).toBe('next');
  expect(key([phase('older', -20 * HOUR, -19 * HOUR), past])).toBe('past');
  expect(key([])).toBeNull();
});
test.each([
  [10 * 60_000, true],
  [10 * 60_000 + 1, false],
  [0, false],
])('closing in %i ms: %p', (left, closing) => {
  expect(isClosing(phase('p', -HOUR, left), NOW)).toBe(closing);
});
test('one file of a kind that can be checked', () => {
  const file = (name: string, size = 10) => ({ name, size }) as File;
  const of = (...files: File[]) => choiceOf({ files }, { maxBytes: 100, isTable: true });
  expect(of()).toBeNull();
  expect(of(file('a.csv'), file('b.csv'))).toEqual({ refusal: { kind: 'several' } });
  expect(choiceOf({ files: [file('folder')], hasFolder: true }, { maxBytes: 100, isTable: true })).toEqual({ refusal: { kind: 'folder' } });
  expect(of(file('a.csv', 101))).toMatchObject({ refusal: { kind: 'too-large' } });
  expect(of(file('그림.png'.normalize('NFD')))).toEqual({ refusal: { kind: 'type', name: '그림.png' } });
  expect(choiceOf({ files: [file('그림.png')] }, { maxBytes: 100, isTable: false })).toHaveProperty('file');
  for (const name of ['a.csv', 'a.CSV.GZ', 'a.zip', 'noextension']) expect(of(file(name))).toHaveProperty('file');
});
