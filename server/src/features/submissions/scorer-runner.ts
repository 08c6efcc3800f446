import type { ScoringOutcome, ScoringStage } from '../scoring/index.ts';
import type { TaskFacts } from '../challenges/index.ts';
import type { Sha256 } from '@gac/shared/values';

export interface ScorerRequest {
  mode: 'validate' | 'score';
  artifact: { sha256: Sha256; fileName: string };
  task: TaskFacts;
}
/** What runs a scorer: limited children of the worker now; the sandbox of strangers' code later. Tests may put a scripted one here. */
export abstract class ScorerRunner {
  abstract run(request: ScorerRequest, signal: AbortSignal, onStage: (stage: ScoringStage) => void): Promise<ScoringOutcome>;
  /** Identity of the scorer for the reproducibility record (C-13). */
  abstract identity(): Promise<{ scorer: string; scorerSha256: Sha256; runtime: string; isolation: string }>;
}
