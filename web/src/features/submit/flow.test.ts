import { describe, expect, test } from '@jest/globals';
import type { FileCheck } from './check/check-file.ts';
import { isUnsent, nextFlow, START, type Flow, type FlowEvent } from './flow.ts';

const file = { name: 'a.csv', bytes: 1000, origin: 'own' as const };
const report = {
  ok: true,
  complete: true,
  rows: 3,
  bytes: 1000,
  delimiter: ',',
  idsChecked: true,
  errors: 0,
  warnings: 0,
  counts: [],
  first: [],
  all: [],
};
const good: FileCheck = { report, sha256: 'a'.repeat(64), stats: [], tookMs: 5 };
const bad: FileCheck = { ...good, report: { ...report, ok: false, errors: 1 } };
const problem = { code: 'network', status: 0 } as const;
const run = (...events: FlowEvent[]): Flow => events.reduce(nextFlow, START);
const choose: FlowEvent = { kind: 'choose', file };
const checked: FlowEvent = { kind: 'checked', check: good, resumption: null };
const send: FlowEvent = { kind: 'send', at: 0, sent: 0 };
const uploaded: FlowEvent = { kind: 'uploaded', uploadId: 'u1' };

describe('the way of a submission', () => {
  test('goes from the file to the receipt', () => {
    const steps: string[] = [];
    [
      choose,
      checked,
      send,
      { kind: 'sent', at: 500, bytes: 600 } as const,
      uploaded,
      { kind: 'received', submissionId: 's', receipt: 'R' } as const,
    ].reduce<Flow>((flow, event) => {
      const next = nextFlow(flow, event);
      steps.push(next.step);
      return next;
    }, START);
    expect(steps).toEqual(['check', 'checked', 'send', 'send', 'register', 'received']);
  });
  test('a file with errors is never sent', () => {
    const flow = run(choose, { kind: 'checked', check: bad, resumption: null });
    expect(nextFlow(flow, send)).toBe(flow);
  });
  test('a file whose reading stopped has no hash and is never sent', () => {
    const flow = run(choose, { kind: 'checked', check: { ...good, sha256: null }, resumption: null });
    expect(nextFlow(flow, send)).toBe(flow);
  });
  test.each<[string, Flow, FlowEvent]>([
    ['another file while bytes are under way', run(choose, checked, send), choose],
    ['another file while the receipt is asked for', run(choose, checked, send, uploaded), choose],
    ['a restart while bytes are under way', run(choose, checked, send), { kind: 'restart' }],
    ['cancelling once all bytes are there', run(choose, checked, send, uploaded), { kind: 'cancel' }],
    ['a late mark of an upload that was cancelled', run(choose, checked, send, { kind: 'cancel' }), { kind: 'sent', at: 9, bytes: 9 }],
    ['a late check after stopping it', run(choose, { kind: 'cancel' }), checked],
    ['a second press of pause', run(choose, checked, send, { kind: 'pause' }), { kind: 'pause' }],
    ['going on when nothing is paused', run(choose, checked, send), { kind: 'go-on', at: 1 }],
    ['a lost connection while paused', run(choose, checked, send, { kind: 'pause' }), { kind: 'lost' }],
    ['a receipt nobody waits for', run(choose, checked), { kind: 'received', submissionId: 's', receipt: 'R' }],
  ])('%s changes nothing', (_name, flow, event) => {
    expect(nextFlow(flow, event)).toBe(flow);
  });
  test('pausing, losing and regaining the connection keep the bytes sent', () => {
    const flow = run(choose, checked, send, { kind: 'sent', at: 500, bytes: 600 }, { kind: 'lost' });
    expect(flow).toMatchObject({ step: 'send', pace: 'waiting', sent: 600 });
    expect(nextFlow(flow, { kind: 'back' })).toMatchObject({ pace: 'going', sent: 600 });
    expect(nextFlow(nextFlow(flow, { kind: 'back' }), { kind: 'pause' })).toMatchObject({ pace: 'paused', sent: 600 });
  });
  test('bytes that arrive while waiting say that the connection is back', () => {
    expect(run(choose, checked, send, { kind: 'lost' }, { kind: 'sent', at: 500, bytes: 10 })).toMatchObject({ pace: 'going' });
  });
  test('a mark that was on its way does not end a pause', () => {
    expect(run(choose, checked, send, { kind: 'pause' }, { kind: 'sent', at: 500, bytes: 10 })).toMatchObject({ pace: 'paused', sent: 10 });
  });
  test('after a refused receipt only the receipt is asked for again', () => {
    const refused = run(choose, checked, send, uploaded, { kind: 'refused', problem });
    expect(refused).toMatchObject({ step: 'refused', uploadId: 'u1' });
    expect(nextFlow(refused, send)).toMatchObject({ step: 'register', uploadId: 'u1' });
  });
  test('after refused bytes the bytes are sent again', () => {
    const refused = run(choose, checked, send, { kind: 'refused', problem });
    expect(refused).toMatchObject({ step: 'refused', uploadId: null });
    expect(nextFlow(refused, send)).toMatchObject({ step: 'send' });
  });
  test('a cancelled upload can be begun anew, from the beginning', () => {
    expect(run(choose, { kind: 'checked', check: good, resumption: 'same' }, send, { kind: 'cancel' })).toMatchObject({
      step: 'checked',
      resumption: null,
    });
  });
  test('a file taken away under the upload is said to be unreadable', () => {
    expect(run(choose, checked, send, { kind: 'unreadable' })).toEqual({ step: 'unreadable', file });
  });
  test('only what is under way is unsent', () => {
    expect(
      [
        run(choose),
        run(choose, checked),
        run(choose, checked, send),
        run(choose, checked, send, uploaded),
        run(choose, checked, send, uploaded, { kind: 'received', submissionId: 's', receipt: 'R' }),
      ].map(isUnsent),
    ).toEqual([false, false, true, true, false]);
  });
});
