import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { number } from '@/app/_ui/numbers'
import type { GraphInput } from '@/sandbox/compile/graph/document'
import { writeCode } from './code'
import { choose, expect, test } from './fixtures'
import { openStrategy, type Written } from './guest'

const at = (x: number, y: number) => ({ x: x * 260, y: y * 130 })
const operator = (id: string, entry: string, params: Record<string, number>, [x, y]: [number, number]) =>
  ({ kind: 'operator', id, entry, params, ...at(x, y) }) as const
const wire = (from: string, to: string) => {
  const [block = '', port = 'value'] = from.split('.')
  const [into = '', input = 'value'] = to.split('.')
  return { from: { block, port }, to: { block: into, port: input } }
}

/** A cross of two averages while RSI is low; every block is a column, so that the command line prints it too. */
const CROSS: GraphInput = {
  version: 1,
  name: 'Cross',
  timeframe: '1h',
  blocks: [
    operator('close', 'close', {}, [0, 0]),
    operator('fast', 'ema', { length: 8 }, [1, 0]),
    operator('slow', 'ema', { length: 21 }, [1, 1]),
    operator('rsi', 'rsi', { length: 14 }, [1, 2]),
    operator('macd', 'macd', { fast: 12, slow: 26, signal: 9 }, [1, 3]),
    operator('above', 'gt', {}, [2, 0]),
    { ...operator('weak', 'lt', {}, [2, 1]), values: { b: 55 } },
    operator('both', 'and', {}, [3, 0]),
    { kind: 'output', id: 'out', output: 'filter', ...at(4, 0) },
    ...['fast', 'slow', 'rsi', 'signal', 'above', 'weak'].map(
      (column, row) => ({ kind: 'column', id: `c_${column}`, column, ...at(4, row + 1) }) as const,
    ),
  ],
  wires: [
    wire('close', 'fast.source'),
    wire('close', 'slow.source'),
    wire('close', 'rsi.source'),
    wire('close', 'macd.source'),
    wire('fast', 'above.a'),
    wire('slow', 'above.b'),
    wire('rsi', 'weak.a'),
    wire('above', 'both.a'),
    wire('weak', 'both.b'),
    wire('both', 'out'),
    wire('fast', 'c_fast'),
    wire('slow', 'c_slow'),
    wire('rsi', 'c_rsi'),
    wire('macd.signal', 'c_signal'),
    wire('above', 'c_above'),
    wire('weak', 'c_weak'),
  ],
}

const open = (page: Page, kind: Written['kind'], document: string) =>
  openStrategy(page, { name: 'Preview', kind, document })
const openGraph = (page: Page, graph: GraphInput) => open(page, 'graph', JSON.stringify(graph))

const preview = (page: Page) => page.getByRole('region', { name: 'Preview' })
const slider = (page: Page) => preview(page).getByRole('slider', { name: 'Bar' })
const canvas = (page: Page) => page.getByRole('region', { name: 'Canvas' })
const valueAt = (page: Page, block: string, port = 'value') =>
  canvas(page).locator(`[data-value="${block} ${port}"]`)
const beside = (page: Page, side: 'Values' | 'Why?' | 'Checks' | 'Log') =>
  page.getByRole('group', { name: 'Beside the chart' }).getByRole('button', { name: side })

/** Until the blocks have values. */
const ready = (page: Page, block = 'close') =>
  expect(valueAt(page, block)).not.toHaveText('–', { timeout: 90_000 })

async function scrubTo(page: Page, bar: number): Promise<void> {
  await slider(page).evaluate((input: HTMLInputElement, to) => {
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
    set?.call(input, String(to))
    input.dispatchEvent(new Event('input', { bubbles: true }))
  }, bar)
  await expect(slider(page)).toHaveValue(String(bar))
}

type Columns = Record<'time' | 'open' | 'high' | 'low' | 'close' | 'volume', number[]>

