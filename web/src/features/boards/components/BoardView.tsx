import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useRef, useState, useSyncExternalStore } from 'react';
import type { BoardRow, BoardSummary, BoardWindow, ChallengeView } from '../../../api/views.ts';
import { useApi, useOrigin } from '../../../lib/api.ts';
import { useNow } from '../../../lib/clock.ts';
import { useConnection } from '../../../lib/connection.ts';
import { DAY, formatInstant, formatNumber, KST } from '../../../lib/format.ts';
import { useShortcuts } from '../../../lib/keys.ts';
import { useLang, useMessages } from '../../../lib/lang.ts';
import { paths, tieAnchor } from '../../../lib/paths.ts';
import { Button, LinkButton } from '../../../ui/Button.tsx';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { Link } from '../../../ui/Link.tsx';
import { EmptyState } from '../../../ui/Panels.tsx';
import { isHolding } from '../changes.ts';
import { boardMessages } from '../messages.ts';
import { firstWindowQuery, isFiltered, standingQuery, type BoardSearch } from '../queries.ts';
import { useApply, type LiveBoard } from '../useApply.ts';
import { Rows } from './Rows.tsx';
import { Pages } from './Pages.tsx';
import { Toolbar } from './Toolbar.tsx';
import '../boards.css';

const subscribe = () => () => undefined;
/** False in server HTML and while it is being taken over, true from then on. */
const useHydrated = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  );

const query = (search: BoardSearch): string => {
  const params = new URLSearchParams(Object.entries(search).map(([key, value]) => [key, String(value)]));
  return params.size === 0 ? '' : `?${params.toString()}`;
};
/** The boards of the challenge, this one marked. */
function BoardChoice({ challenge, current, base }: { challenge: ChallengeView; current: string; base: string }) {
  const m = useMessages(boardMessages);
  const lang = useLang();
  return (
    <nav className="list-filter" aria-label={m.boardsLabel}>
      {challenge.boards.map(({ key, name }) => (
        <Link
          key={key}
          className={key === current ? 'pill' : 'pill pill-off'}
          aria-current={key === current ? 'true' : undefined}
          href={`${base}?board=${key}`}
        >
          {name[lang]}
        </Link>
      ))}
    </nav>
  );
}
/** How fresh the rows are, what waits to be taken in, and whether that happens by itself. */
function Freshness({ at, live, hydrated }: { at: string; live: LiveBoard; hydrated: boolean }) {
  const m = useMessages(boardMessages);
  const lang = useLang();
  const now = useNow(DAY);
  const state = useConnection().lost ? 'offline' : live.state;
  return (
    <div className="fresh">
      <span className={`fresh-state fresh-${state}`}>
        <i aria-hidden="true" />
        {hydrated && `${m.live[state]} · `}
        <time dateTime={at}>{m.asOf(formatInstant(at, lang, KST, now))}</time>
      </span>
      {isHolding(live.held) && (
        <button type="button" className="pill" title={m.pillHint} onClick={() => void live.apply()}>
          {m.pill(live.held.unknown ? 0 : live.held.changes.length)}
        </button>
      )}
      <label className="check fresh-auto">
        <input type="checkbox" checked={live.auto} onChange={(event) => live.setAuto(event.target.checked)} />
        <span>{m.auto}</span>
      </label>
    </div>
  );
}
/** Why there are no rows. */
function Nothing({ search, all }: { search: BoardSearch; all: string }) {
  const m = useMessages(boardMessages);
  if (!isFiltered(search)) return <EmptyState title={m.none}>{m.noneText}</EmptyState>;
  return (
    <EmptyState
      title={m.noMatch}
      action={
        <LinkButton href={all} keepScroll>
          {m.clear}
        </LinkButton>
      }
    >
      {m.noMatchText}
    </EmptyState>
  );
}
/** On paper only: the list has just the rows near the screen, so a print of it says that, and where all of them are. */
function PrintNote({ rows, address }: { rows: number; address: string }) {
  const m = useMessages(boardMessages);
  const origin = useOrigin();
  return (
    <p className="print-note">
      {m.printNote(formatNumber(rows))} {origin}
      {address}
    </p>
  );
}
/** Counts, the rules of the board, and its other look. */
function BoardFoot({ first, search, ties, other }: { first: BoardWindow; search: BoardSearch; ties: string; other: string }) {
  const m = useMessages(boardMessages);
  return (
    <div className="board-foot">
      <span className="num">
        {isFiltered(search) ? m.countOf(formatNumber(first.total), formatNumber(first.teams)) : m.count(formatNumber(first.teams))}
      </span>
      <span>{m.baselineRule}</span>
      <Link className="link" href={ties}>
        {m.tieRule}
      </Link>
      <Link className="link" href={other}>
        {search.view === 'pages' ? m.asList : m.asPages}
      </Link>
    </div>
  );
}

