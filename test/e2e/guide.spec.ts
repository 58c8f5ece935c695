import { STARTING_FORMULA } from '@/app/_strategies/starter'
import { create, publish, writeCode } from './code'
import { enterAsGuest, expect, test } from './fixtures'

test('the guide opens from the palette, turns pages and finds words', async ({ page }) => {
  await enterAsGuest(page)
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search commands' }).fill('guide to the language')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/docs\/language$/)
  await page
    .getByRole('main')
    .getByRole('link', { name: /A first formula/ })
    .last()
    .click()
  await page.waitForURL(/\/language\/start$/)
  await page.getByRole('navigation', { name: 'Previous and next chapter' }).getByRole('link').click()
  await page.waitForURL(/\/language\/series$/)
  await expect(page.getByRole('heading', { name: 'Series and bars' })).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search the guide' }).fill('xyzzy')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Nothing in the guide says that')).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search the guide' }).fill('missing')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: /^Missing values/ }).click()
  await page.waitForURL(/\/language\/series#missing$/)
})

test('a problem of a strategy leads to what it means', async ({ page, context }) => {
  await create(page, 'With a slip')
  await writeCode(page, STARTING_FORMULA.source.replace('ta.rsi', 'ta.rsy'))
  const opened = context.waitForEvent('page')
  await page.getByRole('region', { name: 'Compiler' }).getByRole('link', { name: 'unknown-name' }).click()
  const guide = await opened
  await guide.waitForURL(/\/docs\/language\/problems#unknown-name$/)
  await expect(guide.getByRole('heading', { name: 'unknown-name' })).toBeInViewport()
})

test('a warning is shown beside the program, and leads to what it means', async ({ page }) => {
  await create(page, 'On a level')
  const compiler = page.getByRole('region', { name: 'Compiler' })
  await expect(compiler.getByText('Compiles', { exact: true })).toBeVisible()
  await writeCode(page, STARTING_FORMULA.source.replace('close > trend', 'ta.obv > 1000'))
  await expect(compiler.getByRole('link', { name: 'unsettled' })).toBeVisible()
  await expect(compiler.getByText('Compiles', { exact: true })).toBeVisible()
  await publish(page)
  await expect(page.getByText('Version 2 is saved')).toBeVisible()
  await page.reload()
  await expect(compiler.getByRole('link', { name: 'unsettled' })).toHaveAttribute(
    'href',
    '/docs/language/problems#unsettled',
  )
})
