import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { choose, enterAsGuest, expect, person, signUp, test, workspaceOf } from './fixtures'
import { arrive } from './guest'

/** From the strategy's page to the report of a run over one symbol. */
async function backtest(page: Page, workspace: string, name: string, bars: RegExp): Promise<void> {
  await page.goto(`${workspace}/strategies`)
  await page.getByRole('grid').getByText('Trend pullback').click()
  await page.getByRole('button', { name: 'Backtest it' }).click()
  const dialog = page.getByRole('dialog', { name: 'New backtest' })
  await dialog.getByLabel('Name', { exact: true }).fill(name)
  await choose(page, 'Bars', bars)
  await dialog.getByLabel('Symbol', { exact: true }).fill('BEACONUSD')
  await dialog.getByRole('button', { name: 'Run backtest' }).click()
  await page.waitForURL(/\/backtests\/[0-9a-f-]{36}$/)
}

const keyNumber = (page: Page, title: string) =>
  page.getByRole('main').locator('dl > div').filter({ hasText: title }).locator('dd').first()

test('a strategy is tested, its report read, its trades sorted and saved, and two runs compared', async ({
  page,
}) => {
  test.slow() // two runs and every part of a report
  const workspace = await arrive(page)
  await backtest(page, workspace, 'Pullbacks by the hour', /^1h$/)
  await expect(page.getByRole('heading', { name: 'Pullbacks by the hour' }).first()).toBeVisible()
  await expect(page.getByText('simulated data')).toBeVisible()
  await expect(
    page.getByRole('figure', { name: 'Equity and drawdown' }).locator('canvas').first(),
  ).toBeVisible()
  await expect(page.getByRole('region', { name: 'Months, percent' }).getByRole('row')).not.toHaveCount(0)
  await expect(keyNumber(page, 'Net profit')).toHaveText(/\d/)

  await page.getByRole('button', { name: /^Trades/ }).click()
  const trades = page.getByRole('grid', { name: 'Trades' })
  await trades.getByRole('button', { name: 'Profit' }).click()
  await expect(trades.getByRole('columnheader', { name: 'Profit' })).toHaveAttribute(
    'aria-sort',
    'descending',
  )
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV' }).click()
  const file = await saved
  expect(file.suggestedFilename()).toBe('Pullbacks by the hour trades.csv')
  const [header = '', ...lines] = (await readFile(await file.path(), 'utf8')).split('\r\n')
  const profits = lines.map(line => Number(line.split(',')[header.split(',').indexOf('Profit')]))
  expect(profits.length).toBeGreaterThan(1)
  expect(profits).toEqual(profits.toSorted((a, b) => b - a))
  await trades.getByRole('row').nth(1).click()
  await expect(
    page
      .getByRole('figure', { name: /BEACONUSD 1h, the trade/ })
      .locator('canvas')
      .first(),
  ).toBeVisible()
  await expect(page.getByRole('table', { name: 'Values' }).getByRole('row')).not.toHaveCount(0)
  const decided = page.getByRole('region', { name: 'At the entry, signals' })
  await expect(decided.getByLabel('true').first()).toBeVisible()

  await page.emulateMedia({ media: 'print' })
  await expect(trades.getByRole('row')).toHaveCount(profits.length + 1)
  await page.emulateMedia({ media: 'screen' })
  await expect(trades.getByRole('row')).not.toHaveCount(profits.length + 1)

  await page.getByRole('button', { name: 'Analysis', exact: true }).click()
  await expect(page.getByRole('img', { name: /^Returns of trades/ })).toBeVisible()
  await page.getByRole('button', { name: 'Statistics', exact: true }).click()
  await page.getByRole('button', { name: 'quantstats' }).click()
  await expect(page.getByText('●').first()).toBeVisible()
  await page.getByRole('button', { name: 'Assumptions', exact: true }).click()
  await expect(page.getByText('A signal is decided at the close of its bar')).toBeVisible()

  await backtest(page, workspace, 'Pullbacks of four hours', /^4h$/)
  await expect(page.getByRole('figure', { name: 'Equity and drawdown' })).toBeVisible()
  await page.getByRole('button', { name: 'Compare', exact: true }).click()
  await choose(page, 'Compare with', /^Pullbacks by the hour/)
  await expect(page.getByRole('figure', { name: 'Growth of both' }).locator('canvas').first()).toBeVisible()
  await expect(
    page.getByRole('table', { name: 'Statistics side by side' }).getByRole('row', { name: /^Net profit/ }),
  ).toHaveText(/\d/)

  await page.goto(`${workspace}/backtests`)
  const list = page.getByRole('grid', { name: 'Backtests' })
  await expect(list.getByText('Pullbacks by the hour')).toBeVisible()
  await expect(list.getByText('Pullbacks of four hours')).toBeVisible()
})

