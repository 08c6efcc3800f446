import type { LogLine } from '../../api/views.ts';
import type { LiveEvent } from '../../lib/live.ts';

/** The lines of a submission's log, in order, each once. `whole`: the last line up to which none is missing. */
export interface SeenLog {
  lines: readonly LogLine[];
  whole: number;
}
export const NO_LOG: SeenLog = { lines: [], whole: 0 };

/** Adds lines in any order, repeats included. A line that comes too early stays back until the ones before it are there. */
export function mergeLog(seen: SeenLog, incoming: readonly LogLine[]): SeenLog {
  const bySeq = new Map(seen.lines.map((line) => [line.seq, line]));
  const before = bySeq.size;
  for (const line of incoming) if (!bySeq.has(line.seq)) bySeq.set(line.seq, line);
  if (bySeq.size === before) return seen;
  const lines = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
  let whole = seen.whole;
  for (const { seq } of lines) if (seq === whole + 1) whole = seq;
  return { lines, whole };
}
/**
 * Adds the server's answer to "all lines after `seen.whole`". It leaves nothing out, so what is missing in it was removed for age and is
 * not waited for.
 */
export function mergeAnswer(seen: SeenLog, answer: readonly LogLine[]): SeenLog {
  const merged = mergeLog(seen, answer);
  const last = answer.at(-1)?.seq ?? 0;
  return last > merged.whole ? mergeLog({ lines: [], whole: last }, merged.lines) : merged;
}
/** True when a line is missing between those that are there: it has to be asked for. */
export const hasGap = ({ lines, whole }: SeenLog): boolean => (lines.at(-1)?.seq ?? 0) > whole;
/** What may be shown: nothing after a gap. */
export const shownLines = ({ lines, whole }: SeenLog): LogLine[] => lines.filter(({ seq }) => seq <= whole);

const isValue = (value: unknown): value is string | number | null =>
  typeof value === 'string' || typeof value === 'number' || value === null;
/** A log line from an event of the stream; null for one that is none (`reset`, or not understood). */
export function lineOf(event: LiveEvent): LogLine | null {
  try {
    const { seq, at, ...data } = JSON.parse(event.data) as Record<string, unknown>;
    if (typeof seq !== 'number' || typeof at !== 'string') return null;
    return {
      seq,
      at,
      kind: event.type,
      data: Object.fromEntries(Object.entries(data).filter((entry): entry is [string, string | number | null] => isValue(entry[1]))),
    };
  } catch {
    return null;
  }
}
