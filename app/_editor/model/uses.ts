// Where sub-graphs are used, on every sheet of a strategy.
import type { GraphBlock } from '@/sandbox/compile/graph/document'
import type { GraphState, Sheet } from './graphState'

export type UseBlock = Extract<GraphBlock, { kind: 'subgraph' }>

export interface NamedSheet {
  /** The sub-graph it is the inside of; null for the strategy's own. */
  readonly within: string | null
  readonly sheet: Sheet
}

export const sheetsOf = (graph: GraphState): NamedSheet[] => [
  { within: null, sheet: graph },
  ...Array.from(graph.subgraphs, ([within, sheet]) => ({ within, sheet })),
]

export interface Use extends NamedSheet {
  readonly block: UseBlock
}

/** Every block that uses a sub-graph. */
export const usesOf = (graph: GraphState, id: string): Use[] =>
  sheetsOf(graph).flatMap(({ within, sheet }) =>
    [...sheet.blocks.values()].flatMap(block =>
      block.kind === 'subgraph' && block.use === id ? [{ within, sheet, block }] : [],
    ),
  )

/** Whether a sub-graph is another one, or holds it somewhere inside: put into it, it would never end. */
export function holds(graph: GraphState, id: string, other: string): boolean {
  const seen = new Set<string>()
  const waiting = [id]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === other) return true
    if (seen.has(next)) continue
    seen.add(next)
    for (const block of graph.subgraphs.get(next)?.blocks.values() ?? [])
      if (block.kind === 'subgraph') waiting.push(block.use)
  }
  return false
}

/** The blocks one enters to reach a sheet, `outer/inner`, by the shortest way; null where no block leads there. */
export function wayTo(graph: GraphState, within: string | null): string | null {
  if (within === null) return ''
  const seen = new Set<string>()
  let doors: { readonly path: string; readonly sheet: Sheet }[] = [{ path: '', sheet: graph }]
  while (doors.length > 0) {
    const behind: typeof doors = []
    for (const { path, sheet } of doors)
      for (const block of sheet.blocks.values()) {
        if (block.kind !== 'subgraph' || seen.has(block.use)) continue
        const here = path === '' ? block.id : `${path}/${block.id}`
        if (block.use === within) return here
        seen.add(block.use)
        const inner = graph.subgraphs.get(block.use)
        if (inner) behind.push({ path: here, sheet: inner })
      }
    doors = behind
  }
  return null
}

/** A block's place as problems and jumps name it; null where no block leads to its sheet. */
export function placeOf(graph: GraphState, within: string | null, block: string): string | null {
  const way = wayTo(graph, within)
  return way === null ? null : way === '' ? block : `${way}/${block}`
}
