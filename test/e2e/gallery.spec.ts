import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { arrive } from './guest'

async function openGallery(page: Page): Promise<void> {
  await page.goto(`${await arrive(page)}/strategies?new=1`)
  await expect(page.getByRole('radio', { name: /^EMA cross/ })).toBeAttached()
}

const preview = (page: Page, title: string) => page.getByRole('region', { name: `Preview of ${title}` })
/** How often it fired, once it has been computed. */
const told = /\d×|once|never/

test('a template is shown with its drawing and what it did on real bars', async ({ page }) => {
  await openGallery(page)
  await page.getByLabel('Find a template').fill('golden')
  await page.getByText('Golden cross with strength').first().click()
  const shown = preview(page, 'Golden cross with strength')
  await expect(shown.getByRole('img', { name: /Golden cross with strength: \d+ blocks/ })).toBeVisible()
  await expect(shown.getByRole('status').filter({ hasText: told })).toContainText('bars since', {
    timeout: 30_000,
  })
  const chart = shown.getByRole('figure')
  await expect(chart).toHaveAccessibleName(/ 4h$/)
  await expect(chart.getByText('fast', { exact: true })).toBeVisible()
  await shown.getByRole('combobox', { name: 'Symbol' }).click()
  const other = page.getByRole('option').nth(1)
  const symbol = await other.textContent()
  await other.click()
  await expect(chart).toHaveAccessibleName(`${symbol} 4h`)
  await expect(shown.getByRole('status').filter({ hasText: told })).toBeVisible()
})

test('signals are walked through from the newest to the one before', async ({ page }) => {
  await openGallery(page)
  await page.getByRole('radiogroup').getByText('RSI dip in an uptrend').click()
  const shown = preview(page, 'RSI dip in an uptrend')
  const back = shown.getByRole('button', { name: 'Signal before' })
  await expect(back).toBeVisible({ timeout: 45_000 })
  await back.click()
  await back.click()
  await expect(shown.getByText(/^long \d+ of \d+$/)).toBeVisible()
})

test('arrow keys walk through the list, and another template keeps nothing of the last', async ({ page }) => {
  await openGallery(page)
  const search = page.getByLabel('Find a template')
  await search.fill('script')
  await page.getByRole('button', { name: 'Script', exact: true }).click()
  await search.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  const chosen = page.getByRole('radio', { checked: true })
  await expect(chosen).toHaveCount(1)
  const first = await chosen.evaluate(radio => radio.closest('label')?.textContent)
  await chosen.focus()
  await page.keyboard.press('ArrowDown')
  await expect
    .poll(() =>
      page.getByRole('radio', { checked: true }).evaluate(radio => radio.closest('label')?.textContent),
    )
    .not.toBe(first)
})

test('a search without a find says what can be searched for', async ({ page }) => {
  await openGallery(page)
  await page.getByLabel('Find a template').fill('zzz')
  await expect(page.getByRole('status').filter({ hasText: 'Nothing here has “zzz” in it' })).toBeVisible()
})

test('without bars the rule can still be read, and another try is offered', async ({ page }) => {
  const workspace = await arrive(page)
  await page.route('**/api/trpc/data.history**', route => route.abort())
  await page.goto(`${workspace}/strategies?new=1`)
  await page.getByRole('radiogroup').getByText('Formula', { exact: true }).click()
  const shown = preview(page, 'Formula')
  await expect(shown.getByText('export default')).toBeVisible()
  await expect(shown.getByRole('alert')).toContainText('can’t be', { timeout: 30_000 })
  await page.unroute('**/api/trpc/data.history**')
  await shown.getByRole('button', { name: 'Try again' }).click()
  await expect(shown.getByRole('figure')).toBeVisible()
})

test('an empty canvas is one click away', async ({ page }) => {
  await openGallery(page)
  await expect(page.getByRole('radio', { name: /^Empty canvas/ })).toBeChecked()
  await page.getByLabel('Name', { exact: true }).fill('From nothing')
  await page.getByRole('button', { name: 'Create strategy' }).click()
  await page.waitForURL(/\/strategies\/[0-9a-f-]{36}$/)
  await expect(page.getByText('press Tab to add a block')).toBeVisible({ timeout: 30_000 })
})
