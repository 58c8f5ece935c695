import {
  block,
  blocks,
  canvas,
  drag,
  drawnCross,
  emptyCanvas,
  input,
  middle,
  output,
  settled,
  wire,
  wires,
} from './drawing'
import { expect, test } from './fixtures'

test('blocks are dragged from the palette, beside the others or onto a wire', async ({ page }) => {
  await drawnCross(page)
  const palette = page.getByRole('navigation', { name: 'Palette' })
  await palette.getByLabel('Search blocks').fill('not')
  const row = palette.getByRole('button', { name: 'Add Not', exact: true })
  const box = await canvas(page).boundingBox()
  if (!box) throw new Error('no canvas')
  await row.dragTo(canvas(page), { targetPosition: { x: 60, y: box.height - 40 } })
  await expect(blocks(page)).toHaveCount(7)
  await expect(wires(page)).toHaveCount(5)
  const [a, z] = [await output(page, 'Cross'), await input(page, 'Keep')]
  await row.dragTo(canvas(page), {
    targetPosition: { x: (a.x + z.x) / 2 - box.x, y: (a.y + z.y) / 2 - box.y },
  })
  await expect(blocks(page)).toHaveCount(8)
  await expect(wire(page, 'Cross', 'Not')).toHaveCount(1)
  await expect(wire(page, 'Not', 'Keep')).toHaveCount(1)
  await expect(wire(page, 'Cross', 'Keep')).toHaveCount(0)
})

test('a loose block dropped on a wire is spliced in, and removed its wires heal', async ({ page }) => {
  await drawnCross(page)
  const [a, z] = [await output(page, 'Cross'), await input(page, 'Keep')]
  const [head, whole] = [
    await middle(block(page, 'Spare').locator('header')),
    await middle(block(page, 'Spare')),
  ]
  await drag(page, head, { x: (a.x + z.x) / 2, y: (a.y + z.y) / 2 + head.y - whole.y })
  await expect(wire(page, 'Cross', 'Spare')).toHaveCount(1)
  await expect(wire(page, 'Spare', 'Keep')).toHaveCount(1)
  await expect(page.getByRole('button', { name: 'Undo: Put Spare on a wire' })).toBeVisible()
  await page.keyboard.press('Control+Delete')
  await expect(block(page, 'Spare')).toHaveCount(0)
  await expect(wire(page, 'Cross', 'Keep')).toHaveCount(1)
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect(wire(page, 'Cross', 'Keep')).toHaveCount(1)
  await expect(wires(page)).toHaveCount(5)
})

test('a wire into the void offers what fits, and wires what is chosen', async ({ page }) => {
  await drawnCross(page)
  const from = await output(page, 'Fast')
  await drag(page, from, { x: from.x + 40, y: from.y + 320 })
  const palette = page.getByRole('combobox', { name: 'Add a block to the wire' })
  await palette.fill('not')
  await expect(page.getByRole('option', { name: 'Not', exact: true })).toHaveCount(0)
  await palette.fill('greater')
  await page
    .getByRole('option', { name: /^Greater/ })
    .first()
    .click()
  await expect(wire(page, 'Fast', 'Greater')).toHaveCount(1)
})

