import { useRouter, useSearch } from '@tanstack/react-router';
import { useLang, useMessages } from '../../lib/lang.ts';
import { paths, safeReturn } from '../../lib/paths.ts';
import { accountMessages } from '../../features/accounts/messages.ts';
import { announce } from '../../ui/Announcer.tsx';

/** Where to go after signing in or registering: `?next=`, if it is an address of ours, else home. */
export function useReturn(): { next: string; query: string; goBack: (name: string) => void } {
  const router = useRouter();
  const lang = useLang();
  const m = useMessages(accountMessages);
  const search: { next?: string } = useSearch({ strict: false });
  const asked = safeReturn(search.next);
  const next = asked ?? paths.home(lang);
  return {
    next,
    query: asked === null ? '' : `?next=${encodeURIComponent(asked)}`,
    goBack: (name) => {
      announce(m.welcome(name));
      void router.invalidate().then(() => router.navigate({ href: next, replace: true } as never));
    },
  };
}
