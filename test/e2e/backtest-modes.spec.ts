import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { choose, expect, test } from './fixtures'
import { arrive } from './guest'

/** The dialog of a strategy, with a name for the run. */
async function dialogOf(page: Page, strategy: string, name: string): Promise<Locator> {
  await page.goto(`${await arrive(page)}/strategies`)
  await page.getByRole('grid').getByText(strategy).click()
  await page.getByRole('button', { name: 'Backtest it' }).click()
  const dialog = page.getByRole('dialog', { name: 'New backtest' })
  await dialog.getByLabel('Name', { exact: true }).fill(name)
  return dialog
}

async function run(page: Page, dialog: Locator): Promise<void> {
  await dialog.getByRole('button', { name: 'Run backtest' }).click()
  await page.waitForURL(/\/backtests\/[0-9a-f-]{36}$/)
}

test('a universe is rebalanced by rank, and its holdings are read and saved', async ({ page }) => {
  test.slow() // every symbol of the venue
  const dialog = await dialogOf(page, 'Strong and steady', 'Leaders, by rank')
  await dialog.getByRole('button', { name: 'Rebalance by rank' }).click()
  await expect(dialog.getByLabel('Size of an entry')).toBeHidden()
  await dialog.getByLabel('Symbols held').fill('0')
  await choose(page, 'Bars', /^1d$/)
  await choose(page, 'Universe', /^All that are listed/)
  await dialog.getByRole('button', { name: 'Run backtest' }).click()
  await expect(dialog.getByLabel('Symbols held')).toHaveAccessibleDescription(/from 1 to 10000/)
  await dialog.getByLabel('Symbols held').fill('5')
  await dialog.getByLabel('Rebalance every, bars').fill('10')
  await run(page, dialog)

  await page.getByRole('button', { name: 'Holdings', exact: true }).click()
  await expect(page.getByRole('img', { name: /^Weights of \d+ symbols over \d+ rebalances/ })).toBeVisible()
  const rebalances = page.getByRole('grid', { name: 'Rebalances' })
  await expect(rebalances.getByRole('row').nth(1)).toBeVisible()
  await rebalances.getByRole('row').nth(2).click()
  const weights = page.getByRole('region', { name: 'Weights asked for' })
  await expect(weights.getByRole('row')).not.toHaveCount(0)
  await expect(weights).toContainText('%')
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV' }).click()
  const file = await saved
  expect(file.suggestedFilename()).toBe('Leaders, by rank rebalances.csv')
  expect((await readFile(await file.path(), 'utf8')).split('\r\n')[0]).toContain('Turnover')
  await page.getByRole('button', { name: 'Assumptions', exact: true }).click()
  await expect(page.getByText('Every 10 bars symbols are ranked by score at the close')).toBeVisible()
})

test('an event study tells what followed each signal, and shows it on its bars', async ({ page }) => {
  test.slow()
  const dialog = await dialogOf(page, 'Trend pullback', 'After pullbacks')
  await dialog.getByRole('button', { name: 'Event study' }).click()
  await expect(dialog.getByLabel('Cash')).toBeHidden()
  await dialog.getByLabel('Returns after, bars').fill('2, 6, 24')
  await choose(page, 'Bars', /^1h$/)
  await dialog.getByLabel('Symbol', { exact: true }).fill('BEACONUSD')
  await run(page, dialog)

  await expect(page.getByText('events', { exact: true })).toBeVisible()
  const table = page.getByRole('table', { name: 'By horizon' })
  await expect(table.getByRole('columnheader')).toHaveText(['After', '2 bars', '6 bars', '24 bars'])
  await expect(table.getByRole('row', { name: /^Average return/ })).toContainText('%')
  await expect(
    page.getByRole('img', { name: /^Mean path from 10 bars before to 24 bars after/ }),
  ).toBeVisible()
  await page.getByRole('group', { name: 'Horizon' }).getByRole('button', { name: '2', exact: true }).click()
  await expect(page.getByRole('img', { name: /^Returns of instances/ })).toBeVisible()

  await page.getByRole('button', { name: /^Instances \d/ }).click()
  const instances = page.getByRole('grid', { name: 'Instances' })
  await instances.getByRole('button', { name: 'After 24' }).click()
  await expect(instances.getByRole('columnheader', { name: 'After 24' })).toHaveAttribute(
    'aria-sort',
    /ending$/,
  )
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV' }).click()
  expect((await saved).suggestedFilename()).toBe('After pullbacks instances.csv')
  await instances.getByRole('row').nth(1).click()
  await expect(
    page
      .getByRole('figure', { name: /BEACONUSD 1h/ })
      .locator('canvas')
      .first(),
  ).toBeVisible()
})
