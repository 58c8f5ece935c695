// What of a drawing can be shown while it is being drawn: every block that is complete, whether or not an output needs it.
import type { Series } from '../../catalogue/define'
import type { NodeId, ParamValue, Program } from '../../ir/program'
import type { Compiled } from '../compiled'
import { finishKeeping } from '../kept'
import { type BuiltGraph, buildGraph, compiledFrom } from './compile'
import type { GraphBlock, GraphDocument, Wire } from './document'

/** One port of one block, and the node that has its value; of an output or column the port it reads. */
export interface WatchedPort {
  /** `outer/inner` inside a sub-graph. */
  readonly block: string
  readonly port: string
  readonly node: NodeId
}

export interface PartialGraph {
  readonly compiled: Compiled
  /** For looking at, never to be run for money: it holds what could be built beside the problems. */
  readonly program: Program
  readonly ports: readonly WatchedPort[]
}

/** Compiles what is complete of a graph without code; blocks with code, and what rests on them, are left out. */
export function compilePartial(
  graph: GraphDocument,
  overrides: Readonly<Record<string, ParamValue>>,
): PartialGraph {
  const built = buildGraph(graph, overrides)
  const compiled = compiledFrom(graph, built)
  const made = portsOf(graph, built)
  const { program, nodes } = finishKeeping(
    built.builder,
    made.map(({ series }) => series),
    { name: graph.name, timeframe: graph.timeframe, params: built.declarations },
  )
  return {
    compiled,
    program,
    ports: made.map(({ block, port }, at) => ({ block, port, node: nodes[at]! })),
  }
}

interface MadePort {
  readonly block: string
  readonly port: string
  readonly series: Series
}

function portsOf(graph: GraphDocument, { flat, ports }: BuiltGraph): MadePort[] {
  const made: MadePort[] = []
  for (const [block, given] of ports)
    for (const [port, series] of Object.entries(given)) made.push({ block, port, series })
  for (const { id, block, feeds } of flat) {
    const feed = feeds.get('value')
    if ((block.kind !== 'output' && block.kind !== 'column') || feed?.kind !== 'block') continue
    const series = ports.get(feed.block)?.[feed.port]
    if (series) made.push({ block: id, port: 'value', series })
  }
  for (const { block, port, from } of resultsOf(graph)) {
    const series = ports.get(from.block)?.[from.port]
    if (series) made.push({ block, port, series })
  }
  return made
}

interface End {
  readonly block: string
  readonly port: string
}

interface Scope {
  readonly prefix: string
  readonly blocks: readonly GraphBlock[]
  readonly wires: readonly Wire[]
  /** The scope this one is used in, and the block that uses it. */
  readonly outer: Scope | null
  readonly use: string
}

/** Deeper than anything that compiles. */
const DEEPEST = 16

/** The results of the sub-graphs a drawing uses, each with the block that computes it. */
export function resultsOf(graph: GraphDocument): (End & { readonly from: End })[] {
  const found: (End & { readonly from: End })[] = []
  const inside = (scope: Scope, block: GraphBlock | undefined): Scope | null => {
    const made = block?.kind === 'subgraph' ? graph.subgraphs[block.use] : undefined
    if (!block || !made) return null
    const { blocks, wires } = made
    return { prefix: `${scope.prefix}${block.id}/`, blocks, wires, outer: scope, use: block.id }
  }
  const wireInto = ({ wires }: Scope, block: string, port: string) =>
    wires.find(({ to }) => to.block === block && to.port === port)?.from
  const follow = (scope: Scope, end: End, depth = 0): End | null => {
    const block = scope.blocks.find(({ id }) => id === end.block)
    if (!block || depth > 4 * DEEPEST) return null
    if (block.kind === 'input') {
      const before = scope.outer && wireInto(scope.outer, scope.use, block.port)
      return scope.outer && before ? follow(scope.outer, before, depth + 1) : null
    }
    const inner = inside(scope, block)
    if (!inner) return { block: scope.prefix + end.block, port: end.port }
    const result = inner.blocks.find(each => each.kind === 'result' && each.port === end.port)
    const before = result && wireInto(inner, result.id, 'value')
    return before ? follow(inner, before, depth + 1) : null
  }
  const top: Scope = { prefix: '', blocks: graph.blocks, wires: graph.wires, outer: null, use: '' }
  for (const block of graph.blocks) {
    if (block.kind !== 'subgraph') continue
    for (const { name } of graph.subgraphs[block.use]?.outputs ?? []) {
      const from = follow(top, { block: block.id, port: name })
      if (from) found.push({ block: block.id, port: name, from })
    }
  }
  return found
}
