import type { BoardDefinition, FileFormat, MetricUse, QuotaRule, TaskDefinition } from '@gac/shared/contract/definition';
import type { AccountId, BoardId, ChallengeId, Direction, LocalizedText, PhaseId, Sha256, TaskId } from '@gac/shared/values';
import type { BundleScoring } from './definition/load-bundle.ts';

export interface TaskFacts {
  id: TaskId;
  key: string;
  name: LocalizedText;
  format: FileFormat;
  reference: TaskDefinition['reference'];
  referenceSha256: Sha256;
  referenceRows: number;
  metrics: MetricUse[];
}
export interface PhaseFacts {
  id: PhaseId;
  key: string;
  name: LocalizedText;
  challengeId: ChallengeId;
  slug: string;
  challengeTitle: LocalizedText;
  opensAt: Date;
  closesAt: Date | null;
  quota: QuotaRule;
  /** In the order of the phase. */
  tasks: TaskFacts[];
}
export interface BoardFacts {
  id: BoardId;
  challengeId: ChallengeId;
  phaseId: PhaseId;
  track: string;
  definition: BoardDefinition;
  /** The definition's columns with what the metric says filled in; `task` is the key of the task the column is scored on, `metric` the key of the metric there. */
  columns: { key: string; task: string; metric: string; name: LocalizedText; direction: Direction; decimals: number; hidden: boolean }[];
}

/** What other slices may ask of the challenges. Definitions change rarely: answers are cached by the definition's hash. */
export abstract class ChallengesApi {
  abstract phase(id: PhaseId): Promise<PhaseFacts | null>;
  abstract board(id: BoardId): Promise<BoardFacts | null>;
  abstract boardsOfPhase(id: PhaseId): Promise<BoardFacts[]>;
  abstract boards(): Promise<BoardFacts[]>;
  /** Raises `not-joined`, or `rules-outdated` when the current rules were not accepted (CH-4). */
  abstract requireAcceptedRules(accountId: AccountId, challengeId: ChallengeId): Promise<void>;
}

export interface ChallengeStandingFacts {
  teams: number;
  countries: number;
  leading: number | null;
  /** Counts of ranked teams in equal-width bins of the public score, worst to best; empty under 5 teams. */
  distribution: number[];
}
/** Filled by the leaderboards slice, which stands above this one (a port, so that the edge points one way). */
export abstract class StandingFacts {
  abstract of(challengeId: ChallengeId): Promise<ChallengeStandingFacts>;
  /** Distinct over all challenges. */
  abstract overall(): Promise<{ countries: number; teams: number }>;
}
/** Filled by the submissions slice. */
export abstract class EvaluationFacts {
  abstract overall(): Promise<{ evaluations: number; medianWaitMs: number | null }>;
}
/** The exact code that scores. Filled by the scoring slice. */
export abstract class ScorerIdentity {
  abstract readonly sha256: Sha256;
}
/** What loading a bundle asks of the scoring engine. Filled by the scoring slice. */
export abstract class BundleScorer implements BundleScoring {
  abstract readonly names: BundleScoring['names'];
  abstract misuse: BundleScoring['misuse'];
  abstract referenceFaults: BundleScoring['referenceFaults'];
  abstract predictionFaults: BundleScoring['predictionFaults'];
  /** Rows of a faultless reference file: as many as a submission must have. */
  abstract referenceRows(task: TaskDefinition, referencePath: string): Promise<number>;
}
