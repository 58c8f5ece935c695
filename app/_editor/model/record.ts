// How a graph lies in a Yjs document. Blocks, frames, notes and sub-graphs are maps of their own with a field for every place,
// parameter and value, so two people who change different things of one block both keep their change. `at` holds the order.
import type {
  GraphBlock,
  GraphDocument,
  PortValue,
  Setting,
  Subgraph,
} from '@/sandbox/compile/graph/document'
import type { Json, Path } from './edit'
import { type End, inputKey } from './graphState'

const PARAM = 'param:'
const VALUE = 'value:'
export const paramField = (name: string): string => `${PARAM}${name}`
export const valueField = (port: string): string => `${VALUE}${port}`

type Fields = { readonly [field: string]: Json }

/** A block as flat fields: `params.length` becomes `param:length`. */
export function blockFields(block: GraphBlock): Fields {
  const fields: Record<string, Json> = {}
  for (const [key, field] of Object.entries(block)) {
    if (field === undefined) continue
    if (key === 'params' || key === 'values')
      for (const [name, value] of Object.entries(field as Fields))
        fields[(key === 'params' ? PARAM : VALUE) + name] = value
    else fields[key] = field as Json // the schema knows plain data only
  }
  return fields
}

export interface Field {
  /** `param:length`, `value:b`, or `value` of a constant. */
  readonly field: string
  readonly value: Setting | PortValue
}

/** What a block is set to, field by field: its parameters, what stands on its ports, a constant's value. */
export const fieldsOf = (block: GraphBlock): readonly Field[] => [
  ...Object.entries('params' in block ? block.params : {}).map(([name, value]) => ({
    field: paramField(name),
    value,
  })),
  ...Object.entries('values' in block ? block.values : {}).map(([port, value]) => ({
    field: valueField(port),
    value,
  })),
  ...(block.kind === 'constant' ? [{ field: 'value', value: block.value }] : []),
]

/** The block that flat fields mean. */
export function blockOf(fields: Fields): GraphBlock {
  const block: Record<string, Json> = {}
  const params: Record<string, Json> = {}
  const values: Record<string, Json> = {}
  for (const [key, field] of Object.entries(fields)) {
    if (key === 'at') continue
    if (key.startsWith(PARAM)) params[key.slice(PARAM.length)] = field
    else if (key.startsWith(VALUE)) values[key.slice(VALUE.length)] = field
    else block[key] = field
  }
  if (block.kind === 'operator' || block.kind === 'subgraph') block.params = params
  if (!VALUELESS.has(String(block.kind))) block.values = values
  return block as unknown as GraphBlock // every writer goes through `blockFields`, and documents through the schema
}

const VALUELESS = new Set(['constant', 'input'])

/** Everything a document holds, as nested records; the shape of the Yjs document. */
export function graphRecord(graph: GraphDocument): { readonly [key: string]: Json } {
  return {
    name: graph.name,
    timeframe: graph.timeframe,
    params: graph.params as unknown as Json, // plain data by schema
    ...sheetRecord(graph),
    subgraphs: Object.fromEntries(
      Object.entries(graph.subgraphs).map(([id, inner]) => [id, subgraphRecord(inner)]),
    ),
  }
}

export function subgraphRecord({ blocks, wires, frames, notes, ...rest }: Subgraph): Fields {
  return { ...(rest as unknown as Fields), ...sheetRecord({ blocks, wires, frames, notes }) } // plain data by schema
}

interface DrawnSheet extends Pick<Subgraph, 'wires' | 'frames' | 'notes'> {
  readonly blocks: readonly GraphBlock[]
}

function sheetRecord({ blocks, wires, frames, notes }: DrawnSheet): Fields {
  const known: Record<string, Json> = {}
  for (const [at, block] of blocks.entries()) {
    // two of one id can't both be wired; the later one keeps its place under an id of its own
    let id = block.id
    for (let n = 2; Object.hasOwn(known, id); n++) id = `${block.id.slice(0, 60)}_${n}`
    known[id] = { ...blockFields({ ...block, id }), at }
  }
  const fed: Record<string, Json> = {}
  for (const { from, to } of wires) fed[inputKey(to)] ??= { ...from }
  return { blocks: known, wires: fed, frames: numbered(frames), notes: numbered(notes) }
}

/** Things of a sheet by id, with their order. */
export const numbered = (things: readonly { readonly id: string }[]): Json =>
  Object.fromEntries(things.map((thing, at) => [thing.id, { ...(thing as unknown as Fields), at }]))

/** Whether what lies at the path is a map of its own in the Yjs document, and not one value. */
export function isRecord(path: Path): boolean {
  const [top = '', , ...inside] = path
  if (top !== 'subgraphs') return isSheetRecord(path)
  return path.length <= 2 || isSheetRecord(inside)
}

/** The same for a path that begins at a sheet. */
const isSheetRecord = ([part = '', ...rest]: Path): boolean =>
  (rest.length === 0 && (part === '' || part === 'wires' || isList(part))) ||
  (rest.length === 1 && isList(part))

/** Parts of a sheet that are records with an order. */
const isList = (part: string | undefined): boolean =>
  part === 'blocks' || part === 'frames' || part === 'notes'

/** Whether records at the path keep an order among their neighbours. */
export const isOrdered = (path: Path): boolean =>
  (path.length === 2 && isList(path[0])) || (path.length === 4 && path[0] === 'subgraphs' && isList(path[2]))

export const sheetPath = (within: string | null): Path => (within === null ? [] : ['subgraphs', within])
export const blockPath = (within: string | null, id: string): Path => [...sheetPath(within), 'blocks', id]
export const framePath = (within: string | null, id: string): Path => [...sheetPath(within), 'frames', id]
export const notePath = (within: string | null, id: string): Path => [...sheetPath(within), 'notes', id]
export const wirePath = (within: string | null, to: End): Path => [
  ...sheetPath(within),
  'wires',
  inputKey(to),
]
