import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { ActorSource, VISITOR } from '../access/actor.ts';
import { mayAsk, type Permission } from '../access/table.ts';
import { problem } from './problem.ts';
import { ALLOWS } from './route.ts';

/** Puts the actor on the request: the session's account, or a visitor. */
@Injectable()
export class ActorGuard implements CanActivate {
  constructor(private readonly actors: ActorSource) {}
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const accountId = request.session.get('accountId');
    request.actor = accountId === undefined ? VISITOR : await this.actors.find(accountId);
    return true;
  }
}

/** The route's declared permission, before anything is loaded. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}
  canActivate(context: ExecutionContext): boolean {
    const permission = this.reflector.get<Permission | undefined>(ALLOWS, context.getHandler());
    const actor = context.switchToHttp().getRequest<FastifyRequest>().actor ?? VISITOR;
    if (permission === undefined) throw problem('not-found');
    if (mayAsk(actor, permission)) return true;
    throw actor.kind === 'visitor' ? problem('unauthenticated') : problem('forbidden', { permission });
  }
}
