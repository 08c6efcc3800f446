import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { limits, TestBench } from './bench.ts';
import { CodabenchPieces, COMPARE } from './codabench-pieces.ts';

let bench: TestBench;
beforeAll(async () => {
  bench = await TestBench.open();
});
afterAll(() => bench.close());

const { python, task, results, code } = new CodabenchPieces(() => bench);
const WRITE = (scores: string, name = 'scores.json') => `open('/app/output/${name}', 'w').write('''${scores}''')`;

describe('results', () => {
  test('are scored in the tree /app, without a prediction step', async () => {
    const outcome = await bench.run(task(python(COMPARE)), results({ 'answer.txt': '7' }));
    expect(outcome).toMatchObject({
      status: 'SCORED',
      class: null,
      message: null,
      scores: [{ split: null, values: { accuracy: 1 } }],
      ignored: ['extra'],
      warnings: [],
    });
    expect(outcome.logs).toEqual({ scoring_stdout: 'comparing\n', scoring_stderr: '' });
    expect(outcome.wallMs).toBeGreaterThan(0);
    expect(outcome.peakBytes).toBeGreaterThan(1_000_000);
    expect(outcome.record.runtimes.map(({ name }) => name)).toEqual(['python']);
  });
  test('`python` is there, variables are replaced, the working directory is the program and may be written', async () => {
    const source =
      "import sys, os\nopen('note', 'w').write('x')\nassert os.getcwd() == '/app/program', os.getcwd()\n" +
      COMPARE.replace("'/app/input/ref", "sys.argv[1] + '/ref").replaceAll("'/app/output", "sys.argv[2] + '");
    expect((await bench.run(task(python(source, 'python $program/score.py $input $output')), results({ 'answer.txt': '7' }))).status).toBe(
      'SCORED',
    );
  });
  test('stdin is closed, nothing is found of the host, the folders are those of the contract', async () => {
    const source = `
import os, sys, json
assert sys.stdin.read() == ''
assert os.environ['PYTHONUNBUFFERED'] == '1'
assert not os.path.exists('/root') and not os.path.exists('/app/input_data') and not os.path.exists('/app/ingested_program')
assert sorted(os.listdir('/app')) == ['data', 'input', 'output', 'program', 'shared'], os.listdir('/app')
assert sorted(os.listdir('/app/input')) == ['ref', 'res']
assert sorted(os.listdir('/app/input/res')) == ['answer.txt', 'metadata']
${WRITE('{"accuracy": 1}')}`;
    const { status, logs } = await bench.run(task(python(source)), results({ 'answer.txt': '7' }));
    expect([status, logs.scoring_stderr]).toEqual(['SCORED', '']);
  });
  test('the reference cannot be changed', async () => {
    const outcome = await bench.run(task(python(`open('/app/input/ref/truth.txt', 'w')`)), results({ a: '1' }));
    expect(outcome).toMatchObject({ status: 'FAILED', class: 'SCORER_FAULT' });
    expect(outcome.logs.scoring_stderr).toContain('Read-only file system');
  });
  test('removed names of numpy are there, pandas and plots too, and a program without numpy does not pay for it', async () => {
    const source = `
import sys
assert 'numpy' not in sys.modules
import numpy as np, pandas as pd
import matplotlib.pyplot as plt
plt.plot([1, 2]); plt.savefig('/app/output/plot.png')
import json
json.dump({'accuracy': float(np.array([1, 2]).astype(np.float).mean() + int(np.bool(True)) + pd.Series([1]).sum())}, open('/app/output/scores.json', 'w'))`;
    const { scores, logs } = await bench.run(task(python(source)), results({ a: '1' }));
    expect([scores[0]?.values, logs.scoring_stderr]).toEqual([{ accuracy: 3.5 }, '']);
  });
});

