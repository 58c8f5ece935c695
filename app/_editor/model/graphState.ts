// A drawn strategy as the editor holds it: immutable, blocks and wires by name, so that what did not change stays the same object.
import type { Declaration, GraphBlock, GraphDocument, Subgraph, Wire } from '@/sandbox/compile/graph/document'

export type Frame = GraphDocument['frames'][number]
export type Note = GraphDocument['notes'][number]
export type SubgraphPort = Subgraph['inputs'][number]

/** Where a wire begins or ends. */
export type End = Wire['from']

/** What a canvas shows: the strategy itself, or the inside of one of its sub-graphs. */
export interface Sheet {
  readonly blocks: ReadonlyMap<string, GraphBlock>
  /** What feeds an input, by `inputKey`. An input has one wire by construction. */
  readonly wires: ReadonlyMap<string, End>
  readonly frames: ReadonlyMap<string, Frame>
  readonly notes: ReadonlyMap<string, Note>
}

export interface SubgraphState extends Sheet {
  readonly name: string
  readonly version: number
  readonly inputs: readonly SubgraphPort[]
  readonly outputs: readonly SubgraphPort[]
  readonly params: readonly Declaration[]
}

export interface GraphState extends Sheet {
  readonly name: string
  readonly timeframe: GraphDocument['timeframe']
  readonly params: readonly Declaration[]
  readonly subgraphs: ReadonlyMap<string, SubgraphState>
}

/** One sheet with the strategy around it. `within` names the sub-graph it is the inside of. */
export interface Scene extends Sheet {
  readonly within: string | null
  readonly graph: GraphState
}

/** The sheet of that sub-graph; the strategy's own when it is null or no longer there. */
export function sceneOf(graph: GraphState, within: string | null): Scene {
  const inner = within === null ? undefined : graph.subgraphs.get(within)
  const { blocks, wires, frames, notes } = inner ?? graph
  return { within: inner ? within : null, graph, blocks, wires, frames, notes }
}

export const inputKey = ({ block, port }: End): string => `${block}:${port}`

/** The input a key of `wires` names; ids of blocks hold no colon. */
export function inputOf(key: string): End {
  const colon = key.indexOf(':')
  return { block: key.slice(0, colon), port: key.slice(colon + 1) }
}

export const wiresOf = (sheet: Sheet): Wire[] =>
  Array.from(sheet.wires, ([key, from]) => ({ from, to: inputOf(key) }))

/** Parameters that may be named on this sheet: a sub-graph's own hide the strategy's of the same name. */
export function paramsOf({ within, graph }: Scene): readonly Declaration[] {
  const own = within === null ? undefined : graph.subgraphs.get(within)?.params
  if (!own) return graph.params
  return [...own, ...graph.params.filter(({ name }) => !own.some(each => each.name === name))]
}
