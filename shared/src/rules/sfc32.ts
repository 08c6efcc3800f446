/**
 * sfc32 (Chris Doty-Humphrey, PractRand): whole numbers from 0 to 2^32 - 1, the same for the same state on every machine. Never for secrets.
 * state: its four words. warmUp: numbers that are drawn and not used, so that states close to each other part.
 */
export function sfc32(state: readonly [number, number, number, number], warmUp: number): () => number {
  let [a, b, c, d] = state;
  const next = (): number => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let drawn = 0; drawn < warmUp; drawn += 1) next();
  return next;
}
