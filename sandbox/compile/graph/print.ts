// A graph as a formula: one statement a block, in an order that does not change when it is read back and printed again.
import type { CatalogueEntry } from '../../catalogue/define'
import { catalogue } from '../../catalogue/index'
import { OUTPUTS, type OutputName } from '../../ir/program'
import { type Call, portsOf, writtenCall } from '../api'
import { type CompileProblem, problem } from '../problems'
import type {
  CodeBlock,
  ColumnBlock,
  Declaration,
  GraphDocument,
  OperatorBlock,
  OutputBlock,
  PortValue,
  Setting,
} from './document'
import { type Feed, type FlatBlock, type FlatGraph, flatten } from './flat'
import { constNames } from './names'
import { inOrder } from './order'

export interface Printed {
  readonly text: string
  /** The lines that stand for each block. */
  readonly statements: readonly { readonly from: number; readonly to: number; readonly block: string }[]
  /** Blocks that could not be printed. */
  readonly problems: readonly CompileProblem[]
  /** Code blocks: their own text stands in their statement. */
  readonly codes: ReadonlyMap<string, CodeBlock>
}

export const printGraph = (graph: GraphDocument): Printed => printFlat(graph, flatten(graph))

export function printFlat(graph: GraphDocument, flat: FlatGraph): Printed {
  const { order, problems: circles } = inOrder(flat.blocks)
  const printer = new Printer(graph, order)
  const { text, statements } = printer.print()
  const codes = new Map(
    order.flatMap(({ id, block }) => (block.kind === 'code' ? [[id, block] as const] : [])),
  )
  return { text, statements, problems: [...flat.problems, ...circles, ...printer.problems], codes }
}

class Printer {
  readonly problems: CompileProblem[] = []
  readonly #graph: GraphDocument
  readonly #order: readonly FlatBlock[]
  readonly #names: ReadonlyMap<string, string>
  readonly #byId: ReadonlyMap<string, FlatBlock>
  readonly #printed = new Set<string>()
  readonly #givenOut = new Set<string>()

  constructor(graph: GraphDocument, order: readonly FlatBlock[]) {
    this.#graph = graph
    this.#order = order
    this.#names = constNames(order)
    this.#byId = new Map(order.map(flat => [flat.id, flat]))
  }

