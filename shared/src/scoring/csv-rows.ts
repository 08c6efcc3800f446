/** A row without a line end within so many bytes stops the reading; memory stays flat. */
export const MAX_ROW_BYTES = 65_536;
const BUFFER_BYTES = MAX_ROW_BYTES + 262_144;
const [LF, CR, QUOTE] = [10, 13, 34];
/** Before the header is known any of the delimiters may precede a quoted field. */
const ANY_DELIMITER = [44, 59, 9, 124];

export type QuoteFault = 'stray-quote' | 'text-after-quote' | 'unclosed-quote';

/** One row, valid until the consumer returns: the same object is used again. */
export interface RawRow {
  bytes: Uint8Array;
  /** The row's bytes without its line end. */
  start: number;
  end: number;
  /** Physical line (from 1) on which the row begins. */
  line: number;
  /** Position of `start` in the stream, without a byte order mark. */
  offset: number;
  isQuoted: boolean;
  quoteFault: QuoteFault | null;
  hasNonAscii: boolean;
  /** Positions of the delimiters; only right when `isQuoted` is false. */
  cuts: Int32Array;
  cutCount: number;
}

const enum In {
  Plain,
  Quotes,
  /** A quote was seen inside quotes: the field has ended, or the quote is doubled. */
  AfterQuote,
}

/**
 * Cuts a stream of CSV bytes (RFC 4180, LF or CRLF) into rows, the same whatever the chunks are.
 * A quote opens only at the beginning of a field. A quote that is still open after 64 KiB or at the end of the file makes its line a
 * row with a fault, and reading goes on with the next line.
 */
export class RowReader {
  /** Byte of the delimiter; 0 until the header is known. */
  delimiter = 0;
  /** No more rows are made: the consumer said so, or a row was too long. */
  isStopped = false;
  readonly #onRow: (row: RawRow) => boolean;
  readonly #onTooLong: (line: number) => void;
  readonly #buffer = new Uint8Array(BUFFER_BYTES);
  #filled = 0;
  #scan = 0;
  #state: In = In.Plain;
  /** Of lines that lie wholly before the current row. */
  #linesInRow = 0;
  readonly #row: RawRow;
  #rowStart = 0;

  /** onRow returns false to stop. onTooLong gets the line on which the endless row begins. */
  constructor(onRow: (row: RawRow) => boolean, onTooLong: (line: number) => void) {
    this.#onRow = onRow;
    this.#onTooLong = onTooLong;
    this.#row = {
      bytes: this.#buffer,
      start: 0,
      end: 0,
      line: 1,
      offset: 0,
      isQuoted: false,
      quoteFault: null,
      hasNonAscii: false,
      cuts: new Int32Array(MAX_ROW_BYTES),
      cutCount: 0,
    };
  }

  push(chunk: Uint8Array): void {
    let taken = 0;
    while (taken < chunk.length && !this.isStopped) {
      if (this.#filled === BUFFER_BYTES) this.#moveToFront();
      const size = Math.min(chunk.length - taken, BUFFER_BYTES - this.#filled);
      this.#buffer.set(chunk.subarray(taken, taken + size), this.#filled);
      taken += size;
      this.#filled += size;
      this.#readRows();
    }
  }

  /** Nothing is held: the next byte begins a row. */
  get isBetweenRows(): boolean {
    return this.#rowStart === this.#filled;
  }
  /** The line of the next row. */
  get line(): number {
    return this.#row.line;
  }
  /** Rows of one line each that somebody else has read, between two rows. */
  skip(lines: number, bytes: number): void {
    this.#row.line += lines;
    this.#row.offset += bytes;
  }

  end(): void {
    while (!this.isStopped && this.#rowStart < this.#filled) {
      if (this.#state === In.Quotes) {
        this.#breakOpenQuote(this.#filled);
        this.#readRows();
      } else this.#emit(this.#filled, this.#filled);
    }
  }

  #moveToFront(): void {
    const moved = this.#rowStart;
    this.#buffer.copyWithin(0, moved, this.#filled);
    for (let cut = 0; cut < this.#row.cutCount; cut += 1) this.#row.cuts[cut] = (this.#row.cuts[cut] as number) - moved;
    this.#rowStart = 0;
    this.#filled -= moved;
    this.#scan -= moved;
  }

  #readRows(): void {
    while (!this.isStopped) {
      const limit = Math.min(this.#filled, this.#rowStart + MAX_ROW_BYTES);
      const lineEnd = this.#findLineEnd(limit);
      if (lineEnd >= 0) this.#emit(lineEnd, lineEnd + 1);
      else if (limit - this.#rowStart < MAX_ROW_BYTES) return;
      else if (this.#state === In.Quotes) this.#breakOpenQuote(limit);
      else this.#stopTooLong();
    }
  }

  /** Goes on scanning up to `limit`; the position of the line feed that ends the row, or -1. */
  #findLineEnd(limit: number): number {
    const buffer = this.#buffer;
    const { cuts } = this.#row;
    const delimiter = this.delimiter;
    let { cutCount } = this.#row;
    let seen = 0;
    let at = this.#scan;
    let found = -1;
    for (; at < limit; at += 1) {
      const byte = buffer[at] as number;
      if (byte === delimiter) {
        if (this.#state === In.AfterQuote) this.#state = In.Plain;
        cuts[cutCount] = at;
        cutCount += 1;
      } else if (byte === LF) {
        if (this.#state !== In.Quotes) {
          found = at;
          break;
        }
        this.#linesInRow += 1;
      } else if (byte === QUOTE) this.#meetQuote(at);
      else {
        seen |= byte;
        if (this.#state === In.AfterQuote) this.#leaveQuotes(byte);
      }
    }
    this.#row.cutCount = cutCount;
    if (seen >= 0x80) this.#row.hasNonAscii = true;
    this.#scan = at;
    return found;
  }

  #meetQuote(at: number): void {
    this.#row.isQuoted = true;
    if (this.#state === In.Quotes) this.#state = In.AfterQuote;
    else if (this.#state === In.AfterQuote) this.#state = In.Quotes;
    else if (at === this.#rowStart || this.#isDelimiter(this.#buffer[at - 1] as number)) this.#state = In.Quotes;
    else this.#row.quoteFault ??= 'stray-quote';
  }

  #leaveQuotes(byte: number): void {
    if (byte === CR) return;
    this.#state = In.Plain;
    if (this.delimiter !== 0 || !ANY_DELIMITER.includes(byte)) this.#row.quoteFault ??= 'text-after-quote';
  }

  #isDelimiter(byte: number): boolean {
    return this.delimiter === 0 ? ANY_DELIMITER.includes(byte) : byte === this.delimiter;
  }

  #emit(end: number, next: number): void {
    const row = this.#row;
    row.start = this.#rowStart;
    row.end = end > row.start && this.#buffer[end - 1] === CR ? end - 1 : end;
    const goesOn = this.#onRow(row);
    row.line += 1 + this.#linesInRow;
    this.#beginRow(next);
    if (!goesOn) this.isStopped = true;
  }

  #beginRow(at: number): void {
    const row = this.#row;
    row.offset += at - this.#rowStart;
    row.isQuoted = false;
    row.quoteFault = null;
    row.hasNonAscii = false;
    row.cutCount = 0;
    this.#rowStart = at;
    this.#scan = at;
    this.#state = In.Plain;
    this.#linesInRow = 0;
  }

  #breakOpenQuote(limit: number): void {
    const lineEnd = this.#buffer.subarray(this.#rowStart, limit).indexOf(LF);
    if (lineEnd < 0 && limit - this.#rowStart >= MAX_ROW_BYTES) {
      this.#stopTooLong();
      return;
    }
    this.#row.quoteFault = 'unclosed-quote';
    this.#linesInRow = 0;
    if (lineEnd < 0) this.#emit(limit, limit);
    else this.#emit(this.#rowStart + lineEnd, this.#rowStart + lineEnd + 1);
  }

  #stopTooLong(): void {
    this.isStopped = true;
    this.#onTooLong(this.#row.line);
  }
}

