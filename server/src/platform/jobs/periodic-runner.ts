import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Log } from '../log/log.ts';
import { JobRegistry } from './job-registry.ts';
import type { Periodic } from './job.ts';

/** Runs each periodic work on its own timer, in one process at a time (advisory lock by its name). */
@Injectable()
export class PeriodicRunner implements OnApplicationShutdown {
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly busy = new Map<string, Promise<void>>();
  constructor(
    private readonly registry: JobRegistry,
    private readonly source: DataSource,
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
    const runner = this.source.createQueryRunner();
    try {
      await runner.connect();
      const [lock] = (await runner.query(`SELECT pg_try_advisory_lock(hashtext($1)) AS got`, [periodic.name])) as { got: boolean }[];
      if (!lock?.got) return;
      try {
        await periodic.run();
      } finally {
        await runner.query(`SELECT pg_advisory_unlock(hashtext($1))`, [periodic.name]);
      }
    } catch (error) {
      this.log.warn({ err: error, periodic: periodic.name }, 'periodic: failed, next time again');
    } finally {
      await runner.release().catch(() => undefined);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await Promise.all(this.busy.values());
  }
}
