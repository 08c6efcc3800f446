import { join } from 'node:path';
import type { Bench, PredictionSpec, RunHooks, Submission, TaskLimits, TaskOutcome } from './contract.ts';
import { predict } from './prediction.ts';
import { TaskRun } from './task-run.ts';
import { TaskFailed } from './verdict.ts';

/** The file that was made, by its place on the host; null when the outcome says why there is none. */
export type Made<T> = { made: T; outcome: TaskOutcome } | { made: null; outcome: TaskOutcome };

/**
 * Runs participants' code for a task that the platform itself scores: the prediction step alone. `use` takes the file while it is there; it is gone
 * afterwards. Rejects as `runTask` does.
 */
export async function makePredictions<T>(
  bench: Bench,
  spec: PredictionSpec & { expects: string },
  submission: Extract<Submission, { kind: 'code' | 'image' }>,
  limits: TaskLimits,
  hooks: RunHooks,
  use: (path: string) => Promise<T>,
): Promise<Made<T>> {
  const run = new TaskRun(bench, limits, hooks);
  try {
    const { folder } = await predict(run, spec, submission);
    return { made: await use(join(folder, spec.expects)), outcome: run.scored({ scores: [] }, 'builtin') };
  } catch (error) {
    if (error instanceof TaskFailed) return { made: null, outcome: run.failed(error, 'builtin') };
    throw error;
  } finally {
    await run.release();
  }
}
