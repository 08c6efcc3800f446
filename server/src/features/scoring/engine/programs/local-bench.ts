import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSandbox } from '../../../../platform/sandbox/open-sandbox.ts';
import type { SandboxDriver } from '../../../../platform/sandbox/types.ts';
import { openRuntimes } from '../runtimes/runtimes.ts';
import type { Bench } from './contract.ts';

/** Why nothing can be run on this machine, and what to do. */
export interface BenchProblem {
  message: string;
  remedy: string;
}
export type WithBench<T> = { ok: true; value: T } | { ok: false; problems: readonly BenchProblem[] };

/** A step runs two programs at once at most. */
const SLOTS = 2;

/** A bench of this machine for as long as `use` takes; nothing of it is left afterwards, whatever happens. */
export async function withBench<T>(newId: () => string, use: (bench: Bench) => Promise<T>): Promise<WithBench<T>> {
  const root = await mkdtemp(join(tmpdir(), 'gac-run-'));
  let driver: SandboxDriver | null = null;
  try {
    // Jobs are other users: they pass through, and can't look around.
    await chmod(root, 0o711);
    const scratch = join(root, 'scratch');
    const runtimes = join(root, 'runtimes');
    for (const folder of [scratch, runtimes]) await mkdir(folder, { mode: 0o711 });
    driver = await openSandbox({ driver: 'bubblewrap', workFolder: join(root, 'work'), slots: SLOTS });
    const problems = await problemsOf(driver);
    if (problems.length > 0) return { ok: false, problems };
    const opened = await openRuntimes(runtimes);
    const missing = opened.python.problems.find(({ code }) => code === 'python-missing');
    if (missing) return { ok: false, problems: [{ message: '/usr/bin/python3: -', remedy: missing.remedy }] };
    return { ok: true, value: await use({ driver, runtimes: opened, scratch, newId }) };
  } finally {
    await driver?.close();
    await rm(root, { recursive: true, force: true });
  }
}

async function problemsOf(driver: SandboxDriver): Promise<readonly BenchProblem[]> {
  const { ready, problems } = await driver.probe();
  return ready ? [] : problems;
}
