// The Yjs document of a strategy: reading it as immutable state, writing changes into it.
import * as Y from 'yjs'
import { type GraphDocument, graphSchema } from '@/sandbox/compile/graph/document'
import type { Change, Json, Path } from './edit'
import type { Frame, GraphState, Note, Sheet, SubgraphState } from './graphState'
import { grouped } from './grouped'
import { blockOf, graphRecord, isOrdered, isRecord } from './record'

export const GRAPH = 'graph'
export const CODE = 'code'

type Fields = { readonly [key: string]: Json }
type YRecord = Y.Map<unknown>

export const graphRoot = (doc: Y.Doc): YRecord => doc.getMap(GRAPH)
export const codeText = (doc: Y.Doc): Y.Text => doc.getText(CODE)

/** Fills an empty document with a graph. */
export function fillGraph(doc: Y.Doc, graph: GraphDocument): void {
  doc.transact(() => {
    const root = graphRoot(doc)
    for (const [key, value] of Object.entries(graphRecord(graph))) root.set(key, made([key], value))
  })
}

/** A value as it lies in the document: records become maps, everything else stays plain. */
function made(path: Path, value: Json): unknown {
  if (!isRecord(path)) return value
  const map = new Y.Map<unknown>()
  for (const [key, inner] of Object.entries(value as Fields)) map.set(key, made([...path, key], inner))
  return map
}

function recordAt(doc: Y.Doc, path: Path): YRecord | null {
  let map = graphRoot(doc)
  for (const key of path) {
    const next = map.get(key)
    if (!(next instanceof Y.Map)) return null
    map = next
  }
  return map
}

/** What lies there as plain data; undefined where nothing does. */
export function valueAt(doc: Y.Doc, path: Path): Json | undefined {
  const value = recordAt(doc, path.slice(0, -1))?.get(path.at(-1)!)
  return value instanceof Y.Map ? (value.toJSON() as Json) : (value as Json | undefined) // what `made` put there
}

/** One change as it was applied; turning it round swaps the two sides. */
export interface Patch {
  readonly path: Path
  readonly before?: Json
  readonly after?: Json
}

/** Applies a change. Null where nothing changed, or the record it belongs to is gone. */
export function write(doc: Y.Doc, { path, value }: Change): Patch | null {
  const parent = recordAt(doc, path.slice(0, -1)) ?? (value === undefined ? null : annotationsAt(doc, path))
  if (!parent) return null
  const key = path.at(-1)!
  const before = valueAt(doc, path)
  if (value === undefined) {
    if (before === undefined) return null
    parent.delete(key)
    return { path, before }
  }
  const after = isOrdered(path) ? placed(parent, value as Fields) : value
  if (same(before, after)) return null
  parent.set(key, made(path, after))
  return before === undefined ? { path, after } : { path, before, after }
}

/** Where frames or notes of a sub-graph go that was kept before it could have any. */
function annotationsAt(doc: Y.Doc, [top, id = '', part = '', , ...deeper]: Path): YRecord | null {
  const isMissing = top === 'subgraphs' && (part === 'frames' || part === 'notes') && deeper.length === 0
  const inner = isMissing ? recordAt(doc, [top, id]) : null
  return inner?.set(part, new Y.Map<unknown>()) ?? null
}

/** A record with its place among its neighbours: behind all of them when it has none. */
function placed(parent: YRecord, record: Fields): Fields {
  if ('at' in record) return record
  let last = -1
  for (const neighbour of parent.values())
    if (neighbour instanceof Y.Map) last = Math.max(last, Number(neighbour.get('at')))
  return { ...record, at: last + 1 }
}

/** Whether two values are the same plain data. */
export function same(a: Json | undefined, b: Json | undefined): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [left, right] = [a as Fields, b as Fields]
  const keys = Object.keys(left)
  return (
    keys.length === Object.keys(right).length &&
    keys.every(key => Object.hasOwn(right, key) && same(left[key], right[key]))
  )
}

/** Reads the whole document. */
export function readState(doc: Y.Doc): GraphState {
  const root = graphRoot(doc)
  return {
    ...readHead(root),
    ...readSheet(root),
    subgraphs: new Map(
      root.get('subgraphs') instanceof Y.Map
        ? Array.from(root.get('subgraphs') as YRecord, ([id, inner]) => [id, readSubgraph(inner as YRecord)])
        : [],
    ),
  }
}

const readSheet = (map: YRecord): Sheet => ({
  blocks: readRecords(map.get('blocks'), blockOf),
  wires: readWires(map.get('wires')),
  frames: readRecords(map.get('frames'), withoutAt<Frame>),
  notes: readRecords(map.get('notes'), withoutAt<Note>),
})

/** One part of a sheet again, of which the paths, counted from the sheet, were touched. */
function rereadPart<S extends Sheet>(sheet: S, map: YRecord, part: keyof Sheet, paths: readonly Path[]): S {
  switch (part) {
    case 'blocks':
      return { ...sheet, blocks: reread(sheet.blocks, map.get(part), blockOf, paths) }
    case 'frames':
      return { ...sheet, frames: reread(sheet.frames, map.get(part), withoutAt<Frame>, paths) }
    case 'notes':
      return { ...sheet, notes: reread(sheet.notes, map.get(part), withoutAt<Note>, paths) }
    case 'wires':
      return { ...sheet, wires: readWires(map.get(part), sheet.wires) }
  }
}

