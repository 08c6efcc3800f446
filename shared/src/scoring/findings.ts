import type { ProblemFinding } from '../contract/submissions.ts';

/** What the check of a submission can find: a prediction file (scoring.md section 2), the zip of a program, the archive of an image. Every text is computable from public knowledge only. */
export const FINDING_CODES = [
  'EMPTY_FILE',
  'NO_HEADER',
  'NO_ROWS',
  'LOOKS_LIKE_ZIP',
  'LOOKS_LIKE_GZIP',
  'BAD_GZIP',
  'BAD_ZSTD',
  'LOOKS_LIKE_PARQUET',
  'BAD_PARQUET',
  'BAD_JSON',
  'LOOKS_LIKE_XLSX',
  'LOOKS_LIKE_IMAGE',
  'ENCODING_UTF16',
  'ENCODING_NOT_UTF8',
  'DELIMITER',
  'MISSING_COLUMN',
  'EXTRA_COLUMN',
  'DUPLICATE_COLUMN',
  'COLUMN_COUNT',
  'BAD_QUOTES',
  'ROW_TOO_LONG',
  'UNKNOWN_ID',
  'EMPTY_ID',
  'DUPLICATE_ID',
  'MISSING_ID',
  'NAN',
  'INFINITE',
  'EMPTY_VALUE',
  'NOT_A_NUMBER',
  'OUT_OF_RANGE',
  'ROW_SUM',
  'UNKNOWN_LABEL',
  'COMPRESSION_RATIO',
  'INFLATED_TOO_LARGE',
  'NOT_A_ZIP',
  'BAD_ZIP',
  'ZIP_EMPTY',
  'ZIP_TOO_MANY',
  'ZIP_NAME',
  'ZIP_LINK',
  'ZIP_ENCRYPTED',
  'ZIP_NAME_TWICE',
  'NO_COMMAND',
  'NOT_A_TAR',
  'BAD_TAR',
  'NOT_AN_IMAGE',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** Machine-readable hints; their words are in finding-texts.ts. */
export const HINT_CODES = [
  'rename-gz',
  'nested-gzip',
  'unzip',
  'export-csv',
  'save-utf8',
  'cp949',
  'cr-line-ends',
  'near-match',
  'index-column',
  'decimal-comma',
  'trailing-delimiter',
  'blank-line',
  'fewer-fields',
  'more-fields',
  'stray-quote',
  'text-after-quote',
  'unclosed-quote',
  'leading-spaces',
  'trailing-spaces',
  'float-id',
  'leading-zeros',
  'case',
  'bom-in-id',
  'header-repeated',
  'thousands',
  'percent',
  'hexadecimal',
  'boolean',
  'overflow',
  'percent-scale',
  'not-normalised',
  'rounding',
  'float-label',
  'make-zip',
  'metadata-yaml',
  'gunzip',
  'docker-save',
  'small-image',
] as const;
export type HintCode = (typeof HINT_CODES)[number];

export interface Finding extends ProblemFinding {
  code: FindingCode;
  hint: HintCode | null;
}
export interface FindingCount {
  code: FindingCode;
  severity: Finding['severity'];
  total: number;
}

export const FIRST_FINDINGS = 20;
export const FIRST_PER_CODE = 5;
export const ALL_FINDINGS = 10_000;
const MAX_VALUE_CHARS = 80;

/** A text cut to 80 characters (code points), the last one an ellipsis when something was cut. */
export function clip(text: string): string {
  if (text.length <= MAX_VALUE_CHARS) return text;
  const letters = [...text.slice(0, (MAX_VALUE_CHARS + 1) * 2)];
  return letters.length <= MAX_VALUE_CHARS ? text : `${letters.slice(0, MAX_VALUE_CHARS - 1).join('')}…`;
}

/** A finding with nothing known but its code, completed by `over`. */
export function finding(code: FindingCode, over: Partial<Omit<Finding, 'code'>> = {}): Finding {
  const { severity = 'error', line = null, column = null, columnName = null, value = null, hint = null, expected = null } = over;
  return {
    code,
    severity,
    line,
    column,
    columnName: columnName === null ? null : clip(columnName),
    value: value === null ? null : clip(value),
    hint,
    expected: expected === null ? null : clip(expected),
  };
}

/** Counts everything, keeps the first 20 with at most 5 per code and severity, and up to 10,000 for download, in order of the file. */
export class FindingCollector {
  readonly first: Finding[] = [];
  readonly all: Finding[] = [];
  readonly #counts = new Map<string, FindingCount>();

  /** Whether one more of this code would still be kept; when not, `count` spares making it. */
  keeps(code: FindingCode, severity: Finding['severity'] = 'error'): boolean {
    return this.all.length < ALL_FINDINGS || this.#isAmongFirst(code, severity);
  }
  count(code: FindingCode, severity: Finding['severity'] = 'error', times = 1): void {
    const known = this.#counts.get(`${code} ${severity}`);
    if (known) known.total += times;
    else this.#counts.set(`${code} ${severity}`, { code, severity, total: times });
  }
  add(found: Finding): void {
    if (this.#isAmongFirst(found.code, found.severity)) this.first.push(found);
    if (this.all.length < ALL_FINDINGS) this.all.push(found);
    this.count(found.code, found.severity);
  }
  total(severity: Finding['severity']): number {
    return this.counts().reduce((sum, entry) => (entry.severity === severity ? sum + entry.total : sum), 0);
  }
  /** In the order of FINDING_CODES, errors before warnings. */
  counts(): FindingCount[] {
    return FINDING_CODES.flatMap((code) =>
      (['error', 'warning'] as const).map((severity) => this.#counts.get(`${code} ${severity}`)).filter((entry) => entry !== undefined),
    );
  }
  #isAmongFirst(code: FindingCode, severity: Finding['severity']): boolean {
    return this.first.length < FIRST_FINDINGS && (this.#counts.get(`${code} ${severity}`)?.total ?? 0) < FIRST_PER_CODE;
  }
}
