import { useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ChallengeCard } from '../../../api/views.ts';
import { useApi } from '../../../lib/api.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { paths } from '../../../lib/paths.ts';
import { LinkButton } from '../../../ui/Button.tsx';
import { Time } from '../../../ui/Time.tsx';
import { listMessages } from '../list.ts';
import { challengeMessages } from '../messages.ts';
import { participationQuery } from '../queries.ts';

/** The slugs of the running challenges in which the viewer has a team. `viewer`: the account's id; null when nobody is signed in. */
export function useJoined(challenges: readonly ChallengeCard[], viewer: string | null): ReadonlySet<string> {
  const api = useApi();
  const running = challenges.filter(({ stage }) => stage === 'running');
  const answers = useQueries({ queries: running.map(({ slug }) => participationQuery(api, slug, viewer)) });
  return new Set(running.filter((_, i) => answers[i]?.data?.team).map(({ slug }) => slug));
}
/** HO-4: what the viewer is in the middle of, above the list. */
export function Resume({
  challenges,
  joined,
  doing,
}: {
  challenges: readonly ChallengeCard[];
  joined: ReadonlySet<string>;
  /** What the viewer has begun in a challenge and not ended. */
  doing: (card: ChallengeCard) => ReactNode;
}) {
  const m = useMessages(challengeMessages);
  const l = useMessages(listMessages);
  const lang = useLang();
  const mine = challenges.filter(({ slug }) => joined.has(slug));
  if (mine.length === 0) return null;
  return (
    <section className="resume" aria-labelledby="resume-title">
      <h2 id="resume-title">{l.continue}</h2>
      <ul>
        {mine.map((card) => (
          <li key={card.slug}>
            <div>
              <b>{card.title[lang]}</b>
              {card.nextBoundary && (
                <p className="muted">
                  {m.boundary[card.nextBoundary.kind]} <Time at={card.nextBoundary.at} />
                </p>
              )}
              {doing(card)}
            </div>
            <LinkButton href={paths.submissions(lang, card.slug)}>{m.tabs.mine}</LinkButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
