/**
 * Lots drawn from a published seed, so that anybody can draw them again.
 * Source: the shuffle of Fisher and Yates (Durstenfeld, CACM 7(7), 1964, algorithm 235).
 */
import { sfc32 } from './sfc32.ts';

/** Uniform doubles in [0, 1), the same for the same seed on every machine. Never for secrets. */
export function seededNumbers(seed: string): () => number {
  // FNV-1a with four offsets: a text of any length becomes the 128 bits of the state.
  const state = [0x811c9dc5, 0x9e3779b9, 0x243f6a88, 0xb7e15162].map((offset) => fnv1a(seed, offset)) as [number, number, number, number];
  const next = sfc32(state, 15);
  return () => next() / 2 ** 32;
}

function fnv1a(text: string, offset: number): number {
  let hash = offset;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash | 0;
}

/** The numbers 0 to count - 1 in an order of chance. */
export function shuffled(count: number, uniform: () => number): number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last -= 1) {
    const at = Math.floor(uniform() * (last + 1));
    const moved = order[last] as number;
    order[last] = order[at] as number;
    order[at] = moved;
  }
  return order;
}

/**
 * The lot of each id: its place in an order of chance. Which of two ids comes first depends on the seed and the two alone, so an order
 * stays what it was when somebody leaves or joins, and does not depend on the order of `ids`. Ids are distinct.
 */
export function drawLots(ids: readonly string[], seed: string): Map<string, number> {
  const drawn = ids.map((id) => ({ id, number: seededNumbers(`${seed}\u0000${id}`)() }));
  drawn.sort((a, b) => a.number - b.number || (a.id < b.id ? -1 : 1));
  return new Map(drawn.map(({ id }, lot) => [id, lot]));
}
