import { describe, expect, it } from '@jest/globals';
import { finding } from '@gac/shared/scoring/findings';
import type { QuotaRule } from '@gac/shared/contract/definition';
import { decideSubmit, type SubmitWorld } from './submit.ts';

const quota: QuotaRule = { perDay: 2, total: null, concurrent: null, zone: 'Asia/Seoul', countFailed: false, failedPerDay: null };
const opensAt = new Date('2026-11-01T00:00:00Z');
const closesAt = new Date('2026-12-01T00:00:00Z');
const now = new Date('2026-11-23T03:00:00Z');
const world = (over: Partial<SubmitWorld> = {}): SubmitWorld => ({
  phase: { opensAt, closesAt, quota, accepts: ['prediction'] },
  uses: [],
  grants: [],
  upload: { kind: 'prediction', state: 'complete', offset: 10, length: 10, sha256: 'aa', finding: null },
  claimedSha256: 'aa',
  ...over,
});
const used = (at: string) => ({ at: new Date(at), state: 'COMMITTED' as const, running: false, failed: false });

describe('decideSubmit', () => {
  it('accepts a finished upload in an open phase with quota left', () => {
    expect(decideSubmit(world(), now)).toEqual({ ok: true, value: 'aa' });
  });
  it.each([
    ['before the opening', world(), new Date('2026-10-31T23:59:59.999Z'), 'phase-not-open'],
    ['at the closing instant', world(), closesAt, 'phase-closed'],
    ['with another hash', world({ claimedSha256: 'bb' }), now, 'upload-hash-mismatch'],
    ['while bytes are missing', world({ upload: { kind: 'prediction', state: 'open', offset: 4, length: 10, sha256: null, finding: null } }), now, 'upload-incomplete'],
    ['of a kind the phase no longer takes', world({ upload: { kind: 'code', state: 'complete', offset: 10, length: 10, sha256: 'aa', finding: null } }), now, 'kind-not-accepted'],
    ['of a refused file', world({ upload: { kind: 'prediction', state: 'refused', offset: 4, length: 10, sha256: null, finding: finding('LOOKS_LIKE_ZIP') } }), now, 'file-refused'],
    ['when the day is used up', world({ uses: [used('2026-11-23T00:00:00Z'), used('2026-11-23T01:00:00Z')] }), now, 'quota-exhausted'],
  ])('refuses %s', (_when, given, at, code) => {
    expect(decideSubmit(given, at)).toMatchObject({ ok: false, refusal: { code } });
  });
  it('accepts one millisecond before the closing instant', () => {
    expect(decideSubmit(world(), new Date(closesAt.getTime() - 1)).ok).toBe(true);
  });
  it('says when the next one is possible: midnight in the quota zone', () => {
    const answer = decideSubmit(world({ uses: [used('2026-11-23T00:00:00Z'), used('2026-11-23T01:00:00Z')] }), now);
    expect(answer).toMatchObject({ refusal: { fields: { remaining: 0, limit: 2, resetsAt: '2026-11-23T15:00:00.000Z', boundBy: 'perDay' } } });
  });
});
