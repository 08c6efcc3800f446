import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CodabenchTask, Program } from '../contract.ts';
import { limits, TestBench } from './bench.ts';
import { CodabenchPieces, COMPARE } from './codabench-pieces.ts';

let bench: TestBench;
beforeAll(async () => {
  bench = await TestBench.open();
});
afterAll(() => bench.close());

const { program, python, task, results, code } = new CodabenchPieces(() => bench);

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
