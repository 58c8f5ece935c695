import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { STARTING_FORMULA } from '@/app/_strategies/starter'
import {
  compiler,
  create,
  enterCode,
  lines,
  openLineBefore,
  pageErrors,
  publish,
  show,
  source,
  writeCode,
} from './code'
import { expect, test, workspaceOf } from './fixtures'

const FORMULA = STARTING_FORMULA.source

const GRAPH = 'Golden cross with strength'

test('a word is completed, its arguments are told, and the result compiles', async ({ page }) => {
  await create(page, 'Completed')
  await openLineBefore(page, 'return {')
  await page.keyboard.type('const bands = ta.bb')
  const list = page.locator('.suggest-widget')
  await expect(list.getByRole('option', { name: /^bb\b/ }).first()).toBeVisible({ timeout: 30_000 })
  await page.keyboard.press('Tab')
  await page.keyboard.type('(')
  await expect(page.locator('.parameter-hints-widget')).toContainText('Bollinger')
  await page.keyboard.press('Escape')
  await page.keyboard.type('close, 20, 2)')
  await expect(lines(page)).toContainText('const bands = ta.bb(close, 20, 2)')
  await expect(compiler(page).getByText('Compiles', { exact: true })).toBeVisible()
})

test('one mistake is a squiggle, a problem and a line to jump to', async ({ page }) => {
  await create(page, 'Mistaken')
  await writeCode(page, FORMULA.replace('ta.ema(close, 200)', 'ta.emma(close, 200)'))
  await expect(page.locator('.squiggly-error').first()).toBeVisible({ timeout: 30_000 })
  const problem = compiler(page).getByRole('button')
  await expect(problem).toContainText('line 6')
  await problem.click()
  await expect(source(page)).toBeFocused()
  await expect(page.locator('.line-numbers.active-line-number')).toHaveText('6')
})

/** Where a letter of the code stands on the screen; how words are cut into elements is the editor's own affair. */
const placeOf = (page: Page, words: string, letter: number) =>
  lines(page).evaluate(
    (within, [words, letter]) => {
      const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT)
      const parts: { readonly node: Text; readonly from: number }[] = []
      let text = ''
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        parts.push({ node: node as Text, from: text.length }) // only texts are walked
        text += node.textContent ?? ''
      }
      const at = text.indexOf(words) + letter
      const part = parts.findLast(({ from }) => from <= at)
      if (!part || at < letter) throw new Error(`${words} is not in sight`)
      const range = document.createRange()
      range.setStart(part.node, at - part.from)
      range.setEnd(part.node, at - part.from + 1)
      const { x, y, width, height } = range.getBoundingClientRect()
      return { x: x + width / 2, y: y + height / 2 }
    },
    [words, letter] as const,
  )

test('a hover tells formula, memory and an example', async ({ page }) => {
  await create(page, 'Hovered')
  const hover = page.locator('.monaco-hover').filter({ hasText: 'Where history begins' })
  // hovered before the language is loaded, it says nothing
  await expect(async () => {
    await page.mouse.move(0, 0)
    const { x, y } = await placeOf(page, 'ta.rsi', 4)
    await page.mouse.move(x, y, { steps: 3 })
    await expect(hover).toBeVisible({ timeout: 3_000 })
  }).toPass({ timeout: 40_000 })
  await expect(hover).toContainText('ta.rsi(close, 14)')
  await expect(hover.getByRole('link', { name: /More about/ })).toBeVisible()
})

