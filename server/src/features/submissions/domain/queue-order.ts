export interface Waiting {
  id: string;
  teamId: string | null;
  challengeId: string;
  createdAt: Date;
}
export interface RunningCounts {
  /** Evaluations under way by team and by challenge. */
  teams: ReadonlyMap<string, number>;
  challenges: ReadonlyMap<string, number>;
}

/** One team's waiting evaluations, the oldest first. A team belongs to one challenge, so only its head can be next. */
interface Line {
  items: Waiting[];
  next: number;
  taken: number;
}
type Before<T> = (a: T, b: T) => boolean;

/** The least item first, by a binary heap (Williams 1964): the queue of a deadline has thousands of teams, and is ordered while people wait. */
class Heap<T> {
  private readonly items: T[] = [];
  constructor(private readonly before: Before<T>) {}

  get top(): T | undefined {
    return this.items[0];
  }
  push(item: T): void {
    const { items } = this;
    items.push(item);
    for (let at = items.length - 1; at > 0; ) {
      const above = (at - 1) >> 1;
      if (!this.swapped(above, at)) return;
      at = above;
    }
  }
  pop(): T | undefined {
    const { items } = this;
    const top = items[0];
    const last = items.pop();
    if (last === undefined || items.length === 0) return top;
    items[0] = last;
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const child = right < items.length && this.before(items[right] as T, items[left] as T) ? right : left;
      if (child >= items.length || !this.swapped(at, child)) return top;
      at = child;
    }
  }
  /** Puts the two in order; whether they were not. */
  private swapped(above: number, below: number): boolean {
    const { items } = this;
    const [a, b] = [items[above] as T, items[below] as T];
    if (!this.before(b, a)) return false;
    items[above] = b;
    items[below] = a;
    return true;
  }
}

/**
 * The order in which waiting evaluations are taken if nothing else arrives (C-07): the team with the fewest running first, then the challenge
 * with the fewest, then the oldest. Each one taken counts as running for its team and challenge. Ids, first to be taken first.
 * Within a challenge the count of the challenge decides nothing, so each has a heap of its own and the heads of these are compared.
 */
export function queueOrder(waiting: readonly Waiting[], running: RunningCounts): string[] {
  const lines = new Map<string, Line>();
  for (const item of [...waiting].sort(byAge)) {
    const team = item.teamId ?? item.id;
    const line = lines.get(team) ?? { items: [], next: 0, taken: running.teams.get(team) ?? 0 };
    line.items.push(item);
    lines.set(team, line);
  }
  const counts = new Map(running.challenges);
  const heaps = new Map<string, Heap<Line>>();
  for (const line of lines.values()) {
    const id = challengeOf(line);
    const heap = heaps.get(id) ?? new Heap<Line>((a, b) => order(a, b, 0) < 0);
    heap.push(line);
    heaps.set(id, heap);
  }
  const taken: string[] = [];
  for (;;) {
    let best: Line | null = null;
    for (const { top } of heaps.values())
      if (top && (best === null || order(top, best, (counts.get(challengeOf(top)) ?? 0) - (counts.get(challengeOf(best)) ?? 0)) < 0)) best = top;
    const head = best === null ? undefined : headOf(best);
    if (best === null || head === undefined) return taken;
    const heap = heaps.get(head.challengeId);
    heap?.pop();
    best.next += 1;
    best.taken += 1;
    if (headOf(best)) heap?.push(best);
    counts.set(head.challengeId, (counts.get(head.challengeId) ?? 0) + 1);
    taken.push(head.id);
  }
}

const headOf = ({ items, next }: Line): Waiting | undefined => items[next];
const challengeOf = ({ items }: Line): string => items[0]?.challengeId ?? '';
const byAge = (a: Waiting, b: Waiting): number => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1);
/** Negative: `a` is taken first. `byChallenge`: how many more its challenge has running. */
function order(a: Line, b: Line, byChallenge: number): number {
  const [first, second] = [headOf(a), headOf(b)];
  return a.taken - b.taken || byChallenge || (first && second ? byAge(first, second) : 0);
}
