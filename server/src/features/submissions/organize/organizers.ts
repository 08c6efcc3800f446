import type { ChallengeId } from '@gac/shared/values';
import { Injectable } from '@nestjs/common';
import { Access } from '../../../platform/access/access.ts';
import type { Actor } from '../../../platform/access/actor.ts';
import { may, type Permission } from '../../../platform/access/table.ts';
import { problem } from '../../../platform/http/problem.ts';
import { ChallengesApi, type ChallengeFacts } from '../../challenges/index.ts';

/** Which challenges an actor may do something with, and whether it may touch what all of them share. */
@Injectable()
export class Organizers {
  constructor(
    private readonly challenges: ChallengesApi,
    private readonly access: Access,
  ) {}

  async challengesOf(actor: Actor, permission: Permission): Promise<ChallengeFacts[]> {
    return (await this.challenges.challenges()).filter(({ id }) => may(actor, permission, { challenges: [id] }));
  }

  /** The challenge of this address; raises `not-found` also when it is not the actor's. */
  async challenge(actor: Actor, slug: string, permission: Permission): Promise<ChallengeFacts> {
    const found = (await this.challenges.challenges()).find((challenge) => challenge.slug === slug);
    if (!found) throw problem('not-found');
    this.require(actor, permission, found.id);
    return found;
  }

  require(actor: Actor, permission: Permission, challengeId: ChallengeId): void {
    this.access.require(actor, permission, { challenges: [challengeId] });
  }

  async mayShared(actor: Actor, permission: Permission): Promise<boolean> {
    return may(actor, permission, { challenges: (await this.challenges.challenges()).map(({ id }) => id) });
  }

  /** Raises `forbidden`: what all challenges share is no secret to organizers. */
  async requireShared(actor: Actor, permission: Permission): Promise<void> {
    if (!(await this.mayShared(actor, permission))) throw problem('forbidden', { permission });
  }
}
