import { expect, test } from '@jest/globals';
import { outcomeWords } from './outcome-words.ts';

test('a reason is told with its remedy in both languages, one that nobody knows is not', () => {
  const facts = { code: 'image-platform', fields: { platform: 'linux/arm64', expected: 'linux/amd64' }, finding: null };
  expect(outcomeWords(facts, 'en')).toEqual({ what: 'The image is for linux/arm64 and cannot be run here.', fix: 'Build it for linux/amd64: docker build --platform linux/amd64' });
  expect(outcomeWords(facts, 'ko')?.what).toBe('이미지가 linux/arm64용이라 여기서 실행할 수 없습니다.');
  expect(outcomeWords({ ...facts, code: 'of-tomorrow' }, 'en')).toBeNull();
  expect(outcomeWords({ ...facts, code: null }, 'en')).toBeNull();
  expect(outcomeWords(null, 'en')).toBeNull();
});
