import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parsePythonJson } from './lenient-json.ts';
import { judgeScores, readScoresJson, readScoresText, scoreOf } from './scores-file.ts';

describe('JSON of Python', () => {
  test.each([
    ['{"a": NaN}', { a: NaN }],
    ['[Infinity, -Infinity, 1]', [Infinity, -Infinity, 1]],
    ['{"NaN": "NaN, -Infinity", "b": NaN}', { NaN: 'NaN, -Infinity', b: NaN }],
    ['{"quote \\" NaN": NaN}', { 'quote " NaN': NaN }],
    ['\uFEFF{"a": 1}', { a: 1 }],
  ])('%s', (text, expected) => expect(parsePythonJson(text)).toEqual(expected));
  test.each(['{"a": nan}', '{a: NaN}', 'NaNs', '', '{"a": 1,}'])('refuses %j', (text) =>
    expect(() => parsePythonJson(text)).toThrow(SyntaxError),
  );
  test('whatever JSON.stringify writes is read back', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => expect(parsePythonJson(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)))),
    );
  });
});

describe('scores.txt', () => {
  test.each([
    ['accuracy: 0.9\nduration: 3', { accuracy: 0.9, duration: 3 }],
    ['{"accuracy": 0.9}', { accuracy: 0.9 }],
    ['{"accuracy": NaN}', { accuracy: 'NaN' }],

    ['loss: 1e-3', { loss: 0.001 }],
    ['set1_score: .nan', { set1_score: NaN }],
    ['a: 1\na: 2', { a: 2 }],
    ['correct: 1.0\r\nother: -2\r\n', { correct: 1, other: -2 }],
  ])('%j', (text, expected) => expect(readScoresText(text)).toEqual({ ok: true, value: expected, isPlainText: false }));
  test('lines of CodaLab without a blank', () => {
    expect(readScoresText('correct:0.5\n# note\nother:2\n')).toEqual({
      ok: true,
      value: { correct: '0.5', other: '2' },
      isPlainText: true,
    });
  });
  test.each(['', 'nothing here', '- 1\n- 2', 'a: b: c'])('refuses %j', (text) => expect(readScoresText(text).ok).toBe(false));
});

test.each(['', '[1, 2]', '3', '"text"', '{"a": 1', 'null'])('scores.json refuses %j', (text) =>
  expect(readScoresJson(text).ok).toBe(false),
);

describe('a score', () => {
  test.each([
    [1, 1],
    [0, 0],
    [-2.5, -2.5],
    ['0.95', 0.95],
    [' 1e-3 ', 0.001],
    ['.5', 0.5],
    ['5.', 5],
    ['+3', 3],
    ['1_000', 1000],
    [true, 1],
    [false, 0],
    [10n, 10],
    [NaN, null],
    [Infinity, null],
    [-Infinity, null],
    [null, null],
    [undefined, null],
    ['n/a', null],
    ['nan', null],
    ['inf', null],
    ['', null],
    ['0x10', null],
    ['1,5', null],
    ['1e999', null],
    [[1], null],
    [{ a: 1 }, null],
  ])('%p is %p', (value, expected) => expect(scoreOf(value)).toBe(expected));
});

describe('what counts', () => {
  test('columns, and what no column asks for', () => {
    expect(judgeScores({ accuracy: 0.9, extra: 1, nested: { accuracy: 1 } }, ['accuracy', 'f1'])).toEqual({
      values: { accuracy: 0.9 },
      ignored: ['extra', 'nested'],
      refused: [],
      missing: ['f1'],
    });
  });
  test('not finite is refused and named', () => {
    expect(judgeScores({ a: NaN, b: null, c: 'n/a', d: [1] }, ['a', 'b', 'c', 'd']).refused).toEqual([
      { key: 'a', value: 'NaN' },
      { key: 'b', value: 'null' },
      { key: 'c', value: 'n/a' },
      { key: 'd', value: '[1]' },
    ]);
  });
  test('without columns every single value counts', () => {
    expect(judgeScores({ a: 1, b: { c: 2 }, d: [3] }, null)).toMatchObject({ values: { a: 1 }, ignored: ['b', 'd'] });
  });
  test('every key is in exactly one place, and only finite numbers count', () => {
    const value = fc.oneof(fc.double(), fc.string(), fc.boolean(), fc.constant(null), fc.array(fc.integer()));
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value), fc.option(fc.array(fc.string())), (written, columns) => {
        const { values, ignored, refused } = judgeScores(written, columns);
        expect([...Object.keys(values), ...ignored, ...refused.map(({ key }) => key)].sort()).toEqual(Object.keys(written).sort());
        expect(Object.values(values).every(Number.isFinite)).toBe(true);
      }),
    );
  });
});
