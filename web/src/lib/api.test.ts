import { beforeAll, expect, test } from '@jest/globals';
import { attempt, createApi, load } from './api.ts';
import { ProblemError } from './problems.ts';

interface Seen {
  url: string;
  method: string;
  body: unknown;
  headers: Headers;
}
/** jsdom has no Request; what is needed of it, as plain as it goes. */
class PlainRequest {
  url: string;
  method: string;
  body: unknown;
  headers: Headers;
  constructor(url: string, init: { method: string; headers: Record<string, string>; body?: unknown }) {
    this.url = url;
    this.method = init.method;
    this.body = init.body;
    this.headers = new Headers(init.headers);
  }
}
beforeAll(() => {
  Object.assign(globalThis, { Request: PlainRequest });
});
const answering = (status: number, text: string) => {
  const seen: Seen[] = [];
  const api = createApi((request) => {
    seen.push(request);
    return Promise.resolve({ ok: status < 400, status, text: () => Promise.resolve(text) } as Response);
  }, 'http://host');
  return { api, seen };
};
test('fills in the path, leaves out what is undefined, sends JSON', async () => {
  const { api, seen } = answering(200, '{"rows":[]}');
  await attempt(
    api.GET('/api/boards/{boardId}/rows', {
      params: { path: { boardId: 'a/b' }, query: { q: '한빛 &', country: undefined, offset: 100 } },
    }),
  );
  await attempt(api.POST('/api/session', { body: { email: 'a', password: 'b' } }));
  expect(seen[0]?.url).toBe('http://host/api/boards/a%2Fb/rows?q=%ED%95%9C%EB%B9%9B+%26&offset=100');
  expect(seen[1]).toMatchObject({ method: 'POST', body: '{"email":"a","password":"b"}' });
  expect(seen[1]?.headers.get('content-type')).toBe('application/json');
});
test('a problem is an answer, not an exception', async () => {
  const { api } = answering(401, '{"code":"wrong-credentials","status":401}');
  await expect(attempt(api.POST('/api/session', { body: { email: 'a', password: 'b' } }))).resolves.toEqual({
    ok: false,
    problem: { code: 'wrong-credentials', status: 401 },
  });
  await expect(load(api.GET('/api/challenges'))).rejects.toEqual(
    new ProblemError({ code: 'wrong-credentials', status: 401, type: '', title: '', detail: '' }),
  );
});
test('an empty answer is fine; a foreign page and a dead line are told apart', async () => {
  await expect(attempt(answering(204, '').api.DELETE('/api/session'))).resolves.toEqual({ ok: true, data: undefined });
  await expect(attempt(answering(502, '<html>').api.GET('/api/challenges'))).resolves.toMatchObject({
    ok: false,
    problem: { code: 'unreadable' },
  });
  const dead = createApi(() => Promise.reject(new TypeError('failed to fetch')));
  await expect(attempt(dead.GET('/api/challenges'))).resolves.toEqual({ ok: false, problem: { code: 'network', status: 0 } });
});
