import type { Role } from '@gac/shared/contract/accounts';
import type { AccountId, ChallengeId } from '@gac/shared/values';

/** Who is asking. */
export type Actor =
  | { readonly kind: 'visitor' }
  /** `organizes`: the challenges of whose organizers the account is one. */
  | { readonly kind: 'account'; readonly id: AccountId; readonly roles: readonly Role[]; readonly organizes: readonly ChallengeId[] };
export const VISITOR: Actor = { kind: 'visitor' };

/** Finds the actor of a session. The accounts slice provides it. */
export abstract class ActorSource {
  abstract find(accountId: string): Promise<Actor>;
}