/** What the command line prints for the document over these bars. */
function ran(graph: GraphInput, bars: Columns): Record<string, (number | boolean | null)[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sluice-preview-'))
  try {
    const [document, data] = [path.join(folder, 'graph.json'), path.join(folder, 'BARS.csv')]
    writeFileSync(document, JSON.stringify(graph))
    const rows = bars.time.map((time, row) =>
      [time, bars.open[row], bars.high[row], bars.low[row], bars.close[row], bars.volume[row]].join(),
    )
    writeFileSync(data, ['time,open,high,low,close,volume', ...rows].join('\n'))
    const said = execFileSync('node', ['scripts/sluice.mjs', 'run', document, '--data', data, '--json'], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    })
    return JSON.parse(said).outputs
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const shownAs = (value: number | boolean | null | undefined): string =>
  typeof value === 'boolean' ? String(value) : number(value)

test('values on the blocks are those the command line prints for the same bars', async ({ page }) => {
  const history = page.waitForResponse(/data\.history/)
  await openGraph(page, CROSS)
  const bars: Columns = (await (await history).json()).result.data.json
  await ready(page)
  const outputs = ran(CROSS, bars)
  const compare = async () => {
    const bar = Number(await slider(page).inputValue())
    for (const [block, port, column] of [
      ['fast', 'value', 'fast'],
      ['slow', 'value', 'slow'],
      ['rsi', 'value', 'rsi'],
      ['macd', 'signal', 'signal'],
      ['above', 'value', 'above'],
      ['weak', 'value', 'weak'],
      ['out', 'value', 'filter'],
    ] as const)
      await expect(valueAt(page, block, port), `${block} at bar ${bar}`).toHaveText(
        shownAs(outputs[column]?.[bar]),
      )
  }
  await scrubTo(page, 5)
  await compare()
  for (const bar of [20, 33, 700, 1_234]) {
    await scrubTo(page, bar)
    await compare()
  }
  await slider(page).focus()
  await page.keyboard.press('ArrowLeft')
  await expect(slider(page)).toHaveValue('1233')
  await compare()
  await page.keyboard.press('Shift+ArrowRight')
  await expect(slider(page)).toHaveValue('1243')
  await compare()
  // the next signal is the first bar of a stretch on which the filter is true
  await page.keyboard.press('n')
  const filter = outputs.filter ?? []
  const next = filter.findIndex((value, bar) => bar > 1_243 && value === true && filter[bar - 1] !== true)
  await expect(slider(page)).toHaveValue(String(next))
  await compare()
  await page.keyboard.press('End')
  await expect(slider(page)).toHaveValue(await slider(page).evaluate((input: HTMLInputElement) => input.max))
  // by hand over the chart
  const chart = preview(page).getByRole('figure')
  const box = await chart.boundingBox()
  if (!box) throw new Error('there is no chart')
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.4)
  await expect.poll(() => slider(page).inputValue()).not.toBe('1999')
  await compare()
})

test('why tells what a bar fired by, and what another one lacked and by how much', async ({ page }) => {
  await openGraph(page, CROSS)
  await ready(page)
  await beside(page, 'Why?').click()
  const verdict = preview(page).locator('[data-why]')
  await slider(page).focus()
  await page.keyboard.press('Home')
  await expect(verdict).toHaveText('filter has no value yet.')
  await scrubTo(page, 600)
  await page.keyboard.press('n')
  await expect(verdict).toHaveText('filter fires on this bar.')
  const evidence = preview(page).getByRole('list', { name: 'Evidence' })
  await expect(evidence.getByText('✓ true').first()).toBeVisible()
  // the bar before a stretch of signals lacks at least one of the two conditions
  await page.keyboard.press('ArrowLeft')
  await expect(verdict).toHaveText('filter does not fire on this bar.')
  const lack = preview(page).getByRole('list', { name: 'What was missing' }).getByRole('button').first()
  await expect(lack).toHaveText(/, [\d.,]+ \([\d.,E-]+ %\) too (low|high)\.$/)
  const isOfAverages = ((await lack.textContent()) ?? '').includes('>')
  for (const block of isOfAverages ? ['fast', 'slow'] : ['rsi'])
    await expect(lack).toContainText((await valueAt(page, block).textContent()) ?? '')
  await lack.click()
  await expect(canvas(page).locator('.react-flow__node.selected')).toHaveAttribute(
    'data-id',
    isOfAverages ? 'above' : 'weak',
  )
})

