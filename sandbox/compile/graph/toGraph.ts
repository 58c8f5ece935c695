// What tracing a formula or script recorded, as a graph: a block for each call, laid out from left to right.
import { catalogue } from '../../catalogue/index'
import { OUTPUTS, type ParamDeclaration } from '../../ir/program'
import { portsOf, writtenCall } from '../api'
import { type CompileProblem, problem } from '../problems'
import type { Shape, Trace, TraceInput, TraceRecording } from '../recording'
import { traceOf } from '../replay'
import {
  type CodeBlock,
  type Declaration,
  type GraphDocument,
  graphSchema,
  type OperatorBlock,
  type PortValue,
  type Wire,
} from './document'
import { type Box, type Link, layout } from './layout'
import { MOST_BLOCKS } from './limits'

type Block = GraphDocument['blocks'][number]
/** A block before it has a place. */
type Unplaced = Block extends infer Each ? (Each extends Block ? Omit<Each, 'x' | 'y'> : never) : never

export type Drawn =
  | {
      readonly ok: true
      readonly graph: GraphDocument
      readonly problems: readonly CompileProblem[]
      /** The line of code that each block was made on; outputs and columns are made where the function returns. */
      readonly lines: ReadonlyMap<string, number>
    }
  | { readonly ok: false; readonly problems: readonly CompileProblem[] }

/** The recording as a document that compiles to the same program. */
export function toGraph(recording: TraceRecording): Drawn {
  const trace = traceOf(recording)
  if (!trace) return refusal('runtime', 'The recording is broken. Compile the document again.')
  if (recording.filter)
    return refusal(
      'not-supported',
      'A filter of the old shape stays code. Write it as script({ … }, columns, onBar) to draw around it.',
    )
  return new Drawing(trace, recording.shapes).draw()
}

const refusal = (...said: Parameters<typeof problem>): Drawn => ({ ok: false, problems: [problem(...said)] })

/** What is said of a drawing that is no document: code may have more, and longer, than fits one. */
function unreadable(graph: GraphDocument): Drawn | null {
  if (graph.blocks.length > MOST_BLOCKS)
    return refusal(
      'too-large',
      `Drawn, it would have ${graph.blocks.length} blocks, and at most ${MOST_BLOCKS} fit. Shorten its loops, or leave it code.`,
    )
  const [issue] = graphSchema.safeParse(graph).error?.issues ?? []
  return issue
    ? refusal(
        'not-supported',
        `It can’t be drawn: ${issue.path.join('.')}: ${issue.message}. Change it, or leave it code.`,
      )
    : null
}

const CONSTANT = catalogue.entries.findIndex(({ id }) => id === 'constant')
const SEEN = catalogue.entries.findIndex(({ id }) => id === 'seen')
/** Entries that are simply there: `close`, `hl2`. */
const SOURCES: ReadonlySet<number> = new Set(
  catalogue.entries.flatMap((entry, at) => (writtenCall(entry).kind === 'name' ? [at] : [])),
)

class Drawing {
  readonly #trace: Trace
  readonly #shapes: readonly Shape[]
  readonly #blocks: Unplaced[] = []
  readonly #wires: Wire[] = []
  readonly #ids: string[] = []
  /** Constants without a name: they stand on the ports that read them. */
  readonly #constants = new Map<number, PortValue>()
  /** Views that stand in no call, by series and clock: their numbers go on behind the calls'. */
  readonly #seen = new Map<string, number>()
  readonly #used = new Set<string>()
  readonly #names: ReadonlyMap<number, string>
  readonly #refs: ReadonlyMap<string, string>

  constructor(trace: Trace, shapes: readonly Shape[]) {
    this.#trace = trace
    this.#shapes = shapes
    this.#names = namesOf(trace)
    this.#refs = refsOf(trace)
  }

