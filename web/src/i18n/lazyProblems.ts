import type { ProblemCatalog } from './problems.ts';

/**
 * The texts of problems are not needed by a page on which nothing goes wrong, so they come after it (4 kB).
 * The server has them from the start; the browser fetches them when idle, and at once when a page begins with a problem.
 */
let loaded: Promise<ProblemCatalog> | null = null;
let ready: ProblemCatalog | null = null;
/** Makes the texts available without waiting; for the server and for tests. */
export function provideProblemTexts(texts: ProblemCatalog): void {
  ready = texts;
}
export function loadProblemTexts(): Promise<ProblemCatalog> {
  loaded ??= import('./problems.ts').then(
    ({ problemTexts }) => {
      ready = problemTexts;
      return problemTexts;
    },
    (cause: unknown) => {
      loaded = null;
      throw cause;
    },
  );
  return loaded;
}
/** The texts if they are there. */
export const readyProblemTexts = (): ProblemCatalog | null => ready;