  print(): Pick<Printed, 'text' | 'statements'> {
    const lines: string[] = []
    const statements: { from: number; to: number; block: string }[] = []
    const outputs = new Map<OutputName, string>()
    const columns: [string, string][] = []
    const body: string[] = []
    let usesTa = false
    for (const flat of this.#order) {
      const made = this.#statement(flat)
      if (made === null) continue
      const { block } = flat
      if (block.kind === 'output') outputs.set(block.output, made)
      else if (block.kind === 'column') columns.push([block.column, made])
      else {
        usesTa ||= /\bta\./.test(made)
        this.#printed.add(flat.id)
        const from = body.length
        body.push(...`  const ${this.#names.get(flat.id)} = ${made}`.split('\n'))
        statements.push({ from, to: body.length - 1, block: flat.id })
      }
    }
    lines.push(...this.#head())
    const taken = [...(usesTa ? ['ta'] : []), ...(this.#graph.params.length > 0 ? ['params'] : [])]
    if (taken.length > 0) lines.push(`  const { ${taken.join(', ')} } = m`)
    const before = lines.length + 1
    lines.push(...body, ...returned(outputs, columns), '})', '')
    return {
      text: lines.join('\n'),
      statements: statements.map(({ from, to, block }) => ({ from: from + before, to: to + before, block })),
    }
  }

  #head(): string[] {
    const { name, timeframe, params } = this.#graph
    const settings = [`name: ${quoted(name)}`, ...(timeframe ? [`timeframe: ${quoted(timeframe)}`] : [])]
    if (params.length === 0) return [`export default strategy({ ${settings.join(', ')} }, m => {`]
    return [
      'export default strategy({',
      ...settings.map(setting => `  ${setting},`),
      '  params: {',
      ...params.map(each => `    ${each.name}: ${declared(each)},`),
      '  },',
      '}, m => {',
    ]
  }

  /** The right side of a block's statement; null where it has a problem or waits for one that has. */
  #statement(flat: FlatBlock): string | null {
    const { block, feeds, id } = flat
    const tell = (...[code, message, port]: [Parameters<typeof problem>[0], string, string?]): null => {
      this.problems.push(problem(code, message, { block: id, ...(port !== undefined && { port }) }))
      return null
    }
    for (const [port, feed] of feeds) {
      if (feed.kind === 'value') continue
      if (!this.#printed.has(feed.block))
        return tell(
          'upstream-problem',
          'The block waits for another one that has a problem. Mend that one first.',
          port,
        )
      const ports = outputsOf(this.#byId.get(feed.block))
      if (!ports.includes(feed.port))
        return tell(
          'unknown-port',
          `The wire begins at ${feed.port}, which the block before doesn’t have. Connect it anew.`,
          port,
        )
    }
    switch (block.kind) {
      case 'constant':
        return `series(${this.#setting(block.value)})`
      case 'output':
      case 'column': {
        const feed = feeds.get('value')
        if (!feed)
          return tell(
            'missing-input',
            'Nothing is connected to the output. Connect it, or remove it.',
            'value',
          )
        if (this.#isTaken(block)) return tell('bad-output', 'There are two outputs of this name. Remove one.')
        return this.#given(feed)
      }
      case 'code': {
        const stray = [...feeds.keys()].find(port => !block.inputs.some(({ name }) => name === port))
        if (stray !== undefined)
          return tell('unknown-port', `The code has no input ${stray}. Remove the wire or value.`, stray)
        return this.#code(block, feeds)
      }
      case 'operator': {
        const entry = catalogue.entry(block.entry)
        if (!entry)
          return tell(
            'unknown-block',
            `There is no block ${block.entry}. Replace it by one from the palette.`,
          )
        const stray =
          [...feeds.keys()].find(port => !portsOf(entry).some(({ name }) => name === port)) ??
          Object.keys(block.params).find(param => !entry.params.some(({ name }) => name === param))
        if (stray !== undefined)
          return tell('unknown-port', `${entry.title} has no ${stray}. Remove it.`, stray)
        const missing = entry.inputs.find(({ name, fallback }) => !fallback && !feeds.has(name))
        if (missing)
          return tell(
            'missing-input',
            `${entry.title} needs its input ${missing.title}. Connect it or give it a value.`,
            missing.name,
          )
        return onClock(block, this.#call(entry, block, feeds))
      }
    }
  }

  /** Whether an output or column of that name has been given out already. */
  #isTaken(block: OutputBlock | ColumnBlock): boolean {
    const name = block.kind === 'output' ? `output ${block.output}` : `column ${block.column}`
    const taken = this.#givenOut.has(name)
    this.#givenOut.add(name)
    return taken
  }

  #call(entry: CatalogueEntry, block: OperatorBlock, feeds: ReadonlyMap<string, Feed>): string {
    const call = writtenCall(entry)
    const read = (port: number, wrap: boolean): string => {
      const feed = feeds.get(entry.inputs[port]?.name ?? '')
      if (!feed) return 'undefined'
      return wrap && feed.kind === 'value' ? `series(${this.#read(feed)})` : this.#read(feed)
    }
    switch (call.kind) {
      case 'name':
        return call.path.length === 1 ? `m.${call.path[0]}` : call.path.join('.')
      case 'implicit':
        return `align(${read(0, true)})`
      case 'sign': {
        if (call.arity === 1) return `${call.sign}${read(0, true)}`
        // plain values would be reckoned with at once, and && and || leave out what is plain
        const wrap = call.sign === '&&' || call.sign === '||' || allPlain(entry, feeds)
        const left = read(0, wrap)
        // -1 ** x is no JavaScript
        return `${call.sign === '**' && left.startsWith('-') ? `(${left})` : left} ${call.sign} ${read(1, wrap)}`
      }
      case 'function':
        return `${call.path.join('.')}(${this.#arguments(entry, call, block, feeds).join(', ')})`
    }
  }

  #arguments(
    entry: CatalogueEntry,
    { args, path }: Extract<Call, { kind: 'function' }>,
    block: OperatorBlock,
    feeds: ReadonlyMap<string, Feed>,
  ): string[] {
    const [first] = path
    // these answer plain values with plain values
    const wrap =
      first === 'where' || ((first === 'math' || first === 'nz' || first === 'na') && allPlain(entry, feeds))
    const given = args.map(({ name, port }) => {
      if (port === null) {
        const setting = Object.hasOwn(block.params, name) ? block.params[name] : undefined
        return setting === undefined ? null : this.#setting(setting)
      }
      const feed = feeds.get(entry.inputs[port]?.name ?? '')
      if (!feed) return null
      return wrap && port === 0 && feed.kind === 'value' ? `series(${this.#read(feed)})` : this.#read(feed)
    })
    while (given.at(-1) === null) given.pop()
    return given.map(each => each ?? 'undefined')
  }

  #code({ over, source, inputs }: CodeBlock, feeds: ReadonlyMap<string, Feed>): string {
    const columns = inputs.map(({ name }) => {
      const feed = feeds.get(name)
      return `${name}: ${feed ? this.#given(feed) : 'undefined'}`
    })
    const given = columns.length > 0 ? `{ ${columns.join(', ')} }` : '{}'
    return over === 'bars' ? `perBar(${given}, ${source.trim()})` : `(${source.trim()})(${given})`
  }

  /** What is handed on by name: a plain value there would no longer tell which parameter it was. */
  #given(feed: Feed): string {
    return feed.kind === 'value' && typeof feed.value === 'object'
      ? `series(${this.#read(feed)})`
      : this.#read(feed)
  }

