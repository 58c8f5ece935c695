// A recording from the fence, made into a program. It is hostile text: every index, name and value is checked here, and
// every node is built anew by the builder.
import { z } from 'zod'
import type { Series } from '../catalogue/define'
import { catalogue } from '../catalogue/index'
import { ProgramBuilder } from '../ir/build'
import { BuildError } from '../ir/buildError'
import { OUTPUTS, type OutputName, type ParamDeclaration, type Program, SIGNAL_OUTPUTS } from '../ir/program'
import { TIMEFRAMES } from '../ir/timeframe'
import { type CompileProblem, type ProblemCode, problem } from './problems'
import { MOST_CALLS } from './trace'

const index = z.number().int().min(0)
const ticket = z.tuple([index, index])
const numberText = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])])
const input = z.union([ticket, z.strictObject({ n: numberText }), z.strictObject({ b: z.boolean() })])
const name = z.string().max(80)
const title = z.string().max(200)
const place = z.tuple([z.number().int(), z.number().int()])
const bound = z.number().nullable()
const param = z.discriminatedUnion('kind', [
  z.strictObject({
    name,
    kind: z.enum(['int', 'num']),
    value: z.number(),
    default: z.number(),
    min: bound,
    max: bound,
    step: bound,
    title,
  }),
  z.strictObject({ name, kind: z.literal('bool'), value: z.boolean(), default: z.boolean(), title }),
  z.strictObject({
    name,
    kind: z.literal('choice'),
    value: title,
    default: title,
    choices: z.array(title).max(100),
    title,
  }),
])
const recording = z.strictObject({
  name,
  timeframe: z.enum(TIMEFRAMES).nullable(),
  params: z.array(param).max(100),
  clocks: z.array(z.tuple([z.enum(TIMEFRAMES).nullable(), z.string().max(40).nullable()])).max(MOST_CALLS),
  calls: z
    .array(
      z.tuple([
        index,
        z.array(input).max(16),
        z.record(z.string(), z.union([z.number(), z.boolean(), z.string().max(80)])),
        index,
      ]),
    )
    .max(MOST_CALLS),
  marks: z.array(place.nullable()).max(MOST_CALLS),
  names: z.array(z.tuple([index, index, name])).max(MOST_CALLS * 4),
  outputs: z.partialRecord(z.enum(OUTPUTS), input),
  columns: z.array(z.tuple([name, input])).max(64),
})
type Recording = z.output<typeof recording>
type Input = z.output<typeof input>

export type Replayed =
  | { readonly ok: true; readonly program: Program }
  | { readonly ok: false; readonly problems: readonly CompileProblem[] }

const MOST_COLUMNS = 16
const COLUMN = /^[A-Za-z_][\w.]{0,63}$/

export function replay(text: string): Replayed {
  const read = recording.safeParse(parse(text))
  if (!read.success)
    return refuse(
      'runtime',
      'The strategy returned something that is no recording. Return the outputs by name.',
    )
  return new Replay(read.data).run()
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const refuse = (...said: Parameters<typeof problem>): Replayed => ({
  ok: false,
  problems: [problem(...said)],
})

class Corrupt extends Error {}

class Replay {
  readonly #recording: Recording
  readonly #builder = new ProgramBuilder(catalogue, { nodes: MOST_CALLS * 4 })
  /** Outputs of each call, in the entry's order. */
  readonly #made: (readonly Series[])[] = []

  constructor(read: Recording) {
    this.#recording = read
  }

  run(): Replayed {
    const { calls, columns, outputs } = this.#recording
    for (const at of calls.keys()) {
      const failed = this.#call(at)
      if (failed) return { ok: false, problems: [failed] }
    }
    if (columns.length > MOST_COLUMNS)
      return refuse('bad-output', `There are ${columns.length} columns; at most ${MOST_COLUMNS} fit.`)
    const odd = columns.find(([column]) => !COLUMN.test(column))
    if (odd)
      return refuse(
        'bad-output',
        `The column name “${odd[0]}” can’t be used. Use letters, digits and underscores.`,
      )
    try {
      return this.#finish(outputs, columns)
    } catch (thrown) {
      if (thrown instanceof Corrupt) return refuse('runtime', 'The recording is broken.')
      throw thrown
    }
  }

  #call(at: number): CompileProblem | null {
    const [entryAt, inputs, params, clockAt] = this.#recording.calls[at]!
    const mark = this.#recording.marks[at]
    const entry = catalogue.entries[entryAt]
    const clock = this.#recording.clocks[clockAt]
    if (!entry || !clock) return problem('runtime', 'The recording is broken.')
    const [line, column] = mark ?? [undefined, undefined]
    try {
      const builder = this.#builder
      const make = () =>
        builder.apply(
          entry.id,
          inputs.map(each => this.#series(each)),
          params,
        )
      const [timeframe, instrument] = clock
      const placed = () =>
        mark ? builder.from({ kind: 'code', line: mark[0], column: mark[1] }, make) : make()
      this.#made.push(Object.values(builder.within({ timeframe, instrument }, placed)))
      return null
    } catch (thrown) {
      if (thrown instanceof BuildError)
        return problem(CODES[thrown.code], thrown.message, { line: line ?? null, column: column ?? null })
      if (thrown instanceof Corrupt) return problem('runtime', 'The recording is broken.')
      throw thrown
    }
  }

  #series(from: Input): Series {
    if ('n' in from) return this.#builder.constant(Number(from.n))
    if ('b' in from) return this.#builder.constant(from.b)
    const made = this.#made[from[0]]?.[from[1]]
    if (!made) throw new Corrupt()
    return made
  }

  #finish(outputs: Recording['outputs'], columns: Recording['columns']): Replayed {
    const builder = this.#builder
    for (const [output, from] of Object.entries(outputs) as [OutputName, Input][]) {
      const series = this.#series(from)
      if (SIGNALS.has(output) && series.kind !== 'bool')
        return refuse(
          'bad-output',
          `${output} is a number; it must be a condition. Compare it with something.`,
        )
      builder.output(output, series)
    }
    for (const [column, from] of columns) builder.column(column, this.#series(from))
    for (const [call, output, called] of this.#recording.names) {
      const series = this.#made[call]?.[output]
      if (series) builder.name(series, called)
    }
    const { name: called, timeframe, params } = this.#recording
    const program = builder.finish({ name: called, timeframe, params: params as readonly ParamDeclaration[] })
    if (Object.keys(program.outputs).length === 0 && program.columns.length === 0)
      return refuse(
        'no-output',
        'Nothing is returned. Return at least one output, for example ({ filter: rsi < 30 }).',
      )
    return { ok: true, program }
  }
}

const SIGNALS: ReadonlySet<string> = new Set(SIGNAL_OUTPUTS)

const CODES = {
  'unknown-entry': 'unknown-name',
  'unknown-output': 'unknown-name',
  'unknown-param': 'bad-argument',
  'bad-param': 'bad-argument',
  'input-count': 'bad-argument',
  'input-kind': 'input-kind',
  'too-many-nodes': 'too-many-nodes',
} as const satisfies Record<BuildError['code'], ProblemCode>
