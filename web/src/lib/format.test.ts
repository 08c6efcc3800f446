import { describe, expect, test } from '@jest/globals';
import {
  dayNumber,
  differs,
  formatAgo,
  formatBytes,
  formatDay,
  formatInstant,
  formatMonth,
  formatNumber,
  formatScore,
  formatSpan,
  KST,
  middleEllipsis,
  remaining,
  shortHash,
} from './format.ts';

const NOW = Date.parse('2026-11-23T05:32:08Z'); // 14:32:08 in Seoul
describe('instants', () => {
  test('KST, 24 hours, words of our own', () => {
    expect(formatInstant('2026-12-11T14:59:00Z', 'ko', KST, NOW)).toBe('12. 11.(금) 23:59');
    expect(formatInstant('2026-12-11T14:59:00Z', 'en', KST, NOW)).toBe('Fri 11 Dec, 23:59');
    expect(formatInstant('2026-12-11T14:59:00Z', 'en', 'Europe/Berlin', NOW)).toBe('Fri 11 Dec, 15:59');
  });
  test('midnight is 00, not 24, and belongs to the new day', () => {
    expect(formatInstant('2026-11-23T15:00:00Z', 'ko', KST, NOW)).toBe('11. 24.(화) 00:00');
  });
  test('another year is written', () => {
    expect(formatDay('2027-01-02T15:00:00Z', 'ko', KST, NOW)).toBe('2027. 1. 3.(일)');
    expect(formatDay('2027-01-02T15:00:00Z', 'en', KST, NOW)).toBe('Sun 3 Jan 2027');
    expect(formatMonth(NOW, 'ko', KST, true)).toBe('2026년 11월');
  });
  test('zones differ by what the wall shows', () => {
    expect(differs(NOW, KST, 'Asia/Tokyo')).toBe(false);
    expect(differs(NOW, KST, 'Europe/Berlin')).toBe(true);
    expect(dayNumber('2026-11-23T15:00:00Z', KST) - dayNumber('2026-11-23T14:59:59Z', KST)).toBe(1);
  });
});
describe('ago', () => {
  test.each([
    [30_000, '방금', 'just now'],
    [2 * 60_000, '2분 전', '2 min ago'],
    [3 * 3_600_000, '3시간 전', '3 h ago'],
    [24 * 3_600_000, '어제', 'yesterday'],
    [48 * 3_600_000, '2일 전', '2 days ago'],
    [30 * 86_400_000, '10. 24.', '24 Oct'],
  ])('%i ms', (passed, ko, en) => {
    expect(formatAgo(NOW - passed, 'ko', NOW)).toBe(ko);
    expect(formatAgo(NOW - passed, 'en', NOW)).toBe(en);
  });
  test('a clock that runs ahead gives no negative time', () => expect(formatAgo(NOW + 90_000, 'ko', NOW)).toBe('방금'));
});
describe('remaining (HO-2)', () => {
  test('calendar days in Seoul from 72 hours on', () => {
    expect(remaining('2026-12-11T14:59:00Z', NOW)).toEqual({ kind: 'days', days: 18 });
    expect(remaining(new Date(NOW + 72 * 3_600_000).toISOString(), NOW)).toEqual({ kind: 'days', days: 3 });
  });
  test('hours below, and past at the instant itself', () => {
    expect(remaining(new Date(NOW + 41.5 * 3_600_000).toISOString(), NOW)).toEqual({ kind: 'hours', hours: 41, minutes: 30 });
    expect(remaining(new Date(NOW).toISOString(), NOW)).toEqual({ kind: 'past' });
  });
});
describe('numbers', () => {
  test('fixed places, true minus, a dash for none', () => {
    expect(formatNumber(-1234.5, 1)).toBe('\u22121,234.5');
    expect(formatScore(0.9134, 5)).toBe('0.91340');
    expect(formatScore(null, 5)).toBe('–');
  });
  test.each([
    [999, '999 B'],
    [999_600, '1 MB'],
    [1_840_000_000, '1.84 GB'],
    [563_120, '563 KB'],
  ])('%i bytes', (bytes, text) => expect(formatBytes(bytes)).toBe(text));
  test.each([
    [400, '0.4초', '0.4 s'],
    [41_000, '41초', '41 s'],
    [200_000, '3분 20초', '3 min 20 s'],
    [7_500_000, '2시간 5분', '2 h 5 min'],
  ])('%i ms', (ms, ko, en) => {
    expect(formatSpan(ms, 'ko')).toBe(ko);
    expect(formatSpan(ms, 'en')).toBe(en);
  });
});
test('long names keep their end, hashes both ends', () => {
  expect(middleEllipsis('affinity_v13_ensemble_of_many_models.csv', 24)).toBe('affinity_v1…y_models.csv');
  expect(middleEllipsis('short.csv')).toBe('short.csv');
  expect(shortHash('9f4c0123456789a21e')).toBe('9f4c…a21e');
});
