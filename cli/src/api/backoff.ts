import { isPassing } from '../refused.ts';
import type { Machine } from '../machine.ts';

const LIMIT = 8;
/** Full jitter between 1 s and a cap that doubles from 2 s to 30 s. */
const backoffMs = (failures: number, chance: number): number => Math.round(1000 + chance * (Math.min(30_000, 1000 * 2 ** failures) - 1000));

/** Counts failures in a row: waits after one that passes, throws it on when it does not pass or is the eighth. */
export class Patience {
  #failures = 0;
  constructor(
    private readonly machine: Pick<Machine, 'wait' | 'chance'>,
    /** Told before every wait. */
    private readonly onWait: () => void = () => undefined,
  ) {}
  /** Something got through. */
  reset(): void {
    this.#failures = 0;
  }
  async after(error: unknown): Promise<void> {
    this.#failures += 1;
    if (!isPassing(error) || this.#failures >= LIMIT) throw error;
    this.onWait();
    await this.machine.wait(backoffMs(this.#failures, this.machine.chance()));
  }
}

/** Does `work` until it succeeds, for what may be done twice. */
export async function patiently<T>(patience: Patience, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      await patience.after(error);
    }
  }
}
