import type { BoardDefinition, Computation, Ingestion, MetricUse, ProgramScorer, QuotaRule, RunLimits, SubmissionKind } from '@gac/shared/contract/definition';
import type { AccountId, BoardId, ChallengeId, Direction, LocalizedText, PhaseId, Sha256, TaskId } from '@gac/shared/values';
import { zChallengeId } from '@gac/shared/contract/primitives';
import { z } from 'zod';
import { defineEvent } from '../../platform/outbox/event.ts';
import type { BundleScoring } from './definition/load-bundle.ts';
import type { CheckedTask } from './domain/checked-task.ts';

/** A file of a challenge as it is stored. A folder is stored as a zip. */
export interface StoredFile {
  /** As the definition names it. */
  name: string;
  sha256: Sha256;
  bytes: number;
  isFolder: boolean;
}
/** A score that a task gives, whoever computes it. */
export interface TaskMetric {
  key: string;
  name: LocalizedText;
  direction: Direction;
  decimals: number;
  /** Of the catalogue; null for a number that the challenge's own program gives. */
  use: MetricUse | null;
}
export type TaskScorer =
  | { kind: 'builtin'; version: number; metrics: MetricUse[] }
  | (Omit<ProgramScorer, 'program' | 'reference'> & { program: StoredFile; reference: StoredFile | null });

export interface TaskFacts {
  id: TaskId;
  key: string;
  name: LocalizedText;
  /** How predictions are checked before they are scored; null: nobody but the scoring program understands them. */
  checked: (Pick<CheckedTask, 'format' | 'reference'> & { referenceSha256: Sha256; rows: number }) | null;
  /** Hash of the hidden data; null for a scoring program that has none beside itself. */
  dataSha256: Sha256 | null;
  scorer: TaskScorer;
  metrics: TaskMetric[];
  input: StoredFile | null;
  ingestion: (Omit<Ingestion, 'program'> & { program: StoredFile }) | null;
  /** The command of a participant's program without `metadata.yaml`. */
  entry: string | null;
  /** The file that a participant's program has to write when the platform itself scores it. */
  output: string;
}
/** A metric of a task, by their keys. */
export interface MetricName {
  task: string;
  metric: string;
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
  accepts: SubmissionKind[];
  /** Of a participant's program. */
  limits: RunLimits;
  /** In the order of the phase. */
  tasks: TaskFacts[];
  /** Metrics whose values no view may have. */
  hidden: MetricName[];
}
export interface ChallengeFacts {
  id: ChallengeId;
  slug: string;
  title: LocalizedText;
}
export interface BoardFacts {
  id: BoardId;
  /** Hash of the definition that these facts are of. */
  definitionSha256: Sha256;
  challengeId: ChallengeId;
  phaseId: PhaseId;
  track: string;
  definition: BoardDefinition;
  /** The definition's columns with what the metric says filled in. `range`: what the metric can be at all; null where nobody says. */
  columns: { key: string; from: ColumnSource; name: LocalizedText; direction: Direction; decimals: number; range: readonly [number, number] | null; hidden: boolean }[];
}
/** Where a column's number comes from: a metric of a task, by their keys, or other columns of the board that stand before it. */
export type ColumnSource = { kind: 'metric'; task: string; metric: string } | ({ kind: 'computed' } & Computation);

/** A challenge that was there already was loaded with another definition. */
export const challengeChanged = defineEvent('challenge.changed.v1', z.object({ challengeId: zChallengeId }));

/** A draft was shown to everybody. */
export const challengePublished = defineEvent('challenge.published.v1', z.object({ challengeId: zChallengeId }));

/** What other slices may ask of the challenges. Definitions change rarely: answers are cached by the definition's hash. */
export abstract class ChallengesApi {
  abstract challenges(): Promise<ChallengeFacts[]>;
  abstract phase(id: PhaseId): Promise<PhaseFacts | null>;
  abstract board(id: BoardId): Promise<BoardFacts | null>;
  abstract boardsOfPhase(id: PhaseId): Promise<BoardFacts[]>;
  abstract boards(): Promise<BoardFacts[]>;
  /** Whether facts that were answered before are, as far as memory knows, still those of the definition that holds. */
  abstract isCurrent(board: BoardFacts): boolean;
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
  abstract overall(): Promise<{ countries: number; entries: number }>;
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
  abstract referenceRows(task: CheckedTask, referencePath: string): Promise<number>;
}
