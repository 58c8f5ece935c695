import { enterAsGuest, expect, test } from './fixtures'
import { arrive } from './guest'

test('the status bar tells how old each feed is, and what lies behind it', async ({ page }) => {
  await enterAsGuest(page)
  const age = page.getByText(/Simulated feed \d+\.\d s old/)
  await expect(age).toBeVisible()
  await age.hover()
  await expect(page.getByText(/^Led by worker-.* events a second\.$/)).toBeVisible()
})

test('a chart follows the market by itself', async ({ page }) => {
  await page.goto(`${await arrive(page)}/data/simulated/QUARKUSD`)
  const figure = page.getByRole('figure', { name: /^QUARKUSD/ })
  await expect(figure.getByRole('status')).toHaveText('live')
  const numbers = figure.locator('figcaption')
  const before = (await numbers.textContent()) ?? ''
  await expect(numbers).not.toHaveText(before)
})
