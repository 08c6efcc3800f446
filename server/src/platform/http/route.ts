import { applyDecorators, createParamDecorator, HttpCode, SerializeOptions, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiHeader, ApiProduces, ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';
import { VISITOR, type Actor } from '../access/actor.ts';
import type { Permission } from '../access/table.ts';

export const ALLOWS = 'gac:allows';
export const RETURNS = 'gac:returns';

declare module 'fastify' {
  interface FastifyRequest {
    actor?: Actor;
  }
}

/** Names the permission a route asks for. Without it the process does not start. */
export const Allows = (permission: Permission): MethodDecorator => SetMetadata(ALLOWS, permission);

/** Status and schema of the answer: response filter and OpenAPI at once. Fields outside the schema never leave. */
export const Returns = (status: number, schema: z.ZodType): MethodDecorator =>
  applyDecorators(HttpCode(status), SetMetadata(RETURNS, 'schema'), SerializeOptions({ schema }), ApiResponse({ status, standardSchema: schema }));

/** An answer without a body (204). */
export const ReturnsNothing = (): MethodDecorator => applyDecorators(HttpCode(204), SetMetadata(RETURNS, 'nothing'), ApiResponse({ status: 204 }));

/** What is known of a body without a schema. */
const bodyOf = (contentType: string) => (contentType === 'application/json' ? { type: 'object' } : contentType.startsWith('text/') ? { type: 'string' } : { type: 'string', format: 'binary' });
/** An answer that the handler writes itself (files, event streams); `schema` describes its JSON or its events when there is one. */
export const ReturnsRaw = (contentType: string, schema?: z.ZodType, status = 200): MethodDecorator =>
  applyDecorators(SetMetadata(RETURNS, 'raw'), ApiProduces(contentType), ApiResponse({ status, ...(schema ? { standardSchema: schema } : { content: { [contentType]: { schema: bodyOf(contentType) } } }) }));

/** An answer without a body that the handler writes itself: all it says is in its headers, name -> meaning. */
export const ReturnsHeaders = (status: number, headers: Readonly<Record<string, string>>): MethodDecorator =>
  applyDecorators(
    SetMetadata(RETURNS, 'raw'),
    ApiResponse({ status, headers: Object.fromEntries(Object.entries(headers).map(([name, description]) => [name, { description, schema: { type: 'string' } }])) }),
  );

/** The actor of the request, found by the ActorGuard. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): Actor => context.switchToHttp().getRequest<{ actor?: Actor }>().actor ?? VISITOR);

const KEY = { minLength: 8, maxLength: 200 };
const zIdempotencyKey = z.string().min(KEY.minLength).max(KEY.maxLength);
/** The `Idempotency-Key` of the request; null without one, or with one that is too short or too long to be told apart from others. */
export const IdempotencyKey = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | null => zIdempotencyKey.safeParse(context.switchToHttp().getRequest<{ headers: Record<string, unknown> }>().headers['idempotency-key']).data ?? null,
  [
    (target, name = '') => {
      ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key and body again are answered as the first time', schema: { type: 'string', ...KEY } })(target, name, Object.getOwnPropertyDescriptor(target, name) ?? {});
    },
  ],
);
