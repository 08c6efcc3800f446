import { mkdtemp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { OUTCOME_CLASSES, OUTCOME_WARNINGS, type OutcomeCode } from '@gac/shared/scoring/outcome';
import { describeOutcome, describeOutcomeWarning } from '@gac/shared/scoring/outcome-texts';
import type { SandboxLimits, SandboxResult, SandboxStatus } from '../../../../platform/sandbox/types.ts';
import { judgeReturned } from './evalai.ts';
import { stepsOf, valueAt } from './json-path.ts';
import { lastLine, logText } from './logs.ts';
import { commandIn } from './metadata.ts';
import { statusFile } from './prediction.ts';
import { pour } from './trees.ts';
import { faultOf, TaskFailed, wasLimited } from './verdict.ts';

describe('metadata', () => {
  test.each([
    ['command: python3 score.py', 'python3 score.py'],
    ['command: python $program/score.py $input $output\ndescription: Scores', 'python $program/score.py $input $output'],
    ['\uFEFFcommand: "a b"', 'a b'],
    ['command: [python3, "my score.py"]', "'python3' 'my score.py'"],
    ['description: nothing to run', null],
    ['command:', null],
    ['command: 3', null],
    ['just text', null],
    ['', null],
  ])('%j', (text, command) => expect(commandIn(text)).toEqual({ command, isYaml: true }));
  test('no YAML is no command', () => expect(commandIn('command: a: b: c\n\t- x')).toEqual({ command: null, isYaml: false }));
});

describe('places in metrics.json', () => {
  test.each([
    ['a', ['a']],
    ['a.b', ['a', 'b']],
    ['$.a.b', ['a', 'b']],
    ['cases[0].dice', ['cases', 0, 'dice']],
    ['a["b.c"].d', ['a', 'b.c', 'd']],
    ["a['x y']", ['a', 'x y']],
    ['a[', null],
    ['a[*]', null],
  ])('%s', (path, steps) => expect(stepsOf(path)).toEqual(steps));
  test('values, and nothing where there is none', () => {
    const metrics = { aggregates: { dice: { mean: 0.5 } }, cases: [{ dice: 1 }], 'a.b': 2 };
    expect(valueAt(metrics, 'aggregates.dice.mean')).toBe(0.5);
    expect(valueAt(metrics, 'cases[0].dice')).toBe(1);
    expect(valueAt(metrics, 'a.b')).toBe(2);
    expect(valueAt(metrics, 'aggregates.hasOwnProperty')).toBeUndefined();
    expect(valueAt(metrics, 'aggregates.none.mean')).toBeUndefined();
    expect(valueAt(null, 'a')).toBeUndefined();
  });
});

describe('logs', () => {
  test('long ones keep both ends', () => {
    const text = logText(Buffer.from(`begin${'x'.repeat(400_000)}end`));
    expect(text).toMatch(/^begin[^]*\[\.\.\. 137864 bytes \.\.\.\][^]*end$/);
    expect(text.length).toBeLessThan(263_000);
  });
  test.each([
    ['a\nb\n\n  \n', 'b'],
    ['', null],
    ['\n\n', null],
    ['x\r\ny\r\n', 'y'],
  ])('last line of %j', (text, line) => expect(lastLine(Buffer.from(text))).toBe(line));
});

const LIMITS: SandboxLimits = {
  cpuMs: 2000,
  wallMs: 4000,
  memoryBytes: 2 ** 28,
  pids: 32,
  cpus: 1,
  tmpBytes: 1,
  fileBytes: 1,
  stdoutBytes: 2048,
  stderrBytes: 1024,
  openFiles: 9,
};
const ended = (status: SandboxStatus, exitCode: number | null = null): SandboxResult => ({
  status,
  exitCode,
  maybeSignal: null,
  wallMs: 1500,
  cpuMs: 1,
  peakBytes: 1,
  oomKills: 0,
  pidsPeak: 1,
  contended: false,
  stdout: Buffer.of(),
  stderr: Buffer.of(),
  detail: null,
});

describe('verdicts', () => {
  test.each([
    ['ok', null, null],
    ['cancelled', null, null],
    ['nonzero', 'NONZERO_EXIT', 'SCORER_FAULT'],
    ['signal', 'NONZERO_EXIT', 'SCORER_FAULT'],
    ['cpu_limit', 'TIME_LIMIT', 'SCORER_FAULT'],
    ['wall_limit', 'TIME_LIMIT', 'SCORER_FAULT'],
    ['memory_limit', 'MEMORY_LIMIT', 'SCORER_FAULT'],
    ['process_limit', 'PROCESS_LIMIT', 'SCORER_FAULT'],
    ['output_limit', 'OUTPUT_LIMIT', 'SCORER_FAULT'],
    ['sandbox_error', 'PLATFORM_FAULT', 'PLATFORM_FAULT'],
  ] as const)('%s', (status, participant, scorer) => {
    const classOf = (fault: TaskFailed | null) => (fault ? OUTCOME_CLASSES[fault.code] : null);
    expect(classOf(faultOf('submission', ended(status, 1), LIMITS))).toBe(participant);
    expect(classOf(faultOf('ingestion', ended(status, 1), LIMITS))).toBe(participant);
    expect(classOf(faultOf('scorer', ended(status, 1), LIMITS))).toBe(scorer);
    expect(wasLimited(ended(status))).toBe(status.endsWith('_limit'));
  });
  test('limits are named in the unit of the sentence', () => {
    expect(faultOf('submission', ended('memory_limit'), LIMITS)?.fields).toEqual({ program: 'submission', value: 256 });
    expect(faultOf('scorer', ended('wall_limit'), LIMITS)?.fields).toEqual({ limit: 'time', value: 4 });
  });
});

describe('words for everything', () => {
  const codes = Object.keys(OUTCOME_CLASSES) as OutcomeCode[];
  const fields = {
    program: 'ingestion',
    limit: 'memory',
    problem: 'missing-id',
    value: 7,
    exit: 3,
    count: 2,
    file: 'a.csv',
    files: 'b',
    line: 4,
    column: 'id',
    said: 'hm',
    split: 's',
    key: 'k',
    keys: 'k',
    seconds: 2,
    remedy: 'r',
    reason: 'x',
    tried: 't',
    folder: 'f',
    expected: 9,
    platform: 'linux/s390x',
    name: 'n',
    what: 'w',
  };
  test.each(codes)('%s', (code) => {
    for (const lang of ['ko', 'en'] as const) expect(describeOutcome({ code, fields }, lang)).not.toMatch(/[{}]|undefined| - /);
  });
  test.each(OUTCOME_WARNINGS)('%s', (code) => {
    for (const lang of ['ko', 'en'] as const) expect(describeOutcomeWarning({ code, fields }, lang)).not.toMatch(/[{}]|undefined/);
  });
  test('text of others is not taken for a template', () => {
    expect(describeOutcome({ code: 'scorer-says', fields: { said: '{program} $1' } }, 'en')).toContain('{program} $1');
  });
});

describe('what evaluate() returned', () => {
  const warned: unknown[] = [];
  const run = { warn: (...warning: unknown[]) => void warned.push(warning) };
  beforeEach(() => void warned.splice(0));
  const SPLITS = [
    { codename: 'test', labels: ['mAP', 'F1 (macro)'] },
    { codename: 'val', labels: ['mAP'] },
  ];

  test('scores by split, error bars by label', () => {
    const returned = {
      result: [{ test: { mAP: 0.5, 'F1 (macro)': 1, extra: 2 } }],
      error: [{ test: { error_mAP: 0.1 } }],
      submission_result: 'for you',
      submission_metadata: { a: 1 },
    };
    expect(judgeReturned(run, returned, SPLITS)).toEqual({
      scores: [{ split: 'test', values: { mAP: 0.5, 'F1 (macro)': 1 }, errors: { mAP: 0.1 } }],
      ignored: ['extra'],
      forParticipant: 'for you',
      forOrganizer: { a: 1 },
    });
    expect(warned).toEqual([]);
  });
  test('NaN never ranks, what is missing is named', () => {
    const { scores } = judgeReturned(run, { result: [{ test: { mAP: 1, 'F1 (macro)': NaN } }, { val: {} }] }, SPLITS);
    expect(scores).toEqual([
      { split: 'test', values: { mAP: 1 }, errors: {} },
      { split: 'val', values: {}, errors: {} },
    ]);
    expect(warned).toEqual([
      ['score-refused', { key: 'test: F1 (macro)', value: 'NaN' }],
      ['score-missing', { keys: 'val: mAP' }],
    ]);
  });
  test.each([
    ['an unknown split', { result: [{ test: { mAP: 1 } }, { other: { mAP: 1 } }] }, 'scorer-unknown-split'],
    ['no result', { submission_result: 1 }, 'scorer-incomplete'],
    ['no list', { result: { test: { mAP: 1 } } }, 'scorer-incomplete'],
    ['no scores in a split', { result: [{ test: 3 }] }, 'scorer-incomplete'],
    ['an exception as text', 'boom', 'scorer-incomplete'],
    ['an empty list', { result: [] }, 'scorer-no-known-score'],
    ['nothing finite', { result: [{ test: { mAP: null } }] }, 'scorer-no-known-score'],
  ])('%s fails the submission', (_, returned, code) => {
    const judged = () => judgeReturned(run, returned, SPLITS);
    expect(judged).toThrow(TaskFailed);
    expect(judged).toThrow(code);
  });
});

test('the status file that scorers of earlier years read', () => {
  expect(statusFile({ program: ended('nonzero', 3), ingestion: ended('ok', 0) })).toBe(
    'elapsedTime: 1.5\nexitCode: 3\ningestionElapsedTime: 1.5\ningestionExitCode: 0\n',
  );
  expect(statusFile({})).toBe('elapsedTime: null\nexitCode: null\ningestionElapsedTime: null\ningestionExitCode: null\n');
});

describe('pouring a tree', () => {
  let folder = '';
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'gac-pour-'))));
  afterEach(() => rm(folder, { recursive: true }));

  test('files, modes and empty folders', async () => {
    const source = join(folder, 'source');
    await writeFile(source, 'hello', { mode: 0o600 });
    await mkdir(join(folder, 'into'));
    const file = { source, bytes: 5 };
    await pour(
      {
        name: '',
        files: [
          { ...file, path: 'a/b/c.txt', executable: false },
          { ...file, path: 'run', executable: true },
        ],
        emptyFolders: ['d/e'],
      },
      join(folder, 'into'),
    );
    expect(await readFile(join(folder, 'into/a/b/c.txt'), 'utf8')).toBe('hello');
    expect((await stat(join(folder, 'into/a/b/c.txt'))).mode & 0o777).toBe(0o644);
    expect((await stat(join(folder, 'into/run'))).mode & 0o777).toBe(0o755);
    expect((await stat(join(folder, 'into/d/e'))).isDirectory()).toBe(true);
  });
  test.each(['../x', '/x', 'a/../../x', 'a//b', ''])('refuses %j', async (path) => {
    await expect(
      pour({ name: '', files: [{ path, source: '/dev/null', bytes: 0, executable: false }], emptyFolders: [] }, folder),
    ).rejects.toThrow(path);
  });
});
