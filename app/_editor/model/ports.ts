// What a block can be wired by: its ports, what they carry, how they look, and what a wire into them would say.
import { catalogue } from '@/sandbox/catalogue'
import type { CatalogueEntry, ParamSpec, Port, PortKind } from '@/sandbox/catalogue/define'
import { portsOf } from '@/sandbox/compile/api'
import type { Declaration, GraphBlock } from '@/sandbox/compile/graph/document'
import { NUMBER_OUTPUTS, type OutputName, PRICE_OUTPUTS, SIGNAL_OUTPUTS } from '@/sandbox/ir/program'
import { type GraphState, inputKey, paramsOf, type Scene, type Sheet } from './graphState'
import { grouped } from './grouped'

/** How a port is drawn: its shape and colour. A price is a number that belongs on the chart, an event is a moment. */
export type Look = 'number' | 'price' | 'scalar' | 'bool' | 'event' | 'any'

export interface BlockPort {
  readonly name: string
  readonly title: string
  readonly kind: PortKind
  readonly look: Look
  /** What an unwired input reads; absent where it must be wired or given a value. */
  readonly fallback?: Port['fallback']
}

export interface BlockPorts {
  readonly inputs: readonly BlockPort[]
  readonly outputs: readonly BlockPort[]
}

const NONE: BlockPorts = { inputs: [], outputs: [] }

/** The ports of a block. Of what no longer exists (an entry, a sub-graph), none. */
export function portsOfBlock(block: GraphBlock, graph: GraphState): BlockPorts {
  switch (block.kind) {
    case 'operator': {
      const entry = catalogue.entry(block.entry)
      return entry ? portsOfEntry(entry) : NONE
    }
    case 'constant':
      return constantPorts(block.value)
    case 'code':
      return {
        inputs: block.inputs.map(({ name, kind }) => ({ name, title: name, kind, look: kind })),
        outputs: block.outputs.map(({ name, kind }) => ({ name, title: name, kind, look: kind })),
      }
    case 'subgraph': {
      const inner = graph.subgraphs.get(block.use)
      return inner ? { inputs: inner.inputs.map(drawnPort), outputs: inner.outputs.map(drawnPort) } : NONE
    }
    case 'output':
      return { inputs: [{ name: 'value', title: 'Value', ...takenBy(block.output) }], outputs: [] }
    case 'column':
      return { inputs: [{ name: 'value', title: 'Value', kind: 'any', look: 'any' }], outputs: [] }
    case 'input':
      return { inputs: [], outputs: [{ name: 'value', title: block.port, kind: 'any', look: 'any' }] }
    case 'result':
      return { inputs: [{ name: 'value', title: block.port, kind: 'any', look: 'any' }], outputs: [] }
  }
}

const drawnPort = ({ name, title, kind }: { name: string; title: string; kind: PortKind }): BlockPort => ({
  name,
  title: title || name,
  kind,
  look: kind,
})

const known = new Map<string, BlockPorts>()

/** The ports of a catalogue entry; worked out once. */
export function portsOfEntry(entry: CatalogueEntry): BlockPorts {
  const before = known.get(entry.id)
  if (before) return before
  const outputs =
    entry.type === 'composite'
      ? entry.outputs.map(({ name, title, kind }) => ({ name, title, kind, look: lookOf(entry, kind) }))
      : [{ name: 'value', title: 'Value', kind: entry.output, look: lookOf(entry, entry.output) }]
  const ports = {
    inputs: portsOf(entry).map(port => ({ ...port, look: port.kind })),
    outputs,
  }
  known.set(entry.id, ports)
  return ports
}

const PRICES = new Set([
  'open',
  'high',
  'low',
  'close',
  'hl2',
  'hlc3',
  'hlcc4',
  'ohlc4',
  'heikinopen',
  'vwap',
])
const MOMENTS = new Set(['cross', 'crossover', 'crossunder', 'becomes', 'newperiod', 'onceper', 'cooldown'])

function lookOf({ id, family }: CatalogueEntry, kind: PortKind): Look {
  if (kind === 'bool') return MOMENTS.has(id) ? 'event' : 'bool'
  if (kind === 'any') return 'any'
  return PRICES.has(id) || family === 'average' ? 'price' : 'number'
}

function constantPorts(value: unknown): BlockPorts {
  const kind = typeof value === 'boolean' ? 'bool' : typeof value === 'object' ? 'any' : 'number'
  return { inputs: [], outputs: [{ name: 'value', title: 'Value', kind, look: 'scalar' }] }
}

const isOneOf = (names: readonly string[], name: string): boolean => names.includes(name)

function takenBy(output: OutputName): Pick<BlockPort, 'kind' | 'look'> {
  if (isOneOf(SIGNAL_OUTPUTS, output)) return { kind: 'bool', look: 'event' }
  if (isOneOf(PRICE_OUTPUTS, output)) return { kind: 'number', look: 'price' }
  return { kind: isOneOf(NUMBER_OUTPUTS, output) ? 'number' : 'any', look: 'number' }
}

