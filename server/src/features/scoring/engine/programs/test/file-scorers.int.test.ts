import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EvalaiTask, HuggingFaceTask, KaggleTask, MetricsJsonTask, PredictionSpec, Submission } from '../contract.ts';
import { limits, TestBench } from './bench.ts';

let bench: TestBench;
beforeAll(async () => {
  bench = await TestBench.open();
});
afterAll(() => bench.close());

describe('EvalAI', () => {
  const SPLITS = [{ codename: 'test_split', labels: ['accuracy', 'F1 (macro)'] }];
  const task = (texts: Record<string, string>, over: Partial<EvalaiTask> = {}): EvalaiTask => ({
    kind: 'evalai',
    script: bench.tree(texts),
    annotation: bench.file('annotations.txt', '7'),
    phaseCodename: 'dev',
    splits: SPLITS,
    prediction: null,
    ...over,
  });
  const PACKAGE = { '__init__.py': 'from .main import evaluate\n' };
  const EVALUATE = `
from .parts import compare
def evaluate(test_annotation_file, user_submission_file, phase_codename, **kwargs):
    import numpy as np
    print('evaluating', phase_codename, kwargs['submission_metadata']['status'])
    same = compare(open(test_annotation_file).read(), open(user_submission_file).read())
    return {'result': [{'test_split': {'accuracy': np.float32(same), 'F1 (macro)': np.int64(same), 'more': 1}}],
            'error': [{'test_split': {'error_accuracy': 0.1}}],
            'submission_result': {'seen': np.arange(2)}, 'submission_metadata': 'for hosts'}
`;
  const PARTS = { 'parts.py': 'def compare(a, b):\n    return a.strip() == b.strip()\n' };

  test('evaluate() of the package gets the files and the codename; numpy comes out as numbers', async () => {
    const outcome = await bench.run(
      task({ ...PACKAGE, 'main.py': EVALUATE, ...PARTS, 'requirements.txt': 'shapely' }),
      bench.submitted('my answer.txt', '7'),
    );
    expect(outcome).toMatchObject({
      status: 'SCORED',
      scores: [{ split: 'test_split', values: { accuracy: 1, 'F1 (macro)': 1 }, errors: { accuracy: 0.1 } }],
      ignored: ['more'],
      forParticipant: { seen: [0, 1] },
      forOrganizer: 'for hosts',
      logs: { scoring_stdout: 'evaluating dev running\n' },
      warnings: [{ code: 'requirements-not-installed', fields: {} }],
    });
  });
  test('a script without __init__.py is found, with its neighbours', async () => {
    expect(
      (await bench.run(task({ 'evaluation.py': EVALUATE.replace('.parts', 'parts'), ...PARTS }), bench.submitted('a.txt', '8'))).scores[0]
        ?.values,
    ).toEqual({ accuracy: 0, 'F1 (macro)': 0 });
  });
  test.each([
    ['a split that is not of this phase', `return {'result': [{'other': {'accuracy': 1}}]}`, 'scorer-unknown-split'],
    ['an exception', `raise ValueError('truth is 7')`, 'scorer-failed'],
    ['a returned exception', `return ValueError('x')`, 'scorer-failed'],
    ['sys.exit', `import sys; sys.exit(0)`, 'scorer-failed'],
    ['an end without a word', `import os; os._exit(0)`, 'scorer-incomplete'],
    ['nothing returned', `pass`, 'scorer-incomplete'],
    ['only NaN', `return {'result': [{'test_split': {'accuracy': float('nan')}}]}`, 'scorer-no-known-score'],
  ])('%s', async (_, body, code) => {
    const outcome = await bench.run(
      task({ ...PACKAGE, 'main.py': `def evaluate(a, b, c, **kwargs):\n    ${body}\n` }),
      bench.submitted('a.txt', '7'),
    );
    expect(outcome).toMatchObject({ status: 'FAILED', class: 'SCORER_FAULT', message: { code } });
    expect(JSON.stringify(outcome.message)).not.toContain('truth');
  });
  test('one file is needed', async () => {
    const many: Submission = { kind: 'tree', tree: bench.tree({ a: '1', b: '2' }) };
    expect(await bench.run(task({ ...PACKAGE, 'main.py': EVALUATE, ...PARTS }), many)).toMatchObject({
      class: 'BAD_FORMAT',
      message: { code: 'submission-not-one-file', fields: { count: 2 } },
    });
  });
});

