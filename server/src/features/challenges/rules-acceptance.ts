import type { Sha256 } from '@gac/shared/values';

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
