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

/**
 * The rank a submission brought its team, and the team's rank of now where it differs (`now`: undefined while it is not known, null without one).
 * One that no longer counts is told as past, without an arrow.
 */
export function RankThen({
  change,
  counted,
  now,
}: {
  change: SubmissionRow['rankChange'];
  counted: boolean;
  now: number | null | undefined;
}) {
  const m = useMessages(submissionMessages);
  const after = change?.after ?? null;
  if (change === null || after === null) return null;
  const isNow = counted && (now === undefined || now === after);
  return (
    <>
      <span className={counted ? undefined : 'past'}>{isNow ? m.rank(formatNumber(after)) : m.rankThen(formatNumber(after))}</span>
      {counted && <RankMove change={change} />}
      {!isNow && now !== undefined && <span>{now === null ? m.noRankNow : m.rankOfNow(formatNumber(now))}</span>}
    </>
  );
}
