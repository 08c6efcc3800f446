import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FileFormat } from '../contract/definition.ts';
import { AlignedColumns } from './aligned.ts';
import { IdIndex } from './id-set.ts';
import { ALL_FINDINGS, type Finding } from './findings.ts';
import { reportToJson, type ValidationReport } from './report.ts';
import { createValidator } from './validator.ts';

const LIMITS = { rowRule: 'none' as const, maxBytes: 1e8, maxInflatedBytes: 1e9 };
const NUMBERS: FileFormat = { idColumn: 'id', columns: [{ name: 'target', kind: 'number' }], ...LIMITS };
const LABELS: FileFormat = { idColumn: 'id', columns: [{ name: 'digit', kind: 'label', labels: ['0', '1', 'Cat'] }], ...LIMITS };
const CLASSES: FileFormat = {
  ...LIMITS,
  idColumn: 'id',
  rowRule: 'rows-sum-to-one',
  columns: ['a', 'b', 'c'].map((name) => ({ name, kind: 'probability' as const })),
};
const IDS = ['001', '002', 'a3'];

const encode = (text: string | Uint8Array) => (typeof text === 'string' ? new TextEncoder().encode(text) : text);
interface Setup {
  format?: FileFormat;
  ids?: string[] | null;
  chunk?: number;
  fileName?: string;
}
function check(file: string | Uint8Array, { format = NUMBERS, ids = IDS, chunk = 1 << 20, fileName }: Setup = {}) {
  const bytes = encode(file);
  const columns = new AlignedColumns(format, ids?.length ?? 0);
  const validator = createValidator({ format, ids: ids && new IdIndex(ids), sink: columns, fileName });
  for (let at = 0; at < bytes.length && !validator.refused; at += chunk) validator.push(bytes.subarray(at, at + chunk));
  const report = validator.end();
  return { report, columns: columns.columns(ids?.length ?? report.rows) };
}
const brief = ({ code, line, column, value, hint, expected }: Finding) => [code, line, column, value, hint, expected];
const codes = (report: ValidationReport) =>
  report.counts.map(({ code, severity, total }) => `${code}${severity === 'warning' ? '?' : ''}×${String(total)}`);

const GOOD = 'id,target\n001,1.5\n002,-2\na3,3e2\n';
describe('oddities that are accepted in silence', () => {
  it.each<[string, string | Uint8Array]>([
    ['as it should be', GOOD],
    ['byte order mark', `\uFEFF${GOOD}`],
    ['CRLF', GOOD.replaceAll('\n', '\r\n')],
    ['no final newline', GOOD.trimEnd()],
    ['blank last lines', `${GOOD}\n\r\n\n`],
    ['quoted fields', '"id","target"\n"001","1.5"\n"002","-2"\n"a3","3e2"\n'],
    ['other order of columns', 'target,id\n1.5,001\n-2,002\n3e2,a3\n'],
    ['other order of rows', 'id,target\na3,300\n002,-2.0\n001,+1.5\n'],
    ['blank lines before the header', `\n\n${GOOD}`],
    ['CRLF, mark, quotes, no newline', '\uFEFF"id","target"\r\n"001","1.5"\r\n002,-2\r\na3,3E+2'],
  ])('%s', (_, file) => {
    const { report, columns } = check(file);
    expect([report.ok, report.warnings, report.rows, report.complete]).toEqual([true, 0, 3, true]);
    expect(columns[0]).toMatchObject({ values: new Float64Array([1.5, -2, 300]) });
  });
  it('quoted fields with newlines, delimiters and doubled quotes', () => {
    const ids = ['a\nb', 'c,"d"', 'é'];
    const { report } = check('id,target\n"a\nb",1\n"c,""d""",2\né,x\n', { ids });
    expect(report.first.map(brief)).toEqual([['NOT_A_NUMBER', 5, 2, 'x', null, null]]);
  });
  it('a delimiter other than the comma is a warning', () => {
    const { report } = check(GOOD.replaceAll(',', ';'));
    expect([report.ok, report.delimiter, report.first.map(brief)]).toEqual([true, ';', [['DELIMITER', 1, null, ';', null, ',']]]);
    expect(check(GOOD.replaceAll(',', '\t')).report.first.map(brief)).toEqual([['DELIMITER', 1, null, 'tab', null, ',']]);
  });
  it('sums of probabilities that are only rounded are a warning', () => {
    const { report } = check('id,a,b,c\n001,.5,.25,.25\n002,.333,.333,.3337\na3,1,0,0\n', { format: CLASSES });
    expect([report.ok, codes(report)]).toEqual([true, ['ROW_SUM?×1']]);
  });
});

