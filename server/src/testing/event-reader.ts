import { get, type ClientRequest, type IncomingMessage } from 'node:http';

export interface ReadEvent {
  id: string;
  event: string;
  data: unknown;
}

/** Reads server-sent events as a browser does, and keeps everything it was sent. */
export class EventReader {
  readonly events: ReadEvent[] = [];
  readonly comments: string[] = [];
  readonly opened: Promise<IncomingMessage>;
  readonly ended: Promise<void>;
  private readonly request: ClientRequest;
  private rest = '';

  constructor(url: string, lastEventId?: number | string) {
    let end: () => void = () => undefined;
    this.ended = new Promise((resolve) => { end = resolve; });
    this.request = get(url, { agent: false, headers: lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) } });
    this.request.on('error', () => { end(); });
    this.request.on('close', () => { end(); });
    this.opened = new Promise((resolve) => {
      this.request.on('response', (response) => {
        response.setEncoding('utf8');
        response.on('data', (text: string) => { this.take(text); });
        response.on('error', () => undefined);
        resolve(response);
      });
    });
  }

  private take(text: string): void {
    const parts = (this.rest + text).split('\n\n');
    this.rest = parts.pop() ?? '';
    for (const part of parts) {
      const fields = new Map(part.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
      const comment = fields.get('');
      if (comment !== undefined) this.comments.push(comment);
      const data = fields.get('data');
      if (data !== undefined) this.events.push({ id: fields.get('id') ?? '', event: fields.get('event') ?? 'message', data: JSON.parse(data) });
    }
  }

  /** Numbers of the events so far. */
  get ids(): number[] {
    return this.events.map(({ id }) => Number(id));
  }
  /** Resolves when so many events have come; the test's time limit ends a wait that never ends. */
  async has(count: number): Promise<void> {
    while (this.events.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  close(): void {
    this.request.destroy();
  }
}
