import { describe, expect, test } from '@jest/globals';
import type { SubmissionView } from '../../api/views.ts';
import type { ApiResult } from '../../lib/api.ts';
import type { FileCheck } from './check/check-file.ts';
import { CheckStopped, type Checker } from './check/checker.ts';
import { SubmitRun, type RunPorts } from './run.ts';
import { refusalOf, type Transport, type TransportOptions } from '../../lib/transport.ts';
import { unfinishedStore, type Unfinished } from './upload/unfinished.ts';

const report = {
  ok: true,
  complete: true,
  rows: 3,
  bytes: 4,
  delimiter: ',',
  idsChecked: true,
  errors: 0,
  warnings: 0,
  counts: [],
  first: [],
  all: [],
};
const SHA = 'a'.repeat(64);
const good: FileCheck = { report, sha256: SHA, stats: [], tookMs: 1 };
const file = { name: 'a.csv', size: 4 } as File;
const received = { ok: true, data: { id: 's1', receipt: 'R-1' } as SubmissionView } as const;
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

/** A run whose transport is moved by hand. */
function setUp(over: { stored?: Unfinished; answers?: ApiResult<SubmissionView>[]; check?: Promise<FileCheck> } = {}) {
  let stored: Unfinished | null = over.stored ?? null;
  const opened: TransportOptions[] = [];
  const calls: string[] = [];
  const asked: [string, string, string][] = [];
  const answers = [...(over.answers ?? [received])];
  const checker: Checker = {
    check: () => over.check ?? Promise.resolve(good),
    stop: () => calls.push('stop check'),
    close: () => calls.push('close'),
  };
  const transport: Transport = {
    pause: () => calls.push('pause'),
    resume: () => calls.push('resume'),
    discard: () => calls.push('discard'),
  };
  const ports: RunPorts = {
    phaseId: 'p',
    submissionKind: 'prediction',
    checker,
    openTransport: (options) => {
      opened.push(options);
      return Promise.resolve(transport);
    },
    unfinished: { get: () => stored, set: (upload) => (stored = upload), clear: () => (stored = null) },
    register: (...args) => {
      asked.push(args);
      return Promise.resolve(answers.shift() ?? received);
    },
    onReceived: () => calls.push('received'),
    now: () => 0,
    random: () => 0,
    wait: () => Promise.resolve(),
  };
  return { run: new SubmitRun(ports), opened, calls, asked, stored: () => stored };
}
const before = (over: Partial<Unfinished> = {}): Unfinished => ({
  url: '/api/uploads/u9',
  sha256: SHA,
  name: 'a.csv',
  bytes: 4,
  sent: 2,
  note: 'n',
  ...over,
});

