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
/** Versions grow by one per change, so anything not newer than the screen was seen already and a repeat counts once. */
export function hold(held: Held, event: HeldEvent): Held {
  switch (event.type) {
    case 'change':
      if (event.change.version <= held.version || held.changes.some(({ version }) => version === event.change.version)) return held;
      return { ...held, changes: [...held.changes, event.change] };
    case 'reset':
      return { ...held, unknown: true };
    case 'polled':
      return event.version > Math.max(held.version, ...held.changes.map(({ version }) => version)) ? { ...held, unknown: true } : held;
    case 'applied': {
      const changes = held.changes.filter(({ version }) => version > event.version);
      return { version: Math.max(event.version, held.version), changes, unknown: false };
    }
  }
}
export const isHolding = (held: Held): boolean => held.unknown || held.changes.length > 0;
