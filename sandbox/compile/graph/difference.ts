// What changed between two graphs, in the words of people who draw: blocks, their settings, what feeds them. Where blocks
// stand does not count.
import type { GraphBlock, GraphDocument, Wire } from './document'

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

export interface GraphDifference {
  readonly added: readonly { readonly id: string; readonly title: string }[]
  readonly removed: readonly { readonly id: string; readonly title: string }[]
  readonly changed: readonly ChangedBlock[]
  /** Name, timeframe, declared parameters, sub-graphs. */
  readonly document: readonly Setting[]
  /** Blocks that only stand elsewhere. */
  readonly moved: number
}

export function graphDifference(before: GraphDocument, after: GraphDocument): GraphDifference {
  const [old, now] = [byId(before.blocks), byId(after.blocks)]
  const [oldFeeds, newFeeds] = [feedsOf(before.wires), feedsOf(after.wires)]
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
    document: settingsOf(headOf(before), headOf(after)),
    moved: both.filter(({ was, block }) => was.x !== block.x || was.y !== block.y).length,
  }
}

export const isUnchanged = ({ added, removed, changed, document }: GraphDifference): boolean =>
  added.length + removed.length + changed.length + document.length === 0

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

function feedsOf(wires: readonly Wire[]): ReadonlyMap<string, Flat> {
  const found = new Map<string, Record<string, string>>()
  for (const { from, to } of wires) {
    const feeds = found.get(to.block) ?? {}
    feeds[`wire ${to.port}`] = from.port === 'value' ? from.block : `${from.block}.${from.port}`
    found.set(to.block, feeds)
  }
  return found
}

const headOf = ({ name, timeframe, params, subgraphs }: GraphDocument): Flat => ({
  name,
  ...(timeframe && { timeframe }),
  ...Object.fromEntries(params.map(({ name: param, ...rest }) => [`parameter ${param}`, text(rest)])),
  ...Object.fromEntries(
    Object.entries(subgraphs).map(([id, { name: title, version, ...rest }]) => [
      `sub-graph ${id}`,
      `${title}, version ${version}: ${text(rest)}`,
    ]),
  ),
})

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
