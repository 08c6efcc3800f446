import { ByteTable } from './byte-table.ts';

/** Plain whole numbers below this are numbered by a table of places from the first one on; above it only when they are many. */
const ALWAYS = 2 ** 20;
/** So many places for each id are worth it. */
const PLACES_PER_ID = 8;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A whole number in decimal without leading zeros and of at most nine digits, or -1. */
function plainNumber(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length === 0 || length > 9 || (bytes[start] === 48 && length > 1)) return -1;
  let number = 0;
  for (let at = start; at < end; at += 1) {
    const digit = (bytes[at] as number) - 48;
    if (digit >>> 0 > 9) return -1;
    number = (Math.imul(number, 10) + digit) | 0;
  }
  return number;
}

/**
 * A set of ids that numbers them 0, 1, 2 … in order of arrival. Most tasks have plain whole numbers close together: as long as all are,
 * a place in an array is all that an id needs. The first other one turns the set into a table of bytes.
 */
export class IdSet {
  /** Order of arrival + 1 by number, 0 where there is no such id; null when not all are plain numbers. */
  #places: Int32Array | null = new Int32Array(1024);
  #numbers = new Int32Array(256);
  #size = 0;
  #table: ByteTable | null = null;

  get size(): number {
    return this.#table?.size ?? this.#size;
  }
  get byNumber(): Int32Array | null {
    return this.#places;
  }

  /** The number of `bytes[start, end)`, or -1. `guess` is tried first where that spares something; hash: of the bytes, when it is known. */
  find(bytes: Uint8Array, start: number, end: number, guess: number, hash?: number): number {
    if (this.#places !== null) {
      const number = plainNumber(bytes, start, end);
      return number < 0 || number >= this.#places.length ? -1 : (this.#places[number] as number) - 1;
    }
    const table = this.#table as ByteTable;
    if (table.isAt(guess, bytes, start, end)) return guess;
    return hash === undefined ? table.find(bytes, start, end) : table.findHashed(bytes, start, end, hash);
  }

  /** The number of `bytes[start, end)`; a new one (the old `size`) when it was not there. */
  findOrAdd(bytes: Uint8Array, start: number, end: number, hash?: number): number {
    if (this.#places !== null) {
      const number = plainNumber(bytes, start, end);
      if (number >= 0 && number < Math.max(ALWAYS, PLACES_PER_ID * this.#size)) return this.#findOrAddNumber(number);
      this.#turn();
    }
    return (this.#table as ByteTable).findOrAdd(bytes, start, end, hash);
  }

  idAt(index: number): string {
    return this.#table ? decoder.decode(this.#table.bytesAt(index)) : String(this.#numbers[index]);
  }

  #findOrAddNumber(number: number): number {
    let places = this.#places as Int32Array;
    if (number >= places.length) {
      places = new Int32Array(2 ** Math.ceil(Math.log2(number + 1)));
      places.set(this.#places as Int32Array);
      this.#places = places;
    }
    const known = places[number] as number;
    if (known > 0) return known - 1;
    if (this.#size === this.#numbers.length) {
      const numbers = new Int32Array(this.#size * 2);
      numbers.set(this.#numbers);
      this.#numbers = numbers;
    }
    this.#numbers[this.#size] = number;
    this.#size += 1;
    places[number] = this.#size;
    return this.#size - 1;
  }

  #turn(): void {
    const table = new ByteTable();
    for (let index = 0; index < this.#size; index += 1) {
      const bytes = encoder.encode(String(this.#numbers[index]));
      table.findOrAdd(bytes, 0, bytes.length);
    }
    this.#table = table;
    this.#places = null;
    this.#numbers = new Int32Array(0);
  }
}

/** The ids of a task in key order: row `i` of the answer key has the id numbered `i`. */
export class IdIndex {
  readonly #ids: IdSet;

  /** Throws RangeError when an id is empty or comes twice. A set is taken as it is, and must not grow any more. */
  constructor(ids: Iterable<string> | IdSet) {
    this.#ids = ids instanceof IdSet ? ids : setOf(ids);
  }
  get size(): number {
    return this.#ids.size;
  }
  /** Key order + 1 by number when all ids are plain whole numbers close together, 0 where there is no such id. */
  get byNumber(): Int32Array | null {
    return this.#ids.byNumber;
  }
  /** Key order of the id in `bytes[start, end)`, or -1; `guess` is tried first. hash: of the bytes, when it is known. */
  find(bytes: Uint8Array, start: number, end: number, guess = 0, hash?: number): number {
    return this.#ids.find(bytes, start, end, guess, hash);
  }
  indexOf(id: string): number {
    const bytes = encoder.encode(id);
    return this.#ids.find(bytes, 0, bytes.length, 0);
  }
  idAt(index: number): string {
    return this.#ids.idAt(index);
  }
}

function setOf(ids: Iterable<string>): IdSet {
  const set = new IdSet();
  for (const id of ids) {
    const bytes = encoder.encode(id);
    const before = set.size;
    if (bytes.length === 0 || set.findOrAdd(bytes, 0, bytes.length) !== before)
      throw new RangeError(`id empty or not unique: ${JSON.stringify(id)}`);
  }
  return set;
}
