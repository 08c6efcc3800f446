import { describe, expect, it } from '@jest/globals';
import { EVALUATION_STATES } from '@gac/shared/rules/lifecycle';
import { actionsOn, workerState, type WorkerSigns } from './organizer-rules.ts';

describe('what organizers may do with an evaluation', () => {
  it('follows its state', () => {
    const table = Object.fromEntries(EVALUATION_STATES.map((state) => [state, actionsOn({ state, current: true }).join(' ')]));
    expect(table).toEqual({
      RECEIVED: 'cancel fail',
      VALIDATING: 'requeue cancel fail',
      INVALID: '',
      QUEUED: 'cancel fail',
      RUNNING: 'requeue cancel fail',
      SCORING: 'requeue cancel fail',
      SCORED: '',
      FAILED: 'requeue',
      CANCELLED: '',
    });
  });
  it('is nothing once it was set aside', () => {
    for (const state of EVALUATION_STATES) expect(actionsOn({ state, current: false })).toEqual([]);
  });
});

describe('how a worker stands', () => {
  const now = new Date('2026-11-23T03:00:00Z');
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const signs = (over: Partial<WorkerSigns> = {}): WorkerSigns => ({ seenAt: ago(100), endedAt: null, drainedAt: null, busy: 0, abilities: { ready: true }, ...over });
  it.each<[string, Partial<WorkerSigns>, string]>([
    ['heard of just now', {}, 'ready'],
    ['heard of exactly a lease ago', { seenAt: ago(30_000) }, 'ready'],
    ['silent for longer than the lease', { seenAt: ago(30_001) }, 'lost'],
    ['silent and drained', { seenAt: ago(30_001), drainedAt: ago(1), busy: 1 }, 'lost'],
    ['it has said goodbye', { endedAt: ago(1), seenAt: ago(90_000) }, 'ended'],
    ['drained with work left', { drainedAt: ago(1), busy: 2 }, 'draining'],
    ['drained and done', { drainedAt: ago(1) }, 'drained'],
    ['it cannot run jobs', { abilities: { ready: false } }, 'not-ready'],
    ['it has not looked yet', { abilities: null }, 'ready'],
  ])('%s', (_what, over, expected) => {
    expect(workerState(signs(over), now, 30_000)).toBe(expected);
  });
});
