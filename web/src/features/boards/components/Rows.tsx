import { useQueries } from '@tanstack/react-query';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { BoardRow, BoardSummary, BoardWindow } from '../../../api/views.ts';
import { useApi } from '../../../lib/api.ts';
import { formatNumber } from '../../../lib/format.ts';
import { useMessages } from '../../../lib/lang.ts';
import { later } from '../../../lib/wait.ts';
import { announce } from '../../../ui/Announcer.tsx';
import { Button } from '../../../ui/Button.tsx';
import { axisFor } from '../axis.ts';
import { boardMessages } from '../messages.ts';
import { isFiltered, windowQuery, type BoardSearch } from '../queries.ts';
import type { LiveBoard } from '../useApply.ts';
import { useSettle } from '../useSettle.ts';
import { useWindowRows } from '../useWindowRows.ts';
import { filteredRank, rowKey, rowsByIndex, windowOffsets } from '../window.ts';
import { RowCells } from './Row.tsx';
import { hiddenOf, rowClass, Table } from './Table.tsx';

/** Rows in the first HTML; more follow once the script runs. */
const FIRST_ROWS = 50;
const ROW_PX = 57;
const CARD_PX = 131;

const NARROW = '(max-width: 760px)';
const subscribeNarrow = (changed: () => void) => {
  const query = matchMedia(NARROW);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
};
/** Cards instead of table rows. */
const useNarrow = (): boolean =>
  useSyncExternalStore(
    subscribeNarrow,
    () => matchMedia(NARROW).matches,
    () => false,
  );

/** The virtual list (LB-2): only what is near the viewport exists; windows of 100 rows are fetched as they come near. */
export function Rows({
  board,
  search,
  first,
  own,
  hydrated,
  goal,
  live,
}: {
  board: BoardSummary;
  search: BoardSearch;
  first: BoardWindow;
  own: BoardRow | null;
  hydrated: boolean;
  /** Grows by one each time the viewer asks for the own row. */
  goal: number;
  live: LiveBoard;
}) {
  const m = useMessages(boardMessages);
  const api = useApi();
  const body = useRef<HTMLDivElement>(null);
  const narrow = useNarrow();
  const hidden = hiddenOf(search);
  const { total } = first;
  const list = useWindowRows(total, narrow ? CARD_PX : ROW_PX, body);
  const from = hydrated ? list.first : 0;
  const to = hydrated ? list.last : Math.min(FIRST_ROWS, total) - 1;
  const indexes = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
  const results = useQueries({ queries: windowOffsets(from, to, total).map((offset) => windowQuery(api, board.id, search, offset)) });
  const windows = results.map(({ data }) => data);
  const rows = rowsByIndex(windows);
  const axis = axisFor(
    [...rows.values()].map(({ scores }) => scores[0] ?? null),
    board.columns[0]?.direction ?? 'desc',
  );
  const failed = results.find(({ isError }) => isError);

  const ownIndex =
    [...rows].find(([, row]) => row.teamId !== null && row.teamId === own?.teamId)?.[0] ??
    (isFiltered(search) ? null : (own?.index ?? null));
  const ownVisible = hydrated && ownIndex !== null && ownIndex >= list.seenFirst && ownIndex <= list.seenLast;

  useSettle(live, body, first.version, list.topOf, rows);
  useEffect(() => {
    if (goal === 0 || ownIndex === null) return;
    list.scrollTo(ownIndex);
    // The row exists once the list has rendered its new place.
    return later(60, () => body.current?.querySelector<HTMLElement>('.b-mine')?.focus({ preventScroll: true }));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only a new wish moves the page, not every change of rank
  }, [goal, isFiltered(search)]);
  const searched = search.q;
  useEffect(() => {
    if (searched !== undefined) announce(m.found(formatNumber(total)));
  }, [searched, total, m]);

  const spacer = (px: number) => (px > 0 ? <div role="presentation" className="b-space" style={{ height: px }} /> : null);
  return (
    <Table
      board={board}
      axis={axis}
      hidden={hidden}
      total={total}
      bodyRef={body}
      busy={results.some(({ isPending }) => isPending)}
      after={
        own && (
          <div role="rowgroup" className={ownVisible ? 'b-pin b-pin-off' : 'b-pin'}>
            <div role="row" aria-rowindex={own.index + 2} className="b-row b-mine">
              <RowCells row={own} board={board} axis={axis} hidden={hidden} mine rankHere={null} />
            </div>
          </div>
        )
      }
    >
      {spacer(hydrated ? list.before : 0)}
      {indexes.map((index) => {
        const row = rows.get(index);
        const mine = row !== undefined && row.teamId !== null && row.teamId === own?.teamId;
        return row ? (
          <div
            key={index}
            data-index={index}
            data-key={hydrated ? rowKey(row) : undefined}
            role="row"
            aria-rowindex={index + 2}
            tabIndex={mine ? -1 : undefined}
            className={rowClass(row, mine)}
          >
            <RowCells
              row={row}
              board={board}
              axis={axis}
              hidden={hidden}
              mine={mine}
              rankHere={search.country === undefined || search.q !== undefined ? null : filteredRank(rows, index)}
            />
          </div>
        ) : (
          <div key={index} data-index={index} role="row" aria-rowindex={index + 2} className="b-row b-waiting">
            <div role="cell">
              {failed ? (
                <Button onClick={() => void failed.refetch()}>
                  {m.failed} · {m.retry}
                </Button>
              ) : (
                <span className="vh">{m.loading}</span>
              )}
            </div>
          </div>
        );
      })}
      {spacer(hydrated ? list.after : 0)}
    </Table>
  );
}
