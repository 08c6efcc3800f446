import type { AccountId, ChallengeId, TeamId } from '@gac/shared/values';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('team')
export class Team {
  @PrimaryColumn('uuid') id: TeamId;
  @Column('uuid', { name: 'challenge_id' }) challengeId: ChallengeId;
  @Column('text', { default: 'open' }) track: string;
  @Column('text') name: string;
  /** What two spellings of one name share; unique in the challenge among teams that were not merged into another. */
  @Column('text', { name: 'name_key' }) nameKey: string;
  @Column('character', { length: 2 }) country: string;
  @Column('text', { default: '' }) affiliation: string;
  @Column('uuid', { name: 'leader_id' }) leaderId: AccountId;
  @Column('timestamptz', { name: 'locked_at', nullable: true }) lockedAt: Date | null;
  @Column('uuid', { name: 'merged_into', nullable: true }) mergedInto: TeamId | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
}

@Entity('team_member')
export class TeamMember {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'team_id' }) teamId: TeamId;
  /** The team's, repeated so that "one team per challenge" is a unique index. */
  @Column('uuid', { name: 'challenge_id' }) challengeId: ChallengeId;
  @Column('uuid', { name: 'account_id' }) accountId: AccountId;
  @Column('timestamptz', { name: 'joined_at' }) joinedAt: Date;
  @Column('timestamptz', { name: 'left_at', nullable: true }) leftAt: Date | null;
}

@Entity('team_event')
export class TeamEvent {
  @PrimaryColumn('uuid', { name: 'team_id' }) teamId: TeamId;
  /** Counts from 1 within the team, in the order of the changes. */
  @PrimaryColumn('integer') seq: number;
  @Column('timestamptz') at: Date;
  @Column('uuid', { name: 'actor_id', nullable: true }) actorId: AccountId | null;
  @Column('text') type: string;
  @Column('jsonb', { default: {} }) data: object;
}

@Entity('team_invitation')
export class TeamInvitation {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'team_id' }) teamId: TeamId;
  /** The link's token is shown once and kept as its hash. */
  @Column('character', { name: 'token_sha256', length: 64 }) tokenSha256: string;
  @Column('text', { name: 'email_key', nullable: true }) emailKey: string | null;
  @Column('uuid', { name: 'created_by' }) createdBy: AccountId;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
  @Column('uuid', { name: 'accepted_by', nullable: true }) acceptedBy: AccountId | null;
  @Column('timestamptz', { name: 'accepted_at', nullable: true }) acceptedAt: Date | null;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt: Date | null;
}
