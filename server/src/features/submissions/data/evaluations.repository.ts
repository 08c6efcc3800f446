import type { SubmissionKind } from '@gac/shared/contract/definition';
import type { ReproducibilityRecord } from '@gac/shared/contract/submissions';
import { transition, type EvaluationState } from '@gac/shared/rules/lifecycle';
import type { ChallengeId, EvaluationId, PhaseId, Sha256, SubmissionId, TaskId, TeamId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { countIn, rowsIn } from '../../../platform/db/sql.ts';
import type { Tx } from '../../../platform/db/unit-of-work.ts';
import type { Capability } from '../domain/capabilities.ts';
import type { StoredLog } from '../scorer-runner.ts';
import type { Failure } from './submissions.repository.ts';

/** What a worker may do: check the file, or run and score it. */
export type Stage = 'validate' | 'evaluate';
const STAGES = {
  validate: { waiting: 'RECEIVED', first: 'VALIDATING', leased: ['VALIDATING'] },
  evaluate: { waiting: 'QUEUED', first: 'RUNNING', leased: ['RUNNING', 'SCORING'] },
} as const satisfies Record<Stage, { waiting: EvaluationState; first: EvaluationState; leased: readonly EvaluationState[] }>;

/** A claimed evaluation. `attempt` is the fencing token: every write carries it (C-04). */
export interface Claimed {
  id: EvaluationId;
  submissionId: SubmissionId;
  taskId: TaskId;
  teamId: TeamId | null;
  challengeId: ChallengeId;
  phaseId: PhaseId;
  kind: SubmissionKind;
  state: EvaluationState;
  attempt: number;
  lapses: number;
  sha256: Sha256;
  fileName: string;
}
/** Who claims, what it can do, and until when it holds what it gets. */
export interface Claimant {
  owner: string;
  can: readonly Capability[];
  now: Date;
  leaseUntil: Date;
}

export type Token = Pick<Claimed, 'id' | 'attempt'>;

/** Claims are made one at a time (2 ms each), so that two of them never count the same running evaluations: fair share is exact. */
const CLAIM_LOCK = 4_711_002;
/** Of an evaluation `e`: no organizer has paused its challenge, or the whole queue. */
const NOT_PAUSED = `NOT EXISTS (SELECT 1 FROM queue_pause p WHERE p.resumed_at IS NULL AND (p.challenge_id IS NULL OR p.challenge_id = e.challenge_id))`;

/** In `installation`: since when workers are there, and when one was seen last. */
const ATTENDED = 'workers-attend';

@Injectable()
export class EvaluationsRepository {
  /** Lets the database end the transaction when its owner says nothing for so long: a frozen worker must not keep its locks, least of all that of the claims. */
  async endWhenSilent(tx: Tx, ms: number): Promise<void> {
    await rowsIn(tx, `SELECT set_config('idle_in_transaction_session_timeout', $1, true)`, [String(ms)]);
  }

  /**
   * Takes the next evaluation of a stage by fair share (C-07): the team with the fewest running, then the challenge with the fewest, then the oldest.
   * A lapsed lease is taken over with the next attempt number while fewer than `maxLapses` have lapsed; one that has no owner any more was given back,
   * and counted then. Nothing of a paused challenge is taken, and nothing by a drained worker. Null: nothing to do.
   * Checking a file takes nothing special; what needs more than the claimant can is left to others.
   */
  async claim(tx: Tx, stage: Stage, { owner, can, now, leaseUntil }: Claimant, maxLapses: number): Promise<Claimed | null> {
    const { waiting, first, leased } = STAGES[stage];
    await rowsIn(tx, `SELECT pg_advisory_xact_lock($1)`, [CLAIM_LOCK]);
    const [next] = await rowsIn<{ id: EvaluationId; submissionId: SubmissionId }>(
      tx,
      `WITH running AS (
         SELECT coalesce(team_id, submission_id) AS team_id, challenge_id FROM evaluation
          WHERE state = ANY($1) AND current AND lease_owner IS NOT NULL AND lease_until >= $2),
       teams AS (SELECT team_id, count(*) AS n FROM running GROUP BY team_id),
       challenges AS (SELECT challenge_id, count(*) AS n FROM running GROUP BY challenge_id)
       SELECT e.id, e.submission_id AS "submissionId"
         FROM evaluation e LEFT JOIN teams t ON t.team_id = coalesce(e.team_id, e.submission_id) LEFT JOIN challenges c ON c.challenge_id = e.challenge_id
        WHERE e.current AND (e.state = $3 OR (e.state = ANY($1) AND e.lease_until < $2 AND e.lapses + (e.lease_owner IS NOT NULL)::int < $4))
          AND ($5 OR e.needs <@ $6)
          AND NOT EXISTS (SELECT 1 FROM worker w WHERE w.id = $7 AND w.drained_at IS NOT NULL) AND ${NOT_PAUSED}
        ORDER BY coalesce(t.n, 0), coalesce(c.n, 0), e.created_at, e.id
        LIMIT 1`,
      [leased, now, waiting, maxLapses, stage === 'validate', can, owner],
    );
    if (!next) return null;
    // The submission first, then its evaluations: everybody locks in this order.
    await rowsIn(tx, `SELECT 1 FROM submission WHERE id = $1 FOR UPDATE`, [next.submissionId]);
    const rows = await rowsIn<Claimed>(
      tx,
      `UPDATE evaluation e
          SET state = CASE WHEN e.state = $3 THEN $4 ELSE e.state END, state_at = CASE WHEN e.state = $3 THEN $2 ELSE e.state_at END,
              attempt = e.attempt + 1, lapses = e.lapses + (e.lease_owner IS NOT NULL)::int,
              lease_owner = $5, lease_until = $6, started_at = CASE WHEN $4 = 'RUNNING' THEN coalesce(e.started_at, $2) ELSE e.started_at END
         FROM submission s
        WHERE e.id = $1 AND s.id = e.submission_id AND e.current AND (e.state = $3 OR (e.state = ANY($7) AND e.lease_until < $2))
        RETURNING e.id, e.submission_id AS "submissionId", e.task_id AS "taskId", e.team_id AS "teamId", e.challenge_id AS "challengeId", s.phase_id AS "phaseId",
                  s.kind, e.state, e.attempt, e.lapses, s.artifact_sha256 AS sha256, s.file_name AS "fileName"`,
      [next.id, now, waiting, first, owner, leaseUntil, leased],
    );
    return rows[0] ?? null;
  }

  /** Extends the lease; false when it was lost (lapsed and taken over, cancelled): the worker must stop. */
  async renew(tx: Tx, token: Token, leaseUntil: Date): Promise<boolean> {
    return (await countIn(tx, `UPDATE evaluation SET lease_until = $3 WHERE id = $1 AND attempt = $2 AND lease_owner IS NOT NULL`, [token.id, token.attempt, leaseUntil])) === 1;
  }

  /** Moves by one conditional UPDATE that carries the token; false when a later attempt or somebody else was first. */
  async move(tx: Tx, token: Token, event: 'enqueue' | 'score', at: Date, keepLease: boolean): Promise<boolean> {
    const { from, to } = transition(event);
    return (
      (await countIn(
        tx,
        `UPDATE evaluation SET state = $4, state_at = $5${keepLease ? '' : ', lease_owner = NULL, lease_until = NULL'}${to === 'QUEUED' ? ', lapses = 0' : ''} WHERE id = $1 AND attempt = $2 AND state = ANY($3)`,
        [token.id, token.attempt, from, to, at],
      )) === 1
    );
  }

  async finish(tx: Tx, token: Token, end: { event: 'finish' | 'reject' | 'fail'; at: Date; failure: Failure | null; record: ReproducibilityRecord | null }): Promise<boolean> {
    const { from, to } = transition(end.event);
    return (
      (await countIn(
        tx,
        `UPDATE evaluation SET state = $3, state_at = $4, ended_at = $4, failure_class = $5, failure = $6, record = $7, lease_owner = NULL, lease_until = NULL
          WHERE id = $1 AND attempt = $2 AND state = ANY($8)`,
        [token.id, token.attempt, to, end.at, end.failure?.class ?? null, end.failure === null ? null : JSON.stringify(end.failure), end.record === null ? null : JSON.stringify(end.record), from],
      )) === 1
    );
  }

  /**
   * Gives the lease back: `lapsed` after a failure of ours, which counts, `left` by a worker that ends, which does not. Nobody takes the
   * evaluation again before `notBefore`.
   */
  async giveBack(tx: Tx, token: Token, notBefore: Date, why: 'lapsed' | 'left'): Promise<boolean> {
    const lapses = why === 'lapsed' ? 1 : 0;
    return (await countIn(tx, `UPDATE evaluation SET lease_until = $3, lease_owner = NULL, lapses = lapses + $4 WHERE id = $1 AND attempt = $2 AND lease_owner IS NOT NULL`, [token.id, token.attempt, notBefore, lapses])) === 1;
  }

  /** Whether the attempt still holds its lease; it can't lose it before the transaction ends. */
  async holds(tx: Tx, token: Token): Promise<boolean> {
    return (await rowsIn(tx, `SELECT 1 FROM evaluation WHERE id = $1 AND attempt = $2 AND lease_owner IS NOT NULL FOR SHARE`, [token.id, token.attempt])).length > 0;
  }

  async insertLogs(tx: Tx, id: EvaluationId, logs: readonly StoredLog[], at: Date): Promise<void> {
    for (const { name, sha256, bytes } of logs) {
      await rowsIn(tx, `INSERT INTO artifact (sha256, bytes, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, [sha256, bytes, at]);
      await rowsIn(tx, `INSERT INTO evaluation_log (evaluation_id, name, sha256, bytes) VALUES ($1, $2, $3, $4)`, [id, name, sha256, bytes]);
    }
  }
  async insertCases(tx: Tx, id: EvaluationId, cases: readonly { metric: string; values: readonly (number | null)[] }[]): Promise<void> {
    for (const { metric, values } of cases) await rowsIn(tx, `INSERT INTO case_score (evaluation_id, metric, values) VALUES ($1, $2, $3)`, [id, metric, values]);
  }

  async insertScores(tx: Tx, id: EvaluationId, scores: readonly { key: string; public: number | null; private: number | null }[]): Promise<void> {
    for (const score of scores)
      for (const part of ['public', 'private'] as const)
        if (score[part] !== null) await rowsIn(tx, `INSERT INTO score (evaluation_id, metric, part, value) VALUES ($1, $2, $3, $4)`, [id, score.key, part, score[part]]);
  }

  /** Takes an evaluation away from whoever has it, by the next attempt number, which is answered. Null when nobody had it any more in this attempt. */
  async takeAway(tx: Tx, token: Token, now: Date): Promise<number | null> {
    const rows = await rowsIn<{ attempt: number }>(
      tx,
      `UPDATE evaluation SET attempt = attempt + 1, lapses = 0, lease_owner = NULL, lease_until = $3
        WHERE id = $1 AND attempt = $2 AND current AND state IN ('VALIDATING', 'RUNNING', 'SCORING') RETURNING attempt`,
      [token.id, token.attempt, new Date(now.getTime() - 1)],
    );
    return rows[0]?.attempt ?? null;
  }

  /** Ends every evaluation of the submission that has not ended: its outcome is decided. */
  async cancelOpen(tx: Tx, submissionId: SubmissionId, at: Date): Promise<number> {
    return countIn(tx, `UPDATE evaluation SET state = 'CANCELLED', state_at = $2, ended_at = $2, lease_owner = NULL, lease_until = NULL WHERE submission_id = $1 AND current AND state IN ('RECEIVED', 'VALIDATING', 'QUEUED', 'RUNNING', 'SCORING')`, [submissionId, at]);
  }

  /**
   * Since when workers have been there without a break longer than `breakMs`; they say so by asking. Waiting counts from then on: what waited
   * while nobody worked was not even tried.
   */
  async attendedSince(tx: Tx, now: Date, breakMs: number): Promise<Date> {
    const [row] = await rowsIn<{ value: string }>(tx, `SELECT value FROM installation WHERE key = $1 FOR UPDATE`, [ATTENDED]);
    const before = row && (JSON.parse(row.value) as { since: string; seen: string });
    const isBroken = !before || Math.abs(now.getTime() - Date.parse(before.seen)) > breakMs;
    const since = isBroken ? now : new Date(before.since);
    await rowsIn(tx, `INSERT INTO installation (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value`, [ATTENDED, JSON.stringify({ since, seen: now })]);
    return since;
  }

  /**
   * Evaluations past help: their lease lapsed for the last time, or they waited past the deadline of their state (C-05); nobody waited who came after `waitingSince`,
   * and a pause is no waiting: the deadline begins anew when it ends.
   */
  async hopeless(tx: Tx, now: Date, maxLapses: number, waitingSince: Date): Promise<(Token & { submissionId: SubmissionId; detail: string })[]> {
    return rowsIn(
      tx,
      `SELECT id, attempt, submission_id AS "submissionId",
              CASE WHEN state IN ('RECEIVED', 'QUEUED') THEN 'waited too long in ' || state ELSE 'the lease lapsed ' || (lapses + (lease_owner IS NOT NULL)::int) || ' times in ' || state END AS detail
         FROM evaluation e
        WHERE current AND ((state IN ('VALIDATING', 'RUNNING', 'SCORING') AND lease_until < $1 AND lapses + (lease_owner IS NOT NULL)::int >= $2) OR (state IN ('RECEIVED', 'QUEUED') AND state_at < $3
          AND NOT EXISTS (SELECT 1 FROM queue_pause p WHERE (p.challenge_id IS NULL OR p.challenge_id = e.challenge_id) AND (p.resumed_at IS NULL OR p.resumed_at >= $3))))
        ORDER BY id LIMIT 200`,
      [now, maxLapses, waitingSince],
    );
  }

  /** How many could be claimed now by a worker that can do this, by stage. */
  async claimable(tx: Tx, now: Date, can: readonly Capability[]): Promise<Record<Stage, number>> {
    const [row] = await rowsIn<Record<Stage, number>>(
      tx,
      `SELECT count(*) FILTER (WHERE state = 'RECEIVED' OR (state = 'VALIDATING' AND lease_until < $1))::int AS validate,
              count(*) FILTER (WHERE needs <@ $2 AND (state = 'QUEUED' OR (state IN ('RUNNING', 'SCORING') AND lease_until < $1)))::int AS evaluate
         FROM evaluation e WHERE current AND state IN ('RECEIVED', 'VALIDATING', 'QUEUED', 'RUNNING', 'SCORING') AND ${NOT_PAUSED}`,
      [now, can],
    );
    return row ?? { validate: 0, evaluate: 0 };
  }
}
