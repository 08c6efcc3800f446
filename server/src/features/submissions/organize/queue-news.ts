import type { OrganizerAction } from '@gac/shared/contract/organize';
import type { ChallengeId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/access/actor.ts';
import { AuditTrail } from '../../../platform/audit/audit-trail.ts';
import type { Tx } from '../../../platform/db/unit-of-work.ts';
import { LiveStreams } from '../../../platform/live/live-streams.ts';
import { Outbox } from '../../../platform/outbox/outbox.ts';
import { PausesRepository } from '../data/pauses.repository.ts';
import { evaluationQueued, submissionReceived } from '../submissions.api.ts';

/** Only organizers may read it: a sample of the whole queue every second, and that something was done to it. */
export const QUEUE_TOPIC = 'organize:queue';
export interface Deed {
  action: OrganizerAction;
  /** Id of a challenge, of a worker, of an evaluation; `queue` for everything. */
  subject: string;
  reason: string;
  /** `challengeId`: whose organizers may read the entry; null: those of any. `name`: what it was done to, for people. */
  data: { challengeId: ChallengeId | null; name: string; [more: string]: unknown };
}
/** Enough to wake every slot of a large installation; each takes until nothing is left. */
const WAKE_UPS = 64;

/** What the queue is told of organizers' deeds, and they of the queue. */
@Injectable()
export class QueueNews {
  constructor(
    private readonly live: LiveStreams,
    private readonly outbox: Outbox,
    private readonly pauses: PausesRepository,
    private readonly audit: AuditTrail,
  ) {}

  /** Writes the deed down and lets pages that show the queue fetch it anew. The last step of a transaction: readers of the topic wait for it. */
  async done(tx: Tx, actor: Actor, deed: Deed): Promise<void> {
    await this.audit.record(tx, { ...deed, actorId: actor.kind === 'account' ? actor.id : null });
    await this.live.append(tx, QUEUE_TOPIC, 'changed', {});
  }

  /** Wakes workers for what waits in a challenge (null: in any): the first wake-ups were used up while nothing could be claimed. */
  async wake(tx: Tx, challengeId: ChallengeId | null): Promise<void> {
    for (const { state, ...ref } of await this.pauses.waiting(tx, challengeId, WAKE_UPS)) await this.outbox.append(tx, state === 'QUEUED' ? evaluationQueued : submissionReceived, ref);
  }
}