test('a long backtest shows its progress and is cancelled', async ({ page }) => {
  const workspace = await arrive(page)
  await page.goto(`${workspace}/backtests?new=1`)
  const dialog = page.getByRole('dialog', { name: 'New backtest' })
  await dialog.getByLabel('Name', { exact: true }).fill('Everything, by minutes')
  await choose(page, 'Bars', /^5m$/)
  await choose(page, 'Universe', /^All that are listed/)
  await dialog.getByLabel('From', { exact: true }).fill('2026-10-25')
  await dialog.getByRole('button', { name: 'Run backtest' }).click()
  await page.waitForURL(/\/backtests\/[0-9a-f-]{36}$/)
  await expect(page.getByRole('progressbar', { name: 'Everything, by minutes' })).toBeVisible()
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'It was cancelled' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
})

test('what the server refuses stands at its field', async ({ page }) => {
  await page.goto(`${await arrive(page)}/backtests?new=1`)
  const dialog = page.getByRole('dialog', { name: 'New backtest' })
  await dialog.getByLabel('Cash').fill('-5')
  await dialog.getByLabel('From', { exact: true }).fill('2026-03-01')
  await dialog.getByLabel('To', { exact: true }).fill('2026-02-01')
  await dialog.getByRole('button', { name: 'Run backtest' }).click()
  await expect(dialog.getByLabel('Cash')).toHaveAccessibleDescription(/a number above 0/)
})

test('parameters are asked for within their bounds, and what was asked last is remembered', async ({
  page,
}) => {
  const workspace = await arrive(page)
  await page.goto(`${workspace}/backtests?new=1`)
  const dialog = page.getByRole('dialog', { name: 'New backtest' })
  const span = dialog.getByLabel('span', { exact: true })
  await span.fill('1')
  await expect(span).toHaveAccessibleDescription('A whole number from 2 to 120.')
  await span.press('ArrowUp')
  await expect(span).toHaveValue('2')
  await dialog.getByText('More settings').click()
  await dialog.getByLabel('Leverage').fill('0')
  await dialog.getByText('1 changed').waitFor()
  await choose(page, 'Bars', /^1d$/)
  await dialog.getByLabel('Name', { exact: true }).press('Control+Enter')
  await expect(dialog.getByLabel('Leverage')).toHaveAccessibleDescription(/a number from 1 to 1000/)
  await dialog.getByLabel('Leverage').fill('3')
  await dialog.getByLabel('Name', { exact: true }).press('Control+Enter')
  await page.waitForURL(/\/backtests\/[0-9a-f-]{36}$/)
  await expect(page.getByText('span 2', { exact: true })).toBeVisible()
  await page.goto(`${workspace}/backtests?new=1`)
  await expect(span).toHaveValue('2')
  await dialog.getByText('More settings').click()
  await expect(dialog.getByLabel('Leverage')).toHaveValue('3')
  await dialog.getByRole('button', { name: 'Reset one' }).click()
  await expect(span).toHaveValue('15')
})

test('signals without a slot are listed with what they would have made, and a report is read by its link', async ({
  page,
  browser,
}) => {
  await enterAsGuest(page)
  await page.goto('/sign-up')
  await signUp(page, person('Vera'))
  await page.waitForURL(/\/w\/[^/]+\//)
  const workspace = workspaceOf(page)
  await page.goto(`${workspace}/backtests?new=1`)
  const dialog = page.getByRole('dialog', { name: 'New backtest' })
  await dialog.getByLabel('Name', { exact: true }).fill('One slot for all')
  await choose(page, 'Bars', /^1d$/)
  await choose(page, 'Universe', /^All that are listed/)
  await dialog.getByLabel('From', { exact: true }).fill('2026-06-01')
  await dialog.getByText('More settings').click()
  await dialog.getByLabel('Most positions at a time').fill('1')
  await dialog.getByRole('button', { name: 'Run backtest' }).click()
  await page.waitForURL(/\/backtests\/[0-9a-f-]{36}$/)
  await page.getByRole('button', { name: /^Trades/ }).click()
  await page.getByRole('button', { name: /^Rejected/ }).click()
  const rejected = page.getByRole('grid', { name: 'Rejected signals' })
  await expect(rejected.getByText('no slot').first()).toBeVisible()
  await expect(page.getByText(/on average they would have made/).filter({ visible: true })).toHaveText(/%/)

  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Share this report' }).click()
  await page.getByRole('button', { name: 'Make a link' }).click()
  const link = await page.getByLabel('The link').inputValue()
  const stranger = await browser.newContext()
  const reader = await stranger.newPage()
  await reader.goto(link)
  await expect(reader.getByRole('heading', { name: 'One slot for all' })).toBeVisible()
  await expect(reader.getByText('shared report')).toBeVisible()
  await expect(reader.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/)
  await expect(reader.getByRole('figure', { name: 'Equity and drawdown' })).toBeVisible()
  await reader.getByRole('button', { name: /^Trades/ }).click()
  await reader.getByRole('grid', { name: 'Trades' }).getByRole('row').nth(1).click()
  await expect(
    reader
      .getByRole('figure', { name: /1d, the trade/ })
      .locator('canvas')
      .first(),
  ).toBeVisible()

  await page.getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByRole('list', { name: 'Links that open this report' })).toBeHidden()
  await reader.goto(link)
  await expect(reader.getByRole('heading', { name: 'This link is over' })).toBeVisible()
  await stranger.close()
})
