import { Injectable } from '@nestjs/common';
import { Sql } from '../db/sql.ts';
import { Notifications } from '../db/notifications.ts';
import { ArtifactStore } from '../storage/artifact-store.ts';

export interface HealthState {
  status: 'ok' | 'failing';
  checks: Record<string, { ok: boolean; detail?: string }>;
}
const LIMIT_MS = 3_000;
/** Whoever asks again so soon hears the same: anybody may ask, and each look costs the database and the store something. */
const FRESH_MS = 1_000;
/** A finding in words of ours, fit for the public. */
class Finding extends Error {}
/** Messages of drivers hold addresses, users and names: of them only the code, or the kind of error, is told. */
const publicDetail = (error: unknown): string => {
  if (error instanceof Finding) return error.message;
  const { driverError, code, name } = error as { driverError?: { code?: string }; code?: string; name?: string };
  return driverError?.code ?? code ?? name ?? 'failed';
};

/** Whether the process can serve: database, migrations, storage, notifications. Details never hold values of the configuration. */
@Injectable()
export class Health {
  private readonly checks = new Map<string, () => Promise<string | undefined>>();
  private latest: { at: number; state: Promise<HealthState> } | null = null;
  constructor(sql: Sql, store: ArtifactStore, notifications: Notifications) {
    this.checks.set('database', async () => {
      const row = await sql.one<{ n: number }>(`SELECT count(*)::int AS n FROM migration`);
      const n = row?.n ?? 0;
      return n === 1 ? '1 migration' : `${String(n)} migrations`;
    });
    this.checks.set('storage', async () => {
      await store.health();
      return undefined;
    });
    this.checks.set('notifications', () => (notifications.connected ? Promise.resolve(undefined) : Promise.reject(new Finding('not listening'))));
  }

  /** Adds a check of the process; it fails by rejecting. */
  add(name: string, check: () => Promise<string | undefined>): void {
    this.checks.set(name, check);
  }

  view(): Promise<HealthState> {
    const now = performance.now();
    if (this.latest === null || now - this.latest.at > FRESH_MS) this.latest = { at: now, state: this.look() };
    return this.latest.state;
  }

  private async look(): Promise<HealthState> {
    const results = await Promise.all(
      [...this.checks].map(async ([name, check]): Promise<[string, { ok: boolean; detail?: string }]> => {
        try {
          const detail = await Promise.race([check(), new Promise<never>((_, reject) => setTimeout(() => { reject(new Finding('no answer in time')); }, LIMIT_MS).unref())]);
          return [name, detail === undefined ? { ok: true } : { ok: true, detail }];
        } catch (error) {
          return [name, { ok: false, detail: publicDetail(error) }];
        }
      }),
    );
    return { status: results.every(([, result]) => result.ok) ? 'ok' : 'failing', checks: Object.fromEntries(results) };
  }
}
