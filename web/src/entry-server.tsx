import { dehydrate, type QueryClient } from '@tanstack/react-query';
import { createMemoryHistory } from '@tanstack/react-router';
import { renderToPipeableStream } from 'react-dom/server';
import { Writable } from 'node:stream';
import type { ReactNode } from 'react';
import { fontFiles, manifest } from 'virtual:gac-assets';
import type { Lang } from '@gac/shared/values';
import { provideProblemTexts } from './i18n/lazyProblems.ts';
import { problemTexts } from './i18n/problems.ts';
import { App, createQueryClient } from './app/providers.tsx';
import { createAppRouter, type AppRouter } from './app/router.tsx';
import type { AppContext, FirstState } from './app/context.ts';
import { renderDocument } from './app/document.ts';
import { headOf, isMissing } from './app/head.ts';
import { createApi } from './lib/api.ts';
import { createClock, systemNow } from './lib/clock.ts';
import { inLang, langOfPath } from './lib/lang.ts';
import { problemOf } from './lib/problems.ts';
import { readCookie } from './lib/theme.ts';

export interface RenderRequest {
  /** Path and query, e.g. `/ko/c/digits/leaderboard?q=lab`. */
  url: string;
  /** The negotiated language; decides only for addresses that name none. Default `ko`. */
  lang?: Lang;
  /** GETs an address of the API (`/api/…` with its query) as the viewer who asks; never rejects for a status. */
  fetchJson: (path: string) => Promise<{ status: number; json: unknown }>;
  nonce: string;
  /** The request's Cookie header; only `gac_tz` (the viewer's IANA zone) is read. */
  cookies?: string;
  /** `https://host` for canonical and hreflang links; '' makes them relative to the host. */
  origin?: string;
  /** Hears of components that threw; their part of the page is then made in the browser. */
  onError?: (error: unknown) => void;
  /** The server's time, ms; default the machine's. */
  now?: number;
}
export interface RenderResponse {
  status: number;
  headers: Record<string, string>;
  html: string;
}
interface ManifestEntry {
  file: string;
  src?: string;
  isEntry?: boolean;
  imports?: string[];
  css?: string[];
}
const chunks = manifest as Record<string, ManifestEntry>;
const entry = Object.values(chunks).find((chunk) => chunk.isEntry);
const styles = Object.values(chunks).flatMap((chunk) => (chunk.file.endsWith('.css') ? [chunk.file] : (chunk.css ?? [])));

provideProblemTexts(problemTexts);

/** The files a set of modules needs at once, imports included. */
function filesOf(sources: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (key: string) => {
    const chunk = chunks[key];
    if (!chunk || found.has(chunk.file)) return;
    found.add(chunk.file);
    chunk.imports?.forEach(visit);
  };
  sources.forEach(visit);
  return [...found];
}

function statusOf(router: AppRouter): number {
  for (const match of router.state.matches) {
    if (isMissing(match)) return 404;
    if (match.status === 'error') {
      const status = problemOf(match.error)?.status ?? 500;
      return status >= 400 ? status : 503;
    }
  }
  return 200;
}

/** Keys of what was asked for and is not there. */
const missingKeys = (client: QueryClient): string[] =>
  client
    .getQueryCache()
    .findAll({ predicate: ({ state }) => problemOf(state.error)?.status === 404 })
    .map(({ queryHash }) => queryHash);

/** The whole tree as one string. The streaming renderer, because only it tells of errors inside boundaries. */
function renderWhole(tree: ReactNode, { nonce, onError }: RenderRequest): Promise<string> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    const sink = new Writable({
      write(piece: Buffer, _encoding, done) {
        pieces.push(piece);
        done();
      },
      final(done) {
        resolve(Buffer.concat(pieces).toString('utf8'));
        done();
      },
    });
    const stream = renderToPipeableStream(tree, {
      nonce,
      // Otherwise larger parts are moved behind the page and put in place by a script, which is no help to those without one (G15).
      progressiveChunkSize: Number.MAX_SAFE_INTEGER,
      onAllReady: () => stream.pipe(sink),
      onShellError: reject,
      onError: (error) => onError?.(error),
    });
  });
}

/** Of one page: nothing is asked twice, and nobody waits for a second try. */
function createServerQueries() {
  const queries = createQueryClient();
  queries.setDefaultOptions({ queries: { retry: false, staleTime: Infinity } });
  return queries;
}
const headersOf = (lang: Lang): Record<string, string> => ({
  'content-type': 'text/html; charset=utf-8',
  'content-language': lang,
  vary: 'accept-language, cookie',
  'cache-control': 'private, no-cache',
});

/**
 * Makes the first HTML of a page. The host answers it as it is; assets are served from `web/dist` under `/` (`.br` and `.gz` lie beside).
 * Content security policy it needs, N being the nonce: `script-src 'self' 'nonce-N'; style-src 'self' 'nonce-N'; font-src 'self';
 * img-src 'self' data:; connect-src 'self'; worker-src 'self'`. There are no style attributes in the HTML.
 */
export async function render(request: RenderRequest): Promise<RenderResponse> {
  const now = request.now ?? systemNow();
  const { pathname } = new URL(request.url, 'http://host');
  const lang = langOfPath(pathname) ?? request.lang ?? 'ko';
  const zone = readCookie(request.cookies ?? '', 'gac_tz');
  const api = createApi(async (call) => {
    const { pathname: path, search } = new URL(call.url);
    const { status, json } = await request.fetchJson(`${path}${search}`);
    return Response.json(json, { status });
  }, 'http://host');
  const queryClient = createServerQueries();
  const context: AppContext = {
    queryClient,
    api,
    clock: createClock(() => now, now),
    initialLang: lang,
    origin: request.origin ?? '',
    missing: new Set(),
  };
  const router = createAppRouter(context, createMemoryHistory({ initialEntries: [request.url] }), false);
  await router.load();

  const headers = headersOf(lang);
  const result = router._serverResult;
  if (result?.type === 'redirect')
    return { status: 302, headers: { ...headers, location: result.redirect.headers.get('location') ?? '/' }, html: '' };

  const status = statusOf(router);
  const state: FirstState = {
    status,
    queries: dehydrate(queryClient),
    missing: missingKeys(queryClient),
    now,
    lang,
    zone: isZone(zone) ? zone : null,
    origin: request.origin ?? '',
    textFonts: fontFiles.slices,
  };
  const body = await renderWhole(<App router={router} context={context} zone={state.zone} />, request);
  const sources = router.state.matches.flatMap((match) => match.staticData.chunks ?? []);
  const html = renderDocument({
    ...headOf(router.state.matches, lang),
    lang,
    body,
    state,
    nonce: request.nonce,
    origin: request.origin ?? '',
    barePath: inLang(pathname, lang).slice(3) || '/',
    entry: entry?.file ?? '',
    preloads: [...new Set([...filesOf([entry?.src ?? '']), ...filesOf(sources)])],
    styles,
    font: fontFiles[lang],
    textFonts: fontFiles.slices,
    noIndex: status !== 200,
  });
  queryClient.clear();
  return { status, headers, html };
}

function isZone(zone: string | null): zone is string {
  if (zone === null) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
