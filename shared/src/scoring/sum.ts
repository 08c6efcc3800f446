/** Rows per block. Sums run in key order, so they do not depend on the order of rows in a file, on chunks, or on threads. */
export const BLOCK_ROWS = 4096;

/** Neumaier's compensated sum (Z. angew. Math. Mech. 54, 1974). */
export class CompensatedSum {
  #sum = 0;
  #lost = 0;

  add(term: number): void {
    const next = this.#sum + term;
    if (Math.abs(this.#sum) >= Math.abs(term)) this.#lost += this.#sum - next + term;
    else this.#lost += term - next + this.#sum;
    this.#sum = next;
  }
  /** Not finite when a term or the sum of all is not. */
  get value(): number {
    return Number.isFinite(this.#sum) ? this.#sum + this.#lost : this.#sum;
  }
}

/** Which part of the reference each row belongs to (B-01), in key order. */
export const PART_CODES = { ignored: 0, public: 1, private: 2 } as const;
export type PartCode = (typeof PART_CODES)[keyof typeof PART_CODES];
