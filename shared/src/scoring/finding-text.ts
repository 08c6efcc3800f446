import type { LocalizedText } from '../values.ts';

/** What happened and how to put it right. `{value}`, `{expected}`, `{columnName}` are replaced. */
export interface FindingText {
  what: LocalizedText;
  fix: LocalizedText;
}
export const text = (whatKo: string, fixKo: string, whatEn: string, fixEn: string): FindingText => ({
  what: { ko: whatKo, en: whatEn },
  fix: { ko: fixKo, en: fixEn },
});
