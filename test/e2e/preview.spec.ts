import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { number } from '@/app/_ui/numbers'
import type { GraphInput } from '@/sandbox/compile/graph/document'
import { choose, enterAsGuest, expect, test, workspaceOf } from './fixtures'

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

/** Makes a strategy without the dialogs, and opens it. */
async function open(page: Page, kind: 'graph' | 'formula' | 'script', document: string): Promise<void> {
  await enterAsGuest(page)
  const workspace = workspaceOf(page)
  const strategyId = await page.evaluate(
    async ([slug, kind, document]) => {
      const me = await fetch('/api/trpc/session.me').then(answer => answer.json())
      const { id } = me.result.data.json.workspaces.find((each: { slug: string }) => slug.endsWith(each.slug))
      const answer = await fetch('/api/trpc/strategies.create', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ json: { workspaceId: id, name: 'Preview', kind, document } }),
      })
      return (await answer.json()).result.data.json.strategyId as string
    },
    [workspace, kind, document] as const,
  )
  await page.goto(`${workspace}/strategies/${strategyId}`)
}

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
  expect(valueAt(page, block)).not.toHaveText('–', { timeout: 45_000 })

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
