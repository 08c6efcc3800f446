import type { ColumnStats } from './check/column-stats.ts';

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>;
const keyOf = (phaseId: string): string => `gac-stats:${phaseId}`;
const isStats = (value: unknown): value is ColumnStats[] =>
  Array.isArray(value) &&
  value.every(
    (column: unknown) => typeof column === 'object' && column !== null && 'kind' in column && 'name' in column && 'rows' in column,
  );

/** What the values of the last file sent from this browser looked like; empty when nothing is known. */
export function readLastStats(storage: () => Storage, phaseId: string): ColumnStats[] {
  try {
    const value: unknown = JSON.parse(storage().getItem(keyOf(phaseId)) ?? '[]');
    return isStats(value) ? value : [];
  } catch {
    return [];
  }
}
export function writeLastStats(storage: () => Storage, phaseId: string, stats: readonly ColumnStats[]): void {
  try {
    storage().setItem(keyOf(phaseId), JSON.stringify(stats));
  } catch {
    // Without storage the comparison is not made; nothing else depends on it.
  }
}
