import type { QueueSample, QueueSamples } from '../../api/views.ts';

/** The samples after one more; older than `keptMs` before it are forgotten. A repeat changes nothing. */
export function addSample(known: QueueSamples, sample: QueueSample): QueueSamples {
  if (sample.seq <= known.lastSeq) return known;
  const from = Date.parse(sample.at) - known.keptMs;
  return { ...known, items: [...known.items.filter(({ at }) => Date.parse(at) >= from), sample], lastSeq: sample.seq };
}
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
/** A sample from the data of a stream's event; null when it is none. */
export function sampleOf(data: string): QueueSample | null {
  try {
    const { seq, at, validate, evaluate, running, ended } = JSON.parse(data) as Record<string, unknown>;
    if (typeof at !== 'string' || !isCount(seq) || !isCount(validate) || !isCount(evaluate) || !isCount(running) || !isCount(ended))
      return null;
    return { seq, at, validate, evaluate, running, ended };
  } catch {
    return null;
  }
}
export const waitingOf = ({ validate, evaluate }: QueueSample): number => validate + evaluate;

/** Samples further apart than this have nothing known between them: the line is broken there. */
const BREAK_MS = 5_000;
/**
 * An SVG path of values over the last `spanMs` before `now` in a box of `width` x `height`, 0 at the bottom and `top` at the upper edge.
 * '' without samples.
 */
export function linePath(
  samples: readonly QueueSample[],
  value: (sample: QueueSample) => number,
  { now, spanMs, top, width, height }: { now: number; spanMs: number; top: number; width: number; height: number },
): string {
  let before = Number.NEGATIVE_INFINITY;
  let path = '';
  for (const sample of samples) {
    const at = Date.parse(sample.at);
    if (at < now - spanMs || at > now + BREAK_MS) continue;
    const x = Math.min(width, ((at - (now - spanMs)) / spanMs) * width);
    const y = height - (Math.min(value(sample), top) / top) * height;
    path += `${at - before > BREAK_MS ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
    before = at;
  }
  return path;
}
/** A round number at or above every value, for the top of the scale; at least 4. */
export function scaleTop(values: readonly number[]): number {
  const most = Math.max(4, ...values);
  const step = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 4, 5, 10].map((n) => n * step).find((n) => n >= most) ?? most;
}

export interface Span {
  /** Start, ISO. */
  at: string;
  /** The most at any second. */
  waiting: number;
  running: number;
  ended: number;
}
/** The samples by spans of `spanMs`, latest first: what the chart shows, for reading. */
export function spansOf(samples: readonly QueueSample[], spanMs: number): Span[] {
  const spans = new Map<number, Span>();
  for (const sample of samples) {
    const start = Math.floor(Date.parse(sample.at) / spanMs) * spanMs;
    const known = spans.get(start) ?? { at: new Date(start).toISOString(), waiting: 0, running: 0, ended: 0 };
    spans.set(start, {
      ...known,
      waiting: Math.max(known.waiting, waitingOf(sample)),
      running: Math.max(known.running, sample.running),
      ended: known.ended + sample.ended,
    });
  }
  return [...spans.values()].reverse();
}
