// A trace from the fence, made into a program. Every index, name and value in it is checked here, and every node is built
// anew by the builder.
import type { Series } from '../catalogue/define'
import { catalogue } from '../catalogue/index'
import { ProgramBuilder } from '../ir/build'
import { BuildError } from '../ir/buildError'
import {
  type NodeId,
  type Origin,
  OUTPUTS,
  type OutputName,
  type ParamDeclaration,
  type Program,
  SIGNAL_OUTPUTS,
} from '../ir/program'
import type { Compiled, DocumentKind } from './compiled'
import { finishKeeping } from './kept'
import { type CompileProblem, isError, type Place, type ProblemCode, problem } from './problems'
import {
  parseJson,
  type Shape,
  type Trace,
  type TraceInput,
  type TraceRecording,
  traceSchema,
} from './recording'
import { scriptOf } from './scriptCode'
import { warningsOf } from './settling'
import { MOST_CALLS, MOST_COLUMNS } from './trace'

export const MOST_NODES = MOST_CALLS * 4
export const COLUMN = /^[A-Za-z_][\w.]{0,63}$/
const FIELD = /^[A-Za-z_]\w{0,63}$/
const MOST_SCRIPT_OUTPUTS = 24

/** A compiled document with every series its author named, read from the run's own bars; for looking inside, not for running. */
export interface Replayed {
  readonly compiled: Compiled
  /** Null where the recording gave none. */
  readonly watched: { readonly program: Program; readonly named: readonly Named[] } | null
}

export interface Named {
  readonly name: string
  readonly node: NodeId
}

export function replay(recording: TraceRecording): Compiled {
  return replayed(recording).compiled
}

export function replayed(recording: TraceRecording): Replayed {
  const read = traceSchema.safeParse(parseJson(recording.trace))
  if (!read.success)
    return {
      compiled: {
        ok: false,
        problems: [
          ...recording.problems,
          problem(
            'runtime',
            'The strategy returned something that is no recording. Return the outputs by name.',
          ),
        ],
      },
      watched: null,
    }
  const work = new Replay(read.data, recording)
  const compiled = work.run()
  return { compiled, watched: work.watched() }
}

export function traceOf(recording: TraceRecording): Trace | null {
  const read = traceSchema.safeParse(parseJson(recording.trace))
  return read.success ? read.data : null
}

class Corrupt extends Error {}

class Replay {
  readonly #trace: Trace
  readonly #recording: TraceRecording
  readonly #builder = new ProgramBuilder(catalogue, { nodes: MOST_NODES })
  /** Outputs of each call, in the entry's order. */
  readonly #made: (readonly Series[])[] = []

  constructor(trace: Trace, recording: TraceRecording) {
    this.#trace = trace
    this.#recording = recording
  }

