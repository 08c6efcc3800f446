import type { OrderedBoard } from './ordered-board.ts';
import { byCodeUnits, itself, lowerBound } from './sorted-keys.ts';

/**
 * Ranks at a past instant, from the board of now and what changed since: only the teams that changed are kept, and the rank of any team is
 * the rank its old key would have now, less the changed teams as they are, plus the changed teams as they were.
 */
export class PastRanks {
  private sorted: { now: string[]; then: string[] } | null = null;

  /** @param before the key each changed team had at that instant; null when it had none */
  constructor(
    private readonly board: OrderedBoard,
    private readonly before: Map<string, string | null>,
  ) {}

  /** A team changed after the instant. Call it after the board took the change over; the first call for a team counts. */
  changed(entryId: string, keyBefore: string | null): void {
    if (!this.before.has(entryId)) this.before.set(entryId, keyBefore);
    this.sorted = null;
  }

  /** The team's rank at that instant; null when it had none. */
  rankOf(entryId: string): number | null {
    const key = this.before.has(entryId) ? this.before.get(entryId) : this.board.get(entryId)?.key;
    if (key === null || key === undefined) return null;
    const ahead = this.board.aheadOf(key);
    const { now, then } = this.keys();
    return 1 + this.board.countBelow(ahead) - lowerBound(now, ahead, itself) + lowerBound(then, ahead, itself);
  }

  private keys(): { now: string[]; then: string[] } {
    this.sorted ??= {
      now: [...this.before.keys()].flatMap((id) => this.board.get(id)?.key ?? []).sort(byCodeUnits),
      then: [...this.before.values()].filter((key) => key !== null).sort(byCodeUnits),
    };
    return this.sorted;
  }
}
