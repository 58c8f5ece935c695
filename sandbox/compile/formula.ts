// The way of code into the fence: read and rewritten there, then run there once with symbols for series.
import { z } from 'zod'
import { INGEST } from '../generated/ingest'
import type { HostError } from '../host/engine'
import type { Fence } from '../host/fence'
import { COMPILE_LIMITS } from '../host/limits'
import type { GuestRole } from '../host/role'
import type { ParamValue } from '../ir/program'
import { isProblemCode, type ProblemCode, problem } from './problems'
import { type Recorded, recorded } from './record'
import { parseJson, type Shape, shapeSchema, type TraceRecording } from './recording'
import { TRACE_ROLE } from './trace'

/** Reading takes some 2,500 units of fuel for each character: enough for the longest source that is let in. */
const INGEST_ROLE: GuestRole = {
  name: 'ingest',
  prelude: INGEST,
  limits: { ...COMPILE_LIMITS, fuel: 200_000_000 },
}

const shifts = z.record(z.string(), z.array(z.tuple([z.number(), z.number()])))
const ingested = z.discriminatedUnion('ok', [
  z.strictObject({
    ok: z.literal(true),
    code: z.string(),
    shifts,
    shapes: z.array(shapeSchema).max(64),
    filter: z.boolean(),
  }),
  z.strictObject({
    ok: z.literal(false),
    problem: z.strictObject({
      code: z.string(),
      message: z.string().max(1000),
      line: z.number(),
      column: z.number(),
    }),
  }),
])

/** Reads, rewrites and runs a formula or script in the fence. What comes out is a recording: text that nobody has checked yet. */
export function recordCode(
  fence: Fence,
  given: string,
  params: Params,
  printed: Printed = UNPRINTED,
): Recorded {
  const read = readCode(fence, given)
  return read.ok ? traceCode(fence, read, { params, printed }).recorded : read
}

type Params = Readonly<Record<string, ParamValue>>
type Printed = Pick<TraceRecording, 'statements' | 'problems'>
const UNPRINTED: Printed = { statements: [], problems: [] }

/** A source that has been read and rewritten: what is to be run for each set of parameters. */
export interface ReadCode {
  readonly ok: true
  readonly source: string
  readonly code: string
  readonly shifts: Shifts
  readonly shapes: readonly Shape[]
  readonly filter: boolean
}

export function readCode(fence: Fence, given: string): ReadCode | Refused {
  if (new TextEncoder().encode(given).length > COMPILE_LIMITS.sourceBytes)
    return refusal(
      'too-large',
      `The source is longer than ${COMPILE_LIMITS.sourceBytes / 1024} KiB. Shorten it.`,
    )
  // lines end as the editor shows them, for everybody who counts
  const source = given.replace(/\r\n?/g, '\n').replace(/[\u2028\u2029]/g, ' ')
  if (source.includes('\0')) return refusal('syntax', 'The source holds a NUL character. Remove it.')
  const read = fence.run(INGEST_ROLE, { input: source })
  if (!read.ok) return fromHost(read.error, 'reading', source, () => NOWHERE)
  const parsed = ingested.safeParse(parseJson(read.value.text))
  if (!parsed.success)
    return refusal('runtime', 'The source could not be read; it may hold too many scripts. Split it.')
  if (!parsed.data.ok) {
    const { code, message, ...place } = parsed.data.problem
    return isProblemCode(code) && code !== 'syntax'
      ? refusal(code, message, place)
      : refusal('syntax', `${message} ${MEND}`, place)
  }
  return { ...parsed.data, source }
}

interface Tracing {
  readonly params: Params
  readonly printed?: Printed
  /** The same code will be run with other parameters: see `GuestJob`. */
  readonly returns?: boolean
}

/** Runs what was read once. Each run begins in the same state, whatever the ones before it did. */
export function traceCode(
  fence: Fence,
  { source, code, shifts: moved, shapes, filter }: ReadCode,
  { params, printed = UNPRINTED, returns = false }: Tracing,
): { readonly recorded: Recorded; readonly fuelUsed: number } {
  const input = JSON.stringify({ params, shapes, filter })
  const traced = fence.run(TRACE_ROLE, { source: code, input, returns })
  const { fuelUsed } = traced
  return {
    fuelUsed,
    recorded: traced.ok
      ? recorded({ form: 'trace', trace: traced.value.text, shapes: [...shapes], filter, ...printed })
      : fromHost(traced.error, 'running', source, placesIn(source, moved)),
  }
}

type Refused = Extract<Recorded, { readonly ok: false }>

const refusal = (...said: Parameters<typeof problem>): Refused => ({
  ok: false,
  problems: [problem(...said)],
})

