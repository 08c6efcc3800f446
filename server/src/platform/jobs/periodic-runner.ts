import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { AdvisoryLocks } from '../db/advisory-locks.ts';
import { Log } from '../log/log.ts';
import { JobRegistry } from './job-registry.ts';
import type { Periodic } from './job.ts';

/** Runs the periodic work of a place, each on its own timer; what may run anywhere runs in one process at a time (advisory lock by its name). */
@Injectable()
export class PeriodicRunner implements BeforeApplicationShutdown {
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly busy = new Map<string, Promise<void>>();
  constructor(
    private readonly registry: JobRegistry,
    private readonly locks: AdvisoryLocks,
    private readonly log: Log,
  ) {}

  start(place: Periodic['place']): void {
    for (const periodic of this.registry.periodics.filter((candidate) => candidate.place === place)) {
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
      if (periodic.place === 'anywhere') await this.locks.whileAlone(periodic.name, () => periodic.run());
      else await periodic.run();
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
