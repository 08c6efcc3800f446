import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROUTE_ARGS_METADATA, METHOD_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { SubmissionView } from '@gac/shared/contract/submissions';
import { DeclaredRoutes, type DeclaredRoute } from '../platform/http/declared-routes.ts';
import { entrant, exampleFile, sha256Of, stage, submit, tusMetadata, upload, type Stage } from '../testing/entrants.ts';
import { Harness, type Person } from '../testing/harness.ts';

const ROLES = ['visitor', 'member', 'owner', 'organizer', 'administrator'] as const;
type Role = (typeof ROLES)[number];
/** What a route that takes every method is asked with. */
const METHODS: Record<string, string[]> = { 'ALL /api/uploads': ['POST'], 'ALL /api/uploads/:id': ['HEAD', 'PATCH', 'DELETE'] };
/** Asked after everything else: these change what the others ask about. */
const LAST = ['POST /api/challenges/:slug/participation', 'POST /api/submissions/:id/cancel', 'POST /api/submissions/:id/withdraw', 'POST /api/accounts', 'POST /api/session', 'DELETE /api/session'];

const TUS: Record<string, Record<string, string>> = {
  POST: { 'tus-resumable': '1.0.0', 'upload-length': '10' },
  HEAD: { 'tus-resumable': '1.0.0' },
  PATCH: { 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
  DELETE: { 'tus-resumable': '1.0.0' },
};
/** A second session of the same person, as the header says it. */
async function cookieOf(harness: Harness, person: Person): Promise<string> {
  const { account } = (await person.get('/api/session').expect(200)).body as { account: { email: string } };
  const answer = await harness.visitor().post('/api/session').send({ email: account.email, password: 'correct horse battery' }).expect(201);
  return String(answer.headers['set-cookie']).split(';')[0] ?? '';
}

describe('every route', () => {
  let harness: Harness;
  let set: Stage;
  let routes: readonly DeclaredRoute[];
  const cookies: Partial<Record<Role, string>> = {};
  /** Of owner, who has joined and submitted; the others have joined nothing. */
  let params: Record<string, Record<string, string>>;
  let freshUpload = '';

  beforeAll(async () => {
    harness = await Harness.start({ work: false });
    set = await stage(harness);
    routes = harness.app.get(DeclaredRoutes).all;
    const owner = await entrant(harness, set, 'owner');
    cookies.owner = await cookieOf(harness, owner);
    for (const role of ['member', 'organizer', 'administrator'] as const) {
      const person = await harness.signUp(role);
      cookies[role] = await cookieOf(harness, person);
      if (role !== 'member') await harness.sql.rows(`UPDATE account SET roles = $2 WHERE name = $1`, [role, ['member', role]]);
    }
    const submitted = (await submit(owner, set.phase.id, exampleFile('digits', 'sample_submission.csv'))).body as SubmissionView;
    freshUpload = await upload(owner, set.phase.id, exampleFile('digits', 'better_than_baseline.csv'));
    const begun = await owner.post('/api/uploads').set({ 'tus-resumable': '1.0.0', 'upload-length': '10', 'upload-metadata': tusMetadata('x.csv', set.phase.id) }).expect(201);
    const { challenge } = set;
    params = {
      '/api/challenges': { slug: challenge.slug, key: String((challenge.data.find(({ access }) => access === 'participants') ?? challenge.data[0])?.key) },
      '/api/phases': { phaseId: set.phase.id },
      '/api/submissions': { id: submitted.id },
      '/api/uploads': { id: String(begun.headers['location']).split('/').at(-1) ?? '' },
      '/api/receipts': { receipt: submitted.receipt },
      '/api/boards': { boardId: String(challenge.boards[0]?.id) },
    };
  });
  afterAll(async () => { await harness.close(); });

  /** A body that would be accepted from somebody who may. */
  const bodyOf = (route: string, role: Role): object => {
    const { rules } = set.challenge;
    const bodies: Record<string, object> = {
      'POST /api/accounts': { email: `new-${role}@example.org`, password: 'correct horse battery', name: role, country: 'KR', affiliation: 'x', affiliationKind: 'university', locale: 'en' },
      'POST /api/session': { email: `new-${role}@example.org`, password: 'correct horse battery' },
      'POST /api/challenges/:slug/participation': { rulesVersion: rules.version, rulesSha256: rules.sha256, teamName: `team of ${role}` },
      'PUT /api/challenges/:slug/participation': { rulesVersion: rules.version, rulesSha256: rules.sha256 },
      'POST /api/phases/:phaseId/submissions': { uploadId: freshUpload, sha256: sha256Of(exampleFile('digits', 'better_than_baseline.csv')) },
      'PATCH /api/submissions/:id': { note: 'mine' },
    };
    return bodies[route] ?? {};
  };
  const addressOf = (path: string): string =>
    path.replace(/:(\w+)/g, (_, name: string) => {
      const value = Object.entries(params).find(([base]) => path.startsWith(`${base}/`))?.[1][name];
      if (value === undefined) throw new Error(`${path}: say in this test what :${name} is`);
      return value;
    });
  /** Status and problem code; what streams is let go after its head. */
  const ask = async (method: string, path: string, role: Role): Promise<string> => {
    const isTus = path.startsWith('/api/uploads');
    const hasBody = !isTus && ['POST', 'PUT', 'PATCH'].includes(method);
    const body = isTus ? (method === 'PATCH' ? { body: 'abc' } : {}) : hasBody ? { body: JSON.stringify(bodyOf(`${method} ${path}`, role)) } : {};
    const answer = await fetch(harness.url + addressOf(path), { method, headers: { cookie: cookies[role] ?? '', ...(isTus ? { ...TUS[method], 'upload-metadata': tusMetadata('x.csv', set.phase.id) } : hasBody ? { 'content-type': 'application/json' } : {}) }, ...body });
    const type = answer.headers.get('content-type') ?? '';
    if (method === 'HEAD' || !type.startsWith('application/problem+json')) {
      await answer.body?.cancel();
      return String(answer.status);
    }
    const { code, status } = (await answer.json()) as { code: string; status: number };
    expect(status).toBe(answer.status);
    return `${answer.status} ${code}`;
  };

  it('answers each role as it should', async () => {
    const asked = routes.flatMap(({ method, path, permission }) => (method === 'ALL' ? (METHODS[`ALL ${path}`] ?? ['ALL']) : [method]).map((one) => ({ method: one, path, permission })));
    expect(asked.filter(({ method }) => method === 'ALL')).toEqual([]);
    const rank = ({ method, path }: { method: string; path: string }): number => LAST.indexOf(`${method} ${path}`);
    const lines = [['route', 'permission', ...ROLES]];
    for (const { method, path, permission } of [...asked].sort((a, b) => rank(a) - rank(b))) {
      const statuses: string[] = [];
      for (const role of ROLES) statuses.push(await ask(method, path, role));
      lines.push([`${method} ${path}`, permission, ...statuses]);
    }
    const [head = [], ...rest] = lines;
    const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
    const table = [head, ...rest.sort(([a = ''], [b = '']) => (a.slice(a.indexOf(' ')) < b.slice(b.indexOf(' ')) ? -1 : 1))].map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ').trimEnd()).join('\n');
    expect(table).toMatchSnapshot();
  });

  it('does not fall over anything strange in its address', async () => {
    for (const { method, path } of routes) {
      if (method === 'ALL' || !path.includes(':')) continue;
      for (const strange of ['x', '%00', '..%2f..%2fetc%2fpasswd', "'%20OR%201=1", '0'.repeat(300), '018f0000-0000-7000-8000-000000000000', '%F0%9F%98%80']) {
        for (const role of ['visitor', 'administrator'] as const) {
          const answer = await fetch(harness.url + path.replace(/:\w+/g, strange), { method, headers: { cookie: cookies[role] ?? '', 'content-type': 'application/json' }, ...(method === 'GET' || method === 'DELETE' ? {} : { body: '{}' }) });
          await answer.body?.cancel();
          expect([`${method} ${path} with ${strange} as ${role}`, answer.status < 500]).toEqual([`${method} ${path} with ${strange} as ${role}`, true]);
        }
      }
    }
  });

  it('stands in the contract with what it takes and what it answers', async () => {
    const document = (await harness.visitor().get('/api/openapi.json').expect(200)).body as {
      paths: Record<string, Record<string, { parameters?: { in: string; name: string; schema?: object }[]; requestBody?: { content: Record<string, { schema?: { $ref?: string } }> }; responses: Record<string, { content?: Record<string, { schema?: { $ref?: string } }> }> }>>;
      components: { schemas: Record<string, object> };
    };
    const resolves = (schema: { $ref?: string } | undefined): boolean => schema !== undefined && (schema.$ref === undefined ? Object.keys(schema).length > 0 : schema.$ref.split('/').at(-1)! in document.components.schemas);
    const missing: string[] = [];
    for (const { method, path, returns, ...route } of routesWithHandlers()) {
      const operation = document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method === 'ALL' ? 'post' : method.toLowerCase()];
      const name = `${method} ${path}`;
      if (!operation) {
        missing.push(name);
        continue;
      }
      const [status, response] = Object.entries(operation.responses)[0] ?? [];
      if (returns === 'schema' && !resolves(response?.content?.['application/json']?.schema)) missing.push(`${name}: ${String(status)}`);
      if (returns === 'nothing' && status !== '204') missing.push(`${name}: 204`);
      if (route.hasBody && !resolves(operation.requestBody?.content['application/json']?.schema)) missing.push(`${name}: body`);
      if (route.hasQuery && !operation.parameters?.some((parameter) => parameter.in === 'query')) missing.push(`${name}: query`);
      if (method !== 'ALL') for (const [, parameter] of path.matchAll(/:(\w+)/g)) if (!operation.parameters?.some((one) => one.in === 'path' && one.name === parameter)) missing.push(`${name}: :${String(parameter)}`);
    }
    expect(missing).toEqual([]);
    // It looked at something.
    expect(routesWithHandlers().filter(({ hasBody, hasQuery }) => hasBody || hasQuery).length).toBeGreaterThan(8);
  });

  it('takes no body and no query without a schema', () => {
    expect(routesWithHandlers().filter((route) => route.unchecked).map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });

  /** The declared routes with what NestJS hands to their methods. */
  function routesWithHandlers() {
    const discovery = harness.app.get(DiscoveryService, { strict: false });
    const scanner = harness.app.get(MetadataScanner, { strict: false });
    const handlers = discovery.getControllers().flatMap((wrapper) => {
      const controller = (wrapper.instance as object).constructor;
      return scanner.getAllMethodNames(controller.prototype as object).filter((name) => Reflect.hasMetadata(METHOD_METADATA, (controller.prototype as Record<string, object>)[name] ?? {})).map((name) => Object.entries((Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<string, { schema?: unknown }>));
    });
    // DeclaredRoutes walks the controllers in the same order; each route here has one path.
    expect(handlers).toHaveLength(routes.length);
    const BODY = '3:';
    const QUERY = '4:';
    return routes.map((route, index) => {
      const taken = handlers[index] ?? [];
      const of = (kind: string) => taken.filter(([key]) => key.startsWith(kind));
      return { ...route, hasBody: of(BODY).length > 0, hasQuery: of(QUERY).length > 0, unchecked: [...of(BODY), ...of(QUERY)].some(([, { schema }]) => schema === undefined) };
    });
  }
});
