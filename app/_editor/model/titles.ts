import { catalogue } from '@/sandbox/catalogue'
import type { GraphBlock } from '@/sandbox/compile/graph/document'
import type { OutputName } from '@/sandbox/ir/program'
import type { GraphState } from './graphState'

export const OUTPUT_TITLES: Readonly<Record<OutputName, string>> = {
  filter: 'Filter',
  long: 'Long',
  short: 'Short',
  exitLong: 'Exit long',
  exitShort: 'Exit short',
  score: 'Score',
  limitPrice: 'Limit price',
  stopPrice: 'Stop price',
  targetPrice: 'Target price',
  trailDistance: 'Trail distance',
  size: 'Size',
}

/** What kind of block it is, in words. */
export function kindTitle(block: GraphBlock, graph: GraphState): string {
  switch (block.kind) {
    case 'operator':
      return catalogue.entry(block.entry)?.title ?? block.entry
    case 'constant':
      return 'Constant'
    case 'code':
      return block.over === 'bars' ? 'Script' : 'Formula'
    case 'subgraph':
      return graph.subgraphs.get(block.use)?.name || block.use
    case 'output':
      return OUTPUT_TITLES[block.output]
    case 'column':
      return block.column || 'Column'
    case 'input':
    case 'result':
      return block.port
  }
}

/** What a block is called: its own name, else its kind's. */
export const titleOf = (block: GraphBlock, graph: GraphState): string => block.name || kindTitle(block, graph)

/** What the blocks are called beside each other: of those with one title, each with its settings, `RSI 14` and `RSI 2`. */
export function titlesApart(graph: GraphState): ReadonlyMap<string, string> {
  const titles = new Map(Array.from(graph.blocks, ([id, block]) => [id, titleOf(block, graph)]))
  const times = new Map<string, number>()
  for (const title of titles.values()) times.set(title, (times.get(title) ?? 0) + 1)
  for (const [id, title] of titles) {
    const block = graph.blocks.get(id)
    if (times.get(title) === 1 || block?.kind !== 'operator') continue
    const usual = catalogue.entry(block.entry)?.params ?? []
    const settings = usual
      .map(spec => block.params[spec.name] ?? spec.default)
      .filter(value => typeof value === 'number')
    titles.set(id, [title, ...settings].join(' '))
  }
  return titles
}