const utf16 = (text: string) => new Uint8Array(new Uint16Array([0xfeff, ...[...text].map((letter) => letter.charCodeAt(0))]).buffer);
const withBytes = (before: string, bytes: number[], after: string) => Uint8Array.from([...encode(before), ...bytes, ...encode(after)]);
const zipOf = (name: string) => withBytes('PK\u0003\u0004' + '\0'.repeat(26), [...encode(name)], 'x'.repeat(60));
type Found = ReturnType<typeof brief>;
const REST = '001,1\n002,2\na3,3\n';

describe('faults of the file', () => {
  it.each<[string, string | Uint8Array, Setup, Found[]]>([
    ['nothing', '', {}, [['EMPTY_FILE', 1, null, null, null, null]]],
    ['blank lines only', '\uFEFF\r\n\n', {}, [['EMPTY_FILE', 1, null, null, null, null]]],
    ['ZIP', zipOf('submission.csv'), {}, [['LOOKS_LIKE_ZIP', null, null, null, 'unzip', null]]],
    ['XLSX', zipOf('[Content_Types].xml'), {}, [['LOOKS_LIKE_XLSX', null, null, null, 'export-csv', null]]],
    [
      'gzip named csv',
      withBytes('', [0x1f, 0x8b, 8, 0], 'x'.repeat(80)),
      { fileName: 'a.csv' },
      [['LOOKS_LIKE_GZIP', null, null, null, 'rename-gz', null]],
    ],
    [
      'gzip in gzip',
      withBytes('', [0x1f, 0x8b, 8, 0], ''),
      { fileName: 'a.csv.gz' },
      [['LOOKS_LIKE_GZIP', null, null, null, 'nested-gzip', null]],
    ],
    ['Parquet', 'PAR1' + 'x'.repeat(99), {}, [['LOOKS_LIKE_PARQUET', null, null, null, 'export-csv', null]]],
    ['UTF-16', utf16(GOOD), {}, [['ENCODING_UTF16', 1, null, null, 'save-utf8', null]]],
    ['CP949 header', withBytes('id,', [0xb0, 0xaa], `\n${REST}`), {}, [['ENCODING_NOT_UTF8', 1, null, '0xB0 @ 3', 'cp949', null]]],
    [
      'Latin-1 in a row',
      withBytes('id,target\n001,1\n002,2', [0xe9], '\na3,3\n'),
      {},
      [['ENCODING_NOT_UTF8', 3, null, '0xE9 @ 21', 'save-utf8', null]],
    ],
    ['no header', '1,1.5\n2,2.5\n', { ids: ['1', '2'] }, [['NO_HEADER', 1, null, '1, 1.5', null, 'id, target']]],
    ['a header alone', 'id,target\n', {}, [['NO_ROWS', null, null, null, null, '3']]],
    ['a picture', withBytes('', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13], 'IHDR'), {}, [['LOOKS_LIKE_IMAGE', null, null, 'PNG', null, null]]],
    ['no header, text ids', 'a3,x\n', {}, [['NO_HEADER', 1, null, 'a3, x', null, 'id, target']]],
    [
      'missing column',
      `id,prediction\n${REST}`,
      {},
      [
        ['MISSING_COLUMN', 1, null, 'id, prediction', null, 'id, target'],
        ['EXTRA_COLUMN', 1, 2, null, null, 'id, target'],
      ],
    ],
    ['column in another case', `ID ,target\n${REST}`, {}, [['MISSING_COLUMN', 1, 1, 'ID ', 'near-match', 'id, target']]],
    ['pandas index', ',id,target\n0,001,1\n1,002,2\n2,a3,3\n', {}, [['EXTRA_COLUMN', 1, 1, null, 'index-column', 'id, target']]],
    ['column twice', `id,target,target\n001,1,1\n`, {}, [['DUPLICATE_COLUMN', 1, 3, null, null, 'id, target']]],
    [
      'CR line ends',
      'id,target\r001,1\r002,2\r',
      {},
      [
        ['MISSING_COLUMN', 1, null, 'id, target\r001, 1\r002, 2', 'cr-line-ends', 'id, target'],
        ['EXTRA_COLUMN', 1, 2, null, null, 'id, target'],
        ['EXTRA_COLUMN', 1, 3, null, null, 'id, target'],
        ['EXTRA_COLUMN', 1, 4, null, null, 'id, target'],
      ],
    ],
    ['endless line', `id,target\n001,${'1'.repeat(70_000)}`, {}, [['ROW_TOO_LONG', 2, null, null, null, '65536']]],
  ])('%s', (_, file, setup, expected) => {
    const { report } = check(file, setup);
    expect(report.first.map(brief)).toEqual(expected);
    expect(report.ok).toBe(false);
  });
});

