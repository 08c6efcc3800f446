import type { FileFormat, MetricUse } from '@gac/shared/contract/definition';
import type { FailureClass } from '@gac/shared/rules/lifecycle';
import type { ValidationReport } from '@gac/shared/scoring/report';
import type { Sha256 } from '@gac/shared/values';

/** A local file, its hash and the name that says whether it is gzip (`.gz`). */
export interface SourceFile {
  path: string;
  sha256: Sha256;
  fileName: string;
}
/** The answer key: CSV with the id, the truth and the part (`public`, `private` or `ignored`) of every row. */
export interface ReferenceFile extends SourceFile {
  idColumn: string;
  truthColumn: string;
  partColumn: string;
}
export interface ScoringLimits {
  /** Wall clock from the moment a child takes the job. */
  wallMs: number;
  /** Resident memory of the child. */
  memoryBytes: number;
}
export interface ScoringJob {
  /** `validate` ends with valid or invalid; `score` validates too (or remembers having done so) and goes on to the scores. */
  mode: 'validate' | 'score';
  file: SourceFile;
  format: FileFormat;
  reference: ReferenceFile;
  metrics: MetricUse[];
  limits: ScoringLimits;
}
export type ScoringStage = 'running' | 'scoring';

/** What a job used: CPU time, and the most memory its process was seen to hold. */
export interface Usage {
  cpuMs: number;
  peakBytes: number;
}
/** A metric's value on the public and on the private rows; null when no row is in the part or the value is not finite. The private one never leaves the server before release. */
export interface PartScores {
  key: string;
  public: number | null;
  private: number | null;
}
export type ScoringResult =
  | { kind: 'valid'; rows: number; report: ValidationReport }
  | { kind: 'invalid'; report: ValidationReport }
  | { kind: 'scored'; rows: number; report: ValidationReport; scores: PartScores[] }
  /** `detail` may hold traces and hidden data: for organizers only. */
  | { kind: 'failed'; class: FailureClass; detail: string };
export type ScoringOutcome = ScoringResult & Usage;

/** Between the pool and a child, over the IPC channel. */
export type ToChild = { kind: 'run'; id: number; job: ScoringJob };
export type FromChild =
  | { kind: 'ready' }
  | { kind: 'stage'; id: number; stage: ScoringStage }
  | { kind: 'done'; id: number; result: ScoringResult; usage: Usage };
