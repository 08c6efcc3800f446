import type { OutcomeCode, OutcomeFields } from '@gac/shared/scoring/outcome';
import type { SandboxLimits, SandboxResult, SandboxStatus } from '../../../../platform/sandbox/types.ts';

/** A task has no score: `code` and `fields` say why. Everything that makes an outcome FAILED is one of these. */
export class TaskFailed extends Error {
  override readonly name = 'TaskFailed';
  constructor(
    readonly code: OutcomeCode,
    readonly fields: OutcomeFields = {},
    /** For organizers only. */
    readonly detail: string | null = null,
  ) {
    super(code);
  }
}

/** Whose program ended: participants may be told of their own and of the ingestion that runs it, of a scorer only that it failed. */
export type Author = 'submission' | 'ingestion' | 'scorer';

/** Programs that we ended for what they used: there is no result of theirs to go on with. */
const LIMITS: readonly SandboxStatus[] = ['cpu_limit', 'wall_limit', 'memory_limit', 'process_limit', 'output_limit'];
export const wasLimited = ({ status }: SandboxResult): boolean => LIMITS.includes(status);

/** What the end of a program means for the task; null when it ended well, or was ended because it was not needed any more. */
export function faultOf(author: Author, result: SandboxResult, limits: SandboxLimits): TaskFailed | null {
  if (result.status === 'sandbox_error') return new TaskFailed('sandbox-fault', {}, result.detail);
  if (result.status === 'ok' || result.status === 'cancelled') return null;
  const limit = limitOf(result.status, limits);
  if (author === 'scorer') {
    return limit
      ? new TaskFailed('scorer-limit', { limit: limit.name, value: limit.value })
      : new TaskFailed('scorer-failed', { exit: result.exitCode ?? -1 });
  }
  if (limit) return new TaskFailed(limit.code, { program: author, value: limit.value });
  return new TaskFailed('program-failed', { program: author, exit: result.exitCode ?? -1 });
}

/** `value` in the unit of the message: seconds, MiB, processes, KiB. */
function limitOf(status: SandboxStatus, limits: SandboxLimits): { code: OutcomeCode; name: string; value: number } | null {
  switch (status) {
    case 'wall_limit':
      return { code: 'time-limit', name: 'time', value: limits.wallMs / 1000 };
    case 'cpu_limit':
      return { code: 'time-limit', name: 'time', value: limits.cpuMs / 1000 };
    case 'memory_limit':
      return { code: 'memory-limit', name: 'memory', value: Math.round(limits.memoryBytes / 2 ** 20) };
    case 'process_limit':
      return { code: 'process-limit', name: 'processes', value: limits.pids };
    case 'output_limit':
      return { code: 'printed-too-much', name: 'output', value: Math.round(Math.max(limits.stdoutBytes, limits.stderrBytes) / 1024) };
    default:
      return null;
  }
}
