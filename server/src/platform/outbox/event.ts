import type { z } from 'zod';

/** Something that happened: past tense, versioned, ids only (data goes stale, queues are not private). */
export interface EventType<P = unknown> {
  /** `slice.verb.vN`, for example `submission.received.v1`. */
  readonly name: string;
  readonly payload: z.ZodType<P>;
}
export const defineEvent = <P>(name: `${string}.v${number}`, payload: z.ZodType<P>): EventType<P> => ({ name, payload });
