import type { Page } from '@playwright/test'
import { publish } from './code'
import { block, blocks, canvas, settled } from './drawing'
import { expect, test } from './fixtures'
import { openStrategy, template } from './guest'

async function openTemplate(page: Page): Promise<void> {
  await openStrategy(page, { name: 'Quiet, then loud', ...template('Quiet, then loud') })
  await expect(blocks(page).first()).toBeVisible({ timeout: 30_000 })
  // room for the whole drawing
  await page.getByRole('button', { name: 'Fold the pane away' }).click()
  await canvas(page).focus()
  await page.keyboard.press('Shift+!')
}

const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' })
const digest = (page: Page) => inspector(page).getByText(/^[0-9a-f]{64}$/)

/** A place of a block's head, whatever the zoom shows of it. */
const CORNER = { x: 10, y: 5 }

async function select(page: Page, ...names: readonly string[]): Promise<void> {
  await canvas(page).focus()
  await page.keyboard.press('Escape')
  for (const [at, name] of names.entries())
    await block(page, new RegExp(`^${name}`))
      .first()
      .locator('.block-card')
      .click({ position: CORNER, modifiers: at > 0 ? ['Shift'] : [] })
  await expect(page.locator('.react-flow__node.selected')).toHaveCount(names.length)
}

async function nothing(page: Page): Promise<void> {
  await canvas(page).focus()
  await page.keyboard.press('Escape')
}

/** Four of the template's blocks as one that is called Core. */
async function fold(page: Page): Promise<void> {
  await select(page, 'usual', 'quiet', 'limit', 'loud')
  await page.keyboard.press('Control+g')
  await inspector(page).getByLabel('Sub-graph', { exact: true }).fill('Core')
  await expect(block(page, /^Core/)).toHaveCount(1)
}

test('a selection becomes a block with ports and parameters of its own, and means the same', async ({
  page,
}) => {
  await openTemplate(page)
  const before = await digest(page).textContent()
  await fold(page)
  await nothing(page)
  await expect(digest(page)).toHaveText(before!)

  await block(page, /^Core/).locator('.block-card').dblclick({ position: CORNER })
  await expect(page.getByRole('navigation', { name: 'Sheets' })).toContainText('Core')
  const inputs = inspector(page).getByRole('list', { name: 'Inputs' })
  const name = inputs.getByLabel('Name of the input average')
  await name.fill('band')
  await name.press('Enter')
  await expect(block(page, /^band/)).toHaveCount(1)
  await expect(digest(page)).toHaveText(before!)
  await inspector(page).getByRole('button', { name: 'Add an input' }).click()
  await expect(inputs.getByRole('listitem')).toHaveCount(4)
  await inputs.getByRole('button', { name: 'Move input up' }).click()
  await inputs.getByLabel('What input carries').selectOption('condition')
  await inputs.getByRole('button', { name: 'Remove input' }).click()
  await expect(inputs.getByRole('listitem')).toHaveCount(3)

  await select(page, 'usual')
  await inspector(page).getByRole('button', { name: 'Make Length a parameter, or follow one' }).click()
  await page.getByRole('menuitem', { name: 'Make it a parameter of the sub-graph' }).click()
  await canvas(page).focus()
  await page.keyboard.press('Control+Escape')
  await select(page, 'Core')
  await expect(block(page, /^Core/).getByLabel('Length')).toHaveValue('100')
  await nothing(page)
  await expect(digest(page)).toHaveText(before!)

  await select(page, 'Core')
  await page.keyboard.press('Control+Shift+g')
  await expect(block(page, /^usual/).first()).toBeVisible()
  await expect(block(page, /^Core/)).toHaveCount(0)
  await nothing(page)
  await expect(digest(page)).toHaveText(before!)
  for (let n = 0; n < 3; n++) await page.keyboard.press('Control+z')
  await expect(block(page, /^Core/)).toHaveCount(1)
})

