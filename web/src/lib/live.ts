import { backoffMs, chance } from './backoff.ts';
import { wait } from './wait.ts';

/**
 * Server-sent events that survive: resume by Last-Event-ID, jittered backoff of 1 to 30 s, one connection per browser and address
 * (a Web Lock elects the tab that holds it, a BroadcastChannel tells the others), and polling while no stream can be had.
 * fetch instead of EventSource, because EventSource can send Last-Event-ID only on its own reconnects and hides the status.
 */
export interface LiveEvent {
  /** `message` when the stream named none. */
  type: string;
  id: string;
  data: string;
}
export type LiveState = 'connecting' | 'open' | 'retrying' | 'polling';
export interface LiveOptions {
  url: string;
  /** Resume after this event; '' means from now on. */
  lastEventId?: string;
  onEvent: (event: LiveEvent) => void;
  onState?: (state: LiveState) => void;
  /** Called every `pollMs` while the stream has failed three times or more; gets a chance to fetch what was missed. */
  poll?: () => void;
  pollMs?: number;
}
/** What the connection stands on; tests hand in their own. */
export interface LivePorts {
  fetch: typeof globalThis.fetch;
  /** 0 to 1 */
  random: () => number;
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
  locks: Pick<LockManager, 'request'> | undefined;
  channel: ((name: string) => BroadcastChannel) | undefined;
}
const FAILURES_BEFORE_POLLING = 3;

/** Splits a text/event-stream into events. Feed it pieces of any size; it keeps the unfinished rest. */
export function createEventParser(onEvent: (event: LiveEvent) => void): (chunk: string) => void {
  let rest = '';
  let type = '';
  let id = '';
  let data: string[] = [];
  const line = (text: string): void => {
    if (text === '') {
      if (data.length > 0) onEvent({ type: type || 'message', id, data: data.join('\n') });
      type = '';
      data = [];
      return;
    }
    if (text.startsWith(':')) return;
    const colon = text.indexOf(':');
    const field = colon < 0 ? text : text.slice(0, colon);
    const value = colon < 0 ? '' : text.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') data.push(value);
    else if (field === 'event') type = value;
    else if (field === 'id' && !value.includes('\0')) id = value;
  };
  return (chunk) => {
    rest += chunk;
    // A trailing CR may be half of a CRLF: wait for what follows.
    for (;;) {
      const end = /\r\n|\n|\r(?!$)/.exec(rest);
      if (!end) return;
      line(rest.slice(0, end.index));
      rest = rest.slice(end.index + end[0].length);
    }
  };
}

const browserPorts = (): LivePorts => ({
  fetch: globalThis.fetch.bind(globalThis),
  random: chance,
  wait: (ms, signal) => wait(ms, signal, true),
  locks: (globalThis.navigator as { locks?: LockManager }).locks,
  channel: 'BroadcastChannel' in globalThis ? (name) => new BroadcastChannel(name) : undefined,
});

/** What tabs tell each other. `ask`: a new tab wants to know how the connection stands. */
interface Message {
  event?: LiveEvent;
  state?: LiveState;
  ask?: true;
}

async function readStream(body: ReadableStream<Uint8Array>, feed: (text: string) => void): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    feed(value);
  }
}

/** Opens the stream and keeps it open until the returned function is called. An answer of 204, 401, 403 or 404 ends it for good. */
export function openLive(options: LiveOptions, ports: LivePorts = browserPorts()): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const name = `gac-live:${options.url}`;
  const channel = ports.channel?.(name);
  let lastEventId = options.lastEventId ?? '';
  let polling = false;
  /** What this tab last said as the one that holds the connection; null in the others. */
  let leading: LiveState | null = null;

  const state = (next: LiveState): void => {
    options.onState?.(next);
    if (next === 'polling' && options.poll && !polling) {
      polling = true;
      void pollUntilOpen(options.poll);
    }
    if (next === 'open') polling = false;
  };
  const pollUntilOpen = async (poll: () => void): Promise<void> => {
    while (polling && !signal.aborted) {
      poll();
      await ports.wait(options.pollMs ?? 15_000, signal);
    }
  };
  const receive = (event: LiveEvent): void => {
    if (event.id !== '') lastEventId = event.id;
    options.onEvent(event);
  };
  const stopped = (): boolean => signal.aborted;
  const connect = async (): Promise<void> => {
    let failures = 0;
    while (!stopped()) {
      if (failures === 0) state('connecting');
      try {
        const response = await ports.fetch(options.url, {
          signal,
          cache: 'no-store',
          credentials: 'same-origin',
          headers: { accept: 'text/event-stream', ...(lastEventId === '' ? {} : { 'last-event-id': lastEventId }) },
        });
        if ([204, 401, 403, 404].includes(response.status)) return;
        if (response.ok && response.body) {
          failures = 0;
          tell({ state: 'open' });
          await readStream(
            response.body,
            createEventParser((event) => tell({ event })),
          );
        }
      } catch {
        // The connection broke; the loop tries again below.
      }
      if (stopped()) return;
      failures += 1;
      tell({ state: failures >= FAILURES_BEFORE_POLLING ? 'polling' : 'retrying' });
      await ports.wait(backoffMs(failures, ports.random), signal);
    }
  };
  const take = (message: Message): void => {
    if (message.event) receive(message.event);
    if (message.state) state(message.state);
    if (message.ask && leading) channel?.postMessage({ state: leading } satisfies Message);
  };
  const tell = (message: Message): void => {
    leading = message.state ?? leading;
    take(message);
    channel?.postMessage(message);
  };
  if (channel) channel.onmessage = ({ data }) => take(data as Message);

  if (ports.locks && channel) {
    // Whoever gets the lock connects; when that tab goes away the next one in line continues from its own last event.
    state('connecting');
    ports.locks.request(name, { signal }, connect).catch(() => undefined);
    channel.postMessage({ ask: true } satisfies Message);
  } else void connect();

  return () => {
    stop.abort();
    channel?.close();
  };
}
