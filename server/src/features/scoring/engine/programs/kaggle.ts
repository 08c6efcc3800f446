/** Kaggle's metric contract: `score(solution, submission, row_id_column_name) -> float`, ParticipantVisibleError is shown to the participant. */
import { basename } from 'node:path';
import type { KaggleTask, ScoreSet, Submission } from './contract.ts';
import { driven } from './driven.ts';
import { submittedFile } from './prediction.ts';
import { isRecord, scoreOf } from './scores-file.ts';
import type { Scored, TaskRun } from './task-run.ts';
import { TaskFailed } from './verdict.ts';

export async function runKaggle(run: TaskRun, task: KaggleTask, submission: Submission): Promise<Scored> {
  const file = await submittedFile(run, task.prediction, submission);
  const settings = {
    solution: `/app/input/ref/${basename(task.solution.path)}`,
    submission: `/app/input/res/${basename(file.name)}`,
    rowIdColumn: task.rowIdColumn,
  };
  const returned = await driven(run, 'kaggle', settings, [
    await run.workingCopy(task.program, '/app/program'),
    await run.fileAt(task.solution.source, settings.solution),
    await run.fileAt(file.path, settings.submission),
  ]);
  const scores = Object.entries(isRecord(returned) ? returned : {}).map(([part, value]): ScoreSet => {
    const score = scoreOf(value);
    if (score === null) throw new TaskFailed('scorer-no-known-score', {}, `score() returned ${JSON.stringify(value)}`);
    return { split: part === 'all' ? null : part, values: { score }, errors: {} };
  });
  if (scores.length === 0) throw new TaskFailed('scorer-incomplete');
  return { scores };
}
