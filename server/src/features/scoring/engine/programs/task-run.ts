import { chmod, mkdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { OUTCOME_CLASSES, type OutcomeFields, type OutcomeWarning, type OutcomeWarningCode } from '@gac/shared/scoring/outcome';
import type { CappedFolder, Collected, FolderCaps, SandboxJob } from '../../../../platform/sandbox/types.ts';
import type { BundleTree } from '../bundles/tree.ts';
import { runtimeOf, type RuntimeName } from '../runtimes/runtimes.ts';
import type { Bench, Contract, LogName, RunHooks, ScoreSet, Stage, TaskLimits, TaskOutcome } from './contract.ts';
import { logText } from './logs.ts';
import { logName, runStep, type StepProgram, type StepResults, type StopRule } from './step.ts';
import { bytesOf, pour } from './trees.ts';
import { TaskFailed } from './verdict.ts';

/** What a scorer said, once it is known to be worth something. */
export interface Scored {
  scores: readonly ScoreSet[];
  ignored?: readonly string[];
  perCase?: unknown;
  forParticipant?: unknown;
  forOrganizer?: unknown;
}
/** A folder inside a sandbox, and what stands behind it. */
export type Place = { target: string } & ({ source: string } | { folder: CappedFolder });

/** Programs find their own folders writable, as they do elsewhere, when a copy costs little. */
const COPIED_BYTES = 64 * 2 ** 20;
const COPIED_FILES = 2000;
/** Of what programs leave: names as people write them. Hidden ones and those that look like options are never kept. */
const NAMES = /^(?!-)[\x20-\x7e]{1,255}$/;
const ROOM: FolderCaps = { maxBytes: 64 * 2 ** 20, maxFiles: 2000 };

/** One task under way: its folders, which are gone when it is over, and what is known of it so far. */
export class TaskRun {
  private readonly warnings: OutcomeWarning[] = [];
  private readonly logs: Partial<Record<LogName, string>> = {};
  private readonly used = { wallMs: 0, cpuMs: 0, peakBytes: 0 };
  private readonly runtimes = new Set<RuntimeName>();
  private readonly folders: CappedFolder[] = [];
  private readonly poured = new Map<BundleTree, Promise<string>>();
  private made = 0;

  constructor(
    readonly bench: Bench,
    readonly limits: TaskLimits,
    readonly hooks: RunHooks,
  ) {}

  warn(code: OutcomeWarningCode, fields: OutcomeFields = {}): void {
    this.warnings.push({ code, fields });
  }

  /** An empty folder on the host that jobs may be shown. */
  async hostFolder(): Promise<string> {
    this.made += 1;
    const path = join(this.bench.scratch, `${this.made}-${this.bench.newId()}`);
    await mkdir(path);
    await chmod(path, 0o755);
    return path;
  }

  /** The tree as a folder that jobs may read; the same one each time. */
  folderOf(tree: BundleTree): Promise<string> {
    const there = this.poured.get(tree);
    if (there) return there;
    const made = this.hostFolder().then(async (folder) => {
      await pour(tree, folder);
      return folder;
    });
    this.poured.set(tree, made);
    return made;
  }

  async cappedFolder(caps: FolderCaps): Promise<CappedFolder> {
    const folder = await this.bench.driver.folder(caps);
    this.folders.push(folder);
    return folder;
  }

  /** The tree at a place where programs may also write, while it is small; read-only otherwise. @param whole the same on the host, if it is there already */
  async workingCopy(tree: BundleTree, target: string, whole?: string): Promise<Place> {
    const bytes = bytesOf(tree);
    // Nothing can be executed or loaded from where programs write.
    const isCode = tree.files.some(({ path, executable }) => executable || /\.(so|node)(\.[\d.]+)?$/.test(path));
    if (isCode || bytes > COPIED_BYTES || tree.files.length > COPIED_FILES) return { source: whole ?? (await this.folderOf(tree)), target };
    const entries = tree.files.length + tree.emptyFolders.length;
    const folder = await this.cappedFolder({ maxBytes: bytes + entries * 4096 + ROOM.maxBytes, maxFiles: entries * 2 + ROOM.maxFiles });
    await pour(tree, folder.path, 'to-change');
    return { folder, target };
  }

  /** One file of the host at a place in the sandbox, alone in its folder. */
  async fileAt(source: string, target: string): Promise<Place> {
    const { size } = await stat(source);
    const name = basename(target);
    const folder = await this.folderOf({ name, files: [{ path: name, source, bytes: size, executable: false }], emptyFolders: [] });
    return { source: folder, target: dirname(target) };
  }

  /** A job in the runtime that its command asks for. */
  program(
    role: StepProgram['role'],
    argv: readonly string[],
    cwd: string,
    places: readonly Place[],
    env: Readonly<Record<string, string>> = {},
  ): StepProgram {
    const name = runtimeOf(argv);
    this.runtimes.add(name);
    const { mounts, env: ofRuntime } = this.bench.runtimes[name];
    const { readOnly, writable } = mountsOf(places);
    return { role, rootfs: { kind: 'base' }, argv, cwd, env: { ...ofRuntime, ...env }, readOnly: [...mounts, ...readOnly], writable };
  }

  async step(stage: Stage, programs: readonly StepProgram[], stopRule: StopRule = () => null): Promise<StepResults> {
    const { driver, newId } = this.bench;
    this.hooks.onStage?.(stage);
    const threads = String(Math.max(1, Math.floor(this.limits[stage].sandbox.cpus)));
    const limited = programs.map((program) => ({
      ...program,
      env: { OMP_NUM_THREADS: threads, OPENBLAS_NUM_THREADS: threads, ...program.env },
    }));
    const results = await runStep({ driver, newId, stage, limits: this.limits[stage].sandbox, hooks: this.hooks }, limited, stopRule);
    this.remember(stage, results);
    return results;
  }

  private remember(stage: Stage, results: StepResults): void {
    const all = Object.entries(results) as [StepProgram['role'], NonNullable<StepResults[StepProgram['role']]>][];
    this.used.wallMs += Math.max(0, ...all.map(([, { wallMs }]) => wallMs));
    for (const [role, result] of all) {
      this.hooks.onUse?.(stage, role, result);
      this.used.cpuMs += result.cpuMs;
      this.used.peakBytes = Math.max(this.used.peakBytes, result.peakBytes);
      this.logs[logName(stage, role, 'stdout')] = logText(result.stdout);
      this.logs[logName(stage, role, 'stderr')] = logText(result.stderr);
    }
  }

  /** What programs of a step left in a folder, copied to one of ours; what can't be kept is warned of. */
  async collect(folder: CappedFolder, stage: Stage, only: readonly string[] | null): Promise<Collected & { into: string }> {
    const into = await this.hostFolder();
    const { keptBytes, output } = this.limits[stage];
    const rules = { maxFiles: output.maxFiles, maxDepth: 16, maxFileBytes: keptBytes, maxBytes: keptBytes, only, names: NAMES };
    const collected = await folder.collect(rules, into);
    const left = collected.rejected.filter(({ reason }) => reason !== 'not-expected');
    if (left.length > 0) {
      this.warn('output-left-behind', {
        files: left
          .slice(0, 5)
          .map(({ path, reason }) => `${path} (${reason})`)
          .join(', '),
        count: left.length,
      });
    }
    return { ...collected, into };
  }

  scored(
    { scores, ignored = [], perCase = null, forParticipant = null, forOrganizer = null }: Scored,
    contract: Contract,
  ): TaskOutcome {
    return {
      ...this.common(contract),
      status: 'SCORED',
      class: null,
      message: null,
      detail: null,
      scores,
      ignored,
      perCase,
      forParticipant,
      forOrganizer,
    };
  }

  failed({ code, fields, detail }: TaskFailed, contract: Contract): TaskOutcome {
    const empty = { scores: [], ignored: [], perCase: null, forParticipant: null, forOrganizer: null };
    return { ...this.common(contract), status: 'FAILED', class: OUTCOME_CLASSES[code], message: { code, fields }, detail, ...empty };
  }

  private common(
    contract: Contract,
  ): Omit<TaskOutcome, 'status' | 'class' | 'message' | 'detail' | 'scores' | 'ignored' | 'perCase' | 'forParticipant' | 'forOrganizer'> {
    const { driver, runtimes } = this.bench;
    const record = {
      contract,
      sandbox: { ...driver.identity, driver: driver.name },
      runtimes: [...this.runtimes].map((name) => runtimes[name].record),
      limits: this.limits,
    };
    return { ...this.used, logs: this.logs, warnings: this.warnings, record };
  }

  async release(): Promise<void> {
    await Promise.all(this.folders.splice(0).map((folder) => folder.release()));
  }
}

export function mountsOf(places: readonly Place[]): Pick<SandboxJob, 'readOnly' | 'writable'> {
  return {
    readOnly: places.flatMap((place) => ('source' in place ? [{ source: place.source, target: place.target }] : [])),
    writable: places.flatMap((place) => ('folder' in place ? [{ folder: place.folder, target: place.target }] : [])),
  };
}
