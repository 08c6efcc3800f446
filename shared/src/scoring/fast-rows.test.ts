import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FileFormat } from '../contract/definition.ts';
import { AlignedColumns, type AlignedColumn } from './aligned.ts';
import { IdIndex } from './id-set.ts';
import type { ValidationReport } from './report.ts';
import { createValidator } from './validator.ts';

const FORMAT: FileFormat = {
  idColumn: 'id',
  columns: [
    { name: 'a', kind: 'probability' },
    { name: 'b', kind: 'probability' },
    { name: 'kind', kind: 'label', labels: ['cat', 'dog', '고양이'] },
    { name: 'n', kind: 'number', min: -1000, max: 1e9 },
  ],
  rowRule: 'rows-sum-to-one',
  maxBytes: 1e9,
  maxInflatedBytes: 1e9,
};
const encoder = new TextEncoder();
interface Outcome {
  report: ValidationReport;
  columns: AlignedColumn[];
}
/** The whole file in one piece takes the fast way where it can; byte by byte there is no whole row to take. */
function checked(bytes: Uint8Array, ids: string[], chunk: number): Outcome {
  const sink = new AlignedColumns(FORMAT, ids.length);
  const validator = createValidator({ format: FORMAT, ids: new IdIndex(ids), sink });
  for (let at = 0; at < bytes.length; at += chunk) validator.push(bytes.subarray(at, at + chunk));
  return { report: validator.end(), columns: sink.columns(ids.length) };
}

const IDS = {
  plain: Array.from({ length: 12 }, (_, at) => String(at * 3)),
  texts: Array.from({ length: 12 }, (_, at) => `row-${String(at)}`),
  mixed: ['0', '00', '7', 'x', '고', '-1', '123456789012'],
};
const number = fc.oneof(
  fc.double({ min: -1100, max: 1e6, noNaN: true }).map(String),
  fc.constantFrom(
    '0',
    '-0',
    '+1',
    '.5',
    '5.',
    '1e3',
    '1E-400',
    '12345678.90123456789',
    '0.1234567890123456',
    '999999999.99999999',
    '1e10',
    'nan',
    '',
    ' 1',
    '1 ',
    '0x1',
    '1,5',
    '"3"',
    '1\t',
    '٣',
  ),
);
const share = fc.constantFrom('0.25', '0.5', '0.75', '0.7500001', '0.76', '1', '0', '-0.1', '1.5', '1e-1');
const label = fc.constantFrom('cat', 'dog', 'cat', 'dog', '고양이', 'Cat', '"dog"', 'cow', '');
const lineEnd = fc.constantFrom('\n', '\n', '\n', '\r\n', '\n\n', '\r', '\r\r\n');
const field = fc.constantFrom('', 'x', '"y, z"', '"two\nlines"', 'bad"quote', '\u0001', '한');

describe('the fast way and the slow way', () => {
  it.each(Object.entries(IDS))('say the same of any file with ids that are %s', (_, ids) => {
    const id = fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...ids) },
      { weight: 1, arbitrary: fc.constantFrom('', ' ', '00', '3.0', ' 0', '999', '4294967296', '"0"', '9', '한') },
    );
    const row = fc.tuple(id, share, share, label, number, fc.option(field, { freq: 8 }), lineEnd);
    // A row as it should be: most are, so that both ways take turns.
    const fine = fc
      .tuple(fc.constantFrom(...ids), fc.constantFrom('cat', 'dog'), fc.double({ min: -999, max: 1e6, noNaN: true }))
      .map(([own, kind, value]) => [own, '0.25', '0.75', kind, String(value)].join(',') + '\n');
    const any = row.map(
      ([own, a, b, kind, value, extra, end]) => [own, a, b, kind, value, ...(extra === null ? [] : [extra])].join(',') + end,
    );
    const file = fc.array(fc.oneof({ weight: 3, arbitrary: fine }, { weight: 1, arbitrary: any }), { maxLength: 20 });
    fc.assert(
      fc.property(file, fc.integer({ min: 2, max: 90 }), fc.constantFrom('', '\uFEFF'), (rows, chunk, bom) => {
        const bytes = encoder.encode(`${bom}id,a,b,kind,n\n${rows.join('')}`);
        const slow = checked(bytes, ids, 1);
        expect(checked(bytes, ids, bytes.length)).toEqual(slow);
        expect(checked(bytes, ids, chunk)).toEqual(slow);
      }),
      { numRuns: 200 },
    );
  });
  it('agree on bytes that are no text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 9, 10, 13, 34, 44, 46, 48, 49, 65, 0x80, 0xc3, 0xea, 0xff), { maxLength: 60 }), (noise) => {
        const bytes = Uint8Array.from([...encoder.encode('id,a,b,kind,n\n0,0.5,0.5,cat,1\n'), ...noise]);
        expect(checked(bytes, IDS.plain, bytes.length)).toEqual(checked(bytes, IDS.plain, 1));
      }),
      { numRuns: 300 },
    );
  });
  it('a plain row of 64 KiB and more is too long for both', () => {
    const long = encoder.encode(`id,a,b,kind,n\n0,0.5,0.5,cat,${'0'.repeat(65_536)}1\n3,0.5,0.5,cat,1\n`);
    const { report } = checked(long, IDS.plain, long.length);
    expect(report.first.map(({ code, line }) => [code, line])).toEqual([['ROW_TOO_LONG', 2]]);
    expect(checked(long, IDS.plain, 1).report).toEqual(report);
  });
});
