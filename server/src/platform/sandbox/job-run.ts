import { availableParallelism } from 'node:os';
import { Capture } from './capture.ts';
import type { CgroupCounters, JobCgroup } from './cgroup/port.ts';
import { rlimitsOf } from './inside.ts';
import type { Ended, Keeper, Started } from './keeper.ts';
import type { Machine, Pipes } from './machine.ts';
import type { Profile } from './profile.ts';
import type { Slot } from './slots.ts';
import type { SandboxJob, SandboxOutput, SandboxResult } from './types.ts';
import { verdict, type Ending } from './verdict.ts';
import { watch } from './watch.ts';

/** Share of its wall time for which a job must have starved before its times are called into question, and the least time for that. */
const STARVED_SHARE = 0.25;
const STARVED_MS = 100;

/** One job from start to cleared away. */
export class JobRun {
  /** Whether nothing of the job is left, so that its slot may be used again. */
  clean = true;
  private ending: Ending | null = null;

  constructor(private readonly machine: Machine, private readonly profile: Profile, private readonly job: SandboxJob, private readonly slot: Slot) {}

  /** Rejects with `KeeperFault` when nothing could be started. */
  async go(output: SandboxOutput, signal: AbortSignal): Promise<SandboxResult> {
    const { pids, memoryBytes, cpus } = this.job.limits;
    const { own } = this.profile;
    const keeper = await this.machine.ready();
    const cgroup = this.machine.cgroups.create(this.job.id, { memoryBytes: memoryBytes + own.bytes, pids: pids + own.processes, cpus: cpus >= availableParallelism() ? null : cpus });
    let pipes: Pipes | null = null;
    try {
      pipes = await this.machine.pipes();
      return await this.between(keeper, cgroup, pipes, output, signal);
    } finally {
      // In this order: what lives could still write to what is removed.
      const gone = await cgroup.kill();
      this.profile.clear(this.job);
      if (pipes !== null) this.machine.dropPipes(pipes);
      this.clean = gone && (await cgroup.remove());
    }
  }

  private async between(keeper: Keeper, cgroup: JobCgroup, pipes: Pipes, output: SandboxOutput, signal: AbortSignal): Promise<SandboxResult> {
    const { limits } = this.job;
    const end = (why: Ending) => {
      this.ending ??= why;
      void cgroup.kill();
    };
    const stdout = new Capture(pipes.fromHere.stdout, limits.stdoutBytes, output.onStdout, () => end('output_limit'));
    const stderr = new Capture(pipes.fromHere.stderr, limits.stderrBytes, output.onStderr, () => end('output_limit'));
    const cancel = () => end('cancelled');
    try {
      const started = await this.start(keeper, cgroup, pipes);
      const began = performance.now();
      cgroup.attach(started.pid);
      const unwatch = watch(cgroup, limits, end);
      signal.addEventListener('abort', cancel, { once: true });
      if (signal.aborted) cancel();
      const ended = await started.ended;
      const wallMs = performance.now() - began;
      unwatch();
      await cgroup.kill();
      return this.result(ended, cgroup.counters(), wallMs, await stdout.finish(), await stderr.finish());
    } finally {
      signal.removeEventListener('abort', cancel);
      await Promise.all([stdout.finish(), stderr.finish()]);
    }
  }

  private start(keeper: Keeper, cgroup: JobCgroup, pipes: Pipes): Promise<Started> {
    const { job, machine, profile } = this;
    const uid = machine.uid(this.slot);
    const launch = profile.launch(job, { uid, staged: (index) => machine.inRoom(`s/${index}`) });
    const soft = machine.cgroups.kind === 'none';
    return keeper.run({
      ...launch,
      binds: launch.binds.map(([source, name]) => [keeper.own(source), name] as const),
      // Processes are counted for each user of each user namespace: a slot's own user has the job's alone, else a namespace of its own does.
      freshUser: soft && keeper.rights === 'user',
      unifiedOnly: profile.name === 'oci' && machine.cgroups.kind !== 'v2',
      // A runtime sets its program's limits itself and could not work under them.
      rlimits: profile.name === 'oci' ? {} : { ...rlimitsOf(job.limits), ...(soft && { nproc: job.limits.pids + profile.own.processes }) },
      stdout: pipes.inside.stdout, stderr: pipes.inside.stderr, cgroupProcs: cgroup.procs,
    });
  }

  private result(ended: Ended, counters: CgroupCounters, wallMs: number, stdout: Buffer, stderr: Buffer): SandboxResult {
    const { own } = this.profile;
    const code = this.profile.codeOf(ended, stderr, this.job);
    const status = verdict({ ending: this.ending, code, oomKills: counters.oomKills, pidsRefused: counters.pidsRefused });
    const byItself = this.ending === null && code !== null;
    const soft = this.machine.cgroups.kind === 'none';
    return {
      status,
      exitCode: byItself ? code : null,
      maybeSignal: byItself && code > 128 ? code - 128 : null,
      wallMs,
      // Looking may have missed the end of a job: what its processes were waited for with is exact, when they were.
      cpuMs: soft ? Math.max(counters.cpuMs, ended.cpuMs) : counters.cpuMs,
      peakBytes: soft ? Math.max(counters.peakBytes, ended.residentBytes) : Math.max(0, counters.peakBytes - own.bytes),
      oomKills: counters.oomKills,
      pidsPeak: Math.max(0, counters.pidsPeak - own.processes),
      contended: counters.starvedMs > Math.max(STARVED_MS, STARVED_SHARE * wallMs),
      stdout,
      stderr,
      detail: status === 'sandbox_error' ? `${ended.said.trim()} (exit ${ended.code}, signal ${ended.signal}) ${stderr.toString('utf8', 0, 500)}` : null,
    };
  }
}
