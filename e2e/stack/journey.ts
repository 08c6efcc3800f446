// Journeys run in a browser against a whole product of their own with the living demo. It is started once per worker of Playwright and
// begins anew after a test that failed, so a journey meets the demo and what earlier journeys added to it.
import { test as base } from '@playwright/test';
import { Product } from './product.mjs';

export { expect } from '@playwright/test';

const SEED_MS = 240_000;

export const test = base.extend<object, { product: Product }>({
  product: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this very pattern
    async ({}, use) => {
      const product = await Product.start({ demo: true });
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: SEED_MS },
  ],
  baseURL: async ({ product }, use) => use(product.url),
});
