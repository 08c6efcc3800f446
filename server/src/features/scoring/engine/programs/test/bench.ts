import { randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openSandbox } from '../../../../../platform/sandbox/open-sandbox.ts';
import type { SandboxLimits } from '../../../../../platform/sandbox/types.ts';
import type { BundleTree, TreeFile } from '../../bundles/tree.ts';
import { openRuntimes } from '../../runtimes/runtimes.ts';
import type { Bench, RunHooks, StepLimits, Submission, TaskLimits, TaskOutcome, TaskSpec } from '../contract.ts';
import { runTask } from '../run-task.ts';

const SANDBOX: SandboxLimits = {
  cpuMs: 30_000,
  wallMs: 30_000,
  memoryBytes: 2 ** 30,
  pids: 64,
  cpus: 1,
  tmpBytes: 2 ** 26,
  fileBytes: 2 ** 24,
  stdoutBytes: 2 ** 20,
  stderrBytes: 2 ** 20,
  openFiles: 256,
};
const step = (over: Partial<SandboxLimits> = {}): StepLimits => ({
  sandbox: { ...SANDBOX, ...over },
  output: { maxBytes: 2 ** 22, maxFiles: 100 },
  keptBytes: 2 ** 22,
});
export const limits = (over: { prediction?: Partial<SandboxLimits>; scoring?: Partial<SandboxLimits> } = {}): TaskLimits => ({
  prediction: step(over.prediction),
  scoring: step(over.scoring),
});

/** A real sandbox with the declared runtimes, and trees made of texts. */
export class TestBench {
  private made = 0;
  private constructor(
    readonly bench: Bench,
    private readonly root: string,
  ) {}

  static async open(): Promise<TestBench> {
    const root = mkdtempSync(join(tmpdir(), 'gac-programs-'));
    chmodSync(root, 0o711);
    for (const name of ['runtimes', 'scratch', 'files']) mkdirSync(join(root, name));
    const driver = await openSandbox({ driver: 'bubblewrap', workFolder: join(root, 'work'), slots: 2 });
    const runtimes = await openRuntimes(join(root, 'runtimes'));
    return new TestBench({ driver, runtimes, scratch: join(root, 'scratch'), newId: () => `t-${randomUUID()}` }, root);
  }

  tree(texts: Readonly<Record<string, string | Buffer>>): BundleTree {
    this.made += 1;
    const folder = join(this.root, 'files', String(this.made));
    const files = Object.entries(texts).map(([path, text]): TreeFile => {
      const source = join(folder, path);
      mkdirSync(dirname(source), { recursive: true });
      writeFileSync(source, text);
      return { path, source, bytes: statSync(source).size, executable: false };
    });
    return { name: '', files, emptyFolders: [] };
  }
  file(name: string, text: string | Buffer): TreeFile {
    return this.tree({ [name]: text }).files[0]!;
  }
  submitted(name: string, text: string | Buffer): Submission {
    return { kind: 'file', name, path: this.file(name, text).source };
  }

  run(task: TaskSpec, submission: Submission, within: TaskLimits = limits(), hooks: Partial<RunHooks> = {}): Promise<TaskOutcome> {
    return runTask(this.bench, task, submission, within, { signal: AbortSignal.timeout(60_000), ...hooks });
  }

  async close(): Promise<void> {
    await this.bench.driver.close();
    rmSync(this.root, { recursive: true, force: true });
  }
}
