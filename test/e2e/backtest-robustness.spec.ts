import { choose, expect, test } from './fixtures'
import { arrive } from './guest'

test('a report says what is left of it under other circumstances, and how much of it luck alone explains', async ({
  page,
}) => {
  test.slow() // two runs
  const workspace = await arrive(page)
  const ask = async (name: string, bars: RegExp) => {
    await page.goto(`${workspace}/backtests?new=1`)
    const dialog = page.getByRole('dialog', { name: 'New backtest' })
    await dialog.getByLabel('Name', { exact: true }).fill(name)
    await choose(page, 'Bars', bars)
    await dialog.getByLabel('Symbol', { exact: true }).fill('BEACONUSD')
    await dialog.getByRole('button', { name: 'Run backtest' }).click()
    await page.waitForURL(/\/backtests\/[0-9a-f-]{36}$/)
    await expect(page.getByRole('figure', { name: 'Equity and drawdown' })).toBeVisible({ timeout: 30_000 })
  }
  await ask('Pullbacks of four hours', /^4h$/)
  await page.getByRole('button', { name: 'Robustness', exact: true }).click()

  const variants = page.getByRole('table', { name: 'Variants' })
  for (const name of ['Without costs', 'As it ran', 'Costs twice', 'Costs four times', 'One bar later'])
    await expect(variants.getByRole('row', { name: new RegExp(`^${name}`) })).toHaveText(/\d/)
  await expect(variants.getByRole('row', { name: /^Without the best 5 trades/ })).toHaveText(/\d/)
  const parts = page.getByRole('table', { name: 'In and out of sample' })
  await expect(parts.getByRole('columnheader', { name: 'First 70 %' })).toBeVisible()
  await expect(parts.getByRole('row', { name: /^Trades/ })).toHaveText(/\d/)
  await expect(page.getByRole('list', { name: 'Checked symbols' })).toHaveText(
    /BEACONUSD sees nothing of the future/,
  )
  const findings = page.getByRole('list', { name: 'Findings' })
  await expect(findings.getByRole('listitem').filter({ hasText: 'Costs' })).toHaveText(/profit|costs/)
  await expect(findings.getByRole('listitem').filter({ hasText: 'Luck' })).toHaveText(/Sharpe ratio/)
  const luck = page.getByRole('region', { name: 'Trials and luck' })
  await expect(luck.getByRole('definition').first()).toHaveText('1')

  await ask('Pullbacks by the hour', /^1h$/)
  await page.getByRole('button', { name: 'Robustness', exact: true }).click()
  await expect(luck.getByRole('definition').first()).toHaveText('2')
  await expect(luck.getByRole('img', { name: /^Sharpe ratio .+; luck / })).toBeVisible()
})