  draw(): Drawn {
    const { calls, outputs, columns, name, timeframe, params } = this.#trace
    const read = readCalls(this.#trace)
    // `({ open, high, close }) => …` reads them all, needed or not
    for (const [at, [entry]] of calls.entries())
      if (read.has(at) || this.#names.has(at) || !SOURCES.has(entry)) this.#call(at)
    for (const output of OUTPUTS) {
      const from = outputs[output]
      if (!from) continue
      const id = this.#id(`out_${output}`)
      this.#blocks.push({ kind: 'output', id, output, values: this.#connect(from, id) })
    }
    for (const [column, from] of columns) {
      const id = this.#id(`column_${column}`)
      this.#blocks.push({ kind: 'column', id, column, values: from ? this.#connect(from, id) : {} })
    }
    const spots = layout(this.#blocks.map(boxOf), this.#links())
    const graph: GraphDocument = {
      version: 1,
      name,
      timeframe,
      params: params.map(declarationOf),
      blocks: this.#blocks.map(block => ({ ...block, ...(spots.get(block.id) ?? { x: 0, y: 0 }) })),
      wires: this.#wires,
      subgraphs: {},
      frames: [],
      notes: [],
    }
    return unreadable(graph) ?? { ok: true, graph, problems: this.#baked(), lines: this.#lines() }
  }

  #call(at: number): void {
    const { calls, scripts } = this.#trace
    const [entryAt, inputs, params, clockAt] = calls[at]!
    if (entryAt < 0) {
      const use = scripts[-1 - entryAt]
      const shape = use && this.#shapes[use.at]
      if (use && shape) this.#script(at, shape, use.fields, inputs)
      return
    }
    const entry = catalogue.entries[entryAt]
    if (!entry) return
    const name = this.#names.get(at)
    const [only] = inputs
    const constant = entry.id === 'constant' && only && !Array.isArray(only) ? this.#plain(only, at, 0) : null
    if (constant !== null && name === undefined) {
      this.#constants.set(at, constant)
      return
    }
    const id = this.#id(name ?? entry.id)
    this.#ids[at] = id
    const called = name === undefined ? {} : { name }
    if (constant !== null) {
      this.#blocks.push({ kind: 'constant', id, ...called, value: constant })
      return
    }
    const values: OperatorBlock['values'] = {}
    for (const [port, input] of inputs.entries()) {
      const to = entry.inputs[port]?.name
      if (!to || !input) continue
      this.#feed(entry.id === 'seen' ? input : this.#seenOn(clockAt, input), at, port, id, to, values)
    }
    this.#blocks.push({
      kind: 'operator',
      id,
      ...called,
      ...this.#clock(clockAt),
      entry: entry.id,
      params: Object.fromEntries(
        Object.entries(params).map(([param, value]) => {
          const declared = this.#refs.get(`${at} ${param}`)
          return [param, declared === undefined ? value : { param: declared }]
        }),
      ),
      values,
    })
  }

  #script(at: number, shape: Shape, fields: readonly string[], inputs: readonly TraceInput[]): void {
    const name = this.#names.get(at)
    const id = this.#id(name ?? 'code')
    this.#ids[at] = id
    const values: CodeBlock['values'] = {}
    for (const [port, input] of inputs.entries()) {
      const to = fields[port]
      if (!to || !input) continue
      this.#feed(input, at, port, id, to, values)
    }
    this.#blocks.push({
      kind: 'code',
      id,
      ...(name === undefined ? {} : { name }),
      over: 'bars',
      source: shape.text,
      inputs: fields.map(field => ({ name: field, kind: 'number' })),
      outputs: shape.outputs.map(({ name, kind }) => ({ name, kind })),
      values,
    })
  }

  #plain(input: Exclude<NonNullable<TraceInput>, readonly unknown[]>, call: number, port: number): PortValue {
    const declared = this.#refs.get(`${call} #${port}`)
    if (declared !== undefined) return { param: declared }
    return 'n' in input ? input.n : input.b
  }

  #clock(at: number): Pick<OperatorBlock, 'timeframe' | 'symbol'> {
    const [timeframe, symbol] = this.#trace.clocks[at] ?? [null, null]
    return { ...(timeframe && { timeframe }), ...(symbol && { symbol }) }
  }

  /** An input as a block on other bars may read it: code lets `tf` inside `tf` pass, blocks want to be told. */
  #seenOn(clock: number, input: NonNullable<TraceInput>): NonNullable<TraceInput> {
    if (clock === 0 || !Array.isArray(input) || this.#constants.has(input[0])) return input
    const [call, output] = input
    const [entryAt, , , of] = this.#trace.calls[call] ?? []
    if (of === clock || entryAt === CONSTANT) return input
    const key = `${call} ${output} ${clock}`
    const known = this.#seen.get(key)
    if (known !== undefined) return [known, 0]
    const id = this.#id('seen')
    this.#blocks.push({
      kind: 'operator',
      id,
      ...this.#clock(clock),
      entry: 'seen',
      params: {},
      values: {},
    })
    this.#wire([call, output], id, 'x')
    const made = this.#trace.calls.length + this.#seen.size
    this.#ids[made] = id
    this.#seen.set(key, made)
    return [made, 0]
  }

  /** Connects an output's port; gives the values that stand on it instead. */
  #connect(from: NonNullable<TraceInput>, id: string): Record<string, PortValue> {
    const values: Record<string, PortValue> = {}
    this.#feed(from, -1, 0, id, 'value', values)
    return values
  }

  /** Lets an input come in at a port: by a wire, or as a value that stands on it. */
  #feed(
    input: NonNullable<TraceInput>,
    call: number,
    at: number,
    id: string,
    port: string,
    values: Record<string, PortValue>,
  ): void {
    const plain = Array.isArray(input) ? this.#constants.get(input[0]) : this.#plain(input, call, at)
    if (plain !== undefined) values[port] = plain
    else if (Array.isArray(input)) this.#wire(input, id, port)
  }

  #wire([call, output]: readonly [number, number], to: string, port: string): void {
    const from = this.#ids[call]
    if (from !== undefined)
      this.#wires.push({ from: { block: from, port: this.#portOf(call, output) }, to: { block: to, port } })
  }

  #portOf(call: number, output: number): string {
    const [entryAt] = this.#trace.calls[call] ?? [SEEN]
    if (entryAt < 0) {
      const use = this.#trace.scripts[-1 - entryAt]
      return (use && this.#shapes[use.at]?.outputs[output]?.name) ?? 'value'
    }
    const entry = catalogue.entries[entryAt]
    return entry?.type === 'composite' ? (entry.outputs[output]?.name ?? 'value') : 'value'
  }

  #links(): Link[] {
    return this.#wires.map(({ from, to }) => ({ from: from.block, to: to.block }))
  }

  #lines(): ReadonlyMap<string, number> {
    const { marks } = this.#trace
    return new Map(
      this.#ids.flatMap((id, call) => {
        const mark = marks[call]
        return id !== undefined && mark ? [[id, mark[0]] as const] : []
      }),
    )
  }

  /** A free id that says what the block is. */
  #id(wanted: string): string {
    const base =
      wanted
        .replace(/[^A-Za-z0-9_-]/g, '_')
        .replace(/^_+/, '')
        .slice(0, 56) || 'block'
    let id = base
    for (let n = 2; this.#used.has(id); n++) id = `${base}_${n}`
    this.#used.add(id)
    return id
  }

  /** Declared parameters that no block follows any more. */
  #baked(): CompileProblem[] {
    const followed = new Set(this.#refs.values())
    const codes = this.#trace.scripts.flatMap(({ at }) => this.#shapes[at] ?? [])
    const isRead = (name: string) =>
      codes.some(({ usesParams, text }) => usesParams && text.split(/\W+/).includes(name))
    return this.#trace.params
      .filter(({ name }) => !followed.has(name) && !isRead(name))
      .map(({ name }) =>
        problem(
          'param-baked',
          `No block follows the parameter ${name}; where the code reckoned with it, its value stands. Set it on the blocks that should follow it.`,
        ),
      )
  }
}

