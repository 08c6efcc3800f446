import { describe, expect, test } from '@jest/globals';
import { hasGap, lineOf, mergeAnswer, mergeLog, NO_LOG, shownLines } from './log.ts';

const line = (seq: number) => ({ seq, at: `2026-11-24T00:00:0${seq}.000Z`, kind: 'state', data: { state: 'QUEUED' } });
const seqs = (lines: readonly { seq: number }[]) => lines.map(({ seq }) => seq);

describe('the log of a submission', () => {
  test('keeps every line once, in order, whatever comes when', () => {
    const log = [[line(2), line(1)], [line(2)], [line(4)], [line(3), line(1)]].reduce(mergeLog, NO_LOG);
    expect(seqs(log.lines)).toEqual([1, 2, 3, 4]);
    expect(log.whole).toBe(4);
    expect(hasGap(log)).toBe(false);
  });
  test('nothing after a gap is shown until it is filled', () => {
    const log = mergeLog(mergeLog(NO_LOG, [line(1)]), [line(3), line(4)]);
    expect(seqs(shownLines(log))).toEqual([1]);
    expect(hasGap(log)).toBe(true);
    expect(seqs(shownLines(mergeLog(log, [line(2)])))).toEqual([1, 2, 3, 4]);
  });
  test('a repeat changes nothing, so nothing is drawn again', () => {
    const log = mergeLog(NO_LOG, [line(1)]);
    expect(mergeLog(log, [line(1)])).toBe(log);
  });
  test('lines the server no longer has are not waited for', () => {
    const log = mergeAnswer(NO_LOG, [line(3), line(4)]);
    expect(seqs(shownLines(log))).toEqual([3, 4]);
    expect(hasGap(log)).toBe(false);
    expect(seqs(shownLines(mergeLog(log, [line(5)])))).toEqual([3, 4, 5]);
  });
  test('an answer that overlaps with what the stream brought meanwhile joins it', () => {
    const log = mergeAnswer(mergeLog(mergeLog(NO_LOG, [line(1)]), [line(3)]), [line(2), line(3)]);
    expect(seqs(shownLines(log))).toEqual([1, 2, 3]);
  });
});
describe('an event of the stream', () => {
  test('is a line with its kind and plain values', () => {
    expect(
      lineOf({
        type: 'ranked',
        id: '7',
        data: '{"seq":7,"at":"2026-11-24T00:00:00.000Z","rankBefore":null,"rankAfter":3,"nested":{"a":1}}',
      }),
    ).toEqual({ seq: 7, at: '2026-11-24T00:00:00.000Z', kind: 'ranked', data: { rankBefore: null, rankAfter: 3 } });
  });
  test.each(['{}', 'no json', '{"seq":"1","at":"x"}'])('%s is none', (data) => {
    expect(lineOf({ type: 'reset', id: '1', data })).toBeNull();
  });
});
