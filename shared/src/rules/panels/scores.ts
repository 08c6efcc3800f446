/** Marks of a panel as a table of judges and entries, and whether it holds together. */
export interface Mark {
  judge: string;
  entry: string;
  value: number;
}
/** Numbered and sorted by id, so that the order of marks changes nothing. A pair occurs once. */
export interface MarkTable {
  judges: readonly string[];
  entries: readonly string[];
  marks: readonly { judge: number; entry: number; value: number }[];
}

export function markTable(marks: readonly Mark[]): MarkTable {
  const judges = [...new Set(marks.map(({ judge }) => judge))].sort();
  const entries = [...new Set(marks.map(({ entry }) => entry))].sort();
  const judgeAt = new Map(judges.map((id, at) => [id, at]));
  const entryAt = new Map(entries.map((id, at) => [id, at]));
  const numbered = marks.map(({ judge, entry, value }) => ({
    judge: judgeAt.get(judge) as number,
    entry: entryAt.get(entry) as number,
    value,
  }));
  numbered.sort((a, b) => a.entry - b.entry || a.judge - b.judge);
  return { judges, entries, marks: numbered };
}

/** Entries that can be compared with each other through judges who marked both, directly or along a chain (J-61); ids, each group sorted. */
export function componentsOf({ judges, entries, marks }: MarkTable): string[][] {
  const parent = Array.from({ length: judges.length + entries.length }, (_, at) => at);
  const root = (at: number): number => {
    let top = at;
    while (parent[top] !== top) top = parent[top] as number;
    parent[at] = top;
    return top;
  };
  for (const { judge, entry } of marks) parent[root(judge)] = root(judges.length + entry);
  const groups = new Map<number, string[]>();
  entries.forEach((id, at) => {
    const top = root(judges.length + at);
    groups.set(top, [...(groups.get(top) ?? []), id]);
  });
  return [...groups.values()];
}

export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
/** Population standard deviation. */
export function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}
/** Marks of each row: of every entry, or of every judge. */
export function valuesBy(table: MarkTable, side: 'entry' | 'judge'): number[][] {
  const rows: number[][] = (side === 'entry' ? table.entries : table.judges).map(() => []);
  for (const mark of table.marks) rows[mark[side]]?.push(mark.value);
  return rows;
}
