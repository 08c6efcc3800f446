// One product with the living demo for all journeys: what one adds, the next meets, as in life.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadClosed, loadNumbers } from '../stack/challenge.mjs';
import { loadPrograms } from '../stack/programs.mjs';
import { Product } from '../stack/product.mjs';
import { keepStack, type Account } from '../actors/stack.ts';

/** Rows of the challenge with large files: about 1.3 MB, long enough on a slow line to be cut in the middle. */
export const LARGE_ROWS = 80_000;

/** Adds what the demo lacks and tells the journeys where everything is. */
export async function prepare(product: Product): Promise<void> {
  await loadClosed(product);
  await loadNumbers(product, { rows: LARGE_ROWS });
  await loadPrograms(product, { accepts: ['prediction', 'code', 'container'] });
  const accounts = JSON.parse(readFileSync(join(product.folder, 'data/demo-accounts.json'), 'utf8')) as Account[];
  keepStack({ url: product.url, accounts });
}

export default async function start(): Promise<() => Promise<void>> {
  const product = await Product.start({ demo: true });
  try {
    await prepare(product);
  } catch (error) {
    await product.stop();
    throw error;
  }
  return () => product.stop();
}
