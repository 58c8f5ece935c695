// What changed between two graphs, in the words of people who draw: blocks, their settings, what feeds them. Where blocks
// stand does not count.
import type { GraphBlock, GraphDocument, Subgraph } from './document'

export interface Setting {
  /** A parameter, `input b` for what stands on a port, `wire source` for what feeds it, `timeframe`. */
  readonly what: string
  readonly before: string | null
  readonly after: string | null
}

export interface ChangedBlock {
  readonly id: string
  readonly title: string
  readonly settings: readonly Setting[]
}

/** What changed on one sheet: the strategy's own, or the inside of a sub-graph. */
export interface GraphDifference {
  readonly added: readonly { readonly id: string; readonly title: string }[]
  readonly removed: readonly { readonly id: string; readonly title: string }[]
  readonly changed: readonly ChangedBlock[]
  /** Name, timeframe, declared parameters; of a sub-graph also its ports. */
  readonly document: readonly Setting[]
  readonly subgraphs: readonly ChangedSubgraph[]
  /** Blocks that only stand elsewhere. */
  readonly moved: number
}

export interface ChangedSubgraph {
  readonly id: string
  readonly title: string
  readonly version: number
  /** Null where it is new, or gone. */
  readonly difference: GraphDifference | null
  readonly isGone: boolean
}

export const graphDifference = (before: GraphDocument, after: GraphDocument): GraphDifference => ({
  ...sheetDifference(before, after),
  document: settingsOf(headOf(before), headOf(after)),
  subgraphs: changedSubgraphs(before.subgraphs, after.subgraphs),
})

/** What sets two versions of a sub-graph apart. */
export const subgraphDifference = (before: Subgraph, after: Subgraph): GraphDifference => ({
  ...sheetDifference(before, after),
  document: settingsOf(doorsOf(before), doorsOf(after)),
  subgraphs: [],
})

type Sheet = Pick<Subgraph, 'wires'> & { readonly blocks: readonly GraphBlock[] }

function sheetDifference(
  before: Sheet,
  after: Sheet,
): Pick<GraphDifference, 'added' | 'removed' | 'changed' | 'moved'> {
  const [old, now] = [byId(before.blocks), byId(after.blocks)]
  const [oldFeeds, newFeeds] = [feedsOf(before), feedsOf(after)]
  const both = after.blocks.flatMap(block => {
    const was = old.get(block.id)
    return was ? [{ was, block }] : []
  })
  const changed = both.flatMap(({ was, block }): ChangedBlock[] => {
    const settings = settingsOf(
      { ...settled(was), ...oldFeeds.get(was.id) },
      { ...settled(block), ...newFeeds.get(block.id) },
    )
    return settings.length > 0 ? [{ id: block.id, title: titleOf(block), settings }] : []
  })
  return {
    added: after.blocks.filter(({ id }) => !old.has(id)).map(told),
    removed: before.blocks.filter(({ id }) => !now.has(id)).map(told),
    changed,
    moved: both.filter(({ was, block }) => was.x !== block.x || was.y !== block.y).length,
  }
}

function changedSubgraphs(
  before: GraphDocument['subgraphs'],
  after: GraphDocument['subgraphs'],
): readonly ChangedSubgraph[] {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  return ids.flatMap((id): ChangedSubgraph[] => {
    const [was, is] = [before[id], after[id]]
    const shown = is ?? was
    if (!shown) return []
    const told = { id, title: shown.name, version: shown.version, isGone: !is }
    if (!was || !is) return [{ ...told, difference: null }]
    const difference = subgraphDifference(was, is)
    return isUnchanged(difference) && difference.moved === 0 ? [] : [{ ...told, difference }]
  })
}

/** Whether the two compute the same: nothing but places differs. */
export const isUnchanged = ({ added, removed, changed, document, subgraphs }: GraphDifference): boolean =>
  added.length + removed.length + changed.length + document.length === 0 &&
  subgraphs.every(({ difference }) => difference !== null && isUnchanged(difference))

const byId = <Block extends GraphBlock>(blocks: readonly Block[]): ReadonlyMap<string, Block> =>
  new Map(blocks.map(block => [block.id, block]))

const told = (block: GraphBlock) => ({ id: block.id, title: titleOf(block) })

/** What a block is called where no catalogue is at hand: its own name, else its kind's. */
export function titleOf(block: GraphBlock): string {
  if (block.name) return block.name
  switch (block.kind) {
    case 'operator':
      return block.entry
    case 'constant':
      return `constant ${text(block.value)}`
    case 'code':
      return 'code'
    case 'subgraph':
      return block.use
    case 'output':
      return `output ${block.output}`
    case 'column':
      return `column ${block.column}`
    case 'input':
      return `input ${block.port}`
    case 'result':
      return `result ${block.port}`
  }
}

type Flat = Readonly<Record<string, string>>

/** Everything of a block but its place. */
function settled(block: GraphBlock): Flat {
  const found: Record<string, string> = {}
  for (const [key, value] of Object.entries(block)) {
    if (key === 'x' || key === 'y' || key === 'id' || key === 'pinned') continue
    if (key === 'params')
      for (const [name, set] of Object.entries(value as object))
        found[name in block ? `parameter ${name}` : name] = text(set)
    else if (key === 'values')
      for (const [name, set] of Object.entries(value as object)) found[`input ${name}`] = text(set)
    else if (value !== undefined) found[key] = text(value)
  }
  return found
}

/** What feeds each block, told by title where only one block of the sheet has it. */
function feedsOf({ blocks, wires }: Sheet): ReadonlyMap<string, Flat> {
  const titles = new Map<string, number>()
  for (const block of blocks) titles.set(titleOf(block), (titles.get(titleOf(block)) ?? 0) + 1)
  const names = new Map(
    blocks.map(block => {
      const title = titleOf(block)
      return [block.id, titles.get(title) === 1 ? title : `${title} (${block.id})`]
    }),
  )
  const found = new Map<string, Record<string, string>>()
  for (const { from, to } of wires) {
    const feeds = found.get(to.block) ?? {}
    const name = names.get(from.block) ?? from.block
    feeds[`wire ${to.port}`] = from.port === 'value' ? name : `${name}.${from.port}`
    found.set(to.block, feeds)
  }
  return found
}

const headOf = ({ name, timeframe, params }: GraphDocument): Flat => ({
  name,
  ...(timeframe && { timeframe }),
  ...declared(params),
})

const doorsOf = ({ name, inputs, outputs, params }: Subgraph): Flat => ({
  name,
  ...Object.fromEntries(
    inputs.map(({ name: port, ...rest }, at) => [`input ${port}`, `${at + 1}. ${text(rest)}`]),
  ),
  ...Object.fromEntries(
    outputs.map(({ name: port, ...rest }, at) => [`result ${port}`, `${at + 1}. ${text(rest)}`]),
  ),
  ...declared(params),
})

const declared = (params: GraphDocument['params']): Flat =>
  Object.fromEntries(params.map(({ name, ...rest }) => [`parameter ${name}`, text(rest)]))

function settingsOf(before: Flat, after: Flat): Setting[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  return names.flatMap(what => {
    const [was, is] = [before[what] ?? null, after[what] ?? null]
    return was === is ? [] : [{ what, before: was, after: is }]
  })
}

/** A value on one line; equal values have equal texts, in whatever order their parts were written. */
const text = (value: unknown): string => {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return `[${value.map(text).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  return Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${key} ${text(part)}`)
    .join(', ')
}