/** Addresses of the board with some of its choices changed, and the ways to go there. `goal` grows by one each time the own row is asked for. */
function useNavigation(base: string, search: BoardSearch, own: BoardRow | null) {
  const router = useRouter();
  const [goal, setGoal] = useState(0);
  const address = (change: Partial<BoardSearch>): string => {
    const next: BoardSearch = { ...search, offset: undefined, ...change };
    return base + query(Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)));
  };
  const change = (part: Partial<BoardSearch>) => void router.navigate({ href: address(part), replace: true, resetScroll: false } as never);
  const goToOwn = () => {
    if (!own) return;
    if (search.view === 'pages')
      void router.navigate({
        href: address({ q: undefined, country: undefined, offset: Math.floor(own.index / 100) * 100 || undefined }),
      } as never);
    else if (isFiltered(search)) change({ q: undefined, country: undefined });
    setGoal((n) => n + 1);
  };
  return { address, change, goal, goToOwn };
}
interface BoardViewProps {
  challenge: ChallengeView;
  board: BoardSummary;
  search: BoardSearch;
  /** The account's id; null when nobody is signed in. */
  viewer: string | null;
}
/** A leaderboard as its address describes it (LB-15). */
export function BoardView({ challenge, board, search, viewer }: BoardViewProps) {
  const m = useMessages(boardMessages);
  const lang = useLang();
  const api = useApi();
  const hydrated = useHydrated();
  const searchField = useRef<HTMLInputElement>(null);
  const first = useQuery(firstWindowQuery(api, board.id, search)).data;
  const own = useQuery(standingQuery(api, board.id, viewer)).data ?? null;
  const live = useApply(board, first?.version ?? 0, own?.teamId ?? null);
  const base = paths.challenge(lang, challenge.slug, 'leaderboard');
  const { address, change, goal, goToOwn } = useNavigation(base, search, own);
  useShortcuts({ '/': () => searchField.current?.focus(), r: () => void live.apply(), 'g m': goToOwn });
  if (!first) return null;

  return (
    <section className="board" aria-labelledby="board-title">
      <h2 id="board-title" className="vh">
        {board.name[lang]}
      </h2>
      {challenge.boards.length > 1 && <BoardChoice challenge={challenge} current={board.key} base={base} />}
      <Toolbar action={base} search={search} countries={first.countries} onChange={change} searchRef={searchField}>
        {own && (
          <Button look="quiet" onClick={goToOwn}>
            {m.toMine} <kbd aria-hidden="true">G M</kbd>
          </Button>
        )}
        <CopyButton look="quiet" label={m.copyLink} text={() => location.href} />
      </Toolbar>
      <Freshness at={first.at} live={live} hydrated={hydrated} />
      {search.view !== 'pages' && <PrintNote rows={first.total} address={address({ view: 'pages' })} />}
      {first.total === 0 ? (
        <Nothing search={search} all={address({ q: undefined, country: undefined })} />
      ) : search.view === 'pages' ? (
        <Pages window={first} board={board} search={search} own={own} address={address} />
      ) : (
        <Rows board={board} search={search} first={first} own={own} hydrated={hydrated} goal={goal} live={live} />
      )}
      <BoardFoot
        first={first}
        search={search}
        ties={`${paths.challenge(lang, challenge.slug, 'evaluation')}#${tieAnchor(board.key)}`}
        other={address({ view: search.view === 'pages' ? undefined : 'pages' })}
      />
    </section>
  );
}
