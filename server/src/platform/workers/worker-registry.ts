import { hostname } from 'node:os';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.ts';
import { CONFIG, type AppConfig } from '../config/config.ts';
import { Notifications } from '../db/notifications.ts';
import { Sql } from '../db/sql.ts';
import { Ids } from '../ids/ids.ts';
import { Log } from '../log/log.ts';

/** What a worker can do, and why not when it can't. */
export interface WorkerAbilities {
  /** What runs the jobs, e.g. the name of a sandbox driver. */
  driver: string;
  /** For people, e.g. `bubblewrap 0.8.0, cgroup v1, seccomp`. */
  isolation: string;
  /** `soft`: memory and processor time are watched, not enforced by the kernel. */
  limits: 'hard' | 'soft';
  ready: boolean;
  /** What of the work that asks for more than a process it may take. */
  can: readonly string[];
  problems: { code: string; message: string; remedy: string }[];
}

/** Says that a worker was drained or taken back: it looks at once. */
export const WORKERS_CHANNEL = 'gac_workers';
const MOST_BEAT_MS = 2_000;

/** This process in the table of workers: it says regularly that it lives, and learns there that it was drained. */
@Injectable()
export class WorkerRegistry {
  /** Also the owner of leases. */
  readonly id: string;
  private drained = false;
  private busy = 0;
  private timer: NodeJS.Timeout | null = null;
  private beating: Promise<void> | null = null;
  private again = false;
  private onDrain: () => void = () => undefined;
  private look: (() => WorkerAbilities) | null = null;

  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly notifications: Notifications,
    ids: Ids,
    private readonly log: Log,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {
    this.id = `${hostname()}/${String(process.pid)}/${ids.next().slice(-12)}`;
  }

  /** Takes nothing more: whoever waits is somebody else's. */
  get isDrained(): boolean {
    return this.drained;
  }

  /** Lets the worker tell what it can do; asked at every beat, in worker processes only. */
  describe(look: () => WorkerAbilities): void {
    this.look = look;
  }

  /** A slot is taken until the returned function is called. */
  occupy(): () => void {
    this.busy += 1;
    return () => { this.busy -= 1; };
  }

  /** Enters the process; `onDrain` is called when it was drained or taken back. */
  async start(onDrain: () => void): Promise<void> {
    this.onDrain = onDrain;
    const { clock, config } = this;
    await this.sql.rows(
      `INSERT INTO worker (id, host, pid, started_at, seen_at, slots, busy) VALUES ($1, $2, $3, $4, $4, $5, 0) ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at, ended_at = NULL`,
      [this.id, hostname(), process.pid, clock.now(), config.WORKERS],
    );
    await this.notifications.listen(WORKERS_CHANNEL, () => { this.beat(); });
    this.timer = setInterval(() => { this.beat(); }, Math.min(MOST_BEAT_MS, config.LEASE_MS / 3));
    this.beat();
  }

  private beat(): void {
    if (this.timer === null) return;
    // What was told meanwhile may have come too late for the answer that is on its way.
    this.again = this.beating !== null;
    this.beating ??= this.say()
      .catch((error: unknown) => { this.log.warn({ err: error }, 'worker: heartbeat not written'); })
      .finally(() => {
        this.beating = null;
        if (this.again) this.beat();
      });
  }

  private async say(): Promise<void> {
    const abilities = this.look === null ? null : JSON.stringify(this.look());
    const [row] = await this.sql.rows<{ drained: boolean }>(
      `UPDATE worker SET seen_at = $2, busy = $3, abilities = coalesce($4, abilities) WHERE id = $1 RETURNING drained_at IS NOT NULL AS drained`,
      [this.id, this.clock.now(), this.busy, abilities],
    );
    const drained = row?.drained ?? false;
    if (drained === this.drained) return;
    this.drained = drained;
    this.log.info({ drained }, 'worker: drained or taken back');
    this.onDrain();
  }

  /** The process ends in order: its row says so, and nobody takes it for lost. */
  async end(): Promise<void> {
    if (this.timer === null) return;
    clearInterval(this.timer);
    this.timer = null;
    await this.beating;
    await this.sql.rows(`UPDATE worker SET ended_at = $2, busy = 0 WHERE id = $1`, [this.id, this.clock.now()]).catch((error: unknown) => { this.log.warn({ err: error }, 'worker: its end is not written'); });
  }
}
