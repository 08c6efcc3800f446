import { OUTCOME_CLASSES, type OutcomeCode } from '@gac/shared/scoring/outcome';
import { outcomeText } from '@gac/shared/scoring/outcome-texts';
import type { Lang } from '@gac/shared/values';
import type { FailureView } from '../api/views.ts';

const isKnown = (code: string): code is OutcomeCode => Object.hasOwn(OUTCOME_CLASSES, code);

/** Why a run failed and what to do about it; null where the server tells no reason, or one from a newer version. */
export function outcomeWords(facts: FailureView['facts'], lang: Lang): { what: string; fix: string } | null {
  const code = facts?.code ?? null;
  return facts !== null && code !== null && isKnown(code) ? outcomeText({ code, fields: facts.fields }, lang) : null;
}
