import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CodabenchTask, Program, Submission } from '../contract.ts';
import { limits, TestBench } from './bench.ts';

let bench: TestBench;
beforeAll(async () => {
  bench = await TestBench.open();
});
afterAll(() => bench.close());

const program = (command: string | null, texts: Record<string, string>): Program => ({ tree: bench.tree(texts), command });
const python = (source: string, command = 'python3 score.py'): Program => program(command, { 'score.py': source });
const task = (scoring: Program, over: Partial<CodabenchTask> = {}): CodabenchTask => ({
  kind: 'codabench',
  scoring,
  ingestion: null,
  ingestionOnlyDuringScoring: false,
  reference: bench.tree({ 'truth.txt': '7\n' }),
  input: null,
  columns: ['accuracy'],
  ...over,
});
const results = (texts: Record<string, string>): Submission => ({ kind: 'tree', tree: bench.tree(texts) });
const code = (source: string, command = 'python3 main.py') => results({ 'metadata.yaml': `command: ${command}\n`, 'main.py': source });
const COMPARE = `
import json
truth = open('/app/input/ref/truth.txt').read().strip()
said = open('/app/input/res/answer.txt').read().strip()
print('comparing')
json.dump({'accuracy': float(truth == said), 'extra': 1}, open('/app/output/scores.json', 'w'))
`;
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

describe('an ingestion program', () => {
  const ingestion = (source: string): Program => program('python3 $program/run.py $input $output', { 'run.py': source });
  const IMPORTING =
    "import sys\nsys.path.append('/app/ingested_program')\nfrom model import answer\nopen(sys.argv[2] + '/answer.txt', 'w').write(answer(open(sys.argv[1] + '/question.txt').read()))";
  const model = () => results({ 'model.py': 'def answer(question):\n    return question\n' });
  const withIngestion = (source: string, over: Partial<CodabenchTask> = {}) =>
    task(python(COMPARE), { ingestion: ingestion(source), input: bench.tree({ 'question.txt': '7' }), ...over });

  test('runs the submission, whose files are among the predictions', async () => {
    const scoring = python(`import os\nassert os.path.exists('/app/input/res/model.py')\n${COMPARE}`);
    const outcome = await bench.run({ ...withIngestion(IMPORTING), scoring }, model());
    expect(outcome).toMatchObject({ status: 'SCORED', scores: [{ values: { accuracy: 1 } }] });
    expect(Object.keys(outcome.logs)).toEqual([
      'prediction_ingestion_stdout',
      'prediction_ingestion_stderr',
      'scoring_stdout',
      'scoring_stderr',
    ]);
  });
  test('that fails does not fail the submission', async () => {
    const outcome = await bench.run(withIngestion('raise SystemExit(2)'), results({ 'answer.txt': '7' }));
    expect(outcome).toMatchObject({
      status: 'SCORED',
      warnings: [{ code: 'program-failed-but-scored', fields: { program: 'ingestion', exit: 2 } }],
    });
  });
  test('that fails on the submission is the reason when there is nothing to score', async () => {
    expect(await bench.run(withIngestion(IMPORTING), results({ 'other.py': '' }))).toMatchObject({
      class: 'NONZERO_EXIT',
      message: { fields: { program: 'ingestion', exit: 1 } },
    });
  });
  test('runs at the same time as a submission with a command, and shares /app/output', async () => {
    const waiting =
      "import os, time\nwhile not os.path.exists('/app/output/q'): time.sleep(0.01)\nopen('/app/output/q', 'a').write('!')\nos.rename('/app/output/q', '/app/output/answer.txt')";
    const asking =
      "import os, time\nopen('/app/output/q', 'w').write('7')\nwhile not os.path.exists('/app/output/answer.txt'): time.sleep(0.01)";
    const outcome = await bench.run({ ...withIngestion(asking), reference: bench.tree({ 'truth.txt': '7!' }) }, code(waiting));
    expect(outcome).toMatchObject({ status: 'SCORED', scores: [{ values: { accuracy: 1 } }] });
  });
  test('without a command is the organizers’ fault', async () => {
    expect(await bench.run({ ...withIngestion(''), ingestion: program(null, { 'run.py': '' }) }, model())).toMatchObject({
      class: 'SCORER_FAULT',
      message: { code: 'scorer-no-command', fields: { program: 'ingestion' } },
    });
  });

  describe('during scoring', () => {
    const SCORER = `
import json, os, time
while not os.path.exists('/app/shared/answer'): time.sleep(0.01)
said = open('/app/shared/answer').read()
os.remove('/app/shared/answer')
json.dump({'accuracy': float(said == open('/app/input/ref/truth.txt').read().strip())}, open('/app/output/scores.json', 'w'))`;
    const ANSWERING = `
import os, sys
assert not os.path.exists('/app/input/ref')
assert os.path.exists('/app/input/res/model.py')
sys.path.append('/app/ingested_program')
from model import answer
open('/app/shared/part', 'w').write(answer('7'))
os.rename('/app/shared/part', '/app/shared/answer')`;
    const during = (source: string) =>
      withIngestion('', {
        ingestion: program('python3 run.py', { 'run.py': source }),
        ingestionOnlyDuringScoring: true,
        scoring: python(SCORER),
      });

    test('shares /app/shared with the scorer and does not see the reference', async () => {
      const outcome = await bench.run(during(ANSWERING), model());
      expect(outcome).toMatchObject({ status: 'SCORED', scores: [{ values: { accuracy: 1 } }] });
      expect(outcome.warnings.map(({ code: name }) => name)).toEqual(['ingestion-sees-no-reference', 'ingestion-can-write-scores']);
    });
    test('is stopped when the scorer has ended', async () => {
      const outcome = await bench.run(during(`${ANSWERING}\nimport time\ntime.sleep(60)`), model());
      expect(outcome).toMatchObject({ status: 'SCORED' });
      expect(outcome.wallMs).toBeLessThan(10_000);
      expect(outcome.warnings.at(-1)?.code).toBe('ingestion-stopped');
    });
    test('that dies is the reason when the scorer waits for it in vain', async () => {
      expect(await bench.run(during('raise SystemExit(5)'), model(), limits({ scoring: { wallMs: 2000 } }))).toMatchObject({
        class: 'NONZERO_EXIT',
        message: { fields: { program: 'ingestion', exit: 5 } },
      });
    });
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
