/** A place for one job at a time. */
export interface Slot {
  readonly number: number;
}

/** The places of a driver. One whose job could not be cleared away is never given out again. */
export class Slots {
  private readonly free: Slot[];
  private readonly waiting: ((slot: Slot | null) => void)[] = [];
  private lost = 0;

  constructor(readonly count: number) {
    this.free = Array.from({ length: count }, (_, number) => ({ number }));
  }

  /** How many are out of use for good. */
  get quarantined(): number {
    return this.lost;
  }

  /** The next free place, first come first served; null when the signal ends the wait or no place is left in use. */
  take(signal: AbortSignal): Promise<Slot | null> {
    if (signal.aborted || this.lost === this.count) return Promise.resolve(null);
    const slot = this.free.pop();
    if (slot !== undefined) return Promise.resolve(slot);
    return new Promise((resolve) => {
      const give = (given: Slot | null) => {
        signal.removeEventListener('abort', giveUp);
        resolve(given);
      };
      const giveUp = () => {
        this.waiting.splice(this.waiting.indexOf(give), 1);
        resolve(null);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.waiting.push(give);
    });
  }

  give(slot: Slot): void {
    const next = this.waiting.shift();
    if (next === undefined) this.free.push(slot);
    else next(slot);
  }

  quarantine(): void {
    this.lost += 1;
    if (this.lost === this.count) for (const next of this.waiting.splice(0)) next(null);
  }
}
