import type { LocalizedText } from '@gac/shared/values';

/** A place in a definition: keys and zero-based positions from the top, `['phases', 0, 'closesAt']`. */
export type Path = readonly (string | number)[];
export type DefinitionProblemCode =
  | 'yaml-syntax'
  | 'yaml-duplicate-key'
  | 'too-large'
  | 'version-unsupported'
  | 'missing-key'
  | 'unknown-key'
  | 'wrong-type'
  | 'bad-value'
  | 'language-missing'
  | 'instant-without-time'
  | 'instant-without-offset'
  | 'instant-invalid'
  | 'zone-unknown'
  | 'duplicate-key'
  | 'unknown-reference'
  | 'ambiguous-reference'
  | 'phase-order'
  | 'phase-window'
  | 'format-contradiction'
  | 'labels-missing'
  | 'metric-unknown'
  | 'metric-unsuitable'
  | 'scorer-contradiction'
  | 'kind-not-accepted'
  | 'rule-unsupported'
  | 'hidden-in-public'
  | 'not-supported'
  | 'file-outside'
  | 'file-missing'
  | 'file-content';

/** What a rule finds wrong, before anybody knows on which line it stands. */
export interface Finding {
  code: DefinitionProblemCode;
  path: Path;
  message: LocalizedText;
  /** What to do about it, when that is known. */
  hint: LocalizedText | null;
}
/** What the organizer reads. `line` and `column` count from 1. */
export interface DefinitionProblem {
  code: DefinitionProblemCode;
  /** `phases[0].closesAt`; empty for the whole file. */
  path: string;
  line: number;
  column: number;
  message: LocalizedText;
  hint: LocalizedText | null;
}

export const finding = (
  code: DefinitionProblemCode,
  path: Path,
  ko: string,
  en: string,
  hint: { ko: string; en: string } | null = null,
): Finding => ({
  code,
  path,
  message: { ko, en },
  hint,
});

/** `['phases', 0, 'closesAt']` as `phases[0].closesAt`. */
export const pathText = (path: Path): string =>
  path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`)).join('');
