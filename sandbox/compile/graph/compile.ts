// A graph made into a program, block by block. Nothing of it is code, so no fence is needed; graphs that hold code are printed
// and compiled as a formula.
import type { CatalogueEntry, Series } from '../../catalogue/define'
import { catalogue } from '../../catalogue/index'
import { ProgramBuilder } from '../../ir/build'
import { BuildError } from '../../ir/buildError'
import type { OutputName, ParamValue, Program, SeriesClock } from '../../ir/program'
import { TIMEFRAMES } from '../../ir/timeframe'
import { portsOf } from '../api'
import type { Compiled } from '../compiled'
import { type CompileProblem, isError, problem } from '../problems'
import { BUILD_PROBLEMS, COLUMN, columnSentence, MOST_NODES, wrongOutput } from '../replay'
import { warningsOf } from '../settling'
import { MOST_COLUMNS } from '../trace'
import type { GraphDocument, OperatorBlock, PortValue, Setting } from './document'
import { type Feed, type FlatBlock, flatten } from './flat'
import { inOrder } from './order'
import { declaredParams } from './params'

type Params = Readonly<Record<string, ParamValue>>

const RUN: SeriesClock = { timeframe: null, instrument: null }

/** A block's own problem, with the port where it shows. */
class Flaw extends Error {
  readonly problem: CompileProblem
  constructor(...said: Parameters<typeof problem>) {
    super(said[1])
    this.problem = problem(...said)
  }
}

export function compileGraph(graph: GraphDocument, overrides: Params): Compiled {
  return compiledFrom(graph, buildGraph(graph, overrides))
}

/** Every block that is complete, built; what the others lack is told. */
export interface BuiltGraph {
  readonly builder: ProgramBuilder
  readonly flat: readonly FlatBlock[]
  readonly declarations: Program['params']
  readonly problems: readonly CompileProblem[]
  /** What each block gives by port; outputs and columns give nothing. */
  readonly ports: ReadonlyMap<string, Readonly<Record<string, Series>>>
}

export function buildGraph(graph: GraphDocument, overrides: Params): BuiltGraph {
  const { declarations, values, problems: declared } = declaredParams(graph.params, overrides)
  const { blocks: flat, problems: unclear } = flatten(graph)
  const { order, problems: circles } = inOrder(flat)
  const build = new GraphBuild(graph, values)
  for (const block of order) build.add(block)
  const problems = [...declared, ...unclear, ...circles, ...build.problems]
  return { builder: build.builder, flat, declarations, problems, ports: build.ports }
}

export function compiledFrom(
  graph: GraphDocument,
  { builder, declarations, problems }: BuiltGraph,
): Compiled {
  const program = builder.finish({ name: graph.name, timeframe: graph.timeframe, params: declarations })
  if (Object.keys(program.outputs).length === 0 && program.columns.length === 0) {
    const none = problem(
      'no-output',
      'Nothing is connected to an output. Add one, for example Filter, and connect it.',
    )
    return { ok: false, problems: problems.some(isError) ? problems : [...problems, none] }
  }
  const all = [...problems, ...warningsOf(program, catalogue)]
  return all.some(isError)
    ? { ok: false, problems: all, partial: program }
    : { ok: true, kind: 'graph', program, problems: all }
}

/** The clock a block computes on. */
export const clockOf = ({ timeframe, symbol }: Pick<OperatorBlock, 'timeframe' | 'symbol'>): SeriesClock =>
  timeframe || symbol ? { timeframe: timeframe ?? null, instrument: symbol ?? null } : RUN

const sameClock = (a: SeriesClock, b: SeriesClock) =>
  a.timeframe === b.timeframe && a.instrument === b.instrument

