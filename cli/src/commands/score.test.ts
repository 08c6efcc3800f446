import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { gac } from '../gac.ts';
import type { Machine } from '../machine.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gac-score-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const TRUTH = 'id,target\na,3\nb,-0.5\nc,2\nd,7\n';
const PREDICTIONS = 'id,prediction\na,2.5\nb,0\nc,2\nd,8\n';

interface Scored {
  rows: number;
  scores: Record<string, number | null>;
  ci?: Record<string, [number, number]>;
  problems: { code: string; line: number | null; column: number | null; value: string | null; hint: string }[];
  wallMs: number;
  peakBytes: number;
}
interface Said {
  exit: number;
  out: string;
  err: string;
}
/** Runs `gac score` on two files. */
async function run(truth: string, predictions: string, metric: string, ...more: string[]): Promise<Said> {
  const paths = { truth: join(folder, 'truth.csv'), predictions: join(folder, 'predictions.csv') };
  writeFileSync(paths.truth, truth);
  writeFileSync(paths.predictions, predictions);
  let [out, err] = ['', ''];
  const machine = {
    env: {},
    home: folder,
    zone: 'Asia/Seoul',
    elapsedMs: () => 12.4,
    peakBytes: () => 4096,
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
    hasScreen: false,
  } as unknown as Machine;
  const exit = await gac(
    [
      'score',
      '--metric',
      metric,
      '--truth',
      paths.truth,
      '--predictions',
      paths.predictions,
      ...(more.includes('--id') ? [] : ['--id', 'id']),
      ...more,
    ],
    machine,
    '0',
  );
  return { exit, out, err };
}
async function scored(truth: string, predictions: string, metric: string, ...more: string[]): Promise<Scored & { exit: number }> {
  const { exit, out } = await run(truth, predictions, metric, '--json', ...more);
  return { exit, ...(JSON.parse(out) as Scored) };
}

