// Every oddity of a prediction file that the rules name (scoring.md section 2), as a person might send it, and what the product must say.
import { gzipSync } from 'node:zlib';

/** @typedef {[code: string, line: number | null, column: number | null, hint?: string | null]} Said */
/** @typedef {{ name: string, task?: 'numbers' | 'positive' | 'classes' | 'labels', kind?: 'code' | 'container', file: string | Buffer, fileName?: string, says: Said[] }} Oddity kind: other than predictions, it goes to the challenge of programs */

const bytes = (/** @type {(string | number[])[]} */ ...parts) => Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));
const SMALL_INFLATED_BYTES = 65_536;
const truths = (/** @type {readonly string[]} */ values) => `id,truth,part\n001,${values[0]},public\n002,${values[1]},public\na3,${values[2]},private\n`;
const format = (/** @type {object[]} */ columns, /** @type {object} */ more = {}) => ({ idColumn: 'id', columns, ...more });

/** @type {import('../stack/challenge.mjs').TaskSpec[]} */
export const ODD_TASKS = [
  { key: 'numbers', format: format([{ name: 'value', kind: 'number' }]), reference: truths(['1', '2', '3']), metrics: ['rmse', 'mae'] },
  { key: 'positive', format: format([{ name: 'value', kind: 'number', min: 0 }], { maxBytes: SMALL_INFLATED_BYTES, maxInflatedBytes: SMALL_INFLATED_BYTES }), reference: truths(['1', '2', '3']), metrics: ['rmse', 'mae'] },
  { key: 'classes', format: format(['a', 'b', 'c'].map((name) => ({ name, kind: 'probability' })), { rowRule: 'rows-sum-to-one' }), reference: truths(['a', 'b', 'c']), metrics: ['log_loss'] },
  { key: 'labels', format: format([{ name: 'value', kind: 'label', labels: ['0', '1', 'Cat'] }]), reference: truths(['0', '1', 'Cat']), metrics: ['accuracy', 'f1_macro'] },
];

const GOOD = 'id,value\n001,1.5\n002,-2\na3,3e2\n';
const second = (/** @type {string} */ line) => `id,value\n001,1\n${line}\na3,3\n`;
const zip = (/** @type {string} */ entry) => bytes('PK\u0003\u0004', Array(26).fill(0), entry, 'x'.repeat(200));

/** Accepted in silence. @type {{ name: string, file: string | Buffer, fileName?: string }[]} */
export const FINE = [
  { name: 'byte order mark', file: `\uFEFF${GOOD}` },
  { name: 'CRLF', file: GOOD.replaceAll('\n', '\r\n') },
  { name: 'no final newline', file: GOOD.trimEnd() },
  { name: 'quoted fields', file: '"id","value"\n"001","1.5"\n"002","-2"\n"a3","3e2"\n' },
  { name: 'blank last lines', file: `${GOOD}\n\r\n\n` },
  { name: 'another order of rows and columns', file: 'value,id\n300,a3\n-2.0,002\n+1.5,001\n' },
  { name: 'gzip', file: gzipSync(GOOD), fileName: 'predictions.csv.gz' },
  { name: 'gzip padded with zeros', file: bytes([...gzipSync(GOOD)], Array(512).fill(0)), fileName: 'predictions.csv.gz' },
];

