import type { BundlePhase } from '../bundle.ts';
import type { Cursor } from '../definition/cursor.ts';

/** A phase and where it stands in the definition. */
export interface PlacedPhase {
  phase: BundlePhase;
  cursor: Cursor;
}

/** Reports phases that overlap, have no end before another, or end before they start. @param endKey the key of the end of a phase */
export function checkPhaseOrder(phases: readonly PlacedPhase[], startKey: string, endKey: string): void {
  for (const [i, { phase, cursor }] of phases.entries()) {
    const { opensAt, closesAt } = phase;
    if (opensAt !== null && closesAt !== null && closesAt <= opensAt) cursor.get(endKey).say('phase-window', {}, 'warning');
    const before = phases[i - 1]?.phase;
    if (!before || opensAt === null) continue;
    const values = { name: phase.name, before: before.name };
    if (before.closesAt === null) {
      // An end that can't be read was reported as such.
      if (!phases[i - 1]?.cursor.get(endKey).isThere) phases[i - 1]?.cursor.sayOfKey('phase-endless', values);
    } else if (opensAt < before.closesAt) cursor.get(startKey).say('phase-order', values);
    else if (opensAt === before.closesAt) cursor.get(startKey).say('phases-touch', values);
  }
}
