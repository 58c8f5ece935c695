// A graph with its sub-graphs taken apart: one list of blocks, each port fed by a block, a value or nothing.
import { type CompileProblem, problem } from '../problems'
import type {
  CodeBlock,
  ColumnBlock,
  ConstantBlock,
  GraphBlock,
  GraphDocument,
  OperatorBlock,
  OutputBlock,
  PortValue,
  Setting,
  Wire,
} from './document'

/** Blocks that compute or give out something. */
export type PlainBlock = OperatorBlock | ConstantBlock | CodeBlock | OutputBlock | ColumnBlock

/** Where a port gets its series from. */
export type Feed =
  | { readonly kind: 'block'; readonly block: string; readonly port: string }
  | { readonly kind: 'value'; readonly value: PortValue }

export interface FlatBlock {
  /** `outer/inner` inside a sub-graph. */
  readonly id: string
  readonly block: PlainBlock
  readonly feeds: ReadonlyMap<string, Feed>
}

export interface FlatGraph {
  readonly blocks: readonly FlatBlock[]
  readonly problems: readonly CompileProblem[]
}

const MOST_FLAT = 4_096
const DEEPEST = 16
const MOST_USES = 500
/** Blocks and wires of all sub-graphs, each counted as often as it is used. */
const MOST_EXPANDED = 32_768
/** Problems that are told; a document may hold far more. */
const MOST_TOLD = 500

interface Scope {
  readonly prefix: string
  readonly blocks: readonly GraphBlock[]
  readonly wires: readonly Wire[]
  /** Values of the sub-graph's parameters, where it has been entered. */
  readonly params: Readonly<Record<string, Setting>> | null
  /** What feeds the sub-graph's inputs. */
  readonly inlets: ReadonlyMap<string, Feed>
  /** Ids of the sub-graphs this one stands in. */
  readonly within: readonly string[]
}

/** Takes a graph apart. What can't be is told, and left out. */
export function flatten(graph: GraphDocument): FlatGraph {
  const flat: FlatBlock[] = []
  const problems: CompileProblem[] = []
  const tell = (...said: Parameters<typeof problem>) => {
    if (problems.length < MOST_TOLD) problems.push(problem(...said))
  }
  let uses = 0
  let expanded = 0

  /** Flattens a scope; gives what feeds each of its results. */
  const enter = ({ prefix, blocks, wires, params, inlets, within }: Scope): ReadonlyMap<string, Feed> => {
    const byId = new Map<string, GraphBlock>()
    for (const block of blocks) {
      if (byId.has(block.id))
        tell('bad-document', `Two blocks are called ${block.id}. Give one of them another id.`, {
          block: prefix + block.id,
        })
      byId.set(block.id, block)
    }
    const feedsOf = wiresInto(wires, byId, prefix, tell)
    const inner = new Map<string, ReadonlyMap<string, Feed>>()
    const entering = new Set<string>()

    /** Follows a wire's end through inputs and sub-graphs to the block that computes it. */
    const resolve = (feed: Feed, depth = 0): Feed | null => {
      if (feed.kind === 'value') return { kind: 'value', value: givenBy(feed.value, params) }
      const from = byId.get(feed.block)
      if (!from || depth > MOST_FLAT) return null
      if (from.kind === 'input') return inlets.get(from.port) ?? null
      if (from.kind === 'subgraph') return open(from)?.get(feed.port) ?? null
      return { ...feed, block: prefix + feed.block }
    }

    const feedsFor = (block: GraphBlock): Map<string, Feed> => {
      const feeds = new Map<string, Feed>()
      const values = 'values' in block ? block.values : {}
      for (const [port, value] of Object.entries(values)) {
        const feed = resolve({ kind: 'value', value })
        if (feed) feeds.set(port, feed)
      }
      for (const [port, feed] of feedsOf.get(block.id) ?? []) {
        const found = resolve(feed)
        const from = feed.kind === 'block' ? byId.get(feed.block) : undefined
        if (found) feeds.set(port, found)
        else if (feed.kind === 'block' && from?.kind === 'subgraph') {
          // kept as it is: without it the port would quietly take what stands in for a missing wire
          feeds.set(port, { ...feed, block: prefix + feed.block })
          if (inner.get(from.id)?.size)
            tell(
              'unknown-port',
              `The wire begins at ${feed.port}, which the block before doesn’t have. Connect it anew.`,
              { block: prefix + block.id, port },
            )
        }
      }
      return feeds
    }

    const open = (use: Extract<GraphBlock, { kind: 'subgraph' }>): ReadonlyMap<string, Feed> | null => {
      const known = inner.get(use.id)
      if (known) return known
      const place = { block: prefix + use.id }
      const refuse = (...[code, message]: [Parameters<typeof problem>[0], string]) => {
        tell(code, message, place)
        inner.set(use.id, new Map())
        return null
      }
      const made = Object.hasOwn(graph.subgraphs, use.use) ? graph.subgraphs[use.use] : undefined
      if (!made) return refuse('unknown-block', `There is no sub-graph ${use.use}. Replace the block.`)
      if (within.includes(use.use) || within.length > DEEPEST)
        return refuse('recursion', `${made.name} contains itself. Take the inner use of it out.`)
      if (entering.has(use.id)) return refuse('cycle', `${made.name} feeds itself. Remove one of the wires.`)
      if (++uses > MOST_USES)
        return refuse('too-large', `More than ${MOST_USES} sub-graphs are used. Split the strategy.`)
      if (made.version !== use.version)
        return refuse(
          'stale-subgraph',
          `The block uses version ${use.version} of ${made.name}, and the document holds version ${made.version}. Update the block.`,
        )
      expanded += made.blocks.length + made.wires.length
      if (expanded > MOST_EXPANDED)
        return refuse('too-large', 'The sub-graphs hold more blocks and wires than fit. Split the strategy.')
      entering.add(use.id)
      const feeds = feedsFor(use)
      for (const port of feeds.keys())
        if (!made.inputs.some(({ name }) => name === port))
          tell('unknown-port', `${made.name} has no port ${port}. Remove the wire or value.`, {
            ...place,
            port,
          })
      const given = Object.fromEntries(
        Object.entries(use.params).map(([name, value]) => [name, givenBy(value, params)]),
      )
      for (const name of Object.keys(given))
        if (!made.params.some(each => each.name === name))
          tell('unknown-port', `${made.name} has no parameter ${name}. Remove it.`, { ...place, port: name })
      const results = enter({
        prefix: `${prefix}${use.id}/`,
        blocks: made.blocks,
        wires: made.wires,
        params: Object.fromEntries(
          made.params.map(each => [
            each.name,
            Object.hasOwn(given, each.name) ? given[each.name]! : each.default,
          ]),
        ),
        inlets: feeds,
        within: [...within, use.use],
      })
      entering.delete(use.id)
      inner.set(use.id, results)
      return results
    }

    const results = new Map<string, Feed>()
    for (const block of blocks) {
      switch (block.kind) {
        case 'input':
          break
        case 'subgraph':
          open(block)
          break
        case 'result': {
          const feed = feedsFor(block).get('value')
          if (feed) results.set(block.port, feed)
          else
            tell('missing-input', 'Nothing is connected to the result. Connect it, or remove it.', {
              block: prefix + block.id,
              port: 'value',
            })
          break
        }
        default:
          if (flat.length < MOST_FLAT)
            flat.push({ id: prefix + block.id, block: settled(block, params), feeds: feedsFor(block) })
          else if (flat.length === MOST_FLAT)
            tell(
              'too-large',
              `With its sub-graphs the graph has more than ${MOST_FLAT} blocks. Split the strategy.`,
              { block: prefix + block.id },
            )
      }
    }
    return results
  }

  enter({ prefix: '', blocks: graph.blocks, wires: graph.wires, params: null, inlets: new Map(), within: [] })
  return { blocks: flat, problems }
}