/** Refused while the bytes come (422 file-refused). @type {Oddity[]} */
export const REFUSED = [
  { name: 'a mark and nothing', file: '\uFEFF', says: [['EMPTY_FILE', 1, null]] },
  { name: 'ZIP', file: zip('submission.csv'), fileName: 'predictions.zip', says: [['LOOKS_LIKE_ZIP', null, null, 'unzip']] },
  { name: 'XLSX', file: zip('[Content_Types].xml'), fileName: 'predictions.xlsx', says: [['LOOKS_LIKE_XLSX', null, null, 'export-csv']] },
  { name: 'old Excel', file: bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], 'x'.repeat(99)), says: [['LOOKS_LIKE_XLSX', null, null, 'export-csv']] },
  { name: 'Parquet', file: bytes('PAR1', 'x'.repeat(99)), says: [['LOOKS_LIKE_PARQUET', null, null, 'export-csv']] },
  { name: 'gzip named .csv', file: gzipSync(GOOD), says: [['LOOKS_LIKE_GZIP', null, null, 'rename-gz']] },
  { name: 'gzip in gzip', file: gzipSync(gzipSync(GOOD)), fileName: 'p.csv.gz', says: [['LOOKS_LIKE_GZIP', null, null, 'nested-gzip']] },
  { name: 'CSV named .gz', file: GOOD, fileName: 'p.csv.gz', says: [['BAD_GZIP', null, null]] },
  { name: 'gzip cut short', file: gzipSync(GOOD).subarray(0, -9), fileName: 'p.csv.gz', says: [['BAD_GZIP', null, null]] },
  { name: 'ZIP in gzip', file: gzipSync(zip('submission.csv')), fileName: 'p.csv.gz', says: [['LOOKS_LIKE_ZIP', null, null, 'unzip']] },
  { name: 'PNG', file: bytes([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13], 'IHDR', 'x'.repeat(99)), says: [['LOOKS_LIKE_IMAGE', null, null, null]] },
  { name: 'UTF-16, little end first', file: Buffer.from(`\uFEFF${GOOD}`, 'utf16le'), says: [['ENCODING_UTF16', 1, null, 'save-utf8']] },
  { name: 'UTF-16, big end first', file: Buffer.from(`\uFEFF${GOOD}`, 'utf16le').swap16(), says: [['ENCODING_UTF16', 1, null, 'save-utf8']] },
  { name: 'an executable', file: bytes([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0xff], 'x'.repeat(99)), says: [['ENCODING_NOT_UTF8', 1, null, 'save-utf8']] },
  { name: 'Latin-1 in the third line', file: bytes('id,value\n001,1\n002,2', [0xe9], '\na3,3\n'), says: [['ENCODING_NOT_UTF8', 3, null, 'save-utf8']] },
  { name: 'CP949 in the header', file: bytes('id,', [0xb0, 0xaa], '\n001,1\n'), says: [['ENCODING_NOT_UTF8', 1, null, 'cp949']] },
  { name: 'a line over 64 KiB', file: `id,value\n001,1\n002,${'1'.repeat(70_000)}\n`, says: [['ROW_TOO_LONG', 3, null]] },
];

