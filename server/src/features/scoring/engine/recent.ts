/** A map that keeps what was used last and weighs at most `maxWeight`; one entry stays however heavy it is. */
export class Recent<T> {
  /** In order of last use: a Map keeps insertion order, and every use re-inserts. */
  private readonly entries = new Map<string, { value: T; weight: number }>();
  private total = 0;

  constructor(private readonly maxWeight: number) {}

  get(name: string): T | undefined {
    const entry = this.entries.get(name);
    if (entry === undefined) return undefined;
    this.entries.delete(name);
    this.entries.set(name, entry);
    return entry.value;
  }

  put(name: string, value: T, weight: number): void {
    this.total += weight - (this.entries.get(name)?.weight ?? 0);
    this.entries.delete(name);
    this.entries.set(name, { value, weight });
    for (const [oldest, entry] of this.entries) {
      if (this.total <= this.maxWeight || this.entries.size === 1) return;
      this.entries.delete(oldest);
      this.total -= entry.weight;
    }
  }
}
