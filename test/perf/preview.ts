// What a preview costs in Chromium: `node scripts/run.mjs test/perf/preview.ts`. A drawing of 60 blocks is edited, run over 5,000
// bars, and 500 bars are scrubbed with the value and the sparkline of every block in the page.
import { sampleBars } from '@/sandbox/catalogue/docs/sample'
import type { GraphInput } from '@/sandbox/compile/graph/document'
import { sentBars, withPreview } from './previewBrowser'

const BLOCKS = 60
const BARS = 5_000
const EDITS = 40

type Block = GraphInput['blocks'][number]

const at = { x: 0, y: 0 }
const AVERAGES = ['ema', 'sma', 'wma', 'hma', 'rsi', 'stdev', 'highest', 'lowest'] as const

/** Chains of averages, compared with each other and joined into one condition. */
function drawing(edit: number): string {
  const blocks: Block[] = [{ kind: 'operator', id: 'close', ...at, entry: 'close' }]
  const wires: { from: { block: string; port: string }; to: { block: string; port: string } }[] = []
  const wire = (from: string, to: string, port: string) =>
    wires.push({ from: { block: from, port: 'value' }, to: { block: to, port } })
  const add = (id: string, entry: string, params: Record<string, number> = {}) =>
    blocks.push({ kind: 'operator', id, ...at, entry, params })
  let joined: string | null = null
  for (let n = 0; blocks.length < BLOCKS - 1; n++) {
    const kind = AVERAGES[n % AVERAGES.length] ?? 'ema'
    add(`a${n}`, kind, { length: 5 + n * 3 + (n === 0 ? edit : 0) })
    wire('close', `a${n}`, 'source')
    if (blocks.length >= BLOCKS - 1) break
    add(`g${n}`, 'gt')
    wire('close', `g${n}`, 'a')
    wire(`a${n}`, `g${n}`, 'b')
    if (joined === null) joined = `g${n}`
    else if (blocks.length < BLOCKS - 1) {
      add(`j${n}`, n % 2 === 0 ? 'and' : 'or')
      wire(joined, `j${n}`, 'a')
      wire(`g${n}`, `j${n}`, 'b')
      joined = `j${n}`
    }
  }
  blocks.push({ kind: 'output', id: 'out', ...at, output: 'filter' })
  wire(joined ?? 'close', 'out', 'value')
  return JSON.stringify({ version: 1, name: 'Sixty', timeframe: '1h', blocks, wires } satisfies GraphInput)
}

const middle = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
const shown = (values: readonly number[]) =>
  `${middle(values).toFixed(1)} ms (slowest ${Math.max(...values).toFixed(1)})`

const documents = Array.from(
  { length: EDITS + 1 },
  (_, edit) => ({ kind: 'graph', document: drawing(edit) }) as const,
)
const bars = sentBars(sampleBars({ bars: BARS, seed: 6 }), '1h')
const measured = await withPreview(page =>
  page.evaluate(([edits, given, badges]) => window.measure(edits, given, badges), [
    documents,
    bars,
    BLOCKS,
  ] as const),
)
const { scrub, idle } = measured
const rate = ({ frames, ms, longestMs }: typeof idle) =>
  `${((frames / ms) * 1000).toFixed(0)} frames a second (longest ${longestMs.toFixed(0)} ms)`
process.stdout.write(
  [
    `recompile ${BLOCKS} blocks after an edit   ${shown(measured.compileMs)}, to stay under 30`,
    `preview of ${BARS} bars                  ${shown(measured.runMs)}, to stay under 100`,
    `from the edit to values in the page      ${shown(measured.seenMs)}`,
    `${scrub.frames} bars scrubbed, ${BLOCKS} blocks with values  ${rate(scrub)}, at least 20`,
    `the same page at rest                    ${rate(idle)}`,
    '',
  ].join('\n'),
)
