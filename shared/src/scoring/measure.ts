/**
 * What a metric makes of aligned columns: sums over rows that add up over any set of rows, or a value of a whole set of rows. Both give
 * the scores of the parts, and both can be resampled: sums over groups of rows again and again, values through sums that stand for them.
 */
import { BLOCK_ROWS, PART_CODES } from './sum.ts';

/** Null: the part has no rows, or its value is not a finite number; then it never ranks. */
export interface PartScores {
  public: number | null;
  private: number | null;
}

export interface Sums {
  add(component: number, term: number): void;
}
export interface Additive {
  kind: 'additive';
  /** How many sums there are. */
  size: number;
  /** Adds what one row gives. */
  add(row: number, to: Sums): void;
  /** The metric of rows with these sums; not finite where it is undefined. */
  value(sums: Float64Array): number;
}
export interface Whole {
  kind: 'whole';
  /** The metric of these rows, in key order; not finite where it is undefined. */
  value(rows: Int32Array): number;
  /**
   * Sums over the same rows that stand for the value when rows are resampled: their value is that of `value`, and with weights on the rows
   * it is close to that of the weighted rows. Null: there are none, and the value is to be computed again.
   */
  linear(rows: Int32Array): Additive | null;
}
export type Measure = Additive | Whole;

/**
 * Sums over rows in key order: Neumaier's compensated sums (Z. angew. Math. Mech. 54, 1974) in blocks of 4,096 rows, the blocks added in
 * order in the same way. The order of rows in a file, chunks and threads change no bit.
 */
class BlockSums implements Sums {
  readonly #total: Compensated;
  readonly #block: Compensated;
  readonly #isTouched: Uint8Array;
  #touched: number[] = [];

  constructor(size: number) {
    this.#total = compensated(size);
    this.#block = compensated(size);
    this.#isTouched = new Uint8Array(size);
  }
  add(component: number, term: number): void {
    if (this.#isTouched[component] === 0) {
      this.#isTouched[component] = 1;
      this.#touched.push(component);
    }
    addTo(this.#block, component, term);
  }
  endBlock(): void {
    for (const component of this.#touched) {
      addTo(this.#total, component, valueOf(this.#block, component));
      this.#block.sum[component] = 0;
      this.#block.lost[component] = 0;
      this.#isTouched[component] = 0;
    }
    this.#touched = [];
  }
  values(): Float64Array {
    return this.#total.sum.map((_, component) => valueOf(this.#total, component));
  }
}

interface Compensated {
  sum: Float64Array;
  lost: Float64Array;
}
const compensated = (size: number): Compensated => ({ sum: new Float64Array(size), lost: new Float64Array(size) });
function addTo({ sum, lost }: Compensated, component: number, term: number): void {
  const before = sum[component] as number;
  const next = before + term;
  (lost[component] as number) += Math.abs(before) >= Math.abs(term) ? before - next + term : term - next + before;
  sum[component] = next;
}
/** Not finite when a term or the sum of all is not. */
const valueOf = ({ sum, lost }: Compensated, component: number): number => {
  const value = sum[component] as number;
  return Number.isFinite(value) ? value + (lost[component] as number) : value;
};

const finiteOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Rows of a part, in key order. parts: PART_CODES per row. */
export function rowsOf(parts: Uint8Array, part: number): Int32Array {
  let count = 0;
  for (let at = 0; at < parts.length; at += 1) if (parts[at] === part) count += 1;
  const rows = new Int32Array(count);
  let at = 0;
  for (let rowNumber = 0; rowNumber < parts.length; rowNumber += 1) if (parts[rowNumber] === part) rows[at++] = rowNumber;
  return rows;
}

/** The public and the private score; null for a part without rows, or whose value is not a finite number. */
export function scoreParts(measure: Measure, parts: Uint8Array): PartScores {
  const scored = (part: 'public' | 'private'): number | null => {
    if (!parts.includes(PART_CODES[part])) return null;
    if (measure.kind === 'whole') return finiteOrNull(measure.value(rowsOf(parts, PART_CODES[part])));
    return finiteOrNull(measure.value(sumsOf(measure, parts, PART_CODES[part])));
  };
  return { public: scored('public'), private: scored('private') };
}

/** Blocks are of rows of the key, whatever part they belong to, so that sums of a part do not depend on how it is asked for. */
function sumsOf(measure: Additive, parts: Uint8Array, part: number): Float64Array {
  const sums = new BlockSums(measure.size);
  for (let begin = 0; begin < parts.length; begin += BLOCK_ROWS) {
    const end = Math.min(begin + BLOCK_ROWS, parts.length);
    for (let rowNumber = begin; rowNumber < end; rowNumber += 1) if (parts[rowNumber] === part) measure.add(rowNumber, sums);
    sums.endBlock();
  }
  return sums.values();
}

/** The weighted mean of a term per row, then `finish`. weights: null weighs all rows alike. */
export function meanMeasure(
  weights: Float64Array | null,
  term: (row: number) => number,
  finish: (mean: number) => number = (mean) => mean,
): Additive {
  return {
    kind: 'additive',
    size: 2,
    add(rowNumber, to) {
      const weight = weights === null ? 1 : (weights[rowNumber] as number);
      to.add(0, weight * term(rowNumber));
      to.add(1, weight);
    },
    value: (sums) => finish((sums[0] as number) / (sums[1] as number)),
  };
}
