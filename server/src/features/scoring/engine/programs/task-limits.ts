import { availableParallelism, totalmem } from 'node:os';
import type { ArchiveLimits } from '../bundles/archive/limits.ts';
import { ARCHIVE_LIMITS } from '../bundles/archive/limits.ts';
import type { StepLimits, TaskLimits } from './contract.ts';

const MiB = 2 ** 20;

/** Where nobody says otherwise: as much as a bundle made for a whole machine may expect, and never all of this one. @param stepTimeMs wall clock of each step */
export function usualLimits(stepTimeMs: number): TaskLimits {
  const cpus = Math.min(2, availableParallelism());
  const step: StepLimits = {
    sandbox: {
      wallMs: stepTimeMs,
      cpuMs: stepTimeMs * cpus,
      memoryBytes: Math.min(4096 * MiB, Math.floor(totalmem() / 2)),
      pids: 512,
      cpus,
      tmpBytes: 1024 * MiB,
      fileBytes: 2048 * MiB,
      stdoutBytes: 16 * MiB,
      stderrBytes: 16 * MiB,
      openFiles: 4096,
    },
    output: { maxBytes: 2048 * MiB, maxFiles: 20_000 },
    keptBytes: 2048 * MiB,
  };
  return { prediction: step, scoring: step };
}

/** What a participant's archive may be like: smaller than a bundle, archives inside it left as they are. */
export const SUBMISSION_LIMITS: ArchiveLimits = {
  ...ARCHIVE_LIMITS,
  maxFiles: 20_000,
  maxTotalBytes: 2048 * MiB,
  oddities: { ...ARCHIVE_LIMITS.oddities, 'name-twice': 'warning' },
};
