import type { Cursor } from './cursor.ts';

/** How badly a value is needed: `here` by us, `there` by the other platform only, or not at all. */
export type Need = 'here' | 'there' | 'no';

const EXPECTED = {
  text: { expected: 'text', expectedKo: '글' },
  number: { expected: 'a whole number', expectedKo: '정수' },
  flag: { expected: 'true or false', expectedKo: 'true 또는 false' },
  list: { expected: 'a list', expectedKo: '목록' },
  map: { expected: 'keys with values', expectedKo: '키와 값의 묶음' },
} as const;
type Expected = keyof typeof EXPECTED;

/** Says that something is not what it should be: an error where we need it. */
export function wrongType(cursor: Cursor, expected: Expected, need: Need = 'no'): void {
  cursor.say(need === 'here' ? 'wrong-type' : 'odd-type', EXPECTED[expected]);
}
export function missing(cursor: Cursor, need: Need): void {
  const key = String(cursor.path.at(-1) ?? '');
  if (need === 'here') cursor.say('missing-key', { key });
  if (need === 'there') cursor.say('other-misses', { key });
}

/** A text, numbers and truth values as they were written; null when there is none. @param most characters the other platform allows */
export function textAt(cursor: Cursor, need: Need = 'no', most = Infinity): string | null {
  const { value } = cursor;
  if (!cursor.isThere || value === '') {
    missing(cursor, need);
    return null;
  }
  if (typeof value === 'object') {
    wrongType(cursor, 'text', need);
    return null;
  }
  // A block is its value, a number its writing: a title 1.10 is no 1.1.
  const text = typeof value === 'string' ? value : (cursor.written?.text ?? JSON.stringify(value));
  if ([...text].length > most) cursor.say('too-long', { most });
  return text;
}

const TRUE = new Set(['t', 'y', 'yes', 'true', 'on', '1']);
const FALSE = new Set(['f', 'n', 'no', 'false', 'off', '0']);
/** A truth value, in words as well, as Django REST framework reads them. */
export function flagAt(cursor: Cursor, whenMissing: boolean): boolean {
  if (!cursor.isThere) return whenMissing;
  const word = String(cursor.value).toLowerCase();
  if (typeof cursor.value !== 'object' && TRUE.has(word)) return true;
  if (typeof cursor.value !== 'object' && FALSE.has(word)) return false;
  wrongType(cursor, 'flag');
  return whenMissing;
}

/** A whole number, in quotes as well; `whenMissing` when there is none or when it is none, which is reported. */
export function wholeAt<T extends number | null>(cursor: Cursor, whenMissing: T, need: Need = 'no', least = 0): number | T {
  const { value } = cursor;
  if (!cursor.isThere) {
    missing(cursor, need);
    return whenMissing;
  }
  const number = typeof value === 'number' ? value : typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value) ? Number(value) : NaN;
  if (Number.isSafeInteger(number) && number >= least) return number;
  wrongType(cursor, 'number', need);
  return whenMissing;
}

/** One of a few words; `whenMissing` when there is none or another, which is reported. */
export function choiceAt<T extends string, D extends string | null>(cursor: Cursor, possible: readonly T[], whenMissing: D): T | D {
  const word = textAt(cursor);
  if (word === null) return whenMissing;
  const chosen = possible.find((known) => known === word) ?? possible.find((known) => known.toLowerCase() === word.trim().toLowerCase());
  if (chosen !== undefined) return chosen;
  cursor.say('odd-value', { value: word, used: whenMissing ?? 'null', possible: possible.join(', ') });
  return whenMissing;
}

/** The items of a list. */
export function listAt(cursor: Cursor, need: Need = 'no'): Cursor[] {
  if (!cursor.isThere) missing(cursor, need);
  else if (!Array.isArray(cursor.value)) wrongType(cursor, 'list', need);
  return cursor.items();
}
/** The maps in a list; others are reported. */
export function mapsAt(cursor: Cursor, need: Need = 'no'): Cursor[] {
  return listAt(cursor, need).filter((item) => {
    if (!item.isMap) wrongType(item, 'map', need);
    return item.isMap;
  });
}
/** Whole numbers in a list; a single one counts as a list of one. */
export function wholesAt(cursor: Cursor, need: Need = 'no'): { cursor: Cursor; value: number }[] {
  const items = Array.isArray(cursor.value) || !cursor.isThere ? listAt(cursor, need) : [cursor];
  return items.flatMap((item) => {
    const value = wholeAt(item, null, 'here');
    return value === null ? [] : [{ cursor: item, value }];
  });
}
/** Texts in a list. */
export const textsAt = (cursor: Cursor): string[] => listAt(cursor).flatMap((item) => textAt(item) ?? []);