describe('Kaggle', () => {
  const SOLUTION = 'id,target,Usage\n1,10,Public\n2,20,Private\n3,30,Public\n4,40,Ignored\n';
  const SCORE = `
import pandas as pd
class ParticipantVisibleError(Exception): pass
def score(solution: pd.DataFrame, submission: pd.DataFrame, row_id_column_name: str) -> float:
    assert 'Usage' not in solution.columns and list(solution[row_id_column_name]) == list(submission[row_id_column_name])
    if (submission['target'] < 0).any(): raise ParticipantVisibleError('Targets are never negative.')
    if (submission['target'] > 1000).any(): raise ValueError('secret')
    return (solution['target'] - submission['target']).abs().mean()
`;
  const task = (over: Partial<KaggleTask> = {}): KaggleTask => ({
    kind: 'kaggle',
    program: bench.tree({ 'score.py': SCORE }),
    solution: bench.file('solution.csv', SOLUTION),
    rowIdColumn: 'id',
    prediction: null,
    ...over,
  });
  const sent = (text: string) => bench.submitted('submission.csv', text);

  test('rows are put in order, Usage makes a public and a private score', async () => {
    expect((await bench.run(task(), sent('id,target\n4,0\n3,31\n2,25\n1,11\n'))).scores).toEqual([
      { split: 'public', values: { score: 1 }, errors: {} },
      { split: 'private', values: { score: 5 }, errors: {} },
    ]);
  });
  test('without Usage there is one score, and the first column is the id', async () => {
    const outcome = await bench.run(
      task({ solution: bench.file('solution.csv', 'row,target\na,1\nb,3\n'), rowIdColumn: null }),
      sent('row,target\nb,3\na,2\n'),
    );
    expect(outcome.scores).toEqual([{ split: null, values: { score: 0.5 }, errors: {} }]);
  });
  test.each([
    [
      'what the scorer says to participants is said',
      'id,target\n1,-1\n2,1\n3,1\n4,1\n',
      { class: 'BAD_FORMAT', message: { code: 'scorer-says', fields: { said: 'Targets are never negative.' } } },
    ],
    [
      'what else it says is not',
      'id,target\n1,2000\n2,1\n3,1\n4,1\n',
      { class: 'SCORER_FAULT', message: { code: 'scorer-failed', fields: { exit: 1 } } },
    ],
    ['a missing id column', 'row,target\n1,1\n', { class: 'BAD_FORMAT', message: { fields: { problem: 'missing-column', column: 'id' } } }],
    [
      'an id twice',
      'id,target\n1,1\n2,1\n1,1\n',
      { class: 'BAD_FORMAT', message: { fields: { problem: 'duplicate-id', line: 4, value: '1' } } },
    ],
    [
      'an unknown id',
      'id,target\n1,1\n9,1\n',
      { class: 'BAD_FORMAT', message: { fields: { problem: 'unknown-id', line: 3, value: '9' } } },
    ],
    [
      'missing rows',
      'id,target\n1,1\n2,1\n',
      { class: 'BAD_FORMAT', message: { fields: { problem: 'missing-id', value: '3', count: 2 } } },
    ],
    ['no table', '', { class: 'BAD_FORMAT', message: { fields: { problem: 'not-csv' } } }],
  ])('%s', async (_, text, expected) => expect(await bench.run(task(), sent(text))).toMatchObject({ status: 'FAILED', ...expected }));
  test('a value that is no number', async () => {
    const program = bench.tree({ 'metric.py': 'def score(a, b, c):\n    return float("inf")\n' });
    expect(await bench.run(task({ program }), sent('id,target\n1,1\n2,1\n3,1\n4,1\n'))).toMatchObject({
      class: 'SCORER_FAULT',
      message: { code: 'scorer-no-known-score' },
    });
  });
});

