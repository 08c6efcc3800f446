/** Hugging Face Competitions: a named metric or metric.py; public and private scores. Source: huggingface/competitions, compute_metrics.py. */
import { basename } from 'node:path';
import type { HuggingFaceTask, ScoreSet, Submission } from './contract.ts';
import { driven } from './driven.ts';
import { submittedFile } from './prediction.ts';
import { isRecord, judgeScores } from './scores-file.ts';
import { accepted } from './codabench-scores.ts';
import type { Scored, TaskRun } from './task-run.ts';
import { TaskFailed } from './verdict.ts';

export async function runHuggingFace(run: TaskRun, task: HuggingFaceTask, submission: Submission): Promise<Scored> {
  const file = await submittedFile(run, task.prediction, submission);
  const { metric, idColumn, columns, rows, program } = task;
  const settings = {
    metric,
    idColumn,
    columns,
    rows,
    solution: `/app/input/ref/${basename(task.solution.path)}`,
    submission: `/app/input/res/${basename(file.name)}`,
    seconds: run.limits.scoring.sandbox.wallMs / 1000,
  };
  const returned = await driven(run, 'huggingface', settings, [
    ...(program ? [await run.fileAt(program.source, '/app/program/metric.py')] : []),
    await run.fileAt(task.solution.source, settings.solution),
    await run.fileAt(file.path, settings.submission),
  ]);
  return judgeParts(run, returned);
}

function judgeParts(run: TaskRun, returned: unknown): Scored {
  if (!isRecord(returned)) throw new TaskFailed('scorer-incomplete', {}, 'compute() returned no object');
  const scores = (['public', 'private'] as const).flatMap((split): ScoreSet[] => {
    const written = returned[`${split}_score`];
    if (!isRecord(written)) return [];
    return [{ split, values: accepted(run, judgeScores(written, null), Object.keys(written)), errors: {} }];
  });
  if (scores.length === 0) throw new TaskFailed('scorer-incomplete', {}, 'compute() returned neither "public_score" nor "private_score"');
  return { scores };
}
