import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, type AppConfig } from '../config/config.ts';
import { LiveStreams, type LiveEvent } from '../live/live-streams.ts';
import { Log } from '../log/log.ts';
import { Metrics } from '../metrics/metrics.ts';

/** Server-sent events (WHATWG HTML 9.2) over a live topic, with resume by Last-Event-ID. */
@Injectable()
export class EventStream {
  constructor(
    @Inject(CONFIG) private readonly config: AppConfig,
    private readonly live: LiveStreams,
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {}

  /**
   * Sends the topic's events after the client's last one, then each new one, until the client goes or `ends` says so.
   * Without a Last-Event-ID (header, or `?after` for a first connection that knows where it stands) it begins with what comes next.
   * A `reset` event tells the client that it missed events which are gone: it must fetch the state anew.
   */
  async serve(request: FastifyRequest, reply: FastifyReply, topic: string, ends: (event: LiveEvent) => boolean = () => false): Promise<void> {
    const asked = request.headers['last-event-id'] ?? (request.query as { after?: string }).after;
    let cursor = asked !== undefined && /^\d{1,15}$/.test(String(asked)) ? Number(asked) : await this.live.lastSeq(topic);
    reply.hijack();
    const raw = reply.raw;
    for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value);
    raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no' });
    raw.write(`retry: 2000\n: open\n\n`);
    this.metrics.liveStreams.inc();

    let pumping = false;
    let again = false;
    let closed = false;
    const pump = async (): Promise<void> => {
      if (pumping) {
        again = true;
        return;
      }
      pumping = true;
      try {
        do {
          again = false;
          const { events, gap } = await this.live.read(topic, cursor);
          if (gap) {
            cursor = await this.live.lastSeq(topic);
            await write(`id: ${String(cursor)}\nevent: reset\ndata: {}\n\n`);
            continue;
          }
          for (const event of events) {
            await write(`id: ${String(event.seq)}\nevent: ${event.kind}\ndata: ${JSON.stringify({ seq: event.seq, at: event.at, ...(event.data as object) })}\n\n`);
            cursor = event.seq;
            if (ends(event)) {
              raw.end();
              return;
            }
          }
        } while (again && !closed);
      } catch (error) {
        // The client reconnects with its last id and misses nothing.
        this.log.debug({ err: error, topic }, 'live stream ended');
        raw.destroy();
      } finally {
        pumping = false;
      }
    };
    const write = async (text: string): Promise<void> => {
      if (closed) return;
      if (!raw.write(text)) await new Promise<void>((resolve) => { raw.once('drain', resolve); raw.once('close', resolve); });
    };
    const stop = this.live.subscribe(topic, () => void pump());
    const heartbeat = setInterval(() => {
      raw.write(': still here\n\n');
      void pump();
    }, this.config.SSE_HEARTBEAT_MS);
    raw.on('close', () => {
      closed = true;
      stop();
      clearInterval(heartbeat);
      this.metrics.liveStreams.dec();
    });
    await pump();
  }
}
