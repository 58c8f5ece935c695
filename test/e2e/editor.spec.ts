import type { Page } from '@playwright/test'
import { block, blocks, canvas, drag, emptyCanvas, input, output, settled } from './drawing'
import { expect, test } from './fixtures'

async function typed(page: Page, text: string): Promise<void> {
  await canvas(page).focus()
  await page.keyboard.press('Tab')
  await page.getByRole('combobox', { name: 'Add a block' }).fill(text)
  await page.keyboard.press('Enter')
}

async function dragWire(page: Page, from: string, to: string): Promise<void> {
  await page.keyboard.press('Shift+!')
  await settled(page)
  await drag(page, await output(page, from), await input(page, to))
}

test('an average cross is drawn from nothing and published in four actions', async ({ page }) => {
  await emptyCanvas(page)
  // one: type it; two: add the filter, which is wired to it; three: publish; four: confirm
  await typed(page, 'ema 20 crosses above ema 50')
  await expect(blocks(page)).toHaveCount(3)
  await typed(page, 'filter')
  await expect(page.locator('.react-flow__edge')).toHaveCount(3)
  await expect(page.getByRole('status', { name: 'What was done' })).toHaveText(
    'Filter is wired to Crosses above.',
  )
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Publish/ })
    .click()
  await expect(page.getByText('version 2', { exact: true })).toBeVisible()
})

test('an impossible wire says why, and its adapter is put in', async ({ page }) => {
  await emptyCanvas(page)
  await typed(page, 'rsi(14) + 1')
  await typed(page, 'filter')
  await page.keyboard.press('Escape')
  await canvas(page).focus()
  await page.keyboard.press('Shift+T')
  await expect(page.getByRole('button', { name: 'Undo: Tidy up' })).toBeVisible()
  await dragWire(page, 'Add', 'Filter')
  await expect(page.getByRole('alert').filter({ hasText: 'takes a condition' })).toBeVisible()
  await page.getByRole('button', { name: 'Put in “Greater than 0”' }).click()
  await expect(block(page, /^Greater/)).toHaveCount(1)
})

test('undo goes back behind a reload', async ({ page }) => {
  await emptyCanvas(page)
  await typed(page, 'rsi 14 < 30')
  await expect(blocks(page)).toHaveCount(2)
  await block(page, 'Less').locator('header').click()
  await Promise.all([
    page.waitForEvent('load'),
    // in the moment after the key
    page.evaluate(() => {
      const key = { key: 'ArrowRight', bubbles: true, cancelable: true }
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', key))
      queueMicrotask(() => location.reload())
    }),
  ])
  await expect(blocks(page)).toHaveCount(2)
  await canvas(page).focus()
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect(blocks(page)).toHaveCount(0)
  await page.keyboard.press('Control+y')
  await expect(blocks(page)).toHaveCount(2)
})

test('blocks are pasted from one strategy into another', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await emptyCanvas(page)
  await typed(page, 'close > sma(200)')
  await expect(blocks(page)).toHaveCount(3)
  await canvas(page).focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+c')
  await emptyCanvas(page)
  await canvas(page).focus()
  await page.keyboard.press('Control+v')
  await expect(blocks(page)).toHaveCount(3)
  await expect(page.locator('.react-flow__edge')).toHaveCount(2)
})

test('a half-wired block is told of on the block and in the list, and a click goes there', async ({
  page,
}) => {
  await emptyCanvas(page)
  await typed(page, 'filter')
  await expect(block(page, /^Filter/).getByRole('img', { name: /Connect it/ })).toBeVisible()
  await page.getByRole('button', { name: /^Problems/ }).click()
  await page
    .getByRole('list', { name: 'Problems' })
    .getByRole('button', { name: /Connect it/ })
    .click()
  await expect(page.locator('.react-flow__node.selected')).toHaveCount(1)
})