describe('Hugging Face', () => {
  const task = (over: Partial<HuggingFaceTask> = {}): HuggingFaceTask => ({
    kind: 'huggingface',
    metric: 'accuracy_score',
    program: null,
    solution: bench.file('solution.csv', 'id,label,split\n1,a,public\n2,b,private\n3,a,public\n'),
    idColumn: 'id',
    columns: ['id', 'label'],
    rows: 3,
    prediction: null,
    ...over,
  });
  const sent = (text: string) => bench.submitted('submission.csv', text);
  test('a metric of scikit-learn by name, on each part', async () => {
    expect((await bench.run(task(), sent('id,label\n3,a\n2,b\n1,b\n'))).scores).toEqual([
      { split: 'public', values: { accuracy_score: 0.5 }, errors: {} },
      { split: 'private', values: { accuracy_score: 1 }, errors: {} },
    ]);
  });
  test('the metric that a metric.py without compute names', async () => {
    const program = bench.file('metric.py', "METRIC = 'accuracy_score'\n");
    expect((await bench.run(task({ metric: 'custom', program }), sent('id,label\n3,a\n2,b\n1,b\n'))).scores.map(({ values }) => values)).toEqual([
      { accuracy_score: 0.5 },
      { accuracy_score: 1 },
    ]);
  });
  test('metric.py as the documentation has it, with the hub at hand', async () => {
    const source = `
import pandas as pd
from huggingface_hub import hf_hub_download
def compute(params):
    solution = pd.read_csv(hf_hub_download(repo_id=params.competition_id, filename='solution.csv', token=params.token, repo_type='dataset'))
    submission = pd.read_csv(hf_hub_download(repo_id=params.competition_id, filename=f'submissions/{params.team_id}-{params.submission_id}.csv'))
    merged = solution.merge(submission, on=params.submission_id_col)
    same = (merged.label_x == merged.label_y)
    return {part + '_score': {'hits': same[merged.split == part].sum(), 'none': None} for part in ('public', 'private')}
`;
    const outcome = await bench.run(
      task({ metric: 'custom', program: bench.file('metric.py', source) }),
      sent('id,label\n3,a\n2,b\n1,a\n'),
    );
    expect(outcome.scores.map(({ values }) => values)).toEqual([{ hits: 2 }, { hits: 1 }]);
    expect(outcome.warnings.map(({ code }) => code)).toEqual(['score-refused', 'score-refused']);
  });
  test.each([
    ['a missing column', 'id\n1\n2\n3\n', { problem: 'missing-column', column: 'label' }],
    ['a wrong number of rows', 'id,label\n1,a\n', { problem: 'row-count', count: 1, expected: 3 }],
  ])('%s', async (_, text, fields) =>
    expect(await bench.run(task(), sent(text))).toMatchObject({ class: 'BAD_FORMAT', message: { code: 'wrong-row', fields } }),
  );
});

describe('Grand Challenge', () => {
  const SOURCE = `
import json, os, sys
given = json.load(open('/input/predictions.json'))
if 'x' not in given:
    print('a warning', file=sys.stderr)
    sys.exit('There is no value for x.')
truth = json.load(open('/opt/ml/input/data/ground_truth/truth.json'))
json.dump({'aggregates': {'dice': {'mean': 1 - abs(truth['x'] - given['x'])}}, 'case': {'x': [1]}, 'bad': float('nan')}, open('/output/metrics.json', 'w'))
`;
  const task = (over: Partial<MetricsJsonTask> = {}): MetricsJsonTask => ({
    kind: 'metrics-json',
    program: { tree: bench.tree({ 'evaluate.py': SOURCE }), command: 'python -m evaluate' },
    reference: bench.tree({ 'truth.json': '{"x": 0.75}' }),
    values: [
      { key: 'dice', path: 'aggregates.dice.mean' },
      { key: 'bad', path: 'bad' },
    ],
    prediction: null,
    ...over,
  });
  const sent = (text: string): Submission => ({ kind: 'tree', tree: bench.tree({ 'predictions.json': text }) });
  test('values by path, values of cases kept', async () => {
    expect(await bench.run(task(), sent('{"x": 0.5}'))).toMatchObject({
      status: 'SCORED',
      scores: [{ values: { dice: 0.75 } }],
      perCase: { x: [1] },
      warnings: [{ code: 'score-refused', fields: { key: 'bad' } }],
    });
  });
  test('the last line of standard error is for the participant', async () => {
    expect(await bench.run(task(), sent('{}'))).toMatchObject({
      class: 'BAD_FORMAT',
      message: { code: 'scorer-says', fields: { said: 'There is no value for x.' } },
    });
  });
  test.each([
    ['no metrics.json', 'pass', 'scorer-no-scores'],
    ['no JSON', "open('/output/metrics.json', 'w').write('x')", 'scorer-scores-unreadable'],
    ['an exit without a word', 'raise SystemExit(1)', 'scorer-failed'],
  ])('%s', async (_, source, code) => {
    const program = { tree: bench.tree({ 'evaluate.py': source }), command: 'python3 evaluate.py' };
    expect(await bench.run(task({ program }), sent('{}'))).toMatchObject({ class: 'SCORER_FAULT', message: { code } });
  });
});

