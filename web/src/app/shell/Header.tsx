import { useRouter, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { isOrganizer, useAccount, useSignOut } from '../../features/accounts/queries.ts';
import { useApi } from '../../lib/api.ts';
import { useClock } from '../../lib/clock.ts';
import { inLang, useLang, useMessages } from '../../lib/lang.ts';
import { paths } from '../../lib/paths.ts';
import { announce } from '../../ui/Announcer.tsx';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { CloseIcon, MenuIcon, SearchIcon } from '../../ui/icons.tsx';
import { Link } from '../../ui/Link.tsx';
import { ThemeSwitch } from './Footer.tsx';
import { shellMessages } from './messages.ts';

/** Ticks on a rule with a red point: the mark of an instrument. */
const Mark = () => (
  <svg width="22" height="20" viewBox="0 0 22 20" aria-hidden="true" className="brand-mark">
    <path d="M0 19h22M2.5 19v-3M6.5 19v-6M11 19v-8M15.5 19v-5M19.5 19v-3" />
    <circle cx="11" cy="4" r="2.6" />
  </svg>
);

/** A button that opens a panel under it; closes on Escape, on a press elsewhere, and when the page changes. */
function Disclosure({
  label,
  className,
  button,
  children,
}: {
  label: string;
  className: string;
  button: (open: boolean) => ReactNode;
  children: (close: () => void) => ReactNode;
}) {
  const [openAt, setOpenAt] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const href = useRouterState({ select: ({ location }) => location.href });
  // Open only on the page on which it was opened.
  const open = openAt === href;
  const setOpen = (next: boolean) => setOpenAt(next ? href : null);
  useEffect(() => {
    if (!open) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpenAt(null);
      box.current?.querySelector('button')?.focus();
    };
    const onPress = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) setOpenAt(null);
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('pointerdown', onPress);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('pointerdown', onPress);
    };
  }, [open]);
  return (
    <div className={className} ref={box}>
      <button type="button" className="disclose" aria-expanded={open} aria-label={label} onClick={() => setOpen(!open)}>
        {button(open)}
      </button>
      {open && <div className="disclosed">{children(() => setOpen(false))}</div>}
    </div>
  );
}
function LangSwitch() {
  const lang = useLang();
  const m = useMessages(shellMessages);
  const href = useRouterState({ select: ({ location }) => location.href });
  return (
    <nav className="lang" aria-label={m.language}>
      <Link href={inLang(href, 'ko')} lang="ko" hrefLang="ko" aria-current={lang === 'ko' ? 'true' : undefined} keepScroll>
        한국어
      </Link>
      <span aria-hidden="true">/</span>
      <Link href={inLang(href, 'en')} lang="en" hrefLang="en" aria-current={lang === 'en' ? 'true' : undefined} keepScroll>
        English
      </Link>
    </nav>
  );
}
function MainNav({ className, pathname }: { className: string; pathname: string }) {
  const lang = useLang();
  const m = useMessages(shellMessages);
  const onBoard = pathname.endsWith('/leaderboard') || pathname.endsWith('/leaderboards');
  const onReceipt = pathname.includes('/receipts');
  const onOrganize = pathname.includes('/organize');
  const organizes = isOrganizer(useAccount(useApi(), useClock()));
  const items = [
    {
      href: paths.home(lang),
      label: m.challenges,
      current: !onBoard && !onReceipt && !onOrganize && (pathname === '/' || pathname === `/${lang}` || pathname.includes('/c/')),
    },
    { href: paths.boards(lang), label: m.boards, current: onBoard },
    { href: paths.receipts(lang), label: m.receipts, current: onReceipt },
    ...(organizes ? [{ href: paths.organizeQueue(lang), label: m.organize, current: onOrganize }] : []),
  ];
  return (
    <nav className={className} aria-label={m.mainNav}>
      {items.map(({ href, label, current }) => (
        <Link key={href} href={href} aria-current={current ? 'true' : undefined}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
function AccountPanel({ close }: { close: () => void }) {
  const router = useRouter();
  const m = useMessages(shellMessages);
  const account = useAccount(useApi(), useClock());
  const signOut = useSignOut();
  if (!account) return null;
  return (
    <div className="account-panel">
      <p className="account-name">{account.name}</p>
      <p className="muted">{account.email}</p>
      <Button
        wide
        busy={signOut.isPending}
        onClick={() =>
          void signOut.mutateAsync().then(({ ok }) => {
            if (ok) announce(m.signedOut);
            close();
            // Pages behind the account ask anew what they may show.
            return router.invalidate();
          })
        }
      >
        {m.signOut}
      </Button>
    </div>
  );
}
export function Header({ onSearch }: { onSearch: () => void }) {
  const lang = useLang();
  const m = useMessages(shellMessages);
  const account = useAccount(useApi(), useClock());
  const { pathname, href } = useRouterState({ select: ({ location }) => location });
  const back = pathname.endsWith('/sign-in') || pathname.endsWith('/register') ? '' : `?next=${encodeURIComponent(href)}`;
  const signIn = `${paths.signIn(lang)}${back}`;
  return (
    <header className="top">
      <div className="wrap top-in">
        <Link href={paths.home(lang)} className="brand" aria-label={m.home}>
          <Mark />
          <span>{m.brand}</span>
        </Link>
        <MainNav className="nav" pathname={pathname} />
        <div className="utility">
          <button type="button" className="find" onClick={onSearch} aria-label={m.searchLabel}>
            <SearchIcon size={16} />
            <span>{m.search}</span>
            <kbd>Ctrl K</kbd>
          </button>
          <LangSwitch />
          {account ? (
            <Disclosure
              className="account"
              label={m.account(account.name)}
              button={() => <span className="btn btn-secondary">{account.name}</span>}
            >
              {(close) => (
                <>
                  <AccountPanel close={close} />
                  <ThemeSwitch id="account" />
                </>
              )}
            </Disclosure>
          ) : (
            <LinkButton href={signIn} className="top-sign-in">
              {m.signIn}
            </LinkButton>
          )}
          <Disclosure className="burger" label={m.menu} button={(open) => (open ? <CloseIcon size={24} /> : <MenuIcon size={24} />)}>
            {(close) => (
              <div className="wrap burger-in">
                <MainNav className="burger-nav" pathname={pathname} />
                <LangSwitch />
                <ThemeSwitch id="burger" />
                {account ? (
                  <AccountPanel close={close} />
                ) : (
                  <LinkButton look="primary" wide href={signIn}>
                    {m.signIn}
                  </LinkButton>
                )}
              </div>
            )}
          </Disclosure>
        </div>
      </div>
    </header>
  );
}
