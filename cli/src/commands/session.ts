import { SessionView } from '@gac/shared/contract/accounts';
import type { Command, CommandContext } from '../context.ts';
import { refuse } from '../refused.ts';

/** Addresses of this computer itself: what is sent there nobody else hears. */
const isPrivate = (server: string): boolean => {
  const { protocol, hostname } = new URL(server);
  return protocol === 'https:' || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
};

async function credentials({ run, machine, m }: CommandContext): Promise<{ email: string; password: string }> {
  const email = run.text('email') ?? (await machine.ask(m.email, false));
  const password = machine.env['GAC_PASSWORD'] || (email && (await machine.ask(m.password, true)));
  if (!email || !password) throw refuse('no-password', '');
  return { email, password };
}

export const login: Command = async (context) => {
  const { api, m, note } = context;
  if (!isPrivate(api.server)) note(m.plainHttp(api.server));
  const session = await api.post('/api/session', await credentials(context), SessionView);
  if (!session.account) throw refuse('not-this-api', api.server);
  return { value: session, lines: [m.signedIn(session.account.name, session.account.email, api.server)] };
};

export const logout: Command = async ({ api, m }) => {
  try {
    await (await api.request('DELETE', '/api/session')).arrayBuffer();
  } finally {
    // Also when the server does not answer: on this computer the person is signed out.
    await api.forget();
  }
  return { value: { server: api.server, account: null }, lines: [m.signedOut(api.server)] };
};

export const whoami: Command = async ({ api, m }) => {
  const session = await api.get('/api/session', SessionView);
  const { account } = session;
  if (!account) return { value: session, lines: [m.nobody(api.server)], exit: 1 };
  return { value: session, lines: [m.signedIn(account.name, account.email, api.server)] };
};
