import { defineConfig } from '@playwright/test';
import { browser } from '../scripts/setup.mjs';

const MINUTE_MS = 60_000;

export default defineConfig({
  testDir: 'journeys',
  outputDir: 'test-results',
  globalSetup: './journeys/global-setup.ts',
  // What only the full run does is marked so: every page in every language, theme and width.
  grepInvert: process.env.GAC_FULL ? /@quick/ : /@full/,
  // One product, one browser: two would wait for each other on two cores.
  workers: 1,
  retries: 0,
  timeout: MINUTE_MS,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    locale: 'ko-KR',
    timezoneId: 'Asia/Seoul',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: browser(),
      args: [
        // root cannot use Chromium's own sandbox.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        ...['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
      ],
    },
  },
});
