import { STARTING_FORMULA } from '@/app/_strategies/starter'
import { create, publish, source, writeCode } from './code'
import { choose, enterAsGuest, expect, test } from './fixtures'
import { arrive } from './guest'

test('the command palette goes everywhere by keyboard', async ({ page }) => {
  await enterAsGuest(page)
  // keys are heard once the workbench stands
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  await page.keyboard.press('Control+k')
  const search = page.getByRole('combobox', { name: 'Search commands' })
  await expect(search).toBeFocused()
  await search.fill('go to strat')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/strategies/)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('option').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('combobox', { name: 'Search commands' })).toHaveCount(0)
})

test('two keys go to a room, and ? lists the keys', async ({ page }) => {
  await enterAsGuest(page)
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  await page.locator('body').click({ position: { x: 5, y: 400 } })
  await page.keyboard.press('g')
  await page.keyboard.press('d')
  await page.waitForURL(/\/data$/)
  await expect(page.getByRole('grid', { name: 'Instruments' })).toHaveAttribute('aria-rowcount', '204')
  await page.keyboard.press('Shift+?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await expect(page.getByRole('dialog').getByText('Go to Data')).toBeVisible()
})

test('the theme is chosen once and kept', async ({ page }) => {
  await page.goto(`${await arrive(page)}/settings/appearance`)
  await page.getByRole('radio', { name: 'Light' }).check()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
})

test('a rule with a mistake says where, and saves as a version once mended', async ({ page }) => {
  await create(page, 'With a slip')
  await expect(page.getByText('Compiles', { exact: true })).toBeVisible()
  const good = STARTING_FORMULA.source
  await writeCode(page, good.replace('ta.rsi', 'ta.rsy'))
  const problem = page.getByRole('region', { name: 'Compiler' }).getByRole('button')
  await expect(problem).toContainText('line 5')
  await problem.click()
  await expect(source(page)).toBeFocused()
  await writeCode(page, good.replace('200', '100'))
  await expect(page.getByText('Compiles', { exact: true })).toBeVisible()
  await publish(page)
  await expect(page.getByText('Version 2 is saved')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Versions' }).getByRole('listitem')).toHaveCount(2)
})

test('a strategy becomes a screen that runs, and the run is listed', async ({ page }) => {
  const workspace = await arrive(page)
  await page.goto(`${workspace}/strategies`)
  await page.getByRole('grid').getByText('Trend pullback').click()
  await page.getByRole('button', { name: 'Screen it' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Pullbacks now')
  await choose(page, 'Bars', /^15m/)
  await page.getByRole('button', { name: 'Create screen' }).click()
  await page.waitForURL(/\/screens\//)
  await expect(page.getByText('of 200 match')).toBeVisible()
  await page.goto(`${workspace}/runs`)
  // the next bar may have closed meanwhile
  await expect(
    page
      .getByRole('grid', { name: 'Runs' })
      .getByText(/Pullbacks now/)
      .first(),
  ).toBeVisible()
})

test('a screen is renamed, removed and told of, and the list has it no more', async ({ page }) => {
  await enterAsGuest(page)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Rename this screen' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('Short of breath')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Short of breath' })).toBeVisible()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Remove this screen' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove screen' }).click()
  await expect(page.getByText('Short of breath is removed')).toBeVisible()
  await page.waitForURL(/\/screens$/)
  await expect(page.getByRole('row', { name: /Short of breath/ })).toHaveCount(0)
})

test('what is missing is told as missing', async ({ page }) => {
  await page.goto(`${await arrive(page)}/screens/00000000-0000-7000-8000-000000000000`)
  await expect(page.getByRole('heading', { name: 'Nothing here' })).toBeVisible()
  await page.goto('/w/not-a-workspace/screens')
  await expect(page.getByText('There is no such workspace')).toBeVisible()
  await page.goto('/no/such/page')
  await expect(page.getByText('There is no page at this address')).toBeVisible()
})

test('a page that can’t reach the server says so and offers another try', async ({ page }) => {
  const workspace = await arrive(page)
  await page.route('**/api/trpc/strategies.list**', route => route.abort())
  await page.goto(`${workspace}/strategies`)
  await expect(page.getByRole('alert').filter({ hasText: 'can’t be reached' })).toBeVisible({
    timeout: 20_000,
  })
  await page.unroute('**/api/trpc/strategies.list**')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('grid').getByText('Trend pullback')).toBeVisible()
})
