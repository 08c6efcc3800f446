import { availableParallelism } from 'node:os';
import type { SandboxLimits } from './types.ts';
import type { Ending } from './verdict.ts';

/** No more often, however close to its limit a job is. */
const SHORTEST_LOOK_MS = 5;
const LONGEST_LOOK_MS = 1000;

/** What watching one job needs of it. `peakBytes`: only where no control group limits memory. */
export interface Watched {
  cpuMs(): number;
  residentBytes?(): number;
}

/** How often resident memory is looked at where nothing else limits it. */
const SOFT_LOOK_MS = 25;

/**
 * Ends a job that passes its wall or processor time (or, without control groups, its memory), by calling `end` once.
 * Looks at processor time no sooner than it could have been used up: what is left divided by the processors it may use.
 * @returns stop watching
 */
export function watch(job: Watched, limits: SandboxLimits, end: (why: Ending) => void): () => void {
  const cores = Math.min(availableParallelism(), Math.max(1, Math.ceil(limits.cpus)));
  const longest = job.residentBytes === undefined ? LONGEST_LOOK_MS : SOFT_LOOK_MS;
  let timer: NodeJS.Timeout | undefined;
  const stop = () => {
    clearTimeout(wall);
    clearTimeout(timer);
  };
  const stopAnd = (why: Ending) => {
    stop();
    end(why);
  };
  const lookAfter = (cpuMsLeft: number) => {
    timer = setTimeout(look, Math.min(longest, Math.max(SHORTEST_LOOK_MS, cpuMsLeft / cores)));
  };
  const look = () => {
    const left = limits.cpuMs - job.cpuMs();
    if (left <= 0) stopAnd('cpu_limit');
    else if (job.residentBytes !== undefined && job.residentBytes() > limits.memoryBytes) stopAnd('memory_limit');
    else lookAfter(left);
  };
  const wall = setTimeout(() => stopAnd('wall_limit'), limits.wallMs);
  lookAfter(limits.cpuMs);
  return stop;
}