describe('faults of rows', () => {
  const row = (second: string) => `id,target\n001,1\n${second}\na3,3\n`;
  it.each<[string, string, Setup, Found[]]>([
    [
      'decimal commas',
      'id,target\n001,0,5\n002,1,5\na3,2,5\n',
      {},
      [2, 3, 4].map((line) => ['COLUMN_COUNT', line, null, '3', 'decimal-comma', '2']),
    ],
    [
      'a third field where a label is asked for',
      'id,digit\n001,0\n002,1,0\na3,1\n',
      { format: LABELS },
      [['COLUMN_COUNT', 3, null, '3', 'more-fields', '2']],
    ],
    ['too few fields', row('002'), {}, [['COLUMN_COUNT', 3, null, '1', 'fewer-fields', '2']]],
    ['trailing delimiter', row('002,2,'), {}, [['COLUMN_COUNT', 3, null, '3', 'trailing-delimiter', '2']]],
    ['blank line between rows', row('\n002,2'), {}, [['COLUMN_COUNT', 3, null, '0', 'blank-line', '2']]],
    [
      'stray quote',
      row('00"2,2'),
      {},
      [
        ['BAD_QUOTES', 3, null, null, 'stray-quote', null],
        ['MISSING_ID', null, null, '002', null, null],
      ],
    ],
    [
      'text after a quote',
      row('"002"x,2'),
      {},
      [
        ['BAD_QUOTES', 3, null, null, 'text-after-quote', null],
        ['MISSING_ID', null, null, '002', null, null],
      ],
    ],
    [
      'quote never closed',
      row('"002,2'),
      {},
      [
        ['BAD_QUOTES', 3, null, null, 'unclosed-quote', null],
        ['MISSING_ID', null, null, '002', null, null],
      ],
    ],
    [
      'unknown id',
      row('zz,2'),
      {},
      [
        ['UNKNOWN_ID', 3, 1, 'zz', null, null],
        ['MISSING_ID', null, null, '002', null, null],
      ],
    ],
    ['id with a space', row('002 ,2'), {}, [['UNKNOWN_ID', 3, 1, '002 ', 'trailing-spaces', '002']]],
    ['id as a float', 'id,target\n1.0,1\n', { ids: ['1'] }, [['UNKNOWN_ID', 2, 1, '1.0', 'float-id', '1']]],
    ['id without its zeros', row('2,2'), {}, [['UNKNOWN_ID', 3, 1, '2', 'leading-zeros', '002']]],
    ['mark before an id', row('\uFEFF002,2'), {}, [['UNKNOWN_ID', 3, 1, '\uFEFF002', 'bom-in-id', '002']]],
    ['id in another case', 'id,target\n001,1\n002,2\nA3,3\n', {}, [['UNKNOWN_ID', 4, 1, 'A3', 'case', 'a3']]],
    [
      'header again',
      `${GOOD}id,target\n`,
      {},
      [
        ['UNKNOWN_ID', 5, 1, 'id', 'header-repeated', null],
        ['NOT_A_NUMBER', 5, 2, 'target', null, null],
      ],
    ],
    [
      'empty id',
      row(',2'),
      {},
      [
        ['EMPTY_ID', 3, 1, '', null, null],
        ['MISSING_ID', null, null, '002', null, null],
      ],
    ],
    ['id twice', `${GOOD}001,9\n`, {}, [['DUPLICATE_ID', 5, 1, '001', null, '2']]],
    ['id twice, ids not known', 'id,target\nx,1\ny,2\nx,3\n', { ids: null }, [['DUPLICATE_ID', 4, 1, 'x', null, '2']]],
    [
      'id missing',
      'id,target\n001,1\n',
      {},
      [
        ['MISSING_ID', null, null, '002', null, null],
        ['MISSING_ID', null, null, 'a3', null, null],
      ],
    ],
    ['empty value', row('002,'), {}, [['EMPTY_VALUE', 3, 2, '', null, null]]],
    ['NaN', row('002,NaN'), {}, [['NAN', 3, 2, 'NaN', null, null]]],
    ['infinity', row('002,-inf'), {}, [['INFINITE', 3, 2, '-inf', null, null]]],
    ['overflow', row('002,1e999'), {}, [['INFINITE', 3, 2, '1e999', 'overflow', null]]],
    ['decimal comma in quotes', row('002,"0,5"'), {}, [['NOT_A_NUMBER', 3, 2, '0,5', 'decimal-comma', null]]],
    ['thousands', row('002,"1,234.5"'), {}, [['NOT_A_NUMBER', 3, 2, '1,234.5', 'thousands', null]]],
    ['percent', row('002,50%'), {}, [['NOT_A_NUMBER', 3, 2, '50%', 'percent', null]]],
    ['hexadecimal', row('002,0x1F'), {}, [['NOT_A_NUMBER', 3, 2, '0x1F', 'hexadecimal', null]]],
    ['space before a number', row('002, 2'), {}, [['NOT_A_NUMBER', 3, 2, ' 2', 'leading-spaces', null]]],
    [
      'probability over 1',
      'id,a,b,c\n001,80,10,10\n',
      { format: CLASSES, ids: ['001'] },
      [
        ['OUT_OF_RANGE', 2, 2, '80', 'percent-scale', '0..1'],
        ['OUT_OF_RANGE', 2, 3, '10', 'percent-scale', '0..1'],
        ['OUT_OF_RANGE', 2, 4, '10', 'percent-scale', '0..1'],
      ],
    ],
    [
      'sum of probabilities',
      'id,a,b,c\n001,0.5,0.5,0.5\n',
      { format: CLASSES, ids: ['001'] },
      [['ROW_SUM', 2, null, '1.5', 'not-normalised', '1']],
    ],
    ['unknown label', 'id,digit\n001,7\n', { format: LABELS, ids: ['001'] }, [['UNKNOWN_LABEL', 2, 2, '7', null, '0, 1, Cat']]],
    ['label as a float', 'id,digit\n001,1.0\n', { format: LABELS, ids: ['001'] }, [['UNKNOWN_LABEL', 2, 2, '1.0', 'float-label', '1']]],
    ['label in another case', 'id,digit\n001,cat\n', { format: LABELS, ids: ['001'] }, [['UNKNOWN_LABEL', 2, 2, 'cat', 'case', 'Cat']]],
    [
      'declared range',
      'id,target\n001,-1\n',
      { format: { ...NUMBERS, columns: [{ name: 'target', kind: 'number', min: 0 }] }, ids: ['001'] },
      [['OUT_OF_RANGE', 2, 2, '-1', null, '>= 0']],
    ],
  ])('%s', (_, file, setup, expected) => {
    const { report } = check(file, setup);
    expect(report.first.map(brief)).toEqual(expected);
    expect(report.errors).toBe(expected.length);
  });
  it('names the column', () => expect(check(row('002,x')).report.first[0]?.columnName).toBe('target'));
  it('clips long values to 80 characters', () =>
    expect([...(check(row(`002,${'😀'.repeat(300)}`)).report.first[0]?.value ?? '')]).toHaveLength(80));
});

