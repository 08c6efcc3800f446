import { useQueries } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useSyncExternalStore } from 'react';
import type { BoardRow, BoardSummary, BoardWindow } from '../../../api/views.ts';
import { useApi } from '../../../lib/api.ts';
import { formatNumber } from '../../../lib/format.ts';
import { useMessages } from '../../../lib/lang.ts';
import { later } from '../../../lib/wait.ts';
import { announce } from '../../../ui/Announcer.tsx';
import { Button } from '../../../ui/Button.tsx';
import { axisFor } from '../axis.ts';
import { boardMessages } from '../messages.ts';
import { isFiltered, isWholeTeams, windowQuery, type BoardSearch } from '../queries.ts';
import type { LiveBoard } from '../useApply.ts';
import { useSettle } from '../useSettle.ts';
import { useWindowRows } from '../useWindowRows.ts';
import { filteredRank, ofVersion, rowKey, rowsByIndex, spanOf, windowOffsets } from '../window.ts';
import { RowCells, type RowProps } from './Row.tsx';
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

/** What stands for rows that are not near. */
const spacer = (px: number) => (px > 0 ? <div role="presentation" className="b-space" style={{ height: px }} /> : null);

type Look = Pick<RowProps, 'board' | 'axis' | 'hidden'>;
type PinnedProps = Look & Pick<RowProps, 'row'> & { inView: boolean; apart: boolean };

/** The own row below the list, while it is not among those in view. `apart`: a filter leaves it out, so it must not look like something found. */
function Pinned({ inView, apart, ...cells }: PinnedProps) {
  const m = useMessages(boardMessages);
  return (
    <div role="rowgroup" className={`b-pin${inView ? ' b-pin-off' : ''}${apart ? ' b-apart' : ''}`}>
      {apart && (
        <p className="b-apart-label" aria-hidden="true">
          {m.apart}
        </p>
      )}
      <div role="row" aria-rowindex={cells.row.index + 2} className="b-row b-mine">
        <RowCells {...cells} mine rankHere={null} />
      </div>
    </div>
  );
}
/** A row of the list. `measured`: the list knows it by its key, to hold its place while rows change. */
function Listed({ index, measured, ...cells }: RowProps & { index: number; measured: boolean }) {
  const { row, mine } = cells;
  return (
    <div
      data-index={index}
      data-key={measured ? rowKey(row) : undefined}
      role="row"
      aria-rowindex={index + 2}
      tabIndex={mine ? -1 : undefined}
      className={rowClass(row, mine)}
    >
      <RowCells {...cells} />
    </div>
  );
}
/** A row that has not come yet, or could not. */
function Missing({ index, onRetry }: { index: number; onRetry: (() => void) | undefined }) {
  const m = useMessages(boardMessages);
  return (
    <div data-index={index} role="row" aria-rowindex={index + 2} className="b-row b-waiting">
      <div role="cell">
        {onRetry ? (
          <Button onClick={onRetry}>
            {m.failed} · {m.retry}
          </Button>
        ) : (
          <span className="vh">{m.loading}</span>
        )}
      </div>
    </div>
  );
}

const AGAIN_MS = 2000;
/** While windows of several versions are here, takes in the newest of all of them, until they are of one. `versions`: changes with any of them. */
function useOneVersion(mixed: boolean, versions: string, live: LiveBoard) {
  const catchUp = useEffectEvent(() => live.catchUp());
  useEffect(() => {
    if (!mixed) return;
    let stop: () => void = () => undefined;
    let left = false;
    const again = () =>
      void catchUp().then(() => {
        // Without a connection nothing has changed.
        if (!left) stop = later(AGAIN_MS, again);
      });
    again();
    return () => {
      left = true;
      stop();
    };
  }, [mixed, versions]);
}
/** The rows from `first` to `last` as far as they are here and the window that could not be fetched. */
function useShown(
  board: BoardSummary,
  search: BoardSearch,
  { total, version }: BoardWindow,
  { first, last }: { first: number; last: number },
  live: LiveBoard,
) {
  const api = useApi();
  const indexes = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  const results = useQueries({ queries: windowOffsets(first, last, total).map((offset) => windowQuery(api, board.id, search, offset)) });
  const { windows, mixed } = ofVersion(
    results.map(({ data }) => data),
    version,
  );
  useOneVersion(mixed, results.map(({ data }) => data?.version ?? '').join(), live);
  const rows = rowsByIndex(windows);
  return {
    indexes,
    rows,
    busy: mixed || results.some(({ isPending }) => isPending),
    failed: results.find(({ isError }) => isError),
  };
}

