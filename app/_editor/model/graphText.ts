// A graph's canonical text: what has a default is left out, fields stand in one order, so equal documents are equal texts.
import type { GraphBlock, GraphDocument, Subgraph } from '@/sandbox/compile/graph/document'
import { type GraphState, type Sheet, type SubgraphState, wiresOf } from './graphState'

export function graphText(state: GraphState): string {
  return JSON.stringify(
    graphJson(state),
    (key, value: unknown) => (isDefault(key, value) ? undefined : value),
    2,
  )
}

const DEFAULT_EMPTY = new Set(['params', 'values', 'wires', 'frames', 'notes', 'subgraphs'])

const isDefault = (key: string, value: unknown): boolean =>
  (key === 'timeframe' && value === null) ||
  (DEFAULT_EMPTY.has(key) && typeof value === 'object' && Object.keys(value ?? {}).length === 0)

/** The document of a state; complete, as `graphSchema` gives it. */
export function graphJson(state: GraphState): GraphDocument {
  const { name, timeframe, params, subgraphs } = state
  return {
    version: 1,
    name,
    timeframe,
    params: params.map(inOrder),
    blocks: blocksJson(state) as GraphDocument['blocks'], // a root sheet never holds inlets and results
    wires: sortedWires(state),
    subgraphs: Object.fromEntries(
      [...subgraphs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, inner]) => [id, subgraphJson(inner)]),
    ),
    ...annotationsJson(state),
  }
}

/** A sub-graph as the document holds it. */
export const subgraphJson = (inner: SubgraphState): Subgraph => ({
  name: inner.name,
  version: inner.version,
  inputs: inner.inputs.map(inOrder),
  outputs: inner.outputs.map(inOrder),
  params: inner.params.map(inOrder),
  blocks: blocksJson(inner) as Subgraph['blocks'], // an inside never holds outputs and columns
  wires: sortedWires(inner),
  ...annotationsJson(inner),
})

const annotationsJson = ({ frames, notes }: Sheet): Pick<Subgraph, 'frames' | 'notes'> => ({
  frames: Array.from(frames.values(), inOrder),
  notes: Array.from(notes.values(), inOrder),
})

const blocksJson = (sheet: Sheet): GraphBlock[] => Array.from(sheet.blocks.values(), inOrder)

function sortedWires(sheet: Sheet) {
  const place = new Map(Array.from(sheet.blocks.keys(), (id, at) => [id, at]))
  const rank = (block: string) => place.get(block) ?? place.size
  return wiresOf(sheet).sort(
    (a, b) =>
      rank(a.to.block) - rank(b.to.block) || order(a.to.block, b.to.block) || order(a.to.port, b.to.port),
  )
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const FIRST = ['kind', 'id', 'name', 'title', 'entry', 'use', 'version', 'x', 'y', 'width', 'height']

/** The same object with its fields in the canonical order, records within it by ascending key. */
function inOrder<T extends object>(value: T): T {
  const rank = (key: string) => (FIRST.indexOf(key) < 0 ? FIRST.length : FIRST.indexOf(key))
  const entries = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => rank(a) - rank(b) || order(a, b))
    .map(([key, field]) => [
      key,
      (key === 'params' || key === 'values') && !Array.isArray(field)
        ? Object.fromEntries(Object.entries(field as object).sort(([a], [b]) => order(a, b)))
        : field,
    ])
  return Object.fromEntries(entries) as T // the same fields, in another order
}
