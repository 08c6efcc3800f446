import type { LocalizedText } from '@gac/shared/values';
import { ARCHIVE_FINDINGS } from './archive-texts.ts';
import { CHALLENGE_FINDINGS } from './challenge-texts.ts';
import { CONTENT_FINDINGS } from './content-texts.ts';
import { DEFINITION_FINDINGS } from './definition-texts.ts';
import type { FindingWords } from './words.ts';

const ALL = { ...ARCHIVE_FINDINGS, ...DEFINITION_FINDINGS, ...CONTENT_FINDINGS, ...CHALLENGE_FINDINGS };
export type FindingCode = keyof typeof ALL;
/** Every code there is. */
export const FINDINGS: Readonly<Record<FindingCode, FindingWords>> = ALL;
export type FindingValues = Readonly<Record<string, string | number>>;

const fill = (text: string, values: FindingValues): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** The sentence and the hint of a finding in both languages, its values filled in. */
export function wordsOf(code: FindingCode, values: FindingValues): { message: LocalizedText; hint: LocalizedText | null } {
  const { ko, en, hint } = FINDINGS[code];
  const both = (text: LocalizedText): LocalizedText => ({ ko: fill(text.ko, values), en: fill(text.en, values) });
  return { message: both({ ko, en }), hint: hint ? both(hint) : null };
}