test('the end of a wire is put elsewhere, and taken away in the void', async ({ page }) => {
  await drawnCross(page)
  const end = await input(page, 'Keep')
  const grip = { x: end.x - 18, y: end.y }
  await drag(page, grip, await input(page, 'Spare'))
  await expect(wire(page, 'Cross', 'Spare')).toHaveCount(1)
  await expect(wire(page, 'Cross', 'Keep')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Undo: Connect Cross to Spare' })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(wire(page, 'Cross', 'Keep')).toHaveCount(1)
  await drag(page, grip, { x: grip.x, y: grip.y + 200 })
  await expect(wire(page, 'Cross', 'Keep')).toHaveCount(0)
  await expect(wires(page)).toHaveCount(4)
  await expect(page.getByRole('combobox', { name: 'Add a block to the wire' })).toHaveCount(0)
})

test('a frame carries its blocks, a drag is one step back, and typing is one', async ({ page }) => {
  await drawnCross(page)
  await block(page, 'Fast').locator('header').click()
  await block(page, 'Slow')
    .locator('header')
    .click({ modifiers: ['Shift'] })
  await page.keyboard.press('f')
  const frame = page.locator('.react-flow__node-frame')
  await expect(frame).toHaveCount(1)
  const [before, still] = [await middle(block(page, 'Slow')), await middle(block(page, 'Price'))]
  const title = await frame.getByLabel('Title of the frame').boundingBox()
  if (!title) throw new Error('no frame')
  const grip = { x: title.x + title.width + 12, y: title.y + title.height / 2 }
  await drag(page, grip, { x: grip.x, y: grip.y + 120 })
  await expect.poll(async () => (await middle(block(page, 'Slow'))).y - before.y).toBeGreaterThan(80)
  expect(await middle(block(page, 'Price'))).toEqual(still)
  await page.keyboard.press('Control+z')
  await expect.poll(() => middle(block(page, 'Slow'))).toEqual(before)
  await expect(frame).toHaveCount(1)

  // fields show from near by
  await page.getByRole('button', { name: 'Zoom In' }).click()
  const length = block(page, 'Fast').getByLabel('Length')
  await length.fill('')
  await length.pressSequentially('135')
  await length.press('Escape')
  await page.keyboard.press('Control+z')
  await expect(length).toHaveValue('20')
  await expect(frame).toHaveCount(1)
})

test('copies come with and without the wires into them, and go to another tab', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await drawnCross(page)
  await block(page, 'Fast').locator('header').click()
  await page.keyboard.press('Control+c')
  await page.keyboard.press('Control+v')
  await expect(blocks(page)).toHaveCount(7)
  await expect(wires(page)).toHaveCount(5)
  await page.keyboard.press('Control+z')
  await expect(blocks(page)).toHaveCount(6)
  await canvas(page).focus()
  await page.keyboard.press('Control+Shift+v')
  await expect(blocks(page)).toHaveCount(7)
  await expect(wire(page, 'Price', 'Fast')).toHaveCount(2)
  const other = await context.newPage()
  await other.goto(page.url())
  await emptyCanvas(other)
  await other.keyboard.press('Control+v')
  await expect(blocks(other)).toHaveCount(1)
})

test('what feeds a block is selected, lined up and found again', async ({ page }) => {
  await drawnCross(page)
  const selected = page.locator('.react-flow__node.selected')
  await block(page, 'Slow').locator('header').click()
  await page.keyboard.press('Shift+Alt+ArrowLeft')
  await expect(selected).toHaveCount(2)
  await block(page, 'Slow').locator('header').click()
  await page.keyboard.press('Shift+Alt+ArrowRight')
  await expect(selected).toHaveCount(3)
  await block(page, 'Slow').locator('header').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Align and distribute' }).hover()
  await page.getByRole('menuitem', { name: 'Align top' }).click()
  await expect.poll(async () => new Set(await Promise.all(['Slow', 'Cross', 'Keep'].map(topOf))).size).toBe(1)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+f')
  await page.getByRole('combobox', { name: 'Search in the graph' }).fill('spare')
  await page.keyboard.press('Enter')
  await expect(selected).toHaveCount(1)
  await expect(selected).toContainText('Spare')
  await settled(page)
  await expect(selected).toBeInViewport()

  async function topOf(name: string): Promise<number> {
    return Math.round((await block(page, name).boundingBox())?.y ?? 0)
  }
})

