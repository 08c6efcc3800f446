import type { QueuePanel, QueueRow, QueueSample, QueueSamples, RunningList } from '@gac/shared/contract/organize';
import type { EvaluationState } from '@gac/shared/rules/lifecycle';
import type { ChallengeId, EvaluationId, LocalizedText } from '@gac/shared/values';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/access/actor.ts';
import { Clock } from '../../../platform/clock/clock.ts';
import { CONFIG, type AppConfig } from '../../../platform/config/config.ts';
import { Sql } from '../../../platform/db/sql.ts';
import { LiveStreams } from '../../../platform/live/live-streams.ts';
import type { ChallengeFacts } from '../../challenges/index.ts';
import { Organizers } from './organizers.ts';
import { QUEUE_TOPIC } from './queue-news.ts';
import { SAMPLES_KEPT_MS } from './queue-sampler.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const MOST_RUNNING = 200;

interface Depth {
  challengeId: ChallengeId;
  waitingValidate: number;
  waitingEvaluate: number;
  runningValidate: number;
  runningEvaluate: number;
  unattended: number;
  oldestAt: Date | null;
}
/** `$1`: now; `$2`: workers that were not heard of since are lost. */
const HELD = `(lease_owner IS NOT NULL AND lease_until >= $1)`;
const WAITS = `(state = 'QUEUED' OR (state IN ('RUNNING', 'SCORING') AND NOT ${HELD}))`;
const NO_WORKER = `(cardinality(needs) > 0 AND NOT EXISTS (
  SELECT 1 FROM worker w WHERE w.seen_at >= $2 AND w.ended_at IS NULL AND w.drained_at IS NULL AND evaluation.needs <@ ARRAY(SELECT jsonb_array_elements_text(w.abilities->'can'))))`;
/** What nobody has any more, or not any more, waits to be taken again: it is counted where it waits. */
const DEPTH = `
  SELECT challenge_id AS "challengeId",
         count(*) FILTER (WHERE state = 'RECEIVED' OR (state = 'VALIDATING' AND NOT ${HELD}))::int AS "waitingValidate",
         count(*) FILTER (WHERE ${WAITS})::int AS "waitingEvaluate",
         count(*) FILTER (WHERE ${WAITS} AND ${NO_WORKER})::int AS unattended,
         count(*) FILTER (WHERE state = 'VALIDATING' AND ${HELD})::int AS "runningValidate",
         count(*) FILTER (WHERE state IN ('RUNNING', 'SCORING') AND ${HELD})::int AS "runningEvaluate",
         min(state_at) FILTER (WHERE state IN ('RECEIVED', 'QUEUED')) AS "oldestAt"
    FROM evaluation WHERE current AND state IN ('RECEIVED', 'VALIDATING', 'QUEUED', 'RUNNING', 'SCORING') GROUP BY challenge_id`;

interface RunningRow {
  id: EvaluationId;
  challengeId: ChallengeId;
  team: string | null;
  baseline: LocalizedText | null;
  number: number;
  state: EvaluationState;
  attempt: number;
  since: Date;
  worker: string | null;
  leaseUntil: Date;
}
interface OpenPause {
  challengeId: ChallengeId | null;
  at: Date;
  by: string | null;
  reason: string | null;
}

