import type { Lang } from '@gac/shared/values';
import { createContext, useContext } from 'react';

/** The language of the page. Set once near the root from the address (`/ko/…`, `/en/…`). */
export const LangContext = createContext<Lang>('ko');
export const useLang = (): Lang => useContext(LangContext);

/**
 * A typed catalog: the English one must have the keys and the parameters of the Korean one, or it does not compile.
 * Entries are strings, or functions for texts with values. Write Korean so that no particle follows a value.
 */
export const catalog = <T extends object>(ko: T, en: NoInfer<T>): Record<Lang, T> => ({ ko, en });
/** The texts of a catalog in the language of the page. */
export const useMessages = <T>(messages: Record<Lang, T>): T => messages[useLang()];
export const isLang = (value: string | undefined): value is Lang => value === 'ko' || value === 'en';
/** The language an address names, or null: `/ko/c/digits` is Korean, `/` names none. */
export function langOfPath(pathname: string): Lang | null {
  const first = pathname.split('/')[1];
  return isLang(first) ? first : null;
}
/** The same page in another language: `/ko/c/x?q=1` becomes `/en/c/x?q=1`; `/` becomes `/en`. */
export function inLang(href: string, lang: Lang): string {
  const bare = href.replace(/^\/(ko|en)(?=\/|\?|#|$)/, '');
  return `/${lang}${bare === '/' ? '' : bare.replace(/^\/(?=[?#])/, '')}`;
}
