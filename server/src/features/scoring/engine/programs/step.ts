import { setTimeout as wait } from 'node:timers/promises';
import type { SandboxDriver, SandboxJob, SandboxLimits, SandboxResult } from '../../../../platform/sandbox/types.ts';
import type { LogName, Role, RunHooks, Stage } from './contract.ts';

export type StepProgram = Omit<SandboxJob, 'id' | 'limits'> & { role: Role };
export type StepResults = Partial<Record<Role, SandboxResult>>;
/** After a program ended: which other need not go on, and how long it may still take. */
export type StopRule = (ended: Role, result: SandboxResult) => { role: Role; afterMs: number } | null;

export interface StepPlace {
  driver: SandboxDriver;
  newId: () => string;
  stage: Stage;
  limits: SandboxLimits;
  hooks: RunHooks;
}

export const logName = (stage: Stage, role: Role, stream: 'stdout' | 'stderr'): LogName =>
  role === 'ingestion' ? `${stage}_ingestion_${stream}` : `${stage}_${stream}`;

/** Programs of one step are different users of the machine and share folders: each may change what the other wrote there. */
const SHARING = ['/bin/sh', '-c', 'umask 0 && exec "$@"', 'sh'];

/** Runs the programs of one step at the same time, each in a sandbox of its own, until all have ended. Throws the reason of the caller's signal. */
export async function runStep(
  { driver, newId, stage, limits, hooks }: StepPlace,
  programs: readonly StepProgram[],
  stopRule: StopRule,
): Promise<StepResults> {
  const stops = new Map(programs.map(({ role }) => [role, new AbortController()]));
  const runOne = async ({ role, ...job }: StepProgram): Promise<[Role, SandboxResult]> => {
    const output = {
      onStdout: (piece: Buffer) => hooks.onLog?.(logName(stage, role, 'stdout'), piece),
      onStderr: (piece: Buffer) => hooks.onLog?.(logName(stage, role, 'stderr'), piece),
    };
    const signal = AbortSignal.any([hooks.signal, stops.get(role)?.signal ?? hooks.signal]);
    const argv = programs.length > 1 ? [...SHARING, ...job.argv] : job.argv;
    const result = await driver.run({ ...job, argv, id: newId(), limits }, output, signal);
    const stop = stopRule(role, result);
    if (stop) void wait(stop.afterMs, undefined, { ref: false }).then(() => stops.get(stop.role)?.abort());
    return [role, result];
  };
  const ended = await Promise.allSettled(programs.map(runOne));
  hooks.signal.throwIfAborted();
  return Object.fromEntries(
    ended.map((one) => {
      if (one.status === 'rejected') throw one.reason;
      return one.value;
    }),
  );
}
