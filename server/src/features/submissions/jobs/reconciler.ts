import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.ts';
import { CONFIG, type AppConfig } from '../../../platform/config/config.ts';
import { UnitOfWork, type Tx } from '../../../platform/db/unit-of-work.ts';
import { Periodic } from '../../../platform/jobs/job.ts';
import { Relay } from '../../../platform/jobs/relay.ts';
import { Stopping } from '../../../platform/jobs/stopping.ts';
import { Metrics } from '../../../platform/metrics/metrics.ts';
import { EvaluationsRepository } from '../data/evaluations.repository.ts';
import { EvaluationSteps } from '../evaluation-steps.ts';
import { EvaluationWorker } from '../evaluation-worker.ts';
import { ScorerRunner } from '../scorer-runner.ts';

/** So many rounds missed, and at least so long: then nobody worked. A round that only comes late is no break. */
const BREAK_ROUNDS = 3;
const BREAK_MS = 60_000;
const NEVER = new Date(0);

/** Compares the database with the queue and mends what differs (C-05, C-06). The queue may have lost everything. */
@Injectable()
export class Reconciler extends Periodic implements BeforeApplicationShutdown {
  readonly name = 'reconcile';
  readonly everyMs: number;
  private sweeping: Promise<unknown> | null = null;
  constructor(
    private readonly uow: UnitOfWork,
    private readonly evaluations: EvaluationsRepository,
    private readonly steps: EvaluationSteps,
    private readonly worker: EvaluationWorker,
    private readonly runner: ScorerRunner,
    private readonly relay: Relay,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    private readonly stopping: Stopping,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {
    super();
    this.everyMs = config.RECONCILE_MS;
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    const ago = (ms: number): Date => new Date(now.getTime() - ms);
    const hopeless = await this.uow.run((tx) => this.hopeless(tx, now, ago(this.config.STATE_DEADLINE_MS)));
    for (const { detail, ...token } of hopeless) await this.steps.failed(token, { class: 'PLATFORM_FAULT', detail, facts: null, reference: token.id.slice(-8) });
    this.metrics.reconciled.inc({ what: 'failed' }, hopeless.length);
    this.metrics.reconciled.inc({ what: 'redispatched' }, await this.relay.redispatchLost(ago(this.config.RECONCILE_MS)));
    await this.takeUpWhatWaits(now);
  }

  /** Before, because the database is closed in the next step: what was left must be written down. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.sweeping;
  }

  private async hopeless(tx: Tx, now: Date, waitingSince: Date): ReturnType<EvaluationsRepository['hopeless']> {
    const attendedSince = await this.evaluations.attendedSince(tx, now, Math.max(BREAK_ROUNDS * this.everyMs, BREAK_MS));
    // With workers there for less than the deadline, nothing can have waited for them that long.
    return this.evaluations.hopeless(tx, now, this.config.MAX_ATTEMPTS, attendedSince > waitingSince ? NEVER : waitingSince);
  }

  /** Work that can be claimed is taken up here too, without the queue, so that even a queue that loses every job only costs a period. */
  private async takeUpWhatWaits(now: Date): Promise<void> {
    if (this.sweeping) return;
    const waiting = await this.uow.run((tx) => this.evaluations.claimable(tx, now, this.runner.can()));
    if (waiting.validate + waiting.evaluate === 0) return;
    // Not awaited: a long evaluation must not keep the reconciler from its next round.
    const signal = AbortSignal.any([AbortSignal.timeout(this.config.STATE_DEADLINE_MS), this.stopping.signal]);
    this.sweeping = this.worker
      .drain('validate', signal)
      .then(() => this.worker.drain('evaluate', signal))
      .catch(() => undefined)
      .finally(() => { this.sweeping = null; });
  }
}
