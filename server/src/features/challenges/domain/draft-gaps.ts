import type { ChallengeDefinition } from '@gac/shared/contract/definition';
import { PLACEHOLDERS } from '@gac/shared/rules/placeholders';
import type { LocalizedText } from '@gac/shared/values';

/** What has still to be written in a draft. `required`: it is not published without. */
export interface DraftGap {
  code: 'field' | 'rules' | 'licence' | 'source' | 'translation' | 'over';
  /** `data[0].licence`. */
  path: string;
  required: boolean;
}

const isText = (value: unknown): value is LocalizedText =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as LocalizedText).ko === 'string' &&
  typeof (value as LocalizedText).en === 'string';
const same = (text: LocalizedText, placeholder: LocalizedText): boolean => text.ko === placeholder.ko || text.en === placeholder.en;

/** Texts that say the same in both languages: they were written in one only, or are names. */
function untranslated(value: unknown, path = ''): DraftGap[] {
  if (isText(value)) return value.ko === value.en && /\p{L}/u.test(value.ko) ? [{ code: 'translation', path, required: false }] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    untranslated(inner, Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`),
  );
}

/** Everything that a draft lacks, what is required first. */
export function draftGaps(definition: ChallengeDefinition, now: Date): DraftGap[] {
  const { field, rules, data, phases } = definition;
  const need = (code: DraftGap['code'], path: string): DraftGap => ({ code, path, required: true });
  return [
    ...(same(field, PLACEHOLDERS.field) ? [need('field', 'field')] : []),
    ...rules.clauses.flatMap(({ text }, i) => (same(text, PLACEHOLDERS.rules) ? [need('rules', `rules.clauses[${i}].text`)] : [])),
    ...data.flatMap(({ licence, source }, i) => [
      ...(licence === PLACEHOLDERS.unknown ? [need('licence', `data[${i}].licence`)] : []),
      ...(source === PLACEHOLDERS.unknown ? [need('source', `data[${i}].source`)] : []),
    ]),
    ...(phases.every(({ closesAt }) => closesAt !== null && Date.parse(closesAt) <= now.getTime())
      ? [{ code: 'over' as const, path: 'phases', required: false }]
      : []),
    ...untranslated(definition),
  ];
}
