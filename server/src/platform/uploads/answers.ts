import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { ProblemBody } from '@gac/shared/problems';

const LINGER_MS = 1000;
const SMALL_BODY_BYTES = 256 * 1024;

/** The request as the fetch standard has it, which the protocol library reads. The body streams; nothing is read ahead. */
export function asWebRequest(req: IncomingMessage): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  const body = req.method === 'POST' || req.method === 'PATCH' ? { body: Readable.toWeb(req) as ReadableStream, duplex: 'half' } : {};
  // Addresses in answers are relative, so the host does not matter here and the client's word for it is not used.
  return new Request(new URL(req.url ?? '/', 'http://upload.invalid'), { method: req.method ?? 'GET', headers, ...body } as RequestInit);
}

/** A problem as a response (RFC 9457). */
export function problemResponse(body: ProblemBody): Response {
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
    'tus-resumable': '1.0.0',
  };
  if ('retryAfterS' in body) headers['retry-after'] = String(body.retryAfterS);
  return new Response(JSON.stringify(body), { status: body.status, headers });
}

/**
 * Sends the answer. When the client is still sending a body that nobody wants, nothing more of it is read: the
 * connection ends with the answer. Resolves when the answer is on its way.
 */
export async function send(req: IncomingMessage, res: ServerResponse, response: Response): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  if (res.destroyed || req.socket.destroyed) return;
  for (const [name, value] of response.headers) res.setHeader(name, value);
  res.statusCode = response.status;
  if (response.status !== 204 && req.method !== 'HEAD') res.setHeader('content-length', body.length);
  if (req.complete || !hasBody(req)) {
    res.end(body);
    return;
  }
  if (Number(req.headers['content-length'] ?? Infinity) <= SMALL_BODY_BYTES) {
    // Letting a small body run out is kinder to clients that read the answer only after they have sent everything.
    req.removeAllListeners('data');
    req.resume();
    res.end(body);
    return;
  }
  endWithAnswer(req, res, body);
}

/**
 * Closing a socket that still has unread bytes resets it, and a reset can overtake the answer. So the answer goes out
 * whole, and the socket is closed only when the client has closed it or has had time to read.
 */
function endWithAnswer(req: IncomingMessage, res: ServerResponse, body: Buffer): void {
  res.setHeader('connection', 'close');
  if (body.length > 0) res.write(body);
  else res.flushHeaders();
  const socket = req.socket;
  const timer = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => {
    clearTimeout(timer);
  });
}

const hasBody = (req: IncomingMessage): boolean =>
  req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
