import type { Api } from './api.ts';

/** One server-sent event; `id` is empty when it had none. */
export interface LiveEvent {
  id: string;
  kind: string;
  data: string;
}

/** Takes a stream of events apart (WHATWG HTML 9.2); pieces may be cut anywhere. */
export class EventReader {
  #rest = '';
  #event = { id: '', kind: 'message', data: [] as string[] };

  push(text: string): LiveEvent[] {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.#take(line));
  }
  #take(line: string): LiveEvent[] {
    if (line === '') {
      const { id, kind, data } = this.#event;
      this.#event = { id, kind: 'message', data: [] };
      return data.length === 0 ? [] : [{ id, kind, data: data.join('\n') }];
    }
    const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
    if (field === 'id') this.#event.id = value;
    else if (field === 'event') this.#event.kind = value;
    else if (field === 'data') this.#event.data.push(value);
    return [];
  }
}

/**
 * The events of a topic after `lastId`, until the server closes the stream or `forMs` have passed: a line that fell silent is noticed by
 * asking again, which loses nothing.
 */
export async function* liveEvents(api: Api, path: string, lastId: string, forMs: number): AsyncGenerator<LiveEvent> {
  const signal = AbortSignal.timeout(forMs);
  const answer = await api.request('GET', path, { headers: { accept: 'text/event-stream', 'last-event-id': lastId }, signal });
  if (answer.body === null) return;
  const reader = new EventReader();
  const decoder = new TextDecoder();
  try {
    for await (const chunk of answer.body) yield* reader.push(decoder.decode(chunk as Uint8Array, { stream: true }));
  } catch {
    // Broken or over: the caller asks the server what it missed.
  }
}
