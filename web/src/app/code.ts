import { isReachable } from '../lib/connection.ts';
import { ProblemError } from '../lib/problems.ts';

/**
 * Fetches the code of a page. Without a connection that is a problem like any other, shown in place: the router takes it for a file that a new
 * release took away and would load the page anew, which throws away what is on the screen.
 */
export const code =
  <T>(bring: () => Promise<T>) =>
  (): Promise<T> =>
    bring().catch(async (cause: unknown) => {
      if (await isReachable()) throw cause;
      throw new ProblemError({ code: 'network', status: 0 });
    });
