import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunLimits } from '@gac/shared/contract/definition';
import { accept, refuse, type Decision } from '@gac/shared/values';
import { openImages, type Images } from '../../../platform/sandbox/images/images.ts';
import { openSandbox, type SandboxOptions } from '../../../platform/sandbox/open-sandbox.ts';
import type { Capabilities, SandboxDriver } from '../../../platform/sandbox/types.ts';
import type { ArtifactStore } from '../../../platform/storage/artifact-store.ts';
import type { TaskFacts } from '../../challenges/index.ts';
import type { Bench, RunHooks, Submission, TaskLimits, TaskOutcome } from '../engine/programs/contract.ts';
import { makePredictions, type Made } from '../engine/programs/make-predictions.ts';
import { refusedTask, runTask } from '../engine/programs/run-task.ts';
import type { TaskFailed } from '../engine/programs/verdict.ts';
import { openRuntimes, type Runtimes } from '../engine/runtimes/runtimes.ts';
import { ArtifactTrees } from './artifact-trees.ts';
import { imageFault, type ImageLimits } from './image-refusal.ts';
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
  /** Unpacked container images, shared by the workers of a machine. */
  images: { folder: string; cacheBytes: number; limits: ImageLimits };
}
export interface ProgramRun {
  handedIn: HandedIn;
  task: TaskFacts;
  phaseKey: string;
  /** Of the participant's program. */
  limits: RunLimits;
}

/** An image that was run, for the reproducibility record. */
export interface ImageRecord {
  /** SHA-256 of its configuration: what Docker calls the image's id. */
  configSha256: string;
  /** SHA-256 of its manifest, by which registries know it; null where the archive has none. */
  manifestSha256: string | null;
}
/** What a caller wants to hear of a run. */
export type ProgramHooks = Omit<RunHooks, 'signal'> & { onImage?: (image: ImageRecord) => void };

interface Opened {
  submission: Submission;
  /** What was unpacked for it may go. */
  release: () => void;
}

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
    private readonly images: Images,
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
    const { folder, cacheBytes, limits } = options.images;
    const images = await openImages({ driver, folder, cacheBytes, maxBytes: limits.bytes, maxEntries: limits.entries, wallMs: limits.wallMs });
    const trees = new ArtifactTrees(options.artifacts, join(scratch, 'trees'));
    return new ProgramEngine(options, driver, await openRuntimes(runtimes), scratch, trees, images, await driver.probe());
  }

  /** Whether container images can be run here: the driver must give a program another root. */
  get canRunImages(): boolean {
    return this.capabilities.ready && this.driver.name !== 'unsafe-process';
  }

  /** What the programs of a runtime find beside them, and what of that is missing here. */
  runtimeProblems(): string[] {
    return Object.values(this.runtimes).flatMap(({ problems }) => problems.map(({ code, packages, remedy }) => `${code}: ${packages.join(' ')} (${remedy})`));
  }

  /** Scores a submission with the task's own program. Every failure of it is an outcome; rejects as `runTask` does. */
  score(run: ProgramRun & { task: ProgramTask }, hooks: RunHooks & ProgramHooks): Promise<TaskOutcome> {
    const { task, phaseKey, limits } = run;
    const both = { prediction: stepLimits(limits), scoring: stepLimits(task.scorer.limits) };
    return this.within(async (bench, scratch) => {
      const opened = await this.opened(run, scratch, hooks);
      if (!opened.ok) return refusedTask(bench, both, hooks, opened.refusal, task.scorer.contract);
      try {
        return await runTask(bench, await taskSpec(this.trees, task, phaseKey), opened.value.submission, both, hooks);
      } finally {
        opened.value.release();
      }
    });
  }

  /** Runs a participant's program and hands the file it has to write to `use`. */
  predict<T>(run: ProgramRun, hooks: RunHooks & ProgramHooks, use: (path: string) => Promise<T>): Promise<Made<T>> {
    const { task, limits } = run;
    const both: TaskLimits = { prediction: stepLimits(limits), scoring: stepLimits(limits) };
    return this.within(async (bench, scratch) => {
      const opened = await this.opened(run, scratch, hooks);
      if (!opened.ok) return { made: null, outcome: refusedTask(bench, both, hooks, opened.refusal, 'builtin') };
      const { submission, release } = opened.value;
      try {
        if (submission.kind !== 'code' && submission.kind !== 'image') throw new TypeError(`a ${submission.kind} can not be run`);
        const spec = await predictionSpec(this.trees, task, task.output);
        return await makePredictions(bench, { ...spec, expects: task.output }, submission, both, hooks, use);
      } finally {
        release();
      }
    });
  }

  /** What was handed in, ready to be run; an image that can't be is a fault of its author, told by its reason. */
  private async opened({ handedIn, task }: ProgramRun, scratch: string, hooks: RunHooks & ProgramHooks): Promise<Decision<Opened, TaskFailed>> {
    const { kind, path } = handedIn;
    if (kind !== 'container') return accept({ submission: await submitted({ ...handedIn, kind }, task, scratch), release: () => undefined });
    const unpacked = await this.images.unpack(path, hooks.signal);
    hooks.signal.throwIfAborted();
    if (!unpacked.ok) return refuse(imageFault(unpacked.refusal, this.options.images.limits));
    const { digest, manifest, rootfs, argv, env, cwd, release } = unpacked.value;
    hooks.onImage?.({ configSha256: digest, manifestSha256: manifest });
    return accept({ submission: { kind: 'image', rootfs, argv, env, cwd }, release });
  }

  /** A bench for work of another kind, with a scratch folder of its own that is gone afterwards. */
  onBench<T>(work: (bench: Bench) => Promise<T>): Promise<T> {
    return this.within(work);
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
