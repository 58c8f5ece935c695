// What a machine can tell about who can use the pages: names, roles, contrast, in both themes.
import type { Page } from '@playwright/test'
import axe from 'axe-core'
import { choose, enterAsGuest, expect, test, workspaceOf } from './fixtures'
import { arrive } from './guest'

const EVERYTHING = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']

/** Serious findings, each as `rule: element`. Monaco's and the charts' own elements are their makers'. */
async function findings(page: Page, rules: readonly string[]): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async asked => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') } // put there by the line above
    const { violations } = await axe.run(
      { exclude: [['.monaco-editor'], ['.tv-lightweight-charts'], ['nextjs-portal']] },
      { runOnly: [...asked], resultTypes: ['violations'] },
    )
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html.slice(0, 160)}`),
      )
  }, rules)
}

/** Nothing serious, dark and light. Names and roles are the same in both. */
async function expectUsable(page: Page): Promise<void> {
  for (const [theme, rules] of [
    ['dark', EVERYTHING],
    ['light', ['color-contrast']],
  ] as const) {
    await page.evaluate(chosen => {
      document.documentElement.dataset.theme = chosen
    }, theme)
    expect(await findings(page, rules), theme).toEqual([])
  }
}

test.beforeEach(async ({ page }) => {
  // colours on their way to others are measured as neither
  await page.emulateMedia({ reducedMotion: 'reduce' })
})

const LISTS = [
  'strategies',
  'universes',
  'alerts',
  'backtests',
  'optimise',
  'portfolio',
  'data',
  'team',
  'runs',
  'settings',
  'settings/appearance',
]

test('lists and settings can be used by everyone', async ({ page }) => {
  test.slow()
  await enterAsGuest(page)
  const workspace = workspaceOf(page)
  await expect(page.getByRole('grid').first()).toBeVisible()
  await expectUsable(page)
  for (const list of LISTS) {
    await page.goto(`${workspace}/${list}`)
    await expect(page.locator('main').getByRole('heading').or(page.getByRole('grid')).first()).toBeVisible()
    await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0)
    await expectUsable(page)
  }
})

test('a strategy can be read and worked on by everyone', async ({ page }) => {
  test.slow()
  await page.goto(`${await arrive(page)}/strategies?new=1`)
  await expect(page.getByRole('radio', { name: /^EMA cross/ })).toBeAttached()
  await page.getByText('Golden cross with strength').first().click()
  await expect(page.getByRole('region', { name: /^Preview of Golden/ }).getByRole('figure')).toBeVisible()
  await expectUsable(page)
  await page.getByRole('button', { name: 'Create strategy' }).click()
  await page.waitForURL(/\/strategies\/[0-9a-f-]{36}$/)
  await expect(page.locator('.react-flow__node').first()).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('region', { name: 'Preview' }).getByRole('figure')).toBeVisible({
    timeout: 30_000,
  })
  await expectUsable(page)
  for (const view of ['Split', 'Code']) {
    await page.getByRole('button', { name: view, exact: true }).click()
    await expect(page.locator('.monaco-editor .view-lines').first()).toBeVisible({ timeout: 30_000 })
    await expectUsable(page)
  }
  await page.keyboard.press('Escape')
  await page.locator('body').press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Search commands' })).toBeVisible()
  await expectUsable(page)
})

/** The window that asks for a run of a small strategy over one symbol of hourly bars. */
async function askFor(page: Page, workspace: string, run: 'Backtest' | 'Optimise'): Promise<void> {
  await page.goto(`${workspace}/strategies`)
  await page.getByRole('grid').getByText('Trend pullback').click()
  await page.getByRole('button', { name: `${run} it` }).click()
  // the page behind it has bars to choose too
  await expect(page.getByRole('dialog')).toBeVisible()
  await choose(page, 'Bars', /^1h$/)
  await page.getByRole('dialog').getByLabel('Symbol', { exact: true }).fill('BEACONUSD')
}

test('a backtest’s report can be read by everyone', async ({ page }) => {
  test.slow()
  await askFor(page, await arrive(page), 'Backtest')
  await expectUsable(page)
  await page.getByRole('button', { name: 'Run backtest' }).click()
  await page.waitForURL(/\/backtests\/[0-9a-f-]{36}$/)
  await expect(page.getByRole('figure', { name: 'Equity and drawdown' })).toBeVisible({ timeout: 60_000 })
  await expectUsable(page)
  for (const part of [/^Trades/, /^Analysis$/, /^Statistics$/]) {
    await page.getByRole('button', { name: part }).click()
    await expectUsable(page)
  }
})

test('what a search for parameters found can be read by everyone', async ({ page }) => {
  test.slow()
  await askFor(page, await arrive(page), 'Optimise')
  await choose(page, 'Combinations', /^Some at random/)
  await page.getByLabel('How many').fill('12')
  await page.getByLabel('Least trades').fill('0')
  await page.getByLabel(/^Walk forward/).check()
  await expect(page.getByRole('figure', { name: 'Windows of the walk-forward' })).toContainText(/\d windows/)
  await expectUsable(page)
  await page.getByRole('button', { name: 'Start' }).click()
  await page.waitForURL(/\/optimise\/[0-9a-f-]{36}/)
  await expect(page.getByRole('figure', { name: 'Out-of-sample equity' })).toBeVisible({ timeout: 60_000 })
  await expectUsable(page)
  for (const part of ['Trials', 'Map']) {
    await page.getByRole('group', { name: 'Part of the result' }).getByRole('button', { name: part }).click()
    await expectUsable(page)
  }
})
