import { describe, expect, test } from '@jest/globals';
import { QueryClient } from '@tanstack/react-query';
import type { Api } from '../../lib/api.ts';
import { entriesOf } from './log-texts.ts';
import { submissionMessages } from './messages.ts';
import { logQuery } from './queries.ts';
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
test('a log longer than one answer is fetched to its end', async () => {
  const all = Array.from({ length: 1203 }, (_, i) => ({ ...line(1), seq: i + 1 }));
  const asked: number[] = [];
  const GET = (_path: string, { params }: { params: { query: { after: number } } }) => {
    asked.push(params.query.after);
    const lines = all.filter(({ seq }) => seq > params.query.after).slice(0, 500);
    return Promise.resolve({ response: { ok: true }, data: { lines, lastSeq: 0 } });
  };
  const client = new QueryClient();
  const query = logQuery({ GET } as unknown as Api, 'x');
  const log = await client.query(query);
  expect(seqs(shownLines(log))).toEqual(seqs(all));
  expect(asked).toEqual([0, 500, 1000, 1203]);
  // The next look goes on from there.
  all.push({ ...line(1), seq: 1204 });
  expect((await client.query({ ...query, staleTime: 0 })).whole).toBe(1204);
  expect(asked.slice(4)).toEqual([1203, 1204]);
});
describe("a program's own words", () => {
  const told = (kind: string, data: Record<string, string | number>) =>
    (['ko', 'en'] as const).map((lang) => entriesOf([{ ...line(1), kind, data }], submissionMessages[lang])[0]?.text);
  test('are shown as they are, those of the error stream with its name', () => {
    expect(told('output', { task: 'main', stream: 'stdout', text: '<b>epoch 1</b>' })).toEqual(['<b>epoch 1</b>', '<b>epoch 1</b>']);
    expect(told('output', { task: 'main', stream: 'stderr', text: 'no GPU' })).toEqual(['stderr: no GPU', 'stderr: no GPU']);
  });
  test('that were left out are counted', () => {
    const [ko, en] = told('output-skipped', { task: 'main', lines: 1234 });
    expect(ko).toContain('1,234줄');
    expect(en).toContain('1,234 lines');
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
