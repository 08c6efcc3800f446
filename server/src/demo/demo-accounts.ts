import type { CreateAccount, Role } from '@gac/shared/contract/accounts';
import type { Rng } from '../platform/random/random.ts';

/** An account a visitor of the demo can use. The password exists only in this installation. */
export interface DemoAccount {
  /** What it shows: a researcher with a team on the boards, one who has just arrived, an organizer, an administrator. */
  part: 'researcher' | 'newcomer' | 'organizer' | 'administrator';
  email: string;
  password: string;
  name: string;
}
interface StaffMember {
  part: Exclude<DemoAccount['part'], 'researcher'>;
  email: string;
  role: Exclude<Role, 'member'> | null;
  account: Omit<CreateAccount, 'email' | 'password'>;
}
const invented = (
  name: string,
  romanName: string,
  affiliation: string,
  affiliationKind: CreateAccount['affiliationKind'],
): StaffMember['account'] => ({
  name,
  romanName,
  country: 'KR',
  affiliation,
  affiliationKind,
  locale: 'ko',
});
export const RESEARCHER_EMAIL = 'researcher@demo.example';
/** The demo accounts that hold no team. */
export const STAFF: readonly StaffMember[] = [
  { part: 'newcomer', email: 'newcomer@demo.example', role: null, account: invented('송다온', 'Song Daon', '', 'individual') },
  {
    part: 'organizer',
    email: 'organizer@demo.example',
    role: 'organizer',
    account: invented('배해린', 'Bae Haerin', '글로벌 AI 챌린지 운영팀', 'institute'),
  },
  {
    part: 'administrator',
    email: 'administrator@demo.example',
    role: 'administrator',
    account: invented('남궁현', 'Namgung Hyun', '글로벌 AI 챌린지 운영팀', 'institute'),
  },
];

/** Letters and digits that can't be taken for one another when they are copied from a terminal. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
/** A password such as `k7mq-2xhd-9tfe`, 59 bits. `rng` must be fit for secrets. */
export function newPassword(rng: Rng): string {
  const group = (): string => Array.from({ length: 4 }, () => LETTERS[rng.below(LETTERS.length)]).join('');
  return `${group()}-${group()}-${group()}`;
}
