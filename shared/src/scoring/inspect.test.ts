import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FileFormat } from '../contract/definition.ts';
import { createInspector } from './inspect.ts';
import { createValidator } from './validator.ts';

const FORMAT: FileFormat = {
  idColumn: 'id',
  columns: [{ name: 'target', kind: 'number' }],
  rowRule: 'none',
  maxBytes: 1e8,
  maxInflatedBytes: 200_000,
};
const encode = (text: string) => new TextEncoder().encode(text);
function inspect(bytes: Uint8Array, chunk = 1 << 20) {
  const inspector = createInspector(FORMAT);
  for (let at = 0; at < bytes.length; at += chunk) {
    const found = inspector.push(bytes.subarray(at, at + chunk));
    if (found) return found;
  }
  return inspector.end();
}

describe('createInspector', () => {
  it.each([
    ['good', encode('\uFEFFid,target\n가,1\n'), null],
    ['empty', encode(''), 'EMPTY_FILE'],
    ['only a mark', encode('\uFEFF'), 'EMPTY_FILE'],
    ['Parquet', encode('PAR1'), 'LOOKS_LIKE_PARQUET'],
    ['ZIP', encode('PK\u0003\u0004'), 'LOOKS_LIKE_ZIP'],
    ['UTF-16', Uint8Array.from([0xff, 0xfe, 0x69, 0]), 'ENCODING_UTF16'],
    ['cut in a letter', encode('id,target\n가').subarray(0, -1), 'ENCODING_NOT_UTF8'],
    ['line of 64 KiB', encode('x'.repeat(65_536)), 'ROW_TOO_LONG'],
    ['line just under it', encode(`${'x'.repeat(65_535)}\n`), null],
    ['too much', encode('1,2\n'.repeat(50_001)), 'INFLATED_TOO_LARGE'],
  ])('%s', (_, bytes, code) => expect(inspect(bytes)?.code ?? null).toBe(code));
  it('names line and byte', () => {
    expect(inspect(Uint8Array.from([...encode('id,target\n1,'), 0xb0, 0xaa]))).toMatchObject({
      code: 'ENCODING_NOT_UTF8',
      line: 2,
      value: '0xB0 @ 12',
      hint: 'cp949',
    });
    expect(inspect(encode(`a\n\n${'x'.repeat(70_000)}`))).toMatchObject({ code: 'ROW_TOO_LONG', line: 3 });
  });

  const bytes = fc
    .array(
      fc
        .constantFrom(...'id,target\n1"', '\n', '가', '\uFEFF', '\u0000')
        .map(encode)
        .chain((piece) => fc.constantFrom(piece, piece, piece, Uint8Array.from([0xe9]))),
      { maxLength: 60 },
    )
    .map((parts) => Uint8Array.from(parts.flatMap((part) => [...part])));
  it('finds the same whatever the chunks', () => {
    fc.assert(
      fc.property(bytes, fc.integer({ min: 1, max: 9 }), (file, chunk) => {
        expect(inspect(file, chunk)?.code).toBe(inspect(file)?.code);
      }),
      { numRuns: 500 },
    );
  });
  it('never refuses what the validator accepts', () => {
    fc.assert(
      fc.property(bytes, (tail) => {
        const file = Uint8Array.from([...encode('id,target\nx,1\n'), ...tail]);
        const validator = createValidator({ format: FORMAT, ids: null });
        validator.push(file);
        if (validator.end().ok) expect(inspect(file)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });
});
