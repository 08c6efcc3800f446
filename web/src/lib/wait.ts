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

/** Runs `run` after `ms` unless the returned function is called before. */
export function later(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
