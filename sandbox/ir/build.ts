import type {
  Build,
  CatalogueEntry,
  Composite,
  Operator,
  ParamValues,
  Port,
  Series,
} from '../catalogue/define'
import { BuildError } from './buildError'
import { type Catalogue, isCommutative } from './catalogue'
import { programDigest } from './digest'
import { foldConstant } from './fold'
import { sameClock } from './key'
import { resolveParams } from './params'
import type {
  NodeId,
  Origin,
  OutputName,
  Program,
  ProgramNode,
  ProgramScript,
  SeriesClock,
  SeriesType,
  ValueKind,
} from './program'
import { NodeTable } from './table'

const RUN_CLOCK: SeriesClock = { timeframe: null, instrument: null }

interface Finish {
  readonly name: string
  readonly timeframe: Program['timeframe']
  readonly params?: Program['params']
}

interface Limits {
  /** Most nodes a program may have while it is built. */
  readonly nodes: number
}

/**
 * Records a program node by node. Equal nodes become one, composites expand, constants fold where every machine folds alike,
 * and what no output needs is left out. Misuse throws a `BuildError`.
 */
export class ProgramBuilder implements Build {
  readonly #catalogue: Catalogue
  readonly #limits: Limits
  readonly #table: NodeTable
  readonly #origins: Origin[][] = []
  readonly #names: { node: NodeId; name: string }[] = []
  readonly #outputs = new Map<OutputName, NodeId>()
  readonly #columns = new Map<string, NodeId>()
  readonly #scripts = new Map<string, ProgramScript>()
  #clock = RUN_CLOCK
  #origin: Origin | null = null

  constructor(catalogue: Catalogue, limits: Limits = { nodes: 20_000 }) {
    this.#catalogue = catalogue
    this.#limits = limits
    this.#table = new NodeTable(isCommutative(catalogue))
  }

  /** Everything made inside `make` moves with that clock; what is left out stays as it was. */
  within<T>(clock: Partial<SeriesClock>, make: () => T): T {
    const before = this.#clock
    this.#clock = { ...before, ...clock }
    try {
      return make()
    } finally {
      this.#clock = before
    }
  }

  /** Every node made or met again inside `make` comes from there. */
  from<T>(origin: Origin, make: () => T): T {
    const before = this.#origin
    this.#origin = origin
    try {
      return make()
    } finally {
      this.#origin = before
    }
  }

  /** Adds one more place a series comes from. */
  mark(series: Series, origin: Origin): void {
    const known = this.#origins[series.node]!
    if (!known.some(other => sameOrigin(other, origin))) known.push(origin)
  }

