import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SandboxDriver, SandboxJob, SandboxLimits, SandboxResult } from '../types.ts';

/** The limits of the battery. */
export const LIMITS: SandboxLimits = {
  cpuMs: 2000, wallMs: 4000, memoryBytes: 256 * 1024 ** 2, pids: 32, cpus: 1, tmpBytes: 16 * 1024 ** 2, fileBytes: 16 * 1024 ** 2, stdoutBytes: 1024 ** 2, stderrBytes: 1024 ** 2, openFiles: 128,
};

let jobs = 0;
/** A job of the host's own programs, with what a test wants otherwise. */
export function aJob(argv: readonly string[], over: Partial<Omit<SandboxJob, 'limits'>> & { limits?: Partial<SandboxLimits> } = {}): SandboxJob {
  jobs += 1;
  return { id: `job-${process.pid}-${jobs}`, rootfs: { kind: 'base' }, argv, env: {}, readOnly: [], writable: [], ...over, limits: { ...LIMITS, ...over.limits } };
}
export const python = (source: string): string[] => ['/usr/bin/python3', '-I', '-c', source];

export function run(driver: SandboxDriver, job: SandboxJob, signal: AbortSignal = AbortSignal.timeout(60_000)): Promise<SandboxResult> {
  return driver.run(job, {}, signal);
}

/** A folder of this test's own. */
export function scratch(within: string = tmpdir()): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(within, 'gac-sandbox-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