/** Parameters that a block takes, with their bounds. */
export function paramSpecsOf(block: GraphBlock, graph: GraphState): readonly ParamSpec[] {
  if (block.kind === 'operator') return catalogue.entry(block.entry)?.params ?? []
  if (block.kind !== 'subgraph') return []
  return (graph.subgraphs.get(block.use)?.params ?? []).map(specOf)
}

/** A declared parameter as the catalogue would declare it. */
function specOf({ title: given, ...declared }: Declaration): ParamSpec {
  const title = given || declared.name
  if (declared.kind === 'bool' || declared.kind === 'choice') return { ...declared, title }
  const { min = -1e9, max = 1e9, step, ...rest } = declared
  return { ...rest, title, min, max, ...(step !== undefined && { step }) }
}

interface Carried {
  readonly wires: Sheet['wires']
  readonly graph: GraphState
  readonly kinds: Map<string, PortKind>
}

/** What was worked out about a sheet; good for as long as nothing around it changes. */
const carried = new WeakMap<Sheet['blocks'], Carried>()

/**
 * What an output really carries. An operator whose output takes after its inputs gives conditions where all of those are
 * conditions; what isn't wired yet is `any`.
 */
export function carriedKind(scene: Scene, block: string, port: string): PortKind {
  const before = carried.get(scene.blocks)
  const isFresh = before?.wires === scene.wires && before.graph === scene.graph
  const known = isFresh ? before : { wires: scene.wires, graph: scene.graph, kinds: new Map() }
  if (!isFresh) carried.set(scene.blocks, known)
  return kindOf(scene, block, port, known.kinds)
}

function kindOf(scene: Scene, block: string, port: string, kinds: Map<string, PortKind>): PortKind {
  const key = `${block}:${port}`
  const known = kinds.get(key)
  if (known) return known
  kinds.set(key, 'any') // what a circle finds when it comes round
  const kind = freshKind(scene, block, port, kinds)
  kinds.set(key, kind)
  return kind
}

function freshKind(scene: Scene, block: string, port: string, kinds: Map<string, PortKind>): PortKind {
  const from = scene.blocks.get(block)
  if (!from) return 'any'
  if (from.kind === 'input') return inletKind(scene, from.port)
  if (from.kind === 'constant' && typeof from.value === 'object') return paramKind(scene, from.value.param)
  const ports = portsOfBlock(from, scene.graph)
  const kind = ports.outputs.find(({ name }) => name === port)?.kind ?? 'any'
  if (kind !== 'any' || from.kind !== 'operator') return kind
  const carry = ports.inputs
    .filter(input => input.kind === 'any')
    .map(({ name }) => inputCarries(scene, from, name, kinds))
  if (carry.some(each => each === 'number')) return 'number'
  return carry.length > 0 && carry.every(each => each === 'bool') ? 'bool' : 'any'
}

/** What stands at an input: the wire's kind, its value's, or that of what it reads unwired. */
function inputCarries(scene: Scene, block: GraphBlock, port: string, kinds: Map<string, PortKind>): PortKind {
  const wire = scene.wires.get(inputKey({ block: block.id, port }))
  if (wire) return kindOf(scene, wire.block, wire.port, kinds)
  const value = 'values' in block ? block.values[port] : undefined
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'object') return paramKind(scene, value.param)
  if (value !== undefined) return 'number'
  const input = portsOfBlock(block, scene.graph).inputs.find(({ name }) => name === port)
  return input?.fallback ? 'number' : 'any'
}

function inletKind({ graph, within }: Scene, port: string): PortKind {
  const inner = within === null ? undefined : graph.subgraphs.get(within)
  return inner?.inputs.find(({ name }) => name === port)?.kind ?? 'any'
}

function paramKind(scene: Scene, name: string): PortKind {
  const kind = paramsOf(scene).find(each => each.name === name)?.kind
  return kind === 'bool' ? 'bool' : kind === 'int' || kind === 'num' ? 'number' : 'any'
}

/** Every block the ones given rest on, themselves included. */
export function upstreamOf(sheet: Sheet, ids: Iterable<string>): Set<string> {
  const into = grouped(sheet.wires, ([key]) => key.slice(0, key.indexOf(':')))
  return reached(ids, id => (into.get(id) ?? []).map(([, from]) => from.block))
}

/** Every block that rests on the ones given, themselves included. */
export function downstreamOf(sheet: Sheet, ids: Iterable<string>): Set<string> {
  const outOf = grouped(sheet.wires, ([, from]) => from.block)
  return reached(ids, id => (outOf.get(id) ?? []).map(([key]) => key.slice(0, key.indexOf(':'))))
}

function reached(ids: Iterable<string>, next: (id: string) => readonly string[]): Set<string> {
  const found = new Set(ids)
  const waiting = [...found]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop())
    for (const other of next(id))
      if (!found.has(other)) {
        found.add(other)
        waiting.push(other)
      }
  return found
}