test('the palette opens from within the code, and letters stay letters', async ({ page }) => {
  await create(page, 'Keys')
  await enterCode(page)
  await page.keyboard.press('Control+Home')
  await page.keyboard.type('// gd?')
  await expect(lines(page)).toContainText('// gd?')
  await expect(page).toHaveURL(/\/strategies\//)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Search commands' })).toBeFocused()
})

test('a draft survives a reload, becomes a version, and the old one comes back', async ({ page }) => {
  await create(page, 'Kept')
  await writeCode(page, FORMULA.replace('close > trend', 'close < trend'))
  await expect(page.getByRole('status').getByText('draft', { exact: true })).toBeVisible()
  await page.reload()
  await expect(lines(page)).toContainText('close < trend')
  await expect(compiler(page).getByText('Compiles', { exact: true })).toBeVisible()
  await enterCode(page)
  await publish(page, 'below the trend')
  await expect(page.getByText('Version 2 is saved')).toBeVisible()
  const versions = page.getByRole('region', { name: 'Versions' })
  await expect(versions.getByText('below the trend')).toBeVisible()
  await expect(page.getByRole('status').getByText('draft', { exact: true })).toHaveCount(0)

  const errors = pageErrors(page)
  await versions.getByRole('button', { name: /^Compare version 1/ }).click()
  const dialog = page.getByRole('dialog', { name: 'What has changed' })
  await expect(dialog.getByRole('combobox', { name: 'From' })).toHaveText('Version 1')
  await expect(dialog.getByRole('combobox', { name: 'To' })).toHaveText('Version 2')
  await expect(dialog.locator('.monaco-diff-editor')).toContainText('close > trend')
  await dialog.getByRole('button', { name: 'Signals' }).click()
  await expect(
    dialog.getByText(
      /\d+ added, \d+ removed, \d+ moved, \d+ kept on the last 2,000 5m bars of the first 20 of 200 symbols/,
    ),
  ).toBeVisible({ timeout: 60_000 })
  expect(errors).toEqual([])
  await page.keyboard.press('Escape')

  await versions.getByRole('button', { name: 'Restore version 1' }).click()
  await expect(page.getByText('Restored as version 3')).toBeVisible()
  await expect(lines(page)).toContainText('close > trend')
})

test('a graph is edited as code: the drawing follows, and waits for code that compiles', async ({ page }) => {
  await create(page, 'Drawn', GRAPH)
  await show(page, 'Code')
  await expect(lines(page)).toContainText('export default strategy')
  await expect(page.getByText('In step with the drawing')).toBeVisible()
  await openLineBefore(page, 'return {')
  await page.keyboard.type('const busy = m.volume > ')
  await expect(page.getByText(/The drawing stays as it was/)).toBeVisible()
  await page.keyboard.type('ta.sma(m.volume, 20)')
  await expect(page.getByText('In step with the drawing')).toBeVisible()
  await show(page, 'Drawing')
  await expect(page.getByTestId('rf__node-busy')).toBeVisible()
  await publish(page, 'busy too')
  await expect(page.getByText('Version 2 is saved')).toBeVisible()
  await page.getByRole('button', { name: /^Compare version 1/ }).click()
  await expect(page.getByRole('list', { name: 'Changes' }).getByText('busy')).toBeVisible()
})

test('a strategy leaves as a file and comes back by dropping it', async ({ page }) => {
  await create(page, 'Filed', GRAPH)
  const save = async (as: RegExp) => {
    await page.getByRole('button', { name: 'Export' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: as }).click(),
    ])
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
  }
  const graph = await save(/as a graph/)
  const code = await save(/as code/)
  expect(JSON.parse(graph.text)).toMatchObject({ version: 1 })
  expect(code.text).toContain('export default strategy')
  await page.goto(`${workspaceOf(page)}/strategies`)
  await page.getByLabel('Files of strategies').setInputFiles({
    name: code.name,
    mimeType: 'text/plain',
    buffer: Buffer.from(code.text),
  })
  await page.waitForURL(/\/strategies\/[0-9a-f-]{36}$/)
  await expect(lines(page)).toContainText('export default strategy')
  await page.goto(`${workspaceOf(page)}/strategies`)
  await expect(page.getByRole('grid', { name: 'Strategies' })).toBeVisible()
  const files = await page.evaluateHandle(
    ({ name, text }) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([text], name, { type: 'application/json' }))
      return transfer
    },
    { name: graph.name, text: graph.text },
  )
  await page.getByRole('grid', { name: 'Strategies' }).dispatchEvent('drop', { dataTransfer: files })
  await page.waitForURL(/\/strategies\/[0-9a-f-]{36}$/)
  await expect(compiler(page).getByText('Compiles', { exact: true })).toBeVisible()
})
