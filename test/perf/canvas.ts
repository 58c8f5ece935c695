// What the canvas costs in Chromium: `node scripts/run.mjs test/perf/canvas.ts`. A drawing of 300 blocks, values off; one block and
// then the whole view are dragged with the mouse. A frame counts when the block or the view stood elsewhere than in the one before.
// Then all of it is tidied up by ELK in its thread, while the page goes on.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type { GraphInput } from '@/sandbox/compile/graph/document'
import { withCanvas } from './canvasBrowser'

const BLOCKS = 300
const ROWS = 15
const WANTED = 30
const STEPS = 180

/** Columns of averages, each fed by its neighbour on the left, every third one by two. */
function drawing(): string {
  const blocks: GraphInput['blocks'] = []
  const wires: NonNullable<GraphInput['wires']> = []
  for (let n = 0; n < BLOCKS; n++) {
    const [column, row] = [Math.floor(n / ROWS), n % ROWS]
    const id = `b${n}`
    const place = { id, x: column * 280, y: row * 130 }
    const from = { block: `b${n - ROWS}`, port: 'value' }
    if (column === 0) blocks.push({ ...place, kind: 'operator', entry: 'close' })
    else if (row % 3 === 2) {
      blocks.push({ ...place, kind: 'operator', entry: 'max' })
      wires.push({ from, to: { block: id, port: 'a' } })
      wires.push({ from: { block: `b${n - ROWS - 1}`, port: 'value' }, to: { block: id, port: 'b' } })
    } else {
      blocks.push({ ...place, kind: 'operator', entry: 'ema', params: { length: 5 + n } })
      wires.push({ from, to: { block: id, port: 'source' } })
    }
  }
  return JSON.stringify({
    version: 1,
    name: 'Three hundred',
    timeframe: '1h',
    blocks,
    wires,
  } satisfies GraphInput)
}

/** Frames a second in which `selector` moved while the mouse drags from a place with a button. */
async function dragged(
  page: Page,
  selector: string,
  from: { readonly x: number; readonly y: number },
  button: 'left' | 'middle',
): Promise<number> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down({ button })
  await page.mouse.move(from.x + 4, from.y + 4)
  await page.evaluate(each => window.watchFrames(each), selector)
  for (let step = 0; step < STEPS; step++) {
    const turn = (step / STEPS) * Math.PI * 2
    await page.mouse.move(from.x + 120 * Math.sin(turn), from.y + 90 * (1 - Math.cos(turn)))
  }
  const { moved, ms } = await page.evaluate(() => window.framesSeen())
  await page.mouse.up({ button })
  return (moved / ms) * 1000
}

const told = await withCanvas(drawing(), async page => {
  const block = '.react-flow__node[data-id="b157"]'
  const near = async (zoom: number) => {
    await page.evaluate(each => window.zoomTo(each), zoom)
    await page.waitForFunction(each => document.querySelector('.canvas')?.matches(each), '[data-detail]')
    const box = await page.locator(`${block} .block-card`).boundingBox()
    if (!box) throw new Error('the block is out of sight')
    return { x: box.x + box.width / 2, y: box.y + Math.min(12, box.height / 4) }
  }
  const rows: string[] = []
  for (const zoom of [0.25, 0.7]) {
    const at = await near(zoom)
    const drawn = await page.locator('.react-flow__node').count()
    const one = await dragged(page, block, at, 'left')
    const view = await dragged(page, '.react-flow__viewport', { x: 200, y: 200 }, 'middle')
    rows.push(
      `zoom ${zoom}, ${drawn} of ${BLOCKS} blocks in the page: one dragged ${one.toFixed(0)} frames a second, the view ${view.toFixed(0)}, at least ${WANTED}`,
    )
  }
  const { ms, frames, longestMs, appliedMs, steps } = await page.evaluate(
    each => window.tidied(each),
    readFileSync(createRequire(import.meta.url).resolve('elkjs/lib/elk-worker.min.js'), 'utf8'),
  )
  rows.push(
    `tidied in ${(ms / 1000).toFixed(1)} s, ${((frames / ms) * 1000).toFixed(0)} frames a second meanwhile, ${longestMs.toFixed(0)} ms the longest wait, ${appliedMs.toFixed(0)} ms to draw it, ${steps} step of the log`,
  )
  return rows
})
process.stdout.write(`${told.join('\n')}\n`)
