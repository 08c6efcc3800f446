import { Injectable } from '@nestjs/common';
import { problem } from '../http/problem.ts';
import type { Actor } from './actor.ts';
import { may, mayAsk, type Permission, type ResourceFacts } from './table.ts';

@Injectable()
export class Access {
  /** Answers nothing, or raises: 401 for a visitor who might be allowed when signed in, else 404 for things one may not know of, 403 otherwise. */
  require(actor: Actor, permission: Permission, facts: ResourceFacts, hidden = true): void {
    if (may(actor, permission, facts)) return;
    if (actor.kind === 'visitor') throw problem('unauthenticated');
    throw hidden && mayAsk(actor, permission) ? problem('not-found') : problem('forbidden', { permission });
  }
}
