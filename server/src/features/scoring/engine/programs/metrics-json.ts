/** Grand Challenge: the entry in /input, metrics.json in /output, the last line of standard error for the participant. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { argvOf } from './command.ts';
import { accepted } from './codabench-scores.ts';
import type { MetricsJsonTask, Submission } from './contract.ts';
import { valueAt } from './json-path.ts';
import { parsePythonJson } from './lenient-json.ts';
import { lastLine } from './logs.ts';
import { submittedTree } from './prediction.ts';
import { isRecord, judgeScores } from './scores-file.ts';
import type { Place, Scored, TaskRun } from './task-run.ts';
import { faultOf, TaskFailed } from './verdict.ts';

const PLACE = { role: 'program', stage: 'scoring', ingestionOnlyDuringScoring: false } as const;

export async function runMetricsJson(run: TaskRun, task: MetricsJsonTask, submission: Submission): Promise<Scored> {
  const argv = argvOf(task.program.command, PLACE);
  if (!argv) throw new TaskFailed('scorer-no-command', { program: 'scorer' });
  const entry = await submittedTree(run, task.prediction, submission);
  const { output: caps, sandbox } = run.limits.scoring;
  const output = await run.cappedFolder(caps);
  const reference = task.reference ? await run.folderOf(task.reference) : null;
  const places: Place[] = [
    // Where the organization's own examples keep their program and their answers.
    await run.workingCopy(task.program.tree, '/opt/app'),
    ...(reference === null ? [] : [{ source: reference, target: '/opt/ml/input/data/ground_truth' }]),
    { source: await run.folderOf(entry), target: '/input' },
    { folder: output, target: '/output' },
  ];
  const { program } = await run.step('scoring', [run.program('program', argv, '/opt/app', places)]);
  const fault = program && faultOf('scorer', program, sandbox);
  if (program?.status === 'nonzero') throw said(lastLine(program.stderr), fault);
  if (fault) throw fault;
  const { files, into } = await run.collect(output, 'scoring', ['metrics.json']);
  if (files.length === 0) throw new TaskFailed('scorer-no-scores', { file: 'metrics.json' });
  return judgeMetrics(run, await readFile(join(into, 'metrics.json'), 'utf8'), task.values);
}

/** The contract: an evaluation that ends with an error speaks to the participant by its last line. */
function said(line: string | null, fault: TaskFailed | null | undefined): TaskFailed {
  if (line !== null) return new TaskFailed('scorer-says', { said: line });
  return fault ?? new TaskFailed('scorer-incomplete');
}

function judgeMetrics(run: TaskRun, text: string, places: MetricsJsonTask['values']): Scored {
  let metrics: unknown;
  try {
    metrics = parsePythonJson(text);
  } catch (error) {
    throw new TaskFailed('scorer-scores-unreadable', {}, `metrics.json: ${(error as Error).message}`);
  }
  const found = places.flatMap(({ key, path }): [string, unknown][] => {
    const value = valueAt(metrics, path);
    return value === undefined ? [] : [[key, value]];
  });
  const judged = judgeScores(
    Object.fromEntries(found),
    places.map(({ key }) => key),
  );
  const perCase = isRecord(metrics) ? (metrics['case'] ?? metrics['results'] ?? null) : null;
  return { scores: [{ split: null, values: accepted(run, judged, isRecord(metrics) ? Object.keys(metrics) : []), errors: {} }], perCase };
}
