import { tmpdir } from 'node:os'
import path from 'node:path'
import { defineConfig } from '@playwright/test'
import { browser } from './test/setup/browser'

// The product is started by the global set-up and found through PRODUCT_URL (test/e2e/fixtures.ts).
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: path.join(tmpdir(), 'sluice-e2e'),
  globalSetup: './test/setup/served.ts',
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.RESULTS
    ? [['list'], ['json', { outputFile: path.join(process.env.RESULTS, 'browser.json') }]]
    : [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    // a trace of every test costs two thirds of its time again; ask for one with `--trace retain-on-failure`
    screenshot: 'only-on-failure',
    launchOptions: browser(),
  },
})
