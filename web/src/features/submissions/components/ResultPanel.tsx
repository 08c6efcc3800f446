import type { SubmissionView } from '../../../api/views.ts';
import { formatNumber, formatScore } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { paths } from '../../../lib/paths.ts';
import { Link } from '../../../ui/Link.tsx';
import { submissionMessages, type SubmissionMessages } from '../messages.ts';
import { useOwnRank } from '../queries.ts';
import { countedOf, gainOver } from '../stages.ts';
import { RankMove, RankThen } from './RankMove.tsx';

/** The sentence about the own best; null when there is no score. */
function gainText(view: Pick<SubmissionView, 'scores' | 'bestBefore'>, m: SubmissionMessages): string | null {
  const score = view.scores[0];
  if (!score || score.value === null) return null;
  const gain = gainOver(score, view.bestBefore);
  const best = formatScore(view.bestBefore, score.decimals);
  if (gain === null) return m.firstScore;
  const size = formatNumber(Math.abs(gain), score.decimals);
  return gain === 0 ? m.equal(best) : gain > 0 ? m.better(size, best) : m.worse(size, best);
}
/** Score, rank before and after, change against the own best (SU-11). */
export function ResultPanel({ view }: { view: SubmissionView }) {
  const m = useMessages(submissionMessages);
  const lang = useLang();
  const [main, ...others] = view.scores;
  const { rankChange } = view;
  const counted = countedOf(view.state) === true;
  const own = useOwnRank(!counted);
  if (!main) return null;
  return (
    <section className="result" aria-label={m.result}>
      <div className="result-score">
        <p className="label">{main.name[lang]}</p>
        <p className={counted ? 'result-value num' : 'result-value num past'}>{formatScore(main.value, main.decimals)}</p>
        {others.length > 0 && (
          <dl className="result-others">
            {others.map((score) => (
              <div key={score.key}>
                <dt>{score.name[lang]}</dt>
                <dd className="num">{formatScore(score.value, score.decimals)}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
      <div className="result-rank">
        {rankChange === null || rankChange.after === null ? (
          view.state === 'SCORED' && <p className="muted">{m.rankLater}</p>
        ) : !counted ? (
          <p className="result-then num">
            <RankThen change={rankChange} counted={false} now={own?.rank} />
          </p>
        ) : (
          <>
            <p className="result-move num">
              {rankChange.before === null || rankChange.before === rankChange.after
                ? m.rank(formatNumber(rankChange.after))
                : m.fromTo(formatNumber(rankChange.before), formatNumber(rankChange.after))}{' '}
              <RankMove change={rankChange} />
            </p>
            <p className="muted num">{m.ofTeams(formatNumber(rankChange.teams))}</p>
          </>
        )}
        {counted && <p className="result-gain">{gainText(view, m)}</p>}
        <Link className="link" href={paths.challenge(lang, view.challengeSlug, 'leaderboard')}>
          {m.board}
        </Link>
      </div>
    </section>
  );
}