/** The first name each call was given; one of a call with parts names the part too. */
function namesOf({ calls, names, columns }: Trace): ReadonlyMap<number, string> {
  const given = new Map<number, string>()
  const times = new Map<number, number>()
  for (const [call, , name] of names) {
    if (!given.has(call)) given.set(call, name.replace(/\..*$/, ''))
    times.set(call, (times.get(call) ?? 0) + 1)
  }
  // a constant that only columns name stands on their ports
  const labels = [
    ...columns.map(([, from]) => from),
    ...calls.flatMap(([entry, inputs]) => (entry < 0 ? inputs : [])),
  ]
  for (const from of labels) if (Array.isArray(from)) times.set(from[0], (times.get(from[0]) ?? 0) - 1)
  for (const [call, count] of times) if (count <= 0 && calls[call]?.[0] === CONSTANT) given.delete(call)
  return given
}

/** Calls that another call, an output or a column reads. */
const readCalls = ({ calls, outputs, columns }: Trace): ReadonlySet<number> =>
  new Set(
    [...calls.flatMap(([, inputs]) => inputs), ...Object.values(outputs), ...columns.map(([, from]) => from)]
      .filter(input => Array.isArray(input))
      .map(([call]) => call),
  )

/** Parameters that blocks follow, by call and place; a place that holds another value than the parameter's follows none. */
function refsOf({ calls, params, refs }: Trace): ReadonlyMap<string, string> {
  const values = new Map(params.map(({ name, value }) => [name, value]))
  const sound = refs.filter(([call, where, declared]) => {
    const [, inputs = [], settings = {}] = calls[call] ?? []
    const held = where.startsWith('#')
      ? plainOf(inputs[Number(where.slice(1))])
      : Object.hasOwn(settings, where)
        ? settings[where]
        : undefined
    return held !== undefined && values.get(declared) === held
  })
  return new Map(sound.map(([call, where, declared]) => [`${call} ${where}`, declared]))
}

