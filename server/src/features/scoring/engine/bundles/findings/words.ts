import type { LocalizedText } from '@gac/shared/values';
import type { BundleFinding } from '../bundle.ts';

/** What a code means: how bad it is, a sentence in both languages, and what to do about it. `{name}` stands for a value. */
export interface FindingWords {
  severity: BundleFinding['severity'];
  ko: string;
  en: string;
  hint?: LocalizedText;
}
export const error = (ko: string, en: string, hintKo?: string, hintEn?: string): FindingWords => words('error', ko, en, hintKo, hintEn);
export const warning = (ko: string, en: string, hintKo?: string, hintEn?: string): FindingWords => words('warning', ko, en, hintKo, hintEn);

function words(severity: FindingWords['severity'], ko: string, en: string, hintKo?: string, hintEn?: string): FindingWords {
  return { severity, ko, en, ...(hintKo !== undefined && hintEn !== undefined && { hint: { ko: hintKo, en: hintEn } }) };
}
