import type { AccountId, ChallengeId, TeamId } from '@gac/shared/values';
import type { Tx } from '../../platform/db/unit-of-work.ts';
import { defineEvent } from '../../platform/outbox/event.ts';
import { z } from 'zod';
import { zTeamId } from '@gac/shared/contract/primitives';

export interface TeamFacts {
  id: TeamId;
  challengeId: ChallengeId;
  track: string;
  name: string;
  country: string;
  affiliation: string;
  leaderId: AccountId;
  /** Present members, the leader among them. */
  memberIds: AccountId[];
  lockedAt: Date | null;
}
/** Name, country or affiliation of a team changed. */
export const teamProfileChanged = defineEvent('team.profile-changed.v1', z.object({ teamId: zTeamId }));

/** What other slices may ask of the teams. */
export abstract class TeamsApi {
  abstract of(accountId: AccountId, challengeId: ChallengeId): Promise<TeamFacts | null>;
  abstract find(teamId: TeamId): Promise<TeamFacts | null>;
  /** Locks the team's row until the transaction ends: the lock that makes quotas and merges exact. */
  abstract lock(tx: Tx, teamId: TeamId): Promise<TeamFacts>;
}
