import { expect, test } from '@jest/globals';
import type { QueueSample } from '../../api/views.ts';
import { addSample, linePath, sampleOf, scaleTop, spansOf } from './samples.ts';

const T = Date.parse('2026-11-23T03:00:00.000Z');
const sample = (seq: number, over: Partial<QueueSample> = {}): QueueSample => ({
  seq,
  at: new Date(T + seq * 1000).toISOString(),
  validate: 0,
  evaluate: 0,
  running: 0,
  ended: 0,
  ...over,
});
const kept = { items: [sample(1), sample(2)], lastSeq: 2, keptMs: 60_000 };

test('samples are added once and forgotten after their time', () => {
  expect(addSample(kept, sample(2))).toBe(kept);
  expect(addSample(kept, sample(3)).items.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  expect(addSample(kept, sample(62)).items.map(({ seq }) => seq)).toEqual([2, 62]);
});
test('only a whole sample is one', () => {
  expect(sampleOf(JSON.stringify(sample(7, { evaluate: 3 })))).toEqual(sample(7, { evaluate: 3 }));
  for (const data of ['', 'null', '{}', JSON.stringify({ ...sample(1), running: '2' }), JSON.stringify({ ...sample(1), at: 5 })])
    expect(sampleOf(data)).toBeNull();
});
test('the line stands in its box and breaks where nothing is known', () => {
  const box = { now: T + 10_000, spanMs: 10_000, top: 4, width: 100, height: 40 };
  const running = ({ running: value }: QueueSample) => value;
  expect(linePath([sample(0), sample(1, { running: 2 }), sample(2, { running: 9 })], running, box)).toBe('M0.0 40.0L10.0 20.0L20.0 0.0');
  expect(linePath([sample(1), sample(9)], running, box)).toBe('M10.0 40.0M90.0 40.0');
  expect(linePath([sample(-5)], running, box)).toBe('');
});
test.each([
  [[], 4],
  [[3], 4],
  [[5], 5],
  [[6], 10],
  [[21, 3], 40],
  [[100], 100],
  [[1001], 2000],
])('the scale of %p ends at %p', (values, top) => {
  expect(scaleTop(values)).toBe(top);
});
test('the table says the most of each span and counts what ended', () => {
  const rows = spansOf(
    [sample(0, { validate: 1, ended: 2 }), sample(29, { evaluate: 5, running: 1, ended: 3 }), sample(30, { running: 2 })],
    30_000,
  );
  expect(rows).toEqual([
    { at: '2026-11-23T03:00:30.000Z', waiting: 0, running: 2, ended: 0 },
    { at: '2026-11-23T03:00:00.000Z', waiting: 5, running: 1, ended: 5 },
  ]);
});
