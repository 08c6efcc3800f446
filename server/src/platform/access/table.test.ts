import { describe, expect, it } from '@jest/globals';
import type { AccountId, ChallengeId } from '@gac/shared/values';
import { Access } from './access.ts';
import { VISITOR, type Actor } from './actor.ts';
import { may, mayAsk, PERMISSIONS, type Permission } from './table.ts';

const account = (id: string, role: 'member' | 'organizer' | 'administrator', ...organizes: string[]): Actor => ({ kind: 'account', id: id as AccountId, roles: [role], organizes: organizes as ChallengeId[] });
const ACTORS: Record<string, Actor> = {
  visitor: VISITOR,
  member: account('someone', 'member'),
  owner: account('owner', 'member'),
  organizer: account('organizer', 'organizer', 'this', 'another'),
  elsewhere: account('elsewhere', 'organizer', 'another'),
  administrator: account('administrator', 'administrator'),
};
const OWNED = { owners: ['owner'], challenges: ['this'] };
const ALL = Object.keys(PERMISSIONS) as Permission[];
const raisedBy = (work: () => void): string => {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing';
};

describe('access', () => {
  it('who may do what, on a thing of a challenge that owner owns: asks the route / the resource', () => {
    const cell = (actor: Actor, permission: Permission): string => `${mayAsk(actor, permission) ? 'yes' : ' - '} / ${may(actor, permission, OWNED) ? 'yes' : ' - '}`;
    const width = Math.max(...ALL.map((permission) => permission.length));
    const line = (first: string, cells: string[]): string => [first.padEnd(width), ...cells.map((text) => text.padEnd(13))].join(' | ').trimEnd();
    const table = [line('permission', Object.keys(ACTORS)), ...ALL.map((permission) => line(permission, Object.values(ACTORS).map((actor) => cell(actor, permission))))].join('\n');
    expect(table).toMatchSnapshot();
  });

  it('nobody may do with a resource what he may not ask for, and no facts own nothing', () => {
    for (const permission of ALL) {
      for (const actor of Object.values(ACTORS)) {
        if (!mayAsk(actor, permission)) expect(may(actor, permission, OWNED)).toBe(false);
        expect(may(actor, permission, {})).toBe(may(actor, permission, { owners: [], challenges: [] }));
      }
    }
  });

  it('what several challenges share is for who organizes them all', () => {
    const both = { challenges: ['this', 'another'] };
    const who = Object.entries(ACTORS).filter(([, actor]) => may(actor, 'worker.drain', both)).map(([name]) => name);
    expect(who).toEqual(['organizer', 'administrator']);
    expect(may(ACTORS['organizer'] ?? VISITOR, 'worker.drain', { challenges: [...both.challenges, 'third'] })).toBe(false);
  });

  it.each<[string, Permission, string, boolean, string]>([
    ['a visitor is asked to sign in', 'submission.read', 'visitor', true, 'unauthenticated'],
    ['what is not yours is not there', 'submission.read', 'member', true, 'not-found'],
    ['unless it is known to be there', 'submission.read', 'member', false, 'forbidden'],
    ['a role that is missing is said', 'queue.pause', 'member', true, 'forbidden'],
    ['another challenge’s organizers don’t know of it', 'submission.read', 'elsewhere', true, 'not-found'],
    ['the owner goes on', 'submission.read', 'owner', true, 'nothing'],
  ])('%s', (_what, permission, who, hidden, expected) => {
    const actor = ACTORS[who] ?? VISITOR;
    expect(raisedBy(() => { new Access().require(actor, permission, OWNED, hidden); })).toBe(expected);
  });
});
