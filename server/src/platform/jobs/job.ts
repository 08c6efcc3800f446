import type { EventType } from '../outbox/event.ts';

/** The queues there are. One BullMQ worker serves each in a worker process. */
export const QUEUES = ['validation', 'evaluation', 'projection'] as const;
export type QueueName = (typeof QUEUES)[number];

export interface JobDefinition<P> {
  /** Also the handler's name in `handled_event`. Unique: boot fails on two. */
  readonly name: string;
  readonly on: EventType<P>;
  readonly queue: QueueName;
  /** Tries before the job is parked. */
  readonly attempts: number;
  readonly backoffMs: number;
  /** The signal handed to the handler fires after so long; before, with `Stopped`, when the process ends. A handler that throws it is run again elsewhere. */
  readonly timeoutMs: number;
}
export interface JobContext {
  /** Id of the outbox row: the same for every delivery of the event. */
  readonly eventId: string;
  readonly signal: AbortSignal;
}

/** A handler together with its definition: a job without a handler can't be written. Handlers are idempotent. */
export abstract class Job<P = unknown> {
  abstract readonly definition: JobDefinition<P>;
  abstract handle(payload: P, context: JobContext): Promise<void>;
}

/**
 * Work done on a timer. It does not go through the queue, because it is what heals the queue.
 * `anywhere`: by one worker process at a time, whichever gets the advisory lock. `every-api`: by each API process, on what only it has.
 */
export abstract class Periodic {
  abstract readonly name: string;
  abstract readonly everyMs: number;
  readonly place: 'anywhere' | 'every-api' = 'anywhere';
  abstract run(): Promise<void>;
}
