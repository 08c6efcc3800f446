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
  /**
   * Called every `pollMs` while the stream has failed three times or more, and once when this tab joins the stream of another: gets a chance
   * to fetch what was missed.
   */
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

/** One tab's part in the stream of an address. */
class LiveTab {
  readonly #stop = new AbortController();
  readonly #channel: BroadcastChannel | undefined;
  #lastEventId: string;
  #polling = false;
  /** Whether this tab has heard from the one that holds the connection. */
  #joined = false;
  /** What this tab last said as the one that holds the connection; null in the others. */
  #leading: LiveState | null = null;

  constructor(
    private readonly options: LiveOptions,
    private readonly ports: LivePorts,
  ) {
    const name = `gac-live:${options.url}`;
    const { locks } = ports;
    this.#lastEventId = options.lastEventId ?? '';
    this.#channel = ports.channel?.(name);
    if (this.#channel) this.#channel.onmessage = ({ data }) => this.#hear(data as Message);
    if (locks && this.#channel) {
      // Whoever gets the lock connects; when that tab goes away the next one in line continues from its own last event.
      this.#state('connecting');
      locks.request(name, { signal: this.#stop.signal }, () => this.#connect()).catch(() => undefined);
      this.#channel.postMessage({ ask: true } satisfies Message);
    } else void this.#connect();
  }

  close(): void {
    this.#stop.abort();
    this.#channel?.close();
  }

  #state(next: LiveState): void {
    this.options.onState?.(next);
    if (next === 'polling' && this.options.poll && !this.#polling) {
      this.#polling = true;
      void this.#pollUntilOpen(this.options.poll);
    }
    if (next === 'open') this.#polling = false;
  }

  async #pollUntilOpen(poll: () => void): Promise<void> {
    while (this.#polling && !this.#stopped()) {
      poll();
      await this.ports.wait(this.options.pollMs ?? 15_000, this.#stop.signal);
    }
  }

  #stopped(): boolean {
    return this.#stop.signal.aborted;
  }

  async #connect(): Promise<void> {
    let failures = 0;
    while (!this.#stopped()) {
      if (failures === 0) this.#state('connecting');
      const end = await this.#read().catch(() => 'broken' as const);
      if (end === 'refused' || this.#stopped()) return;
      failures = end === 'ended' ? 1 : failures + 1;
      this.#tell({ state: failures >= FAILURES_BEFORE_POLLING ? 'polling' : 'retrying' });
      await this.ports.wait(backoffMs(failures, this.ports.random), this.#stop.signal);
    }
  }

  /** `refused`: nothing is to be had here for good; `unavailable`: not now; `ended`: after it was open. Rejects when there is no connection. */
  async #read(): Promise<'refused' | 'unavailable' | 'ended'> {
    const response = await this.ports.fetch(this.options.url, {
      signal: this.#stop.signal,
      cache: 'no-store',
      credentials: 'same-origin',
      headers: { accept: 'text/event-stream', ...(this.#lastEventId === '' ? {} : { 'last-event-id': this.#lastEventId }) },
    });
    if ([204, 401, 403, 404].includes(response.status)) return 'refused';
    if (!response.ok || !response.body) return 'unavailable';
    this.#tell({ state: 'open' });
    const feed = createEventParser((event) => this.#tell({ event }));
    // That an open stream breaks is its usual end.
    await readStream(response.body, feed).catch(() => undefined);
    return 'ended';
  }

  /** From another tab. Its stream began before this one listened: what it told until now has to be asked for, once. */
  #hear(message: Message): void {
    const joins = !this.#joined && (message.state !== undefined || message.event !== undefined);
    this.#joined ||= joins;
    this.#take(message);
    if (joins && !this.#polling) this.options.poll?.();
  }

  #take({ event, state, ask }: Message): void {
    if (event) {
      if (event.id !== '') this.#lastEventId = event.id;
      this.options.onEvent(event);
    }
    if (state) this.#state(state);
    if (ask && this.#leading) this.#channel?.postMessage({ state: this.#leading } satisfies Message);
  }

  #tell(message: Message): void {
    this.#leading = message.state ?? this.#leading;
    this.#take(message);
    this.#channel?.postMessage(message);
  }
}

/** Opens the stream and keeps it open until the returned function is called. An answer of 204, 401, 403 or 404 ends it for good. */
export function openLive(options: LiveOptions, ports: LivePorts = browserPorts()): () => void {
  const tab = new LiveTab(options, ports);
  return () => tab.close();
}