  run(): Compiled {
    try {
      const failed = this.#calls() ?? this.#outputs()
      return failed ? { ok: false, problems: [...this.#recording.problems, failed] } : this.#finish()
    } catch (thrown) {
      if (thrown instanceof Corrupt)
        return {
          ok: false,
          problems: [problem('runtime', 'The recording is broken. Compile the document again.')],
        }
      throw thrown
    }
  }

  #calls(): CompileProblem | null {
    const { calls, marks } = this.#trace
    for (const [at, [entry]] of calls.entries()) {
      const mark = marks[at] ?? null
      try {
        const made = () => (entry < 0 ? this.#script(-1 - entry, at) : this.#apply(at))
        this.#made.push(mark ? this.#builder.from(this.#origin(mark), made) : made())
      } catch (thrown) {
        if (!(thrown instanceof BuildError)) throw thrown
        return problem(BUILD_PROBLEMS[thrown.code], thrown.message, this.#place(mark))
      }
    }
    return null
  }

  #apply(at: number): readonly Series[] {
    const [entryAt, inputs, params, clockAt] = this.#trace.calls[at]!
    const entry = catalogue.entries[entryAt]
    const clock = this.#trace.clocks[clockAt]
    if (!entry || !clock) throw new Corrupt()
    const [timeframe, instrument] = clock
    if (entry.id === 'constant') {
      const [only] = inputs
      if (!only || Array.isArray(only)) throw new Corrupt()
      return [this.#series(only)]
    }
    return this.#builder.within({ timeframe, instrument }, () => {
      const wired = inputs.map(each => (each ? this.#series(each) : undefined))
      if (entry.id === 'seen') {
        const [only] = wired
        if (!only) throw new Corrupt()
        return [this.#builder.align(only)]
      }
      // ports left out take what stands in for them
      return Object.values(this.#builder.apply(entry.id, wired as Series[], params))
    })
  }

  #script(number: number, at: number): readonly Series[] {
    const [, inputs] = this.#trace.calls[at]!
    const use = this.#trace.scripts[number]
    const shape = use && this.#recording.shapes[use.at]
    if (!use || !shape || use.fields.length !== inputs.length || !isRunnable(shape, use.fields))
      throw new Corrupt()
    const values = Object.fromEntries(this.#trace.params.map(({ name, value }) => [name, value]))
    const code = scriptOf(shape, use.fields, values, this.#recording.filter)
    const wired = inputs.map(each => {
      if (!each) throw new Corrupt()
      return this.#series(each)
    })
    return this.#builder.script(code, wired)
  }

  #series(from: NonNullable<TraceInput>): Series {
    if ('n' in from) return this.#builder.constant(Number(from.n))
    if ('b' in from) return this.#builder.constant(from.b)
    const made = this.#made[from[0]]?.[from[1]]
    if (!made) throw new Corrupt()
    return made
  }

  #outputs(): CompileProblem | null {
    const { outputs, columns, marks } = this.#trace
    const builder = this.#builder
    const placeOf = (input: TraceInput) =>
      this.#place(Array.isArray(input) ? (marks[input[0]] ?? null) : null)
    for (const name of OUTPUTS) {
      const from = outputs[name]
      if (!from) continue
      const series = this.#series(from)
      const wrong = wrongOutput(name, series)
      if (wrong) return problem('bad-output', wrong, placeOf(from))
      builder.output(name, series)
    }
    if (columns.length > MOST_COLUMNS)
      return problem(
        'bad-output',
        `There are ${columns.length} columns; at most ${MOST_COLUMNS} fit. Leave some out.`,
      )
    for (const [name, from] of columns) {
      if (!COLUMN.test(name)) return problem('bad-output', columnSentence(name), placeOf(from))
      if (from) builder.column(name, this.#series(from))
    }
    for (const [call, output, name] of this.#trace.names) {
      const series = this.#made[call]?.[output]
      if (series) builder.name(series, name)
    }
    return null
  }

  #finish(): Compiled {
    const { warnings } = this.#trace
    const { statements, problems } = this.#recording
    const kind: DocumentKind = statements.length > 0 ? 'graph' : this.#trace.kind
    const program = this.#builder.finish(this.#heading)
    const said = warnings.map(({ code, message, line, column }) =>
      problem(code, message, this.#place([line, column])),
    )
    if (Object.keys(program.outputs).length === 0 && program.columns.length === 0)
      return {
        ok: false,
        problems: [
          ...problems,
          ...said,
          problem(
            'no-output',
            'Nothing is returned. Return at least one output, for example ({ filter: rsi < 30 }).',
          ),
        ],
      }
    const all = [...problems, ...said, ...warningsOf(program, catalogue)]
    return all.some(isError)
      ? { ok: false, problems: all, partial: program }
      : { ok: true, kind, program, problems: all }
  }

  get #heading() {
    const { name, timeframe, params } = this.#trace
    return { name, timeframe, params: params as readonly ParamDeclaration[] } // the schema allows nothing else
  }

  /** Every series with a name, after `run`. */
  watched(): Replayed['watched'] {
    const named = this.#trace.names.flatMap(([call, output, name]) => {
      const series = this.#made[call]?.[output]
      return series ? [{ name, series }] : []
    })
    const { program, nodes } = finishKeeping(
      this.#builder,
      named.map(({ series }) => series),
      this.#heading,
    )
    return { program, named: named.map(({ name }, at) => ({ name, node: nodes[at]! })) }
  }

  #origin([line, column]: readonly [number, number]): Origin {
    const block = this.#blockAt(line)
    return block === null ? { kind: 'code', line, column } : { kind: 'block', block }
  }

  #place(mark: readonly [number, number] | null): Place {
    if (!mark) return {}
    const block = this.#blockAt(mark[0])
    if (block !== null) return { block }
    // lines of a printed graph mean nothing to its author
    return this.#recording.statements.length > 0 ? {} : { line: mark[0], column: mark[1] }
  }

  #blockAt(line: number): string | null {
    return this.#recording.statements.find(({ from, to }) => from <= line && line <= to)?.block ?? null
  }
}

const isRunnable = ({ outputs }: Shape, fields: readonly string[]): boolean =>
  outputs.length <= MOST_SCRIPT_OUTPUTS &&
  outputs.every(({ name }) => FIELD.test(name)) &&
  fields.every(field => FIELD.test(field)) &&
  new Set(fields).size === fields.length

const SIGNALS: ReadonlySet<string> = new Set(SIGNAL_OUTPUTS)

/** Why a series can't be that output, or null. */
export const wrongOutput = (name: OutputName, { kind }: Series): string | null =>
  SIGNALS.has(name) && kind !== 'bool'
    ? `${name} is a number; it must be a condition. Compare it with something.`
    : null

export const columnSentence = (name: string): string =>
  `The column name “${name}” can’t be used. Use letters, digits and underscores, and begin with a letter.`

export const BUILD_PROBLEMS = {
  'unknown-entry': 'unknown-name',
  'unknown-output': 'unknown-name',
  'unknown-param': 'bad-argument',
  'bad-param': 'bad-argument',
  'input-count': 'bad-argument',
  'input-kind': 'input-kind',
  'too-many-nodes': 'too-many-nodes',
} as const satisfies Record<BuildError['code'], ProblemCode>
