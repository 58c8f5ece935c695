// A document for looking inside: what could be compiled of it, and where the value of each block and name is found.
import type { Fence } from '../host/fence'
import type { NodeId, Program } from '../ir/program'
import type { Compiled, Document } from './compiled'
import { recordCode } from './formula'
import type { GraphDocument } from './graph/document'
import { readGraph } from './graph/document'
import { type FlatGraph, flatten } from './graph/flat'
import { constNames } from './graph/names'
import { inOrder } from './graph/order'
import { compilePartial, resultsOf, type WatchedPort } from './graph/partial'
import { outputsOf, type Printed, printFlat } from './graph/print'
import { recordPrinted } from './graph/record'
import type { Recorded } from './record'
import { parseJson, recordingSchema } from './recording'
import { type Named, type Replayed, replayed } from './replay'

export interface Preview {
  /** What the document compiles to; the word on it is here. */
  readonly compiled: Compiled
  /** Everything that is complete; null when nothing is. Never to be run for money. */
  readonly program: Program | null
  /** Of a graph: its blocks' ports. */
  readonly ports: readonly WatchedPort[]
  /** Of code: the series its author gave a name. */
  readonly named: readonly Named[]
}

/** Compiles a document with all that can be looked at in it. It runs the author's code, so it belongs in a worker. */
export function previewDocument(fence: Fence, document: Document): Preview {
  if (document.kind !== 'graph')
    return previewOf(recordCode(fence, document.document, document.params ?? {}), () => [])
  const read = readGraph(document.document)
  if (!read.ok) return nothing(read)
  const flat = flatten(read.graph)
  const plain = () => compilePartial(read.graph, document.params ?? {})
  if (!flat.blocks.some(({ block }) => block.kind === 'code')) return { ...plain(), named: [] }
  const printed = namingOutputs(printFlat(read.graph, flat), flat)
  const recorded = recordPrinted(fence, printed, document.params ?? {})
  const traced = previewOf(recorded, made => portsByName(read.graph, flat, printed, made))
  // the code fails, and the blocks that do without it can be shown all the same
  return traced.program ? withoutNames(traced, printed) : { ...plain(), named: [], compiled: traced.compiled }
}

interface Naming extends Printed {
  /** Names given to what code gives, by block and port. */
  readonly added: ReadonlyMap<string, string>
}

/** A printed graph that names each output of its code, behind the last block so that no line moves. */
function namingOutputs(printed: Printed, flat: FlatGraph): Naming {
  const names = constNames(inOrder(flat.blocks).order)
  const isPrinted = new Set(printed.statements.map(({ block }) => block))
  const added = new Map<string, string>()
  let prefix = 'seen_'
  while ([...names.values()].some(name => name.startsWith(prefix))) prefix += '_'
  const lines = printed.text.split('\n')
  const own: string[] = []
  for (const { id, block } of flat.blocks)
    if (block.kind === 'code' && isPrinted.has(id))
      for (const { name } of block.outputs) {
        added.set(`${id} ${name}`, `${prefix}${added.size}`)
        own.push(`  const ${added.get(`${id} ${name}`)} = ${names.get(id)}.${name}`)
      }
  lines.splice(Math.max(0, ...printed.statements.map(({ to }) => to)), 0, ...own)
  return { ...printed, text: lines.join('\n'), added }
}

/** The names given above are nobody's. */
function withoutNames({ compiled, program, ports }: Preview, { added }: Naming): Preview {
  const own = new Set(added.values())
  const cleaned = (given: Program): Program => ({
    ...given,
    names: given.names.filter(({ name }) => !own.has(name)),
  })
  return {
    compiled: compiled.ok ? { ...compiled, program: cleaned(compiled.program) } : compiled,
    program: program && cleaned(program),
    ports,
    named: [],
  }
}

function previewOf(recorded: Recorded, portsIn: (named: readonly Named[]) => WatchedPort[]): Preview {
  if (!recorded.ok) return nothing(recorded)
  const read = recordingSchema.safeParse(parseJson(recorded.recording))
  if (!read.success || read.data.form !== 'trace') throw new Error('Code was recorded as something else.')
  const { compiled, watched }: Replayed = replayed(read.data)
  if (!watched || watched.program.nodes.length === 0) return nothing(compiled)
  const { program, named } = watched
  return { compiled, program, ports: portsIn(named), named: [...named, ...readByScripts(program, named)] }
}

/** The series a script reads have names too. */
function readByScripts({ nodes, scripts = [] }: Program, named: readonly Named[]): Named[] {
  const found = new Map<string, NodeId>()
  for (const { op, params, inputs } of nodes) {
    if (op !== 'script') continue
    const fields = scripts.find(({ digest }) => digest === params.code)?.fields ?? []
    for (const [at, name] of fields.entries())
      if (inputs[at] !== undefined && !named.some(each => each.name === name)) found.set(name, inputs[at])
  }
  return [...found].map(([name, node]) => ({ name, node }))
}

const nothing = (compiled: Compiled): Preview => ({ compiled, program: null, ports: [], named: [] })

/** A printed block is a constant of its own name, with the port behind a dot where it has several. */
function portsByName(
  graph: GraphDocument,
  flat: FlatGraph,
  { added }: Naming,
  named: readonly Named[],
): WatchedPort[] {
  const nodeOf = new Map<string, NodeId>(named.map(({ name, node }) => [name, node]))
  const { order } = inOrder(flat.blocks)
  const names = constNames(order)
  const ports: WatchedPort[] = []
  const byEnd = new Map<string, NodeId>()
  const add = (block: string, port: string, node: NodeId | undefined) => {
    if (node === undefined) return
    ports.push({ block, port, node })
    byEnd.set(`${block} ${port}`, node)
  }
  for (const each of order) {
    const name = names.get(each.id)
    for (const port of outputsOf(each)) {
      const called = added.get(`${each.id} ${port}`) ?? `${name}.${port}`
      add(each.id, port, nodeOf.get(called) ?? nodeOf.get(name ?? ''))
    }
    const feed = each.feeds.get('value')
    if ((each.block.kind === 'output' || each.block.kind === 'column') && feed?.kind === 'block')
      add(each.id, 'value', byEnd.get(`${feed.block} ${feed.port}`))
  }
  for (const { block, port, from } of resultsOf(graph))
    add(block, port, byEnd.get(`${from.block} ${from.port}`))
  return ports
}
