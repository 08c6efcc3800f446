import type { ChallengeDefinition } from '@gac/shared/contract/definition';
import type { AccountId, BoardId, ChallengeId, PhaseId, Sha256, TaskId } from '@gac/shared/values';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FileFacts } from '../definition-hash.ts';

/** PostgreSQL sends bigint as text; no size here comes near 2^53. */
const asNumber = { from: Number, to: (value: number): number => value };

@Entity('challenge')
export class Challenge {
  @PrimaryColumn('uuid') id: ChallengeId;
  @Column('text') slug: string;
  @Column('jsonb') definition: ChallengeDefinition;
  /** By the name the definition uses. */
  @Column('jsonb') files: Record<string, FileFacts>;
  /** Covers the definition and the hashes of its files: what differs in anything differs in this. */
  @Column('character', { name: 'definition_sha256', length: 64 }) definitionSha256: Sha256;
  @Column('text', { name: 'rules_version' }) rulesVersion: string;
  @Column('character', { name: 'rules_sha256', length: 64 }) rulesSha256: Sha256;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
  /** Null for a draft, which nobody but its organizers knows of. */
  @Column('timestamptz', { name: 'published_at', nullable: true }) publishedAt: Date | null;
}

/** The challenge as it was loaded each time it differed; revision 1 is the first. */
@Entity('challenge_revision')
export class ChallengeRevision {
  @PrimaryColumn('uuid', { name: 'challenge_id' }) challengeId: ChallengeId;
  @PrimaryColumn('integer') revision: number;
  @Column('jsonb') definition: ChallengeDefinition;
  @Column('jsonb') files: Record<string, FileFacts>;
  @Column('character', { name: 'definition_sha256', length: 64 }) definitionSha256: Sha256;
  @Column('timestamptz') at: Date;
}

@Entity('phase')
export class Phase {
  @PrimaryColumn('uuid') id: PhaseId;
  @Column('uuid', { name: 'challenge_id' }) challengeId: ChallengeId;
  @Column('text') key: string;
  @Column('integer') position: number;
  @Column('timestamptz', { name: 'opens_at' }) opensAt: Date;
  @Column('timestamptz', { name: 'closes_at', nullable: true }) closesAt: Date | null;
}

@Entity('task')
export class Task {
  @PrimaryColumn('uuid') id: TaskId;
  @Column('uuid', { name: 'challenge_id' }) challengeId: ChallengeId;
  @Column('text') key: string;
  /** The first of the hidden data; null when a scoring program has none. */
  @Column('character', { name: 'reference_sha256', length: 64, nullable: true }) referenceSha256: Sha256 | null;
  @Column('integer', { name: 'reference_rows' }) referenceRows: number;
  /** Hashes of all hidden data: none of these may be downloaded. */
  @Column('text', { array: true, default: () => "'{}'" }) hidden: Sha256[];
}

@Entity('phase_task')
export class PhaseTask {
  @PrimaryColumn('uuid', { name: 'phase_id' }) phaseId: PhaseId;
  @PrimaryColumn('uuid', { name: 'task_id' }) taskId: TaskId;
  @Column('integer') position: number;
}

@Entity('data_file')
export class DataFile {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'challenge_id' }) challengeId: ChallengeId;
  @Column('text') key: string;
  @Column('integer') position: number;
  @Column('text', { name: 'file_name' }) fileName: string;
  @Column('character', { length: 64 }) sha256: Sha256;
  @Column('bigint', { transformer: asNumber }) bytes: number;
}

@Entity('board')
export class Board {
  @PrimaryColumn('uuid') id: BoardId;
  @Column('uuid', { name: 'challenge_id' }) challengeId: ChallengeId;
  @Column('uuid', { name: 'phase_id' }) phaseId: PhaseId;
  @Column('text') key: string;
  @Column('text') track: string;
  @Column('integer') position: number;
}

@Entity('participation')
export class Participation {
  @PrimaryColumn('uuid', { name: 'challenge_id' }) challengeId: ChallengeId;
  @PrimaryColumn('uuid', { name: 'account_id' }) accountId: AccountId;
  @Column('timestamptz', { name: 'joined_at' }) joinedAt: Date;
  /** The rules accepted last. */
  @Column('text', { name: 'rules_version' }) rulesVersion: string;
  @Column('character', { name: 'rules_sha256', length: 64 }) rulesSha256: Sha256;
  @Column('timestamptz', { name: 'accepted_at' }) acceptedAt: Date;
}

/** Every acceptance there was. */
@Entity('rules_acceptance')
export class RulesAcceptance {
  @PrimaryColumn('uuid', { name: 'challenge_id' }) challengeId: ChallengeId;
  @PrimaryColumn('uuid', { name: 'account_id' }) accountId: AccountId;
  @PrimaryColumn('text', { name: 'rules_version' }) rulesVersion: string;
  @PrimaryColumn('character', { name: 'rules_sha256', length: 64 }) rulesSha256: Sha256;
  @Column('timestamptz', { name: 'accepted_at' }) acceptedAt: Date;
}