/** Brings the own row into view each time `goal` grows. */
function useGoal(
  goal: number,
  ownIndex: number | null,
  filtered: boolean,
  body: React.RefObject<HTMLDivElement | null>,
  scrollTo: (index: number) => void,
) {
  useEffect(() => {
    if (goal === 0 || ownIndex === null) return;
    scrollTo(ownIndex);
    // The row exists once the list has rendered its new place.
    return later(60, () => body.current?.querySelector<HTMLElement>('.b-mine')?.focus({ preventScroll: true }));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only a new wish moves the page, not every change of rank
  }, [goal, filtered]);
}
/** Says how many rows a search has found. */
function useTold(searched: string | undefined, total: number) {
  const m = useMessages(boardMessages);
  useEffect(() => {
    if (searched !== undefined) announce(m.found(formatNumber(total)), 'found');
  }, [searched, total, m]);
}

interface RowsProps {
  board: BoardSummary;
  search: BoardSearch;
  first: BoardWindow;
  own: BoardRow | null;
  hydrated: boolean;
  /** Grows by one each time the viewer asks for the own row. */
  goal: number;
  live: LiveBoard;
}
/** The virtual list (LB-2): only what is near the viewport exists; windows of 100 rows are fetched as they come near. */
export function Rows({ board, search, first, own, hydrated, goal, live }: RowsProps) {
  const body = useRef<HTMLDivElement>(null);
  const narrow = useNarrow();
  const hidden = hiddenOf(search);
  const { total } = first;
  const list = useWindowRows(total, narrow ? CARD_PX : ROW_PX, body);
  const shown = useShown(board, search, first, hydrated ? list : { first: 0, last: Math.min(FIRST_ROWS, total) - 1 }, live);
  const { indexes, rows, failed } = shown;
  const look = { board, axis: axisFor(spanOf(board, first)), hidden };

  const ownIndex =
    [...rows].find(([, row]) => row.teamId !== null && row.teamId === own?.teamId)?.[0] ??
    (isFiltered(search) ? null : (own?.index ?? null));
  const apart = isFiltered(search) && ownIndex === null;
  const ownVisible = hydrated && ownIndex !== null && ownIndex >= list.seenFirst && ownIndex <= list.seenLast;

  useSettle(live, body, first.version, list.topOf, rows);
  useGoal(goal, ownIndex, isFiltered(search), body, list.scrollTo);
  useTold(search.q, total);
  return (
    <Table
      {...look}
      total={total}
      bodyRef={body}
      busy={shown.busy}
      after={own && <Pinned {...look} row={own} inView={ownVisible} apart={apart} />}
    >
      {spacer(hydrated ? list.before : 0)}
      {indexes.map((index) => {
        const row = rows.get(index);
        if (!row) return <Missing key={index} index={index} onRetry={failed && (() => void failed.refetch())} />;
        return (
          <Listed
            key={index}
            {...look}
            index={index}
            row={row}
            mine={row.teamId !== null && row.teamId === own?.teamId}
            measured={hydrated}
            rankHere={isWholeTeams(search) ? filteredRank(rows, index) : null}
          />
        );
      })}
      {spacer(hydrated ? list.after : 0)}
    </Table>
  );
}