describe('what a scorer writes', () => {
  test.each([
    ['scores.txt as YAML', WRITE('accuracy: 0.25\nother: 1\n', 'scores.txt'), { values: { accuracy: 0.25 } }],
    ['scores.txt that holds JSON', WRITE('{"accuracy": 0.5}', 'scores.txt'), { values: { accuracy: 0.5 } }],
    ['scores.json before scores.txt', `${WRITE('{"accuracy": 1}')}\n${WRITE('accuracy: 0', 'scores.txt')}`, { values: { accuracy: 1 } }],
    [
      'numpy without a default',
      `import json, numpy\njson.dump({'accuracy': numpy.float64(0.5)}, open('/app/output/scores.json', 'w'))`,
      { values: { accuracy: 0.5 } },
    ],
  ])('%s', async (_, source, expected) => {
    expect((await bench.run(task(python(source)), results({ a: '1' }))).scores).toEqual([expect.objectContaining(expected)]);
  });
  test.each([
    ['nothing', 'pass', 'scorer-no-scores'],
    ['in a folder below', `import os\nos.mkdir('/app/output/sub')\n${WRITE('{"accuracy": 1}', 'sub/scores.json')}`, 'scorer-no-scores'],
    [
      'a link',
      `import os\nopen('/tmp/s', 'w').write('{"accuracy": 1}')\nos.symlink('/tmp/s', '/app/output/scores.json')`,
      'scorer-no-scores',
    ],
    ['no JSON', WRITE('accuracy 1'), 'scorer-scores-unreadable'],
    ['nothing finite', WRITE('{"accuracy": NaN}'), 'scorer-no-known-score'],
    ['no column of the board', WRITE('{"acc": 1}'), 'scorer-no-known-score'],
    ['a file "metadata"', `${WRITE('{"accuracy": 1}')}\n${WRITE('', 'metadata')}`, 'scorer-wrote-metadata'],
    ['an exit code', `${WRITE('{"accuracy": 1}')}\nraise SystemExit(3)`, 'scorer-failed'],
  ])('%s: %s', async (_, source, codeOf) => {
    const outcome = await bench.run(task(python(source)), results({ a: '1' }));
    expect(outcome).toMatchObject({ status: 'FAILED', class: 'SCORER_FAULT', scores: [], message: { code: codeOf } });
  });
  test('values that are no score are named', async () => {
    const outcome = await bench.run(
      task(python(WRITE('{"accuracy": 1, "f1": NaN, "mcc": null}')), { columns: ['accuracy', 'f1', 'mcc', 'auc'] }),
      results({ a: '1' }),
    );
    expect(outcome.scores[0]?.values).toEqual({ accuracy: 1 });
    expect(outcome.warnings).toEqual([
      { code: 'score-refused', fields: { key: 'f1', value: 'NaN' } },
      { code: 'score-refused', fields: { key: 'mcc', value: 'null' } },
      { code: 'score-missing', fields: { keys: 'auc' } },
    ]);
  });
  test('values of cases are kept', async () => {
    const outcome = await bench.run(
      task(python(`${WRITE('{"accuracy": 1}')}\n${WRITE('{"a": [1, NaN]}', 'per_case.json')}`)),
      results({ a: '1' }),
    );
    expect(outcome.perCase).toEqual({ a: [1, NaN] });
  });
  test.each([
    ['time', 'import time; time.sleep(60)', { wallMs: 1500 }],
    ['memory', 'x = bytearray(10**9)', { memoryBytes: 2 ** 26 }],
    ['output', "while True: print('x' * 1000)", {}],
  ])('a scorer over its limit of %s', async (limit, source, scoring) => {
    const outcome = await bench.run(task(python(source)), results({ a: '1' }), limits({ scoring }));
    expect(outcome).toMatchObject({ class: 'SCORER_FAULT', message: { code: 'scorer-limit', fields: { limit } } });
  });
  test('a scorer without a command', async () => {
    expect(await bench.run(task(python('', '')), results({ a: '1' }))).toMatchObject({
      class: 'SCORER_FAULT',
      message: { code: 'scorer-no-command' },
    });
  });
});

