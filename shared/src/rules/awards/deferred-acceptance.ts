import { NONE, type Market } from './market.ts';
import { Seats } from './seats.ts';

/**
 * Applicant-proposing deferred acceptance: of all stable matchings the one that is best for every applicant.
 * Sources: Gale and Shapley, Amer. Math. Monthly 69 (1962); with overall capacities of hosts the student-optimal algorithm of
 * Abraham, Irving and Manlove, J. Discrete Algorithms 5 (2007). Members of couples take no part.
 * order: in which applicants propose first; it changes nothing of the result (awards.md P7).
 */
export function deferredAcceptance(
  market: Market,
  order: readonly number[] = market.applicants.map((_, at) => at),
): { seats: Seats; proposals: number } {
  const seats = new Seats(market);
  const next = new Int32Array(market.applicants.length);
  const waiting = [...order].reverse();
  let proposals = 0;
  for (let applicant = waiting.pop(); applicant !== undefined; applicant = waiting.pop()) {
    const list = market.lists[applicant] as readonly number[];
    const at = next[applicant] as number;
    const program = list[at];
    if (program === undefined) continue;
    next[applicant] = at + 1;
    proposals += 1;
    seats.add(applicant, program);
    const worst = seats.surplus(program);
    if (worst === NONE) continue;
    seats.remove(worst);
    waiting.push(worst);
  }
  return { seats, proposals };
}
