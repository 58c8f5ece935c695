// Compiling graphs: `node scripts/run.mjs test/perf/graph.ts`. A graph of 60 blocks, warm, beside the same as a formula in the fence.
import { compileDocument } from '@/sandbox/compile/compile'
import type { GraphInput } from '@/sandbox/compile/graph/document'
import { readGraph } from '@/sandbox/compile/graph/document'
import { layout } from '@/sandbox/compile/graph/layout'
import { printGraph } from '@/sandbox/compile/graph/print'
import { nodeFence } from '@/server/guests/nodeFence'

const ROUNDS = 200

/** Ten groups of six: a source, two averages, a comparison, RSI and a threshold, all joined at the end. */
function graphOf(groups: number): GraphInput {
  const blocks: GraphInput['blocks'] = []
  const wires: NonNullable<GraphInput['wires']> = []
  const wire = (from: string, to: string, port: string) =>
    wires.push({ from: { block: from, port: 'value' }, to: { block: to, port } })
  for (let n = 0; n < groups; n++) {
    const op = (
      id: string,
      entry: string,
      params: Record<string, number> = {},
      values: Record<string, number> = {},
    ) => blocks.push({ kind: 'operator', id: `${id}${n}`, x: 0, y: 0, entry, params, values })
    op('close', 'close')
    op('fast', 'ema', { length: 5 + n })
    op('slow', 'sma', { length: 50 + n })
    op('above', 'gt')
    op('rsi', 'rsi', { length: 7 + n })
    op('both', 'where', {}, { b: 0 })
    wire(`close${n}`, `fast${n}`, 'source')
    wire(`close${n}`, `slow${n}`, 'source')
    wire(`fast${n}`, `above${n}`, 'a')
    wire(`slow${n}`, `above${n}`, 'b')
    wire(`close${n}`, `rsi${n}`, 'source')
    wire(`above${n}`, `both${n}`, 'cond')
    wire(`rsi${n}`, `both${n}`, 'a')
    blocks.push({ kind: 'column', id: `c${n}`, x: 0, y: 0, column: `c${n}` })
    wire(`both${n}`, `c${n}`, 'value')
  }
  return { version: 1, name: 'Sixty blocks', blocks, wires }
}

const fence = await nodeFence()
const graph = graphOf(10)
const document = JSON.stringify(graph)
const read = readGraph(document)
if (!read.ok) throw new Error(JSON.stringify(read.problems))
const code = printGraph(read.graph).text

function median(title: string, work: () => void): number {
  for (let n = 0; n < 20; n++) work()
  const times = Array.from({ length: ROUNDS }, () => {
    const began = performance.now()
    work()
    return performance.now() - began
  }).sort((a, b) => a - b)
  const [half, most] = [times[ROUNDS / 2] ?? 0, times[Math.floor(ROUNDS * 0.99)] ?? 0]
  console.log(`${title.padEnd(34)} median ${half.toFixed(2)} ms  p99 ${most.toFixed(2)} ms`)
  return half
}

console.log(`${graph.blocks.length} blocks, ${graph.wires?.length} wires`)
const drawn = median('graph to program', () => {
  if (!compileDocument(fence, { kind: 'graph', document }).ok) throw new Error('does not compile')
})
median('graph to code', () => {
  printGraph(read.graph)
})
const written = median('the same as a formula, fence and all', () => {
  if (!compileDocument(fence, { kind: 'formula', document: code }).ok) throw new Error('does not compile')
})
console.log(
  `\nA graph compiles ${(written / drawn).toFixed(1)}× as fast as its code; allowed are 5 ms and 20 ms.`,
)

const boxes = Array.from({ length: 1_000 }, (_, at) => ({ id: `b${at}`, width: 160, height: 80 }))
const links = boxes.flatMap((_, at) =>
  at === 0 ? [] : [1, 7, 31].map(step => ({ from: `b${Math.max(0, at - step * 3)}`, to: `b${at}` })),
)
median('1,000 blocks laid out', () => {
  layout(boxes, links)
})
