import type { DrainWorker, PauseQueue } from '@gac/shared/contract/organize';
import type { ChallengeId } from '@gac/shared/values';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/access/actor.ts';
import { Clock } from '../../../platform/clock/clock.ts';
import { CONFIG, type AppConfig } from '../../../platform/config/config.ts';
import { UnitOfWork } from '../../../platform/db/unit-of-work.ts';
import { problem } from '../../../platform/http/problem.ts';
import { Workers } from '../../../platform/workers/workers.ts';
import { PausesRepository } from '../data/pauses.repository.ts';
import { workerState } from '../domain/organizer-rules.ts';
import { Organizers } from './organizers.ts';
import { QueueNews } from './queue-news.ts';

const ALL = { id: null, slug: '' };

/** Stops and starts the taking of evaluations. Each command is one transaction with its audit entry. */
@Injectable()
export class QueueControl {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly organizers: Organizers,
    private readonly pauses: PausesRepository,
    private readonly workers: Workers,
    private readonly news: QueueNews,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  /** Nothing of the challenge (null: of any) is claimed any more; what runs is finished. Refusal: `queue-state`. */
  async pause(actor: Actor, { challenge, reason }: PauseQueue): Promise<void> {
    const { id, slug } = await this.target(actor, challenge);
    await this.uow.run(async (tx) => {
      if (!(await this.pauses.begin(tx, id, this.clock.now()))) throw problem('queue-state', { paused: true });
      await this.news.done(tx, actor, { action: 'queue.paused', subject: id ?? 'queue', reason, data: { challengeId: id, name: slug } });
    });
  }

  /** Refusal: `queue-state`. */
  async resume(actor: Actor, { challenge, reason }: PauseQueue): Promise<void> {
    const { id, slug } = await this.target(actor, challenge);
    await this.uow.run(async (tx) => {
      if (!(await this.pauses.end(tx, id, this.clock.now()))) throw problem('queue-state', { paused: false });
      await this.news.wake(tx, id);
      await this.news.done(tx, actor, { action: 'queue.resumed', subject: id ?? 'queue', reason, data: { challengeId: id, name: slug } });
    });
  }

  /** The worker finishes what it has and takes nothing more. Refusal: `worker-state`. */
  async drain(actor: Actor, body: DrainWorker): Promise<void> {
    await this.setDrained(actor, body, true);
  }

  /** A drained worker takes work again. Refusal: `worker-state`. */
  async takeBack(actor: Actor, body: DrainWorker): Promise<void> {
    await this.setDrained(actor, body, false);
  }

  private async setDrained(actor: Actor, { worker, reason }: DrainWorker, drained: boolean): Promise<void> {
    await this.organizers.requireShared(actor, 'worker.drain');
    await this.uow.run(async (tx) => {
      const row = await this.workers.lock(tx, worker);
      if (!row) throw problem('not-found');
      const now = this.clock.now();
      const state = workerState(row, now, this.config.LEASE_MS);
      const isDrained = row.drainedAt !== null;
      if (state === 'lost' || state === 'ended' || isDrained === drained) throw problem('worker-state', { state });
      await this.workers.setDrained(tx, worker, drained ? now : null);
      if (!drained) await this.news.wake(tx, null);
      await this.news.done(tx, actor, { action: drained ? 'worker.drained' : 'worker.returned', subject: worker, reason, data: { challengeId: null, name: worker } });
    });
  }

  private async target(actor: Actor, slug: string | null): Promise<{ id: ChallengeId | null; slug: string }> {
    if (slug !== null) return this.organizers.challenge(actor, slug, 'queue.pause');
    await this.organizers.requireShared(actor, 'queue.pause');
    return ALL;
  }
}
