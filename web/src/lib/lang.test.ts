import { expect, test } from '@jest/globals';
import { inLang, langOfPath } from './lang.ts';
import { safeReturn } from './paths.ts';

test.each([
  ['/ko/c/x/data?q=1#a', 'en', '/en/c/x/data?q=1#a'],
  ['/en', 'ko', '/ko'],
  ['/', 'en', '/en'],
  ['/?stage=closed', 'en', '/en?stage=closed'],
  ['/korea', 'en', '/en/korea'],
] as const)('%s in %s', (href, lang, expected) => expect(inLang(href, lang)).toBe(expected));
test('only ko and en are languages', () => {
  expect(langOfPath('/ko/c')).toBe('ko');
  expect(langOfPath('/kor')).toBeNull();
  expect(langOfPath('/')).toBeNull();
});
test.each([
  ['/ko/c/x/submit?a=1', '/ko/c/x/submit?a=1'],
  ['//evil.example', null],
  ['/\\evil.example', null],
  ['https://evil.example', null],
  ['/a b', null],
  [undefined, null],
])('returns only to our own pages: %s', (next, expected) => expect(safeReturn(next)).toBe(expected));
