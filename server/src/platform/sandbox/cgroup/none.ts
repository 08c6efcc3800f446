import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { killProcess, readText, startTime } from '../processes.ts';
import type { CgroupCounters, Cgroups, JobCgroup } from './port.ts';

/** Kernel ticks of processor time are hundredths of a second on every architecture (USER_HZ). */
const TICK_MS = 10;
const PAGE_BYTES = 4096;
const GONE_WITHIN_MS = 2000;

interface Process {
  pid: number;
  cpuMs: number;
  residentBytes: number;
}

function childrenOf(pid: number): number[] {
  let threads: string[];
  try {
    threads = readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
  return threads.flatMap((thread) => readText(`/proc/${pid}/task/${thread}/children`).split(' ').filter(Boolean).map(Number));
}

/** A process and its descendants. Time of descendants that have ended is that of whoever waited for them. */
function tree(pid: number): Process[] {
  const stat = readText(`/proc/${pid}/stat`);
  if (stat === '') return [];
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0);
  return [{ pid, cpuMs: ticks * TICK_MS, residentBytes: Number(fields[21]) * PAGE_BYTES }, ...childrenOf(pid).flatMap(tree)];
}

/** A job that nothing but looking holds to its limits: the processes that descend from the one that was started. */
class WatchedJob implements JobCgroup {
  readonly procs = [];
  private pid = 0;
  private started: string | null = null;
  private readonly seen: CgroupCounters = { cpuMs: 0, peakBytes: 0, oomKills: 0, pidsPeak: 0, pidsRefused: 0, starvedMs: 0 };

  attach(pid: number): void {
    this.pid = pid;
    this.started = startTime(pid);
  }
  private look(): Process[] {
    // The number may be another's by now.
    return this.pid !== 0 && startTime(this.pid) === this.started ? tree(this.pid) : [];
  }
  cpuMs(): number {
    const processes = this.look();
    this.seen.cpuMs = Math.max(this.seen.cpuMs, processes.reduce((sum, { cpuMs }) => sum + cpuMs, 0));
    this.seen.pidsPeak = Math.max(this.seen.pidsPeak, processes.length);
    return this.seen.cpuMs;
  }
  residentBytes(): number {
    const bytes = this.look().reduce((sum, process) => sum + process.residentBytes, 0);
    this.seen.peakBytes = Math.max(this.seen.peakBytes, bytes);
    return bytes;
  }
  counters(): CgroupCounters {
    return this.seen;
  }
  /** The innermost first, so that each is still waited for by its own and counted; the one outside ends with them. */
  async kill(): Promise<boolean> {
    const deadline = performance.now() + GONE_WITHIN_MS;
    for (let processes = this.look(); processes.length > 0; processes = this.look()) {
      if (performance.now() > deadline) return false;
      const inside = processes.slice(1);
      (inside.length > 0 ? inside : processes).reverse().forEach(({ pid }) => killProcess(pid));
      await sleep(5);
    }
    return true;
  }
  remove(): Promise<boolean> {
    return Promise.resolve(true);
  }
}

/** Where there are no control groups: jobs are watched by looking at their processes, limits are soft. */
export class NoCgroups implements Cgroups {
  readonly kind = 'none';
  readonly parent = null;
  create(): JobCgroup {
    return new WatchedJob();
  }
  close(): void {
    // Nothing was made.
  }
}
