import type { ThrottlerStorage } from '@nestjs/throttler';

interface Counter {
  /** Number of the window that `current` counts. */
  window: number;
  current: number;
  previous: number;
}
interface Count {
  totalHits: number;
  /** Seconds. */
  timeToExpire: number;
  isBlocked: boolean;
  timeToBlockExpire: number;
}
const SWEEP_AT = 10_000;

/**
 * Requests per key in a sliding window, at a cost that does not grow with the requests: the window's own count, and the one before it as far
 * as it still reaches into the last `ttl` (the sliding window counter; Cloudflare, "Counting things, a lot of different things", 2017).
 * The library's storage keeps a list of every request and walks it at each.
 */
export class RateCounters implements ThrottlerStorage {
  private readonly counters = new Map<string, Counter>();
  /** @param now milliseconds that never go back */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Counts one request, unless `limit` are counted already; then says when the next one may come. */
  increment(key: string, ttl: number, limit: number): Promise<Count> {
    const now = this.now();
    const window = Math.floor(now / ttl);
    const into = now / ttl - window;
    const counter = this.counterOf(key, window, ttl);
    const reaching = counter.previous * (1 - into);
    const timeToExpire = Math.ceil(((1 - into) * ttl) / 1000);
    if (counter.current + reaching >= limit) {
      // Either enough of the window before has passed, or this window has to.
      const wait = counter.current < limit ? (1 - (limit - counter.current) / counter.previous - into) * ttl : (1 - into) * ttl;
      return Promise.resolve({ totalHits: limit + 1, timeToExpire, isBlocked: true, timeToBlockExpire: Math.max(1, Math.ceil(wait / 1000)) });
    }
    counter.current++;
    return Promise.resolve({ totalHits: Math.ceil(counter.current + reaching), timeToExpire, isBlocked: false, timeToBlockExpire: 0 });
  }

  private counterOf(key: string, window: number, ttl: number): Counter {
    const found = this.counters.get(key);
    if (found?.window === window) return found;
    const counter = { window, current: 0, previous: found?.window === window - 1 ? found.current : 0 };
    if (!found && this.counters.size >= SWEEP_AT) this.sweep(ttl);
    this.counters.set(key, counter);
    return counter;
  }

  /** Forgets keys that were not seen for two windows; all keys of the product share one length of window. */
  private sweep(ttl: number): void {
    const window = Math.floor(this.now() / ttl);
    for (const [key, counter] of this.counters) if (counter.window < window - 1) this.counters.delete(key);
  }
}
