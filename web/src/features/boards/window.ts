import type { BoardRow, BoardSummary, BoardWindow } from '../../api/views.ts';
import type { AxisSpan } from './axis.ts';
import { WINDOW } from './queries.ts';

/** Offsets of the windows that hold the rows from `first` to `last` (both included). */
export function windowOffsets(first: number, last: number, total: number): number[] {
  const offsets: number[] = [];
  const end = Math.min(last, total - 1);
  for (let offset = Math.floor(Math.max(0, first) / WINDOW) * WINDOW; offset <= end; offset += WINDOW) offsets.push(offset);
  return offsets.length === 0 ? [0] : offsets;
}
/** What identifies a row through changes of rank: its team, or the baseline's name. */
export const rowKey = (row: BoardRow): string => row.teamId ?? `baseline:${row.baselineName?.en ?? row.team}`;

/** What the axis of a board spans: from a window of it, however filtered, and the bounds of its first column. */
export function spanOf(board: BoardSummary, { spread }: Pick<BoardWindow, 'spread'>): AxisSpan | null {
  const [column] = board.columns;
  return spread && column ? { ...spread, least: column.least, greatest: column.greatest } : null;
}
/**
 * The windows that may stand on the screen together: those of the board as it was at `version`. Of two versions a team may be in both, or in none.
 * `mixed`: others are there too, so all of them must be fetched together.
 */
export function ofVersion(windows: readonly (BoardWindow | undefined)[], version: number): { windows: BoardWindow[]; mixed: boolean } {
  const loaded = windows.filter((window) => window !== undefined);
  const fitting = loaded.filter((window) => window.version === version);
  return { windows: fitting, mixed: fitting.length < loaded.length };
}
/** Rows by index, as far as they are loaded. */
export function rowsByIndex(windows: readonly (BoardWindow | undefined)[]): Map<number, BoardRow> {
  const rows = new Map<number, BoardRow>();
  for (const window of windows) window?.rows.forEach((row, i) => rows.set(window.offset + i, row));
  return rows;
}
export interface SeenRow {
  key: string;
  /** Distance of its upper edge from the top of the viewport, px. */
  top: number;
}
/**
 * LB-6: how far to scroll so that the row that was under the top of the viewport stays where it was. `before`: the visible rows from the top;
 * `after`: where rows are now. The first one that still exists decides; 0 when none does.
 */
export function anchorShift(before: readonly SeenRow[], after: ReadonlyMap<string, number>): number {
  for (const { key, top } of before) {
    const now = after.get(key);
    if (now !== undefined) return now - top;
  }
  return 0;
}
/**
 * The rank within what is listed, for filters that leave out whole teams: ties share the first one's place. Null for baselines, and where a tie
 * begins in rows that are not loaded: a place that is not known is not shown.
 */
export function filteredRank(rows: ReadonlyMap<number, BoardRow>, index: number): number | null {
  const row = rows.get(index);
  if (row === undefined || row.rank === null) return null;
  let first = index;
  while (first > 0 && rows.get(first - 1)?.rank === row.rank) first -= 1;
  return first > 0 && row.tied && !rows.has(first - 1) ? null : first + 1;
}
export type RankMove = { kind: 'up' | 'down'; by: number } | { kind: 'same' } | { kind: 'new' } | { kind: 'none' };
/** The change since `rankBefore` was taken; baselines have none. */
export function rankMove(row: Pick<BoardRow, 'rank' | 'rankBefore'>): RankMove {
  if (row.rank === null) return { kind: 'none' };
  if (row.rankBefore === null) return { kind: 'new' };
  const by = row.rankBefore - row.rank;
  return by === 0 ? { kind: 'same' } : { kind: by > 0 ? 'up' : 'down', by: Math.abs(by) };
}
