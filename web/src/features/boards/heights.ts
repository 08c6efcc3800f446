/**
 * Heights of very many rows of which few were measured: the others have the common height. Changes are made in batches;
 * a look-up costs the logarithm of the number of odd rows.
 */
export class RowHeights {
  #common: number;
  readonly #odd = new Map<number, number>();
  /** Indexes of odd rows in order, and by how much all odd rows up to each are taller than common ones, px. */
  #order: number[] = [];
  #extra: number[] = [];

  constructor(common: number) {
    this.#common = common;
  }
  /** Takes what was measured; true when any position moved. The first batch sets the common height: its most frequent one. */
  learn(measured: readonly (readonly [index: number, px: number])[], first: boolean): boolean {
    const before = `${this.#common}`;
    if (first) {
      const count = new Map<number, number>();
      for (const [, px] of measured) count.set(px, (count.get(px) ?? 0) + 1);
      this.#common = [...count].reduce((best, next) => (next[1] > best[1] ? next : best), [this.#common, 0])[0];
    }
    let moved = before !== `${this.#common}`;
    for (const [index, px] of measured) {
      if (Math.abs(px - (this.#odd.get(index) ?? this.#common)) < 0.5) continue;
      if (Math.abs(px - this.#common) < 0.5) this.#odd.delete(index);
      else this.#odd.set(index, px);
      moved = true;
    }
    if (moved) this.#arrange();
    return moved;
  }
  #arrange(): void {
    this.#order = [...this.#odd.keys()].sort((a, b) => a - b);
    let sum = 0;
    this.#extra = this.#order.map((index) => (sum += (this.#odd.get(index) ?? 0) - this.#common));
  }
  /** Where a row begins, px from the top of the list; `topOf(count)` is the height of the whole. */
  topOf(index: number): number {
    let low = 0;
    let high = this.#order.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#order[middle] ?? 0) < index) low = middle + 1;
      else high = middle;
    }
    return index * this.#common + (this.#extra[low - 1] ?? 0);
  }
  /** The row at a height of the list, px; kept within 0 and `count` - 1. */
  indexAt(px: number, count: number): number {
    let low = 0;
    let high = Math.max(0, count - 1);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.topOf(middle) <= px) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