const readHead = (root: YRecord): Pick<GraphState, 'name' | 'timeframe' | 'params'> => ({
  name: (root.get('name') as string | undefined) ?? '',
  timeframe: (root.get('timeframe') as GraphState['timeframe'] | undefined) ?? null,
  params: (root.get('params') as GraphState['params'] | undefined) ?? [],
})

/** Reads what events touched; everything else stays the same object. */
export function readChanged(doc: Y.Doc, before: GraphState, touched: readonly Path[]): GraphState {
  const root = graphRoot(doc)
  let state = before
  const parts = grouped(touched, ([part]) => part ?? '')
  for (const [part, paths] of parts)
    switch (part) {
      case 'blocks':
      case 'frames':
      case 'notes':
      case 'wires':
        state = rereadPart(state, root, part, paths)
        break
      case 'subgraphs':
        state = { ...state, subgraphs: rereadSubgraphs(state.subgraphs, root.get('subgraphs'), paths) }
        break
      case 'name':
      case 'timeframe':
      case 'params':
        state = { ...state, ...readHead(root) }
        break
      default:
        return readState(doc)
    }
  return state
}

function withoutAt<T>({ at: _, ...rest }: Fields): T {
  return rest as T // every writer goes through the schema's types
}

function readRecords<T>(map: unknown, read: (fields: Fields) => T): ReadonlyMap<string, T> {
  if (!(map instanceof Y.Map)) return new Map()
  return new Map(inPlace(map).map(([id, record]) => [id, read(record.toJSON() as Fields)]))
}

/** Records by their place; two that were put at one place at the same time stand by id. */
function inPlace(map: YRecord): [string, YRecord][] {
  return Array.from(map as Y.Map<YRecord>).sort(
    ([a, one], [b, other]) => Number(one.get('at')) - Number(other.get('at')) || (a < b ? -1 : 1),
  )
}

function reread<T>(
  before: ReadonlyMap<string, T>,
  map: unknown,
  read: (fields: Fields) => T,
  paths: readonly Path[],
): ReadonlyMap<string, T> {
  if (!(map instanceof Y.Map)) return new Map()
  const all = paths.some(path => path.length < 2)
  const touched = grouped(paths, ([, id = '']) => id)
  return new Map(
    inPlace(map).map(([id, record]) => {
      const known = all ? undefined : before.get(id)
      const fields = touched.get(id)
      if (known && !fields) return [id, known]
      // what is only moved keeps everything else, so that nobody takes it for another
      if (known && fields?.every(isPlace)) return [id, { ...known, x: record.get('x'), y: record.get('y') }]
      return [id, read(record.toJSON() as Fields)]
    }),
  )
}

const isPlace = ([, , field, ...deeper]: Path): boolean =>
  (field === 'x' || field === 'y') && deeper.length === 0

function readWires(map: unknown, before: GraphState['wires'] = new Map()): GraphState['wires'] {
  if (!(map instanceof Y.Map)) return new Map()
  const ends = Array.from(map as Y.Map<{ block: string; port: string }>)
  return new Map(
    ends
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, end]) => {
        const known = before.get(key)
        return [key, known?.block === end.block && known.port === end.port ? known : end]
      }),
  )
}

function readSubgraph(map: YRecord): SubgraphState {
  const { name, version, inputs, outputs, params } = map.toJSON() as unknown as SubgraphState // as `graphRecord` wrote it
  return {
    name,
    version,
    inputs,
    outputs,
    params,
    ...readSheet(map),
  }
}

function rereadSubgraphs(
  before: GraphState['subgraphs'],
  map: unknown,
  paths: readonly Path[],
): GraphState['subgraphs'] {
  if (!(map instanceof Y.Map)) return new Map()
  return new Map(
    Array.from(map as Y.Map<YRecord>, ([id, inner]) => {
      const known = before.get(id)
      const within = paths.filter(path => path.length < 2 || path[1] === id)
      if (known && within.length === 0) return [id, known]
      if (!known || within.some(path => path.length < 4)) return [id, readSubgraph(inner)]
      const inside = within.map(path => path.slice(2))
      const parts = SHEET_PARTS.flatMap(part => {
        const touched = inside.filter(([top]) => top === part)
        return touched.length > 0 ? [{ part, touched }] : []
      })
      return [id, parts.reduce((sheet, { part, touched }) => rereadPart(sheet, inner, part, touched), known)]
    }),
  )
}

const SHEET_PARTS = ['blocks', 'wires', 'frames', 'notes'] as const

/** The graph as the schema reads it; throws where an edit made what it refuses, which is a fault of the editor. */
export const checkedGraph = (graph: GraphDocument): GraphDocument => graphSchema.parse(graph)
