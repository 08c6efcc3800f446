import { useSyncExternalStore } from 'react';
import { backoffMs } from './backoff.ts';

/** Whether the server answers. `lostAt`: the server's time of the last answer, ms; what the screen shows is from then. */
export type Connection = { lost: false } | { lost: true; lostAt: number };
export interface ConnectionPorts {
  now: () => number;
  random: () => number;
  wait: (ms: number) => Promise<void>;
  /** One small request; true when the server answered. */
  probe: () => Promise<boolean>;
}
export interface ConnectionMonitor {
  /** Call after every request. */
  answered: () => void;
  failed: () => void;
  /** Asks once whether the server answers, and takes note of it. */
  check: () => Promise<boolean>;
  get: () => Connection;
  subscribe: (listener: () => void) => () => void;
}
const FINE: Connection = { lost: false };
/** Watches requests; after one without an answer it probes with jittered backoff (1 to 30 s) until there is one. `onBack` runs then. */
export function createConnectionMonitor(ports: ConnectionPorts, onBack: () => void): ConnectionMonitor {
  let current: Connection = FINE;
  let lastAnswerAt = ports.now();
  const listeners = new Set<() => void>();
  const set = (next: Connection): void => {
    current = next;
    for (const listener of listeners) listener();
  };
  const probeUntilBack = async (): Promise<void> => {
    for (let failures = 1; current.lost; failures += 1) {
      await ports.wait(backoffMs(failures, ports.random));
      // A request of the page may have been answered meanwhile.
      if (monitor.get().lost && (await ports.probe())) monitor.answered();
    }
  };
  const monitor: ConnectionMonitor = {
    answered() {
      lastAnswerAt = ports.now();
      if (!current.lost) return;
      set(FINE);
      onBack();
    },
    failed() {
      if (current.lost) return;
      set({ lost: true, lostAt: lastAnswerAt });
      void probeUntilBack();
    },
    async check() {
      const isThere = await ports.probe();
      if (isThere) monitor.answered();
      else monitor.failed();
      return isThere;
    },
    get: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return monitor;
}
let installed: ConnectionMonitor | null = null;
/** Makes the monitor known to useConnection; called once by the browser entry. */
export const installConnectionMonitor = (monitor: ConnectionMonitor): void => {
  installed = monitor;
};
/** Whether the server answers now: for what goes past the API, such as the code of a page. Always true without a monitor. */
export const isReachable = (): Promise<boolean> => installed?.check() ?? Promise.resolve(true);
const noop = () => () => undefined;
/** The state of the connection; always fine in server HTML. Disable writes while lost and say which (G6). */
export const useConnection = (): Connection =>
  useSyncExternalStore(
    installed?.subscribe ?? noop,
    () => installed?.get() ?? FINE,
    () => FINE,
  );
