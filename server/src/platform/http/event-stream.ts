import type { ServerResponse } from 'node:http';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, type AppConfig } from '../config/config.ts';
import { LiveStreams } from '../live/live-streams.ts';
import { Log } from '../log/log.ts';
import { Metrics } from '../metrics/metrics.ts';
import { problem } from './problem.ts';
import { addressOf } from './throttle.ts';

const PAGE = 500;
const FULL_RETRY_S = 30;

/** Sends one reader what its topic has after the number it knows. */
class Feed {
  private isSending = false;
  private again = false;
  constructor(
    private readonly raw: ServerResponse,
    private readonly live: LiveStreams,
    private readonly topic: string,
    private readonly isAllowed: () => Promise<boolean>,
    private cursor: number,
  ) {}

  /** Sends until the reader has everything; calls while it sends make it look once more. Rejects when the topic can't be read. */
  async send(): Promise<void> {
    this.again = true;
    if (this.isSending) return;
    this.isSending = true;
    try {
      while (this.again && !this.raw.destroyed) {
        this.again = false;
        await this.sendPage();
      }
    } finally {
      this.isSending = false;
    }
  }

  private async sendPage(): Promise<void> {
    const { events, gap, head } = await this.live.follow(this.topic, this.cursor, PAGE);
    if (gap) {
      this.cursor = head;
      await this.write(`id: ${String(head)}\nevent: reset\ndata: {}\n\n`);
      return;
    }
    // Asked again: who might follow when the stream was opened may not for ever.
    if (events.length > 0 && !(await this.isAllowed())) {
      this.raw.destroy();
      return;
    }
    for (const event of events) {
      await this.write(`id: ${String(event.seq)}\nevent: ${event.kind}\ndata: ${JSON.stringify({ seq: event.seq, at: event.at, ...(event.data as object) })}\n\n`);
      this.cursor = event.seq;
    }
    if (events.length === PAGE) this.again = true;
  }

  /** Waits while the reader is slow: its events stay in the database, not in our memory. */
  private async write(text: string): Promise<void> {
    const { raw } = this;
    if (raw.destroyed || raw.write(text)) return;
    await new Promise<void>((resolve) => {
      const go = (): void => {
        raw.off('drain', go).off('close', go);
        resolve();
      };
      raw.on('drain', go).on('close', go);
    });
  }
}

/** Server-sent events (WHATWG HTML 9.2) over a live topic, with resume by Last-Event-ID. */
@Injectable()
export class EventStream implements BeforeApplicationShutdown {
  private readonly open = new Set<ServerResponse>();
  private readonly openOf = new Map<string, number>();
  constructor(
    @Inject(CONFIG) private readonly config: AppConfig,
    private readonly live: LiveStreams,
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {}

  /**
   * Sends the topic's events after the client's last one, then each new one, until the client goes.
   * Without a Last-Event-ID (header, or `?after` for a first connection that knows where it stands) it begins with what comes next.
   * A `reset` event tells the client that it missed events which are gone: it must fetch the state anew.
   * `isAllowed` is asked before anything is sent; once it says no, the stream ends, and the next one is refused by its route.
   * Raises `limited` when the address holds as many as it may.
   */
  async serve(request: FastifyRequest, reply: FastifyReply, topic: string, isAllowed: () => Promise<boolean> = () => Promise.resolve(true)): Promise<void> {
    const address = addressOf(request);
    if ((this.openOf.get(address) ?? 0) >= this.config.SSE_PER_ADDRESS) throw problem('limited', { retryAfterS: FULL_RETRY_S });
    const asked = request.headers['last-event-id'] ?? (request.query as { after?: string }).after;
    const after = asked !== undefined && /^\d{1,15}$/.test(String(asked)) ? Number(asked) : await this.live.lastSeq(topic);
    reply.hijack();
    const { raw } = reply;
    // The client went while we looked: its 'close' has passed, and nothing would ever end this stream.
    if (raw.destroyed) return;
    for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value);
    raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no' });
    if (request.method === 'HEAD') {
      raw.end();
      return;
    }
    raw.write(`retry: 2000\n: open\n\n`);
    this.keep(raw, topic, address, new Feed(raw, this.live, topic, isAllowed, after));
  }

  private keep(raw: ServerResponse, topic: string, address: string, feed: Feed): void {
    const send = (): void => {
      feed.send().catch((error: unknown) => {
        // The client reconnects with its last id and misses nothing.
        this.log.debug({ err: error, topic }, 'live stream ended');
        raw.destroy();
      });
    };
    this.open.add(raw);
    this.openOf.set(address, (this.openOf.get(address) ?? 0) + 1);
    this.metrics.liveStreams.inc();
    const stop = this.live.subscribe(topic, send);
    const heartbeat = setInterval(() => {
      raw.write(': still here\n\n');
      send();
    }, this.config.SSE_HEARTBEAT_MS);
    raw.on('close', () => {
      stop();
      clearInterval(heartbeat);
      this.open.delete(raw);
      const left = (this.openOf.get(address) ?? 0) - 1;
      if (left > 0) this.openOf.set(address, left);
      else this.openOf.delete(address);
      this.metrics.liveStreams.dec();
    });
    send();
  }

  /** Before the server closes: it waits for every open answer, and these never end by themselves. */
  beforeApplicationShutdown(): void {
    for (const raw of this.open) raw.destroy();
  }
}
