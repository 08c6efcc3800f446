import { accountMessages } from '../../features/accounts/messages.ts';
import { RegisterForm } from '../../features/accounts/register.form.tsx';
import { useLang, useMessages } from '../../lib/lang.ts';
import { paths } from '../../lib/paths.ts';
import { Link } from '../../ui/Link.tsx';
import { useReturn } from './useReturn.ts';

export function RegisterPage() {
  const m = useMessages(accountMessages);
  const lang = useLang();
  const { query, goBack } = useReturn();
  return (
    <div className="wrap page">
      <div className="narrow stack">
        <h1 className="page-title">{m.register}</h1>
        <p className="muted">{m.registerLead}</p>
        <RegisterForm onDone={goBack} />
        <p>
          {m.haveAccount}{' '}
          <Link className="link" href={`${paths.signIn(lang)}${query}`}>
            {m.signIn}
          </Link>
        </p>
      </div>
    </div>
  );
}
