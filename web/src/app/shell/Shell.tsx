import type { Lang } from '@gac/shared/values';
import { Outlet, useRouter, useRouterState } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useState, type ComponentType } from 'react';
import { isReachable } from '../../lib/connection.ts';
import { LangContext, langOfPath } from '../../lib/lang.ts';
import { useShortcuts } from '../../lib/keys.ts';
import { Announcer } from '../../ui/Announcer.tsx';
import { Toasts } from '../../ui/toasts.tsx';
import type { AppContext } from '../context.ts';
import { headOf } from '../head.ts';
import { Footer } from './Footer.tsx';
import { Header } from './Header.tsx';
import { shellMessages } from './messages.ts';
import { OfflineStrip } from './OfflineStrip.tsx';

type Overlay = ComponentType<{ onClose: () => void }>;
const overlays = { palette: () => import('./Palette.tsx'), shortcuts: () => import('./Shortcuts.tsx') };

/** What lies over the page, fetched when asked for. Without a connection nothing opens and the strip says why; the page stays as it is. */
function useOverlay() {
  const [Shown, setShown] = useState<Overlay | null>(null);
  const open = (name: keyof typeof overlays) =>
    void overlays[name]().then(
      (module) => setShown(() => module.default),
      () => isReachable(),
    );
  return { Shown, open, close: () => setShown(null) };
}

/** Title, language and focus follow the address (G2). The first page keeps what the server wrote. */
function useArrival(lang: Lang): void {
  const router = useRouter();
  const title = useRouterState({ select: ({ matches }) => headOf(matches, lang).title });
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, toLocation, pathChanged }) => {
        document.documentElement.lang = langOfPath(toLocation.pathname) ?? document.documentElement.lang;
        if (!fromLocation || !pathChanged) return;
        const heading = document.querySelector<HTMLElement>('main h1');
        heading?.setAttribute('tabindex', '-1');
        heading?.focus({ preventScroll: true });
      }),
    [router],
  );
}

/** Header, main, footer and what lies over them. */
export function Shell() {
  const router = useRouter();
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  const lang = langOfPath(pathname) ?? (router.options.context as AppContext).initialLang;
  const { Shown, open, close } = useOverlay();
  const openPalette = useEffectEvent(() => open('palette'));
  useArrival(lang);
  useShortcuts({ '?': () => open('shortcuts') });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.code === 'KeyK') {
        event.preventDefault();
        openPalette();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <LangContext value={lang}>
      <a className="skip" href="#main">
        {shellMessages[lang].skip}
      </a>
      <Header onSearch={() => open('palette')} />
      <OfflineStrip />
      <main id="main" tabIndex={-1}>
        <Outlet />
      </main>
      <Footer onShortcuts={() => open('shortcuts')} />
      <Announcer />
      <Toasts />
      {Shown && <Shown onClose={close} />}
    </LangContext>
  );
}
