import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { CONFIG, type AppConfig } from '../config/config.ts';
import { Log } from '../log/log.ts';

type Listener = (payload: string) => void;
const RETRY_MS = 500;
/** A server that does not answer must not hold up the next try, nor the end of the process. */
const CONNECT_MS = 5_000;

/**
 * PostgreSQL LISTEN on one connection of its own, reconnecting by itself. A notification is a hint to look, never the truth:
 * whoever listens also looks by itself now and then. After a reconnect every listener is called with '' because notifications may have been lost.
 */
@Injectable()
export class Notifications implements OnApplicationShutdown {
  private readonly listeners = new Map<string, Set<Listener>>();
  private client: pg.Client | null = null;
  private connecting: Promise<void> | null = null;
  private stopped = false;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: AppConfig,
    private readonly log: Log,
  ) {}

  /** True while notifications arrive; caches that rely on them must look themselves when it is false. */
  get connected(): boolean {
    return this.client !== null;
  }

  async listen(channel: string, listener: Listener): Promise<() => void> {
    const set = this.listeners.get(channel) ?? new Set();
    this.listeners.set(channel, set);
    set.add(listener);
    if (this.client) await this.client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    else await this.connect();
    return () => set.delete(listener);
  }

  private connect(): Promise<void> {
    this.connecting ??= this.open().finally(() => (this.connecting = null));
    return this.connecting;
  }

  private async open(): Promise<void> {
    const client = new pg.Client({ connectionString: this.config.DATABASE_URL, application_name: 'gac-listen', keepAlive: true, connectionTimeoutMillis: CONNECT_MS });
    const lost = (): void => {
      if (this.client === client) this.client = null;
      client.removeAllListeners('end');
      void client.end().catch(() => undefined);
      this.later();
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ channel, payload }) => this.listeners.get(channel)?.forEach((listener) => { listener(payload ?? ''); }));
    try {
      await client.connect();
      for (const channel of this.listeners.keys()) await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      this.log.warn({ err: error }, 'notifications: not connected, trying again');
      lost();
      return;
    }
    this.client = client;
    for (const set of this.listeners.values()) set.forEach((listener) => { listener(''); });
  }

  private later(): void {
    if (this.stopped || this.timer) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.connect();
    }, RETRY_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.connecting;
    const client = this.client;
    this.client = null;
    client?.removeAllListeners('end');
    await client?.end();
  }
}
