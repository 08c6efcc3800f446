/** Judges to entries (judging.md 2.5): the most affinity in all under hard demands, loads and conflicts, by minimum-cost flow. */
import { FlowNetwork } from './flow.ts';

export interface AssignmentProblem {
  /** min and max: how many entries the judge gets at least and at most. */
  judges: readonly { id: string; min: number; max: number }[];
  /** demand: how many judges the entry gets, exactly. */
  entries: readonly { id: string; demand: number }[];
  /** By judge, then entry; what is not there is 0. */
  affinity: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Pairs of judge and entry that must not meet. */
  conflicts: readonly (readonly [string, string])[];
  /** Pairs that stand already: reviews that were submitted (J-54). They count in demands and loads. */
  fixed?: readonly (readonly [string, string])[];
  /** What the t-th entry of a judge costs, times t: above 0 it evens loads out. In units of affinity. */
  loadCost?: number;
}

/** Why no assignment exists: these entries need so much, and these judges, the only ones who may take them, can give so much. */
export interface Shortage {
  code: 'too-few-judges' | 'minimum-out-of-reach';
  entries: string[];
  judges: string[];
  needed: number;
  available: number;
}
export type Assignment =
  | { status: 'OK'; assignments: [judge: string, entry: string][]; total: number; explanation: null }
  | { status: 'INFEASIBLE'; assignments: []; total: 0; explanation: Shortage };

/** Decimals that are told apart. */
const DECIMALS = 9;
const SOURCE = 0;

/** Never a partial assignment: all demands, or why not (J-50). The same problem in any order gives the same answer. */
export function assignJudges(problem: AssignmentProblem): Assignment {
  const network = buildNetwork(problem);
  const { graph, judges, entries, arcs } = network;
  const needed = entries.reduce((sum, { demand }) => sum + demand, 0);
  if (graph.send(SOURCE, network.sink) < needed) return infeasible(shortageOf(network));
  const chosen = arcs.filter(({ arc, isFixed }) => isFixed || graph.flow(arc) > 0);
  const loads = judges.map((_, at) => chosen.filter(({ judge }) => judge === at).length);
  const short = judges.filter(({ min }, at) => (loads[at] as number) < min);
  if (short.length > 0) return infeasible(minimumShortage(network, loads));
  const assignments = chosen.map(({ judge, entry }): [string, string] => [judges[judge]?.id ?? '', entries[entry]?.id ?? '']);
  const wishes = assignments.map(([judge, entry]) => affinityOf(problem, judge, entry));
  return { status: 'OK', assignments, total: decimalSum(wishes), explanation: null };
}

