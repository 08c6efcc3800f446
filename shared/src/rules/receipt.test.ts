import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { zReceipt } from '../contract/primitives.ts';
import { parseReceipt, receiptFrom } from './receipt.ts';

const ZERO = receiptFrom([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
const SAMPLE = receiptFrom([1, 0, 31, 12, 7, 19, 30, 2, 8, 21, 16]);
const random = fc.array(fc.integer({ min: 0, max: 31 }), { minLength: 11, maxLength: 11 });
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const PLACES = [2, 3, 4, 5, 7, 8, 9, 10, 12, 13, 14, 15];

describe('receipt numbers', () => {
  it('have the shape of the contract and read back', () => {
    fc.assert(
      fc.property(random, (values) => {
        const receipt = receiptFrom(values);
        expect(zReceipt.safeParse(receipt).success).toBe(true);
        expect(parseReceipt(receipt)).toEqual({ kind: 'valid', receipt });
      }),
    );
  });
  it('stay the same for ever', () => expect([ZERO, SAMPLE]).toEqual(['R-0000-0000-0000', 'R-10ZC-7KY2-8NGY']));
  it.each(['r-10zc-7ky2-8ngy', ' 10ZC 7KY2 8NGY ', 'R10ZC7KY28NGY', 'R–10ZC–7KY2–8NGY', 'R-10ZC-7KY2-8NGY'])(
    'are read from %j',
    (typed) => {
      expect(parseReceipt(typed)).toEqual({ kind: 'valid', receipt: SAMPLE });
    },
  );
  it('refuse values that are not five bits', () => {
    expect(() => receiptFrom([1, 2, 3])).toThrow(RangeError);
    expect(() => receiptFrom([32, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])).toThrow(RangeError);
  });
});

describe('typing errors', () => {
  it.each([
    ['R-1OZC-7KY2-8NGY', [{ from: 'O', to: '0' }]],
    [
      'R-IOZC-7KY2-8NGY',
      [
        { from: 'I', to: '1' },
        { from: 'O', to: '0' },
      ],
    ],
    ['R-L0ZC-7KY2-8NGY', [{ from: 'L', to: '1' }]],
    ['R-10ZC-7KY2-BNGY', [{ from: 'B', to: '8' }]],
    ['R-102C-7KY2-8NGY', [{ from: '2', to: 'Z' }]],
  ])('%s is suggested to be right', (typed, changes) => expect(parseReceipt(typed)).toEqual({ kind: 'typo', suggestion: SAMPLE, changes }));
  it.each(['', 'R-10ZC-7KY2-8NG', 'R-10ZC-7KY2-8NGYY', 'https://example.org'])('%j has not the shape', (typed) => {
    expect(parseReceipt(typed)).toEqual({ kind: 'invalid', reason: 'shape' });
  });
  it('notice every single wrong character and every swap', () => {
    fc.assert(
      fc.property(
        random,
        fc.constantFrom(...PLACES),
        fc.constantFrom(...PLACES),
        fc.constantFrom(...ALPHABET),
        (values, place, other, letter) => {
          const receipt = [...receiptFrom(values)];
          const wrong = receipt.with(place, letter).join('');
          if (letter !== receipt[place]) expect(parseReceipt(wrong).kind).not.toBe('valid');
          const swapped = receipt
            .with(place, receipt[other] ?? '')
            .with(other, receipt[place] ?? '')
            .join('');
          if (swapped !== receipt.join('')) expect(parseReceipt(swapped).kind).not.toBe('valid');
        },
      ),
      { numRuns: 500 },
    );
  });
  it('suggest only what is valid', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ALPHABET, 'O', 'I', 'L', 'U'), { minLength: 12, maxLength: 12 }), (letters) => {
        const parsed = parseReceipt(letters.join(''));
        if (parsed.kind === 'typo') expect(parseReceipt(parsed.suggestion)).toEqual({ kind: 'valid', receipt: parsed.suggestion });
      }),
      { numRuns: 500 },
    );
  });
});