const encoder = new TextEncoder();

/** The fields of a row as spans over bytes; used again for every row. */
export class FieldSpans {
  bytes: Uint8Array = new Uint8Array(0);
  count = 0;
  readonly starts = new Int32Array(MAX_ROW_BYTES + 1);
  readonly ends = new Int32Array(MAX_ROW_BYTES + 1);
  readonly #unquoted = new Uint8Array(MAX_ROW_BYTES);

  /** Takes texts as they are; false when they have more than 64 KiB together. */
  fill(texts: readonly string[]): boolean {
    let to = 0;
    for (const [field, text] of texts.entries()) {
      const { read, written } = encoder.encodeInto(text, this.#unquoted.subarray(to));
      if (read < text.length) return false;
      this.starts[field] = to;
      to += written;
      this.ends[field] = to;
    }
    this.count = texts.length;
    this.bytes = this.#unquoted;
    return true;
  }

  /** Splits `row` at `delimiter`; quoted fields are copied without their quotes. */
  split(row: RawRow, delimiter: number): void {
    if (row.isQuoted) {
      this.splitBytes(row, delimiter);
      return;
    }
    const { cuts, cutCount } = row;
    let start = row.start;
    for (let field = 0; field < cutCount; field += 1) {
      const cut = cuts[field] as number;
      this.starts[field] = start;
      this.ends[field] = cut;
      start = cut + 1;
    }
    this.starts[cutCount] = start;
    this.ends[cutCount] = row.end;
    this.count = cutCount + 1;
    this.bytes = row.bytes;
  }

  /** The same without the positions found while scanning: for quoted rows, and for a header whose delimiter was not known then. */
  splitBytes(row: RawRow, delimiter: number): void {
    const { bytes } = row;
    let to = 0;
    let isOpen = false;
    let isFieldStart = true;
    this.count = 0;
    this.starts[0] = 0;
    for (let at = row.start; at < row.end; at += 1) {
      const byte = bytes[at] as number;
      if (byte === QUOTE && (isOpen || isFieldStart)) {
        if (isOpen && bytes[at + 1] === QUOTE && at + 1 < row.end) {
          this.#unquoted[to] = QUOTE;
          to += 1;
          at += 1;
        } else isOpen = !isOpen;
        isFieldStart = false;
      } else if (byte === delimiter && !isOpen) {
        this.ends[this.count] = to;
        this.count += 1;
        this.starts[this.count] = to;
        isFieldStart = true;
      } else {
        this.#unquoted[to] = byte;
        to += 1;
        isFieldStart = false;
      }
    }
    this.ends[this.count] = to;
    this.count += 1;
    this.bytes = this.#unquoted;
  }
}
