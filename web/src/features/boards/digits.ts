import type { BoardRow, BoardSummary } from '../../api/views.ts';
import { formatScore } from '../../lib/format.ts';
import { rowKey } from './window.ts';

/** More digits than a double tells apart say nothing. */
const MOST_DIGITS = 15;
type Columns = readonly Pick<BoardSummary['columns'][number], 'decimals'>[];

/** The fewest digits, from `least` on, that tell these values apart as far as they differ. */
function apart(values: readonly (number | null)[], least: number): number {
  const different = new Set(values).size;
  for (let digits = least; digits < MOST_DIGITS; digits += 1)
    if (new Set(values.map((value) => formatScore(value, digits))).size === different) return digits;
  return MOST_DIGITS;
}

/**
 * Digits per column, by the key of the row, for rows whose scores look equal at the usual digits although their ranks differ: enough to see why.
 * Rows that need no more have no entry.
 */
export function closerDigits(rows: readonly BoardRow[], columns: Columns): Map<string, number[]> {
  const alike = new Map<string, BoardRow[]>();
  for (const row of rows) {
    if (row.rank === null) continue;
    const look = columns.map(({ decimals }, i) => formatScore(row.scores[i], decimals)).join(' ');
    alike.set(look, [...(alike.get(look) ?? []), row]);
  }
  const found = new Map<string, number[]>();
  for (const group of alike.values()) {
    if (new Set(group.map(({ rank }) => rank)).size === 1) continue;
    const digits = columns.map(({ decimals }, i) =>
      apart(
        group.map(({ scores }) => scores[i] ?? null),
        decimals,
      ),
    );
    for (const row of group) found.set(rowKey(row), digits);
  }
  return found;
}