describe('many findings', () => {
  const ids = Array.from({ length: 12_000 }, (_, index) => `r${String(index)}`);
  const file = `id,target\n${ids.map((id, index) => `${id},${index % 2 === 0 ? 'x' : index % 3 === 0 ? '' : '1'}`).join('\n')}\nzz,1\n`;
  it('are counted exactly, shown five per code, listed to 10,000', () => {
    const { report } = check(file, { ids });
    expect(codes(report)).toEqual(['UNKNOWN_ID×1', 'EMPTY_VALUE×2000', 'NOT_A_NUMBER×6000']);
    expect(report.first.map(({ code }) => code)).toEqual(expect.arrayContaining(['UNKNOWN_ID']));
    expect(report.first).toHaveLength(11);
    expect(check('id,target\nr0,1\n', { ids }).report.all).toHaveLength(ALL_FINDINGS);
    expect(codes(check('id,target\nr0,1\n', { ids }).report)).toEqual(['MISSING_ID×11999']);
  });
});

describe('endless input', () => {
  it('is refused after 64 KiB, in quotes too once no line ends', () => {
    for (const start of ['id,target\n', 'id,target\n001,"']) {
      const validator = createValidator({ format: NUMBERS, ids: null });
      validator.push(encode(start));
      let pushed = 0;
      while (!validator.refused && pushed < 10_000_000) {
        validator.push(new Uint8Array(4096).fill(55));
        pushed += 4096;
      }
      expect(pushed).toBeLessThanOrEqual(65_536 + 4096);
    }
  });
  it('an open quote costs one line, the rest is read', () => {
    const many = Array.from({ length: 9000 }, (_, index) => `n${String(index)},5`).join('\n');
    const { report } = check(`id,target\n"a,1\n${many}\n`, { ids: null });
    expect([codes(report), report.rows, report.first[0]?.line]).toEqual([['BAD_QUOTES×1'], 9001, 2]);
  });
});

