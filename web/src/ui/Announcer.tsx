import { useSyncExternalStore } from 'react';
import { later } from '../lib/wait.ts';

/** At most one message per 5 s reaches the live region; what comes in between is joined (G14). */
const ANNOUNCE_EVERY_MS = 5000;
let shown = '';
let waiting: { text: string; about: string }[] = [];
let quiet = false;
const listeners = new Set<() => void>();
const speak = (): void => {
  if (quiet || waiting.length === 0) return;
  shown = [...new Set(waiting.map(({ text }) => text))].join(' ');
  waiting = [];
  quiet = true;
  for (const listener of listeners) listener();
  later(ANNOUNCE_EVERY_MS, () => {
    quiet = false;
    speak();
  });
};
/**
 * Says a text once to screen readers, politely. One region per page, so callers never add their own `role=status`.
 * A later text `about` the same replaces one that was not said yet: a count of a moment ago is not news.
 */
export function announce(text: string, about = text): void {
  waiting = [...waiting.filter((said) => said.about !== about), { text, about }];
  speak();
}
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
/** The page's one live region; the shell renders it. */
export function Announcer() {
  const text = useSyncExternalStore(
    subscribe,
    () => shown,
    () => '',
  );
  return (
    <div className="vh" role="status" aria-live="polite">
      {text}
    </div>
  );
}
