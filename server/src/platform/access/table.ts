import type { Actor } from './actor.ts';

/** What a predicate may look at beside the actor. A service passes what it loaded. */
export interface ResourceFacts {
  /** Accounts that own the resource: the members of a submission's team, the person of an upload. */
  readonly owners?: readonly string[];
  /** The request comes from whoever watches over the installation, not from a person. */
  readonly isScraper?: boolean;
  /** Challenges that the resource belongs to, or that the deed touches: all of them for what they share. */
  readonly challenges?: readonly string[];
}
type Predicate = (actor: Actor, facts: ResourceFacts) => boolean;

const anybody: Predicate = () => true;
const signedIn: Predicate = (actor) => actor.kind === 'account';
const organizer: Predicate = (actor) => actor.kind === 'account' && actor.roles.some((role) => role === 'organizer' || role === 'administrator');
const administrator: Predicate = (actor) => actor.kind === 'account' && actor.roles.includes('administrator');
/** An organizer of every challenge that it is about; of nothing in particular only administrators are. */
const organizerOf: Predicate = (actor, { challenges = [] }) =>
  administrator(actor, {}) || (organizer(actor, {}) && actor.kind === 'account' && challenges.length > 0 && challenges.every((id) => (actor.organizes as readonly string[]).includes(id)));
const owner: Predicate = (actor, { owners }) => actor.kind === 'account' && (owners ?? []).includes(actor.id);
/** Who began it, as long as they are organizers; and administrators. */
const beginner: Predicate = (actor, facts) => administrator(actor, {}) || (organizer(actor, {}) && owner(actor, facts));

/**
 * The whole of who may do what; what is not here is denied. `needs` is what the route asks before anything is loaded,
 * `allows` what the service asks with the resource's facts.
 */
export const PERMISSIONS = {
  'session.read': { needs: anybody, allows: anybody },
  'session.create': { needs: anybody, allows: anybody },
  'session.end': { needs: anybody, allows: anybody },
  'account.create': { needs: anybody, allows: anybody },
  'challenge.read': { needs: anybody, allows: anybody },
  'challenge.join': { needs: signedIn, allows: signedIn },
  'participation.read': { needs: signedIn, allows: signedIn },
  'data.read-open': { needs: anybody, allows: anybody },
  'data.read': { needs: signedIn, allows: owner },
  'board.read': { needs: anybody, allows: anybody },
  // What stands on a hidden board; asked by the service, no route needs it alone.
  'board.read-hidden': { needs: organizer, allows: organizerOf },
  'board.read-own': { needs: signedIn, allows: signedIn },
  'upload.write': { needs: signedIn, allows: owner },
  'submission.create': { needs: signedIn, allows: owner },
  'submission.read': { needs: signedIn, allows: (actor, facts) => owner(actor, facts) || organizerOf(actor, facts) },
  'submission.list-own': { needs: signedIn, allows: owner },
  'submission.change': { needs: signedIn, allows: owner },
  // What ingestion and scorers print. A participant's own program is asked for with submission.read.
  'evaluation.log': { needs: signedIn, allows: organizerOf },
  'queue.read': { needs: anybody, allows: anybody },
  'receipt.read': { needs: anybody, allows: anybody },
  // Parked jobs are of the whole platform, errors and traces included.
  'jobs.manage': { needs: organizer, allows: organizer },
  // The organizers' side of evaluation: numbers of the whole queue, what belongs to a challenge, and what touches several.
  'queue.watch': { needs: organizer, allows: organizer },
  'queue.pause': { needs: organizer, allows: organizerOf },
  'worker.drain': { needs: organizer, allows: organizerOf },
  'evaluation.inspect': { needs: organizer, allows: organizerOf },
  'evaluation.act': { needs: organizer, allows: organizerOf },
  // An import is its beginner's until it is a challenge, which its organizers then have.
  'import.create': { needs: organizer, allows: organizer },
  'import.read': { needs: organizer, allows: beginner },
  'import.act': { needs: organizer, allows: beginner },
  'draft.list': { needs: organizer, allows: organizer },
  'draft.write': { needs: organizer, allows: organizerOf },
  'challenge.publish': { needs: organizer, allows: organizerOf },
  // With hidden data and scoring programs.
  'challenge.export': { needs: organizer, allows: organizerOf },
  'operations.read': { needs: anybody, allows: anybody },
  // No role: a machine asks.
  'metrics.read': { needs: anybody, allows: (_actor, { isScraper }) => isScraper === true },
} as const satisfies Record<string, { needs: Predicate; allows: Predicate }>;
export type Permission = keyof typeof PERMISSIONS;

/** Before anything is loaded: may such an actor ask at all? */
export const mayAsk = (actor: Actor, permission: Permission): boolean => PERMISSIONS[permission].needs(actor, {});
/** With the resource at hand. */
export const may = (actor: Actor, permission: Permission, facts: ResourceFacts): boolean => mayAsk(actor, permission) && PERMISSIONS[permission].allows(actor, facts);