/** The wires by the block and port they end at. */
function wiresInto(
  wires: readonly Wire[],
  byId: ReadonlyMap<string, GraphBlock>,
  prefix: string,
  tell: (...said: Parameters<typeof problem>) => void,
): ReadonlyMap<string, ReadonlyMap<string, Feed>> {
  const into = new Map<string, Map<string, Feed>>()
  for (const { from, to } of wires) {
    const place = { block: prefix + to.block, port: to.port }
    if (!byId.has(to.block)) {
      tell('bad-wire', `A wire from ${from.block} ends at ${to.block}, which is not there. Remove it.`, {
        block: prefix + from.block,
        port: from.port,
      })
      continue
    }
    const source = byId.get(from.block)
    if (source?.kind === 'output' || source?.kind === 'column' || source?.kind === 'result') {
      tell('bad-wire', `A wire begins at ${from.block}, which gives nothing on. Remove it.`, place)
      continue
    }
    if (!source) {
      tell('bad-wire', `A wire begins at ${from.block}, which is not there. Remove it.`, place)
      continue
    }
    const ports = into.get(to.block) ?? new Map<string, Feed>()
    if (ports.has(to.port)) tell('bad-wire', `Two wires end at ${to.port}. Remove one.`, place)
    else ports.set(to.port, { kind: 'block', ...from })
    into.set(to.block, ports)
  }
  return into
}

/** A value with the parameter it names put in; the document's own parameters stay named. */
function givenBy<Value extends PortValue | Setting>(value: Value, params: Scope['params']): Value {
  if (typeof value !== 'object' || params === null || !Object.hasOwn(params, value.param)) return value
  return params[value.param] as Value // the document's declaration; what it can't be is told where it is used
}

/** The block with a sub-graph's parameters put in. */
function settled(block: PlainBlock, params: Scope['params']): PlainBlock {
  if (params === null) return block
  switch (block.kind) {
    case 'operator':
      return {
        ...block,
        params: Object.fromEntries(
          Object.entries(block.params).map(([name, value]) => [name, givenBy(value, params)]),
        ),
      }
    case 'constant':
      return { ...block, value: givenBy(block.value, params) }
    default:
      return block
  }
}
