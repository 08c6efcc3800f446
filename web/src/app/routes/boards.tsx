import { useSuspenseQuery } from '@tanstack/react-query';
import { challengeMessages } from '../../features/challenges/messages.ts';
import { challengesQuery } from '../../features/challenges/queries.ts';
import { byUrgency } from '../../features/challenges/schedule.ts';
import { useApi } from '../../lib/api.ts';
import { formatNumber, formatScore } from '../../lib/format.ts';
import { useLang, useMessages } from '../../lib/lang.ts';
import { paths } from '../../lib/paths.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { Link } from '../../ui/Link.tsx';
import { EmptyState } from '../../ui/Panels.tsx';
import { DistributionBars } from '../../ui/Sparkline.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { titles } from '../titles.ts';
import '../../features/challenges/challenges.css';

/** Every board with its leading score; the boards themselves are one press away. */
export function BoardsPage() {
  const m = useMessages(challengeMessages);
  const t = useMessages(titles);
  const lang = useLang();
  const { items } = useSuspenseQuery(challengesQuery(useApi())).data;
  const shown = [...items].sort(byUrgency).filter(({ stage }) => stage !== 'upcoming');
  return (
    <div className="wrap page">
      <h1 className="page-title">{t.boards}</h1>
      <div className="list-head" />
      {shown.length === 0 && <EmptyState title={m.noChallenges}>{m.noChallengesText}</EmptyState>}
      <ul>
        {shown.map((card) => (
          <li key={card.slug} className="bl-row">
            <div>
              <p className="tags">
                <Tag tone={card.stage === 'running' ? 'live' : 'plain'}>{m.stageTag[card.stage]}</Tag>
              </p>
              <h2>
                <Link href={paths.challenge(lang, card.slug, 'leaderboard')}>{card.title[lang]}</Link>
              </h2>
              <p className="muted">
                {card.metric.name[lang]} ({m.better[card.metric.direction]})
              </p>
            </div>
            <div>
              <p className="bl-score num">{card.leading === null ? m.notScored : formatScore(card.leading, card.metric.decimals)}</p>
              <p className="muted num">{m.teams(formatNumber(card.teams))}</p>
            </div>
            <div>
              {card.distribution.length > 0 && (
                <DistributionBars counts={card.distribution} label={m.distribution(formatNumber(card.teams))} note={m.distributionNote} />
              )}
            </div>
            <LinkButton href={paths.challenge(lang, card.slug, 'leaderboard')}>{m.board}</LinkButton>
          </li>
        ))}
      </ul>
    </div>
  );
}
