import type { Client } from 'openapi-fetch';
import { createContext, useContext } from 'react';
import type { paths } from '../api/schema.d.ts';
import { ProblemError, type Problem } from './problems.ts';

/** Calls typed by the contract: `api.GET('/api/challenges/{slug}', { params: { path: { slug } } })`. */
export type Api = Client<paths, 'application/json'>;
/** `data`, or the problem; nothing is thrown, shown or redirected here: routes decide. */
export type ApiResult<T> = { ok: true; data: T } | { ok: false; problem: Problem };

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
interface Init {
  params?: { path?: Record<string, string>; query?: Record<string, string | number | undefined> };
  body?: unknown;
  headers?: HeadersInit;
  signal?: AbortSignal;
}
/**
 * The types are openapi-fetch's; the few lines that run are ours: its own weigh 2.3 kB in the first load of every page.
 * @param fetch how requests travel: the browser's own, or the server host's internal call. @param baseUrl absolute on the server.
 */
export function createApi(fetch: (request: Request) => Promise<Response> = (request) => globalThis.fetch(request), baseUrl = ''): Api {
  const call =
    (method: string) =>
    async (template: string, { params = {}, body, headers, signal }: Init = {}) => {
      const path = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params.path?.[name] ?? ''));
      const query = new URLSearchParams(
        Object.entries(params.query ?? {}).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
      );
      const response = await fetch(
        new Request(`${baseUrl}${path}${query.size === 0 ? '' : `?${query.toString()}`}`, {
          method,
          signal,
          headers: {
            accept: 'application/json, application/problem+json',
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...Object.fromEntries(new Headers(headers)),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      );
      const text = await response.text();
      const json: unknown = text === '' ? undefined : JSON.parse(text);
      return response.ok ? { data: json, response } : { error: json, response };
    };
  return Object.fromEntries(METHODS.map((method) => [method, call(method)])) as unknown as Api;
}

const isProblem = (body: unknown): body is Problem => typeof body === 'object' && body !== null && 'code' in body && 'status' in body;

interface Reply<T> {
  data?: T;
  error?: unknown;
  response: Response;
}
/** Runs a call: `await attempt(api.POST('/api/session', { body }))`. Never throws for an answer or for its absence. */
export async function attempt<T>(call: Promise<Reply<T>>): Promise<ApiResult<T>> {
  try {
    const { data, error, response } = await call;
    if (response.ok) return { ok: true, data: data as T };
    return { ok: false, problem: isProblem(error) ? error : { code: 'unreadable', status: response.status } };
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    // fetch rejects with TypeError when nothing answered; a body that is no JSON is a SyntaxError.
    return { ok: false, problem: cause instanceof SyntaxError ? { code: 'unreadable', status: 502 } : { code: 'network', status: 0 } };
  }
}
/** The same for queries: the data, or a thrown ProblemError. */
export async function load<T>(call: Promise<Reply<T>>): Promise<T> {
  const result = await attempt(call);
  if (result.ok) return result.data;
  throw new ProblemError(result.problem);
}

export const ApiContext = createContext<Api>(createApi());
export const useApi = (): Api => useContext(ApiContext);

/** `https://host` of this site, for commands to copy. */
export const OriginContext = createContext('');
export const useOrigin = (): string => useContext(OriginContext);
