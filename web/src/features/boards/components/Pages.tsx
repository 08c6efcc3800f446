import type { BoardRow, BoardSummary, BoardWindow } from '../../../api/views.ts';
import { formatNumber } from '../../../lib/format.ts';
import { useMessages } from '../../../lib/lang.ts';
import { LinkButton } from '../../../ui/Button.tsx';
import { axisFor } from '../axis.ts';
import { boardMessages } from '../messages.ts';
import { isWholeTeams, WINDOW, type BoardSearch } from '../queries.ts';
import { filteredRank, rowKey, rowsByIndex, spanOf } from '../window.ts';
import { hiddenOf, rowClass, Table } from './Table.tsx';
import { RowCells } from './Row.tsx';

/** LB-3: a hundred rows of plain HTML per page, for those whom a virtual list does not serve. */
export function Pages({
  window,
  board,
  search,
  own,
  address,
}: {
  window: BoardWindow;
  board: BoardSummary;
  search: BoardSearch;
  own: BoardRow | null;
  address: (change: Partial<BoardSearch>) => string;
}) {
  const m = useMessages(boardMessages);
  const hidden = hiddenOf(search);
  const axis = axisFor(spanOf(board, window));
  const rows = rowsByIndex([window]);
  const next = window.offset + WINDOW;
  return (
    <>
      <Table board={board} axis={axis} hidden={hidden} total={window.total}>
        {window.rows.map((row, i) => {
          const mine = row.teamId !== null && row.teamId === own?.teamId;
          return (
            <div key={rowKey(row)} role="row" aria-rowindex={window.offset + i + 2} className={rowClass(row, mine)}>
              <RowCells
                row={row}
                board={board}
                axis={axis}
                hidden={hidden}
                mine={mine}
                rankHere={isWholeTeams(search) ? filteredRank(rows, window.offset + i) : null}
              />
            </div>
          );
        })}
      </Table>
      <nav className="pager" aria-label={m.pagesLabel}>
        {window.offset > 0 && <LinkButton href={address({ offset: window.offset - WINDOW || undefined })}>{m.previous}</LinkButton>}
        <span className="num">
          {m.page(formatNumber(window.offset + 1), formatNumber(window.offset + window.rows.length), formatNumber(window.total))}
        </span>
        {next < window.total && <LinkButton href={address({ offset: next })}>{m.next}</LinkButton>}
      </nav>
    </>
  );
}
