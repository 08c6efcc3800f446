import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { METHOD_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { z } from 'zod';
import { PROBLEMS } from '@gac/shared/problems';
import { DeclaredRoutes } from '../platform/http/declared-routes.ts';
import { Harness } from '../testing/harness.ts';

interface Schema {
  $ref?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  enum?: string[];
}
type Content = Record<string, { schema?: Schema }>;
interface Operation {
  parameters?: { in: string; name: string; required: boolean; schema?: Schema }[];
  requestBody?: { content: Content };
  responses: Record<string, { $ref?: string; content?: Content }>;
}
interface Contract {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; responses: Record<string, { content: Content }> };
}
/** NestJS's numbers for where a parameter comes from. */
const BODY = '3:';
const QUERY = '4:';
const inTemplate = (path: string): string => path.replace(/:(\w+)/g, '{$1}');
/** Names of an object schema's fields: all, and those that a client must send. */
const fieldsOf = (schema: z.ZodType) => {
  const { shape } = schema as z.ZodObject<Record<string, z.ZodType>>;
  const names = Object.keys(shape).sort();
  return { names, required: names.filter((name) => !shape[name]?.safeParse(undefined).success) };
};

describe('the contract', () => {
  let harness: Harness;
  let document: Contract;

  beforeAll(async () => {
    harness = await Harness.start({ work: false });
    document = (await harness.visitor().get('/api/openapi.json').expect(200)).body as Contract;
  });
  afterAll(async () => { await harness.close(); });

  const resolved = (schema: Schema | undefined): Schema | undefined => (schema?.$ref === undefined ? schema : document.components.schemas[schema.$ref.split('/').at(-1) ?? '']);
  const known = (schema: Schema | undefined): boolean => Object.keys(resolved(schema) ?? {}).length > 0;

  /** The declared routes with their operation and with the schemas of what NestJS hands to their methods (null: without one). */
  function routes() {
    const discovery = harness.app.get(DiscoveryService, { strict: false });
    const scanner = harness.app.get(MetadataScanner, { strict: false });
    const handlers = discovery.getControllers().flatMap((wrapper) => {
      const controller = (wrapper.instance as object).constructor;
      return scanner
        .getAllMethodNames(controller.prototype as object)
        .filter((name) => Reflect.hasMetadata(METHOD_METADATA, (controller.prototype as Record<string, object>)[name] ?? {}))
        .map((name) => Object.entries((Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<string, { schema?: z.ZodType }>));
    });
    // DeclaredRoutes walks the controllers in the same order; each route here has one path.
    const declared = harness.app.get(DeclaredRoutes).all;
    expect(handlers).toHaveLength(declared.length);
    return declared.map(({ method, path, returns }, index) => {
      const taken = (kind: string) => (handlers[index] ?? []).filter(([key]) => key.startsWith(kind)).map(([, { schema }]) => schema ?? null);
      return { name: `${method} ${path}`, path, returns, operation: document.paths[inTemplate(path)]?.[method.toLowerCase()], bodies: taken(BODY), queries: taken(QUERY) };
    });
  }

  it('names the routes there are, and no other', () => {
    const written = Object.entries(document.paths).flatMap(([path, operations]) => Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`));
    expect(written.sort()).toEqual(routes().map(({ name }) => inTemplate(name)).sort());
  });

  it('takes no body and no query without a schema', () => {
    expect(routes().filter(({ bodies, queries }) => [...bodies, ...queries].includes(null)).map(({ name }) => name)).toEqual([]);
  });

  it('has each parameter of the path and of the query, and says which may be left out', () => {
    const looked = routes().map(({ name, path, operation, queries }) => {
      const of = (place: string) => (operation?.parameters ?? []).filter((one) => one.in === place && known(one.schema));
      const fields = queries.flatMap((query) => (query ? [fieldsOf(query)] : []));
      expect({ name, path: of('path').map((one) => one.name).sort() }).toEqual({ name, path: [...path.matchAll(/:(\w+)/g)].map(([, parameter]) => parameter).sort() });
      expect({ name, query: of('query').map((one) => one.name).sort() }).toEqual({ name, query: fields.flatMap(({ names }) => names) });
      expect({ name, required: of('query').filter((one) => one.required).map((one) => one.name).sort() }).toEqual({ name, required: fields.flatMap(({ required }) => required) });
      return fields.length;
    });
    expect(Math.max(...looked)).toBe(1);
  });

  it('has each field of each body, and says which may be left out', () => {
    const bodies = routes().flatMap(({ name, operation, bodies: [body] }) => (body ? [{ name, operation, body }] : []));
    expect(bodies.length).toBeGreaterThan(4);
    for (const { name, operation, body } of bodies) {
      const { properties = {}, required = [] } = resolved(operation?.requestBody?.content['application/json']?.schema) ?? {};
      expect({ name, names: Object.keys(properties).sort(), required: [...required].sort() }).toEqual({ name, ...fieldsOf(body) });
    }
  });

  it('knows what each answer holds, and that any may be a problem', () => {
    for (const { name, returns, operation } of routes()) {
      const { default: problem, ...good } = operation?.responses ?? {};
      expect({ name, problem }).toEqual({ name, problem: { $ref: '#/components/responses/Problem' } });
      expect({ name, answers: Object.keys(good).length > 0 }).toEqual({ name, answers: true });
      if (returns === 'nothing') expect({ name, statuses: Object.keys(good) }).toEqual({ name, statuses: ['204'] });
      if (returns === 'schema') expect({ name, answer: known(Object.values(good)[0]?.content?.['application/json']?.schema) }).toEqual({ name, answer: true });
      for (const [status, { content = {} }] of Object.entries(good)) for (const [type, { schema }] of Object.entries(content)) expect({ name, status, type, known: known(schema) }).toEqual({ name, status, type, known: true });
    }
    const { code } = resolved(document.components.responses['Problem']?.content['application/problem+json']?.schema)?.properties ?? {};
    expect(code?.enum).toEqual(Object.keys(PROBLEMS));
  });

  it('asks for no Idempotency-Key where one is heard', () => {
    const heard = Object.values(document.paths).flatMap((operations) => Object.values(operations).flatMap(({ parameters = [] }) => parameters.filter((one) => one.name.toLowerCase() === 'idempotency-key')));
    expect(heard.map(({ required }) => required)).toEqual([false, false]);
  });
});
