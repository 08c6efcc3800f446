/**
 * A market of applicants and programs, read from lists as people write them: cleaned, ties broken by lot, everything numbered.
 * Ids are sorted first, so the order of rows changes nothing (awards.md P7).
 */
import { drawLots } from '../lottery.ts';

/** A ranking from best to worst; a nested list is a tie. */
export type Ranking = readonly (string | readonly string[])[];
export interface MarketInput {
  applicants: readonly { id: string; preferences: readonly string[] }[];
  programs: readonly { id: string; capacity: number; host?: string | undefined; ranking?: Ranking | undefined }[];
  /** Hosts with an overall capacity over their programs. */
  hosts?: readonly { id: string; capacity: number; ranking?: Ranking | undefined }[] | undefined;
  /** Two who want to go together: a joint list of pairs; null is "without a place". Their own lists are not read. */
  couples?:
    readonly { members: readonly [string, string]; preferences: readonly (readonly [string | null, string | null])[] }[] | undefined;
  /** Fixed before lists open (awards.md 3.2): breaks ties. */
  seed?: string | number | undefined;
}

export type MarketWarningCode =
  | 'duplicate-id'
  | 'bad-capacity'
  | 'unknown-host'
  | 'no-ranking'
  | 'unknown-program'
  | 'unknown-applicant'
  | 'duplicate-preference'
  | 'duplicate-ranking'
  | 'not-ranked'
  | 'not-listed'
  | 'couple-member-unknown'
  | 'couple-member-twice'
  | 'host-order-differs'
  | 'search-capped';
export interface MarketWarning {
  code: MarketWarningCode;
  /** Whose list or row it is. */
  subject: string;
  /** What in it was left out. */
  what: string;
}

/** No program, no applicant. */
export const NONE = -1;
export interface Program {
  id: string;
  capacity: number;
  /** Index of its host; NONE without. */
  host: number;
  /** Rank of each acceptable applicant, by index; smaller is better, no two equal. */
  rank: ReadonlyMap<number, number>;
}
export interface Host {
  id: string;
  capacity: number;
  /** Order among those its programs hold; smaller is better, no two equal. */
  rank: ReadonlyMap<number, number>;
}
export interface Couple {
  members: readonly [number, number];
  /** Pairs of programs, best first; NONE is without a place. */
  pairs: readonly (readonly [number, number])[];
}
export interface Market {
  applicants: readonly string[];
  /** Programs of each applicant's list, best first: mutually acceptable ones only; empty for members of couples. */
  lists: readonly (readonly number[])[];
  programs: readonly Program[];
  hosts: readonly Host[];
  couples: readonly Couple[];
}

type Warn = (code: MarketWarningCode, subject: string, what: string) => void;

/** The first row of each id, ids sorted. */
function distinct<T extends { id: string }>(rows: readonly T[], warn: Warn): T[] {
  const byId = new Map<string, T>();
  for (const row of rows) {
    if (byId.has(row.id)) warn('duplicate-id', row.id, row.id);
    else byId.set(row.id, row);
  }
  return [...byId.keys()].sort().map((id) => byId.get(id) as T);
}

const indexOf = (rows: readonly { id: string }[]): Map<string, number> => new Map(rows.map(({ id }, index) => [id, index]));

function capacityOf(row: { id: string; capacity: number }, warn: Warn): number {
  if (Number.isSafeInteger(row.capacity) && row.capacity >= 0) return row.capacity;
  warn('bad-capacity', row.id, String(row.capacity));
  return 0;
}

/** Ranks by applicant index; ties are ordered by lot. */
function ranksOf(
  ranking: Ranking,
  owner: string,
  index: ReadonlyMap<string, number>,
  lots: ReadonlyMap<string, number>,
  warn: Warn,
): Map<number, number> {
  const ranks = new Map<number, number>();
  for (const item of ranking) {
    const tie = typeof item === 'string' ? [item] : [...item].sort((a, b) => (lots.get(a) ?? 0) - (lots.get(b) ?? 0));
    for (const id of tie) {
      const applicant = index.get(id);
      if (applicant === undefined) warn('unknown-applicant', owner, id);
      else if (ranks.has(applicant)) warn('duplicate-ranking', owner, id);
      else ranks.set(applicant, ranks.size);
    }
  }
  return ranks;
}

/** What a host without a ranking of its own prefers: the best rank any of its programs gives, then the lot. Those it does not rank itself come last. */
function hostRanks(
  own: ReadonlyMap<number, number> | null,
  programs: readonly ReadonlyMap<number, number>[],
  lotOf: (applicant: number) => number,
): Map<number, number> {
  const best = new Map<number, number>();
  for (const ranks of programs) for (const [applicant, rank] of ranks) best.set(applicant, Math.min(rank, best.get(applicant) ?? Infinity));
  const key = (applicant: number): number => own?.get(applicant) ?? (own?.size ?? 0) + (best.get(applicant) ?? 0);
  const everybody = [...new Set([...(own?.keys() ?? []), ...best.keys()])];
  everybody.sort((a, b) => key(a) - key(b) || lotOf(a) - lotOf(b));
  return new Map(everybody.map((applicant, rank) => [applicant, rank]));
}

