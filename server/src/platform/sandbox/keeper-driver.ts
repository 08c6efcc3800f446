import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { examine } from './doctor.ts';
import { JobRun } from './job-run.ts';
import { KeeperFault } from './keeper.ts';
import type { Machine } from './machine.ts';
import { sandboxProblem } from './problems.ts';
import type { Profile } from './profile.ts';
import type { SeccompArch } from './seccomp/syscalls.ts';
import type { Capabilities, CappedFolder, FolderCaps, ReapReport, SandboxDriver, SandboxJob, SandboxOutput, SandboxProblem, SandboxResult } from './types.ts';
import { notRun } from './unfit.ts';

export interface DriverOptions {
  arch: SeccompArch;
  /** Refuse what is less than the kernel can enforce. */
  production: boolean;
}

/** A driver whose jobs are started by the keeper: bubblewrap and the OCI runtimes differ in their profile alone. */
export class KeeperDriver implements SandboxDriver {
  readonly name;
  readonly identity;
  private asked: Promise<Capabilities> | null = null;

  constructor(private readonly machine: Machine, private readonly profile: Profile, private readonly options: DriverOptions) {
    this.name = profile.name;
    this.identity = { version: profile.version, profileSha256: createHash('sha256').update(profile.description).digest('hex') };
  }

  async probe(): Promise<Capabilities> {
    const capabilities = await (this.asked ??= this.examineAll());
    const lost = this.machine.slots.quarantined === this.machine.slots.count;
    return lost ? { ...capabilities, ready: false, problems: [...capabilities.problems, sandboxProblem('slots-lost')] } : capabilities;
  }

  private async examineAll(): Promise<Capabilities> {
    const { machine, profile } = this;
    const soft = machine.softReason;
    const problems: SandboxProblem[] = profile.problems();
    if (soft !== null && this.options.production) problems.push(sandboxProblem('soft-limits'));
    if (problems.length === 0) problems.push(...(await examine({ run: (job) => this.start(job, {}, new AbortController().signal), folder: (caps) => machine.folder(caps) }, join(machine.runFolder, 'doctor'), this.options.arch)));
    return {
      ready: problems.length === 0,
      isolation: `${profile.name} ${profile.version}, ${machine.keeper.rights === 'root' ? 'a user for each slot' : 'one user'}, ${soft === null ? `cgroup ${machine.cgroups.kind}` : 'no cgroup'}, seccomp`,
      limits: soft === null ? 'hard' : 'soft',
      // Soft limits are no reason to refuse jobs here, but one to tell.
      problems: soft === null ? problems : [...problems, sandboxProblem('cgroups-unavailable', soft)],
    };
  }

  folder(caps: FolderCaps): Promise<CappedFolder> {
    return this.machine.folder(caps);
  }
  reap(): Promise<ReapReport> {
    return this.machine.reap();
  }
  close(): Promise<void> {
    return this.machine.close();
  }

  async run(job: SandboxJob, output: SandboxOutput, signal: AbortSignal): Promise<SandboxResult> {
    const { ready, problems } = await this.probe();
    return ready ? this.start(job, output, signal) : notRun('sandbox_error', problems.map(({ message }) => message).join(' '));
  }

  private async start(job: SandboxJob, output: SandboxOutput, signal: AbortSignal): Promise<SandboxResult> {
    const slot = await this.machine.slots.take(signal);
    if (slot === null) return signal.aborted ? notRun('cancelled', null) : notRun('sandbox_error', 'no slot is fit for use');
    const run = new JobRun(this.machine, this.profile, job, slot);
    try {
      return await run.go(output, signal);
    } catch (error) {
      if (!(error instanceof KeeperFault)) throw error;
      return notRun('sandbox_error', error.message);
    } finally {
      if (run.clean) this.machine.slots.give(slot);
      else this.machine.slots.quarantine();
    }
  }
}
