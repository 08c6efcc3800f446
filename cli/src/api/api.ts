import type { ProblemBody } from '@gac/shared/problems';
import type { Lang } from '@gac/shared/values';
import { refuse, Refused } from '../refused.ts';
import { cookieHeader, withCookies, type Cookies, type SessionFile } from '../session-file.ts';

/** A Zod schema of the contract, as far as it is used here. */
interface Shape<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false };
}
export interface Request {
  headers?: Record<string, string>;
  body?: Uint8Array | string;
  /** Ends the request; default: after a minute. */
  signal?: AbortSignal;
}
const ANSWER_WITHIN_MS = 60_000;

/** The HTTP API of one server, as the account whose session is kept. Everything it throws is a Refused. */
export class Api {
  #cookies: Cookies | null = null;
  constructor(
    readonly server: string,
    readonly lang: Lang,
    private readonly sessions: SessionFile,
    private readonly fetch: typeof globalThis.fetch,
  ) {}

  async get<T>(path: string, shape: Shape<T>): Promise<T> {
    return this.#read(await this.request('GET', path), shape);
  }
  async post<T>(path: string, body: object, shape: Shape<T>, headers: Record<string, string> = {}): Promise<T> {
    return this.#read(await this.request('POST', path, { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } }), shape);
  }

  /** One request; the answer is one of success, its body not yet read. @param path of this server, never another's: the session goes with it */
  async request(method: string, path: string, { headers = {}, body, signal }: Request = {}): Promise<Response> {
    const url = new URL(path, this.server);
    if (url.origin !== this.server) throw refuse('not-this-api', url.origin);
    const cookies = (this.#cookies ??= await this.sessions.cookies(this.server));
    const cookie = cookieHeader(cookies);
    const answer = await this.fetch(url, {
      method,
      headers: { 'accept-language': this.lang, 'user-agent': 'gac', ...(cookie && { cookie }), ...headers },
      body: body as RequestInit['body'],
      signal: signal ?? AbortSignal.timeout(ANSWER_WITHIN_MS),
    }).catch(() => {
      throw refuse('unreachable', this.server);
    });
    await this.#keepCookies(cookies, answer);
    if (answer.ok) return answer;
    throw await this.#refusal(answer);
  }

  /** Forgets the session on this computer. */
  async forget(): Promise<void> {
    this.#cookies = {};
    await this.sessions.keep(this.server, {});
  }

  async #keepCookies(before: Cookies, answer: Response): Promise<void> {
    const lines = answer.headers.getSetCookie();
    if (lines.length === 0) return;
    this.#cookies = withCookies(before, lines);
    await this.sessions.keep(this.server, this.#cookies);
  }

  async #read<T>(answer: Response, shape: Shape<T>): Promise<T> {
    const value: unknown = await answer.json().catch(() => null);
    const read = shape.safeParse(value);
    if (!read.success) throw refuse('not-this-api', this.server);
    return read.data;
  }

  async #refusal(answer: Response): Promise<Refused> {
    const text = await answer.text().catch(() => '');
    try {
      const problem = JSON.parse(text) as Partial<ProblemBody> | null;
      if (typeof problem?.code === 'string' && typeof problem.title === 'string') return new Refused({ kind: 'api', problem: problem as ProblemBody });
    } catch {
      // A proxy answered, or the protocol of uploads, which has words of its own.
    }
    // Something between us and the server, or an offset that raced: both pass.
    if (answer.status >= 500 || answer.status === 409 || answer.status === 423) return refuse('unreachable', this.server, answer.status);
    return refuse('not-this-api', this.server, answer.status);
  }
}
