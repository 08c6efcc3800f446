import type { SubmissionRow } from '../../../api/views.ts';
import { formatNumber } from '../../../lib/format.ts';
import { useMessages } from '../../../lib/lang.ts';
import { submissionMessages } from '../messages.ts';

/** An arrow with its meaning in words (G9). */
export function RankMove({ change, short = false }: { change: NonNullable<SubmissionRow['rankChange']>; short?: boolean }) {
  const m = useMessages(submissionMessages);
  const { before, after } = change;
  if (after === null) return null;
  if (before === null) return <span className="move move-new">{short ? m.newShort : m.newOnBoard}</span>;
  const moved = before - after;
  const text = moved === 0 ? m.same : moved > 0 ? m.up(formatNumber(moved)) : m.down(formatNumber(-moved));
  return (
    <span className={moved === 0 ? 'move' : moved > 0 ? 'move move-up' : 'move move-down'}>
      <span aria-hidden="true" className="num">
        {moved === 0 ? '–' : `${moved > 0 ? '▲' : '▼'} ${formatNumber(Math.abs(moved))}`}
      </span>
      <span className="vh">{text}</span>
    </span>
  );
}
