/** Powers of ten that a double holds exactly. */
export const EXACT_TEN = Float64Array.from({ length: 23 }, (_, power) => 10 ** power);
/** Below this one more digit keeps the mantissa within 2^53, where doubles are exact integers. */
const MANTISSA_ROOM = 900_719_925_474_098;
const [ZERO, PLUS, MINUS, DOT, LOWER_E] = [48, 43, 45, 46, 101];

/**
 * The double that `Number()` gives for the decimal in `bytes[start, end)`, or NaN when the bytes are outside the strict grammar
 * `[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?` (scoring.md section 2: no spaces, hexadecimals, underscores, names). Too large gives an infinity.
 * An exact mantissa times or over an exact power of ten is rounded once and so is correct (Clinger 1990); the rest goes to `Number()`.
 */
export function parseDecimal(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  const sign = bytes[at];
  if (at < end && (sign === MINUS || sign === PLUS)) at += 1;
  let mantissa = 0;
  let scale = 0;
  let digits = 0;
  let isLong = false;
  for (let afterDot = false; at < end; at += 1) {
    const byte = bytes[at] as number;
    const digit = byte - ZERO;
    if (digit >= 0 && digit <= 9) {
      digits += 1;
      if (mantissa <= MANTISSA_ROOM) mantissa = mantissa * 10 + digit;
      else isLong = true;
      if (afterDot) scale -= 1;
    } else if (byte === DOT && !afterDot) afterDot = true;
    else break;
  }
  if (digits === 0) return NaN;
  if (at < end) {
    const exponent = readExponent(bytes, at, end);
    if (Number.isNaN(exponent)) return NaN;
    scale += exponent;
  }
  if (isLong || scale > 22 || scale < -22) {
    const long = scale <= 0 && scale >= -22 ? longQuotient(bytes, start, at, -scale) : NaN;
    return Number.isNaN(long) ? Number(asciiText(bytes, start, end)) : long;
  }
  const value = scale < 0 ? mantissa / (EXACT_TEN[-scale] as number) : mantissa * (EXACT_TEN[scale] as number);
  return sign === MINUS ? -value : value;
}

/** 2^-100: what remains of a quotient of two doubles after a second step of division is below this share of it. */
const SLACK = 2 ** -100;
const SPLITTER = 134_217_729;

/**
 * Digits of `bytes[start, end)`, sign and point aside, over 10^places, when there are no more than 19; NaN when that is not certain to be
 * what one correct rounding gives. Quotient and remainder are carried as two doubles (Dekker, Numer. Math. 18, 1971), and taken only when
 * nothing as small as the error could round otherwise (Ziv, ACM TOMS 17(3), 1991). Three times as fast as a string for `Number()`.
 */
function longQuotient(bytes: Uint8Array, start: number, end: number, places: number): number {
  let [high, low] = [0, 0];
  let digits = 0;
  for (let at = start; at < end; at += 1) {
    const digit = (bytes[at] as number) - ZERO;
    if (digit < 0 || digit > 9) continue;
    if (digits === 0 && digit === 0) continue;
    digits += 1;
    if (digits <= 10) high = high * 10 + digit;
    else low = low * 10 + digit;
  }
  if (digits > 19 || digits < 11) return NaN;
  const value = certainQuotient(high, digits - 10, low, places);
  return bytes[start] === MINUS ? -value : value;
}
/**
 * (high·10^lowDigits + low) / 10^places, rounded once, or NaN when that is not certain. high and low are whole numbers below 2^53, low is
 * below 10^lowDigits.
 */
export function certainQuotient(high: number, lowDigits: number, low: number, places: number): number {
  const shift = EXACT_TEN[lowDigits] as number;
  // Both pieces are exact; their sum becomes a double and what it lost.
  const scaled = high * shift;
  const lost = productError(high, shift, scaled);
  const whole = scaled + low;
  const rest = low - (whole - scaled) + lost;
  const ten = EXACT_TEN[places] as number;
  const quotient = whole / ten;
  const product = quotient * ten;
  const more = (whole - product - productError(quotient, ten, product) + rest) / ten;
  const slack = quotient * SLACK;
  const value = quotient + (more - slack);
  return value === quotient + (more + slack) ? value : NaN;
}
/** What the double `product` of two doubles lost of their product, exactly. */
function productError(a: number, b: number, product: number): number {
  const [aBig, bBig] = [a * SPLITTER, b * SPLITTER];
  const aHigh = aBig - (aBig - a);
  const bHigh = bBig - (bBig - b);
  const [aLow, bLow] = [a - aHigh, b - bHigh];
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

/** The exponent that begins at `at` with its letter, cut at a million; NaN when the rest is not an exponent. */
function readExponent(bytes: Uint8Array, at: number, end: number): number {
  if (((bytes[at] as number) | 32) !== LOWER_E) return NaN;
  at += 1;
  const sign = bytes[at];
  if (at < end && (sign === MINUS || sign === PLUS)) at += 1;
  if (at >= end) return NaN;
  let exponent = 0;
  for (; at < end; at += 1) {
    const digit = (bytes[at] as number) - ZERO;
    if (digit < 0 || digit > 9) return NaN;
    exponent = Math.min(exponent * 10 + digit, 1_000_000);
  }
  return sign === MINUS ? -exponent : exponent;
}

const ascii = new TextDecoder('latin1');
/** Short strings are made faster by hand than by the decoder. */
function asciiText(bytes: Uint8Array, start: number, end: number): string {
  if (end - start > 32) return ascii.decode(bytes.subarray(start, end));
  let text = '';
  for (let at = start; at < end; at += 1) text += String.fromCharCode(bytes[at] as number);
  return text;
}
