import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { QuotaRule } from '../contract/definition.ts';
import { quotaLeft, toQuotaView, UNLIMITED, type QuotaGrant, type QuotaUse } from './quota.ts';

const RULE: QuotaRule = { perDay: 3, total: 10, concurrent: 2, zone: 'Asia/Seoul', countFailed: false, failedPerDay: 4 };
const NOW = new Date('2026-11-24T06:00:00Z'); // 15:00 in Seoul
const aUse = (over: Partial<Omit<QuotaUse, 'at'>> & { at?: string } = {}): QuotaUse => ({
  state: 'COMMITTED',
  running: false,
  failed: false,
  ...over,
  at: new Date(over.at ?? '2026-11-24T01:00:00Z'),
});
const times = (count: number, over: Parameters<typeof aUse>[0] = {}) => Array.from({ length: count }, () => aUse(over));
const aGrant = (extra: number, at = '2026-11-20T00:00:00Z', expiresAt: string | null = null): QuotaGrant => ({
  extra,
  at: new Date(at),
  expiresAt: expiresAt === null ? null : new Date(expiresAt),
});
const MIDNIGHT = '2026-11-24T15:00:00.000Z';

describe('quotaLeft', () => {
  it.each<[string, Partial<QuotaRule>, QuotaUse[], number, string | null, string | null]>([
    ['nothing used', {}, [], 2, null, null],
    ['the day is used up', {}, times(3), 0, 'perDay', MIDNIGHT],
    ['yesterday in the zone does not count today', {}, times(3, { at: '2026-11-23T14:59:59.999Z' }), 2, null, null],
    ['midnight of the zone belongs to today', {}, times(3, { at: '2026-11-23T15:00:00.000Z' }), 0, 'perDay', MIDNIGHT],
    ['a reservation holds its slot', {}, times(3, { state: 'RESERVED' }), 0, 'perDay', MIDNIGHT],
    ['a refund gives it back', {}, times(3, { state: 'REFUNDED' }), 2, null, null],
    ['two running', {}, times(2, { state: 'RESERVED', running: true }), 0, 'concurrent', null],
    ['total used up: midnight does not help', { total: 3 }, times(3), 0, 'total', null],
    ['total binds before the day', { total: 2 }, times(2, { at: '2026-11-01T00:00:00Z' }), 0, 'total', null],
    ['the day binds before the running ones', {}, [...times(2, { running: true }), aUse()], 0, 'perDay', MIDNIGHT],
    ['refunded failures reach their own cap', {}, times(4, { state: 'REFUNDED', failed: true }), 0, 'failedPerDay', MIDNIGHT],
    ['failures of yesterday do not', {}, times(4, { state: 'REFUNDED', failed: true, at: '2026-11-23T01:00:00Z' }), 2, null, null],
    ['no cap on failures', { failedPerDay: null }, times(40, { state: 'REFUNDED', failed: true }), 2, null, null],
    ['no limit at all', { perDay: null, total: null, concurrent: null }, times(9), UNLIMITED, null, null],
    ['only the day is limited', { total: null, concurrent: null }, times(1), 2, null, null],
  ])('%s', (_, rule, uses, remaining, boundBy, resetsAt) => {
    const left = quotaLeft({ ...RULE, ...rule }, uses, [], NOW);
    expect({ remaining: left.remaining, boundBy: left.boundBy, resetsAt: left.resetsAt?.toISOString() ?? null }).toEqual({
      remaining,
      boundBy,
      resetsAt,
    });
    expect(left.dayEndsAt.toISOString()).toBe(MIDNIGHT);
  });

  describe('grants (Q-05)', () => {
    const free = { ...RULE, concurrent: null };
    it.each<[string, QuotaGrant[], QuotaUse[], number, number, number]>([
      ['raise day and total', [aGrant(2)], times(3), 2, 5, 12],
      ['are spent once, not once a day', [aGrant(2)], [...times(5, { at: '2026-11-22T01:00:00Z' })], 3, 3, 12],
      ['end at the instant of expiry', [aGrant(2, '2026-11-20T00:00:00Z', NOW.toISOString())], times(3), 0, 3, 10],
      ['hold until just before it', [aGrant(2, '2026-11-20T00:00:00Z', '2026-11-24T06:00:00.001Z')], times(3), 2, 5, 12],
      ['do not cover uses made before them', [aGrant(1, '2026-11-24T02:00:00Z')], times(4), 0, 4, 11],
      [
        'spend the one that ends first',
        [aGrant(1), aGrant(1, '2026-11-20T00:00:00Z', '2026-11-23T00:00:00Z')],
        times(4, { at: '2026-11-22T01:00:00Z' }),
        4,
        4,
        12,
      ],
    ])('%s', (_, grants, uses, remaining, dayLimit, totalLimit) => {
      const left = quotaLeft(free, uses, grants, NOW);
      expect([left.remaining, left.today.limit, left.total.limit]).toEqual([remaining, dayLimit, totalLimit]);
    });
  });

  it('writes instants on the wire', () => {
    expect(toQuotaView(quotaLeft(RULE, times(3), [], NOW))).toEqual({
      remaining: 0,
      today: { used: 3, limit: 3, remaining: 0 },
      total: { used: 3, limit: 10, remaining: 7 },
      concurrent: { used: 0, limit: 2, remaining: 2 },
      resetsAt: MIDNIGHT,
      dayEndsAt: MIDNIGHT,
      zone: 'Asia/Seoul',
      countFailed: false,
      boundBy: 'perDay',
    });
  });

  const limit = fc.option(fc.integer({ min: 1, max: 6 }), { nil: null });
  const rules = fc.record({
    perDay: limit,
    total: limit,
    concurrent: limit,
    failedPerDay: limit,
    countFailed: fc.boolean(),
    zone: fc.constantFrom('Asia/Seoul', 'America/New_York', 'America/Sao_Paulo', 'UTC'),
  });
  const instants = fc.integer({ min: Date.UTC(2018, 10, 1), max: Date.UTC(2018, 10, 7) }).map((ms) => new Date(ms));
  const uses = fc.array(
    fc.record({
      at: instants,
      state: fc.constantFrom('RESERVED' as const, 'COMMITTED' as const, 'REFUNDED' as const),
      running: fc.boolean(),
      failed: fc.boolean(),
    }),
    { maxLength: 14 },
  );
  const grants = fc.array(
    fc.record({ at: instants, extra: fc.integer({ min: 1, max: 3 }), expiresAt: fc.option(instants, { nil: null }) }),
    { maxLength: 2 },
  );
  const NOW_2018 = new Date(Date.UTC(2018, 10, 7));

  it('does not depend on the order of the ledger', () => {
    fc.assert(
      fc.property(rules, uses, grants, (rule, ledger, given) => {
        expect(quotaLeft(rule, [...ledger].reverse(), [...given].reverse(), NOW_2018)).toEqual(quotaLeft(rule, ledger, given, NOW_2018));
      }),
      { numRuns: 60 },
    );
  });
  it('takes exactly one with every further reservation, and none is left after `remaining` of them', () => {
    fc.assert(
      fc.property(rules, uses, grants, (rule, ledger, given) => {
        const left = quotaLeft(rule, ledger, given, NOW_2018);
        if (left.remaining === 0 || left.remaining === UNLIMITED) return;
        const next: QuotaUse = { at: NOW_2018, state: 'RESERVED', running: true, failed: false };
        expect(quotaLeft(rule, [...ledger, next], given, NOW_2018).remaining).toBe(left.remaining - 1);
        const spent = quotaLeft(rule, [...ledger, ...Array.from({ length: left.remaining }, () => next)], given, NOW_2018);
        expect(spent.remaining).toBe(0);
        expect(spent.boundBy).not.toBeNull();
      }),
      { numRuns: 100 },
    );
  });
  it('has room again at `resetsAt` once nothing runs', () => {
    fc.assert(
      fc.property(rules, uses, (rule, ledger) => {
        const left = quotaLeft(rule, ledger, [], NOW_2018);
        if (left.resetsAt === null) return;
        expect(
          quotaLeft(
            rule,
            ledger.map((use) => ({ ...use, running: false })),
            [],
            left.resetsAt,
          ).remaining,
        ).toBeGreaterThan(0);
      }),
      { numRuns: 100 },
    );
  });
});
