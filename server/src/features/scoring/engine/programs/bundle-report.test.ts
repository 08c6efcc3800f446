import { expect, test } from '@jest/globals';
import type { BundleBoard } from '../bundles/bundle.ts';
import { reportOf } from './bundle-report.ts';
import type { TaskOutcome } from './contract.ts';

const outcome = (over: Partial<TaskOutcome>): TaskOutcome =>
  ({
    status: 'SCORED',
    class: null,
    message: null,
    detail: null,
    scores: [],
    ignored: [],
    wallMs: 12.4,
    peakBytes: 5,
    logs: { scoring_stdout: 'hi' },
    warnings: [],
    ...over,
  }) as TaskOutcome;
const column = (index: number, key: string, of: number[]) => ({
  index,
  key,
  computation: of.length > 0 ? 'avg' : null,
  computationIndexes: of,
});
const BOARD = { columns: [column(0, 'a', []), column(1, 'b', []), column(2, 'mean', [0, 1])] } as unknown as BundleBoard;

test('scores, computed columns, logs', () => {
  const scored = outcome({ scores: [{ split: null, values: { a: 1, b: 2 }, errors: {} }], ignored: ['x'] });
  expect(reportOf([{ index: 3, outcome: scored }], [], BOARD, 'en')).toEqual({
    status: 'SCORED',
    class: null,
    message: null,
    tasks: [
      {
        index: 3,
        status: 'SCORED',
        scores: { a: 1, b: 2 },
        computed: { mean: 1.5 },
        ignored: ['x'],
        wallMs: 12,
        peakBytes: 5,
        log: { scoring_stdout: 'hi' },
      },
    ],
    warnings: [],
  });
});
test('scores by split', () => {
  const scores = [
    { split: 'val', values: { mAP: 1 }, errors: {} },
    { split: 'test', values: { mAP: 2 }, errors: {} },
  ];
  expect(reportOf([{ index: 0, outcome: outcome({ scores }) }], [], null, 'en').tasks[0]?.scores).toEqual({
    val: { mAP: 1 },
    test: { mAP: 2 },
  });
});
test('one failed task fails it, with its class, its reason and what organizers should know', () => {
  const failed = outcome({
    status: 'FAILED',
    class: 'SCORER_FAULT',
    message: { code: 'scorer-no-known-score', fields: {} },
    detail: 'written: acc',
    warnings: [{ code: 'score-refused', fields: { key: 'f1', value: 'NaN' } }],
  });
  const report = reportOf(
    [
      { index: 0, outcome: outcome({}) },
      { index: 1, outcome: failed },
    ],
    [{ code: 'docker-image', message: 'An image.', file: 'c.yaml', line: 2 }],
    null,
    'en',
  );
  expect(report).toMatchObject({ status: 'FAILED', class: 'SCORER_FAULT' });
  expect(report.message).toMatch(/^task 1: None of what the scoring program wrote is a score of this task\. .* \[written: acc\]$/);
  expect(report.warnings.map(({ code, task, file }) => [code, task, file])).toEqual([
    ['docker-image', null, 'c.yaml'],
    ['score-refused', 1, null],
  ]);
});
test('a submission that can’t be opened', () => {
  const report = reportOf(
    [{ index: 0, outcome: null }],
    [{ code: 'not-a-zip', message: 'This is no zip.', file: null, line: null }],
    null,
    'en',
  );
  expect(report).toMatchObject({ status: 'FAILED', class: 'BAD_FORMAT', tasks: [{ status: 'FAILED', scores: {} }] });
  expect(report.message).toContain('This is no zip.');
});