  /** What people call this series: the `const` of a formula, the label of a block. */
  name(series: Series, name: string): void {
    if (!this.#names.some(known => known.node === series.node && known.name === name))
      this.#names.push({ node: series.node, name })
  }

  readonly source = (field: string): Series => {
    const entry = this.#entry(field)
    return this.#only(entry, this.apply(field, []))
  }

  readonly constant = (value: number | boolean): Series =>
    typeof value === 'boolean'
      ? this.#intern('flag', [], { value }, 'bool')
      : this.#intern('constant', [], { value }, 'number')

  readonly op = (id: string, inputs: readonly Series[], params: ParamValues = {}): Series =>
    this.#only(this.#entry(id), this.apply(id, inputs, params))

  readonly part = (
    id: string,
    output: string,
    inputs: readonly Series[],
    params: ParamValues = {},
  ): Series => {
    const series = this.apply(id, inputs, params)[output]
    if (series) return series
    const names = outputNames(this.#entry(id)).join(', ')
    throw new BuildError('unknown-output', `${id} has no output "${output}"; it has ${names}.`, {
      entry: id,
      output,
    })
  }

  /** All outputs of an entry by name; an operator's only one is `value`. Ports left out at the end take their fallback. */
  apply(id: string, inputs: readonly Series[], params: ParamValues = {}): Readonly<Record<string, Series>> {
    const entry = this.#entry(id)
    const resolved = resolveParams(entry, params)
    const wired = this.#wire(entry, inputs)
    return entry.type === 'composite'
      ? entry.build(this, wired, resolved)
      : { value: this.#operator(entry, wired, resolved) }
  }

  /** The series as it is seen from the present clock. */
  align(series: Series): Series {
    return this.#seen(series)
  }

  /** All outputs of a script over its columns, in the script's order. */
  script(code: ProgramScript, inputs: readonly Series[]): readonly Series[] {
    this.#scripts.set(code.digest, code)
    const wired = inputs.map(series => this.#seen(series).node)
    return code.outputs.map(({ name, kind, from }) => {
      const output = from === 'columns' ? `columns.${name}` : name
      return this.#intern('script', wired, { bars: code.bars, code: code.digest, output }, kind)
    })
  }

  output(name: OutputName, series: Series): void {
    this.#outputs.set(name, this.#seen(series).node)
  }

  column(name: string, series: Series): void {
    this.#columns.set(name, this.#seen(series).node)
  }

  /** Nodes so far, dead ones included. */
  get size(): number {
    return this.#table.nodes.length
  }

  /** The series' type as recorded. */
  typeOf(series: Series): SeriesType {
    return this.#table.nodes[series.node]!.type
  }

  finish({ name, timeframe, params = [] }: Finish): Program {
    const { nodes, idOf } = reachable(this.#table.nodes, [
      ...this.#outputs.values(),
      ...this.#columns.values(),
    ])
    const kept = (node: NodeId) => idOf[node]! >= 0
    const outputs = Object.fromEntries([...this.#outputs].map(([output, node]) => [output, idOf[node]!]))
    const columns = [...this.#columns].map(([column, node]) => ({ name: column, node: idOf[node]! }))
    return {
      format: 1,
      digest: programDigest({ nodes, outputs, columns }, isCommutative(this.#catalogue)),
      name,
      timeframe,
      params,
      nodes,
      outputs,
      columns,
      names: this.#names
        .filter(({ node }) => kept(node))
        .map(({ node, name }) => ({ node: idOf[node]!, name })),
      origins: this.#origins.filter((_, node) => kept(node)),
      ...this.#scriptsOf(nodes),
    }
  }

  #scriptsOf(nodes: readonly ProgramNode[]): Pick<Program, 'scripts'> {
    const named = new Set(nodes.flatMap(({ op, params }) => (op === 'script' ? [params.code] : [])))
    return named.size > 0
      ? { scripts: [...this.#scripts.values()].filter(code => named.has(code.digest)) }
      : {}
  }

  #entry(id: string): CatalogueEntry {
    const entry = this.#catalogue.entry(id)
    if (!entry) throw new BuildError('unknown-entry', `There is no operator called "${id}".`, { entry: id })
    return entry
  }

  #only(entry: CatalogueEntry, outputs: Readonly<Record<string, Series>>): Series {
    const [first, ...rest] = Object.values(outputs)
    if (first && rest.length === 0) return first
    const names = Object.keys(outputs).join(', ')
    throw new BuildError('unknown-output', `${entry.id} has several outputs; name one of ${names}.`, {
      entry: entry.id,
    })
  }

  #wire(entry: CatalogueEntry, inputs: readonly Series[]): Series[] {
    const { inputs: ports, id } = entry
    if (inputs.length > ports.length)
      throw new BuildError('input-count', `${id} takes ${count(ports.length)}; ${inputs.length} are given.`, {
        entry: id,
      })
    return ports.map((port, at) => {
      const series = inputs[at]
      if (!series) return this.#fallback(entry, port)
      if (port.kind === 'bool' && series.kind !== 'bool')
        throw new BuildError(
          'input-kind',
          `${id}: ${port.name} takes a condition, and a number is given. Compare it with something first.`,
          {
            entry: id,
            port: port.name,
          },
        )
      return this.#seen(series)
    })
  }

  #fallback(entry: CatalogueEntry, port: Port): Series {
    if (!port.fallback)
      throw new BuildError('input-count', `${entry.id} needs its input "${port.name}".`, {
        entry: entry.id,
        port: port.name,
      })
    return 'source' in port.fallback
      ? this.source(port.fallback.source)
      : this.constant(port.fallback.constant)
  }

  /** The series as the present clock sees it: constants are of every clock, all else is aligned by close time. */
  #seen(series: Series): Series {
    const node = this.#table.nodes[series.node]!
    if (sameClock(node.type.clock, this.#clock)) return series
    if (node.op === 'constant' || node.op === 'flag')
      return this.#intern(node.op, [], node.params, series.kind)
    return this.#intern('seen', [series.node], {}, series.kind)
  }

  #operator(entry: Operator, inputs: readonly Series[], params: ParamValues): Series {
    const kind = outputKind(entry, inputs)
    const folded = foldConstant(
      entry,
      inputs.map(({ node }) => this.#table.nodes[node]!),
      params,
    )
    if (folded !== null) {
      if (kind === 'number') return this.constant(folded)
      if (!Number.isNaN(folded)) return this.constant(folded === 1)
    }
    return this.#intern(
      entry.id,
      inputs.map(({ node }) => node),
      params,
      kind,
    )
  }

  #intern(op: string, inputs: readonly NodeId[], params: ParamValues, kind: ValueKind): Series {
    const id = this.#table.intern({ op, inputs, params, type: { kind, clock: this.#clock } })
    if (this.#table.nodes.length > this.#limits.nodes)
      throw new BuildError(
        'too-many-nodes',
        `The program has more than ${this.#limits.nodes} nodes. Shorten loops that make series.`,
        {
          limit: this.#limits.nodes,
        },
      )
    this.#origins[id] ??= []
    const series = { node: id, kind }
    if (this.#origin) this.mark(series, this.#origin)
    return series
  }
}

const count = (ports: number): string =>
  ports === 0 ? 'no inputs' : ports === 1 ? '1 input' : `${ports} inputs`

const outputNames = (entry: Operator | Composite): readonly string[] =>
  entry.type === 'operator' ? ['value'] : entry.outputs.map(output => output.name)

const outputKind = (entry: Operator, inputs: readonly Series[]): ValueKind => {
  if (entry.output !== 'any') return entry.output
  const free = inputs.filter((_, at) => entry.inputs[at]!.kind === 'any')
  return free.length > 0 && free.every(series => series.kind === 'bool') ? 'bool' : 'number'
}

const sameOrigin = (a: Origin, b: Origin): boolean =>
  a.kind === 'block'
    ? b.kind === 'block' && a.block === b.block && a.port === b.port
    : b.kind === 'code' && a.line === b.line && a.column === b.column && a.name === b.name

/** The nodes that `roots` rest on, renumbered in their old order; `idOf` is −1 for the others. */
const reachable = (
  nodes: readonly ProgramNode[],
  roots: readonly NodeId[],
): { nodes: readonly ProgramNode[]; idOf: Int32Array } => {
  const idOf = new Int32Array(nodes.length).fill(-1)
  for (const root of roots) idOf[root] = 0
  for (let id = nodes.length - 1; id >= 0; id--)
    if (idOf[id]! >= 0) for (const input of nodes[id]!.inputs) idOf[input] = 0
  const kept: ProgramNode[] = []
  for (const [id, node] of nodes.entries())
    if (idOf[id]! >= 0) idOf[id] = kept.push({ ...node, inputs: node.inputs.map(input => idOf[input]!) }) - 1
  return { nodes: kept, idOf }
}