class GraphBuild {
  readonly builder = new ProgramBuilder(catalogue, { nodes: MOST_NODES })
  readonly problems: CompileProblem[] = []
  readonly #graph: GraphDocument
  readonly #params: Params
  /** Outputs by port of every block that could be built; a constant is of every clock. */
  readonly #made = new Map<
    string,
    { readonly ports: Readonly<Record<string, Series>>; readonly clock: SeriesClock | null }
  >()
  readonly #columns = new Set<string>()
  readonly #outputs = new Set<OutputName>()

  constructor(graph: GraphDocument, params: Params) {
    this.#graph = graph
    this.#params = params
  }

  get ports(): BuiltGraph['ports'] {
    return new Map([...this.#made].map(([block, { ports }]) => [block, ports]))
  }

  add(flat: FlatBlock): void {
    const missing = [...flat.feeds].find(([, feed]) => feed.kind === 'block' && !this.#made.has(feed.block))
    if (missing) {
      this.problems.push(
        problem(
          'upstream-problem',
          'The block waits for another one that has a problem. Mend that one first.',
          {
            block: flat.id,
            port: missing[0],
          },
        ),
      )
      return
    }
    try {
      this.builder.from({ kind: 'block', block: flat.id }, () => this.#add(flat))
    } catch (thrown) {
      if (thrown instanceof Flaw) this.problems.push({ ...thrown.problem, block: flat.id })
      else if (thrown instanceof BuildError)
        this.problems.push(
          problem(BUILD_PROBLEMS[thrown.code], thrown.message, {
            block: flat.id,
            ...(typeof thrown.about.port === 'string' && { port: thrown.about.port }),
          }),
        )
      else throw thrown
    }
  }

  #add({ id, block, feeds }: FlatBlock): void {
    switch (block.kind) {
      case 'operator': {
        const clock = clockOf(block)
        const ports = this.#operator(block, feeds, clock)
        this.#made.set(id, { ports, clock })
        if (block.name) for (const series of Object.values(ports)) this.builder.name(series, block.name)
        break
      }
      case 'constant':
        this.#made.set(id, { ports: { value: this.#value(block.value, 'value') }, clock: null })
        break
      case 'output':
        this.#only(feeds)
        this.#output(block.output, feeds)
        break
      case 'column':
        this.#only(feeds)
        this.#column(block.column, feeds)
        break
      case 'code':
        throw new Flaw('not-supported', 'A graph with code is compiled through the code it prints.')
    }
  }

  #operator(
    block: OperatorBlock,
    feeds: ReadonlyMap<string, Feed>,
    clock: SeriesClock,
  ): Readonly<Record<string, Series>> {
    const entry = catalogue.entry(block.entry)
    if (!entry || entry.id === 'constant' || entry.id === 'flag' || entry.id === 'script')
      throw new Flaw('unknown-block', `There is no block ${block.entry}. Replace it by one from the palette.`)
    checkClock(clock, this.#graph.timeframe)
    for (const port of feeds.keys())
      if (!portsOf(entry).some(({ name }) => name === port)) throw unknownPort(entry, port)
    return this.builder.within(clock, () => {
      const inputs = entry.inputs.map(({ name, title, fallback }) => {
        const feed = feeds.get(name)
        if (!feed && !fallback)
          throw new Flaw(
            'missing-input',
            `${entry.title} needs its input ${title}. Connect it or give it a value.`,
            {
              port: name,
            },
          )
        return feed && this.#series(feed, name, clock, entry.id === 'seen')
      })
      if (entry.id === 'seen' && inputs[0]) return { value: this.builder.align(inputs[0]) }
      return this.builder.apply(entry.id, inputs as Series[], this.#settings(entry, block.params)) // ports left out take what stands in for them
    })
  }

  #settings(entry: CatalogueEntry, given: Readonly<Record<string, Setting>>): Params {
    const settings: Record<string, ParamValue> = {}
    for (const [name, value] of Object.entries(given)) {
      if (!entry.params.some(spec => spec.name === name)) throw unknownPort(entry, name)
      settings[name] = typeof value === 'object' ? this.#param(value.param, name) : value
    }
    return settings
  }

  #series(feed: Feed, port: string, clock: SeriesClock, aligning = false): Series {
    if (feed.kind === 'value') return this.#value(feed.value, port)
    const from = this.#made.get(feed.block)
    const series = from && (Object.hasOwn(from.ports, feed.port) ? from.ports[feed.port] : undefined)
    if (!from || !series)
      throw new Flaw(
        'unknown-port',
        `The wire begins at ${feed.port}, which the block before doesn’t have${from ? `; it has ${Object.keys(from.ports).join(', ')}` : ''}. Connect it anew.`,
        { port },
      )
    if (!aligning && from.clock && !sameClock(clock, RUN) && !sameClock(clock, from.clock))
      throw new Flaw(
        'mixed-clocks',
        'The wire comes from other bars than the block’s own. Give both the same timeframe and symbol, or put “Seen from here” between them.',
        { port },
      )
    return series
  }

  #value(value: PortValue, port: string): Series {
    const plain = typeof value === 'object' ? this.#param(value.param, port) : value
    if (typeof plain !== 'string') return this.builder.constant(plain)
    if (plain === 'NaN' || plain === 'Infinity' || plain === '-Infinity')
      return this.builder.constant(Number(plain))
    throw new Flaw('input-kind', `${port} takes a number or a condition, and a text is given.`, { port })
  }

  #param(name: string, port: string): ParamValue {
    const value = Object.hasOwn(this.#params, name) ? this.#params[name] : undefined
    if (value === undefined)
      throw new Flaw('bad-param', `There is no parameter ${name}. Declare it, or choose another.`, { port })
    return value
  }

  #only(feeds: ReadonlyMap<string, Feed>): void {
    for (const port of feeds.keys())
      if (port !== 'value')
        throw new Flaw('unknown-port', `An output has one port, value; ${port} is not there.`, { port })
  }