test('what was looked at is kept: symbol, timeframe, bars, side and height', async ({ page }) => {
  await openGraph(page, CROSS)
  await ready(page)
  await choose(page, 'Symbol', /^ANVILUSD/)
  await expect(preview(page).getByRole('figure', { name: 'ANVILUSD 1h' })).toBeVisible()
  await preview(page).getByRole('button', { name: '4h', exact: true }).click()
  await expect(preview(page).getByRole('figure', { name: 'ANVILUSD 4h' })).toBeVisible()
  await choose(page, 'Bars', /^500/)
  await expect(slider(page)).toHaveAttribute('max', '499')
  await ready(page)
  await beside(page, 'Checks').click()
  const edge = page.getByRole('separator', { name: 'Height of the pane' })
  await edge.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('PageUp')
  await page.keyboard.press('PageUp')
  await expect(edge).toHaveAttribute('aria-valuenow', '40')
  const [before, box] = [await preview(page).boundingBox(), await edge.boundingBox()]
  if (!before || !box) throw new Error('the pane is out of sight')
  await page.mouse.move(box.x + 300, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + 300, box.y - 100, { steps: 5 })
  await page.mouse.up()
  await expect
    .poll(async () => (await preview(page).boundingBox())?.height ?? 0)
    .toBeGreaterThan(before.height + 80)
  const high = await edge.getAttribute('aria-valuenow')
  await page.reload()
  await expect(preview(page).getByRole('figure', { name: 'ANVILUSD 4h' })).toBeVisible({ timeout: 90_000 })
  await expect(page.getByRole('combobox', { name: 'Bars', exact: true })).toHaveText(/^500/)
  await expect(beside(page, 'Checks')).toHaveAttribute('aria-pressed', 'true')
  await expect(edge).toHaveAttribute('aria-valuenow', high ?? '')
  await page.getByRole('button', { name: 'Enlarge the pane' }).click()
  await expect(edge).toBeHidden()
  await page.getByRole('button', { name: 'Back to its size' }).click()
  await expect(edge).toHaveAttribute('aria-valuenow', high ?? '')
})

test('an Alt-click on a wire draws what it carries, and the theme changes under it', async ({ page }) => {
  await openGraph(page, CROSS)
  await ready(page)
  const chart = preview(page).getByRole('figure')
  const pathOf = canvas(page)
    .locator('[data-id="above:a"] path, [aria-label^="Wire from rsi value"] path')
    .first()
  const middle = await pathOf.evaluate((path: SVGPathElement) => {
    const { x, y } = path.getPointAtLength(path.getTotalLength() / 2)
    const on = new DOMPoint(x, y).matrixTransform(path.getScreenCTM() ?? undefined)
    return { x: on.x, y: on.y }
  })
  await page.keyboard.down('Alt')
  await page.mouse.click(middle.x, middle.y)
  await page.keyboard.up('Alt')
  await beside(page, 'Values').click()
  await expect(preview(page).getByRole('button', { name: /^Take .* out of the chart$/ })).toHaveCount(1)
  const corner = () =>
    chart
      .locator('canvas')
      .first()
      .evaluate((canvas: HTMLCanvasElement) => [
        ...(canvas.getContext('2d')?.getImageData(3, 3, 1, 1).data ?? []),
      ])
  const light = await corner()
  await page.evaluate(() => {
    document.documentElement.dataset.theme = 'dark'
  })
  await expect.poll(corner).not.toEqual(light)
  await scrubTo(page, 800)
  await expect(valueAt(page, 'close')).not.toHaveText('–')
})

test('what a script logs is listed with its bar, and a click goes there', async ({ page }) => {
  await open(
    page,
    'script',
    `export default script({ name: 'Talks', timeframe: '1h' }, ({ close, ta }) => ({ rsi: ta.rsi(close, 14) }),
  (bar, state) => {
    const hot = bar.rsi > 60
    if (hot && !state.hot) log('hot', state.times = (state.times ?? 0) + 1)
    state.hot = hot
    return { filter: hot }
  })`,
  )
  await beside(page, 'Log').click()
  const second = preview(page).getByRole('list', { name: 'Log' }).getByRole('button').nth(1)
  await expect(second).toContainText('hot 2', { timeout: 90_000 })
  const bar = ((await second.getAttribute('title')) ?? '').replace('Bar ', '')
  await second.click()
  await expect(slider(page)).toHaveValue(bar)
  await beside(page, 'Why?').click()
  await expect(preview(page).locator('[data-why]')).toHaveText('filter fires on this bar.')
})

