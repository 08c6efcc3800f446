/** A set of byte strings that numbers them 0, 1, 2 ... in order of arrival, without a JavaScript string per look-up. */
export class ByteTable {
  #arena = new Uint8Array(1024);
  #ends = new Uint32Array(64);
  /** Pairs of hash and number, -1 when empty: side by side, a look-up in a large table misses the cache once less. */
  #slots = new Int32Array(256).fill(-1);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The number of `bytes[start, end)`, or -1. */
  find(bytes: Uint8Array, start: number, end: number): number {
    return this.#slots[this.#slotOf(bytes, start, end, hashOf(bytes, start, end)) + 1] as number;
  }

  /** The same, of bytes whose hash is known. */
  findHashed(bytes: Uint8Array, start: number, end: number, hash: number): number {
    return this.#slots[this.#slotOf(bytes, start, end, hash) + 1] as number;
  }

  /** Whether `bytes[start, end)` are those numbered `index`. */
  isAt(index: number, bytes: Uint8Array, start: number, end: number): boolean {
    return index < this.#size && this.#equals(index, bytes, start, end);
  }

  /** The number of `bytes[start, end)`; a new one (the old `size`) when it was not there. */
  findOrAdd(bytes: Uint8Array, start: number, end: number, hash = hashOf(bytes, start, end)): number {
    const slot = this.#slotOf(bytes, start, end, hash);
    const found = this.#slots[slot + 1] as number;
    if (found >= 0) return found;
    const index = this.#size;
    const begin = this.#begin(index);
    this.#makeRoom(begin + end - start);
    for (let from = start, to = begin; from < end; from += 1, to += 1) this.#arena[to] = bytes[from] as number;
    this.#ends[index] = begin + end - start;
    this.#slots[slot] = hash;
    this.#slots[slot + 1] = index;
    this.#size += 1;
    if (this.#size * 4 > this.#slots.length) this.#rehash(this.#slots.length * 2);
    return index;
  }

  /** The bytes numbered `index`; a view, not to be kept while the table grows. */
  bytesAt(index: number): Uint8Array {
    return this.#arena.subarray(this.#begin(index), this.#ends[index]);
  }

  #begin(index: number): number {
    return index === 0 ? 0 : (this.#ends[index - 1] as number);
  }

  /** The slot that holds the key, or the empty one where it belongs (linear probing; at least half of the slots are empty). */
  #slotOf(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const mask = this.#slots.length - 2;
    for (let slot = (hash << 1) & mask; ; slot = (slot + 2) & mask) {
      const index = this.#slots[slot + 1] as number;
      if (index < 0 || (this.#slots[slot] === hash && this.#equals(index, bytes, start, end))) return slot;
    }
  }

  #equals(index: number, bytes: Uint8Array, start: number, end: number): boolean {
    const begin = this.#begin(index);
    if ((this.#ends[index] as number) - begin !== end - start) return false;
    // Ids differ at their ends first.
    for (let a = begin + end - start - 1, b = end - 1; b >= start; a -= 1, b -= 1) if (this.#arena[a] !== bytes[b]) return false;
    return true;
  }

  #makeRoom(arenaBytes: number): void {
    if (arenaBytes > this.#arena.length) this.#arena = grown(this.#arena, new Uint8Array(Math.max(arenaBytes, this.#arena.length * 2)));
    if (this.#size === this.#ends.length) this.#ends = grown(this.#ends, new Uint32Array(this.#ends.length * 2));
  }

  #rehash(length: number): void {
    const old = this.#slots;
    this.#slots = new Int32Array(length).fill(-1);
    for (let from = 0; from < old.length; from += 2) {
      const index = old[from + 1] as number;
      if (index < 0) continue;
      const hash = old[from] as number;
      let slot = (hash << 1) & (length - 2);
      while ((this.#slots[slot + 1] as number) >= 0) slot = (slot + 2) & (length - 2);
      this.#slots[slot] = hash;
      this.#slots[slot + 1] = index;
    }
  }
}

function grown<T extends Uint8Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** FNV-1a with a final mix, since the low bits choose the slot: begin with the seed, h = imul(h ^ byte, factor) for each byte, finish. */
export const HASH_SEED = -2_128_831_035;
export const HASH_FACTOR = 16_777_619;
export function finishHash(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), -2_048_144_789);
  return mixed ^ (mixed >>> 13);
}
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = HASH_SEED;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] as number), HASH_FACTOR);
  return finishHash(hash);
}
