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
  timeout: 180_000,
  expect: {
    timeout: 30_000,
    // the fonts are our own, and one browser draws alike each time; what remains are pixels at the edges of letters
    toHaveScreenshot: { maxDiffPixelRatio: 0.01, stylePath: 'test/e2e/pictures/still.css' },
  },
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  // letters are smoothed by the system: on another one the states are reached all the same, and not compared
  ignoreSnapshots: process.platform !== 'linux',
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