describe('code that makes the file', () => {
  const spec = (over: Partial<PredictionSpec> = {}): PredictionSpec => ({
    input: bench.tree({ 'test.csv': 'id\n1\n2\n' }),
    command: null,
    expects: 'submission.csv',
    ...over,
  });
  const scored = (prediction: PredictionSpec): KaggleTask => ({
    kind: 'kaggle',
    program: bench.tree({ 'score.py': 'def score(a, b, c):\n    return (a.y == b.y).mean()\n' }),
    solution: bench.file('solution.csv', 'id,y\n1,2\n2,4\n'),
    rowIdColumn: 'id',
    prediction,
  });
  const code = (texts: Record<string, string>): Submission => ({ kind: 'code', tree: bench.tree(texts) });
  const PYTHON =
    "rows = open('/app/input_data/test.csv').read().split()[1:]\nopen('/app/output/submission.csv', 'w').write('id,y\\n' + ''.join(f'{row},{2 * int(row)}\\n' for row in rows))\n";
  const NODE =
    "import { readFileSync, writeFileSync } from 'node:fs';\nconst rows = readFileSync('/app/input_data/test.csv', 'utf8').trim().split('\\n').slice(1);\nwriteFileSync('/app/output/submission.csv', ['id,y', ...rows.map((row) => `${row},${2 * row}`), ''].join('\\n'));\n";

  test.each([
    ['by its metadata', { 'metadata.yaml': 'command: python3 run.py', 'run.py': PYTHON }, null, []],
    ['by the entry point of the task', { 'run.py': PYTHON }, 'python3 run.py', []],
    ['by its name', { 'main.mjs': NODE }, null, ['entry-point-guessed']],
  ])('%s', async (_, texts, command, warnings) => {
    const outcome = await bench.run(scored(spec({ command })), code(texts));
    expect(outcome).toMatchObject({ status: 'SCORED', scores: [{ values: { score: 1 } }] });
    expect(outcome.warnings.map((warning) => warning.code)).toEqual(warnings);
  });
  test.each([
    ['nothing to run', { 'readme.txt': '' }, 'BAD_FORMAT', 'no-entry-point'],
    ['an error', { 'main.py': 'raise ValueError()' }, 'NONZERO_EXIT', 'program-failed'],
    ['no file', { 'main.py': 'pass' }, 'MISSING_OUTPUT', 'output-missing'],
    ['another file', { 'main.py': "open('/app/output/other.csv', 'w')" }, 'MISSING_OUTPUT', 'output-missing'],
    ['too large a file', { 'main.py': "open('/app/output/submission.csv', 'wb').truncate(2**23)" }, 'OUTPUT_LIMIT', 'wrote-too-much'],
    ['a full folder', { 'main.py': "open('/app/output/submission.csv', 'wb').write(bytes(2**23))" }, 'NONZERO_EXIT', 'program-failed'],
    ['time', { 'main.py': 'while True: pass' }, 'TIME_LIMIT', 'time-limit'],
  ])('%s', async (_, texts, failureClass, message) => {
    const outcome = await bench.run(scored(spec()), code(texts), limits({ prediction: { cpuMs: 1500 } }));
    expect(outcome).toMatchObject({ status: 'FAILED', class: failureClass, message: { code: message } });
  });
});
