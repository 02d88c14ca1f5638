import { defineConfig } from '@playwright/test';

/** The tests of a file share one host and one data folder, and tell one story: they run in order, in one worker, beside those of one other file. */
export default defineConfig({
  testDir: '.',
  workers: 2,
  fullyParallel: false,
  timeout: 300_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    locale: 'en-GB',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', '--no-first-run'],
    },
  },
  outputDir: 'test-results',
});
