import type { SandboxStatus } from './types.ts';

/** Why we ended a job ourselves. */
export type Ending = 'cpu_limit' | 'wall_limit' | 'memory_limit' | 'output_limit' | 'cancelled';

export interface Facts {
  /** Our own ending, when we ended it. */
  ending: Ending | null;
  /** Exit code as a shell tells it: 128 + n for signal n. Null: the program never started, or what runs programs broke. */
  code: number | null;
  oomKills: number;
  pidsRefused: number;
}

/** SIGXCPU: the limit of a single process, a backstop for the one we watch. */
const CPU_SIGNAL_CODE = 128 + 24;

/**
 * The status of a job, first that holds: our own ending, memory, processes, exit. What a program wrote is never read for it.
 * A killed child makes `memory_limit` even when its parent went on to exit 0: its results can't be trusted. A refused process alone is no failure, many programs cope.
 */
export function verdict({ ending, code, oomKills, pidsRefused }: Facts): SandboxStatus {
  if (ending !== null) return ending;
  if (oomKills > 0) return 'memory_limit';
  if (code === null) return 'sandbox_error';
  if (code === 0) return 'ok';
  if (pidsRefused > 0) return 'process_limit';
  if (code === CPU_SIGNAL_CODE) return 'cpu_limit';
  return code > 128 ? 'signal' : 'nonzero';
}