describe('a submission with a command', () => {
  const input = () => bench.tree({ 'question.txt': '7' });
  const ANSWER = "open('/app/output/answer.txt', 'w').write(open('/app/input_data/question.txt').read())";
  test('is run on the input, sees nothing hidden, and is scored by what it wrote', async () => {
    const source = `import os\nassert not os.path.exists('/app/input')\nprint('hello')\n${ANSWER}`;
    const stages: string[] = [];
    const outcome = await bench.run(task(python(COMPARE), { input: input() }), code(source), limits(), {
      onStage: (stage) => stages.push(stage),
    });
    expect(outcome).toMatchObject({
      status: 'SCORED',
      scores: [{ values: { accuracy: 1 } }],
      logs: { prediction_stdout: 'hello\n', scoring_stdout: 'comparing\n' },
    });
    expect(stages).toEqual(['prediction', 'scoring']);
  });
  test('may be JavaScript', async () => {
    const source =
      "import { readFileSync, writeFileSync } from 'node:fs';\nwriteFileSync('/app/output/answer.txt', readFileSync('/app/input_data/question.txt'));\n";
    const outcome = await bench.run(
      task(python(COMPARE), { input: input() }),
      results({ metadata: 'command: node main.mjs', 'main.mjs': source }),
    );
    expect(outcome).toMatchObject({ status: 'SCORED', scores: [{ values: { accuracy: 1 } }] });
    expect(outcome.record.runtimes.map(({ name }) => name)).toEqual(['node', 'python']);
  });
  test.each([
    ['an exit code', 'raise SystemExit(4)', {}, 'NONZERO_EXIT', { program: 'submission', exit: 4 }],
    ['a signal', 'import os; os.abort()', {}, 'NONZERO_EXIT', { program: 'submission', exit: 134 }],
    ['nothing written', 'pass', {}, 'MISSING_OUTPUT', {}],
    ['time', 'import time; time.sleep(60)', { wallMs: 1500 }, 'TIME_LIMIT', { program: 'submission', value: 1.5 }],
    ['processor time', 'while True: pass', { cpuMs: 500 }, 'TIME_LIMIT', { program: 'submission', value: 0.5 }],
    ['memory', 'x = bytearray(10**9)', { memoryBytes: 2 ** 26 }, 'MEMORY_LIMIT', { program: 'submission', value: 64 }],
    ['printing', "while True: print('x' * 1000)", {}, 'OUTPUT_LIMIT', { program: 'submission', value: 1024 }],
    [
      'processes',
      'import os, time\nwhile True:\n  if os.fork() == 0: time.sleep(60)',
      { pids: 8 },
      'PROCESS_LIMIT',
      { program: 'submission', value: 8 },
    ],
    ['a file "metadata"', "open('/app/output/metadata', 'w')", {}, 'BAD_FORMAT', {}],
  ])('%s', async (_, source, prediction, failureClass, fields) => {
    const outcome = await bench.run(task(python(COMPARE)), code(source), limits({ prediction }));
    expect(outcome).toMatchObject({ status: 'FAILED', class: failureClass, message: { fields } });
  });
  test('that fails is scored all the same when it left something to score', async () => {
    const outcome = await bench.run(task(python(COMPARE), { input: input() }), code(`${ANSWER}\nraise SystemExit(1)`));
    expect(outcome).toMatchObject({
      status: 'SCORED',
      warnings: [{ code: 'program-failed-but-scored', fields: { program: 'submission', exit: 1 } }],
    });
  });
  test('leaves links behind', async () => {
    const outcome = await bench.run(
      task(python(COMPARE)),
      code("import os; os.symlink('/app/input/ref/truth.txt', '/app/output/answer.txt')"),
    );
    expect(outcome).toMatchObject({
      status: 'FAILED',
      class: 'MISSING_OUTPUT',
      warnings: [{ code: 'output-left-behind', fields: { files: 'answer.txt (symlink)' } }],
    });
  });
  test('metadata.yaml wins over metadata, and what is no YAML has no command', async () => {
    const wins = results({ 'metadata.yaml': 'command: python3 main.py', metadata: 'command: false', 'main.py': ANSWER });
    expect((await bench.run(task(python(COMPARE), { input: input() }), wins)).status).toBe('SCORED');
    const broken = await bench.run(task(python(COMPARE)), results({ 'metadata.yaml': 'command: a: b: c' }));
    expect(broken).toMatchObject({ class: 'MISSING_OUTPUT', warnings: [{ code: 'metadata-not-yaml' }] });
  });
});

test('an aborted run ends with the reason of the signal', async () => {
  const abort = new AbortController();
  const running = bench.run(task(python('import time; time.sleep(60)')), results({ a: '1' }), limits(), {
    signal: abort.signal,
    onStage: () => setTimeout(() => abort.abort(new TypeError('no more')), 300),
  });
  await expect(running).rejects.toThrow('no more');
});
