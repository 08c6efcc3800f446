import { seededNumbers, shuffled } from '../lottery.ts';
import { deferredAcceptance } from './deferred-acceptance.ts';
import { NONE, type Couple, type Market } from './market.ts';
import { Seats } from './seats.ts';
import { betterPair, betterProgram, blockingPairs, pairHeld, type Blocking } from './stability.ts';

const RESTARTS = 24;
/** Moves of one attempt, per applicant. */
const MOVES = 40;
/** Matchings of a small market that may all be looked at. */
const EXHAUSTIVE = 300_000;

export interface CouplesOutcome {
  seats: Seats;
  blocking: readonly Blocking[];
  /** True when it is certain that no stable matching exists; false when the search was given up. */
  isProven: boolean;
}

/**
 * A stable matching where couples apply together, if one is found. It may not exist, and deciding that is NP-complete (Ronn 1990), so
 * the search is bounded: after deferred acceptance of the singles whoever blocks is satisfied in turn, in several orders (Roth and
 * Peranson, Amer. Econ. Review 89, 1999; Roth and Vande Vate, Econometrica 58, 1990). Small markets are then searched to the end.
 * Without a stable matching: the one with the fewest blocking pairs found.
 */
export function matchWithCouples(market: Market, seed: string): CouplesOutcome {
  const uniform = seededNumbers(`couples ${seed}`);
  let best: CouplesOutcome | null = null;
  for (let attempt = 0; attempt < RESTARTS; attempt += 1) {
    const order = attempt === 0 ? market.couples.map((_, at) => at) : shuffled(market.couples.length, uniform);
    const found = satisfyInTurn(market, order, uniform);
    if (found.blocking.length === 0) return found;
    if (best === null || found.blocking.length < best.blocking.length) best = found;
  }
  const searched = searchAll(market);
  return searched === null || (best !== null && best.blocking.length <= searched.blocking.length)
    ? { ...(best as CouplesOutcome), isProven: searched !== null }
    : searched;
}

/** Satisfies whoever blocks until nobody does or the moves are used up; the least blocked matching on the way. */
function satisfyInTurn(market: Market, order: readonly number[], uniform: () => number): CouplesOutcome {
  const { seats } = deferredAcceptance(market);
  const partner = new Map<number, number>(
    market.couples.flatMap(({ members: [a, b] }): [number, number][] => [
      [a, b],
      [b, a],
    ]),
  );
  const leave = (applicants: readonly number[]): void => {
    for (const applicant of applicants) {
      seats.remove(applicant);
      const other = partner.get(applicant);
      if (other !== undefined) seats.remove(other);
    }
  };
  const moves = MOVES * (market.applicants.length + 1);
  for (let move = 0; move < moves; move += 1) {
    const wish = nextWish(market, seats, order, move < moves / 2 ? null : uniform);
    if (wish === null) return { seats, blocking: [], isProven: true };
    leave(wish.applicants);
    wish.applicants.forEach((applicant, at) => {
      const program = wish.programs[at] ?? NONE;
      if (program !== NONE) seats.add(applicant, program);
    });
    for (const program of wish.programs) if (program !== NONE) leave(seats.settle(program));
  }
  return { seats, blocking: blockingPairs(market, seats), isProven: false };
}

/** Who moves next: singles first, then couples in their order; any of them by chance when going in turn has led nowhere. */
function nextWish(market: Market, seats: Seats, order: readonly number[], uniform: (() => number) | null): Blocking | null {
  if (uniform !== null) {
    const all = blockingPairs(market, seats);
    return all[Math.floor(uniform() * all.length)] ?? null;
  }
  for (let applicant = 0; applicant < market.applicants.length; applicant += 1) {
    const program = betterProgram(market, seats, applicant);
    if (program !== NONE) return { applicants: [applicant], programs: [program] };
  }
  for (const at of order) {
    const couple = market.couples[at] as Couple;
    const pair = betterPair(couple, seats, pairHeld(couple, seats));
    if (pair !== null) return { applicants: couple.members, programs: pair };
  }
  return null;
}

/** Looks at every matching of a small market: a stable one, else the least blocked; null when there are too many. */
function searchAll(market: Market): CouplesOutcome | null {
  const agents = [
    ...market.lists.flatMap((list, applicant) =>
      list.length === 0 ? [] : [{ members: [applicant], options: [...list.map((program) => [program]), [NONE]] }],
    ),
    ...market.couples.map(({ members, pairs }) => ({ members: [...members], options: [...pairs.map((pair) => [...pair]), [NONE, NONE]] })),
  ];
  if (agents.reduce((product, { options }) => product * options.length, 1) > EXHAUSTIVE) return null;
  let best: { placed: Int32Array; blocking: Blocking[] } | null = null;
  const seats = new Seats(market);
  const visit = (at: number): boolean => {
    const agent = agents[at];
    if (agent === undefined) {
      const blocking = blockingPairs(market, seats);
      if (best === null || blocking.length < best.blocking.length) best = { placed: seats.placed.slice(), blocking };
      return blocking.length === 0;
    }
    for (const option of agent.options) {
      const programs = option.filter((program) => program !== NONE);
      agent.members.forEach((member, seat) => {
        if (option[seat] !== NONE) seats.add(member, option[seat] as number);
      });
      const isFeasible = programs.every((program) => seats.surplus(program) === NONE);
      if (isFeasible && visit(at + 1)) return true;
      agent.members.forEach((member) => {
        seats.remove(member);
      });
    }
    return false;
  };
  visit(0);
  const { placed, blocking } = best as unknown as { placed: Int32Array; blocking: Blocking[] };
  const result = new Seats(market);
  placed.forEach((program, applicant) => {
    if (program !== NONE) result.add(applicant, program);
  });
  return { seats: result, blocking, isProven: true };
}
