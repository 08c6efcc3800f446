import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Capture } from './capture.ts';
import type { CgroupCounters, JobCgroup } from './cgroup.ts';
import { KeeperFault, type Ended } from './keeper.ts';
import type { Machine } from './machine.ts';
import type { Profile } from './profile.ts';
import type { Slot } from './slots.ts';
import type { Capabilities, CappedFolder, FolderCaps, ReapReport, SandboxDriver, SandboxJob, SandboxLimits, SandboxOutput, SandboxResult } from './types.ts';
import { verdict, type Ending } from './verdict.ts';
import { watch } from './watch.ts';

/** Share of its wall time for which a job must have starved before its times are called into question, and the least time for that. */
const STARVED_SHARE = 0.25;
const STARVED_MS = 100;

/** A driver whose jobs are started by the keeper: bubblewrap and the OCI runtimes differ in their profile alone. */
export class KeeperDriver implements SandboxDriver {
  readonly name;
  readonly identity;

  constructor(private readonly machine: Machine, private readonly profile: Profile) {
    this.name = profile.name;
    this.identity = { version: profile.version, profileSha256: createHash('sha256').update(profile.description).digest('hex') };
  }

  probe(): Promise<Capabilities> {
    const { kind } = this.machine.cgroups;
    return Promise.resolve({ ready: true, isolation: `${this.name} ${this.profile.version}, cgroup ${kind}, seccomp`, limits: 'hard', problems: [] });
  }
  folder(caps: FolderCaps): Promise<CappedFolder> {
    return this.machine.folder(caps);
  }
  reap(): Promise<ReapReport> {
    return Promise.resolve({ jobs: 0, processes: 0, cgroups: 0, mounts: 0, folders: 0 });
  }
  close(): Promise<void> {
    return this.machine.close();
  }

  async run(job: SandboxJob, output: SandboxOutput, signal: AbortSignal): Promise<SandboxResult> {
    const slot = await this.machine.slots.take(signal);
    if (slot === null) return signal.aborted ? notRun('cancelled', null) : notRun('sandbox_error', 'no slot is fit for use');
    let clean = false;
    try {
      const run = new Run(this.machine, this.profile, job, slot);
      const result = await run.go(output, signal);
      clean = run.clean;
      return result;
    } catch (error) {
      if (!(error instanceof KeeperFault)) throw error;
      clean = true;
      return notRun('sandbox_error', error.message);
    } finally {
      if (clean) this.machine.slots.give(slot);
      else this.machine.slots.quarantine();
    }
  }
}

const notRun = (status: SandboxResult['status'], detail: string | null): SandboxResult => ({
  status, exitCode: null, maybeSignal: null, wallMs: 0, cpuMs: 0, peakBytes: 0, oomKills: 0, pidsPeak: 0, contended: false, stdout: Buffer.alloc(0), stderr: Buffer.alloc(0), detail,
});

/** Limits of single processes: backstops for what the control group does for all of them together. */
const rlimits = (limits: SandboxLimits): Record<string, number> => ({
  core: 0,
  fsize: limits.fileBytes,
  nofile: limits.openFiles,
  cpu: Math.ceil(limits.cpuMs / 1000) + 1,
  stack: 8 * 1024 ** 2,
  memlock: 64 * 1024,
  msgqueue: 0,
});

/** One job from start to cleared away. */
class Run {
  /** Whether nothing of the job is left. */
  clean = false;
  private ending: Ending | null = null;

  constructor(private readonly machine: Machine, private readonly profile: Profile, private readonly job: SandboxJob, private readonly slot: Slot) {}

  async go(output: SandboxOutput, signal: AbortSignal): Promise<SandboxResult> {
    const { machine, job, slot } = this;
    const { limits } = job;
    const cgroup = machine.cgroups.create(job.id, {
      memoryBytes: limits.memoryBytes,
      pids: limits.pids + this.profile.ownProcesses,
      cpus: limits.cpus >= availableParallelism() ? null : limits.cpus,
    });
    const pipes = await machine.pipes(slot);
    const end = (why: Ending) => {
      this.ending ??= why;
      void cgroup.kill();
    };
    const overflow = () => end('output_limit');
    const stdout = new Capture(pipes.fromHere.stdout, limits.stdoutBytes, output.onStdout, overflow);
    const stderr = new Capture(pipes.fromHere.stderr, limits.stderrBytes, output.onStderr, overflow);
    const cancel = () => end('cancelled');
    const launch = this.profile.launch(job, { uid: machine.uid(slot), staged: (index) => machine.keeper.staged(String(index)) });
    const began = performance.now();
    const started = await machine.keeper.run({
      ...launch,
      binds: launch.binds.map(([source, name]) => [machine.keeper.own(source), name] as const),
      freshUser: false, stdout: pipes.inside.stdout, stderr: pipes.inside.stderr, cgroupProcs: cgroup.procs, rlimits: rlimits(limits),
    });
    const unwatch = watch(cgroup, limits, end);
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    const ended = await started.ended;
    const wallMs = performance.now() - began;
    unwatch();
    signal.removeEventListener('abort', cancel);
    const gone = await cgroup.kill();
    const counters = cgroup.counters();
    const [out, err] = await Promise.all([stdout.finish(), stderr.finish()]);
    this.clean = gone && (await this.clear(cgroup));
    return this.result(ended, counters, wallMs, out, err);
  }

  private async clear(cgroup: JobCgroup): Promise<boolean> {
    const removed = await cgroup.remove();
    await this.machine.dropPipes(this.slot);
    return removed;
  }

  private result(ended: Ended, counters: CgroupCounters, wallMs: number, stdout: Buffer, stderr: Buffer): SandboxResult {
    const code = this.profile.codeOf(ended, stderr);
    const status = verdict({ ending: this.ending, code, oomKills: counters.oomKills, pidsRefused: counters.pidsRefused });
    const byItself = this.ending === null && code !== null;
    return {
      status,
      exitCode: byItself ? code : null,
      maybeSignal: byItself && code > 128 ? code - 128 : null,
      wallMs,
      cpuMs: counters.cpuMs,
      peakBytes: counters.peakBytes,
      oomKills: counters.oomKills,
      pidsPeak: Math.max(0, counters.pidsPeak - this.profile.ownProcesses),
      contended: counters.starvedMs > Math.max(STARVED_MS, STARVED_SHARE * wallMs),
      stdout,
      stderr,
      detail: status === 'sandbox_error' ? `${ended.said.trim()} (exit ${ended.code}, signal ${ended.signal}) ${stderr.toString('utf8', 0, 500)}` : null,
    };
  }
}
