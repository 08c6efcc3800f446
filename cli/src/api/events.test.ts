import { describe, expect, test } from '@jest/globals';
import { EventReader } from './events.ts';

const STREAM = 'retry: 2000\n: open\n\nid: 3\nevent: state\ndata: {"state":"QUEUED"}\n\n: still here\n\nid: 4\r\ndata: a\r\ndata: b\r\n\r\ndata\n\nevent: none\n\n';
const EVENTS = [
  { id: '3', kind: 'state', data: '{"state":"QUEUED"}' },
  { id: '4', kind: 'message', data: 'a\nb' },
  { id: '4', kind: 'message', data: '' },
];
const readIn = (pieces: readonly string[]) => {
  const reader = new EventReader();
  return pieces.flatMap((piece) => reader.push(piece));
};

describe('server-sent events', () => {
  test('are read from one piece', () => {
    expect(readIn([STREAM])).toEqual(EVENTS);
  });
  test('are the same however the stream is cut', () => {
    for (let size = 1; size < STREAM.length; size += 1) {
      const pieces = Array.from({ length: Math.ceil(STREAM.length / size) }, (_, at) => STREAM.slice(at * size, (at + 1) * size));
      expect(readIn(pieces)).toEqual(EVENTS);
    }
  });
  test('an event that is not ended yet waits', () => {
    expect(readIn(['data: a\n'])).toEqual([]);
  });
});