/** The sum as a person would add it: exact when the numbers are decimals of at most nine places. */
function decimalSum(values: readonly number[]): number {
  const scale = 10 ** DECIMALS;
  const whole = values.map((value) => Math.round(value * scale));
  const isExact = values.every((value, at) => (whole[at] as number) / scale === value);
  return isExact ? whole.reduce((sum, value) => sum + value, 0) / scale : values.reduce((sum, value) => sum + value, 0);
}
const infeasible = (explanation: Shortage): Assignment => ({ status: 'INFEASIBLE', assignments: [], total: 0, explanation });
const byId = <T extends { id: string }>(rows: readonly T[]): T[] => [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
function affinityOf({ affinity }: AssignmentProblem, judge: string, entry: string): number {
  const row = Object.hasOwn(affinity, judge) ? affinity[judge] : undefined;
  return row && Object.hasOwn(row, entry) ? (row[entry] ?? 0) : 0;
}
const pairKey = (judge: string, entry: string): string => JSON.stringify([judge, entry]);

interface Network {
  graph: FlowNetwork;
  sink: number;
  judges: { id: string; min: number; max: number }[];
  entries: { id: string; demand: number }[];
  /** Pairs that may meet, by judge, then entry. */
  arcs: { judge: number; entry: number; arc: number; isFixed: boolean }[];
  /** Of each entry, to the sink. */
  demands: number[];
}

/** Source -> judges -> entries -> sink. Costs are whole numbers: what is wanted is negative, and filling a minimum goes before everything else. */
function buildNetwork(problem: AssignmentProblem): Network {
  const judges = byId(problem.judges);
  const entries = byId(problem.entries);
  const conflicts = new Set(problem.conflicts.map(([judge, entry]) => pairKey(judge, entry)));
  const fixed = new Set((problem.fixed ?? []).map(([judge, entry]) => pairKey(judge, entry)));
  const { scale, urgent } = scaleOf(problem, judges, entries);
  const sink = judges.length + entries.length + 1;
  const graph = new FlowNetwork(sink + 1);
  const loadCost = Math.round((problem.loadCost ?? 0) * scale);
  const isFixed = (judge: string, entry: string): boolean => fixed.has(pairKey(judge, entry));

  judges.forEach(({ id, min, max }, at) => {
    const standing = entries.filter((entry) => isFixed(id, entry.id)).length;
    const most = Math.min(max, entries.length);
    if (loadCost === 0) {
      graph.arc(SOURCE, at + 1, Math.max(0, Math.min(min, most) - standing), -urgent);
      graph.arc(SOURCE, at + 1, Math.max(0, most - Math.max(standing, Math.min(min, most))), 0);
    } else
      for (let load = standing + 1; load <= most; load += 1) graph.arc(SOURCE, at + 1, 1, loadCost * load - (load <= min ? urgent : 0));
  });
  const arcs = judges.flatMap((judge, at) =>
    entries.flatMap((entry, place) => {
      if (isFixed(judge.id, entry.id)) return [{ judge: at, entry: place, arc: -1, isFixed: true }];
      if (conflicts.has(pairKey(judge.id, entry.id))) return [];
      const wish = Math.round(affinityOf(problem, judge.id, entry.id) * scale);
      return [{ judge: at, entry: place, arc: graph.arc(at + 1, judges.length + 1 + place, 1, -wish), isFixed: false }];
    }),
  );
  const standing = entries.map((_, place) => arcs.filter((arc) => arc.isFixed && arc.entry === place).length);
  const open = entries.map(({ id, demand }, place) => ({ id, demand: Math.max(0, demand - (standing[place] as number)) }));
  const demands = open.map(({ demand }, place) => graph.arc(judges.length + 1 + place, sink, demand, 0));
  return { graph, sink, judges, entries: open, arcs, demands };
}

/** The power of ten that keeps every sum of costs exact, and a cost beyond all that affinities could weigh. */
function scaleOf(
  problem: AssignmentProblem,
  judges: readonly { id: string }[],
  entries: readonly { id: string; demand: number }[],
): { scale: number; urgent: number } {
  let largest = problem.loadCost === undefined ? 0 : problem.loadCost * entries.length;
  for (const { id } of judges) for (const entry of entries) largest = Math.max(largest, Math.abs(affinityOf(problem, id, entry.id)));
  const pairs = 2 * (entries.reduce((sum, { demand }) => sum + demand, 0) + 1);
  let decimals = DECIMALS;
  while (decimals > 0 && largest * 10 ** decimals * pairs > 2 ** 50) decimals -= 1;
  const scale = 10 ** decimals;
  return { scale, urgent: Math.ceil(largest * scale * pairs) + 1 };
}

/** The cut: entries that lack judges, with all from which a judge could still be moved to them; the judges among them are full. */
function shortageOf({ graph, judges, entries, arcs, demands }: Network): Shortage {
  const lacking = entries.flatMap(({ demand }, place) =>
    graph.flow(demands[place] as number) < demand ? [judges.length + 1 + place] : [],
  );
  const cut = graph.reaching(lacking);
  const places = entries.flatMap((_, place) => (cut.has(judges.length + 1 + place) ? [place] : []));
  const isIn = new Set(places);
  const full = judges.flatMap((_, at) => (cut.has(at + 1) ? [at] : []));
  const others = arcs.filter(({ judge, entry, isFixed }) => !isFixed && isIn.has(entry) && !cut.has(judge + 1));
  const named = new Set([...full, ...others.map(({ judge }) => judge)]);
  const given = arcs.filter(({ judge, arc, isFixed }) => !isFixed && cut.has(judge + 1) && graph.flow(arc) > 0).length;
  return {
    code: 'too-few-judges',
    entries: places.map((place) => entries[place]?.id ?? ''),
    judges: [...named].sort((a, b) => a - b).map((at) => judges[at]?.id ?? ''),
    needed: places.reduce((sum, place) => sum + (entries[place]?.demand ?? 0), 0),
    available: given + others.length,
  };
}

/** Judges whose minimum could not be met, with what they could get at the most. */
function minimumShortage({ judges, entries, arcs }: Network, loads: readonly number[]): Shortage {
  const short = judges.flatMap(({ min }, at) => ((loads[at] as number) < min ? [at] : []));
  const places = new Set(arcs.filter(({ judge }) => short.includes(judge)).map(({ entry }) => entry));
  return {
    code: 'minimum-out-of-reach',
    entries: [...places].map((place) => entries[place]?.id ?? ''),
    judges: short.map((at) => judges[at]?.id ?? ''),
    needed: short.reduce((sum, at) => sum + (judges[at]?.min ?? 0), 0),
    available: short.reduce((sum, at) => sum + (loads[at] as number), 0),
  };
}
