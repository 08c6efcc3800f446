import type { Role } from '@gac/shared/contract/accounts';
import type { AccountId, Lang } from '@gac/shared/values';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('account')
export class Account {
  @PrimaryColumn('uuid') id: AccountId;
  @Column('text') email: string;
  /** What two spellings of one address share; unique. */
  @Column('text', { name: 'email_key' }) emailKey: string;
  @Column('text') name: string;
  @Column('text', { name: 'roman_name', nullable: true }) romanName: string | null;
  @Column('character', { length: 2 }) country: string;
  @Column('text', { default: '' }) affiliation: string;
  @Column('text', { name: 'affiliation_kind', default: 'individual' }) affiliationKind: string;
  @Column('character', { length: 2 }) locale: Lang;
  @Column('text', { name: 'password_hash' }) passwordHash: string;
  @Column('text', { array: true, default: ['member'] }) roles: Role[];
  @Column('boolean', { default: false }) demo: boolean;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
}
