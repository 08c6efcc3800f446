import { matchWithCouples } from './couples.ts';
import { deferredAcceptance } from './deferred-acceptance.ts';
import { NONE, readMarket, type Market, type MarketInput, type MarketWarning } from './market.ts';
import type { Seats } from './seats.ts';
import { blockingPairs, type Blocking } from './stability.ts';

export interface MatchResult {
  status: 'OK' | 'NO_STABLE_MATCHING';
  /** Program of each applicant, null without; keys sorted. */
  matching: Record<string, string | null>;
  /** Seats left empty, of each program. */
  unfilled: Record<string, number>;
  warnings: MarketWarning[];
  /** Who would rather be elsewhere and would be taken there; only without a stable matching. */
  blocking?: { applicants: string[]; programs: (string | null)[] }[];
}

/** The mechanism of awards.md 3.2, stage B. Dirty lists are cleaned with a warning; nothing throws. */
export function match(input: MarketInput): MatchResult {
  const { market, warnings } = readMarket(input);
  if (market.couples.length === 0) {
    const { seats } = deferredAcceptance(market);
    const blocking = hasTwoOrders(input) ? blockingPairs(market, seats) : [];
    if (blocking.length === 0) return resultOf(market, seats, [], warnings);
    // A host that orders people otherwise than its programs do is outside the model of the theorem: said, not hidden.
    return resultOf(market, seats, blocking, [
      ...warnings,
      ...hostsIn(market, blocking).map((id): MarketWarning => ({ code: 'host-order-differs', subject: id, what: '' })),
    ]);
  }
  const { seats, blocking, isProven } = matchWithCouples(market, String(input.seed ?? ''));
  return resultOf(market, seats, blocking, isProven ? warnings : [...warnings, { code: 'search-capped', subject: '', what: '' }]);
}

/** Some program has both a ranking of its own and a host that limits it. */
const hasTwoOrders = ({ programs, hosts }: MarketInput): boolean =>
  programs.some(({ host, ranking }) => ranking !== undefined && (hosts ?? []).some(({ id }) => id === host));

const hostsIn = (market: Market, blocking: readonly Blocking[]): string[] =>
  [
    ...new Set(
      blocking.flatMap(({ programs }) => programs.map((program) => market.hosts[market.programs[program]?.host ?? NONE]?.id ?? '')),
    ),
  ].filter((id) => id !== '');

function resultOf(market: Market, seats: Seats, blocking: readonly Blocking[], warnings: MarketWarning[]): MatchResult {
  const idOf = (program: number): string | null => market.programs[program]?.id ?? null;
  return {
    status: blocking.length === 0 ? 'OK' : 'NO_STABLE_MATCHING',
    matching: Object.fromEntries(market.applicants.map((id, applicant) => [id, idOf(seats.placed[applicant] as number)])),
    unfilled: Object.fromEntries(market.programs.map(({ id, capacity }, program) => [id, capacity - seats.at(program).length])),
    warnings,
    ...(blocking.length > 0 && {
      blocking: blocking.map(({ applicants, programs }) => ({
        applicants: applicants.map((at) => market.applicants[at] as string),
        programs: programs.map(idOf),
      })),
    }),
  };
}
