import { queryOptions } from '@tanstack/react-query';
import type { BoardWindow } from '../../api/views.ts';
import { attempt, load, type Api } from '../../lib/api.ts';
import { ProblemError } from '../../lib/problems.ts';

export const WINDOW = 100;
export const SINCE_HOURS = [24, 168, 720] as const;
export const HIDEABLE = ['change', 'trend', 'submissions', 'last'] as const;
export type Hideable = (typeof HIDEABLE)[number];

/** The leaderboard's address, read: everything that makes a view (LB-15). Unknown or wrong values fall away. */
export interface BoardSearch {
  board?: string;
  q?: string;
  country?: string;
  /** Rank change counted since so many hours; absent means 24. */
  since?: number;
  /** `pages`: plain HTML pages of 100 rows. */
  view?: 'pages';
  /** First row of the page; only with `view`. */
  offset?: number;
  /** Hidden columns, comma separated. */
  hide?: string;
}
export function boardSearchOf(raw: Record<string, unknown>): BoardSearch {
  const text = (key: string) => (typeof raw[key] === 'string' && raw[key] !== '' ? raw[key] : undefined);
  const count = (key: string) => {
    const value = raw[key];
    return typeof value === 'number' || (typeof value === 'string' && /^\d{1,9}$/.test(value)) ? Number(value) : undefined;
  };
  const since = count('since');
  const view = raw.view === 'pages' ? 'pages' : undefined;
  const hide = HIDEABLE.filter((column) => text('hide')?.split(',').includes(column)).join(',');
  const country = text('country')?.toUpperCase();
  return dropUndefined({
    board: text('board'),
    q: text('q')?.normalize('NFC').slice(0, 80),
    country: country !== undefined && /^[A-Z]{2}$/.test(country) ? country : undefined,
    since: since !== undefined && since !== 24 && SINCE_HOURS.some((hours) => hours === since) ? since : undefined,
    view,
    offset: view ? Math.floor((count('offset') ?? 0) / WINDOW) * WINDOW || undefined : undefined,
    hide: hide === '' ? undefined : hide,
  });
}
function dropUndefined(search: BoardSearch): BoardSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}
/** True when not everybody is listed. */
export const isFiltered = ({ q, country }: BoardSearch): boolean => q !== undefined || country !== undefined;
/** True when a filter lists a group of teams, within which a place means something; what a search finds is no group. */
export const isWholeTeams = ({ q, country }: BoardSearch): boolean => country !== undefined && q === undefined;

/** What a window's content depends on, beside its offset. */
const filterOf = ({ q, country, since }: BoardSearch) => ({
  ...(q === undefined ? {} : { q }),
  ...(country === undefined ? {} : { country }),
  since: since ?? 24,
});

/** Six digits are more than a sparkline can show; whole doubles would be a third of the first HTML. */
const lighter = (window: BoardWindow): BoardWindow => ({
  ...window,
  rows: window.rows.map((row) => ({ ...row, trend: row.trend.map((value) => Number(value.toPrecision(6))) })),
});
/** The hundred rows that begin at `offset` (a multiple of 100). Stays as it is until the viewer applies what came in (LB-6). */
export const windowQuery = (api: Api, boardId: string, search: BoardSearch, offset: number) =>
  queryOptions({
    queryKey: ['board', boardId, 'rows', filterOf(search), offset],
    staleTime: Infinity,
    refetchOnReconnect: false,
    queryFn: ({ signal }) =>
      load(
        api.GET('/api/boards/{boardId}/rows', {
          params: { path: { boardId }, query: { ...filterOf(search), offset, limit: WINDOW } },
          signal,
        }),
      ).then(lighter),
  });
export const firstWindowQuery = (api: Api, boardId: string, search: BoardSearch) => windowQuery(api, boardId, search, search.offset ?? 0);

/** The viewer's own row; null without a score. `viewer`: the account's id; null when nobody is signed in, and then nothing is asked. */
export const standingQuery = (api: Api, boardId: string, viewer: string | null) =>
  queryOptions({
    queryKey: ['standing', boardId, viewer],
    staleTime: 30_000,
    queryFn: async () => {
      if (viewer === null) return null;
      const result = await attempt(api.GET('/api/boards/{boardId}/standing', { params: { path: { boardId } } }));
      if (result.ok) return result.data.row;
      if (result.problem.status === 401 || result.problem.status === 404) return null;
      throw new ProblemError(result.problem);
    },
  });
