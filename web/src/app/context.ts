import type { QueryClient } from '@tanstack/react-query';
import type { Lang } from '@gac/shared/values';
import type { Api } from '../lib/api.ts';
import type { Clock } from '../lib/clock.ts';

/** What every route's loader gets. */
export interface AppContext {
  queryClient: QueryClient;
  api: Api;
  clock: Clock;
  /** The language of pages whose address names none: only `/`. */
  initialLang: Lang;
  /** `https://host`: commands to copy name it. */
  origin: string;
  /** Keys of what the server has found not to be there when it made the first HTML; believed until the page lives. */
  missing: Set<string>;
}
/** Travels in the first HTML as JSON (see document.ts) so that the browser starts from what the server knew. */
export interface FirstState {
  /** The HTTP status of the page. */
  status: number;
  queries: unknown;
  /** Keys of queries that were answered with 404. */
  missing: readonly string[];
  /** The server's time when the HTML was made, ms. */
  now: number;
  lang: Lang;
  zone: string | null;
  origin: string;
  /** Style sheet with the faces for what users write; loaded after the first paint. */
  textFonts: string;
}
