import type { RowSink } from './aligned.ts';
import { finishHash, HASH_FACTOR, HASH_SEED, type ByteTable } from './byte-table.ts';
import { MAX_ROW_BYTES } from './csv-rows.ts';
import { certainQuotient, EXACT_TEN, parseDecimal } from './number.ts';
import type { IdColumn } from './row-ids.ts';
import { ROW_SUM_WARNING, type ValueColumns } from './row-values.ts';

const [LF, CR, SPACE, QUOTE, MINUS, DOT, ZERO] = [10, 13, 32, 34, 45, 46, 48];
/** So many digits make an exact whole number; more are read by `parseDecimal`. */
const EXACT_DIGITS = 15;

/** What stands in a field; 0 for what nobody reads. */
const Field = { Id: 1, Number: 2, Label: 3 } as const;

export interface FastPlan {
  delimiter: number;
  fieldCount: number;
  /** Field of the id. */
  idAt: number;
  /** Field of each value column. */
  columnAt: readonly number[];
  sink: RowSink | null;
}

/**
 * The fast way through rows in which nothing is to be said: ASCII without quotation marks, as many fields as the header has, a known id
 * that was not seen yet, numbers in range, known labels. The first row that is anything else is left to the slow way, which has all the
 * words; both read by one grammar, and a test holds one against the other.
 */
export class FastRows {
  /** Rows that the last call took. */
  taken = 0;
  readonly #plan: FastPlan;
  readonly #ids: IdColumn;
  readonly #values: ValueColumns;
  readonly #kinds: Uint8Array;
  /** Place of the column among the values, of each field. */
  readonly #places: Int32Array;
  readonly #byNumber: Int32Array | null;
  readonly #low: Float64Array;
  readonly #high: Float64Array;
  readonly #labels: readonly (ByteTable | null)[];

  constructor(plan: FastPlan, ids: IdColumn, values: ValueColumns) {
    this.#plan = plan;
    this.#ids = ids;
    this.#values = values;
    this.#byNumber = ids.byNumber;
    this.#kinds = new Uint8Array(plan.fieldCount);
    this.#places = new Int32Array(plan.fieldCount);
    this.#kinds[plan.idAt] = Field.Id;
    for (const [place, field] of plan.columnAt.entries()) {
      this.#kinds[field] = values.labelTable(place) ? Field.Label : Field.Number;
      this.#places[field] = place;
    }
    this.#low = Float64Array.from(plan.columnAt, (_, place) => values.rangeAt(place).low);
    this.#high = Float64Array.from(plan.columnAt, (_, place) => values.rangeAt(place).high);
    this.#labels = plan.columnAt.map((_, place) => values.labelTable(place));
  }

  /** Whether a header of this form has a fast way: no column may be read twice. */
  static fits({ idAt, columnAt }: Pick<FastPlan, 'idAt' | 'columnAt'>): boolean {
    return new Set([idAt, ...columnAt]).size === columnAt.length + 1;
  }