describe('gac score', () => {
  test('prints rows, scores, problems, time and memory, and nothing else', async () => {
    const { out, exit } = await run(TRUTH, PREDICTIONS, 'rmse,mae', '--json');
    expect(JSON.parse(out)).toEqual({ rows: 4, scores: { rmse: Math.sqrt(0.375), mae: 0.5 }, problems: [], wallMs: 12, peakBytes: 4096 });
    expect(Object.keys(JSON.parse(out) as object)).toEqual(['rows', 'scores', 'problems', 'wallMs', 'peakBytes']);
    expect(exit).toBe(0);
  });
  test('says the same in lines, with the interval', async () => {
    const { out } = await run(TRUTH, PREDICTIONS, 'mae', '--bootstrap', '50', '--seed', '7', '--lang', 'en');
    const { ci } = await scored(TRUTH, PREDICTIONS, 'mae', '--bootstrap', '50', '--seed', '7');
    expect(out).toBe(`METRIC  SCORE  95% INTERVAL\nmae       0.5  ${ci?.['mae']?.join(' … ') ?? ''}\nRows: 4\n`);
  });
  test('the order of rows, of columns and the line ends mean nothing', async () => {
    const other = 'noise,prediction,id\r\nx,8,d\r\n"y, z",2,c\r\n,0,b\r\n,2.5,a';
    expect((await scored(TRUTH, other, 'rmse')).scores).toEqual((await scored(TRUTH, PREDICTIONS, 'rmse')).scores);
  });
  test.each<[string, string, string, string, string[], [string, number | null, number | null, string | null, RegExp][]]>([
    [
      'every fault of the predictions',
      TRUTH,
      'id,prediction\na,nan\nb,1e999\nd,0.5x\nd,1\nz,1\n',
      'rmse',
      [],
      [
        ['NAN', 2, 2, 'nan', /predictions/],
        ['INFINITE', 3, 2, '1e999', /too large/],
        ['NOT_A_NUMBER', 4, 2, '0.5x', /0\.5/],
        ['DUPLICATE_ID', 5, 1, 'd', /line 4/],
        ['UNKNOWN_ID', 6, 1, 'z', /id/],
        ['MISSING_ID', null, null, 'c', /c/],
      ],
    ],
    [
      'an id that lost its form',
      'id,target\n007,1\n010,2\n',
      'id,prediction\n7,1\n10.0,2\n',
      'mae',
      [],
      [
        ['UNKNOWN_ID', 2, 1, '7', /007/],
        ['UNKNOWN_ID', 3, 1, '10.0', /id/],
        ['MISSING_ID', null, null, '010', /010/],
      ],
    ],
    ['a fault of the truth', 'id,target\na,1\nb,x\n', PREDICTIONS, 'mae', [], [['NOT_A_NUMBER', 3, 2, 'x', /truth/]]],
    [
      'a label that the truth does not have',
      'id,target\na,cat\nb,dog\n',
      'id,prediction\na,Cat\nb,dog\n',
      'accuracy',
      [],
      [['UNKNOWN_LABEL', 2, 2, 'Cat', /cat/]],
    ],
    [
      'a label that was not declared',
      'id,target\na,cat\nb,dog\n',
      'id,prediction\na,cat\nb,cat\n',
      'accuracy',
      ['--params', '{"labels":["cat","cow"]}'],
      [['UNKNOWN_LABEL', 3, 2, 'dog', /truth/]],
    ],
    [
      'probabilities that do not add up',
      'id,target\na,x\nb,y\n',
      'id,x,y\na,0.5,0.6\nb,0.5,0.5\n',
      'log_loss',
      ['--prediction', 'x,y'],
      [['ROW_SUM', 2, null, '1.1', /add up/]],
    ],
    [
      'a column that is not there',
      TRUTH,
      PREDICTIONS,
      'mae',
      ['--prediction', 'guess'],
      [['MISSING_COLUMN', 1, null, 'id, prediction', /guess/]],
    ],
    [
      'a weight below 0',
      'id,target,w\na,1,1\nb,2,-1\n',
      'id,prediction\na,1\nb,2\n',
      'mae',
      ['--weight', 'w'],
      [['OUT_OF_RANGE', 3, 3, '-1', /truth/]],
    ],
    [
      'a negative prediction of a logarithm',
      'id,target\na,1\nb,2\n',
      'id,prediction\na,1\nb,-2\n',
      'rmsle',
      [],
      [['OUT_OF_RANGE', 3, 2, '-2', />= 0/]],
    ],
  ])('%s', async (_, truth, predictions, metric, more, expected) => {
    const { exit, scores, problems } = await scored(truth, predictions, metric, '--lang', 'en', ...more);
    expect(problems.map(({ code, line, column, value }) => [code, line, column, value])).toEqual(
      expected.map((fault) => fault.slice(0, 4)),
    );
    for (const [at, fault] of expected.entries()) expect(problems[at]?.hint).toMatch(fault[4]);
    expect([exit, scores]).toEqual([2, { [metric]: null }]);
  });
  test.each<[string, string, string, string[], string]>([
    ['roc_auc', 'id,target\na,1\nb,1\n', 'id,prediction\na,0.5\nb,0.25\n', [], 'ONE_CLASS_ONLY'],
    ['r2', 'id,target\na,1\nb,1\n', 'id,prediction\na,0.5\nb,0.25\n', [], 'TRUTH_CONSTANT'],
    ['mape', 'id,target\na,0\nb,1\n', 'id,prediction\na,0.5\nb,0.25\n', [], 'TRUTH_OUT_OF_RANGE'],
    ['rmse', 'id,target\na,0\nb,1\n', 'id,prediction\na,1e300\nb,0.25\n', [], 'NOT_FINITE'],
    ['mae', 'id,target,w\na,0,0\nb,1,0\n', 'id,prediction\na,1\nb,0.25\n', ['--weight', 'w'], 'NOT_FINITE'],
    ['kendall', 'id,target,w\na,0,1\nb,1,1\n', 'id,prediction\na,1\nb,0.25\n', ['--weight', 'w'], 'WEIGHTS_NOT_DEFINED'],
    ['qwk', 'id,target\na,low\nb,high\n', 'id,prediction\na,low\nb,high\n', [], 'LABELS_NEEDED'],
    ['pinball', 'id,target\na,0\nb,1\n', 'id,prediction\na,1\nb,0.25\n', ['--params', '{"alpha":2}'], 'BAD_PARAM'],
    ['roc_auc_ovr', 'id,target\na,0\nb,1\n', 'id,prediction\na,1\nb,0.25\n', [], 'WRONG_COLUMNS'],
  ])('%s that is undefined is null %#', async (metric, truth, predictions, more, code) => {
    for (const lang of ['ko', 'en']) {
      const { exit, scores, problems, ci } = await scored(truth, predictions, metric, '--lang', lang, '--bootstrap', '10', ...more);
      expect({ exit, scores, codes: problems.map((problem) => problem.code), ci }).toEqual({
        exit: 2,
        scores: { [metric]: null },
        codes: [code],
        ci: {},
      });
      expect(problems[0]?.hint).toContain(metric);
    }
  });
  test('what is defined is scored beside what is not', async () => {
    expect(await scored('id,target\na,0\nb,1\n', 'id,prediction\na,1\nb,1\n', 'mae,mape')).toMatchObject({
      exit: 2,
      scores: { mae: 0.5, mape: null },
    });
  });
  test('composite ids: all pieces together', async () => {
    const truth = 'user,item,target\n1,12,1\n11,2,2\n';
    expect(await scored(truth, 'item,user,prediction\n2,11,2\n12,1,0\n', 'mae', '--id', 'user,item')).toMatchObject({
      exit: 0,
      scores: { mae: 0.5 },
    });
    const { problems } = await scored(truth, 'item,user,prediction\n2,11,2\n2,1,0\n,11,0\n', 'mae', '--id', 'user,item');
    expect(problems.map(({ code, line, value }) => [code, line, value])).toEqual([
      ['UNKNOWN_ID', 3, '1,2'],
      ['EMPTY_ID', 4, '11,'],
      ['MISSING_ID', null, '1,12'],
    ]);
  });
  test('params of all metrics, and of one', async () => {
    const both = await scored(TRUTH, PREDICTIONS, 'pinball,huber', '--params', '{"alpha":0.3,"huber":{"delta":0.5}}');
    expect(both.scores['pinball']).toBeCloseTo((0.3 * 0.5 + 0.7 * 0.5 + 0.7 * 1) / 4, 12);
    expect(both.scores['huber']).toBeCloseTo((0.125 + 0.125 + 0.5 * (1 - 0.25)) / 4, 12);
    expect(await scored(TRUTH, PREDICTIONS, 'mae', '--params', '{"alpa":0.3}')).toMatchObject({
      exit: 2,
      problems: [{ code: 'UNKNOWN_PARAM', value: 'alpa' }],
    });
  });
  test.each([
    [['--metric', 'rmes', '--truth', 'a', '--predictions', 'b', '--id', 'id'], /rmes \(rmse\?\)/],
    [['--truth', 'a', '--predictions', 'b', '--id', 'id'], /--metric/],
    [['--metric', 'rmse', '--truth', 'a', '--predictions', 'b', '--id', 'id', '--params', '[1]'], /--params/],
    [['--metric', 'rmse', '--truth', 'a', '--predictions', 'b', '--id', 'id', '--bootstrap', '0'], /--bootstrap 0/],
  ])('a command that is not right: %j', async (args, said) => {
    let err = '';
    const machine = {
      env: {},
      home: folder,
      zone: 'Asia/Seoul',
      out: () => undefined,
      err: (text: string) => void (err += text),
      hasScreen: false,
    } as unknown as Machine;
    expect(await gac(['score', ...args, '--lang', 'en'], machine, '0')).toBe(2);
    expect(err).toMatch(said);
  });
});
