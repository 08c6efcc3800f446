/** Why a field was refused: only called for fields that are wrong, so it may take its time. */
import { finding, type Finding, type FindingCode, type HintCode } from './findings.ts';

export interface Place {
  line: number;
  column: number;
  columnName: string;
}

function spaceHint(text: string): HintCode | null {
  if (text !== text.trimStart()) return 'leading-spaces';
  return text !== text.trimEnd() ? 'trailing-spaces' : null;
}

/** The finding for a number that is empty, outside the grammar, infinite or out of [low, high]. `value` is what the grammar gave. */
export function diagnoseNumber(
  text: string,
  value: number,
  range: { low: number; high: number; isProbability: boolean },
  place: Place,
): Finding {
  const at = { ...place, value: text };
  if (text.trim() === '') return finding('EMPTY_VALUE', { ...at, hint: text === '' ? null : 'leading-spaces' });
  const bare = text.trim().toLowerCase();
  if (/^([+-]?nan|na|n\/a|#n\/a|null|none|<na>|-)$/.test(bare)) return finding('NAN', at);
  if (/^[+-]?inf(inity)?$/.test(bare)) return finding('INFINITE', at);
  if (value === Infinity || value === -Infinity) return finding('INFINITE', { ...at, hint: 'overflow' });
  if (Number.isNaN(value)) return finding('NOT_A_NUMBER', { ...at, hint: numberHint(text, bare) });
  const { low, high, isProbability } = range;
  const expected =
    high === Number.MAX_VALUE ? `>= ${String(low)}` : low === -Number.MAX_VALUE ? `<= ${String(high)}` : `${String(low)}..${String(high)}`;
  return finding('OUT_OF_RANGE', { ...at, hint: isProbability && value > 1 && value <= 100 ? 'percent-scale' : null, expected });
}

const NUMBER_HINTS: readonly (readonly [RegExp, HintCode])[] = [
  [/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$|^[+-]?\d[\d_]*_\d+(\.\d+)?$|^[+-]?\d{1,3}([ \u00A0']\d{3})+$/, 'thousands'],
  [/^[+-]?\d*,\d+([e][+-]?\d+)?$/, 'decimal-comma'],
  [/^[+-]?[\d.]+\s*%$/, 'percent'],
  [/^[+-]?0x[\da-f]+$/, 'hexadecimal'],
  [/^(true|false)$/, 'boolean'],
];
function numberHint(text: string, bare: string): HintCode | null {
  return NUMBER_HINTS.find(([shape]) => shape.test(bare))?.[1] ?? spaceHint(text);
}

/** What a wrong text was probably meant to be: the first of the rewritings that is known. */
function meant(
  rewritings: readonly (readonly [HintCode, string])[],
  isKnown: (text: string) => boolean,
  text: string,
): { hint: HintCode; meant: string } | null {
  for (const [hint, rewritten] of rewritings) if (rewritten !== text && isKnown(rewritten)) return { hint, meant: rewritten };
  return null;
}

/** The finding for a label outside the declared set. */
export function diagnoseLabel(text: string, labels: readonly string[], place: Place): Finding {
  if (text.trim() === '') return finding('EMPTY_VALUE', { ...place, value: text });
  const sameCase = labels.find((label) => label.toLowerCase() === text.trim().toLowerCase());
  const guess = meant(
    [
      [spaceHint(text) ?? 'case', text.trim()],
      ['float-label', text.trim().replace(/\.0+$/, '')],
      ['case', sameCase ?? text],
    ],
    (label) => labels.includes(label),
    text,
  );
  return finding('UNKNOWN_LABEL', { ...place, value: text, hint: guess?.hint ?? null, expected: guess?.meant ?? labels.join(', ') });
}

export interface KnownIds {
  indexOf(id: string): number;
  idAt(index: number): string;
  size: number;
}
/** The finding for an id that is empty or not known, and the key order of the id that was probably meant (-1: no guess). */
export function diagnoseId(text: string, ids: KnownIds, place: Place): { found: Finding; meant: number } {
  if (text.trim() === '') return { found: finding('EMPTY_ID', { ...place, value: text }), meant: -1 };
  if (text === place.columnName) return { found: finding('UNKNOWN_ID', { ...place, value: text, hint: 'header-repeated' }), meant: -1 };
  const trimmed = text.trim();
  const guess = meant(
    [
      ['bom-in-id', text.replace(/^\uFEFF/, '')],
      [spaceHint(text) ?? 'trailing-spaces', trimmed],
      ['float-id', trimmed.replace(/\.0+$/, '')],
      ['leading-zeros', trimmed.replace(/^0+(?=\d)/, '')],
      ['leading-zeros', padded(trimmed, ids)],
      ['case', trimmed.toLowerCase()],
      ['case', trimmed.toUpperCase()],
    ],
    (id) => ids.indexOf(id) >= 0,
    text,
  );
  const found = finding('UNKNOWN_ID', { ...place, value: text, hint: guess?.hint ?? null, expected: guess?.meant ?? null });
  return { found, meant: guess ? ids.indexOf(guess.meant) : -1 };
}
/** Digits that lost their leading zeros, as long as the first id is. */
function padded(text: string, ids: KnownIds): string {
  return /^\d+$/.test(text) && ids.size > 0 ? text.padStart(ids.idAt(0).length, '0') : text;
}

/** What is known of the row whose fields are counted. `columns`: how many the header has; `isNumeric`: every value is a number. */
export interface CountedRow {
  columns: number;
  delimiter: string;
  line: number;
  isNumeric: boolean;
}
/** Of a row with far more fields than columns, which need not be read for that. */
export const farTooMany = (count: number, { columns, line }: CountedRow): Finding =>
  finding('COLUMN_COUNT', { line, value: String(count), expected: String(columns), hint: 'more-fields' });

/** Why a row has another number of fields than the header. fields: the row's texts. */
export function diagnoseCount(fields: readonly string[], { columns, delimiter, line, isNumeric }: CountedRow): Finding {
  const at = { line, value: String(fields.length), expected: String(columns) };
  const code: FindingCode = 'COLUMN_COUNT';
  if (fields.length === 1 && fields[0]?.trim() === '') return finding(code, { ...at, value: '0', hint: 'blank-line' });
  if (fields.length < columns) return finding(code, { ...at, hint: 'fewer-fields' });
  const isSplitDecimal =
    isNumeric &&
    delimiter === ',' &&
    fields.length === columns * 2 - 1 &&
    fields.slice(1).every((field, index) => (index % 2 === 0 ? /^[+-]?\d*$/ : /^\d+$/).test(field.trim()));
  if (isSplitDecimal) return finding(code, { ...at, hint: 'decimal-comma' });
  return finding(code, {
    ...at,
    hint: fields.length === columns + 1 && fields.at(-1)?.trim() === '' ? 'trailing-delimiter' : 'more-fields',
  });
}
