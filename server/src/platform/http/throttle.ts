import { Injectable, type ExecutionContext } from '@nestjs/common';
import { normalizeIp, ThrottlerGuard, ThrottlerModule, type ThrottlerLimitDetail } from '@nestjs/throttler';
import type { FastifyRequest } from 'fastify';
import { CONFIG, type AppConfig } from '../config/config.ts';
import { problem } from './problem.ts';
import { RateCounters } from './rate-counters.ts';

export const MINUTE_MS = 60_000;
/** What one household or machine is given of IPv6 at least: it may choose any address in it (RFC 6177). */
const IPV6_PREFIX = 64;
let signInLimit = Number.POSITIVE_INFINITY;

/** Whom a request without an account is counted by. */
export const addressOf = (request: FastifyRequest): string => `address ${normalizeIp(request.ip, IPV6_PREFIX)}`;
/** Tighter limit, apart from the other: for routes that test a password or make an account. Per address whoever is signed in, or an account would buy more tries. */
export const SIGN_IN_LIMIT = {
  default: {
    limit: () => signInLimit,
    ttl: MINUTE_MS,
    getTracker: (request: Record<string, unknown>) => Promise.resolve(addressOf(request as unknown as FastifyRequest)),
    generateKey: (_context: ExecutionContext, tracker: string) => `sign-in ${tracker}`,
  },
};

export const throttlerModule = () =>
  ThrottlerModule.forRootAsync({
    inject: [CONFIG],
    useFactory: (config: AppConfig) => {
      signInLimit = config.RATE_LIMIT_SIGN_IN_PER_MINUTE;
      return { throttlers: [{ name: 'default', ttl: MINUTE_MS, limit: config.RATE_LIMIT_PER_MINUTE }], storage: new RateCounters() };
    },
  });

/**
 * Counts in each process per account where somebody is signed in, else per address; all routes together, so that it helps nobody to ask many
 * different ones. Live streams and health checks are long or frequent by nature and are not counted.
 */
@Injectable()
export class RateLimitGuard extends ThrottlerGuard {
  protected override getTracker(request: FastifyRequest): Promise<string> {
    const account = request.session.get('accountId');
    return Promise.resolve(account === undefined ? addressOf(request) : `account ${account}`);
  }
  protected override generateKey(_context: ExecutionContext, tracker: string): string {
    return tracker;
  }
  protected override throwThrottlingException(_context: ExecutionContext, detail: ThrottlerLimitDetail): Promise<void> {
    return Promise.reject(problem('limited', { retryAfterS: Math.max(1, Math.ceil(detail.timeToBlockExpire)) }));
  }
}
