import { expect, type Locator, type Page } from '@playwright/test'
import { STORE } from '@/app/_editor/preview/paneSize'
import { openStrategy, template } from './guest'

export const canvas = (page: Page): Locator => page.locator('.react-flow')
export const blocks = (page: Page): Locator => page.locator('.react-flow__node-block')
export const block = (page: Page, name: string | RegExp): Locator => blocks(page).filter({ hasText: name })
export const wires = (page: Page): Locator => page.locator('.react-flow__edge')
export const wire = (page: Page, from: string, to: string): Locator =>
  page.locator(`.react-flow__edge[aria-label="Wire from ${from} to ${to}"]`)

/** A guest’s strategy that is drawn, without a block. */
export async function emptyCanvas(page: Page): Promise<void> {
  await foldPane(page)
  await openStrategy(page, { name: 'My drawing', ...template('Empty canvas') })
  await expect(canvas(page)).toBeVisible({ timeout: 60_000 })
  await canvas(page).focus()
}

/** Room for blocks that can be read, from the first moment on, where nobody has chosen otherwise. */
const foldPane = (page: Page) =>
  page.addInitScript(
    ([store, folded]) => {
      if (localStorage.getItem(store) === null) localStorage.setItem(store, folded)
    },
    [STORE, JSON.stringify({ isFolded: true })] as const,
  )

const at = (id: string, x: number, y: number) => ({ id, x, y })

/** Two averages that cross, with a block to spare: each named, wired, and with room around it. */
const CROSS = {
  version: 1,
  name: 'Cross',
  timeframe: '1h',
  blocks: [
    { ...at('close', 0, 0), kind: 'operator', entry: 'close', name: 'Price' },
    { ...at('fast', 300, 0), kind: 'operator', entry: 'ema', name: 'Fast', params: { length: 20 } },
    { ...at('slow', 300, 160), kind: 'operator', entry: 'ema', name: 'Slow', params: { length: 50 } },
    { ...at('cross', 600, 60), kind: 'operator', entry: 'crossover', name: 'Cross' },
    { ...at('out', 1000, 60), kind: 'output', output: 'filter', name: 'Keep' },
    { ...at('spare', 300, 320), kind: 'operator', entry: 'not', name: 'Spare' },
  ],
  wires: [
    { from: { block: 'close', port: 'value' }, to: { block: 'fast', port: 'source' } },
    { from: { block: 'close', port: 'value' }, to: { block: 'slow', port: 'source' } },
    { from: { block: 'fast', port: 'value' }, to: { block: 'cross', port: 'a' } },
    { from: { block: 'slow', port: 'value' }, to: { block: 'cross', port: 'b' } },
    { from: { block: 'cross', port: 'value' }, to: { block: 'out', port: 'value' } },
  ],
}

/** Puts a text on the canvas as a paste would. */
export async function pasted(page: Page, text: string): Promise<void> {
  await canvas(page).focus()
  await page.evaluate(given => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', given)
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)
}

/** An open strategy with the crossing averages on it. */
export async function drawnCross(page: Page): Promise<void> {
  await emptyCanvas(page)
  await pasted(page, JSON.stringify(CROSS))
  await expect(blocks(page)).toHaveCount(CROSS.blocks.length)
  await expect(wires(page)).toHaveCount(CROSS.wires.length)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Shift+!')
  await settled(page)
}

/** Until the view glides no longer. */
export async function settled(page: Page): Promise<void> {
  const viewport = page.locator('.react-flow__viewport')
  let before = ''
  await expect(async () => {
    const now = (await viewport.getAttribute('style')) ?? ''
    const isStill = now === before
    before = now
    expect(isStill).toBe(true)
  }).toPass({ intervals: [100] })
}

export interface Spot {
  readonly x: number
  readonly y: number
}

export async function middle(of: Locator): Promise<Spot> {
  const box = await of.boundingBox()
  if (!box) throw new Error('what is asked for is out of sight')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

export const output = (page: Page, name: string): Promise<Spot> =>
  middle(block(page, name).locator('.react-flow__handle-right').first())
export const input = (page: Page, name: string, nth = 0): Promise<Spot> =>
  middle(block(page, name).locator('.react-flow__handle-left').nth(nth))

/** Drags with the mouse. The first pixels only begin the drag. */
export async function drag(page: Page, from: Spot, to: Spot): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 2, from.y + 2)
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 5 })
  await page.mouse.move(to.x, to.y, { steps: 5 })
  await page.mouse.up()
}
