/**
 * Receipt numbers: 11 random characters and one check character of Crockford's base 32 (no I, L, O, U), as R-XXXX-XXXX-XXXX.
 * The check character makes the weighted sum over GF(32) zero, with a different weight at each place, so one wrong character and any
 * two swapped ones are always noticed (a sum modulo 31 would take 0 for Z).
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RANDOM_LENGTH = 11;
/** Characters that are not in the alphabet, and the one the eye or the ear takes them for. */
const MISREAD: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1', U: 'V' };
/** Characters of the alphabet that are easily taken for each other. */
const LOOKALIKES = ['0D', '2Z', '5S', '6G', '8B', 'VY', 'MN'];

/** Product in GF(32) with the primitive polynomial x^5 + x^2 + 1. */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 0; bit < 5; bit += 1) if (b & (1 << bit)) product ^= a << bit;
  for (let bit = 8; bit >= 5; bit -= 1) if (product & (1 << bit)) product ^= 0b100101 << (bit - 5);
  return product;
}
/** Horner's scheme: the check place has weight 1, the one before it x, then x^2 ... */
const checksum = (values: readonly number[]): number => values.reduce((sum, value) => multiply(sum, 2) ^ value, 0);
const isConsistent = (body: string): boolean => checksum([...body].map((letter) => ALPHABET.indexOf(letter))) === 0;
const grouped = (body: string): string => `R-${body.slice(0, 4)}-${body.slice(4, 8)}-${body.slice(8)}`;

/** The receipt number made of 11 random values of 5 bits (0 to 31) each; throws RangeError for anything else. */
export function receiptFrom(random: readonly number[]): string {
  if (random.length !== RANDOM_LENGTH || random.some((value) => !Number.isInteger(value) || value < 0 || value > 31))
    throw new RangeError('a receipt needs 11 values from 0 to 31');
  const values = [...random, multiply(checksum(random), 2)];
  return grouped(values.map((value) => ALPHABET.charAt(value)).join(''));
}

export type ParsedReceipt =
  | { kind: 'valid'; receipt: string }
  /** Not valid as typed; `suggestion` is, and `changes` says what would be corrected ("O" -> "0"). */
  | { kind: 'typo'; suggestion: string; changes: { from: string; to: string }[] }
  | { kind: 'invalid'; reason: 'shape' | 'check' };

function withLookalike(body: string): string[] {
  return [...body].flatMap((letter, place) =>
    [...(LOOKALIKES.find((group) => group.includes(letter)) ?? '')]
      .filter((other) => other !== letter)
      .map((other) => body.slice(0, place) + other + body.slice(place + 1)),
  );
}
function withSwap(body: string): string[] {
  const swaps = [...body].slice(1).map((next, place) => body.slice(0, place) + next + body.charAt(place) + body.slice(place + 2));
  return swaps.filter((swapped) => swapped !== body);
}

/**
 * Reads a receipt number as a person types or pastes it: any case, full width, with or without spaces, dashes and the leading R.
 * A misread character (O for 0, I or L for 1, U for V) gives `typo` with the corrected number; so does one look-alike character, else
 * one pair of swapped neighbours, when exactly one such correction fits the check character.
 */
export function parseReceipt(text: string): ParsedReceipt {
  const typed = text.normalize('NFKC').trim().toUpperCase();
  // Without its dash the R could be the first of twelve characters; then only the length tells.
  const letters = typed.replace(/^R\s*\p{Dash}/u, '').replace(/[\s\p{Dash}_.]/gu, '');
  const body = letters.length === RANDOM_LENGTH + 2 && letters.startsWith('R') ? letters.slice(1) : letters;
  if (!/^[0-9A-Z]{12}$/.test(body)) return { kind: 'invalid', reason: 'shape' };
  const readable = body.replace(/[OILU]/g, (letter) => MISREAD[letter] ?? letter);
  if (isConsistent(readable)) return readable === body ? { kind: 'valid', receipt: grouped(body) } : asTypo(body, readable);
  for (const corrections of [withLookalike(readable), withSwap(readable)]) {
    const fitting = [...new Set(corrections)].filter(isConsistent);
    if (fitting.length === 1 && fitting[0] !== undefined) return asTypo(body, fitting[0]);
    if (fitting.length > 1) break;
  }
  return { kind: 'invalid', reason: 'check' };
}

function asTypo(body: string, corrected: string): ParsedReceipt {
  const changes = [...body].map((from, place) => ({ from, to: corrected.charAt(place) })).filter(({ from, to }) => from !== to);
  return { kind: 'typo', suggestion: grouped(corrected), changes };
}
