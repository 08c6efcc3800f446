import { NONE, type Couple, type Market } from './market.ts';
import type { Seats } from './seats.ts';

/** Somebody who would rather be elsewhere, where they would be taken: one applicant, or the two of a couple. */
export interface Blocking {
  applicants: readonly number[];
  programs: readonly number[];
}

/** Place in the couple's list of what they have; its length when both are without a place, or apart from it. */
export const pairHeld = ({ members, pairs }: Couple, seats: Seats): number => {
  const [a, b] = members.map((member) => seats.placed[member] as number);
  const at = pairs.findIndex(([p, q]) => p === a && q === b);
  return at === -1 ? pairs.length : at;
};

/** The best program that the applicant prefers to the present one and that would take them; NONE when there is none. */
export function betterProgram(market: Market, seats: Seats, applicant: number): number {
  for (const program of market.lists[applicant] as readonly number[]) {
    if (program === seats.placed[applicant]) return NONE;
    if (seats.wouldHold([[applicant, program]])) return program;
  }
  return NONE;
}

/** The best pair that the couple prefers to the present one and that both would be taken for. */
export function betterPair({ members, pairs }: Couple, seats: Seats, held: number): readonly [number, number] | null {
  return (
    pairs.slice(0, held).find(([p, q]) =>
      seats.wouldHold([
        [members[0], p],
        [members[1], q],
      ]),
    ) ?? null
  );
}

/**
 * Every blocking pair, the best for each applicant or couple: none means that the matching is stable. A program takes whom its choice
 * from all it has and all who wish to come would hold, within its own and its host's capacity (weak stability under ties broken by lot).
 */
export function blockingPairs(market: Market, seats: Seats): Blocking[] {
  const singles = market.applicants.flatMap((_, applicant): Blocking[] => {
    const program = betterProgram(market, seats, applicant);
    return program === NONE ? [] : [{ applicants: [applicant], programs: [program] }];
  });
  const couples = market.couples.flatMap((couple): Blocking[] => {
    const pair = betterPair(couple, seats, pairHeld(couple, seats));
    return pair === null ? [] : [{ applicants: couple.members, programs: pair }];
  });
  return [...singles, ...couples];
}