/** The market and what was left out of the lists. Never throws. */
export function readMarket(input: MarketInput): { market: Market; warnings: MarketWarning[] } {
  const warnings: MarketWarning[] = [];
  const warn: Warn = (code, subject, what) => void warnings.push({ code, subject, what });
  const applicants = distinct(input.applicants, warn);
  const index = indexOf(applicants);
  const lots = drawLots(
    applicants.map(({ id }) => id),
    String(input.seed ?? ''),
  );
  const hostRows = distinct(input.hosts ?? [], warn);
  const hostIndex = indexOf(hostRows);
  const programRows = distinct(input.programs, warn);
  const ownRanks = hostRows.map(({ id, ranking }) => (ranking === undefined ? null : ranksOf(ranking, id, index, lots, warn)));

  const programs = programRows.map((row): Program => {
    const host = row.host === undefined ? NONE : (hostIndex.get(row.host) ?? NONE);
    // A host without a row has no overall capacity and no ranking: its name alone is fine.
    const inherited = host === NONE ? null : ownRanks[host];
    if (row.ranking === undefined && !inherited)
      warn(row.host !== undefined && host === NONE ? 'unknown-host' : 'no-ranking', row.id, row.host ?? '');
    const rank = row.ranking === undefined ? (inherited ?? new Map<number, number>()) : ranksOf(row.ranking, row.id, index, lots, warn);
    return { id: row.id, capacity: capacityOf(row, warn), host, rank };
  });
  const lotOf = (applicant: number): number => lots.get(applicants[applicant]?.id ?? '') ?? 0;
  const hosts = hostRows.map((row, at): Host => {
    const ranksOfPrograms = programs.filter(({ host }) => host === at).map(({ rank }) => rank);
    return { id: row.id, capacity: capacityOf(row, warn), rank: hostRanks(ownRanks[at] ?? null, ranksOfPrograms, lotOf) };
  });
  const couples = readCouples(input.couples ?? [], index, programs, warn);
  const inCouple = new Set(couples.flatMap(({ members }) => members));
  const lists = applicants.map((row, at) => (inCouple.has(at) ? [] : listOf(row, at, programs, warn)));
  warnNotListed(programRows, programs, applicants, lists, couples, warn);
  return { market: { applicants: applicants.map(({ id }) => id), lists, programs, hosts, couples }, warnings };
}

/** Mutually acceptable programs, best first. */
function listOf(
  row: { id: string; preferences: readonly string[] },
  applicant: number,
  programs: readonly Program[],
  warn: Warn,
): number[] {
  const index = programIndex(programs);
  const list = new Set<number>();
  for (const id of row.preferences) {
    const program = index.get(id);
    if (program === undefined) warn('unknown-program', row.id, id);
    else if (list.has(program)) warn('duplicate-preference', row.id, id);
    else if (!programs[program]?.rank.has(applicant)) warn('not-ranked', row.id, id);
    else list.add(program);
  }
  return [...list];
}

const indexes = new WeakMap<readonly Program[], Map<string, number>>();
function programIndex(programs: readonly Program[]): Map<string, number> {
  const known = indexes.get(programs) ?? indexOf(programs);
  indexes.set(programs, known);
  return known;
}

function readCouples(
  rows: NonNullable<MarketInput['couples']>,
  index: ReadonlyMap<string, number>,
  programs: readonly Program[],
  warn: Warn,
): Couple[] {
  const taken = new Set<number>();
  return rows.flatMap(({ members, preferences }): Couple[] => {
    const [a, b] = members.map((id) => index.get(id));
    const name = members.join('+');
    if (a === undefined || b === undefined || a === b)
      return (warn('couple-member-unknown', name, members.find((id) => !index.has(id)) ?? members[0]), []);
    if (taken.has(a) || taken.has(b)) return (warn('couple-member-twice', name, taken.has(a) ? members[0] : members[1]), []);
    taken.add(a).add(b);
    return [{ members: [a, b], pairs: pairsOf(name, [a, b], preferences, programs, warn) }];
  });
}

function pairsOf(
  name: string,
  members: readonly [number, number],
  preferences: readonly (readonly [string | null, string | null])[],
  programs: readonly Program[],
  warn: Warn,
): (readonly [number, number])[] {
  const index = programIndex(programs);
  const seen = new Set<string>();
  return preferences.flatMap((pair): (readonly [number, number])[] => {
    const [p, q] = pair.map((id) => (id === null ? NONE : index.get(id))) as [number | undefined, number | undefined];
    const said = pair.map(String).join('+');
    if (p === undefined || q === undefined) return (warn('unknown-program', name, said), []);
    if (seen.has(said)) return (warn('duplicate-preference', name, said), []);
    seen.add(said);
    const isRanked = [p, q].every((program, at) => program === NONE || programs[program]?.rank.has(members[at] as number));
    if (!isRanked) return (warn('not-ranked', name, said), []);
    // Both without a place is what remains when the list is at its end.
    return p === NONE && q === NONE ? [] : [[p, q]];
  });
}

/** Programs that rank somebody who does not list them. Where a ranking was inherited it speaks of all programs of the host, so nothing is said. */
function warnNotListed(
  rows: readonly { ranking?: Ranking | undefined }[],
  programs: readonly Program[],
  applicants: readonly { id: string }[],
  lists: readonly (readonly number[])[],
  couples: readonly Couple[],
  warn: Warn,
): void {
  const listed = programs.map(() => new Set<number>());
  lists.forEach((list, applicant) => {
    for (const program of list) listed[program]?.add(applicant);
  });
  for (const { members, pairs } of couples)
    for (const pair of pairs) pair.forEach((program, at) => listed[program]?.add(members[at] as number));
  programs.forEach((program, at) => {
    if (rows[at]?.ranking === undefined) return;
    for (const applicant of program.rank.keys())
      if (!listed[at]?.has(applicant)) warn('not-listed', program.id, applicants[applicant]?.id ?? '');
  });
}
