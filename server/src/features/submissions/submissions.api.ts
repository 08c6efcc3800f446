import { zPhaseId, zSubmissionId } from '@gac/shared/contract/primitives';
import type { RankChange } from '@gac/shared/contract/submissions';
import type { LocalizedText, PhaseId, SubmissionId, TeamId } from '@gac/shared/values';
import { z } from 'zod';
import type { Tx } from '../../platform/db/unit-of-work.ts';
import { defineEvent } from '../../platform/outbox/event.ts';

const Ref = z.object({ submissionId: zSubmissionId, phaseId: zPhaseId });
/** A submission was received, or its evaluations are to be taken up again: they wait for validation. */
export const submissionReceived = defineEvent('submission.received.v1', Ref);
/** One or more of its evaluations wait to be run. */
export const evaluationQueued = defineEvent('evaluation.queued.v1', Ref);
/** All evaluations are scored; the scores are stored. */
export const submissionScored = defineEvent('submission.scored.v1', Ref);
/** A scored submission was withdrawn or disqualified: it may hold no rank any more. */
export const submissionRetired = defineEvent('submission.retired.v1', Ref);

/** A submission in state SCORED, with its public scores only: the private ones never leave this slice before release. */
export interface ScoredSubmission {
  id: SubmissionId;
  phaseId: PhaseId;
  teamId: TeamId | null;
  /** Set for the organizers' baselines: shown, never ranked. */
  baseline: LocalizedText | null;
  /** Of a baseline: only boards of this track show it. Null for one from before baselines had a track, which every board shows. */
  baselineTrack: string | null;
  receivedAt: Date;
  publicScores: { task: string; metric: string; value: number }[];
}
/** All of it is read inside the caller's transaction: one that asked for a second connection meanwhile might wait for ever. */
export abstract class SubmissionsApi {
  /** Null when it is not in state SCORED. */
  abstract scored(tx: Tx, id: SubmissionId): Promise<ScoredSubmission | null>;
  /** The team of a submission in any state; null for a baseline, undefined when there is no such submission. */
  abstract teamOf(tx: Tx, id: SubmissionId): Promise<TeamId | null | undefined>;
  /** Every SCORED submission of a team in a phase, earliest receipt first. */
  abstract scoredOfTeam(tx: Tx, phaseId: PhaseId, teamId: TeamId): Promise<ScoredSubmission[]>;
  /** Every SCORED submission of a phase by (receipt, id). For rebuilding. */
  abstract scoredOfPhase(tx: Tx, phaseId: PhaseId): Promise<ScoredSubmission[]>;
}
export interface SubmissionRank {
  change: RankChange;
  bestBefore: number | null;
}
/** Filled by the leaderboards slice, which stands above this one (a port, so that the edge points one way). */
export abstract class RankSource {
  abstract of(ids: readonly SubmissionId[]): Promise<Map<SubmissionId, SubmissionRank>>;
}
