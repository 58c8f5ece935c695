import type { Page } from '@playwright/test'
import { block, blocks, canvas, drawnCross, pasted, settled } from './drawing'
import { expect, test } from './fixtures'

const frame = (page: Page) => page.locator('.react-flow__node-frame')
const note = (page: Page) => page.locator('.react-flow__node-note')
const focused = (page: Page) => page.evaluate(() => document.activeElement?.className)
const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' })
const head = (page: Page, name: string) => block(page, name).first().locator('header')

async function pick(page: Page, ...names: readonly string[]): Promise<void> {
  for (const [at, name] of names.entries())
    await head(page, name).click({ modifiers: at > 0 ? ['Shift'] : [] })
}

test('a frame and a note go into a sub-graph, are drawn on inside, and come out again', async ({ page }) => {
  await drawnCross(page)
  await pick(page, 'Fast', 'Slow')
  await page.keyboard.press('f')
  await frame(page).getByLabel('Title of the frame').fill('Averages')
  await page.keyboard.press('Escape')
  // the frame is still selected, alone: it stands for what lies in it
  await page.keyboard.press('Control+g')
  await expect(frame(page)).toHaveCount(0)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('navigation', { name: 'Sheets' })).toContainText('Averages')
  await expect(frame(page).getByLabel('Title of the frame')).toHaveValue('Averages')

  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await note(page).getByLabel('Text of the note').fill('**why** so')
  await page.keyboard.press('Escape')
  await expect(note(page).locator('strong')).toHaveText('why')
  await note(page).dblclick()
  await expect(note(page).getByLabel('Text of the note')).toBeFocused()
  await page.keyboard.press('Escape')

  await frame(page).getByRole('button', { name: 'Collapse Averages' }).click()
  await expect(block(page, 'Exponential')).toHaveCount(0)
  await expect(frame(page)).toContainText('2 blocks')
  await page.keyboard.press('Control+Escape')
  await expect(note(page)).toHaveCount(0)
  await head(page, 'Averages').click()
  await page.keyboard.press('Control+Shift+g')
  await expect(note(page)).toHaveCount(1)
  await frame(page).getByRole('button', { name: 'Open Averages' }).click()
  await expect(block(page, 'Exponential')).toHaveCount(2)
  await expect(blocks(page)).toHaveCount(6)
})

test('whatever takes the focused block away, the keys stay with the canvas', async ({ page }) => {
  await drawnCross(page)
  const staysHere = () => expect.poll(() => focused(page)).toContain('react-flow')

  // what undo takes away
  await page.keyboard.press('Tab')
  await page.keyboard.type('rsi')
  await page.keyboard.press('Enter')
  await page.locator('.react-flow__node.selected').focus()
  await page.keyboard.press('Control+z')
  await expect(blocks(page)).toHaveCount(6)
  await staysHere()

  await pick(page, 'Spare')
  await page.keyboard.press('Control+x')
  await expect(blocks(page)).toHaveCount(5)
  await staysHere()

  // buttons of the inspector go with what they are about
  await pick(page, 'Fast', 'Slow')
  await inspector(page).getByRole('button', { name: 'Turn into a sub-graph' }).click()
  await expect(block(page, 'Sub-graph')).toHaveCount(1)
  await staysHere()
  await page.keyboard.press('Control+Enter')
  await head(page, 'Fast').click()
  await page.keyboard.press('Control+Escape')
  await expect(page.getByRole('navigation', { name: 'Sheets' })).not.toContainText('Sub-graph')
  await staysHere()
  await head(page, 'Sub-graph').click()
  await inspector(page).getByRole('button', { name: 'Unpack' }).click()
  await expect(block(page, 'Sub-graph')).toHaveCount(0)
  await staysHere()

  await head(page, 'Keep').click({ button: 'right' })
  await page.getByRole('menuitem', { name: /^Remove Del/ }).click()
  await expect(block(page, 'Keep')).toHaveCount(0)
  await staysHere()
  for (let n = 0; n < 4; n++) await page.keyboard.press('Control+z')
  await expect(blocks(page)).toHaveCount(6)
})

test('everything is shown beside the map, which folds away for good, and problems are seen from afar', async ({
  page,
}) => {
  await drawnCross(page)
  const many = Array.from({ length: 40 }, (_, n) => ({
    kind: 'operator',
    id: `b${n}`,
    x: (n % 8) * 260,
    y: 600 + Math.floor(n / 8) * 140,
    entry: 'ema',
    params: { length: n === 39 ? -1 : 9 },
    values: { source: 1 },
  }))
  const frames = [
    { id: 'all', title: 'Many averages', x: -40, y: 560, width: 2100, height: 760, color: 'blue' },
  ]
  await pasted(page, JSON.stringify({ version: 1, name: 'Many', blocks: many, frames }))
  await expect(blocks(page)).toHaveCount(46)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Show everything' }).click()
  await settled(page)

  const map = page.locator('.react-flow__minimap')
  const over = (
    await Promise.all([map.boundingBox(), page.locator('.react-flow__controls').boundingBox()])
  ).map(box => box!)
  for (const each of await blocks(page).all()) {
    const box = (await each.boundingBox())!
    for (const { x, y, width, height } of over)
      expect(
        box.x < x + width && x < box.x + box.width && box.y < y + height && y < box.y + box.height,
        (await each.textContent()) ?? '',
      ).toBe(false)
  }

  const sign = page.locator('.block-card .problem-sign')
  await expect(sign.first()).toBeVisible()
  expect((await sign.first().boundingBox())!.width).toBeGreaterThan(11)
  const title = await page.getByRole('region', { name: 'Frame Many averages' }).evaluate(frame => {
    const { content, fontSize } = getComputedStyle(frame, '::after')
    const zoom = frame.getBoundingClientRect().width / frame.clientWidth
    return { content, seenAt: Number.parseFloat(fontSize) * zoom }
  })
  expect(title.content).toBe('"Many averages"')
  expect(title.seenAt).toBeGreaterThan(10)
  await canvas(page).focus()
  await page.keyboard.press('m')
  await expect(map).toHaveCount(0)
  await page.reload()
  await expect(page.getByRole('button', { name: 'Map of the graph' })).toHaveAttribute(
    'aria-pressed',
    'false',
  )
  await expect(map).toHaveCount(0)
  await page.getByRole('button', { name: 'Map of the graph' }).click()
  await expect(map).toBeVisible()

  // a narrow window has no room beside the canvas
  await page.setViewportSize({ width: 1000, height: 800 })
  const inspector = page.getByRole('complementary', { name: 'Inspector' })
  await expect(inspector).toBeHidden()
  await canvas(page).focus()
  await page.keyboard.press('F2')
  await expect(inspector).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(inspector).toBeHidden()
  await page.getByRole('button', { name: 'Show the inspector' }).click()
  await expect(inspector).toBeVisible()
})
