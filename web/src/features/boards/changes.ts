import type { BoardChange } from '../../api/views.ts';

/** What came in and is not on the screen yet (LB-6). */
export interface Held {
  /** The version on the screen. */
  version: number;
  changes: readonly BoardChange[];
  /** True when something changed that no event told us (a reset, or a poll that found a newer version). */
  unknown: boolean;
}
export type HeldEvent =
  { type: 'change'; change: BoardChange } | { type: 'reset' } | { type: 'polled'; version: number } | { type: 'applied'; version: number };

export const nothingHeld = (version: number): Held => ({ version, changes: [], unknown: false });
/** The newest version this tab has heard of. */
const newest = ({ version, changes }: Held): number => Math.max(version, ...changes.map((change) => change.version));
/**
 * Versions grow by one per change, so anything not newer than the screen was seen already, a repeat counts once, and one that is left out
 * was missed: a tab that joins another one's stream has not heard what came before.
 */
export function hold(held: Held, event: HeldEvent): Held {
  switch (event.type) {
    case 'change':
      if (event.change.version <= held.version || held.changes.some(({ version }) => version === event.change.version)) return held;
      return { ...held, changes: [...held.changes, event.change], unknown: held.unknown || event.change.version > newest(held) + 1 };
    case 'reset':
      return { ...held, unknown: true };
    case 'polled':
      return event.version > newest(held) ? { ...held, unknown: true } : held;
    case 'applied': {
      const changes = held.changes.filter(({ version }) => version > event.version);
      const version = Math.max(event.version, held.version);
      // Nothing is missed any more, unless what is left over does not follow what was applied.
      const rest = changes.map((change) => change.version).sort((a, b) => a - b);
      return { version, changes, unknown: rest.some((next, i) => next > (rest[i - 1] ?? version) + 1) };
    }
  }
}
export const isHolding = (held: Held): boolean => held.unknown || held.changes.length > 0;
