import type { BoardRow, BoardSummary } from '../../../api/views.ts';
import { formatNumber, formatScore } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { Sparkline } from '../../../ui/Sparkline.tsx';
import { useAgo } from '../../../ui/Time.tsx';
import { place, type Axis } from '../axis.ts';
import { boardMessages } from '../messages.ts';
import type { Hideable } from '../queries.ts';
import { rankMove, type RankMove } from '../window.ts';

export interface RowProps {
  row: BoardRow;
  board: BoardSummary;
  axis: Axis | null;
  hidden: ReadonlySet<Hideable>;
  mine: boolean;
  /** The place among the listed ones when a filter leaves teams out. */
  rankHere: number | null;
}
/** The change of rank in words; the arrow is only for the eye (G9). */
function useMoveText(move: RankMove): { text: string; words: string | undefined } {
  const m = useMessages(boardMessages);
  switch (move.kind) {
    case 'none':
      return { text: '', words: undefined };
    case 'new':
      return { text: m.fresh, words: undefined };
    case 'same':
      return { text: '–', words: m.same };
    default:
      return { text: `${move.kind === 'up' ? '▲' : '▼'} ${move.by}`, words: m[move.kind](move.by) };
  }
}
/** The score as a point on the shared axis. Few elements on purpose: a row has at most twenty (LB-2). */
function Dot({ axis, score, baseline }: { axis: Axis | null; score: number | null; baseline: boolean }) {
  if (!axis || score === null) return null;
  const { percent, outside } = place(axis, score);
  return (
    <svg className="axis-row" width="100%" height="24" aria-hidden="true">
      {outside ? (
        <text x={percent < 50 ? '0' : '100%'} y="16" textAnchor={percent < 50 ? 'start' : 'end'} className="axis-out">
          {percent < 50 ? '←' : '→'}
        </text>
      ) : (
        <circle cx={`${percent}%`} cy="12" r={baseline ? 4 : 5} className={baseline ? 'axis-dot axis-dot-base' : 'axis-dot'} />
      )}
    </svg>
  );
}
function RankCell({ row, rankHere }: Pick<RowProps, 'row' | 'rankHere'>) {
  const m = useMessages(boardMessages);
  return (
    <div role="cell" className="b-rank num">
      {row.rank === null ? m.baseline : (rankHere ?? row.rank)}
      {row.tied && <small> {m.tied}</small>}
      {row.rank !== null && rankHere !== null && rankHere !== row.rank && <small className="b-whole"> {m.whole(row.rank)}</small>}
    </div>
  );
}
/** The best score after each improvement, as a line; in words for those who don't see it. */
function TrendCell({ row, board }: Pick<RowProps, 'row' | 'board'>) {
  const m = useMessages(boardMessages);
  const [primary] = board.columns;
  const decimals = primary?.decimals ?? 5;
  const [first] = row.trend;
  const improved = row.trend.length > 1 && row.rank !== null;
  return (
    <div
      role="cell"
      className="b-trend"
      aria-label={
        improved && first !== undefined
          ? m.trendOf(row.trend.length - 1, formatScore(first, decimals), formatScore(row.trend.at(-1), decimals))
          : undefined
      }
    >
      {improved && <Sparkline values={row.trend} direction={primary?.direction ?? 'desc'} />}
    </div>
  );
}
/** The cells of one row; the caller gives the element around them (its role, index and keys). */
export function RowCells({ row, board, axis, hidden, mine, rankHere }: RowProps) {
  const m = useMessages(boardMessages);
  const lang = useLang();
  const baseline = row.rank === null;
  const [primary, ...others] = board.columns;
  const score = row.scores[0] ?? null;
  const decimals = primary?.decimals ?? 5;
  const move = useMoveText(rankMove(row));
  const at = useAgo(row.lastAt);
  return (
    <>
      <RankCell row={row} rankHere={rankHere} />
      {!hidden.has('change') && (
        <div role="cell" className={`b-change num move-${rankMove(row).kind}`} aria-label={move.words}>
          {move.text}
        </div>
      )}
      <div role="cell" className="b-team">
        <b>
          {row.baselineName?.[lang] ?? row.team}
          {mine && ` (${m.mine})`}
        </b>
        {row.country !== null && <span className="tag tag-code">{row.country}</span>}
        {baseline ? m.baselineNote : row.affiliation === '' ? m.individual : row.affiliation}
      </div>
      <div role="cell" className="b-score num" title={m.stored(row.scores.map(String).join(', '))}>
        {formatScore(score, decimals)}
        {others.length > 0 && (
          <small>{others.map((column, i) => `${column.name[lang]} ${formatScore(row.scores[i + 1], column.decimals)}`).join(' · ')}</small>
        )}
      </div>
      <div role="cell" className="b-axis">
        <Dot axis={axis} score={score} baseline={baseline} />
      </div>
      {!hidden.has('trend') && <TrendCell row={row} board={board} />}
      {!hidden.has('submissions') && (
        <div role="cell" className="b-subs num" data-label={m.submissions}>
          {formatNumber(row.submissions)}
        </div>
      )}
      {!hidden.has('last') && (
        <div role="cell" className="b-last num" aria-label={`${at.ago}, ${at.full}`}>
          <time dateTime={row.lastAt} title={at.full}>
            {at.ago}
          </time>
        </div>
      )}
    </>
  );
}