test('an average cross is drawn and published by keyboard alone', async ({ page }) => {
  await emptyCanvas(page)
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const add = async (text: string, count: number) => {
    await press('Tab')
    await expect(page.getByRole('combobox', { name: 'Add a block' })).toBeFocused()
    await page.keyboard.type(text)
    await press('Enter')
    await expect(blocks(page)).toHaveCount(count)
  }
  const connect = async (to: string, count: number) => {
    await press('w')
    await expect(page.getByRole('combobox', { name: /^Connect/ })).toBeFocused()
    await page.keyboard.type(to)
    await press('Enter')
    await expect(wires(page)).toHaveCount(count)
  }
  const named = async (name: string, length: string) => {
    await press('F2')
    await page.keyboard.type(name)
    await press('Escape', 'Enter')
    await expect(block(page, name).getByLabel('Length')).toBeFocused()
    await press('Control+a')
    await page.keyboard.type(length)
    await press('Escape')
  }
  await add('close', 1)
  await add('ema', 2)
  await expect(wires(page)).toHaveCount(1)
  await named('Fast', '12')
  await add('ema', 3)
  await named('Slow', '48')
  await add('crossover', 4)
  await add('filter', 5)
  await expect(wires(page)).toHaveCount(2)
  await add('rsi', 6)
  await press('Delete')
  await expect(blocks(page)).toHaveCount(5)
  // to the cross, then leftwards, block by block
  await press('Alt+ArrowRight', 'Alt+ArrowRight', 'Alt+ArrowRight', 'Alt+ArrowRight')
  await press('Alt+ArrowLeft')
  await connect('crosses above · second', 3)
  await press('Alt+ArrowLeft')
  await connect('crosses above · first', 4)
  await press('Alt+ArrowLeft')
  await connect('slow', 5)
  const before = await middle(block(page, 'Close'))
  await press('ArrowDown', 'Shift+ArrowDown')
  await expect.poll(async () => (await middle(block(page, 'Close'))).y).toBeGreaterThan(before.y)
  await expect(block(page, 'Fast').getByLabel('Length')).toHaveValue('12')
  await press('Escape')
  await expect(page.getByText('Compiles', { exact: true })).toBeVisible()
  await press('Control+s')
  await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused()
  await press('Enter')
  await expect(page.getByText('version 2', { exact: true })).toBeVisible()
})

test('menus say what can be done with what was pointed at, and why not', async ({ page }) => {
  await drawnCross(page)
  const menu = page.getByRole('menu')
  await block(page, 'Fast').locator('header').click({ button: 'right' })
  await expect(menu).toHaveAccessibleName('Fast')
  await expect(menu.getByRole('menuitem', { name: 'Swap the first two inputs' })).toHaveAccessibleDescription(
    /two inputs/,
  )
  await page.keyboard.press('Escape')
  await expect(block(page, 'Fast')).toBeFocused()
  await page.keyboard.press('Shift+F10')
  await menu.getByRole('menuitem', { name: /^Connect the block/ }).click()
  await expect(page.getByRole('combobox', { name: 'Connect Fast to' })).toBeFocused()
  await page.keyboard.press('Escape')

  const [a, z] = [await output(page, 'Cross'), await input(page, 'Keep')]
  await page.mouse.click((a.x + z.x) / 2, a.y, { button: 'right' })
  await expect(menu).toHaveAccessibleName('Wire')
  await menu.getByRole('menuitem', { name: /^Put a block on the wire/ }).click()
  await page.getByRole('combobox', { name: 'Add a block to the wire' }).fill('not')
  await page.keyboard.press('Enter')
  await expect(wire(page, 'Not', 'Keep')).toHaveCount(1)

  await block(page, 'Slow').locator('header').click()
  const pane = await canvas(page).boundingBox()
  if (!pane) throw new Error('no canvas')
  // two clicks let go of the block, and still mean it
  await page.mouse.dblclick(pane.x + 30, pane.y + 30)
  await expect(page.getByText('Wired to Slow where it fits.')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.mouse.click(pane.x + 30, pane.y + 30, { button: 'right' })
  await expect(menu).toHaveAccessibleName('Canvas')
  await menu.getByRole('menuitem', { name: /^Add a block/ }).click()
  await expect(page.getByRole('combobox', { name: 'Add a block' })).toBeFocused()
  await page.keyboard.press('Escape')
})

test('every command is in the palette and on the shortcut sheet', async ({ page }) => {
  await drawnCross(page)
  await block(page, 'Fast').locator('header').click()
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  for (const title of ['Remove and heal the wires', 'Connect the block to …', 'Move left, far', 'Tidy up'])
    await expect(sheet.getByText(title, { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search commands' }).fill('connect the block')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('combobox', { name: 'Connect Fast to' })).toBeFocused()
})

test('blocks and ports say to screen readers what they are', async ({ page }) => {
  await drawnCross(page)
  await expect(page.getByRole('group', { name: /^Fast, Exponential moving average/ })).toBeVisible()
  await expect(page.getByRole('group', { name: /^Spare, Not, (error|warning): / })).toBeVisible()
  await expect(
    block(page, 'Fast').getByRole('img', { name: 'Source, input, number series, from Price' }),
  ).toBeAttached()
  await expect(block(page, 'Price').getByRole('img', { name: /, to Fast, Slow$/ })).toBeAttached()
})
