import { applyDecorators, createParamDecorator, HttpCode, SerializeOptions, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiProduces, ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';
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

/** An answer that the handler writes itself (files, event streams, resumable uploads); `schema` describes its JSON or its events when there is one. */
export const ReturnsRaw = (contentType: string, schema?: z.ZodType): MethodDecorator =>
  applyDecorators(SetMetadata(RETURNS, 'raw'), ApiProduces(contentType), ApiResponse({ status: 200, ...(schema ? { standardSchema: schema } : { content: { [contentType]: {} } }) }));

/** The actor of the request, found by the ActorGuard. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): Actor => context.switchToHttp().getRequest<{ actor?: Actor }>().actor ?? VISITOR);
