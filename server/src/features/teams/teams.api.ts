import type { TeamView } from '@gac/shared/contract/challenges';
import { zTeamId } from '@gac/shared/contract/primitives';
import type { AccountId, ChallengeId, TeamId } from '@gac/shared/values';
import { z } from 'zod';
import type { Tx } from '../../platform/db/unit-of-work.ts';
import { defineEvent } from '../../platform/outbox/event.ts';

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
/** A team of one that may be created: its name passed the rules, its country and affiliation are its founder's. */
export interface TeamDraft {
  founderId: AccountId;
  name: string;
  nameKey: string;
  country: string;
  affiliation: string;
}
/** Name, country or affiliation of a team changed. */
export const teamProfileChanged = defineEvent('team.profile-changed.v1', z.object({ teamId: zTeamId }));

/** What other slices may ask of the teams. */
export abstract class TeamsApi {
  /** The team a person is in now, one per challenge. */
  abstract of(accountId: AccountId, challengeId: ChallengeId): Promise<TeamFacts | null>;
  abstract find(teamId: TeamId): Promise<TeamFacts | null>;
  /** Those of the teams that there are, in any order, read inside the caller's transaction. */
  abstract findAll(tx: Tx, teamIds: readonly TeamId[]): Promise<TeamFacts[]>;
  /** The person's team with the names of its members, as its members may see it. */
  abstract view(accountId: AccountId, challengeId: ChallengeId): Promise<TeamView | null>;
  /** Locks the team's row until the transaction ends: the lock that makes quotas and merges exact. Raises `not-found`. */
  abstract lock(tx: Tx, teamId: TeamId): Promise<TeamFacts>;
  /** Checks the name as it was typed and reads the founder's profile; outside of any transaction. Raises `team-name-invalid`. */
  abstract draft(founderId: AccountId, typedName: string): Promise<TeamDraft>;
  /** Creates the team with its founder as leader. Raises `team-name-taken`, or `already-joined` when the founder is in a team of the challenge. */
  abstract create(tx: Tx, draft: TeamDraft, challengeId: ChallengeId, track: string): Promise<TeamFacts>;
}
