import { useSuspenseQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { JoinForm } from '../../features/challenges/components/JoinForm.tsx';
import { joinMessages } from '../../features/challenges/join.ts';
import { sessionQuery } from '../../features/accounts/queries.ts';
import { useApi } from '../../lib/api.ts';
import { useClock } from '../../lib/clock.ts';
import { useLang, useMessages } from '../../lib/lang.ts';
import { paths } from '../../lib/paths.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { Link } from '../../ui/Link.tsx';
import { notify } from '../../ui/notes.ts';
import { useChallenge } from './useChallenge.ts';
import '../../features/challenges/challenges.css';

/** Joining: sign in, then consent and a team name. */
export function JoinPage() {
  const m = useMessages(joinMessages);
  const lang = useLang();
  const router = useRouter();
  const { challenge, participation } = useChallenge();
  const { account } = useSuspenseQuery(sessionQuery(useApi(), useClock())).data;
  const here = paths.join(lang, challenge.slug);
  return (
    <div className="wrap page">
      <div className="narrow stack">
        <p className="crumb">
          <Link href={paths.challenge(lang, challenge.slug)}>{challenge.title[lang]}</Link>
          <span aria-hidden="true">/</span>
          <span>{m.title}</span>
        </p>
        <h1 className="page-title">{m.title}</h1>
        {participation?.team ? (
          <>
            <p>{m.already(participation.team.name)}</p>
            <LinkButton look="primary" href={paths.submit(lang, challenge.slug)}>
              {m.toSubmit}
            </LinkButton>
          </>
        ) : account === null ? (
          <>
            <p>{m.signInFirst}</p>
            <div className="panel-actions">
              <LinkButton look="primary" href={`${paths.register(lang)}?next=${encodeURIComponent(here)}`}>
                {m.register}
              </LinkButton>
              <LinkButton href={`${paths.signIn(lang)}?next=${encodeURIComponent(here)}`}>{m.signIn}</LinkButton>
            </div>
          </>
        ) : (
          <JoinForm
            challenge={challenge}
            viewer={account.id}
            onDone={(team) => {
              notify({ text: m.joined(team) });
              void router.navigate({ href: paths.submit(lang, challenge.slug) } as never);
            }}
          />
        )}
      </div>
    </div>
  );
}
