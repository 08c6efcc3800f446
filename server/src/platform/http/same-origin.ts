import type { FastifyRequest } from 'fastify';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request may change something: not when a browser says that another site sent it.
 * Fetch Metadata first (W3C, sent by every current browser), Origin against Host for older ones; clients that send neither are not browsers
 * and carry no ambient cookie. The session cookie is SameSite=Lax besides. Source: OWASP CSRF cheat sheet, "Fetch Metadata" and "Verifying Origin".
 */
export function isSameOrigin(request: Pick<FastifyRequest, 'method' | 'headers'>, publicUrl: string | undefined): boolean {
  if (SAFE.has(request.method)) return true;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = request.headers.origin;
  if (origin === undefined) return true;
  try {
    const { host } = new URL(origin);
    return host === request.headers.host || (publicUrl !== undefined && host === new URL(publicUrl).host);
  } catch {
    return false;
  }
}
