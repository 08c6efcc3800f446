import { expect, test } from '@jest/globals';
import { createConnectionMonitor, installConnectionMonitor } from '../lib/connection.ts';
import { problemOf } from '../lib/problems.ts';
import { code } from './code.ts';

const gone = new TypeError('Failed to fetch dynamically imported module: /assets/data.js');
const install = (isThere: boolean) => {
  const ports = { now: () => 0, random: () => 0.5, wait: () => new Promise<void>(() => undefined), probe: () => Promise.resolve(isThere) };
  const monitor = createConnectionMonitor(ports, () => undefined);
  installConnectionMonitor(monitor);
  return monitor;
};
const failure = async (): Promise<unknown> => {
  try {
    return await code(() => Promise.reject(gone))();
  } catch (error) {
    return error;
  }
};

test('without a connection, code that cannot be fetched is a problem to be shown, and the strip appears', async () => {
  const monitor = install(false);
  expect(problemOf(await failure())).toEqual({ code: 'network', status: 0 });
  expect(monitor.get().lost).toBe(true);
});
test('code that a new release took away is left to the router, which loads the page anew', async () => {
  const monitor = install(true);
  expect(await failure()).toBe(gone);
  expect(monitor.get().lost).toBe(false);
});
test('code that is there comes as it is', async () => {
  expect(await code(() => Promise.resolve({ page: 1 }))()).toEqual({ page: 1 });
});
