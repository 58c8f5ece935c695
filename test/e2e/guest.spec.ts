import { enterAsGuest, expect, newFormula, person, signUp, test, workspaceOf } from './fixtures'

test('a newcomer sees live rows without signing up', async ({ page }, info) => {
  const began = Date.now()
  await enterAsGuest(page)
  const grid = page.getByRole('grid')
  await page.getByRole('button', { name: /^All/ }).click()
  await expect(grid.getByRole('row').nth(5)).toBeVisible()
  const seconds = (Date.now() - began) / 1000
  info.annotations.push({ type: 'seconds to live rows', description: seconds.toFixed(1) })
  expect(seconds).toBeLessThan(60)
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  await expect(page.getByText('simulated data')).toBeVisible()
  await expect(page.getByText(/Simulated feed/)).toBeVisible()
  await expect(page.getByText('200 match')).toBeVisible()
})

test('the next bar comes by itself', async ({ page }) => {
  await enterAsGuest(page)
  const bar = page.getByText(/Bar of .* UTC/)
  const first = await bar.textContent()
  // The product under test runs its market faster than the world.
  await expect(bar).not.toHaveText(first ?? '', { timeout: 30_000 })
})

test('rows sort, narrow and save', async ({ page }) => {
  await enterAsGuest(page)
  await page.getByRole('button', { name: /^All/ }).click()
  const grid = page.getByRole('grid')
  await grid.getByRole('button', { name: 'Symbol' }).click()
  await expect(grid.getByRole('columnheader', { name: 'Symbol' })).toHaveAttribute('aria-sort', 'ascending')
  const symbols = await grid.getByRole('row').locator('[role=gridcell]:first-child').allTextContents()
  expect(symbols.length).toBeGreaterThan(5)
  expect(symbols).toEqual([...symbols].sort())
  await page.getByRole('searchbox', { name: 'Find a symbol' }).fill(symbols[0] ?? '')
  await expect(grid).toHaveAttribute('aria-rowcount', '2')
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as CSV' }).click()
  expect((await saved).suggestedFilename()).toMatch(/\.csv$/)
})

test('a stored run is found again at its own address', async ({ page }) => {
  await enterAsGuest(page)
  await expect(page.getByText('of 200 match')).toBeVisible()
  await page.getByRole('link', { name: 'Past runs' }).click()
  const runs = page.getByRole('grid', { name: 'Past runs' })
  await runs.getByRole('row').filter({ hasText: '200' }).last().click()
  await page.waitForURL(/\/runs\/[^/]+$/)
  await expect(page.getByText('of 200 match')).toBeVisible()
  const rows = await page.getByRole('grid').getAttribute('aria-rowcount')
  await page.reload()
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', rows ?? '')
})

test('a guest who signs up keeps the work', async ({ page }) => {
  await enterAsGuest(page)
  await newFormula(page, 'Made as a guest')
  await expect(page.getByText('Compiles', { exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'Sign up to keep your work' }).click()
  await signUp(page, person('Greta'))
  await page.waitForURL(/\/w\//)
  await expect(page.getByText('You are looking around as a guest')).toHaveCount(0)
  await page.goto(`${workspaceOf(page)}/strategies`)
  await expect(page.getByRole('grid').getByText('Made as a guest')).toBeVisible()
})

test('what is not for guests says why', async ({ page }) => {
  await enterAsGuest(page)
  await page.goto(`${workspaceOf(page)}/team`)
  await expect(page.getByRole('button', { name: 'Invite' })).toHaveAccessibleDescription(
    /Sign up: your work is kept/,
  )
})
