/** Strengths from votes for one of two (judging.md J-65). */

const MOST_ITERATIONS = 200_000;
const PRECISION = 1e-12;

/**
 * Bradley-Terry strengths by maximum likelihood, geometric mean 1, by id in sorted order. Null unless everybody beat everybody along some
 * chain: without that the likelihood has no maximum.
 * Source: Hunter, MM algorithms for generalized Bradley-Terry models, Annals of Statistics 32 (2004).
 */
export function bradleyTerry(votes: readonly (readonly [winner: string, loser: string])[]): {
  strengths: Map<string, number> | null;
  connected: boolean;
} {
  const ids = [...new Set(votes.flat())].sort();
  const at = new Map(ids.map((id, place) => [id, place]));
  const wins = new Array<number>(ids.length).fill(0);
  const met = ids.map(() => new Map<number, number>());
  for (const [winner, loser] of votes) {
    const [a, b] = [at.get(winner) as number, at.get(loser) as number];
    (wins[a] as number) += 1;
    met[a]?.set(b, (met[a].get(b) ?? 0) + 1);
    met[b]?.set(a, (met[b].get(a) ?? 0) + 1);
  }
  if (!isStronglyConnected(ids, votes, at)) return { strengths: null, connected: false };
  let strengths = ids.map(() => 1);
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration += 1) {
    const next = centred(
      strengths.map((own, place) => (wins[place] as number) / weight(met[place] as Map<number, number>, own, strengths)),
    );
    const change = Math.max(...next.map((value, place) => Math.abs(value / (strengths[place] as number) - 1)));
    strengths = next;
    if (change < PRECISION) break;
  }
  return { strengths: new Map(ids.map((id, place) => [id, strengths[place] as number])), connected: true };
}

function weight(met: ReadonlyMap<number, number>, own: number, strengths: readonly number[]): number {
  let sum = 0;
  for (const [other, times] of met) sum += times / (own + (strengths[other] as number));
  return sum;
}

function centred(values: readonly number[]): number[] {
  const level = Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
  return values.map((value) => value / level);
}

/** From the first everybody is reached by wins, and by losses. */
function isStronglyConnected(
  ids: readonly string[],
  votes: readonly (readonly [string, string])[],
  at: ReadonlyMap<string, number>,
): boolean {
  if (ids.length < 2) return false;
  return [0, 1].every((from) => {
    const next: number[][] = ids.map(() => []);
    for (const vote of votes) next[at.get(vote[from] as string) as number]?.push(at.get(vote[1 - from] as string) as number);
    const seen = new Set([0]);
    const waiting = [0];
    for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
      const others = (next[place] as number[]).filter((other) => !seen.has(other));
      for (const other of others) seen.add(other);
      waiting.push(...others);
    }
    return seen.size === ids.length;
  });
}