describe('the same bytes give the same report', () => {
  const pieces = fc.constantFrom(
    '001,1',
    '002,2',
    'a3,3',
    '001',
    ',',
    '"',
    '""',
    '\n',
    '\r\n',
    '\uFEFF',
    'é',
    ' ',
    'nan',
    '1e5',
    ';',
    '\t',
    'id,target\n',
    '"001","2"\n',
    'x"y',
    '1.25',
  );
  const files = fc
    .tuple(fc.constantFrom('', 'id,target\n', '\uFEFFid;target\r\n', '"id","target"\n'), fc.array(pieces, { maxLength: 30 }))
    .map(([head, rest]) => head + rest.join(''));
  it('in chunks of any size', () => {
    fc.assert(
      fc.property(files, fc.integer({ min: 1, max: 9 }), fc.boolean(), (file, chunk, knowsIds) => {
        const ids = knowsIds ? IDS : null;
        const whole = check(file, { ids });
        const cut = check(file, { ids, chunk });
        expect(reportToJson(cut.report)).toBe(reportToJson(whole.report));
        if (whole.report.ok) expect(cut.columns).toEqual(whole.columns);
      }),
      { numRuns: 400 },
    );
  });
  it('across the edges of the buffer', () => {
    const long = Array.from({ length: 30_000 }, (_, index) => `"k${String(index)}",${String(index / 7)}`).join('\r\n');
    const file = `id,target\n${long}`;
    const whole = check(file, { ids: null });
    expect([whole.report.ok, whole.report.rows]).toEqual([true, 30_000]);
    for (const chunk of [1, 4093, 65_536]) expect(check(file, { ids: null, chunk })).toEqual(whole);
  });
  it('never throws on bytes of any kind', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 1, max: 50 }), (bytes, chunk) => {
        const { report } = check(bytes, { chunk });
        expect(report.ok).toBe(false);
        expect(report.first.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});