const plainOf = (input: TraceInput | undefined): number | boolean | string | undefined =>
  !input || Array.isArray(input) ? undefined : 'n' in input ? input.n : input.b

/** Room of a block on the canvas, near enough for laying it out. */
const boxOf = (block: Unplaced): Box => ({
  id: block.id,
  width: WIDTH,
  height: HEAD + ROW * rowsOf(block),
  last: block.kind === 'output' || block.kind === 'column',
})
const [WIDTH, HEAD, ROW] = [180, 40, 26]

function rowsOf(block: Unplaced): number {
  switch (block.kind) {
    case 'operator': {
      const entry = catalogue.entry(block.entry)
      const outputs = entry?.type === 'composite' ? entry.outputs.length : 1
      return Math.max(entry ? portsOf(entry).length : 0, outputs) + (entry?.params.length ?? 0)
    }
    case 'code':
      return Math.max(block.inputs.length, block.outputs.length) + 2
    default:
      return 1
  }
}

function declarationOf(declared: ParamDeclaration | Trace['params'][number]): Declaration {
  switch (declared.kind) {
    case 'bool':
      return { name: declared.name, title: declared.title, kind: 'bool', default: declared.default }
    case 'choice':
      return {
        name: declared.name,
        title: declared.title,
        kind: 'choice',
        default: declared.default,
        choices: [...declared.choices],
      }
    default: {
      const { name, title, kind, default: usual, min, max, step } = declared
      return {
        name,
        title,
        kind,
        default: usual,
        ...(min !== null && { min }),
        ...(max !== null && { max }),
        ...(step !== null && { step }),
      }
    }
  }
}