/** Found when the file is checked (INVALID). @type {Oddity[]} */
export const INVALID = [
  { name: 'blank lines only', file: '\r\n\n', says: [['EMPTY_FILE', 1, null]] },
  { name: 'no header', file: '001,1\n002,2\na3,3\n', says: [['NO_HEADER', 1, null]] },
  { name: 'missing column', file: GOOD.replace('value', 'prediction'), says: [['MISSING_COLUMN', 1, null], ['EXTRA_COLUMN', 1, 2]] },
  { name: 'column in another case', file: GOOD.replace('id', 'ID '), says: [['MISSING_COLUMN', 1, 1, 'near-match']] },
  { name: 'index column of pandas', file: ',id,value\n0,001,1\n1,002,2\n2,a3,3\n', says: [['EXTRA_COLUMN', 1, 1, 'index-column']] },
  { name: 'column twice', file: 'id,value,value\n001,1,1\n', says: [['DUPLICATE_COLUMN', 1, 3]] },
  { name: 'old Macintosh line ends', file: 'id,value\r001,1\r', says: [['MISSING_COLUMN', 1, null, 'cr-line-ends'], ['EXTRA_COLUMN', 1, 2], ['EXTRA_COLUMN', 1, 3]] },
  { name: 'decimal commas', file: 'id,value\n001,0,5\n002,1,5\na3,2,5\n', says: [['COLUMN_COUNT', 2, null, 'decimal-comma'], ['COLUMN_COUNT', 3, null, 'decimal-comma'], ['COLUMN_COUNT', 4, null, 'decimal-comma']] },
  { name: 'too few fields', file: second('002'), says: [['COLUMN_COUNT', 3, null, 'fewer-fields']] },
  { name: 'delimiter at the end', file: second('002,2,'), says: [['COLUMN_COUNT', 3, null, 'trailing-delimiter']] },
  { name: 'blank line between rows', file: second('\n002,2'), says: [['COLUMN_COUNT', 3, null, 'blank-line']] },
  { name: 'stray quote', file: second('00"2,2'), says: [['BAD_QUOTES', 3, null, 'stray-quote'], ['MISSING_ID', null, null]] },
  { name: 'text after a quote', file: second('"002"x,2'), says: [['BAD_QUOTES', 3, null, 'text-after-quote'], ['MISSING_ID', null, null]] },
  { name: 'quote never closed', file: second('"002,2'), says: [['BAD_QUOTES', 3, null, 'unclosed-quote'], ['MISSING_ID', null, null]] },
  { name: 'unknown id', file: second('zz,2'), says: [['UNKNOWN_ID', 3, 1], ['MISSING_ID', null, null]] },
  { name: 'id with a space', file: second('002 ,2'), says: [['UNKNOWN_ID', 3, 1, 'trailing-spaces']] },
  { name: 'id without its zeros', file: second('2,2'), says: [['UNKNOWN_ID', 3, 1, 'leading-zeros']] },
  { name: 'mark before an id', file: second('\uFEFF002,2'), says: [['UNKNOWN_ID', 3, 1, 'bom-in-id']] },
  { name: 'id in another case', file: GOOD.replace('a3', 'A3'), says: [['UNKNOWN_ID', 4, 1, 'case']] },
  { name: 'header again', file: `${GOOD}id,value\n`, says: [['UNKNOWN_ID', 5, 1, 'header-repeated'], ['NOT_A_NUMBER', 5, 2]] },
  { name: 'empty id', file: second(',2'), says: [['EMPTY_ID', 3, 1], ['MISSING_ID', null, null]] },
  { name: 'id twice', file: `${GOOD}001,9\n`, says: [['DUPLICATE_ID', 5, 1]] },
  { name: 'a header alone', file: 'id,value\n', says: [['NO_ROWS', null, null]] },
  { name: 'ids missing', file: 'id,value\n001,1\n', says: [['MISSING_ID', null, null], ['MISSING_ID', null, null]] },
  { name: 'empty value', file: second('002,'), says: [['EMPTY_VALUE', 3, 2]] },
  { name: 'NaN', file: second('002,NaN'), says: [['NAN', 3, 2]] },
  { name: 'infinity', file: second('002,-inf'), says: [['INFINITE', 3, 2]] },
  { name: 'a number too large', file: second('002,1e999'), says: [['INFINITE', 3, 2, 'overflow']] },
  { name: 'no number', file: second('002,two'), says: [['NOT_A_NUMBER', 3, 2]] },
  { name: 'hexadecimal', file: second('002,0x1F'), says: [['NOT_A_NUMBER', 3, 2, 'hexadecimal']] },
  { name: 'thousands', file: second('002,"1,234.5"'), says: [['NOT_A_NUMBER', 3, 2, 'thousands']] },
  { name: 'percent', file: second('002,50%'), says: [['NOT_A_NUMBER', 3, 2, 'percent']] },
  { name: 'below the declared range', task: 'positive', file: 'id,value\n001,1\n002,-2\na3,3\n', says: [['OUT_OF_RANGE', 3, 2]] },
  { name: 'larger than allowed once inflated', task: 'positive', file: gzipSync(`id,value\n${'001,1\n'.repeat(20_000)}`), fileName: 'p.csv.gz', says: [['INFLATED_TOO_LARGE', null, null]] },
  { name: 'probabilities in percent', task: 'classes', file: 'id,a,b,c\n001,80,10,10\n002,0,1,0\na3,0,0,1\n', says: [['OUT_OF_RANGE', 2, 2, 'percent-scale'], ['OUT_OF_RANGE', 2, 3, 'percent-scale'], ['OUT_OF_RANGE', 2, 4, 'percent-scale']] },
  { name: 'probabilities that do not sum to one', task: 'classes', file: 'id,a,b,c\n001,1,0,0\n002,0.5,0.5,0.5\na3,0,0,1\n', says: [['ROW_SUM', 3, null, 'not-normalised']] },
  { name: 'unknown label', task: 'labels', file: 'id,value\n001,7\n002,1\na3,Cat\n', says: [['UNKNOWN_LABEL', 2, 2]] },
  { name: 'label in another case', task: 'labels', file: 'id,value\n001,0\n002,1\na3,cat\n', says: [['UNKNOWN_LABEL', 4, 2, 'case']] },
];

/** Scored, with a warning that says what was odd. @type {Oddity[]} */
export const WARNED = [
  { name: 'semicolons', file: GOOD.replaceAll(',', ';'), says: [['DELIMITER', 1, null]] },
  { name: 'tabs', file: GOOD.replaceAll(',', '\t'), says: [['DELIMITER', 1, null]] },
  { name: 'rounded probabilities', task: 'classes', file: 'id,a,b,c\n001,.5,.25,.25\n002,.333,.333,.3337\na3,1,0,0\n', says: [['ROW_SUM', 3, null, 'rounding']] },
];
