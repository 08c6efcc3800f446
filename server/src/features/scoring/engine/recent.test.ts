import { expect, test } from '@jest/globals';
import { Recent } from './recent.ts';

test('keeps what was used last within its weight', () => {
  const recent = new Recent<string>(10);
  recent.put('a', 'A', 4);
  recent.put('b', 'B', 4);
  expect(recent.get('a')).toBe('A');
  recent.put('c', 'C', 4);
  expect([recent.get('a'), recent.get('b'), recent.get('c')]).toEqual(['A', undefined, 'C']);
});

test('a replaced entry weighs once; one that is too heavy stays alone', () => {
  const recent = new Recent<string>(10);
  recent.put('a', 'A', 6);
  recent.put('a', 'A2', 6);
  recent.put('b', 'B', 4);
  expect([recent.get('a'), recent.get('b')]).toEqual(['A2', 'B']);
  recent.put('huge', 'H', 100);
  expect([recent.get('a'), recent.get('b'), recent.get('huge')]).toEqual([undefined, undefined, 'H']);
  recent.put('c', 'C', 1);
  expect([recent.get('huge'), recent.get('c')]).toEqual([undefined, 'C']);
});
