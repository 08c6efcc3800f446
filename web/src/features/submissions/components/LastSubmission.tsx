import type { SubmissionRow } from '../../../api/views.ts';
import { formatScore } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { paths } from '../../../lib/paths.ts';
import { Link } from '../../../ui/Link.tsx';
import { Sparkline } from '../../../ui/Sparkline.tsx';
import { TimeAgo } from '../../../ui/Time.tsx';
import { submissionMessages } from '../messages.ts';
import { countedOf, historyOf } from '../stages.ts';
import { useOwnRank } from '../queries.ts';
import { RankThen } from './RankMove.tsx';
import { StateTag } from './StateTag.tsx';
import '../submissions.css';

/** The newest submission beside a new one: score, rank then, and the way there. `rows`: newest first. */
export function LastSubmission({ rows, slug }: { rows: readonly SubmissionRow[]; slug: string }) {
  const m = useMessages(submissionMessages);
  const lang = useLang();
  const [row] = rows;
  const counted = row === undefined ? null : countedOf(row.state);
  const own = useOwnRank(counted !== null);
  const score = row?.scores[0];
  // Then the rank is what an earlier one brought.
  const [value, before] = [score?.value ?? null, row?.bestBefore ?? null];
  const isBest = value === null || before === null || (score?.direction === 'asc' ? value < before : value > before);
  const values = historyOf(rows).map(({ value }) => value);
  return (
    <section className="side last" aria-labelledby="last-title">
      <h2 id="last-title">{m.last}</h2>
      {!row ? (
        <p className="muted">{m.lastNone}</p>
      ) : (
        <>
          {row.state !== 'SCORED' && (
            <p className="last-state">
              <StateTag state={row.state} />
            </p>
          )}
          {score && counted !== null && (
            <p className={counted ? 'last-score num' : 'last-score num past'}>{formatScore(score.value, score.decimals)}</p>
          )}
          <p className="last-facts num">
            {counted === true && !isBest && <span>{m.notBest}</span>}
            {counted !== null && <RankThen change={row.rankChange} counted={counted} now={own?.rank} />}
            <Link className="link" href={paths.submission(lang, slug, row.id)}>
              {m.submission(row.number)}
            </Link>
            <span className="muted">
              <TimeAgo at={row.receivedAt} />
            </span>
          </p>
          {values.length > 1 && <Sparkline values={values} direction={score?.direction ?? 'desc'} width={336} height={48} />}
        </>
      )}
      <p>
        <Link className="link" href={paths.submissions(lang, slug)}>
          {m.all}
        </Link>
      </p>
    </section>
  );
}
