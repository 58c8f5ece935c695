import type { Page } from '@playwright/test'
import { create, enterCode, goToLine, lines, show, source, writeCode } from './code'
import { expect, test } from './fixtures'

const MESSY = `// what it looks for
export default strategy({name:'Messy',timeframe:'5m'},({close,ta})=>{
const fast=ta.ema(close,12) // quick
      const slow=ta.ema(close,26)
return {filter:fast>slow}
})
`
const NEAT = `// what it looks for
export default strategy({ name: 'Messy', timeframe: '5m' }, ({ close, ta }) => {
  const fast = ta.ema(close, 12) // quick
  const slow = ta.ema(close, 26)
  return { filter: fast > slow }
})
`

/** The text of the only editor. Its lines stand in any order in the page. */
const text = async (page: Page) => {
  const shown = await lines(page).evaluate(all => {
    const top = (line: Element) => Number.parseFloat(getComputedStyle(line).top)
    return Array.from(all.children)
      .sort((a, b) => top(a) - top(b))
      .map(line => line.textContent)
      .join('\n')
  })
  return shown.replaceAll('\u00a0', ' ').trim()
}

const line = (page: Page, words: RegExp) => page.locator('.view-line').filter({ hasText: words })

/** What Enter picks in the palette. */
const chosen = (page: Page) => page.getByRole('dialog').getByRole('option', { selected: true })

async function openPalette(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Search commands' })).toBeFocused()
  await page.keyboard.type(words)
}

async function fromPalette(page: Page, words: string): Promise<void> {
  await openPalette(page, words)
  await expect(chosen(page)).toContainText(words, { ignoreCase: true })
  await page.keyboard.press('Enter')
}

test('code is formatted by key and by palette, with its comments, and the caret stays at its word', async ({
  page,
}) => {
  await create(page, 'Messy')
  await writeCode(page, MESSY)
  await goToLine(page, 'const slow')
  for (const key of ['Control+ArrowRight', 'Control+ArrowRight', 'ArrowLeft']) await page.keyboard.press(key)
  await page.keyboard.press('Shift+Alt+f')
  await expect.poll(() => text(page), { timeout: 20_000 }).toBe(NEAT.trim())
  await page.keyboard.type('_')
  await expect(lines(page)).toContainText('const slo_w = ta.ema(close, 26)')
  await page.keyboard.press('Control+z')
  await writeCode(page, MESSY)
  await fromPalette(page, 'Format the code')
  await expect.poll(() => text(page)).toBe(NEAT.trim())
  await expect(source(page)).toBeFocused()
})

test('carets are set by Ctrl-D, Ctrl-Alt-Down and Alt-click, and all of them type', async ({ page }) => {
  await create(page, 'Carets')
  await writeCode(page, NEAT)
  await goToLine(page, 'const fast')
  for (const key of ['Control+ArrowRight', 'Control+ArrowRight', 'Control+d', 'Control+d'])
    await page.keyboard.press(key)
  await page.keyboard.type('quick')
  await expect(lines(page)).toContainText('const quick = ta.ema(close, 12)')
  await expect(lines(page)).toContainText('filter: quick > slow')
  await page.keyboard.press('Escape')

  await goToLine(page, 'const quick')
  await page.keyboard.press('Control+Alt+ArrowDown')
  await page.keyboard.press('End')
  await page.keyboard.type(' // average')
  await expect(page.locator('.view-line').filter({ hasText: 'average' })).toHaveCount(2)
  await page.keyboard.press('Escape')

  await goToLine(page, '// what')
  const end = page.locator('.view-line').filter({ hasText: 'return' })
  await end.click({ modifiers: ['Alt'], position: { x: 2, y: 10 } })
  await page.keyboard.type('/**/')
  await expect(page.locator('.view-line').filter({ hasText: '/**/' })).toHaveCount(2)
})

test('a code block in split view and the code beside it take the same keys', async ({ page }) => {
  await create(page, 'Blocks', 'Spaced entries')
  await show(page, 'Split')
  await expect(lines(page)).toContainText('export default strategy', { timeout: 30_000 })
  await goToLine(page, 'const burst')
  await page.keyboard.press('End')
  await page.keyboard.type('   ')
  await page.keyboard.press('Shift+Alt+f')
  await expect(line(page, /const\sburst\s=/)).toHaveText(/\S$/)

  await page.getByRole('button', { name: 'Show everything' }).click()
  await page.getByTestId('rf__node-spaced').click({ position: { x: 20, y: 10 } })
  const block = page.getByRole('region', { name: 'Code block' })
  const code = block.getByRole('textbox', { name: 'Code of spaced' })
  await expect(block.locator('.view-lines')).toContainText('state.since', { timeout: 30_000 })
  await block.locator('.view-line').first().click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.type('  ')
  await page.keyboard.press('Shift+Alt+f')
  await expect(block.locator('.view-line').first()).toHaveText(/^\(bar/)
  await page.keyboard.press('Control+f')
  await page.keyboard.type('since')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+d')
  await page.keyboard.press('Control+d')
  await page.keyboard.type('gone')
  await expect(block.locator('.view-lines')).toContainText('const gone')
  await expect(block.locator('.view-lines')).toContainText('state.gone')
  await expect(code).toBeFocused()
  // the canvas has the same keys: it made no second block
  await expect(page.locator('.react-flow__node-block').filter({ hasText: 'spaced' })).toHaveCount(1)
})

test('Tab leaves the code when it is asked to, and what is edited is told', async ({ page }) => {
  await create(page, 'Left by Tab')
  await enterCode(page)
  const code = source(page, 'Source of Left by Tab. Control m lets Tab leave the editor.')
  await expect(code).toBeFocused()
  await page.keyboard.press('Control+m')
  await expect(page.getByText('Tab leaves the editor.')).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(code).not.toBeFocused()
  await expect(lines(page)).toContainText('export default strategy')
  await page.keyboard.press('Shift+Tab')
  await expect(code).toBeFocused()
  await page.keyboard.press('Control+m')
  await expect(page.getByText('Tab leaves the editor.')).toHaveCount(0)
})

test('views are switched by keys and by the palette, and the sheet has them', async ({ page }) => {
  await create(page, 'Viewed', 'Golden cross with strength')
  await expect(page.getByRole('region', { name: 'Canvas' })).toBeVisible({ timeout: 30_000 })
  const shown = page.getByRole('group', { name: 'Show the graph as' }).locator('[aria-pressed="true"]')
  await page.locator('.react-flow').focus()
  await page.keyboard.press('v')
  await page.keyboard.press('c')
  await expect(shown).toHaveText('Code')
  await expect(lines(page)).toContainText('export default strategy', { timeout: 30_000 })
  await fromPalette(page, 'Show as split')
  await expect(shown).toHaveText('Split')
  await page.getByTestId('rf__node-strong').click({ position: { x: 20, y: 10 } })
  await openPalette(page, 'Publish a version')
  await expect(chosen(page)).toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('combobox', { name: 'Search commands' }).fill('Compare with an older')
  await expect(chosen(page)).toContainText('Compare with an older version')
  await page.keyboard.press('Escape')
  await page.locator('.react-flow').focus()
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(sheet.getByRole('region', { name: 'View', exact: true }).getByRole('listitem')).toHaveCount(4)
  await expect(sheet.getByRole('region', { name: 'Code', exact: true })).toContainText('Format the code')
})
