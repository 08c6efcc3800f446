import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { AdvisoryLocks } from '../db/advisory-locks.ts';
import { Log } from '../log/log.ts';
import { JobRegistry } from './job-registry.ts';
import type { Periodic } from './job.ts';

/** Runs each periodic work on its own timer, in one process at a time (advisory lock by its name). */
@Injectable()
export class PeriodicRunner implements BeforeApplicationShutdown {
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly busy = new Map<string, Promise<void>>();
  constructor(
    private readonly registry: JobRegistry,
    private readonly locks: AdvisoryLocks,
    private readonly log: Log,
  ) {}

  start(): void {
    for (const periodic of this.registry.periodics) {
      const tick = (): void => {
        if (this.busy.has(periodic.name)) return;
        this.busy.set(periodic.name, this.once(periodic).finally(() => this.busy.delete(periodic.name)));
      };
      tick();
      this.timers.push(setInterval(tick, periodic.everyMs));
    }
  }

  private async once(periodic: Periodic): Promise<void> {
    try {
      await this.locks.whileAlone(periodic.name, () => periodic.run());
    } catch (error) {
      this.log.warn({ err: error, periodic: periodic.name }, 'periodic: failed, next time again');
    }
  }

  /** Before, because the database is closed in the next step and what is under way must still be written down. */
  async beforeApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await Promise.all(this.busy.values());
  }
}
