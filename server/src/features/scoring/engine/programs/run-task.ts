import { runCodabench } from './codabench.ts';
import type { Bench, Contract, RunHooks, Submission, TaskLimits, TaskOutcome, TaskSpec } from './contract.ts';
import { runEvalai } from './evalai.ts';
import { runHuggingFace } from './huggingface.ts';
import { runKaggle } from './kaggle.ts';
import { runMetricsJson } from './metrics-json.ts';
import { TaskRun, type Scored } from './task-run.ts';
import { TaskFailed } from './verdict.ts';

/**
 * Runs a submission on one task and says what came of it; participants' programs and scorers run in sandboxes of their own.
 * Rejects when the caller's signal says so, and when this machine fails (a full disk): then it may be tried again elsewhere.
 */
export async function runTask(
  bench: Bench,
  task: TaskSpec,
  submission: Submission,
  limits: TaskLimits,
  hooks: RunHooks,
): Promise<TaskOutcome> {
  const run = new TaskRun(bench, limits, hooks);
  try {
    return run.scored(await adapt(run, task, submission), task.kind);
  } catch (error) {
    if (error instanceof TaskFailed) return run.failed(error, task.kind);
    throw error;
  } finally {
    await run.release();
  }
}

/** The outcome of a task that never began: what was handed in can't be run. */
export function refusedTask(bench: Bench, limits: TaskLimits, hooks: RunHooks, fault: TaskFailed, contract: Contract): TaskOutcome {
  return new TaskRun(bench, limits, hooks).failed(fault, contract);
}

function adapt(run: TaskRun, task: TaskSpec, submission: Submission): Promise<Scored> {
  switch (task.kind) {
    case 'codabench':
      return runCodabench(run, task, submission);
    case 'evalai':
      return runEvalai(run, task, submission);
    case 'kaggle':
      return runKaggle(run, task, submission);
    case 'huggingface':
      return runHuggingFace(run, task, submission);
    case 'metrics-json':
      return runMetricsJson(run, task, submission);
  }
}
