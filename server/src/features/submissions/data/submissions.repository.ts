import type { SubmissionKind } from '@gac/shared/contract/definition';
import type { FailureFacts, ProblemFinding } from '@gac/shared/contract/submissions';
import { isTerminal, submissionStateOf, type EvaluationState, type FailureClass, type SubmissionState } from '@gac/shared/rules/lifecycle';
import type { AccountId, ChallengeId, EvaluationId, LocalizedText, PhaseId, Sha256, SubmissionId, TaskId, TeamId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { countIn, rowsIn } from '../../../platform/db/sql.ts';
import type { Tx } from '../../../platform/db/unit-of-work.ts';
import type { Capability } from '../domain/capabilities.ts';

export interface NewSubmission {
  id: SubmissionId;
  receipt: string;
  challengeId: ChallengeId;
  phaseId: PhaseId;
  kind: SubmissionKind;
  teamId: TeamId | null;
  accountId: AccountId | null;
  sha256: Sha256;
  fileName: string;
  bytes: number;
  note: string;
  baseline: LocalizedText | null;
  receivedAt: Date;
}
/** A task to evaluate a submission on, and what a worker has to be able to do for that. */
export interface TaskNeeds {
  taskId: TaskId;
  needs: Capability[];
}
export interface SubmissionRow {
  id: SubmissionId;
  phaseId: PhaseId;
  challengeId: ChallengeId;
  teamId: TeamId | null;
  state: SubmissionState;
  history: { state: SubmissionState; at: string }[];
}
export interface BaselineName {
  name: LocalizedText;
  /** It is shown on the boards of this track. */
  track: string;
}
export interface StateChange {
  from: SubmissionState;
  to: SubmissionState;
}
export interface Failure {
  class: FailureClass;
  /** Told to organizers only. */
  detail: string;
  /** Told to participants. */
  facts: FailureFacts | null;
  /** What a participant quotes when asking. */
  reference: string;
  /** Of the organizers who ended it, to its team. */
  message?: string;
}
const SUBMISSION = `id, phase_id AS "phaseId", challenge_id AS "challengeId", team_id AS "teamId", state, history`;

@Injectable()
export class SubmissionsRepository {
  async insert(tx: Tx, submission: NewSubmission): Promise<number> {
    const [row] = await rowsIn<{ number: number }>(
      tx,
      `INSERT INTO submission (id, receipt, number, challenge_id, phase_id, team_id, account_id, artifact_sha256, file_name, bytes, note, baseline, state, state_at, history, received_at, kind)
       SELECT $1, $2, 1 + count(*), $3, $4, $5, $6, $7, $8, $9, $10, $11, 'RECEIVED', $12, jsonb_build_array(jsonb_build_object('state', 'RECEIVED', 'at', $13::text)), $12, $14
         FROM submission WHERE phase_id = $4 AND team_id IS NOT DISTINCT FROM $5
       RETURNING number`,
      [submission.id, submission.receipt, submission.challengeId, submission.phaseId, submission.teamId, submission.accountId, submission.sha256, submission.fileName, submission.bytes, submission.note, submission.baseline === null ? null : JSON.stringify(submission.baseline), submission.receivedAt, submission.receivedAt.toISOString(), submission.kind],
    );
    return row?.number ?? 0;
  }

  async recordArtifact(tx: Tx, sha256: Sha256, bytes: number, at: Date): Promise<void> {
    await rowsIn(tx, `INSERT INTO artifact (sha256, bytes, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, [sha256, bytes, at]);
  }

  async insertEvaluations(tx: Tx, submission: Pick<NewSubmission, 'id' | 'teamId' | 'challengeId'>, tasks: readonly ({ id: EvaluationId } & TaskNeeds)[], at: Date): Promise<void> {
    for (const { id, taskId, needs } of tasks)
      await rowsIn(tx, `INSERT INTO evaluation (id, submission_id, task_id, team_id, challenge_id, state, state_at, created_at, needs) VALUES ($1, $2, $3, $4, $5, 'RECEIVED', $6, $6, $7)`, [id, submission.id, taskId, submission.teamId, submission.challengeId, at, needs]);
  }

  async hasBaseline(tx: Tx, phaseId: PhaseId, { name, track }: BaselineName, sha256: Sha256): Promise<boolean> {
    return (await rowsIn(tx, `SELECT 1 FROM submission WHERE phase_id = $1 AND baseline->>'en' = $2 AND artifact_sha256 = $3 AND baseline_track = $4`, [phaseId, name.en, sha256, track])).length > 0;
  }
  /** Gives a track to the same baseline from before baselines had one; the submission. */
  async adoptBaseline(tx: Tx, phaseId: PhaseId, { name, track }: BaselineName, sha256: Sha256): Promise<SubmissionRow | null> {
    const rows = await rowsIn<SubmissionRow>(tx, `UPDATE submission SET baseline_track = $4 WHERE phase_id = $1 AND baseline->>'en' = $2 AND artifact_sha256 = $3 AND baseline_track IS NULL RETURNING ${SUBMISSION}`, [phaseId, name.en, sha256, track]);
    return rows[0] ?? null;
  }
  async setBaselineTrack(tx: Tx, id: SubmissionId, track: string): Promise<void> {
    await countIn(tx, `UPDATE submission SET baseline_track = $2 WHERE id = $1`, [id, track]);
  }

  /** The row, locked until the transaction ends: whoever derives its state does so alone. */
  async lock(tx: Tx, id: SubmissionId): Promise<SubmissionRow | null> {
    return (await rowsIn<SubmissionRow>(tx, `SELECT ${SUBMISSION} FROM submission WHERE id = $1 FOR UPDATE`, [id]))[0] ?? null;
  }

  /**
   * Derives the state from the current evaluations and stores it by one conditional UPDATE (C-00, C-03). The submission must be locked.
   * Null when nothing changed.
   */
  async deriveState(tx: Tx, row: SubmissionRow, at: Date): Promise<StateChange | null> {
    const states = await rowsIn<{ state: EvaluationState }>(tx, `SELECT state FROM evaluation WHERE submission_id = $1 AND current`, [row.id]);
    const to = submissionStateOf(states.map(({ state }) => state));
    if (to === row.state || isTerminal(row.state)) return null;
    return (await this.move(tx, row, to, at)) ? { from: row.state, to } : null;
  }

  /** Moves by one conditional UPDATE; false when the state was not `row.state` any more. */
  async move(tx: Tx, row: SubmissionRow, to: SubmissionState, at: Date): Promise<boolean> {
    const moved = await countIn(
      tx,
      `UPDATE submission SET state = $3, state_at = $4, history = history || jsonb_build_array(jsonb_build_object('state', $3::text, 'at', $5::text)) WHERE id = $1 AND state = $2`,
      [row.id, row.state, to, at, at.toISOString()],
    );
    return moved === 1;
  }

  async storeFindings(tx: Tx, id: SubmissionId, findings: { first: ProblemFinding[]; total: number; rows: number | null }): Promise<void> {
    await countIn(tx, `UPDATE submission SET findings = $2 WHERE id = $1`, [id, JSON.stringify(findings)]);
  }
  async storeFailure(tx: Tx, id: SubmissionId, failure: Failure | null): Promise<void> {
    await countIn(tx, `UPDATE submission SET failure_class = $2, failure = $3 WHERE id = $1`, [id, failure?.class ?? null, failure === null ? null : JSON.stringify(failure)]);
  }
  async failureClass(tx: Tx, id: SubmissionId): Promise<FailureClass | null> {
    return (await rowsIn<{ failure_class: FailureClass | null }>(tx, `SELECT failure_class FROM submission WHERE id = $1`, [id]))[0]?.failure_class ?? null;
  }
  /** Submissions that failed by a fault of ours before `before`, and were run again fewer than `maxReruns` times. */
  async faulted(tx: Tx, before: Date, maxReruns: number): Promise<SubmissionId[]> {
    const rows = await rowsIn<{ id: SubmissionId }>(
      tx,
      `SELECT id FROM submission s WHERE state = 'FAILED' AND failure_class IN ('PLATFORM_FAULT', 'SCORER_FAULT') AND state_at <= $1
          -- What a person ended stays so until a person begins it again.
          AND failure->>'message' IS NULL
          AND (SELECT count(*) FROM evaluation e WHERE e.submission_id = s.id AND NOT e.current) < $2 * (SELECT count(*) FROM evaluation e WHERE e.submission_id = s.id AND e.current)
        ORDER BY state_at LIMIT 100`,
      [before, maxReruns],
    );
    return rows.map(({ id }) => id);
  }
  /** Sets the old evaluations aside; they stay as they are. Answers their tasks and what those need. */
  setAside(tx: Tx, id: SubmissionId): Promise<TaskNeeds[]> {
    return rowsIn<TaskNeeds>(tx, `UPDATE evaluation SET current = false WHERE submission_id = $1 AND current RETURNING task_id AS "taskId", needs`, [id]);
  }
  async setNote(tx: Tx, id: SubmissionId, note: string): Promise<void> {
    await countIn(tx, `UPDATE submission SET note = $2 WHERE id = $1`, [id, note]);
  }

  /** The id of the submission an idempotency key made, if the request was the same one; `conflict` if it was another. */
  async idempotent(tx: Tx, accountId: AccountId, key: string, requestHash: string): Promise<SubmissionId | 'conflict' | null> {
    const [row] = await rowsIn<{ result_id: SubmissionId; request_hash: string }>(tx, `SELECT result_id, request_hash FROM idempotency WHERE account_id = $1 AND key = $2`, [accountId, key]);
    if (!row) return null;
    return row.request_hash === requestHash ? row.result_id : 'conflict';
  }
  async rememberKey(tx: Tx, accountId: AccountId, key: string, requestHash: string, result: SubmissionId, at: Date): Promise<void> {
    await rowsIn(tx, `INSERT INTO idempotency (account_id, key, request_hash, result_id, at) VALUES ($1, $2, $3, $4, $5)`, [accountId, key, requestHash, result, at]);
  }
}
