import { Injectable, type ExecutionContext } from '@nestjs/common';
import { ThrottlerGuard, ThrottlerModule, type ThrottlerLimitDetail } from '@nestjs/throttler';
import { CONFIG, type AppConfig } from '../config/config.ts';
import { problem } from './problem.ts';
import { RateCounters } from './rate-counters.ts';

const MINUTE_MS = 60_000;
let signInLimit = Number.POSITIVE_INFINITY;
/** Tighter limit for routes that test a password. */
export const SIGN_IN_LIMIT = { default: { limit: () => signInLimit, ttl: MINUTE_MS } };

export const throttlerModule = () =>
  ThrottlerModule.forRootAsync({
    inject: [CONFIG],
    useFactory: (config: AppConfig) => {
      signInLimit = config.RATE_LIMIT_SIGN_IN_PER_MINUTE;
      return { throttlers: [{ name: 'default', ttl: MINUTE_MS, limit: config.RATE_LIMIT_PER_MINUTE }], storage: new RateCounters() };
    },
  });

/** Counts per address and process. Live streams and health checks are long or frequent by nature and count once. */
@Injectable()
export class RateLimitGuard extends ThrottlerGuard {
  protected override throwThrottlingException(_context: ExecutionContext, detail: ThrottlerLimitDetail): Promise<void> {
    return Promise.reject(problem('limited', { retryAfterS: Math.max(1, Math.ceil(detail.timeToBlockExpire)) }));
  }
}
