import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../clock/clock.ts';
import { Notifications } from '../db/notifications.ts';
import { countIn, rowsIn, Sql } from '../db/sql.ts';
import type { Tx } from '../db/unit-of-work.ts';

export interface LiveEvent {
  /** Counts from 1 within the topic, without a gap, in the order of commits. Also the event id of the stream. */
  seq: number;
  at: Date;
  kind: string;
  data: unknown;
}
type Wake = () => void;
interface Page {
  events: LiveEvent[];
  gap: boolean;
  head: number;
}
const CHANNEL = 'gac_live';

/**
 * Ordered streams of events, one per topic, kept in PostgreSQL: a reader that knows the last number it saw goes on without a gap or a repeat.
 * The number is taken under the lock of the topic's row, so numbers are given in the order of commits.
 */
@Injectable()
export class LiveStreams implements OnModuleInit {
  private readonly kept = new Set<string>();
  private readonly wakes = new Map<string, Set<Wake>>();
  /** Reads under way for those who wait for news, by topic and place. */
  private readonly reading = new Map<string, Promise<Page>>();
  /** How often there was news of anything. */
  private news = 0;
  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock,
    private readonly notifications: Notifications,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.notifications.listen(CHANNEL, (topic) => {
      this.news += 1;
      const sets = topic === '' ? [...this.wakes.values()] : [this.wakes.get(topic) ?? new Set<Wake>()];
      for (const set of sets) for (const wake of set) wake();
    });
  }

  /** Appends one event and answers its number; `data` may be made from it. The topic stays locked until the transaction ends. */
  async append(tx: Tx, topic: string, kind: string, data: object | ((seq: number) => object)): Promise<number> {
    const [head] = await rowsIn<{ seq: string }>(tx, `INSERT INTO live_topic (topic, seq) VALUES ($1, 1) ON CONFLICT (topic) DO UPDATE SET seq = live_topic.seq + 1 RETURNING seq`, [topic]);
    const seq = Number(head?.seq);
    await rowsIn(tx, `INSERT INTO live_event (topic, seq, at, kind, data) VALUES ($1, $2, $3, $4, $5)`, [topic, seq, this.clock.now(), kind, JSON.stringify(typeof data === 'function' ? (data as (seq: number) => object)(seq) : data)]);
    await rowsIn(tx, `SELECT pg_notify($1, $2)`, [CHANNEL, topic]);
    return seq;
  }

  /**
   * Events after `after`, oldest first, and the number of the newest. `gap`: the reader can't go on from there and must fetch the whole state anew,
   * because older events were pruned away or because its number is not of this history.
   */
  async read(topic: string, after: number, limit = 500): Promise<Page> {
    // One statement is one snapshot: an event that commits in between would look like a gap.
    const rows = await this.sql.rows<{ head: string; seq: string | null; at: Date; kind: string; data: unknown }>(
      `SELECT t.seq AS head, e.seq, e.at, e.kind, e.data FROM live_topic t
         LEFT JOIN LATERAL (SELECT * FROM live_event WHERE topic = t.topic AND seq > $2 ORDER BY seq LIMIT $3) e ON true
        WHERE t.topic = $1 ORDER BY e.seq`,
      [topic, after, limit],
    );
    const head = Number(rows[0]?.head ?? 0);
    const events = rows.flatMap(({ seq, at, kind, data }) => (seq === null ? [] : [{ seq: Number(seq), at, kind, data }]));
    const first = events[0];
    return { events, gap: first === undefined ? after !== head : first.seq > after + 1, head };
  }

  /**
   * The same for one of many who follow a topic: those who stand at the same place share one look at the database. Only a look that began
   * after the latest news is shared, or somebody would be told that there is nothing.
   */
  follow(topic: string, after: number, limit: number): Promise<Page> {
    const key = `${String(this.news)} ${String(after)} ${String(limit)} ${topic}`;
    const under = this.reading.get(key);
    if (under) return under;
    const page = this.read(topic, after, limit).finally(() => this.reading.delete(key));
    this.reading.set(key, page);
    return page;
  }

  async lastSeq(topic: string): Promise<number> {
    const head = await this.sql.one<{ seq: string }>(`SELECT seq FROM live_topic WHERE topic = $1`, [topic]);
    return Number(head?.seq ?? 0);
  }

  /** Calls `wake` whenever the topic may have news. Answers the way to stop. */
  subscribe(topic: string, wake: Wake): () => void {
    const set = this.wakes.get(topic) ?? new Set<Wake>();
    this.wakes.set(topic, set);
    set.add(wake);
    return () => {
      set.delete(wake);
      if (set.size === 0) this.wakes.delete(topic);
    };
  }

  /** Topics that begin so are records as well as news: their events are never removed. Said by their slice when it starts. */
  keep(prefix: string): void {
    this.kept.add(prefix);
  }

  /** Removes events older than `before`, but for what is kept; numbers go on. */
  async prune(tx: Tx, before: Date): Promise<number> {
    return countIn(tx, `DELETE FROM live_event e WHERE at < $1 AND NOT EXISTS (SELECT 1 FROM unnest($2::text[]) AS kept WHERE starts_with(e.topic, kept))`, [before, [...this.kept]]);
  }
}
