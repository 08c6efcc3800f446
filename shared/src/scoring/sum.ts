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

export interface PartSums {
  sum: number;
  rows: number;
}

/**
 * Sums of `term(row)` over the public and the private rows in one pass: a compensated sum per block of 4,096 rows in key order, the
 * blocks added in order by another one. parts: one PART_CODES entry per row; ignored rows are not evaluated.
 */
export function sumByPart(parts: Uint8Array, term: (row: number) => number): { public: PartSums; private: PartSums } {
  const totals = [new CompensatedSum(), new CompensatedSum()] as const;
  const rows: [number, number] = [0, 0];
  for (let begin = 0; begin < parts.length; begin += BLOCK_ROWS) {
    const end = Math.min(begin + BLOCK_ROWS, parts.length);
    const blocks = [new CompensatedSum(), new CompensatedSum()] as const;
    for (let row = begin; row < end; row += 1) {
      const part = parts[row];
      if (part === PART_CODES.public) {
        blocks[0].add(term(row));
        rows[0] += 1;
      } else if (part === PART_CODES.private) {
        blocks[1].add(term(row));
        rows[1] += 1;
      }
    }
    totals[0].add(blocks[0].value);
    totals[1].add(blocks[1].value);
  }
  return { public: { sum: totals[0].value, rows: rows[0] }, private: { sum: totals[1].value, rows: rows[1] } };
}
