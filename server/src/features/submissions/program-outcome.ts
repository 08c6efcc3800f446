import type { LogName, RunImage, RunUse } from '@gac/shared/contract/submissions';
import type { RunLimits } from '@gac/shared/contract/definition';
import type { TaskFacts } from '../challenges/index.ts';
import type { Sha256 } from '@gac/shared/values';
import type { ProgramHooks, TaskOutcome } from '../scoring/index.ts';
import type { RunHooks, RunRecord, RunResult } from './scorer-runner.ts';

/** Where the streams of a run are kept. Ingestion runs in one of the two stages. */
const LOGS: Record<keyof TaskOutcome['logs'], LogName> = {
  prediction_stdout: 'program.stdout',
  prediction_stderr: 'program.stderr',
  prediction_ingestion_stdout: 'ingestion.stdout',
  prediction_ingestion_stderr: 'ingestion.stderr',
  scoring_stdout: 'scorer.stdout',
  scoring_stderr: 'scorer.stderr',
  scoring_ingestion_stdout: 'ingestion.stdout',
  scoring_ingestion_stderr: 'ingestion.stderr',
};
/** What programs printed, by the names it is kept under. */
export const logsOf = ({ logs }: TaskOutcome): { name: LogName; text: string }[] =>
  (Object.keys(LOGS) as (keyof typeof LOGS)[]).flatMap((name) => {
    const text = logs[name];
    return text === undefined || text === '' ? [] : [{ name: LOGS[name], text }];
  });

/** A failed run as it is kept: the message for everybody, the rest for organizers. */
export function failureOf({ class: failureClass, message, detail, warnings }: TaskOutcome): RunResult {
  const told = [message && `${message.code} ${JSON.stringify(message.fields)}`, detail, ...warnings.map(({ code, fields }) => `warning: ${code} ${JSON.stringify(fields)}`)];
  return {
    kind: 'failed',
    class: failureClass ?? 'PLATFORM_FAULT',
    detail: told.filter(Boolean).join('\n'),
    facts: message && { code: message.code, fields: { ...message.fields }, finding: null },
  };
}

/** Hears what a run may tell participants: what their program prints, when scoring begins, what it used. Nothing of a scorer. */
export class ProgramTrace {
  /** Of the participant's program and of the one that feeds it: what a scorer uses could tell of hidden data. */
  readonly uses: RunUse[] = [];
  /** Null when no image was run. */
  image: RunImage | null = null;
  readonly hooks: ProgramHooks;

  constructor(told: RunHooks, limits: RunLimits) {
    this.hooks = {
      onStage: (stage) => {
        if (stage === 'scoring') told.onScoring();
      },
      onLog: (name, piece) => {
        if (name === 'prediction_stdout') told.onOutput('stdout', piece);
        if (name === 'prediction_stderr') told.onOutput('stderr', piece);
      },
      onUse: (stage, role, { cpuMs, wallMs, peakBytes, pidsPeak, exitCode, contended }) => {
        if (stage === 'prediction') this.uses.push({ step: role, cpuMs, wallMs, peakBytes, pidsPeak, exitCode, contended, limits });
      },
      onImage: ({ configSha256, manifestSha256 }) => {
        this.image = { configSha256: configSha256 as Sha256, manifestSha256: manifestSha256 as Sha256 | null };
      },
    };
  }
}

/** What a run of programs knows for the record (C-13). */
export function recordOf(outcome: TaskOutcome, { task, isolation, trace }: { task: TaskFacts; isolation: string; trace: Pick<ProgramTrace, 'uses' | 'image'> }): RunRecord {
  const { runtimes, limits, sandbox, contract } = outcome.record;
  const { wallMs, memoryBytes } = limits.scoring.sandbox;
  return {
    scorer: `${contract}/1`,
    // A built-in scorer names itself when it has scored; until then what ran was nobody's scorer.
    scorerSha256: task.scorer.kind === 'program' ? task.scorer.program.sha256 : sandboxHash(sandbox),
    runtime: [...(trace.image ? ['image'] : []), ...runtimes.map(({ name, version }) => `${name} ${version}`)].join(', ') || 'none',
    isolation,
    limits: { wallMs, memoryBytes },
    cpuMs: outcome.cpuMs,
    peakBytes: outcome.peakBytes,
    inputSha256: task.input?.sha256 ?? null,
    packages: Object.fromEntries(runtimes.flatMap(({ packages }) => packages.map(({ name, version }) => [name, version]))),
    uses: trace.uses,
    ...(trace.image ? { image: trace.image } : {}),
    sandbox: { driver: sandbox.driver, version: sandbox.version, profileSha256: sandbox.profileSha256 },
  };
}
const sandboxHash = ({ profileSha256 }: TaskOutcome['record']['sandbox']): RunRecord['scorerSha256'] => profileSha256 as RunRecord['scorerSha256'];
