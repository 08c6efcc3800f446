import type { ChallengeCard } from '../../../api/views.ts';
import { formatNumber, formatScore } from '../../../lib/format.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { paths } from '../../../lib/paths.ts';
import { LinkButton } from '../../../ui/Button.tsx';
import { Link } from '../../../ui/Link.tsx';
import { DistributionBars } from '../../../ui/Sparkline.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { Countdown, Time } from '../../../ui/Time.tsx';
import { listMessages } from '../list.ts';
import { challengeMessages } from '../messages.ts';

/** The one action that fits the viewer and the state (HO-1). */
function Action({ card, joined }: { card: ChallengeCard; joined: boolean }) {
  const m = useMessages(challengeMessages);
  const l = useMessages(listMessages);
  const lang = useLang();
  if (card.stage === 'running' && joined)
    return (
      <LinkButton look="primary" href={paths.submit(lang, card.slug)}>
        {m.submit}
      </LinkButton>
    );
  if (card.stage === 'running') return <LinkButton href={paths.join(lang, card.slug)}>{m.joinThis}</LinkButton>;
  if (card.stage === 'upcoming') return <LinkButton href={paths.challenge(lang, card.slug)}>{l.details}</LinkButton>;
  return <LinkButton href={paths.challenge(lang, card.slug, 'leaderboard')}>{m.board}</LinkButton>;
}
/** One challenge of the list: what, how many, how well, until when, and the next step (HO-1). */
export function ChallengeEntry({ card, joined }: { card: ChallengeCard; joined: boolean }) {
  const m = useMessages(challengeMessages);
  const l = useMessages(listMessages);
  const lang = useLang();
  const teams = formatNumber(card.teams);
  return (
    <li className="entry">
      <div className="entry-what">
        <p className="tags">
          <Tag tone="live">{card.field[lang]}</Tag>
          {card.routes.length > 0 && <Tag>{card.routes.map((route) => m.routes[route]).join(' · ')}</Tag>}
        </p>
        <h3>
          <Link href={paths.challenge(lang, card.slug)}>{card.title[lang]}</Link>
        </h3>
        <p className="entry-summary">{card.summary[lang]}</p>
      </div>
      <div className="entry-how">
        <p className="label">{m.participation}</p>
        <p className="entry-teams num">{m.teams(teams)}</p>
        <p className="entry-score num">
          {card.leading === null ? (
            m.notScored
          ) : (
            <Link className="link" href={paths.challenge(lang, card.slug, 'leaderboard')}>
              {`${card.metric.name[lang]} ${formatScore(card.leading, card.metric.decimals)}`}
            </Link>
          )}
        </p>
        {card.distribution.length > 0 && (
          <DistributionBars counts={card.distribution} label={m.distribution(teams)} note={m.distributionNote} />
        )}
      </div>
      <div className="entry-when">
        {card.nextBoundary === null ? (
          <p className="label">{l.ended}</p>
        ) : (
          <>
            <p className="label">{l.until[card.nextBoundary.kind]}</p>
            <Countdown {...card.nextBoundary} />
            <Time at={card.nextBoundary.at} second="line" suffix={card.nextBoundary.kind === 'opens' ? ` ${l.phaseOpens}` : undefined} />
          </>
        )}
      </div>
      <div className="entry-do">
        <Action card={card} joined={joined} />
      </div>
    </li>
  );
}
