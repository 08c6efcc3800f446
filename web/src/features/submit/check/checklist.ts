import type { FindingCode, FindingCount } from '@gac/shared/scoring/findings';

const CHECK_KEYS = ['kind', 'columns', 'rows', 'values'] as const;
/** A file that is no table is looked at by its kind alone. */
const BYTES_KEYS = ['kind'] as const;
type CheckKey = (typeof CHECK_KEYS)[number];
/** `unseen`: the reading stopped before it could be looked at. */
export type CheckState = 'running' | 'ok' | 'warning' | 'error' | 'unseen';
export interface CheckItem {
  key: CheckKey;
  state: CheckState;
  errors: number;
  warnings: number;
}

const KEY_OF: Readonly<Record<FindingCode, CheckKey>> = {
  EMPTY_FILE: 'kind',
  LOOKS_LIKE_ZIP: 'kind',
  LOOKS_LIKE_GZIP: 'kind',
  BAD_GZIP: 'kind',
  BAD_ZSTD: 'kind',
  LOOKS_LIKE_PARQUET: 'kind',
  BAD_PARQUET: 'kind',
  LOOKS_LIKE_XLSX: 'kind',
  ENCODING_UTF16: 'kind',
  ENCODING_NOT_UTF8: 'kind',
  ROW_TOO_LONG: 'kind',
  COMPRESSION_RATIO: 'kind',
  INFLATED_TOO_LARGE: 'kind',
  NO_ROWS: 'rows',
  LOOKS_LIKE_IMAGE: 'kind',
  NO_HEADER: 'columns',
  DELIMITER: 'columns',
  MISSING_COLUMN: 'columns',
  EXTRA_COLUMN: 'columns',
  DUPLICATE_COLUMN: 'columns',
  COLUMN_COUNT: 'columns',
  BAD_JSON: 'columns',
  BAD_QUOTES: 'columns',
  UNKNOWN_ID: 'rows',
  EMPTY_ID: 'rows',
  DUPLICATE_ID: 'rows',
  MISSING_ID: 'rows',
  NAN: 'values',
  INFINITE: 'values',
  EMPTY_VALUE: 'values',
  NOT_A_NUMBER: 'values',
  OUT_OF_RANGE: 'values',
  ROW_SUM: 'values',
  UNKNOWN_LABEL: 'values',
  NOT_A_ZIP: 'kind',
  BAD_ZIP: 'kind',
  ZIP_EMPTY: 'kind',
  ZIP_TOO_MANY: 'kind',
  ZIP_NAME: 'kind',
  ZIP_LINK: 'kind',
  ZIP_ENCRYPTED: 'kind',
  ZIP_NAME_TWICE: 'kind',
  NO_COMMAND: 'kind',
  NOT_A_TAR: 'kind',
  BAD_TAR: 'kind',
  NOT_AN_IMAGE: 'kind',
};

/** The list of checks from exact totals per code. `phase`: still reading, read to the end, or stopped before the end. */
export function checklist(counts: readonly FindingCount[], phase: 'reading' | 'complete' | 'stopped', isTable = true): CheckItem[] {
  let blocked = false;
  return (isTable ? CHECK_KEYS : BYTES_KEYS).map((key) => {
    const of = (severity: FindingCount['severity']) =>
      counts.reduce((sum, entry) => (KEY_OF[entry.code] === key && entry.severity === severity ? sum + entry.total : sum), 0);
    const errors = of('error');
    const warnings = of('warning');
    const clean: CheckState = phase === 'reading' ? 'running' : blocked ? 'unseen' : warnings > 0 ? 'warning' : 'ok';
    const state: CheckState = errors > 0 ? 'error' : clean;
    if (phase === 'stopped' && errors > 0) blocked = true;
    return { key, state, errors, warnings };
  });
}