describe('a submission under way', () => {
  test('is checked, uploaded, registered and then forgotten', async () => {
    const { run, opened, calls, asked, stored } = setUp();
    await run.choose(file, 'own');
    run.send('hello');
    await settle();
    opened[0]?.onUrl('/api/uploads/u1');
    expect(stored()).toEqual({ url: '/api/uploads/u1', sha256: SHA, name: 'a.csv', bytes: 4, sent: 0, note: 'hello' });
    opened[0]?.onSent(4);
    opened[0]?.onDone('u1');
    await settle();
    expect(run.get()).toMatchObject({ step: 'received', receipt: 'R-1' });
    expect(asked).toEqual([['u1', SHA, 'hello']]);
    expect(calls).toEqual(['received']);
    expect(stored()).toBeNull();
  });
  test('the same file goes on where it stopped', async () => {
    const { run, opened } = setUp({ stored: before() });
    await run.choose(file, 'own');
    expect(run.get()).toMatchObject({ resumption: 'same' });
    run.send('');
    expect(run.get()).toMatchObject({ step: 'send', sent: 2 });
    expect(opened[0]?.previousUrl).toBe('/api/uploads/u9');
  });
  test('another file says so and begins anew', async () => {
    const { run, opened } = setUp({ stored: before({ sha256: 'b'.repeat(64) }) });
    await run.choose(file, 'own');
    expect(run.get()).toMatchObject({ resumption: 'other' });
    run.send('');
    expect(opened[0]?.previousUrl).toBeNull();
  });
  test('a sample goes on by itself after a clean check', async () => {
    const { run, opened } = setUp();
    await run.choose(file, 'sample', true);
    expect(run.get().step).toBe('send');
    expect(opened).toHaveLength(1);
  });
  test('the receipt is asked for until there is an answer', async () => {
    const lost = { ok: false, problem: { code: 'network', status: 0 } } as const;
    const { run, opened, asked } = setUp({ answers: [lost, lost, received] });
    await run.choose(file, 'sample', true);
    await settle();
    opened[0]?.onDone('u1');
    await settle();
    expect(asked).toHaveLength(3);
    expect(run.get().step).toBe('received');
  });
  test('a refused receipt keeps the upload, and only the receipt is asked for again', async () => {
    const refused = { ok: false, problem: { code: 'unreadable', status: 409 } } as const;
    const { run, opened, asked } = setUp({ answers: [refused, received] });
    await run.choose(file, 'own');
    run.send('n');
    await settle();
    opened[0]?.onDone('u1');
    await settle();
    expect(run.get().step).toBe('refused');
    run.again();
    await settle();
    expect(run.get().step).toBe('received');
    expect(opened).toHaveLength(1);
    expect(asked).toEqual([
      ['u1', SHA, 'n'],
      ['u1', SHA, 'n'],
    ]);
  });
  test('cancelling throws the bytes away, and late answers say nothing', async () => {
    const { run, opened, calls, stored } = setUp();
    await run.choose(file, 'own');
    run.send('');
    await settle();
    opened[0]?.onUrl('/api/uploads/u1');
    run.cancel();
    opened[0]?.onDone('u1');
    opened[0]?.onSent(4);
    await settle();
    expect(run.get().step).toBe('checked');
    expect(calls).toEqual(['discard']);
    expect(stored()).toBeNull();
  });
  test('a pause pressed while the transport is still loading holds', async () => {
    const { run, calls } = setUp();
    await run.choose(file, 'own');
    run.send('');
    run.pause();
    await settle();
    expect(calls).toEqual(['pause']);
  });
  test('a check that was stopped is no fault of the file', async () => {
    const { run } = setUp({ check: Promise.reject(new CheckStopped()) });
    const choosing = run.choose(file, 'own');
    run.cancel();
    await choosing;
    expect(run.get()).toEqual({ step: 'choose', refusal: null });
  });
});

describe('what a failed answer of the upload says', () => {
  const body = (code: string, status: number) => JSON.stringify({ code, status, title: '', detail: '', type: '' });
  test.each<[string, number | null, string, string | null]>([
    ['no answer: try again', null, '', null],
    ['a raced offset: try again', 409, body('upload-incomplete', 409), null],
    ['a held lock: try again', 423, '', null],
    ['a proxy that can not: try again', 502, '<html>', null],
    ['too many requests: try again', 429, body('limited', 429), null],
    ['full storage: say so', 507, body('storage-full', 507), 'storage-full'],
    ['a refused file: say so', 422, body('file-refused', 422), 'file-refused'],
    ['a session that ended: say so', 401, body('unauthenticated', 401), 'unauthenticated'],
    ['something else than ours: say so', 403, 'forbidden', 'unreadable'],
  ])('%s', (_name, status, text, code) => {
    expect(refusalOf(status, text)?.code ?? null).toBe(code);
  });
});

describe('the memory of an unfinished upload', () => {
  const memory = () => {
    const map = new Map<string, string>();
    return {
      map,
      storage: {
        getItem: (key: string) => map.get(key) ?? null,
        setItem: (key: string, value: string) => void map.set(key, value),
        removeItem: (key: string) => void map.delete(key),
      },
    };
  };
  test('is per account and phase', () => {
    const { storage } = memory();
    unfinishedStore(() => storage, 'anna', 'p').set(before());
    expect(unfinishedStore(() => storage, 'anna', 'p').get()).toEqual(before());
    expect(unfinishedStore(() => storage, 'ben', 'p').get()).toBeNull();
    expect(unfinishedStore(() => storage, 'anna', 'q').get()).toBeNull();
  });
  test.each([
    'not json',
    '{}',
    JSON.stringify(before({ url: 'https://elsewhere.example/api/uploads/u' })),
    JSON.stringify(before({ url: '/api/uploads/../session' })),
  ])('does not trust %s', (text) => {
    const { map, storage } = memory();
    map.set('gac-upload:anna:p', text);
    expect(unfinishedStore(() => storage, 'anna', 'p').get()).toBeNull();
  });
  test('a browser without storage only loses the going on', () => {
    const store = unfinishedStore(
      () => {
        throw new DOMException('denied', 'SecurityError');
      },
      'anna',
      'p',
    );
    store.set(before());
    expect(store.get()).toBeNull();
    store.clear();
  });
});