  /**
   * Takes rows from `bytes[start, end)`, which ends with a line feed; the place of the first row that was not taken.
   * line: of the first row.
   */
  take(bytes: Uint8Array, start: number, end: number, line: number): number {
    const { sink } = this.#plan;
    const ids = this.#ids;
    const { numbers, codes } = this.#values;
    this.taken = 0;
    while (start < end) {
      const next = this.#readRow(bytes, start);
      if (next < 0) break;
      ids.claim(this.#index, line + this.taken);
      this.taken += 1;
      sink?.accept(this.#index, numbers, codes);
      start = next;
    }
    return start;
  }

  #index = -1;

  /** Reads one row into numbers, codes and `#index`; where the next one begins, or -1 when it is not for here. */
  #readRow(bytes: Uint8Array, start: number): number {
    const { delimiter, fieldCount } = this.#plan;
    let at = start;
    for (let field = 0; field < fieldCount; field += 1) {
      const kind = this.#kinds[field];
      if (kind === Field.Number) at = this.#readNumber(bytes, at, this.#places[field] as number);
      else if (kind === Field.Id) at = this.#readId(bytes, at);
      else if (kind === Field.Label) at = this.#readLabel(bytes, at, this.#places[field] as number);
      else at = this.#skip(bytes, at);
      if (at < 0) return -1;
      const byte = bytes[at] as number;
      if (field < fieldCount - 1) {
        if (byte !== delimiter) return -1;
        at += 1;
      } else if (byte === CR && bytes[at + 1] === LF) at += 1;
      else if (byte !== LF) return -1;
    }
    if (at - start >= MAX_ROW_BYTES || !this.#addsUp()) return -1;
    return at + 1;
  }

  #addsUp(): boolean {
    return !this.#values.sumsToOne || Math.abs(this.#values.sumOfShares() - 1) <= ROW_SUM_WARNING;
  }

  /** The end of a number's field, or -1. */
  #readNumber(bytes: Uint8Array, start: number, place: number): number {
    const { delimiter } = this.#plan;
    let at = start;
    if (bytes[at] === MINUS) at += 1;
    const first = at;
    // Nine digits at a time are exact in 32 bits, where arithmetic is faster than that of doubles.
    let whole = 0;
    let digit = (bytes[at] as number) - ZERO;
    for (; digit >>> 0 < 10; digit = (bytes[++at] as number) - ZERO) whole = (Math.imul(whole, 10) + digit) | 0;
    const wholeDigits = at - first;
    let value = wholeDigits > 0 && wholeDigits <= 9 ? whole : NaN;
    if (digit === DOT - ZERO && wholeDigits <= 9) {
      const fraction = at + 1;
      let part = 0;
      let rest = 0;
      digit = (bytes[++at] as number) - ZERO;
      for (const end = fraction + 9; digit >>> 0 < 10 && at < end; digit = (bytes[++at] as number) - ZERO)
        part = (Math.imul(part, 10) + digit) | 0;
      for (const end = fraction + 18; digit >>> 0 < 10 && at < end; digit = (bytes[++at] as number) - ZERO)
        rest = (Math.imul(rest, 10) + digit) | 0;
      value = this.#decimal(whole, wholeDigits, part, rest, at - fraction);
    }
    const byte = digit + ZERO;
    if (byte !== delimiter && byte !== LF && byte !== CR) value = NaN;
    if (Number.isNaN(value)) {
      for (let end = byte; end !== delimiter && end !== LF;) end = bytes[++at] as number;
      if (bytes[at - 1] === CR) at -= 1;
      value = parseDecimal(bytes, start, at);
    } else if (first > start) value = -value;
    this.#values.numbers[place] = value;
    return value >= (this.#low[place] as number) && value <= (this.#high[place] as number) ? at : -1;
  }

  /** whole.part|rest, `places` digits after the point of which the first nine are `part`; NaN when that needs the slow parser. */
  #decimal(whole: number, wholeDigits: number, part: number, rest: number, places: number): number {
    if (wholeDigits + places === 0) return NaN;
    if (places <= 9) {
      const ten = EXACT_TEN[places] as number;
      return wholeDigits + places <= EXACT_DIGITS ? (whole * ten + part) / ten : NaN;
    }
    const high = whole * 1e9 + part;
    if (wholeDigits + places <= EXACT_DIGITS) return (high * (EXACT_TEN[places - 9] as number) + rest) / (EXACT_TEN[places] as number);
    return wholeDigits <= 6 ? certainQuotient(high, places - 9, rest, places) : NaN;
  }

  #readId(bytes: Uint8Array, start: number): number {
    if (this.#byNumber !== null) return this.#readPlainId(bytes, start, this.#byNumber);
    const end = this.#scan(bytes, start);
    if (end <= start || (bytes[start] as number) <= SPACE) return -1;
    this.#index = this.#ids.quickly(bytes, start, end, finishHash(this.#hash));
    return this.#index < 0 ? -1 : end;
  }
  #readPlainId(bytes: Uint8Array, start: number, byNumber: Int32Array): number {
    let at = start;
    let number = 0;
    let byte = bytes[at] as number;
    for (; byte >= ZERO && byte <= 57; byte = bytes[++at] as number) number = number * 10 + (byte - ZERO);
    const digits = at - start;
    if (digits === 0 || digits > 9 || number >= byNumber.length || (bytes[start] === ZERO && digits > 1)) return -1;
    this.#index = (byNumber[number] as number) - 1;
    return this.#index < 0 || this.#ids.isSeen(this.#index) ? -1 : at;
  }

  #readLabel(bytes: Uint8Array, start: number, place: number): number {
    const end = this.#scan(bytes, start);
    if (end <= start) return -1;
    const code = (this.#labels[place] as ByteTable).findHashed(bytes, start, end, finishHash(this.#hash));
    this.#values.codes[place] = code;
    return code < 0 ? -1 : end;
  }
  #skip(bytes: Uint8Array, start: number): number {
    return this.#scan(bytes, start);
  }

  #hash = 0;
  /** The end of a field of text, whose hash is then in `#hash`; -1 when it is not for here. */
  #scan(bytes: Uint8Array, start: number): number {
    const { delimiter } = this.#plan;
    let hash = HASH_SEED;
    let at = start;
    for (let byte = bytes[at] as number; byte !== delimiter; byte = bytes[++at] as number) {
      if (byte === LF || (byte === CR && bytes[at + 1] === LF)) break;
      if (byte >= 0x80 || byte === QUOTE) return -1;
      hash = Math.imul(hash ^ byte, HASH_FACTOR);
    }
    this.#hash = hash;
    return at;
  }
}