  /** What feeds a port, as an expression. */
  #read(feed: Feed): string {
    if (feed.kind === 'value') return this.#setting(feed.value)
    const flat = this.#byId.get(feed.block)
    const name = this.#names.get(feed.block) ?? ''
    return outputsOf(flat).length > 1 || flat?.block.kind === 'code' ? `${name}.${feed.port}` : name
  }

  #setting(value: Setting | PortValue): string {
    if (typeof value === 'object') return `params.${value.param}`
    if (typeof value === 'number') return String(value)
    if (typeof value === 'boolean' || value === 'NaN' || value === 'Infinity' || value === '-Infinity')
      return String(value)
    return quoted(value)
  }
}

/** Names of what a block gives. */
export function outputsOf(flat: FlatBlock | undefined): readonly string[] {
  switch (flat?.block.kind) {
    case 'constant':
      return ['value']
    case 'code':
      return flat.block.outputs.map(({ name }) => name)
    case 'operator': {
      const entry = catalogue.entry(flat.block.entry)
      if (!entry) return []
      return entry.type === 'operator' ? ['value'] : entry.outputs.map(({ name }) => name)
    }
    default:
      return []
  }
}

const allPlain = (entry: CatalogueEntry, feeds: ReadonlyMap<string, Feed>): boolean =>
  entry.inputs.every(({ name }) => feeds.get(name)?.kind !== 'block')

/** The expression on the bars that the block names. */
function onClock({ timeframe, symbol }: OperatorBlock, expression: string): string {
  const make = (of: string) => (of.startsWith('{') ? `(${of})` : of)
  if (timeframe && symbol)
    return `symbol(${quoted(symbol)}, () => tf(${quoted(timeframe)}, m => ${make(expression)}))`
  if (timeframe) return `tf(${quoted(timeframe)}, m => ${make(expression)})`
  if (symbol) return `symbol(${quoted(symbol)}, m => ${make(expression)})`
  return expression
}

function returned(
  outputs: ReadonlyMap<OutputName, string>,
  columns: readonly (readonly [string, string])[],
): string[] {
  const lines = OUTPUTS.flatMap(name => {
    const made = outputs.get(name)
    return made === undefined ? [] : [`    ${property(name, made)},`]
  })
  if (columns.length > 0)
    lines.push('    columns: {', ...columns.map(([name, made]) => `      ${property(name, made)},`), '    },')
  return lines.length > 0 ? ['  return {', ...lines, '  }'] : ['  return {}']
}

const WORD = /^[A-Za-z_]\w*$/

function property(name: string, made: string): string {
  // written plainly it would be no column but the object's prototype
  if (name === '__proto__') return `['__proto__']: ${made}`
  if (!WORD.test(name)) return `${quoted(name)}: ${made}`
  return name === made ? name : `${name}: ${made}`
}

const quoted = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`

function declared(each: Declaration): string {
  const rest = (values: readonly (number | undefined)[], title: string): string[] => {
    const shown = [
      ...values.map(value => (value === undefined ? 'undefined' : String(value))),
      title === '' ? 'undefined' : quoted(title),
    ]
    while (shown.at(-1) === 'undefined') shown.pop()
    return shown
  }
  switch (each.kind) {
    case 'bool':
      return `bool(${[String(each.default), ...rest([], each.title)].join(', ')})`
    case 'choice':
      return `choice(${[quoted(each.default), `[${each.choices.map(quoted).join(', ')}]`, ...rest([], each.title)].join(', ')})`
    default:
      return `${each.kind}(${[String(each.default), ...rest([each.min, each.max, each.step], each.title)].join(', ')})`
  }
}
