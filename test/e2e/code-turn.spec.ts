import { compiler, create, lines, pageErrors, publish, show, source, writeCode } from './code'
import { expect, test } from './fixtures'

const COUNTED = `// counts rises
export default strategy({ name: 'Counts', timeframe: '5m' }, ({ close, ta }) => {
  const average = ta.sma(close, 20)
  const runs = perBar({ close }, (bar, state) => {
    state.n = bar.close > (state.last ?? 0) ? (state.n ?? 0) + 1 : 0
    state.last = bar.close
    return { n: state.n }
  })
  return { filter: runs.n > 3 && close > average }
})
`

test('a formula is shown as a graph, becomes one, and is code again', async ({ page }) => {
  await create(page, 'Turned')
  await writeCode(page, COUNTED)
  await expect(compiler(page).getByText('Compiles', { exact: true })).toBeVisible()
  await show(page, 'Drawing')
  const drawn = page.getByRole('region', { name: 'The code, drawn' })
  await expect(drawn.getByText(/The same program, drawn/)).toBeVisible({ timeout: 30_000 })
  await expect(drawn.getByRole('img', { name: /Counts: \d+ blocks/ })).toBeVisible()
  await expect(drawn.getByText('A comment stays behind')).toBeVisible()
  const stays = drawn.getByRole('list', { name: 'Statements that stay code' })
  await expect(stays).toContainText('runs')
  await stays.getByRole('button', { name: 'lines 4–8' }).click()
  await expect(source(page)).toBeFocused()
  await expect(page.locator('.line-numbers.active-line-number')).toHaveText('4')

  await drawn.getByRole('button', { name: 'Turn into a graph' }).click()
  await expect(page.getByTestId('rf__node-runs')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('Your draft is a graph; version 1 is a formula')).toBeVisible()
  await expect(page.getByRole('status').getByText('draft', { exact: true })).toBeVisible()
  await page.reload()
  await expect(page.getByTestId('rf__node-runs')).toBeVisible({ timeout: 30_000 })

  await page.getByRole('button', { name: 'Back to the code as it was' }).click()
  await show(page, 'Code')
  await expect(lines(page)).toContainText('// counts rises')
  await page.getByRole('button', { name: 'Back to the drawing as it was' }).click()
  await show(page, 'Drawing')
  await publish(page, 'as a graph')
  await expect(page.getByText('Version 2 is saved')).toBeVisible()
  await expect(page.getByTestId('rf__node-runs')).toBeVisible()

  await show(page, 'Code')
  await page.getByRole('button', { name: 'Turn into code' }).click()
  const dialog = page.getByRole('dialog', { name: 'Turn into code' })
  await expect(dialog.getByText(/The same program/)).toBeVisible({ timeout: 30_000 })
  await dialog.getByRole('button', { name: 'Turn into code' }).click()
  await expect(page.getByText('Your draft is a formula; version 2 is a graph')).toBeVisible()
  await expect(lines(page)).toContainText('perBar')
  await publish(page, 'as code')
  await expect(page.getByText('Version 3 is saved')).toBeVisible()
  await expect(page.getByText('formula', { exact: true }).first()).toBeVisible()
})

test('a script is drawn, code that does not compile waits, and a turned draft is dropped', async ({
  page,
}) => {
  await create(page, 'Pushed', 'Three pushes')
  await show(page, 'Drawing')
  const drawn = page.getByRole('region', { name: 'The code, drawn' })
  await expect(drawn.getByText(/The same program, drawn/)).toBeVisible({ timeout: 30_000 })
  await expect(drawn.getByText('One statement stays code, as a block:')).toBeVisible()
  await page.locator('.monaco-editor .view-lines').first().click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('(')
  await expect(drawn.getByText(/The drawing stays as it was/)).toBeVisible()
  await expect(drawn.getByRole('button', { name: 'Turn into a graph' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await page.keyboard.press('Backspace')
  await expect(drawn.getByText(/The same program, drawn/)).toBeVisible()
  await drawn.getByRole('button', { name: 'Turn into a graph' }).click()
  await expect(page.getByText('Your draft is a graph')).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Drop the draft' }).click()
  await page.getByRole('button', { name: 'Drop it' }).click()
  await expect(page.getByText('Your draft is a graph')).toHaveCount(0)
  await show(page, 'Code')
  await expect(lines(page)).toContainText('export default script')
})

test('views are switched ten times without an error', async ({ page }) => {
  await create(page, 'Switched', 'Golden cross with strength')
  await expect(page.getByRole('region', { name: 'Canvas' })).toBeVisible({ timeout: 30_000 })
  const errors = pageErrors(page)
  for (let times = 0; times < 10; times++) {
    await show(page, times % 2 === 0 ? 'Split' : 'Code')
    await expect(lines(page)).toContainText('export default strategy', { timeout: 30_000 })
    await page.getByRole('button', { name: 'Rename' }).hover()
    await show(page, times % 3 === 0 ? 'Document' : 'Drawing')
  }
  expect(errors).toEqual([])
})
