import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunLimits } from '@gac/shared/contract/definition';
import { openSandbox, type SandboxOptions } from '../../../platform/sandbox/open-sandbox.ts';
import type { Capabilities, SandboxDriver } from '../../../platform/sandbox/types.ts';
import type { ArtifactStore } from '../../../platform/storage/artifact-store.ts';
import type { TaskFacts } from '../../challenges/index.ts';
import type { Bench, RunHooks, TaskLimits, TaskOutcome } from '../engine/programs/contract.ts';
import { makePredictions, type Made } from '../engine/programs/make-predictions.ts';
import { runTask } from '../engine/programs/run-task.ts';
import { openRuntimes, type Runtimes } from '../engine/runtimes/runtimes.ts';
import { ArtifactTrees } from './artifact-trees.ts';
import { stepLimits } from './limits.ts';
import { openScratch } from './scratch.ts';
import { submitted, type HandedIn } from './submitted.ts';
import { predictionSpec, taskSpec, type ProgramTask } from './task-spec.ts';

export interface EngineOptions {
  sandbox: SandboxOptions;
  /** For files under way; folders of dead processes in it are removed. */
  scratchRoot: string;
  artifacts: ArtifactStore;
  newId: () => string;
}
export interface ProgramRun {
  handedIn: HandedIn;
  task: TaskFacts;
  phaseKey: string;
  /** Of the participant's program. */
  limits: RunLimits;
}

/** What a caller wants to hear of a run. */
export type ProgramHooks = Omit<RunHooks, 'signal'>;

/** Runs programs of participants and of challenges in this machine's sandbox. One for a worker process; close it when done. */
export class ProgramEngine {
  private running = 0;
  private made = 0;

  private constructor(
    private readonly options: EngineOptions,
    private readonly driver: SandboxDriver,
    private readonly runtimes: Runtimes,
    private readonly scratch: string,
    private readonly trees: ArtifactTrees,
    /** What was found when the sandbox was tried; not ready means that nothing may be run. */
    readonly capabilities: Capabilities,
  ) {}

  /** Opens the sandbox and tries it with hostile programs, which takes a second or two. A machine that can't run programs is no error: see `capabilities`. */
  static async open(options: EngineOptions): Promise<ProgramEngine> {
    const scratch = await openScratch(options.scratchRoot);
    const runtimes = join(scratch, 'runtimes');
    for (const name of ['runtimes', 'trees', 'runs']) await mkdir(join(scratch, name), { mode: 0o755 });
    const driver = await openSandbox(options.sandbox);
    await driver.reap();
    return new ProgramEngine(options, driver, await openRuntimes(runtimes), scratch, new ArtifactTrees(options.artifacts, join(scratch, 'trees')), await driver.probe());
  }

  /** What the programs of a runtime find beside them, and what of that is missing here. */
  runtimeProblems(): string[] {
    return Object.values(this.runtimes).flatMap(({ problems }) => problems.map(({ code, packages, remedy }) => `${code}: ${packages.join(' ')} (${remedy})`));
  }

  /** Scores a submission with the task's own program. Every failure of it is an outcome; rejects as `runTask` does. */
  score(run: ProgramRun & { task: ProgramTask }, hooks: RunHooks): Promise<TaskOutcome> {
    const { task, phaseKey, limits } = run;
    const both = { prediction: stepLimits(limits), scoring: stepLimits(task.scorer.limits) };
    return this.within(async (bench, scratch) => {
      const [spec, submission] = await Promise.all([taskSpec(this.trees, task, phaseKey), submitted(run.handedIn, task, scratch)]);
      return runTask(bench, spec, submission, both, hooks);
    });
  }

  /** Runs a participant's program and hands the file it has to write to `use`. */
  predict<T>(run: ProgramRun, hooks: RunHooks, use: (path: string) => Promise<T>): Promise<Made<T>> {
    const { task, limits } = run;
    const both: TaskLimits = { prediction: stepLimits(limits), scoring: stepLimits(limits) };
    return this.within(async (bench, scratch) => {
      const [spec, submission] = await Promise.all([predictionSpec(this.trees, task, task.output), submitted(run.handedIn, task, scratch)]);
      if (submission.kind !== 'code' && submission.kind !== 'image') throw new TypeError(`a ${submission.kind} can not be run`);
      return makePredictions(bench, { ...spec, expects: task.output }, submission, both, hooks, use);
    });
  }

  async close(): Promise<void> {
    await this.driver.close();
    await rm(this.scratch, { recursive: true, force: true });
  }

  /** A folder of its own for one run, gone afterwards. */
  private async within<T>(work: (bench: Bench, scratch: string) => Promise<T>): Promise<T> {
    this.running += 1;
    this.made += 1;
    const scratch = join(this.scratch, 'runs', String(this.made));
    try {
      await mkdir(join(scratch, 'bench'), { recursive: true, mode: 0o755 });
      const { driver, runtimes } = this;
      return await work({ driver, runtimes, scratch: join(scratch, 'bench'), newId: this.options.newId }, scratch);
    } finally {
      await rm(scratch, { recursive: true, force: true });
      this.running -= 1;
      if (this.running === 0) await this.trees.trim();
    }
  }
}
