import type { SubmissionKind } from '@gac/shared/contract/definition';
import type { FailureFacts, LogName, ProblemFinding, ReproducibilityRecord } from '@gac/shared/contract/submissions';
import type { FailureClass } from '@gac/shared/rules/lifecycle';
import type { Sha256 } from '@gac/shared/values';
import type { PhaseFacts, TaskFacts } from '../challenges/index.ts';
import type { PartScores } from '../scoring/index.ts';
import type { Capability } from './domain/capabilities.ts';

export interface ScorerRequest {
  artifact: { sha256: Sha256; fileName: string; kind: SubmissionKind };
  phase: Pick<PhaseFacts, 'key' | 'limits'>;
  task: TaskFacts;
}
export interface Findings {
  first: ProblemFinding[];
  total: number;
  rows: number | null;
}
/** Values per case: position i of every metric is case i. */
export interface CaseScores {
  metric: string;
  values: readonly (number | null)[];
}
export type RunResult =
  | { kind: 'valid' | 'invalid'; findings: Findings }
  /** A metric without a public value has none to show and never ranks. */
  | { kind: 'scored'; scores: readonly PartScores[]; cases: readonly CaseScores[] }
  /** `detail` may hold traces and hidden data: for organizers only. `facts` are for participants too. */
  | { kind: 'failed'; class: FailureClass; detail: string; facts: FailureFacts | null };
/** What the run itself knows for the reproducibility record (C-13). */
export type RunRecord = Omit<ReproducibilityRecord, 'artifactSha256' | 'dataSha256' | 'seed' | 'worker' | 'startedAt' | 'endedAt'>;
/** A whole log, stored as an artifact. */
export interface StoredLog {
  name: LogName;
  sha256: Sha256;
  bytes: number;
}
export type RunOutcome = RunResult & { logs: readonly StoredLog[]; record: RunRecord };
export interface RunHooks {
  /** What the participant handed in has run; what scores it begins. */
  onScoring: () => void;
  /** Bytes that the participant's own program prints, as they come. Never anything of a scorer. */
  onOutput: (stream: 'stdout' | 'stderr', piece: Uint8Array) => void;
}
/** What runs and scores submissions. Tests may put a scripted one here. */
export abstract class ScorerRunner {
  /** What this process can run now beside the built-in scorer. */
  abstract can(): readonly Capability[];
  /** Is it what it should be? `valid`, `invalid`, or `failed` by a fault of ours. */
  abstract validate(request: ScorerRequest, signal: AbortSignal): Promise<RunResult>;
  /** Runs what is to be run, and scores. Every failure of the submission is an outcome; rejects with the reason of `signal`, and when this machine fails. */
  abstract score(request: ScorerRequest, signal: AbortSignal, hooks: RunHooks): Promise<RunOutcome>;
}
