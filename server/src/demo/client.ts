import { createHash } from 'node:crypto';
import type { SubmissionKind } from '@gac/shared/contract/definition';
import type { CreateAccount } from '@gac/shared/contract/accounts';
import type { ChallengeView } from '@gac/shared/contract/challenges';
import type { SubmissionView } from '@gac/shared/contract/submissions';
import type { PhaseId, SubmissionId } from '@gac/shared/values';

export interface DemoRequest {
  method: 'GET' | 'POST' | 'PATCH';
  /** From the root of the server: `/api/session`. */
  path: string;
  headers: Record<string, string>;
  body: Buffer | string | null;
}
export interface DemoResponse {
  status: number;
  header(name: string): string | null;
  /** Values of Set-Cookie. */
  cookies: string[];
  body: string;
}
/** The way to the API: real requests to a server that listens. */
export interface DemoHttp {
  send(request: DemoRequest): Promise<DemoResponse>;
}

/** Requests to a server at `origin`, `http://127.0.0.1:3000`. */
export function fetchHttp(origin: string): DemoHttp {
  return {
    async send({ method, path, headers, body }) {
      const response = await fetch(new URL(path, origin), { method, headers, body });
      const text = await response.text();
      return {
        status: response.status,
        header: (name) => response.headers.get(name),
        cookies: response.headers.getSetCookie(),
        body: text,
      };
    },
  };
}

/** The API did not answer as the demo needs it to: which request, which status, and what the server said. */
class DemoRefused extends Error {
  constructor(request: DemoRequest, response: DemoResponse) {
    super(`${request.method} ${request.path} answered ${String(response.status)}: ${response.body.slice(0, 500)}`);
    this.name = 'DemoRefused';
  }
}

/** One person at their computer: keeps the session cookie, signs in again when the session has ended. */
export class DemoClient {
  private readonly cookies = new Map<string, string>();
  constructor(
    private readonly http: DemoHttp,
    private readonly credentials: { email: string; password: string },
  ) {}

  async register(account: Omit<CreateAccount, 'email' | 'password'>): Promise<void> {
    await this.json('POST', '/api/accounts', { ...account, ...this.credentials }, 201);
  }
  async challenge(slug: string): Promise<ChallengeView> {
    return this.json<ChallengeView>('GET', `/api/challenges/${slug}`, null, 200);
  }
  /** Accepts the rules as they stand and enters as a team of one. */
  async join(slug: string, teamName: string): Promise<void> {
    const { rules } = await this.challenge(slug);
    await this.json(
      'POST',
      `/api/challenges/${slug}/participation`,
      { rulesVersion: rules.version, rulesSha256: rules.sha256, teamName },
      201,
    );
  }
  /** Uploads by tus (creation, then all bytes in one PATCH) and submits; the id of the submission. */
  async submit(phaseId: PhaseId, fileName: string, bytes: Buffer, note: string, kind: SubmissionKind = 'prediction'): Promise<SubmissionId> {
    const tus = { 'Tus-Resumable': '1.0.0' };
    const metadata = Object.entries({ filename: fileName, phase: phaseId, kind }).map(
      ([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`,
    );
    const created = await this.send(
      'POST',
      '/api/uploads',
      { ...tus, 'Upload-Length': String(bytes.length), 'Upload-Metadata': metadata.join(',') },
      null,
      201,
    );
    const { pathname } = new URL(created.header('location') ?? '', 'http://server');
    await this.send('PATCH', pathname, { ...tus, 'Upload-Offset': '0', 'Content-Type': 'application/offset+octet-stream' }, bytes, 204);
    const uploadId = pathname.slice(pathname.lastIndexOf('/') + 1);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const { id } = await this.json<SubmissionView>('POST', `/api/phases/${phaseId}/submissions`, { uploadId, sha256, note }, 201);
    return id;
  }
  async withdraw(id: SubmissionId): Promise<void> {
    await this.json('POST', `/api/submissions/${id}/withdraw`, null, 200);
  }

  private async json<T>(method: DemoRequest['method'], path: string, body: object | null, expected: number): Promise<T> {
    const headers: Record<string, string> = body === null ? {} : { 'Content-Type': 'application/json' };
    const response = await this.send(method, path, headers, body === null ? null : JSON.stringify(body), expected);
    return JSON.parse(response.body) as T;
  }
  private async send(
    method: DemoRequest['method'],
    path: string,
    headers: Record<string, string>,
    body: Buffer | string | null,
    expected: number,
  ): Promise<DemoResponse> {
    const request: DemoRequest = { method, path, headers, body };
    let response = await this.once(request);
    // Weeks pass between two submissions of the demo; a session may have lapsed by then.
    if (response.status === 401 && path !== '/api/accounts') {
      await this.signIn();
      response = await this.once(request);
    }
    if (response.status !== expected) throw new DemoRefused(request, response);
    return response;
  }
  private async signIn(): Promise<void> {
    const request: DemoRequest = {
      method: 'POST',
      path: '/api/session',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(this.credentials),
    };
    const response = await this.once(request);
    if (response.status !== 201) throw new DemoRefused({ ...request, body: null }, response);
  }
  private async once(request: DemoRequest): Promise<DemoResponse> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await this.http.send({
      ...request,
      headers: cookie === '' ? request.headers : { ...request.headers, Cookie: cookie },
    });
    for (const line of response.cookies) {
      const [pair = ''] = line.split(';');
      const cut = pair.indexOf('=');
      if (cut > 0) this.cookies.set(pair.slice(0, cut), pair.slice(cut + 1));
    }
    return response;
  }
}
