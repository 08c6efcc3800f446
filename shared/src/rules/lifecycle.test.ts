import { describe, expect, it } from '@jest/globals';
import { EVALUATION_EVENTS, EVALUATION_STATES, FAILURE_CLASSES, isTerminal, quotaSettlement, submissionStateOf, transition, type EvaluationEvent, type EvaluationState } from './lifecycle.ts';

/** competition.md section 2, written out: every event with the states that know it. */
const ALLOWED: Record<EvaluationEvent, [EvaluationState[], EvaluationState]> = {
  validate: [['RECEIVED'], 'VALIDATING'],
  reject: [['VALIDATING'], 'INVALID'],
  enqueue: [['VALIDATING'], 'QUEUED'],
  run: [['QUEUED'], 'RUNNING'],
  score: [['RUNNING'], 'SCORING'],
  finish: [['SCORING'], 'SCORED'],
  fail: [['RECEIVED', 'VALIDATING', 'QUEUED', 'RUNNING', 'SCORING'], 'FAILED'],
  cancel: [['RECEIVED', 'VALIDATING', 'QUEUED', 'RUNNING', 'SCORING'], 'CANCELLED'],
};

describe('the way of an evaluation', () => {
  it.each(EVALUATION_EVENTS.flatMap((event) => EVALUATION_STATES.map((state) => [event, state] as const)))('%s in %s', (event, state) => {
    const [states, next] = ALLOWED[event];
    const { from, to } = transition(event);
    expect(from.includes(state)).toBe(states.includes(state));
    expect(to).toBe(next);
  });
  it('never goes back, and never on from an end', () => {
    for (const event of EVALUATION_EVENTS) {
      const { from, to } = transition(event);
      for (const state of from) {
        expect(isTerminal(state)).toBe(false);
        expect(EVALUATION_STATES.indexOf(to)).not.toBe(EVALUATION_STATES.indexOf(state));
        if (!isTerminal(to)) expect(EVALUATION_STATES.indexOf(to)).toBeGreaterThan(EVALUATION_STATES.indexOf(state));
      }
    }
  });
});

describe('the state of a submission', () => {
  it.each<[EvaluationState[], string]>([
    [[], 'RECEIVED'],
    [['QUEUED', 'RECEIVED'], 'QUEUED'],
    [['SCORED', 'QUEUED'], 'SCORING'],
    [['SCORED', 'SCORED'], 'SCORED'],
    [['SCORED', 'FAILED'], 'FAILED'],
    [['RUNNING', 'INVALID'], 'INVALID'],
    [['FAILED', 'CANCELLED', 'INVALID'], 'CANCELLED'],
  ])('%p: %s', (evaluations, expected) => {
    expect(submissionStateOf(evaluations)).toBe(expected);
    expect(submissionStateOf([...evaluations].reverse())).toBe(expected);
  });
});

describe('what becomes of the quota (Q-01)', () => {
  it.each([
    ['SCORED', null, false, true, 'commit'],
    ['WITHDRAWN', null, false, true, 'commit'],
    ['DISQUALIFIED', null, false, true, 'commit'],
    ['INVALID', null, true, true, 'refund'],
    ['CANCELLED', null, true, false, 'refund'],
    ['CANCELLED', null, false, true, 'commit'],
    ['FAILED', 'TIME_LIMIT', false, true, 'refund'],
    ['FAILED', 'TIME_LIMIT', true, true, 'commit'],
    ['FAILED', 'PLATFORM_FAULT', true, true, 'refund'],
    ['FAILED', 'SCORER_FAULT', true, true, 'refund'],
    ['QUEUED', null, true, true, 'keep'],
  ] as const)('%s by %s, failures count: %p, begun: %p', (state, failure, countFailed, hadStarted, expected) => {
    expect(quotaSettlement(state, failure, countFailed, hadStarted)).toBe(expected);
  });
  it('gives back what failed by no fault of the participant, whatever the rule', () => {
    for (const failure of FAILURE_CLASSES) {
      const mine = failure === 'PLATFORM_FAULT' || failure === 'SCORER_FAULT';
      expect(quotaSettlement('FAILED', failure, true, true)).toBe(mine ? 'refund' : 'commit');
    }
  });
});
