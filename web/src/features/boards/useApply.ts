import { notifyManager, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react';
import type { BoardSummary, BoardWindow } from '../../api/views.ts';
import { formatScore } from '../../lib/format.ts';
import { useMessages } from '../../lib/lang.ts';
import type { LiveState } from '../../lib/live.ts';
import { later } from '../../lib/wait.ts';
import { announce } from '../../ui/Announcer.tsx';
import { isHolding, type Held } from './changes.ts';
import { boardMessages } from './messages.ts';
import { useBoardLive } from './useBoardLive.ts';

/** How often windows are fetched until all are of one version. */
const ROUNDS = 4;
/** An answer reaches the screen within this time; a screen that is behind for longer shows rows from before. */
const SETTLE_MS = 200;
const AUTO_KEY = 'gac-board-auto';
export interface LiveBoard {
  held: Held;
  state: LiveState;
  /** Fetches what is shown again and puts it on the screen in one step. */
  apply: () => Promise<void>;
  /** The same when nothing is held: what is shown is not of one version. */
  catchUp: () => Promise<void>;
  auto: boolean;
  setAuto: (on: boolean) => void;
  /** `note` is called right before new rows replace the shown ones: the list notes where its rows are. Gives the way to leave. */
  onSwap: (note: () => void) => () => void;
}
const never = () => () => undefined;
const stored = (): boolean => {
  try {
    return localStorage.getItem(AUTO_KEY) === '1';
  } catch {
    return false;
  }
};
/** Resolves when no pointer is down: rows are never moved under one. */
function pointerUp(down: React.RefObject<boolean>): Promise<void> {
  if (!down.current) return Promise.resolve();
  return new Promise((resolve) => document.addEventListener('pointerup', () => later(0, resolve), { once: true }));
}
/** Whether a pointer is pressed on the page. */
function usePointerDown(): React.RefObject<boolean> {
  const down = useRef(false);
  useEffect(() => {
    const press = () => (down.current = true);
    const release = () => (down.current = false);
    document.addEventListener('pointerdown', press);
    for (const type of ['pointerup', 'pointercancel']) document.addEventListener(type, release);
    return () => {
      document.removeEventListener('pointerdown', press);
      for (const type of ['pointerup', 'pointercancel']) document.removeEventListener(type, release);
    };
  }, []);
  return down;
}
/** The viewer's wish to have changes taken in by themselves; kept in this browser. */
function useAuto(): Pick<LiveBoard, 'auto' | 'setAuto'> {
  const [chosen, setChosen] = useState<boolean | null>(null);
  const auto = useSyncExternalStore(
    never,
    () => chosen ?? stored(),
    () => false,
  );
  return {
    auto,
    setAuto: (on) => {
      setChosen(on);
      try {
        localStorage.setItem(AUTO_KEY, on ? '1' : '0');
      } catch {
        // Without storage the choice lasts as long as the page.
      }
    },
  };
}
/** Who wants to know right before rows are replaced. */
function useSwaps(): Pick<LiveBoard, 'onSwap'> & { note: () => void } {
  const [swaps] = useState(() => new Set<() => void>());
  return {
    note: () => swaps.forEach((note) => note()),
    onSwap: (note) => {
      swaps.add(note);
      return () => swaps.delete(note);
    },
  };
}
/** What the shown windows of a board are now, fetched together; windows that nobody looks at are forgotten. */
async function refetchShown(client: QueryClient, key: readonly string[]) {
  const shown = client.getQueryCache().findAll({ queryKey: key, type: 'active' });
  client.removeQueries({ queryKey: key, type: 'inactive' });
  const fetchOne = (query: (typeof shown)[number]) =>
    (query.options.queryFn as (context: object) => Promise<BoardWindow>)({ signal: new AbortController().signal });
  const answers = await Promise.all(shown.map(fetchOne));
  // The board may move between two answers: those from before are fetched again.
  for (let round = 1; round < ROUNDS; round += 1) {
    const newest = Math.max(...answers.map(({ version }) => version));
    const late = answers.flatMap(({ version }, i) => (version < newest ? [i] : []));
    if (late.length === 0) break;
    await Promise.all(
      late.map(async (i) => {
        const query = shown[i];
        if (query) answers[i] = await fetchOne(query);
      }),
    );
  }
  return { shown, answers };
}
/** Another filter brings back rows that were fetched before the last changes were taken in: then they are fetched anew. */
function useCatchUp(shown: number, known: number, run: () => Promise<void>): void {
  const catchUp = useEffectEvent(() => void run());
  const isBehind = shown < known;
  useEffect(() => (isBehind ? later(SETTLE_MS, catchUp) : undefined), [isBehind, shown]);
}
/** Holds live changes back until the viewer takes them (LB-6), except the own team's and, when set, those that come while at the top. */
export function useApply(board: BoardSummary, version: number, ownTeamId: string | null): LiveBoard {
  const m = useMessages(boardMessages);
  const client = useQueryClient();
  const { auto, setAuto } = useAuto();
  const swaps = useSwaps();
  const down = usePointerDown();
  const running = useRef<Promise<void> | null>(null);

  const swap = async (): Promise<void> => {
    const { shown, answers } = await refetchShown(client, ['board', board.id, 'rows']);
    await pointerUp(down);
    swaps.note();
    // One notification for all windows: the list renders once, with all of them new.
    notifyManager.batch(() => shown.forEach((query, i) => client.setQueryData(query.queryKey, answers[i])));
    void client.invalidateQueries({ queryKey: ['standing', board.id] });
    if (answers.length > 0) live.applied(Math.min(...answers.map((answer) => answer.version)));
  };
  const apply = (): Promise<void> => {
    if (!isHolding(live.held)) return Promise.resolve();
    return run();
  };
  const run = (): Promise<void> => {
    const count = live.held.unknown ? 0 : live.held.changes.length;
    // A failed fetch keeps the pill: the viewer can press again.
    running.current ??= swap()
      .then(
        () => announce(m.applied(count)),
        () => undefined,
      )
      .finally(() => {
        running.current = null;
      });
    return running.current;
  };
  const live = useBoardLive(board.id, version, ownTeamId, (change) => {
    if (change.rank !== null) announce(m.ownChange(change.rank, formatScore(change.score, board.columns[0]?.decimals ?? 5)));
    void run();
  });
  useCatchUp(version, live.held.version, run);
  useEffect(() => {
    if (auto && isHolding(live.held) && scrollY < 80) void run();
  });
  return {
    held: live.held,
    state: live.state,
    apply,
    catchUp: run,
    auto,
    onSwap: swaps.onSwap,
    setAuto,
  };
}
