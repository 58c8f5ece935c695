import type { Page } from '@playwright/test'
import { choose, expect, test } from './fixtures'
import { arrive } from './guest'

/** From the strategy's page to the dialog, with a name and one symbol of hourly bars. */
async function ask(page: Page, workspace: string, name: string): Promise<void> {
  await page.goto(`${workspace}/strategies`)
  await page.getByRole('grid').getByText('Trend pullback').click()
  await page.getByRole('button', { name: 'Optimise it' }).click()
  const dialog = page.getByRole('dialog', { name: 'Optimise' })
  await dialog.getByLabel('Name', { exact: true }).fill(name)
  await choose(page, 'Bars', /^1h$/)
  await dialog.getByLabel('Symbol', { exact: true }).fill('BEACONUSD')
}

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Optimise' })

/** The first two parameters that move, with the values they take. */
async function firstRanges(page: Page) {
  const moving = dialogOf(page).getByRole('textbox', { name: /^From of / })
  const names: string[] = []
  for (const field of await moving.all())
    names.push(((await field.getAttribute('aria-label')) ?? '').replace('From of ', ''))
  return names
}

test('a grid is searched, paused and resumed, its map is walked by keys, and its plateau becomes a version', async ({
  page,
}) => {
  test.slow()
  const workspace = await arrive(page)
  await ask(page, workspace, 'Pullback map')
  const dialog = dialogOf(page)
  const [first = '', second = ''] = await firstRanges(page)
  await expect(dialog.getByText(/[\d,]+ runs, about/)).toBeVisible()
  // a finer grid, so that there is time to pause
  await dialog.getByLabel(`Step of ${first}`, { exact: true }).fill('1')
  await dialog.getByLabel(`Step of ${second}`, { exact: true }).fill('2')
  await dialog.getByRole('button', { name: 'Start' }).click()
  await page.waitForURL(/\/optimise\/[0-9a-f-]{36}/)

  await expect(page.getByRole('progressbar', { name: 'Pullback map' })).toBeVisible()
  const rows = page.getByRole('grid', { name: 'Trials' }).getByRole('row')
  await expect.poll(() => rows.count(), { timeout: 60_000 }).toBeGreaterThan(3)
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await expect(page.getByText(/^Paused\. [\d,]+ of [\d,]+ trials are done/)).toBeVisible()
  await page.getByRole('button', { name: 'Resume', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Run again' })).toBeVisible({ timeout: 120_000 })
  await expect(page.getByText(/variants of this strategy were tried/)).toBeVisible()

  await page.getByRole('button', { name: 'Map', exact: true }).click()
  const map = page.getByRole('grid', { name: new RegExp(`by ${first} and ${second}`) })
  await expect(map).toBeVisible()
  await expect(map.getByText('◆').first()).toBeVisible()
  await page.getByRole('button', { name: 'Trials', exact: true }).first().click()
  await page.getByRole('group', { name: 'Part of the result' }).getByRole('button', { name: 'Map' }).click()
  await map.getByRole('gridcell').first().focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByText(new RegExp(`^${first} .*, ${second} .*: .*neighbours`))).toBeVisible()
  await page.keyboard.press('Enter')
  const card = page.getByRole('complementary', { name: 'The chosen trial' })
  await expect(card.getByRole('heading', { name: /^Trial \d+$/ })).toBeVisible()
  await card.getByRole('button', { name: 'Make it a version' }).click()
  await page
    .getByRole('dialog', { name: 'Make it a version' })
    .getByRole('button', { name: 'Make the version' })
    .click()
  await expect(page.getByText(/Version \d+ of .* has these values/)).toBeVisible()
  await page.goto(`${workspace}/strategies`)
  await page.getByRole('grid').getByText('Trend pullback').click()
  await expect(page.getByText('From optimisation Pullback map')).toBeVisible()
})

test('a walk-forward shows what came of choosing anew, window by window', async ({ page }) => {
  test.slow()
  const workspace = await arrive(page)
  await ask(page, workspace, 'Pullback walked forward')
  const dialog = dialogOf(page)
  await choose(page, 'Combinations', /^Some at random/)
  await dialog.getByLabel('How many').fill('12')
  await dialog.getByLabel('Least trades').fill('0')
  await dialog.getByLabel(/^Walk forward/).check()
  await expect(dialog.getByRole('figure', { name: 'Windows of the walk-forward' })).toContainText(
    /\d windows/,
  )
  await dialog.getByRole('button', { name: 'Start' }).click()
  await page.waitForURL(/\/optimise\/[0-9a-f-]{36}/)
  await expect(
    page.getByRole('figure', { name: 'Out-of-sample equity' }).locator('canvas').first(),
  ).toBeVisible({
    timeout: 60_000,
  })
  const windows = page.getByRole('table', { name: /What each window chose/ })
  await expect(windows.getByRole('row')).not.toHaveCount(1)
})

test('what is wrong with a range stands at it, and nothing can be started', async ({ page }) => {
  await ask(page, await arrive(page), 'Wrong')
  const dialog = dialogOf(page)
  const [first = ''] = await firstRanges(page)
  await dialog.getByLabel(`Step of ${first}`, { exact: true }).fill('0')
  await expect(dialog.getByText('The step must be above 0.')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Start' })).toHaveAttribute('aria-disabled', 'true')
})