test('a block keeps its version until it is updated, knowing what that changes', async ({ page }) => {
  await openTemplate(page)
  await fold(page)
  await select(page, 'Core')
  await page.keyboard.press('Control+Shift+d')
  await expect(block(page, /^Core/)).toHaveCount(2)
  await inspector(page).getByRole('button', { name: 'New version for this block' }).click()
  await expect(block(page, /v1 → v2/)).toHaveCount(1)

  await inspector(page).getByRole('button', { name: 'Open', exact: true }).click()
  await select(page, 'usual')
  await inspector(page).getByLabel('Length', { exact: true }).fill('40')
  await nothing(page)
  await page.keyboard.press('Control+Escape')

  await block(page, /v1 → v2/)
    .locator('.block-card')
    .click({ position: CORNER })
  const update = inspector(page).getByRole('region', { name: 'Update available' })
  await expect(update.getByRole('list', { name: 'Changes' })).toContainText('length100 → 40')
  await update.getByRole('button', { name: 'Update this block' }).click()
  await expect(update).toHaveCount(0)
  await expect(block(page, /v1 → v2/)).toHaveCount(0)
  await nothing(page)
  await inspector(page).getByRole('button', { name: 'Remove version 1 of Core' }).click()
  await expect(inspector(page).getByRole('list', { name: 'Sub-graphs' }).getByRole('listitem')).toHaveCount(1)

  // whoever publishes goes on where they were: in the sub-graph, on its block, with the same view and the keys
  await block(page, /^Core/).first().locator('.block-card').dblclick({ position: CORNER })
  await expect(page.getByRole('navigation', { name: 'Sheets' })).toContainText('Core')
  await settled(page)
  await select(page, 'usual')
  await page.keyboard.press('ArrowRight')
  const view = page.locator('.react-flow__viewport')
  const before = await view.getAttribute('style')
  await publish(page)
  await expect(page.getByText('version 2', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Publish', exact: true })).toBeDisabled()
  await expect(page.getByRole('navigation', { name: 'Sheets' })).toContainText('Core')
  await expect(page.locator('.react-flow__node.selected')).toHaveText(/^usual/)
  await expect(page.locator('.react-flow__node.selected')).toBeFocused()
  expect(await view.getAttribute('style')).toBe(before)
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('button', { name: 'Publish', exact: true })).toBeEnabled()
})

test('a problem inside is told on the block that uses it, and a click goes in', async ({ page }) => {
  await openTemplate(page)
  await fold(page)
  await inspector(page).getByRole('button', { name: 'Open', exact: true }).click()
  await select(page, 'limit')
  await page.keyboard.press('Delete')
  await expect(block(page, /^limit/)).toHaveCount(0)
  await page.keyboard.press('Control+Escape')
  await expect(page.getByRole('group', { name: /^Core, error: .*needs its input Second/ })).toBeVisible()
  await nothing(page)
  await page.getByRole('button', { name: /^Problems/ }).click()
  const list = page.getByRole('list', { name: 'Problems' })
  const row = list.getByRole('button').filter({ hasText: 'Core › loud' })
  await row.first().focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('navigation', { name: 'Sheets' })).toContainText('Core')
  await expect(page.locator('.react-flow__node.selected')).toHaveText(/^loud/)
})

test('a number becomes a parameter of the strategy with its bounds, and knows what follows it', async ({
  page,
}) => {
  await openTemplate(page)
  await select(page, 'volumes')
  await inspector(page).getByRole('button', { name: 'Make Length a parameter, or follow one' }).click()
  await page.getByRole('menuitem', { name: 'Make it a parameter of the strategy' }).click()
  await nothing(page)
  const params = inspector(page).getByRole('list', { name: 'Parameters' })
  await params.getByRole('button', { name: 'Bounds and uses of length' }).click()
  await params.getByLabel('At most, length').fill('60')
  await params.getByLabel('Default of length').fill('90')
  await expect(params.getByLabel('Default of length')).toHaveAttribute('aria-invalid', 'true')
  await params.getByLabel('Default of length').fill('50')
  await params
    .getByRole('list', { name: 'What follows length' })
    .getByRole('button', { name: /volumes/ })
    .first()
    .click()
  await expect(page.locator('.react-flow__node.selected')).toHaveText(/^volumes/)
  await inspector(page).getByRole('button', { name: 'Length follows length' }).click()
  await page.getByRole('menuitem', { name: 'Stop following length' }).click()
  await expect(inspector(page).getByRole('textbox', { name: 'Length' })).toHaveValue('50')
})
