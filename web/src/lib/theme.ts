import { useSyncExternalStore } from 'react';

export const THEMES = ['auto', 'light', 'dark', 'contrast'] as const;
export type ThemeChoice = (typeof THEMES)[number];
const COOKIE = 'gac_theme';
const YEAR_S = 31_536_000;

/** Runs before the first paint, inline with a nonce: sets `data-theme` from the cookie or from what the system prefers. */
export const THEME_SCRIPT = `(function(){var d=document.documentElement,c=/(?:^|; )${COOKIE}=(light|dark|contrast)/.exec(document.cookie),q=function(m){return matchMedia(m).matches};d.dataset.theme=c?c[1]:q('(prefers-contrast: more)')?'contrast':q('(prefers-color-scheme: dark)')?'dark':'light'})()`;

const decoded = (text: string): string | null => {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};
/** A cookie of this page, decoded; null when there is none, or none that this app wrote: anybody may send any cookie. */
export function readCookie(cookies: string, name: string): string | null {
  for (const pair of cookies.split('; ')) if (pair.startsWith(`${name}=`)) return decoded(pair.slice(name.length + 1));
  return null;
}
/** Remembers a value for the server's next first HTML. */
export function writeCookie(name: string, value: string): void {
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${YEAR_S}; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`;
}
const listeners = new Set<() => void>();
const chosen = (): ThemeChoice => {
  const value = readCookie(document.cookie, COOKIE);
  return THEMES.find((theme) => theme === value) ?? 'auto';
};
const preferred = (): Exclude<ThemeChoice, 'auto'> =>
  matchMedia('(prefers-contrast: more)').matches ? 'contrast' : matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
const apply = (): void => {
  const choice = chosen();
  document.documentElement.dataset.theme = choice === 'auto' ? preferred() : choice;
  for (const listener of listeners) listener();
};
export function setTheme(choice: ThemeChoice): void {
  writeCookie(COOKIE, choice);
  apply();
}
/** Follows the system while the choice is `auto`; called once by the browser entry. */
export function followSystemTheme(): void {
  for (const query of ['(prefers-contrast: more)', '(prefers-color-scheme: dark)']) matchMedia(query).addEventListener('change', apply);
}
export const useThemeChoice = (): ThemeChoice =>
  useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    chosen,
    () => 'auto',
  );
