import type { ReactNode, Ref } from 'react';
import type { BoardRow, BoardSummary } from '../../../api/views.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import type { Axis } from '../axis.ts';
import { boardMessages } from '../messages.ts';
import { HIDEABLE, type BoardSearch, type Hideable } from '../queries.ts';
import { HeaderRow } from './Header.tsx';

export const hiddenOf = (search: BoardSearch): ReadonlySet<Hideable> =>
  new Set(HIDEABLE.filter((column) => search.hide?.split(',').includes(column)));
export const rowClass = (row: BoardRow, mine: boolean): string => `b-row${row.rank === null ? ' b-baseline' : ''}${mine ? ' b-mine' : ''}`;

/** The frame of the table: roles, counts, header (LB-3). `after` comes below the rows and is part of the table. */
export function Table({
  board,
  axis,
  hidden,
  total,
  busy = false,
  bodyRef,
  after,
  children,
}: {
  board: BoardSummary;
  axis: Axis | null;
  hidden: ReadonlySet<Hideable>;
  total: number;
  busy?: boolean;
  bodyRef?: Ref<HTMLDivElement>;
  after?: ReactNode;
  children: ReactNode;
}) {
  const m = useMessages(boardMessages);
  const lang = useLang();
  return (
    <div
      role="table"
      aria-label={m.caption(board.name[lang])}
      aria-rowcount={total + 1}
      aria-busy={busy || undefined}
      className={`b-table ax-${axis ? axis.ticks.length - 1 : 1} ${HIDEABLE.filter((column) => hidden.has(column))
        .map((column) => `no-${column}`)
        .join(' ')}`}
    >
      <div role="rowgroup" className="b-head-group">
        <HeaderRow board={board} axis={axis} hidden={hidden} />
      </div>
      <div role="rowgroup" className="b-body" ref={bodyRef}>
        {children}
      </div>
      {after}
    </div>
  );
}
