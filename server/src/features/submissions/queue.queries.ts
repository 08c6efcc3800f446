import type { QueueView, QuotaView } from '@gac/shared/contract/submissions';
import { estimateWait } from '@gac/shared/rules/queue-estimate';
import type { SubmissionState } from '@gac/shared/rules/lifecycle';
import { quotaLeft, toQuotaView } from '@gac/shared/rules/quota';
import type { SubmissionKind } from '@gac/shared/contract/definition';
import type { SubmissionId, TeamId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { Sql } from '../../platform/db/sql.ts';
import { Workers, type Attending } from '../../platform/workers/workers.ts';
import type { PhaseFacts } from '../challenges/index.ts';
import { QuotaLedger } from './data/quota.repository.ts';
import { unattendedKinds } from './domain/capabilities.ts';
import { queueOrder, type Waiting } from './domain/queue-order.ts';

interface Queue {
  at: number;
  /** Waiting evaluations, first to be taken first, with their submissions. */
  order: { id: string; submissionId: SubmissionId }[];
  /** Challenges that organizers have paused; null among them: all. */
  paused: ReadonlySet<string | null>;
  /** That live and take work. */
  workers: readonly Attending[];
  running: number;
  durations: number[];
  slow: boolean;
}
/** The queue as a whole is read at most this often; everybody asks about the same one. */
const FRESH_MS = 500;
const SAMPLES = 200;
const LATEST = 20;

/** Where a submission stands in the queue (C-08) and what quota a team has left. */
@Injectable()
export class QueueQueries {
  private cached: Queue | null = null;
  private reading: Promise<Queue> | null = null;
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly quotas: QuotaLedger,
    private readonly workers: Workers,
  ) {}

  /** For a submission made now. */
  async ofNewcomer(phase: PhaseFacts): Promise<QueueView> {
    const queue = await this.read();
    return this.viewAt(queue, queue.order.length, phase);
  }

  /** For a submission that has not ended; position 0 when it is being evaluated. */
  async ofSubmission({ id, state, kind }: { id: SubmissionId; state: SubmissionState; kind: SubmissionKind }, phase: PhaseFacts): Promise<QueueView> {
    const queue = await this.read();
    const own = { ...phase, accepts: [kind] };
    if (!isWaiting({ state })) return this.viewAt(queue, 0, own);
    const place = queue.order.findIndex(({ submissionId }) => submissionId === id);
    // The queue as it was read a moment ago may not know it yet: then it has just come.
    return this.viewAt(queue, place < 0 ? queue.order.length : place, own);
  }

  async quota(phase: PhaseFacts, teamId: TeamId): Promise<QuotaView> {
    const { uses, grants } = await this.quotas.read(teamId, phase.id);
    return toQuotaView(quotaLeft(phase.quota, uses, grants, this.clock.now()));
  }
  /** What a newcomer would have. */
  noQuota(phase: PhaseFacts): QuotaView {
    return toQuotaView(quotaLeft(phase.quota, [], [], this.clock.now()));
  }
  private viewAt(queue: Queue, position: number, phase: PhaseFacts): QueueView {
    const paused = queue.paused.has(null) || queue.paused.has(phase.challengeId);
    const unattended = unattendedKinds(phase, queue.workers.map(({ can }) => can));
    const slots = queue.workers.reduce((sum, worker) => sum + worker.slots, 0);
    // Nobody can say when a worker comes that is not there.
    const estimateMs = paused || unattended.length === phase.accepts.length ? null : estimateWait(queue.durations, position, slots);
    return { position, waiting: queue.order.length, running: queue.running, slots, estimateMs, paused, unattended, slow: queue.slow };
  }

  private async read(): Promise<Queue> {
    const now = performance.now();
    if (this.cached && now - this.cached.at < FRESH_MS) return this.cached;
    this.reading ??= this.load(now).finally(() => { this.reading = null; });
    this.cached = await this.reading;
    return this.cached;
  }

  private async load(at: number): Promise<Queue> {
    const [open, done, pauses, workers] = await Promise.all([
      this.sql.rows<Waiting & { submissionId: SubmissionId; state: string }>(
        `SELECT id, submission_id AS "submissionId", coalesce(team_id, submission_id) AS "teamId", challenge_id AS "challengeId", created_at AS "createdAt", state
           FROM evaluation WHERE current AND state IN ('RECEIVED', 'VALIDATING', 'QUEUED', 'RUNNING', 'SCORING')`,
      ),
      this.sql.rows<{ ms: number; wait: number }>(
        `SELECT extract(epoch FROM ended_at - started_at)::float8 * 1000 AS ms, extract(epoch FROM started_at - created_at)::float8 * 1000 AS wait
           FROM evaluation WHERE ended_at IS NOT NULL AND state = 'SCORED' AND started_at IS NOT NULL ORDER BY ended_at DESC LIMIT ${String(SAMPLES)}`,
      ),
      this.sql.rows<{ challengeId: string | null }>(`SELECT challenge_id AS "challengeId" FROM queue_pause WHERE resumed_at IS NULL`),
      this.workers.attending(),
    ]);
    const waiting = open.filter(isWaiting);
    const running = open.filter((row) => !isWaiting(row));
    const count = (key: 'teamId' | 'challengeId'): Map<string, number> => running.reduce((counts, row) => counts.set(row[key] ?? row.id, (counts.get(row[key] ?? row.id) ?? 0) + 1), new Map<string, number>());
    const submissionOf = new Map(waiting.map((row) => [row.id, row.submissionId]));
    const order = queueOrder(waiting, { teams: count('teamId'), challenges: count('challengeId') }).flatMap((id) => {
      const submissionId = submissionOf.get(id);
      return submissionId === undefined ? [] : [{ id, submissionId }];
    });
    const waits = done.map(({ wait }) => wait);
    return { at, order, paused: new Set(pauses.map(({ challengeId }) => challengeId)), workers, running: running.length, durations: done.map(({ ms }) => ms), slow: waits.length >= 2 * LATEST && median(waits.slice(0, LATEST)) > 2 * median(waits) + 1_000 };
  }
}

const isWaiting = ({ state }: { state: string }): boolean => state === 'RECEIVED' || state === 'VALIDATING' || state === 'QUEUED';
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
