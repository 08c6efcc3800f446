import { accept, refuse, type Decision } from '@gac/shared/values';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { bubblewrapProfile, findBubblewrap } from './bubblewrap.ts';
import { KeeperDriver } from './keeper-driver.ts';
import { KeeperFault, PERL } from './keeper.ts';
import { Machine } from './machine.ts';
import { ociProfile } from './oci/profile.ts';
import { findRuntime, type Runtime } from './oci/runtime.ts';
import { sandboxProblem } from './problems.ts';
import type { Profile } from './profile.ts';
import { reap } from './reaper.ts';
import { seccompBytes } from './seccomp/filter.ts';
import type { SeccompArch } from './seccomp/syscalls.ts';
import type { SandboxDriver, SandboxProblem } from './types.ts';
import { UnfitDriver } from './unfit.ts';
import { UnsafeProcessDriver } from './unsafe-process.ts';

export interface SandboxOptions {
  /** `unsafe-process` confines nothing: for tests. */
  driver: 'bubblewrap' | 'oci' | 'unsafe-process';
  /** For what jobs need while they run and for what dead workers leave; made when missing. Absolute. Workers of a machine should share one. */
  workFolder: string;
  /** Jobs at once; further ones wait for their turn. Jobs that must run at the same time need as many. */
  slots: number;
  /** For `oci`: crun, runc, runsc, or the path of one. Default runc. */
  ociRuntime?: string;
  /** Refuse soft limits and `unsafe-process`. */
  production?: boolean;
  /** Control group to work in, relative to the mount (GAC_CGROUP). Default `/gac`, or on v2 the group that was delegated to this process. */
  cgroup?: string;
  /** Go without control groups where there are some, as on a machine that has none: limits are soft then. */
  withoutCgroups?: boolean;
}

/**
 * The driver that was asked for, never a weaker one. Always a driver: what this machine lacks is told by `probe()`, and `run` refuses jobs (`sandbox_error`) until all
 * of it is there. The first `probe()` or `run` tries the sandbox with some hostile programs and takes a second or two. What dead workers left is removed first.
 * Close it when done: it keeps a process. Rejects only when `workFolder` can't be used.
 */
export async function openSandbox(options: SandboxOptions): Promise<SandboxDriver> {
  mkdirSync(options.workFolder, { recursive: true });
  const unfit = (problem: SandboxProblem) => new UnfitDriver(options.driver, [problem], () => reap(join(options.workFolder, 'run'), options.cgroup));
  if (options.driver === 'unsafe-process') return options.production ? unfit(sandboxProblem('unsafe-in-production')) : new UnsafeProcessDriver(options.workFolder);
  const arch = process.arch === 'x64' ? 'x86_64' : process.arch === 'arm64' ? 'arm64' : null;
  if (process.platform !== 'linux' || arch === null) return unfit(sandboxProblem('platform-unsupported', `${process.platform} ${process.arch}`));
  if (!existsSync(PERL)) return unfit(sandboxProblem('perl-missing'));
  const kind = options.driver === 'oci' ? findOci(options.ociRuntime ?? 'runc') : findBubblewrap();
  if (!kind.ok) return unfit(kind.refusal);
  try {
    const machine = await Machine.open(options);
    return new KeeperDriver(machine, profileOf(kind.value, machine, arch), { arch, production: options.production ?? false });
  } catch (error) {
    if (error instanceof KeeperFault) return unfit(sandboxProblem('user-namespaces-forbidden', error.message));
    throw error;
  }
}

function findOci(name: string): Decision<Runtime, SandboxProblem> {
  const runtime = findRuntime(name);
  return runtime === null ? refuse(sandboxProblem('runtime-missing', name)) : accept(runtime);
}

/** `kind`: bubblewrap's version, or a container runtime. */
function profileOf(kind: string | Runtime, machine: Machine, arch: SeccompArch): Profile {
  const filter = seccompBytes(arch);
  const seccomp = { path: machine.provide('seccomp', filter), sha256: createHash('sha256').update(filter).digest('hex') };
  const users = machine.provideUsers();
  if (typeof kind === 'string') return bubblewrapProfile(kind, seccomp, users);
  return ociProfile({
    runtime: kind, arch, users, seccomp: seccomp.path,
    room: { fromHere: () => machine.keeper.fromHere(machine.keeper.room), inView: () => machine.keeper.view },
    cgroupParent: machine.cgroups.parent,
    isRoot: () => machine.keeper.rights === 'root',
  });
}
