import { describe, expect, test } from '@jest/globals';
import { bytes, displayWidth, inKorea, inZone, jsonDocument, printable, rankChange, score, table } from './layout.ts';

test.each([
  ['abc', 3],
  ['가람', 4],
  ['가람 1', 6],
  ['e\u0301', 1],
  ['–', 1],
])('%p takes %i cells', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

describe('a table', () => {
  test('aligns by cells of the screen, numbers right', () => {
    expect(table([{ title: '팀' }, { title: 'SCORE', right: true }], [['가람', '0.5'], ['Ada', '12.25']])).toEqual(['팀    SCORE', '가람    0.5', 'Ada   12.25']);
  });
  test('has no spaces at the ends of its lines', () => {
    expect(table([{ title: 'A' }, { title: 'LONG' }], [['a', '']])).toEqual(['A  LONG', 'a']);
  });
  test('lets no name steer the terminal', () => {
    expect(table([{ title: 'TEAM' }], [['a\u001b[2Jb\n\u202ec']])[1]).toBe('a�[2Jb��c');
  });
});

test('text of others loses what steers a terminal and nothing else', () => {
  expect(printable('가\u009b나\u0007 – é')).toBe('가�나� – é');
});
test('a document for programs escapes every control character', () => {
  const text = jsonDocument({ name: 'a\u009bb\u001b' });
  expect(text).toBe('{\n  "name": "a\\u009bb\\u001b"\n}');
  expect(JSON.parse(text)).toEqual({ name: 'a\u009bb\u001b' });
});

describe('instants', () => {
  test('midnight in Korea', () => {
    expect(inKorea('2026-11-30T15:00:00.000Z')).toBe('2026-12-01 00:00 KST');
  });
  test('are shown on the own clock only where it differs', () => {
    expect(inZone('2026-11-30T15:00:00.000Z', 'Europe/Paris')).toBe('2026-11-30 16:00');
    expect(inZone('2026-11-30T15:00:00.000Z', 'Asia/Tokyo')).toBeNull();
  });
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 KB'],
  [92_108, '92 KB'],
  [999_600, '1.0 MB'],
  [1_840_000_000, '1.8 GB'],
])('%i bytes are %p', (count, text) => {
  expect(bytes(count)).toBe(text);
});
test.each([
  [0.5, 3, '0.500'],
  [null, 3, '–'],
  [-1.25, 1, '-1.3'],
])('the score %p with %i decimals is %p', (value, decimals, text) => {
  expect(score(value, decimals)).toBe(text);
});
test.each([
  [5, 3, '+2'],
  [3, 5, '-2'],
  [3, 3, '='],
  [null, 3, ''],
  [3, null, ''],
])('from %p to %p moves %p', (before, after, text) => {
  expect(rankChange(before, after)).toBe(text);
});