/** The queue as organizers see it: their own challenges by name, all others as one number. */
@Injectable()
export class QueuePanelQueries {
  constructor(
    private readonly sql: Sql,
    private readonly organizers: Organizers,
    private readonly live: LiveStreams,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  async panel(actor: Actor): Promise<QueuePanel> {
    const now = this.clock.now();
    const hourAgo = new Date(now.getTime() - HOUR_MS);
    const [own, mayPauseAll, depths, ended, pauses, waits] = await Promise.all([
      this.organizers.challengesOf(actor, 'queue.pause'),
      this.organizers.mayShared(actor, 'queue.pause'),
      this.sql.rows<Depth>(DEPTH, [now, new Date(now.getTime() - this.config.LEASE_MS)]),
      this.sql.rows<{ challengeId: ChallengeId; hour: number; minute: number }>(
        `SELECT challenge_id AS "challengeId", count(*)::int AS hour, count(*) FILTER (WHERE ended_at >= $2)::int AS minute FROM evaluation WHERE ended_at >= $1 GROUP BY challenge_id`,
        [hourAgo, new Date(now.getTime() - MINUTE_MS)],
      ),
      this.openPauses(),
      this.sql.one<{ median: number | null; p95: number | null }>(
        `SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS median, percentile_cont(0.95) WITHIN GROUP (ORDER BY ms) AS p95
           FROM (SELECT extract(epoch FROM started_at - created_at)::float8 * 1000 AS ms FROM evaluation WHERE ended_at >= $1 AND started_at IS NOT NULL) w`,
        [hourAgo],
      ),
    ]);
    const pauseOf = (id: ChallengeId | null): QueueRow['paused'] => pauseView(pauses.find(({ challengeId }) => challengeId === id));
    const ids = new Set<string>(own.map(({ id }) => id));
    const others = depths.filter(({ challengeId }) => !ids.has(challengeId));
    const sum = (rows: readonly Depth[], challenge: ChallengeFacts | null): QueueRow => ({
      challenge: challenge && { slug: challenge.slug, title: challenge.title },
      waiting: { validate: total(rows, 'waitingValidate'), evaluate: total(rows, 'waitingEvaluate') },
      running: { validate: total(rows, 'runningValidate'), evaluate: total(rows, 'runningEvaluate') },
      unattended: total(rows, 'unattended'),
      oldestAt: rows.flatMap(({ oldestAt }) => oldestAt?.toISOString() ?? []).sort()[0] ?? null,
      endedLastHour: ended.filter(({ challengeId }) => (challenge ? challengeId === challenge.id : !ids.has(challengeId))).reduce((n, { hour }) => n + hour, 0),
      paused: challenge && pauseOf(challenge.id),
    });
    return {
      at: now.toISOString(),
      rows: [...own.map((challenge) => sum(depths.filter(({ challengeId }) => challengeId === challenge.id), challenge)), ...(others.length > 0 ? [sum(others, null)] : [])],
      pausedAll: pauseOf(null),
      endedLastMinute: ended.reduce((n, { minute }) => n + minute, 0),
      waitMs: typeof waits?.median !== 'number' || waits.p95 === null ? null : { median: waits.median, p95: waits.p95 },
      mayPauseAll,
    };
  }

  private openPauses(): Promise<OpenPause[]> {
    return this.sql.rows(
      `SELECT p.challenge_id AS "challengeId", p.at, u.name AS by, a.reason FROM queue_pause p
         LEFT JOIN LATERAL (SELECT actor_id, reason FROM audit_event WHERE subject = coalesce(p.challenge_id::text, 'queue') AND action = 'queue.paused' ORDER BY at DESC LIMIT 1) a ON true
         LEFT JOIN account u ON u.id = a.actor_id WHERE p.resumed_at IS NULL`,
    );
  }

  /** What workers have now, longest first. */
  async running(actor: Actor): Promise<RunningList> {
    const now = this.clock.now();
    const [own, rows] = await Promise.all([
      this.organizers.challengesOf(actor, 'evaluation.inspect'),
      this.sql.rows<RunningRow>(
        `SELECT e.id, e.challenge_id AS "challengeId", t.name AS team, s.baseline, s.number, e.state, e.attempt, coalesce(a.started_at, e.state_at) AS since, e.lease_owner AS worker, e.lease_until AS "leaseUntil"
           FROM evaluation e JOIN submission s ON s.id = e.submission_id LEFT JOIN team t ON t.id = s.team_id
           LEFT JOIN evaluation_attempt a ON a.evaluation_id = e.id AND a.attempt = e.attempt
          WHERE e.current AND e.state IN ('VALIDATING', 'RUNNING', 'SCORING') ORDER BY since, e.id`,
      ),
    ]);
    const items = rows.flatMap(({ challengeId, team, baseline, since, leaseUntil, ...row }) => {
      const challenge = own.find(({ id }) => id === challengeId);
      if (!challenge) return [];
      return [{ ...row, challenge: { slug: challenge.slug, title: challenge.title }, team: team ?? baseline?.ko ?? '', since: since.toISOString(), leaseUntil: leaseUntil.toISOString(), lapsed: row.worker === null || leaseUntil < now }];
    });
    return { at: now.toISOString(), items: items.slice(0, MOST_RUNNING), elsewhere: rows.length - items.length };
  }

  /** The samples that are kept, oldest first; the stream goes on after `lastSeq`. */
  async samples(): Promise<QueueSamples> {
    const events = await this.sql.rows<{ seq: string; at: Date; kind: string; data: Omit<QueueSample, 'seq' | 'at'> }>(`SELECT seq, at, kind, data FROM live_event WHERE topic = $1 ORDER BY seq`, [QUEUE_TOPIC]);
    const items = events.flatMap(({ seq, at, kind, data }) => (kind === 'sample' ? [{ ...data, seq: Number(seq), at: at.toISOString() }] : []));
    return { items, lastSeq: Number(events.at(-1)?.seq ?? (await this.live.lastSeq(QUEUE_TOPIC))), keptMs: SAMPLES_KEPT_MS };
  }
}

const total = (rows: readonly Depth[], key: 'unattended' | 'waitingValidate' | 'waitingEvaluate' | 'runningValidate' | 'runningEvaluate'): number => rows.reduce((n, row) => n + row[key], 0);
const pauseView = (pause: OpenPause | undefined): QueueRow['paused'] => (pause ? { at: pause.at.toISOString(), by: pause.by, reason: pause.reason ?? '' } : null);
