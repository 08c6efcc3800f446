import { stat } from 'node:fs/promises';
import { refuse } from '../refused.ts';

/** Size of a file; a Refused when there is none of this name. */
export async function sizeOfFile(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw refuse('no-file', path);
  return found.size;
}
