import type { BoardRow } from '@gac/shared/contract/leaderboards';
import type { BoardEntry, OrderedBoard } from './ordered-board.ts';
import type { PastRanks } from './past-ranks.ts';

/** The row of an entry at `index` of the list it is shown in; its rank is that of the whole board whatever the list (LB-5). */
export function boardRow(board: OrderedBoard, past: PastRanks, entry: BoardEntry, index: number): BoardRow {
  const { teamId, team, country, affiliation, scores, trend, submissions, lastAt } = entry;
  return {
    index,
    rank: board.rankOf(entry),
    tied: board.isTied(entry),
    rankBefore: teamId === null ? null : past.rankOf(entry.entryId),
    teamId,
    team,
    baselineName: entry.baseline,
    country,
    affiliation,
    scores,
    trend,
    submissions,
    lastAt,
  };
}

/** `limit` rows of the board, or of a filtered list of its rows, from the zero-based `offset` on. */
export function windowRows(board: OrderedBoard, past: PastRanks, filtered: readonly BoardEntry[] | null, offset: number, limit: number): BoardRow[] {
  return (filtered ?? board.entries).slice(offset, offset + limit).map((entry, at) => boardRow(board, past, entry, offset + at));
}
