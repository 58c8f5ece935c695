import type { Page } from '@playwright/test'
import { create, lines, writeCode } from './code'
import { expect, test } from './fixtures'

const CODE = (
  length: number,
) => `export default strategy({ name: 'Two tabs', timeframe: '5m' }, ({ close, ta }) => {
  const average = ta.sma(close, ${length})
  return { filter: close > average }
})
`
const badge = (page: Page, word: string) => page.getByRole('status').getByText(word, { exact: true })

test('of two tabs that write, the second is told and chooses', async ({ page }) => {
  await create(page, 'Two tabs')
  await expect(lines(page)).toContainText('export default strategy')
  const other = await page.context().newPage()
  await other.goto(page.url())
  await expect(lines(other)).toContainText('export default strategy', { timeout: 30_000 })

  await writeCode(page, CODE(11))
  await expect(badge(page, 'draft')).toBeVisible()
  await writeCode(other, CODE(22))
  await expect(badge(other, 'draft, two of them')).toBeVisible()
  await expect(other.getByText('You have written in another tab')).toBeVisible()
  await other.getByRole('button', { name: 'Load the other one' }).click()
  await expect(lines(other)).toContainText('ta.sma(close, 11)')
  await expect(badge(other, 'draft')).toBeVisible()

  await writeCode(other, CODE(33))
  await expect(badge(other, 'draft')).toBeVisible()
  await writeCode(page, CODE(44))
  await page.getByRole('button', { name: 'Keep this one' }).click()
  await expect(badge(page, 'draft')).toBeVisible()
  await other.reload()
  await expect(lines(other)).toContainText('ta.sma(close, 44)', { timeout: 30_000 })
})

test('what is written without a connection stays here and goes to the server by itself', async ({ page }) => {
  await create(page, 'Offline')
  await expect(lines(page)).toContainText('export default strategy')
  // parts of the page may still be on their way, so only drafts are cut off
  const lost = (route: { abort: () => Promise<void> }) => route.abort()
  await page.route(/\/api\/trpc\/drafts\./, lost)
  await page.evaluate(() => dispatchEvent(new Event('offline')))
  await writeCode(page, CODE(55))
  await expect(badge(page, 'draft, kept here')).toBeVisible()
  await page.unroute(/\/api\/trpc\/drafts\./, lost)
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await expect(badge(page, 'draft')).toBeVisible()
  expect(
    await page.evaluate(() => Object.keys(localStorage).filter(key => key.startsWith('draft:'))),
  ).toEqual([])
})

test('a draft is dropped for good', async ({ page }) => {
  await create(page, 'Dropped')
  await writeCode(page, CODE(66))
  await expect(badge(page, 'draft')).toBeVisible()
  await page.getByRole('button', { name: 'Drop the draft' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Drop it' }).click()
  await expect(lines(page)).toContainText('My first rule')
  await expect(page.getByRole('status').getByText(/draft/)).toHaveCount(0)
  await page.reload()
  await expect(lines(page)).toContainText('My first rule', { timeout: 30_000 })
})
