/** The browser's chance, 0 to 1; for jitter only. */
export const chance = (): number => Math.random();
/** Full jitter between 1 s and a cap that doubles from 2 s to 30 s. */
export function backoffMs(failures: number, random: () => number): number {
  const cap = Math.min(30_000, 1000 * 2 ** Math.max(1, failures));
  return Math.round(1000 + random() * (cap - 1000));
}
