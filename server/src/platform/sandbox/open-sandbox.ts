import { createHash } from 'node:crypto';
import { bubblewrapProfile, bwrapVersion } from './bubblewrap.ts';
import { KeeperDriver } from './keeper-driver.ts';
import { Machine } from './machine.ts';
import { seccompBytes } from './seccomp/filter.ts';
import type { SandboxDriver } from './types.ts';

export interface SandboxOptions {
  driver: 'bubblewrap';
  /** A folder of this worker's for what jobs need while they run; made when missing. Workers may share one. */
  workFolder: string;
  /** Jobs at once; further ones wait for their turn. */
  slots: number;
  /** For `oci`: crun, runc, runsc, or the path of one. */
  ociRuntime?: string;
  /** Control group to work in, relative to the mount (GAC_CGROUP). */
  cgroup?: string;
}

/** A driver, ready to be asked with `probe()` what it can promise here. Close it when done: it keeps a process. */
export async function openSandbox(options: SandboxOptions): Promise<SandboxDriver> {
  const machine = await Machine.open(options);
  const filter = seccompBytes(process.arch === 'arm64' ? 'arm64' : 'x86_64');
  const seccomp = { path: machine.provide('seccomp', filter), sha256: createHash('sha256').update(filter).digest('hex') };
  return new KeeperDriver(machine, bubblewrapProfile(bwrapVersion() ?? 'missing', seccomp, machine.provideUsers()));
}
