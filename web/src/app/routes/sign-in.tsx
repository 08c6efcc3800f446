import { useSuspenseQuery } from '@tanstack/react-query';
import { accountMessages } from '../../features/accounts/messages.ts';
import { sessionQuery } from '../../features/accounts/queries.ts';
import { SignInForm } from '../../features/accounts/SignInForm.tsx';
import { useApi } from '../../lib/api.ts';
import { useClock } from '../../lib/clock.ts';
import { useLang, useMessages } from '../../lib/lang.ts';
import { paths } from '../../lib/paths.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { Link } from '../../ui/Link.tsx';
import { useReturn } from './useReturn.ts';

export function SignInPage() {
  const m = useMessages(accountMessages);
  const lang = useLang();
  const { next, query, goBack } = useReturn();
  const { account, demo } = useSuspenseQuery(sessionQuery(useApi(), useClock())).data;
  return (
    <div className="wrap page">
      <div className="narrow stack">
        <h1 className="page-title">{m.signIn}</h1>
        {account ? (
          <>
            <p>{m.already}</p>
            <LinkButton href={next}>{m.goOn}</LinkButton>
          </>
        ) : (
          <>
            <p className="muted">{m.signInLead}</p>
            {demo && <p className="notice">{m.demo}</p>}
            <SignInForm onDone={goBack} />
            <p>
              {m.noAccount}{' '}
              <Link className="link" href={`${paths.register(lang)}${query}`}>
                {m.register}
              </Link>
            </p>
          </>
        )}
      </div>
    </div>
  );
}
