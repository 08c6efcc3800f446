import { describe, expect, it } from '@jest/globals';
import type { FileFormat } from '../contract/definition.ts';
import { AlignedColumns } from './aligned.ts';
import { IdIndex } from './id-set.ts';
import { createJsonlValidator } from './jsonl-validator.ts';
import { createValidator } from './validator.ts';

const FORMAT: FileFormat = {
  idColumn: 'id',
  columns: [
    { name: 'p', kind: 'number' },
    { name: 'kind', kind: 'label', labels: ['a', '한'] },
  ],
  rowRule: 'none',
  maxBytes: 1e9,
  maxInflatedBytes: 1e9,
};
const encoder = new TextEncoder();
function checked(text: string, { chunk = 1 << 20, ids = ['1', '2'], csv = false } = {}) {
  const sink = new AlignedColumns(FORMAT, ids.length);
  const validator = (csv ? createValidator : createJsonlValidator)({ format: FORMAT, ids: new IdIndex(ids), sink });
  const bytes = encoder.encode(text);
  for (let at = 0; at < bytes.length; at += chunk) validator.push(bytes.subarray(at, at + chunk));
  return { report: validator.end(), columns: sink.columns(ids.length) };
}
const FINE = '{"id": 2, "p": -1.5e1, "kind": "a"}\r\n{"kind":"\\ud55c","p":"7","id":"1"}\n\n';

describe('one JSON object a line', () => {
  it('is read as the same table in CSV is, whatever the chunks', () => {
    const csv = checked('id,p,kind\n2,-1.5e1,a\n1,7,한\n', { csv: true });
    for (const chunk of [1, 2, 7, 64, 1 << 20]) {
      const { report, columns } = checked(FINE, { chunk });
      expect([report.ok, report.rows, report.bytes]).toEqual([true, 2, encoder.encode(FINE).length]);
      expect(columns).toEqual(csv.columns);
    }
  });
  it('an id of many digits keeps them', () => {
    expect(checked('{"id":12345678901234567891,"p":1,"kind":"a"}', { ids: ['12345678901234567891'] }).report.ok).toBe(true);
  });
  it.each<[string, string, [string, number | null, string | null][]]>([
    ['nothing', '\n \n', [['EMPTY_FILE', 1, null]]],
    ['no object first', '[1]\n', [['BAD_JSON', 1, '[1]']]],
    [
      'no object later, and an id that is therefore missing',
      '{"id":1,"p":1,"kind":"a"}\n{"id":2,\n',
      [
        ['BAD_JSON', 2, '{"id":2,'],
        ['MISSING_ID', null, '2'],
      ],
    ],
    ['objects in objects', '{"id":1,"p":{"x":1},"kind":"a"}\n', [['BAD_JSON', 1, '{"id":1,"p":{"x":1},"kind":"a"}']]],
    ['a name twice', '{"id":1,"p":1,"p":2,"kind":"a"}\n', [['BAD_JSON', 1, '{"id":1,"p":1,"p":2,"kind":"a"}']]],
    [
      'NaN, as Python writes it',
      '{"id":1,"p":NaN,"kind":"a"}\n{"id":2,"p":-Infinity,"kind":"a"}\n',
      [
        ['NAN', 1, 'NaN'],
        ['INFINITE', 2, '-Infinity'],
      ],
    ],
    [
      'null and a name that is not there',
      '{"id":1,"p":null,"kind":"a"}\n{"id":2,"p":1}\n',
      [
        ['EMPTY_VALUE', 1, ''],
        ['EMPTY_VALUE', 2, ''],
      ],
    ],
    ['a column too many', '{"id":1,"p":1,"kind":"a"}\n{"id":2,"p":1,"kind":"a","q":1}\n', [['COLUMN_COUNT', 2, '4']]],
    ['a column missing', '{"id":1,"p":1}\n', [['MISSING_COLUMN', 1, 'id, p']]],
    [
      'a blank line between',
      '{"id":1,"p":1,"kind":"a"}\n\n{"id":2,"p":1,"kind":"b"}\n',
      [
        ['COLUMN_COUNT', 2, '0'],
        ['UNKNOWN_LABEL', 3, 'b'],
      ],
    ],
    ['a line too long', `{"id":"${'x'.repeat(70_000)}"}\n`, [['ROW_TOO_LONG', 1, null]]],
  ])('%s', (_, text, expected) => {
    for (const chunk of [3, 1 << 20])
      expect(checked(text, { chunk }).report.all.map(({ code, line, value }) => [code, line, value])).toEqual(expected);
  });
});
