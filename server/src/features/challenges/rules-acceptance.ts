import type { JoinChallenge } from '@gac/shared/contract/challenges';
import type { ChallengeId, Sha256 } from '@gac/shared/values';
import { canonicalJson, sha256 } from './definition-hash.ts';

/** Rules by version and hash. */
export interface RulesName {
  rulesVersion: string;
  rulesSha256: Sha256;
}
export interface AcceptedRules {
  slug: string;
  current: RulesName;
  /** What the person accepted last; null when the person has not joined. */
  accepted: (RulesName & { joinedAt: Date }) | null;
}

export const isSameRules = (a: RulesName, b: RulesName): boolean => a.rulesVersion === b.rulesVersion && a.rulesSha256 === b.rulesSha256;

/** True when the rules changed after the person accepted them, be it only their text (CH-4). */
export const isOutdated = ({ current, accepted }: AcceptedRules): boolean => accepted !== null && !isSameRules(current, accepted);

/** Tells one request to join from another sent under the same idempotency key. */
export const joinSha256 = (challengeId: ChallengeId, body: JoinChallenge): Sha256 => sha256(canonicalJson({ challengeId, body }));
