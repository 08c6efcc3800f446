import type { BoardSummary } from '../../../api/views.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { place, type Axis } from '../axis.ts';
import { boardMessages } from '../messages.ts';
import type { Hideable } from '../queries.ts';

/** Values along the axis that all rows share. */
function AxisTicks({ axis }: { axis: Axis }) {
  return (
    <svg className="axis-head num" width="100%" height="24" aria-hidden="true">
      {axis.ticks.map(
        ({ value, label }) =>
          label !== null && (
            <text key={value} x={`${place(axis, value).percent}%`} y="16" textAnchor="middle">
              {label}
            </text>
          ),
      )}
    </svg>
  );
}
/** Column names, and the axis that all rows share. The server sorts by rank. */
export function HeaderRow({ board, axis, hidden }: { board: BoardSummary; axis: Axis | null; hidden: ReadonlySet<Hideable> }) {
  const m = useMessages(boardMessages);
  const lang = useLang();
  const [primary, ...others] = board.columns;
  return (
    <div role="row" aria-rowindex={1} className="b-row b-head">
      <div role="columnheader" aria-sort="ascending" className="b-rank">
        {m.rank}
      </div>
      {!hidden.has('change') && (
        <div role="columnheader" className="b-change">
          {m.change}
        </div>
      )}
      <div role="columnheader" className="b-team">
        {m.team}
      </div>
      <div role="columnheader" className="b-score">
        {primary?.name[lang] ?? m.score}
        {others.length > 0 && <small>{others.map(({ name }) => name[lang]).join(' · ')}</small>}
      </div>
      <div role="columnheader" className="b-axis">
        <span className="vh">{m.axis(primary?.name[lang] ?? m.score)}</span>
        {axis && <AxisTicks axis={axis} />}
      </div>
      {!hidden.has('trend') && (
        <div role="columnheader" className="b-trend">
          {m.trend}
        </div>
      )}
      {!hidden.has('submissions') && (
        <div role="columnheader" className="b-subs">
          {m.submissions}
        </div>
      )}
      {!hidden.has('last') && (
        <div role="columnheader" className="b-last">
          {m.last}
        </div>
      )}
    </div>
  );
}
