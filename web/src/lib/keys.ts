import { useEffect, useRef, useSyncExternalStore } from 'react';

/** True while an input method composes; Enter, Escape and shortcuts must not act then. */
// Safari ends the composition before the key that ends it; only keyCode 229 still tells.
// eslint-disable-next-line @typescript-eslint/no-deprecated -- see above
export const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;
const inField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    target.closest('[role=textbox],[role=combobox],[role=dialog]') !== null);

const OFF_KEY = 'gac-letter-shortcuts-off';
const listeners = new Set<() => void>();
/** Single-letter shortcuts can be turned off (WCAG 2.1.4); remembered on this device. */
export const letterShortcuts = {
  on: (): boolean => {
    try {
      return localStorage.getItem(OFF_KEY) === null;
    } catch {
      return true;
    }
  },
  set(on: boolean): void {
    try {
      if (on) localStorage.removeItem(OFF_KEY);
      else localStorage.setItem(OFF_KEY, '1');
    } catch {
      // Private windows may refuse storage: the switch then lasts as long as the page.
    }
    for (const listener of listeners) listener();
  },
};
export const useLetterShortcuts = (): boolean =>
  useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    letterShortcuts.on,
    () => true,
  );

/**
 * Single keys ("/", "r") and two in a row ("g m", within 1.5 s). Ignored in fields, in dialogs, with modifiers, and while composing.
 * Letters are taken from the physical key, so a Korean keyboard layout works too.
 */
export function useShortcuts(shortcuts: Readonly<Record<string, () => void>>): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    let prefix: { key: string; at: number } | null = null;
    const onKey = (event: KeyboardEvent) => {
      if (
        event.defaultPrevented ||
        (isComposing(event) && !/^Key[A-Z]$/.test(event.code)) ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        inField(event.target) ||
        !letterShortcuts.on()
      )
        return;
      const key = /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : event.key;
      const pair = prefix && event.timeStamp - prefix.at < 1500 ? `${prefix.key} ${key}` : null;
      const run = (pair !== null ? latest.current[pair] : undefined) ?? latest.current[key];
      prefix = { key, at: event.timeStamp };
      if (!run) return;
      event.preventDefault();
      prefix = null;
      run();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
