import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { SessionStore } from '@fastify/session';
import type { FastifyRequest, Session } from 'fastify';
import { Clock } from '../clock/clock.ts';
import { Sql } from '../db/sql.ts';

declare module 'fastify' {
  interface Session {
    accountId?: string;
  }
}
type Done = (error?: unknown) => void;
/** The table keeps a hash of the session id: who reads the table can't take a session over. */
const keyOf = (id: string): string => createHash('sha256').update(id).digest('hex');
/** A session in use is extended at most this often, so that reading does not mean writing. */
const TOUCH_MS = 10 * 60_000;

@Injectable()
export class PostgresSessionStore implements SessionStore {
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
  ) {}

  set(id: string, session: Session, done: Done): void {
    this.sql
      .rows(
        `INSERT INTO session (key, account_id, data, expires_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (key) DO UPDATE SET account_id = excluded.account_id, data = excluded.data, expires_at = excluded.expires_at`,
        [keyOf(id), session.accountId ?? null, JSON.stringify(session), this.endOf(session)],
      )
      .then(() => { done(); }, done);
  }

  /** By our clock; the library judges the cookie by the machine's. */
  private endOf(session: Session): Date {
    return new Date(this.clock.now().getTime() + (session.cookie.originalMaxAge ?? 0));
  }

  /**
   * Moves the end of a session that is in use, now and then. True when it was moved: the cookie must follow.
   * The row must still be there, or a sign-out at the same moment would be undone.
   */
  async extend(session: FastifyRequest['session']): Promise<boolean> {
    // `expires` is what a restored session would get now, `originalExpires` what it has.
    const { expires, originalExpires } = session.cookie as { expires?: Date | null; originalExpires?: Date };
    if (!expires || !originalExpires || expires.getTime() - originalExpires.getTime() < TOUCH_MS) return false;
    return (await this.sql.rows(`UPDATE session SET data = $2, expires_at = $3 WHERE key = $1 RETURNING 1`, [keyOf(session.sessionId), JSON.stringify(session), this.endOf(session)])).length === 1;
  }

  get(id: string, done: (error: unknown, session?: Session | null) => void): void {
    this.sql.one<{ data: Session }>(`SELECT data FROM session WHERE key = $1 AND expires_at > $2`, [keyOf(id), this.clock.now()]).then(
      (row) => { done(null, row?.data ?? null); },
      (error: unknown) => { done(error); },
    );
  }

  destroy(id: string, done: Done): void {
    this.sql.rows(`DELETE FROM session WHERE key = $1`, [keyOf(id)]).then(() => { done(); }, done);
  }

  /** Removes sessions that ended before now; the number of them. */
  async sweep(): Promise<number> {
    return (await this.sql.rows(`DELETE FROM session WHERE expires_at <= $1 RETURNING 1`, [this.clock.now()])).length;
  }
}
