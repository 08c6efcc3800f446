import type { Lang } from '@gac/shared/values';
import { formatSpan } from './format.ts';

/** Up to a whole second: an estimate has no tenths. */
const whole = (ms: number): number => Math.ceil(ms / 1000) * 1000;

export interface EstimateWords {
  within: (high: string) => string;
  /** `low` and `high` may be the same text. */
  range: (low: string, high: string) => string;
}
/** An estimated wait in words (C-08): a range, or only its end when it may begin at once. Times in ms. */
export function estimateText({ low, high }: { low: number; high: number }, words: EstimateWords, lang: Lang): string {
  const longest = formatSpan(whole(high), lang);
  return low < 1000 ? words.within(longest) : words.range(formatSpan(whole(low), lang), longest);
}
