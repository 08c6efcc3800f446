import { createContext, useContext, useSyncExternalStore } from 'react';

/** The server's time as this machine can tell it, in ms since 1970. Deadlines are judged by it, so countdowns show it. */
export interface Clock {
  now(): number;
  /** Learns the server's time from an answer. `tookMs`: round trip, half of which is taken as the way back. */
  sync(serverTime: string, tookMs?: number): void;
  /** What the first HTML was made with; hydration starts from it. */
  readonly startedAt: number;
  /** The machine's own time, for measuring spans. */
  local(): number;
}

/** @param read the machine's clock, ms. @param serverNow the server's time at this moment when known, ms. */
export function createClock(read: () => number, serverNow?: number): Clock {
  let offset = serverNow === undefined ? 0 : serverNow - read();
  return {
    now: () => read() + offset,
    sync(serverTime, tookMs = 0) {
      const next = Date.parse(serverTime) + tookMs / 2 - read();
      // A slow answer knows less than we do already: move only when it disagrees by more than its own uncertainty.
      if (Number.isFinite(next) && Math.abs(next - offset) > tookMs / 2) offset = next;
    },
    startedAt: serverNow ?? read(),
    local: read,
  };
}

export const systemNow = (): number => Date.now();

export const ClockContext = createContext<Clock>(createClock(systemNow));
export const useClock = (): Clock => useContext(ClockContext);

/**
 * The server's time, renewed every `everyMs` (ms, a whole part of a day). Computed from the clock each time, never by adding ticks:
 * timers of hidden tabs are throttled. The first render after server HTML sees the server's own instant.
 */
export function useNow(everyMs: number): number {
  const clock = useClock();
  const step = (ms: number) => Math.floor(ms / everyMs) * everyMs;
  return useSyncExternalStore(
    (changed) => {
      let timer: ReturnType<typeof setTimeout>;
      const arm = () => {
        timer = setTimeout(
          () => {
            changed();
            arm();
          },
          everyMs - (clock.now() % everyMs),
        );
      };
      arm();
      document.addEventListener('visibilitychange', changed);
      return () => {
        clearTimeout(timer);
        document.removeEventListener('visibilitychange', changed);
      };
    },
    () => step(clock.now()),
    () => step(clock.startedAt),
  );
}
