import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseDecimal } from './number.ts';

const parse = (text: string) => {
  const bytes = new TextEncoder().encode(`,${text},9`);
  return parseDecimal(bytes, 1, bytes.length - 2);
};
const GRAMMAR = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const digits = (max: number) => fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: max }).map((list) => list.join(''));

describe('parseDecimal', () => {
  it.each([
    '0',
    '-0',
    '+5',
    '3.',
    '.5',
    '007',
    '1e5',
    '1E-5',
    '-1.5e+3',
    '9007199254740993',
    '9007199254740989',
    '0.1',
    '123456789012345678',
    '1e23',
    '1e22',
    '5e-324',
    '2e-324',
    '1.7976931348623157e308',
    '0.30000000000000004',
    '100000000000000000000000000000000000000000000',
    '0.000000000000000000000000000000000000001',
    '1e0000000000000000000000005',
  ])('%s is what Number gives', (text) => expect(parse(text)).toBe(Number(text)));
  it.each(['1e999', '-1e999', `1${'0'.repeat(400)}`])('%s is infinite', (text) => expect(parse(text)).toBe(Number(text)));
  it.each([
    '',
    '+',
    '-',
    '.',
    '-.',
    'e5',
    '1e',
    '1e+',
    '1e5.',
    ' 1',
    '1 ',
    '0x10',
    '1_000',
    '1,5',
    'nan',
    'inf',
    'Infinity',
    '--1',
    '1.2.3',
    '1e5e5',
    '１',
    '1f',
    '.e1',
  ])('%j is outside the grammar', (text) => expect(parse(text)).toBeNaN());
  it('equals Number() for every decimal', () => {
    const decimal = fc.tuple(
      fc.constantFrom('', '-', '+'),
      digits(25),
      fc.constantFrom('', '.'),
      digits(25),
      fc.option(fc.integer({ min: -340, max: 320 }), { nil: null }),
    );
    fc.assert(
      fc.property(decimal, ([sign, whole, dot, fraction, exponent]) => {
        const text = `${sign}${whole}${dot}${dot === '' ? '' : fraction}${exponent === null ? '' : `e${String(exponent)}`}`;
        expect(parse(text)).toBe(GRAMMAR.test(text) ? Number(text) : NaN);
      }),
      { numRuns: 3000 },
    );
  });
  it('reads back every double in every usual notation', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        for (const text of [String(value), value.toExponential(), value.toPrecision(17)]) expect(parse(text)).toBe(Number(text));
      }),
      { numRuns: 2000 },
    );
  });
  it('equals Number() for 11 to 20 digits, those halfway between two doubles too', () => {
    const odd = fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n }).map((whole) => {
      const step = 2n ** BigInt(whole.toString(2).length - 54);
      // An odd multiple of half the distance of doubles of this size, or next to it.
      return (whole / step) * step + (whole % 2n === 0n ? step : whole % 3n);
    });
    const any = fc.bigInt({ min: 10n ** 10n, max: 10n ** 20n });
    fc.assert(
      fc.property(fc.oneof(odd, any), fc.nat(24), fc.boolean(), (whole, places, isNegative) => {
        const padded = whole.toString().padStart(places + 1, '0');
        const text = `${isNegative ? '-' : ''}${padded.slice(0, padded.length - places)}.${padded.slice(padded.length - places)}`;
        expect(parse(text)).toBe(Number(text));
      }),
      { numRuns: 20_000 },
    );
  });
  it('accepts exactly the grammar', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'0123456789+-.eE _x,'), { maxLength: 8 }), (letters) => {
        const text = letters.join('');
        expect(Number.isNaN(parse(text))).toBe(!GRAMMAR.test(text));
      }),
      { numRuns: 3000 },
    );
  });
});
