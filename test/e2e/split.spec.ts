import type { Page } from '@playwright/test'
import { create, goToLine, lines, openLineBefore, pageErrors, show, source, writeCode } from './code'
import { expect, test } from './fixtures'

const open = async (page: Page) => {
  await create(page, 'Split', 'Golden cross with strength')
  await show(page, 'Split')
  await expect(lines(page)).toContainText('export default strategy', { timeout: 30_000 })
}
const block = (page: Page, id: string) => page.getByTestId(`rf__node-${id}`)
const selected = (page: Page) => page.locator('.react-flow__node.selected')
const inStep = (page: Page) => page.getByText('In step with the drawing')

/** Selects a block by a click; the caret may have moved it out of sight. */
async function pick(page: Page, id: string): Promise<void> {
  await page.getByRole('button', { name: 'Show everything' }).click()
  await block(page, id).click({ position: { x: 20, y: 10 } })
}

/** Where a block stands, as the canvas has it. */
const placeOf = (page: Page, id: string) => block(page, id).evaluate(node => node.style.transform)
/** Ids of the blocks that are drawn. */
const ids = (page: Page) =>
  page
    .locator('.react-flow__node')
    .evaluateAll(nodes => nodes.map(node => node.getAttribute('data-id')).sort())

test('a selected block has its statement marked, and a statement selects its block', async ({ page }) => {
  await open(page)
  await goToLine(page, 'const crossed')
  await expect(selected(page)).toHaveAttribute('data-id', 'crossed')
  await expect(page.locator('.code-marked')).toHaveCount(1)
  await pick(page, 'strong')
  await expect(selected(page)).toHaveAttribute('data-id', 'strong')
  await expect(page.locator('.code-marked')).toHaveCount(1)
  const line = page.locator('.view-line').filter({ hasText: 'const\u00a0strong' })
  const [mark, statement] = await Promise.all([
    page.locator('.code-marked').boundingBox(),
    line.boundingBox(),
  ])
  expect(Math.round(mark!.y)).toBe(Math.round(statement!.y))
})

test('an edit of the code keeps ids and places, and code that does not compile waits', async ({ page }) => {
  const errors = pageErrors(page)
  await open(page)
  const before = await ids(page)
  const places = await Promise.all(before.map(id => placeOf(page, id!)))
  await openLineBefore(page, 'return {')
  await page.keyboard.type('const busy = m.volume > ')
  await expect(page.getByText(/The drawing stays as it was until the code compiles/)).toBeVisible()
  expect(await ids(page)).toEqual(before)
  await page.keyboard.type('ta.sma(m.volume, 20)')
  await expect(inStep(page)).toBeVisible()
  await expect(block(page, 'busy')).toBeVisible()
  expect(await Promise.all(before.map(id => placeOf(page, id!)))).toEqual(places)
  // the caret stays where it is typed at
  await page.keyboard.type(' // loud')
  await expect(lines(page)).toContainText('// loud')
  await expect(page.getByText(/A drawing keeps no comments/)).toBeVisible()
  expect(errors).toEqual([])
})

test('an edit on the canvas comes to the code without taking the caret away', async ({ page }) => {
  await open(page)
  await goToLine(page, 'return {')
  await page.keyboard.press('End')
  const line = page.locator('.line-numbers.active-line-number')
  const at = Number(await line.textContent())
  await pick(page, 'trend')
  const length = page
    .getByRole('complementary', { name: 'Inspector' })
    .getByLabel(/length/i)
    .first()
  await length.fill('21')
  await length.press('Enter')
  await expect(lines(page)).toContainText('ta.adx(21)')
  await expect(inStep(page)).toBeVisible()
  await source(page, /^Code of the graph/).focus()
  await expect(line).toHaveText(String(at))
})

test('code that is left in the middle of a word is drawn, or waits where it was written', async ({
  page,
}) => {
  const code = (condition: string) =>
    `export default strategy({ name: 'Split', timeframe: '4h' }, m => {
  const busy = ${condition}
  return { filter: busy }
})
`
  await open(page)
  await show(page, 'Code')
  await writeCode(page, code('m.volume > m.ta.sma(m.volume, 20)'))
  await show(page, 'Drawing')
  await expect(block(page, 'busy')).toBeVisible()
  await show(page, 'Code')
  await writeCode(page, code('m.volume > '))
  await show(page, 'Drawing')
  await expect(page.getByText(/What you wrote is not in the drawing/)).toBeVisible()
  await page.getByRole('button', { name: 'Back to the code' }).click()
  await expect(lines(page)).toContainText('const busy = m.volume >')
})