/** What the guest's API throws: its code, the word it is about and the place where those are known, the sentence. */
const PROBLEM = /^Problem\(([a-z-]+)(?:~([\w$]+))?(?:@(\d+):(\d+))?\): ([\s\S]*)$/
const UNKNOWN_NAME = /'?([\w$]+)'? is not defined$/
const UNKNOWN_CALL = /not a function$/

function fromHost(error: HostError, doing: 'reading' | 'running', source: string, placeOf: PlaceOf): Refused {
  const at = placeOf(error.line, error.column)
  switch (error.kind) {
    case 'thrown':
    case 'syntax': {
      const said = PROBLEM.exec(error.message)
      if (said) {
        const [, code, word, line, column, message] = said
        const known: ProblemCode = isProblemCode(code!) ? code! : 'runtime'
        if (!line) return refusal(known, message!, placeOf(error.line, error.column, word))
        const place = { line: Number(line), column: Number(column) }
        return refusal(known, message!, word ? wordFrom(source, place, word) : place)
      }
      const name = UNKNOWN_NAME.exec(error.message)
      if (name)
        return refusal(
          'unknown-name',
          `There is no ${name[1]}. Check its spelling; ta, math and the series of the callback's argument are there.`,
          at,
        )
      if (UNKNOWN_CALL.test(error.message))
        return refusal('unknown-name', 'What is called here is no function. Check its spelling.', at)
      return error.kind === 'syntax'
        ? refusal('syntax', `${error.message.replace(/^SyntaxError: /, '')}. ${MEND}`, at)
        : refusal('runtime', `${error.message}. Mend what fails here.`, at)
    }
    case 'fuel':
    case 'deadline':
      return refusal(
        'out-of-fuel',
        doing === 'reading'
          ? 'The source takes too long at reading and was stopped. Split it.'
          : 'The source takes too long at running and was stopped. Shorten its loops.',
        at,
      )
    case 'memory':
      return refusal(
        'out-of-memory',
        `The source needs too much memory at ${doing} and was stopped. Make smaller lists.`,
        at,
      )
    case 'stack':
      return refusal(
        'out-of-memory',
        'The source is nested too deeply, or a function calls itself without end. Give it an end.',
        at,
      )
    case 'source':
    case 'output':
      return refusal('too-large', 'The source makes more than fits. Shorten it.', at)
    case 'protocol':
    case 'jobs':
    case 'crashed':
      return refusal(
        'runtime',
        `The source could not be finished: ${error.message} Write it without promises and timers.`,
        at,
      )
  }
}

type Shifts = z.output<typeof shifts>
interface Spot {
  readonly line: number | null
  readonly column: number | null
}
/** The user's place for one of the engine's, and for the word it is about. */
type PlaceOf = (line: number | null, column: number | null, word?: string) => Spot

const NOWHERE: Spot = { line: null, column: null }
const MEND = 'Mend the text here; often a bracket or a comma before it is missing.'

/** The engine tells the bracket of a call, the dot of a member, and of a destructured argument its function's bracket. */
const placesIn =
  (source: string, moved: Shifts): PlaceOf =>
  (line, generated, word) => {
    const column = userColumn(moved, line, generated)
    if (line === null || column === null) return { line, column }
    const text = source.split('\n')[line - 1] ?? ''
    if (word) return wordFrom(source, { line, column }, word)
    if (text[column - 1] === '.') return { line, column: column + 1 }
    const callee = text[column - 1] === '(' ? /[\w$][\w$.?!]*$/.exec(text.slice(0, column - 1)) : null
    return { line, column: callee ? callee.index + 1 : column }
  }

/** Where a word stands at or after a place; the place itself when it is nowhere. */
function wordFrom(source: string, place: { line: number; column: number }, word: string): Spot {
  const lines = source.split('\n')
  const named = new RegExp(`(?<![\\w$])${word.replaceAll('$', '\\$')}(?![\\w$])`)
  for (let at = place.line - 1; at < lines.length; at++) {
    const from = at === place.line - 1 ? place.column - 1 : 0
    const found = named.exec(lines[at]!.slice(from))
    if (found) return { line: at + 1, column: from + found.index + 1 }
  }
  return place
}

/** A column of the rewritten source as the user's own text counts it. */
function userColumn(moved: Shifts, line: number | null, column: number | null): number | null {
  if (line === null || column === null) return column
  const places = moved[line] ?? []
  const next = places.findIndex(([generated]) => generated > column)
  const before = next < 0 ? places.at(-1) : places[next - 1]
  const user = before ? before[1] + column - before[0] : column
  // inside what was put in: it stands for where that is
  return next < 0 ? user : Math.min(user, places[next]![1])
}
