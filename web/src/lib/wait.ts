/** Resolves after `ms`, or at once when `signal` aborts; with `wakeOnline` also when the browser says that the network is back. */
export function wait(ms: number, signal?: AbortSignal, wakeOnline = false): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      if (wakeOnline) globalThis.removeEventListener('online', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end, { once: true });
    if (wakeOnline) globalThis.addEventListener('online', end, { once: true });
  });
}
