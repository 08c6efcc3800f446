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

/**
 * The order in which waiting evaluations are taken if nothing else arrives (C-07): the team with the fewest running first, then the challenge
 * with the fewest, then the oldest. Each one taken counts as running for its team and challenge. Ids, first to be taken first.
 */
export function queueOrder(waiting: readonly Waiting[], running: RunningCounts): string[] {
  const challenges = new Map(running.challenges);
  // A team belongs to one challenge, so only the oldest of each team can be next.
  const lines = new Map<string, { items: Waiting[]; next: number; taken: number }>();
  for (const item of [...waiting].sort(byAge)) {
    const team = item.teamId ?? item.id;
    const line = lines.get(team) ?? { items: [], next: 0, taken: running.teams.get(team) ?? 0 };
    line.items.push(item);
    lines.set(team, line);
  }
  const open = [...lines.values()];
  const order: string[] = [];
  while (order.length < waiting.length) {
    let best: { line: (typeof open)[number]; head: Waiting } | null = null;
    for (const line of open) {
      const head = line.items[line.next];
      if (head && (best === null || before(line.taken, head, best.line.taken, best.head, challenges))) best = { line, head };
    }
    if (best === null) break;
    best.line.next += 1;
    best.line.taken += 1;
    challenges.set(best.head.challengeId, (challenges.get(best.head.challengeId) ?? 0) + 1);
    order.push(best.head.id);
  }
  return order;
}

const byAge = (a: Waiting, b: Waiting): number => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1);
function before(takenA: number, a: Waiting, takenB: number, b: Waiting, challenges: ReadonlyMap<string, number>): boolean {
  const byCounts = takenA - takenB || (challenges.get(a.challengeId) ?? 0) - (challenges.get(b.challengeId) ?? 0);
  return (byCounts || byAge(a, b)) < 0;
}
