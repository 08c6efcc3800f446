import { Injectable } from '@nestjs/common';

/** Why work under way is to be left: the process was asked to end, and somebody else goes on with it. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
  constructor() {
    super('the process was asked to end');
  }
}
/** Whether this signal fired because the process ends, and not because the work took too long. */
export const isStopped = (signal: AbortSignal): boolean => signal.reason instanceof Stopped;

/** Tells all work under way that the process ends. */
@Injectable()
export class Stopping {
  private readonly controller = new AbortController();

  get signal(): AbortSignal {
    return this.controller.signal;
  }
  /** More than once is once. */
  stop(): void {
    this.controller.abort(new Stopped());
  }
}
