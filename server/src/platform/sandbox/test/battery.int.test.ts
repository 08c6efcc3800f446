import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { join } from 'node:path';
import { openSandbox, type SandboxOptions } from '../open-sandbox.ts';
import type { SandboxDriver } from '../types.ts';
import { attacks, Range } from './battery/battery.ts';

jest.setTimeout(120_000);
/** All of it on every driver takes minutes: npm run verify:full. */
const full = process.env.GAC_FULL === '1';
const drivers: [string, Partial<SandboxOptions>][] = [
  ['bubblewrap', { driver: 'bubblewrap' }],
  ...(full ? [['runc', { driver: 'oci', ociRuntime: 'runc' }], ['crun', { driver: 'oci', ociRuntime: 'crun' }]] as [string, Partial<SandboxOptions>][] : []),
];
const tried = attacks.filter(({ core = false }) => full || core);

test('the battery has at least the cases that were promised', () => {
  expect(attacks.length).toBeGreaterThanOrEqual(68);
  expect(attacks.filter(({ core }) => core).length).toBeGreaterThanOrEqual(12);
});

describe.each(drivers)('%s', (_, options) => {
  const range = new Range();
  let driver: SandboxDriver;
  beforeAll(async () => {
    await range.open();
    driver = await openSandbox({ driver: 'bubblewrap', workFolder: join(range.work.folder, 'work'), slots: 1, ...options });
  });
  afterAll(async () => {
    await driver.close();
    range.close();
  });

  test('is fit', async () => {
    expect((await driver.probe()).problems).toEqual([]);
  });
  test.each(tried.map((attack) => [attack.name, attack] as const))('%s', async (_name, attack) => {
    expect(await range.fire(driver, attack)).toEqual([]);
  });
});
