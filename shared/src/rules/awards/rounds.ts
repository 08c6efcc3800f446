import { match, type MatchResult } from './match.ts';
import type { MarketInput, Ranking } from './market.ts';

/** A group that wants a start-up package, with the programs it would take, best first. In the order of award rank, ties already broken. */
export interface Coalition {
  id: string;
  preferences: readonly string[];
}

/** Serial priority: each in turn takes its most preferred package that has room (awards.md 3.2, stage A). Null: none was left for it. */
export function serialPriority(coalitions: readonly Coalition[], capacities: ReadonlyMap<string, number>): Map<string, string | null> {
  const left = new Map(capacities);
  return new Map(
    coalitions.map(({ id, preferences }) => {
      const taken = preferences.find((program) => (left.get(program) ?? 0) > 0) ?? null;
      if (taken !== null) left.set(taken, (left.get(taken) ?? 0) - 1);
      return [id, taken];
    }),
  );
}

/** What is left of a market for the next round: who accepted keeps the seat, who left is gone; all lists, rankings and lots stay as they were. */
export function remainingMarket(input: MarketInput, accepted: ReadonlyMap<string, string>, left: ReadonlySet<string>): MarketInput {
  const isOut = (id: string): boolean => accepted.has(id) || left.has(id);
  const kept = (ranking: Ranking): Ranking =>
    ranking.flatMap((item): Ranking => (typeof item === 'string' ? (isOut(item) ? [] : [item]) : [item.filter((id) => !isOut(id))]));
  const seats = new Map<string, number>();
  for (const program of accepted.values()) seats.set(program, (seats.get(program) ?? 0) + 1);
  const ofHost = new Map<string, number>();
  for (const { id, host } of input.programs) if (host !== undefined) ofHost.set(host, (ofHost.get(host) ?? 0) + (seats.get(id) ?? 0));
  return {
    ...input,
    applicants: input.applicants.filter(({ id }) => !isOut(id)),
    programs: input.programs.map((program) => ({
      ...program,
      capacity: program.capacity - (seats.get(program.id) ?? 0),
      ranking: program.ranking && kept(program.ranking),
    })),
    hosts: input.hosts?.map((host) => ({
      ...host,
      capacity: host.capacity - (ofHost.get(host.id) ?? 0),
      ranking: host.ranking && kept(host.ranking),
    })),
    couples: input.couples?.filter(({ members }) => !members.some(isOut)),
  };
}

export interface Closure {
  program: string;
  placed: number;
  minimum: number;
}

/**
 * Closes programs below their minimum intake, one at a time and each time from scratch: the lowest fill ratio first, then the smaller id
 * (awards.md 3.2). Programs that had nobody are closed too.
 */
export function matchWithMinimums(input: MarketInput, minimums: ReadonlyMap<string, number>): { result: MatchResult; closures: Closure[] } {
  const closures: Closure[] = [];
  for (;;) {
    const isClosed = (id: string): boolean => closures.some(({ program }) => program === id);
    const open: MarketInput = {
      ...input,
      programs: input.programs.map((program) => (isClosed(program.id) ? { ...program, capacity: 0 } : program)),
    };
    const result = match(open);
    const placed = (id: string): number => Object.values(result.matching).filter((program) => program === id).length;
    const [next] = input.programs
      .filter(({ id }) => !isClosed(id) && placed(id) < (minimums.get(id) ?? 0))
      .map(({ id, capacity }) => ({
        program: id,
        placed: placed(id),
        minimum: minimums.get(id) ?? 0,
        ratio: capacity > 0 ? placed(id) / capacity : 0,
      }))
      .sort((a, b) => a.ratio - b.ratio || (a.program < b.program ? -1 : 1));
    if (next === undefined) return { result, closures };
    closures.push({ program: next.program, placed: next.placed, minimum: next.minimum });
  }
}
