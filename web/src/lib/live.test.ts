import { beforeAll, describe, expect, test } from '@jest/globals';
import { backoffMs } from './backoff.ts';
import { createEventParser, openLive, type LiveEvent, type LivePorts, type LiveState } from './live.ts';

describe('the parser', () => {
  const parse = (...chunks: string[]): LiveEvent[] => {
    const events: LiveEvent[] = [];
    const feed = createEventParser((event) => events.push(event));
    chunks.forEach(feed);
    return events;
  };
  test('reads events cut anywhere', () => {
    const text = ': hi\r\nid: 7\r\nevent: change\r\ndata: {"a":\r\ndata: 1}\r\n\r\ndata: plain\n\n';
    const whole = parse(text);
    expect(whole).toEqual([
      { type: 'change', id: '7', data: '{"a":\n1}' },
      { type: 'message', id: '7', data: 'plain' },
    ]);
    expect(parse(...text)).toEqual(whole);
  });
  test('drops comments and what has no data', () => expect(parse('event: x\n\n:\n\nid: 3\n\n')).toEqual([]));
});
test('waits between 1 and 30 seconds, longer each time', () => {
  expect(backoffMs(1, () => 0)).toBe(1000);
  expect([1, 2, 3, 4, 5, 9].map((failures) => backoffMs(failures, () => 1))).toEqual([2000, 4000, 8000, 16_000, 30_000, 30_000]);
});

/** Answers from a script, one per connection; `null` is a network failure. */
function scripted(answers: (string | number | null)[]) {
  const seen: (string | null)[] = [];
  const waits: number[] = [];
  const events: LiveEvent[] = [];
  const states: LiveState[] = [];
  let finished: () => void = () => undefined;
  const done = new Promise<void>((resolve) => (finished = resolve));
  const ports: LivePorts = {
    fetch: (_url, init) => {
      seen.push(new Headers(init?.headers).get('last-event-id'));
      const answer = answers.shift();
      if (answers.length === 0) finished();
      if (answer === null || answer === undefined) return Promise.reject(new TypeError('no network'));
      if (typeof answer === 'number') return Promise.resolve({ ok: false, status: answer, body: null } as Response);
      const chunks = [answer];
      const reader = {
        read: () => Promise.resolve(chunks.length > 0 ? { done: false, value: chunks.shift() } : { done: true, value: undefined }),
      };
      return Promise.resolve({ ok: true, status: 200, body: { pipeThrough: () => ({ getReader: () => reader }) } } as unknown as Response);
    },
    random: () => 0,
    wait: (ms) => {
      waits.push(ms);
      return new Promise((resolve) => setTimeout(resolve, 0));
    },
    locks: undefined,
    channel: undefined,
  };
  return {
    ports,
    seen,
    waits,
    events,
    states,
    done,
    options: { url: '/api/x', onEvent: (event: LiveEvent) => events.push(event), onState: (state: LiveState) => states.push(state) },
  };
}
beforeAll(() => {
  Object.assign(globalThis, { TextDecoderStream: Object });
});
test('resumes after the last event it saw, without a gap', async () => {
  const s = scripted(['id: 5\nevent: change\ndata: a\n\n', null, 'id: 6\nevent: change\ndata: b\n\n', 204]);
  const close = openLive({ ...s.options, lastEventId: '4' }, s.ports);
  await s.done;
  close();
  expect(s.seen).toEqual(['4', '5', '5', '6']);
  expect(s.events.map(({ data }) => data)).toEqual(['a', 'b']);
});
test('polls after three failures in a row and stops polling once it is through', async () => {
  const polls: number[] = [];
  const s = scripted([null, null, null, 'id: 1\ndata: x\n\n', 404]);
  const close = openLive({ ...s.options, poll: () => polls.push(s.seen.length) }, s.ports);
  await s.done;
  close();
  expect(s.states.slice(0, 5)).toEqual(['connecting', 'retrying', 'retrying', 'polling', 'open']);
  expect(polls[0]).toBe(3);
});
test('a refusal ends it', async () => {
  const s = scripted([401]);
  openLive(s.options, s.ports);
  await s.done;
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(s.seen).toEqual([null]);
  expect(s.waits).toEqual([]);
});
/** Tabs of one browser: what one says, the others hear. */
function browser() {
  const tabs: { onmessage: ((event: { data: unknown }) => void) | null }[] = [];
  const channel = () => {
    const own = {
      onmessage: null as ((event: { data: unknown }) => void) | null,
      postMessage: (data: unknown) => tabs.forEach((tab) => tab !== own && tab.onmessage?.({ data })),
      close: () => tabs.splice(tabs.indexOf(own), 1),
    };
    tabs.push(own);
    return own as unknown as BroadcastChannel;
  };
  let held: Promise<unknown> = Promise.resolve();
  const locks = {
    request: (_name: string, _options: unknown, run: () => Promise<unknown>) => (held = held.then(run)),
  } as unknown as LivePorts['locks'];
  return { channel, locks };
}
test('one tab connects, the others hear it and take over where it stopped', async () => {
  const { channel, locks } = browser();
  const first = scripted(['id: 9\ndata: a\n\n', 204]);
  const second = scripted([204]);
  const closeFirst = openLive(first.options, { ...first.ports, locks, channel });
  const closeSecond = openLive(second.options, { ...second.ports, locks, channel });
  await second.done;
  closeFirst();
  closeSecond();
  expect(second.events.map(({ data }) => data)).toEqual(['a']);
  expect(second.seen).toEqual(['9']);
  expect(second.states).toContain('open');
});
test('a tab that joins the stream of another asks once for what that one was told before', async () => {
  const { channel, locks } = browser();
  const first = scripted(['id: 9\ndata: a\n\n', 204]);
  const second = scripted([204]);
  const polls: string[] = [];
  const closeFirst = openLive({ ...first.options, poll: () => polls.push('first') }, { ...first.ports, locks, channel });
  // The first tab is connected and has its event before the second one is there.
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(first.events).toHaveLength(1);
  const closeSecond = openLive({ ...second.options, poll: () => polls.push('second') }, { ...second.ports, locks, channel });
  await second.done;
  closeFirst();
  closeSecond();
  expect(polls).toEqual(['second']);
});
