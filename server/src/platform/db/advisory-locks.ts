import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Locks by name that a session of PostgreSQL holds: they end with the work, or with the process. */
@Injectable()
export class AdvisoryLocks {
  constructor(private readonly source: DataSource) {}

  /** Does the work unless somebody else, in any process, is at work under this name. Holds one connection of the pool meanwhile. False: somebody else was. */
  async whileAlone(name: string, work: () => Promise<void>): Promise<boolean> {
    const runner = this.source.createQueryRunner();
    try {
      await runner.connect();
      const [lock] = (await runner.query(`SELECT pg_try_advisory_lock(hashtext($1)) AS got`, [name])) as { got: boolean }[];
      if (!lock?.got) return false;
      try {
        await work();
        return true;
      } finally {
        await runner.query(`SELECT pg_advisory_unlock(hashtext($1))`, [name]);
      }
    } finally {
      await runner.release().catch(() => undefined);
    }
  }
}
