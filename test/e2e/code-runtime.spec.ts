import { compiler, create, lines, show, source, writeCode } from './code'
import { expect, test } from './fixtures'

const FAILS = `export default script(
  { name: 'Fails', timeframe: '5m' },
  ({ close }) => ({ close }),
  (bar, state) => {
    state.seen = (state.seen ?? 0) + 1
    if (state.seen === 3) log('third', bar.close)
    if (state.seen > 40) state.nothing.at = 1
    return { filter: bar.close > 0 }
  },
)
`

test('a script that fails has its line underlined and its bar named', async ({ page }) => {
  await create(page, 'Fails')
  await writeCode(page, FAILS)
  await expect(compiler(page).getByText('Compiles', { exact: true })).toBeVisible()
  await expect(page.locator('.squiggly-error')).toBeVisible({ timeout: 60_000 })
  await source(page).focus()
  await page.keyboard.press('F8')
  const told = page.locator('.marker-widget')
  await expect(told).toContainText(/The script failed on bar 40, \d{4}-\d\d-\d\d/)
  await expect(page.locator('.line-numbers.active-line-number')).toHaveText('7')
  await page.keyboard.press('Escape')

  await page.getByRole('group', { name: 'Beside the chart' }).getByRole('button', { name: 'Log' }).click()
  const log = page.getByRole('list', { name: 'Log' })
  await expect(log.getByRole('button').first()).toContainText('third')
  await expect(log.getByRole('button').first()).toHaveAttribute('title', 'Bar 2')
  await log.getByRole('button', { name: /Failed/ }).click()

  await writeCode(page, FAILS.replace('state.nothing.at = 1', 'state.seen = 0'))
  await expect(page.locator('.squiggly-error')).toHaveCount(0)
})

test('a loop without end is stopped, and its line is underlined', async ({ page }) => {
  await create(page, 'Endless')
  await writeCode(page, FAILS.replace('state.nothing.at = 1', 'while (true) state.seen += 1'))
  await expect(page.locator('.squiggly-error')).toBeVisible({ timeout: 60_000 })
  await expect(async () => {
    await source(page).focus()
    await page.keyboard.press('F8')
    await expect(page.locator('.marker-widget')).toContainText(/takes too long on bar \d+/, {
      timeout: 2_000,
    })
  }).toPass()
})

test('code in a block knows its ports, and fails on its own line', async ({ page }) => {
  await create(page, 'Blocks')
  await writeCode(
    page,
    `export default strategy({ name: 'Blocks', timeframe: '5m' }, ({ close }) => {
  const runs = perBar({ close }, (bar, state) => {
    state.n = (state.n ?? 0) + 1
    return { n: state.n }
  })
  return { score: runs.n }
})
`,
  )
  await show(page, 'Drawing')
  await page.getByRole('button', { name: 'Turn into a graph' }).click({ timeout: 60_000 })
  await page.getByTestId('rf__node-runs').click({ position: { x: 20, y: 10 }, timeout: 30_000 })
  const block = page.getByRole('region', { name: 'Code block' })
  await expect(lines(page)).toContainText('state.n', { timeout: 30_000 })

  await writeCode(page, '(bar, state) => {\n  return { n: bar.clsoe }\n}')
  await expect(block.locator('.squiggly-error').first()).toBeVisible({ timeout: 60_000 })
  await writeCode(
    page,
    '(bar, state) => {\n  state.n = (state.n ?? 0) + 1\n  if (state.n > 9) state.no.at = bar.close\n  return { n: state.n }\n}',
  )
  // for a moment the slip is still told
  await expect(async () => {
    await page.keyboard.press('F8')
    await expect(page.locator('.marker-widget')).toContainText('The script failed on bar 9', {
      timeout: 3_000,
    })
  }).toPass({ timeout: 60_000 })
  await expect(page.locator('.line-numbers.active-line-number')).toHaveText('3')

  await block.getByRole('button', { name: 'Input', exact: true }).click()
  await block.getByLabel('Name of input 2').fill('trigger')
  await block.getByLabel('Kind of trigger').selectOption('bool')
  await writeCode(page, '(bar, state) => ({ n: bar. })')
  for (let times = 0; times < ' })'.length; times++) await page.keyboard.press('ArrowLeft')
  await page.keyboard.type('tr')
  await expect(page.getByRole('option', { name: /^trigger/ })).toBeVisible({ timeout: 30_000 })
})