test('a rule that rests on where history began is told of, and its block is shown', async ({ page }) => {
  await openGraph(page, {
    version: 1,
    name: 'Old',
    timeframe: '1h',
    blocks: [
      operator('obv', 'obv', {}, [0, 0]),
      { ...operator('much', 'gt', {}, [1, 0]), values: { b: 1_000 } },
      { kind: 'output', id: 'out', output: 'filter', ...at(2, 0) },
    ],
    wires: [wire('obv', 'much.a'), wire('much', 'out')],
  })
  await beside(page, 'Checks').click()
  await expect(preview(page).getByText(/never forgets where its history began/)).toBeVisible({
    timeout: 90_000,
  })
  await preview(page).getByRole('list', { name: 'Where it comes from' }).getByRole('button').first().click()
  await expect(canvas(page).locator('.react-flow__node.selected')).toHaveAttribute('data-id', 'obv')
})

test('a half-wired drawing shows what is complete', async ({ page }) => {
  await openGraph(page, {
    ...CROSS,
    wires: CROSS.wires?.filter(({ to }) => to.block !== 'weak') ?? [],
  })
  await ready(page)
  await expect(preview(page).getByText(/showing what is complete/)).toBeVisible()
  await expect(valueAt(page, 'above')).toHaveText(/true|false/)
  await expect(valueAt(page, 'rsi')).not.toHaveText('–')
  await expect(valueAt(page, 'weak')).toHaveText('–')
})

test('a script without end is stopped and told of, and the next edit is previewed', async ({ page }) => {
  await open(
    page,
    'script',
    `export default script({ name: 'Loops', timeframe: '1h' }, ({ close }) => ({ close }), (bar, state) => {
  while (bar.close > 0) state.n = 1
  return { filter: true }
})`,
  )
  await expect(preview(page).getByRole('alert')).toContainText('Look for a loop without end', {
    timeout: 90_000,
  })
  await writeCode(
    page,
    `export default script({ name: 'Ends', timeframe: '1h' }, ({ close }) => ({ close }), bar => ({ filter: bar.close > 0 }))`,
  )
  await expect(preview(page).getByRole('alert')).toHaveCount(0, { timeout: 30_000 })
  await expect(preview(page).locator('[data-value="close"]')).not.toHaveText('–')
})

test('no bars and a venue that fails are told of, and trying again helps', async ({ page }) => {
  await page.route(/data\.history/, route => route.fulfill({ status: 502, body: 'away' }))
  await openGraph(page, CROSS)
  const again = preview(page).getByRole('button', { name: 'Try again' })
  await expect(again).toBeVisible({ timeout: 90_000 })
  await page.unroute(/data\.history/)
  await again.click()
  await ready(page)
  const none = { time: [], open: [], high: [], low: [], close: [], volume: [] }
  await page.route(/data\.history/, route => route.fulfill({ json: { result: { data: { json: none } } } }))
  await preview(page).getByRole('button', { name: '30m', exact: true }).click()
  await expect(preview(page).getByText(/has no 30m bars yet/)).toBeVisible()
  await expect(slider(page)).toBeDisabled()
})

test('what the rule costs is compared with every plan and timeframe, by keyboard', async ({ page }) => {
  await openGraph(page, CROSS)
  await ready(page)
  const cost = page.getByRole('button', { name: /^Cost:/ })
  await expect(cost).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText(/ match now/)).toBeVisible({ timeout: 30_000 })
  await cost.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'What this rule costs' })
  await expect(dialog.getByText('Your plan, free, holds this universe.')).toBeVisible()
  await expect(dialog.getByRole('row', { name: /^1h/ }).getByRole('cell')).toHaveCount(3)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(cost).toBeFocused()
})
