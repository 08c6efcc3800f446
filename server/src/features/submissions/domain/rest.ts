const FIRST_MS = 5_000;
const FACTOR = 4;
const MOST_MS = 600_000;

/** How long, in milliseconds, an evaluation is left alone after a failure of ours, when `lapses` attempts had lapsed before: 5 s, 20 s, 80 s, at most 10 minutes. */
export const restAfter = (lapses: number): number => Math.min(FIRST_MS * FACTOR ** lapses, MOST_MS);
