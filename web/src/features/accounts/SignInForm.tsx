import { useState, type SubmitEvent } from 'react';
import { useMessages } from '../../lib/lang.ts';
import { SendButton } from '../../ui/SendButton.tsx';
import { ErrorSummary, type FormError } from '../../ui/ErrorSummary.tsx';
import { ErrorPanel } from '../../ui/Panels.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { accountMessages } from './messages.ts';
import { useSignIn } from './queries.ts';

/** Email and password. Uncontrolled, so that what the browser filled in before the script ran is kept. */
export function SignInForm({ onDone }: { onDone: (name: string) => void }) {
  const m = useMessages(accountMessages);
  const signIn = useSignIn();
  const [missing, setMissing] = useState<readonly FormError[]>([]);
  const [attempts, setAttempts] = useState(0);
  const errorOf = (field: string) => missing.find((error) => error.field === field)?.text ?? null;
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (name: string) => {
      const value = data.get(name);
      return typeof value === 'string' ? value : '';
    };
    const email = text('email').trim();
    const password = text('password');
    setMissing([
      ...(email === '' ? [{ field: 'email', text: m.need.email }] : []),
      ...(password === '' ? [{ field: 'password', text: m.need.passwordEmpty }] : []),
    ]);
    setAttempts((n) => n + 1);
    if (email === '' || password === '') return;
    const result = await signIn.mutateAsync({ email, password });
    if (result.ok) onDone(result.data.account?.name ?? '');
  };
  return (
    <form className="form" noValidate onSubmit={(event) => void submit(event)}>
      <ErrorSummary title={m.errors(missing.length)} errors={missing} attempt={attempts} />
      {signIn.data?.ok === false && <ErrorPanel problem={signIn.data.problem} />}
      <TextField label={m.email} name="email" type="email" autoComplete="username" isRequired error={errorOf('email')} />
      <TextField
        label={m.password}
        name="password"
        type="password"
        reveal={m.show}
        autoComplete="current-password"
        isRequired
        error={errorOf('password')}
      />
      <SendButton type="submit" look="primary" large wide busy={signIn.isPending}>
        {m.signIn}
      </SendButton>
    </form>
  );
}