  #wired(feeds: ReadonlyMap<string, Feed>): Series {
    const feed = feeds.get('value')
    if (!feed)
      throw new Flaw('missing-input', 'Nothing is connected to the output. Connect it, or remove it.', {
        port: 'value',
      })
    return this.#series(feed, 'value', RUN)
  }

  #output(name: OutputName, feeds: ReadonlyMap<string, Feed>): void {
    if (this.#outputs.has(name)) throw new Flaw('bad-output', `There are two outputs ${name}. Remove one.`)
    this.#outputs.add(name)
    const series = this.#wired(feeds)
    const wrong = wrongOutput(name, series)
    if (wrong) throw new Flaw('bad-output', wrong, { port: 'value' })
    this.builder.output(name, series)
  }

  #column(name: string, feeds: ReadonlyMap<string, Feed>): void {
    if (!COLUMN.test(name)) throw new Flaw('bad-output', columnSentence(name))
    if (this.#columns.has(name)) throw new Flaw('bad-output', `There are two columns ${name}. Rename one.`)
    if (this.#columns.size >= MOST_COLUMNS)
      throw new Flaw('bad-output', `At most ${MOST_COLUMNS} columns fit.`)
    this.#columns.add(name)
    this.builder.column(name, this.#wired(feeds))
  }
}

const unknownPort = (entry: CatalogueEntry, name: string): Flaw =>
  new Flaw(
    'unknown-port',
    `${entry.title} has no ${name}; it has ${[...portsOf(entry), ...entry.params].map(each => each.name).join(', ') || 'neither ports nor parameters'}.`,
    { port: name },
  )

function checkClock({ timeframe }: SeriesClock, base: GraphDocument['timeframe']): void {
  if (timeframe && base && TIMEFRAMES.indexOf(timeframe) < TIMEFRAMES.indexOf(base))
    throw new Flaw(
      'faster-timeframe',
      `${timeframe} is faster than the strategy’s own ${base}. Run it on ${timeframe}, and look at the slower one from there.`,
    )
}
