import type { GuestEntry } from '../../api'
import { fail } from './fail'
import { isParts, isSeries, ownerOf, partsOf, seriesOf, shown, type Ticket, ticketOf } from './series'

/** Put in front of this code by the host. */
declare const ENTRIES: readonly GuestEntry[]
declare const MOST_CALLS: number
export const entries = ENTRIES
const constant = entries.findIndex(({ id }) => id === 'constant')

export type Input =
  | readonly [call: number, output: number]
  | { readonly n: number | string; readonly p?: string }
  | { readonly b: boolean; readonly p?: string }
  | null
type Params = Record<string, number | boolean | string>

export const calls: [entry: number, inputs: Input[], params: Params, clock: number][] = []
export const marks: (readonly [number, number] | undefined)[] = []
export const names: [call: number, output: number, name: string][] = []
export const refs: [call: number, param: string, declared: string][] = []

// --- clocks: 0 is the run's own
export const clocks: (readonly [timeframe: string | null, instrument: string | null])[] = [[null, null]]
export const clock = { now: 0 }

export function clockOf(timeframe: string | null, instrument: string | null): number {
  const known = clocks.findIndex(([a, b]) => a === timeframe && b === instrument)
  return known >= 0 ? known : clocks.push([timeframe, instrument]) - 1
}

const clockText = (at: number): string => {
  const [timeframe, instrument] = clocks[at]!
  return [instrument, timeframe && `${timeframe} bars`].filter(Boolean).join(' on ') || 'the run’s own bars'
}

const numberText = (value: number): number | string =>
  Number.isFinite(value) ? value : Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity'

/** What is handed to a port, as the recording says it. */
export function inputOf(value: unknown, to: string): Input {
  if (isSeries(value)) {
    const ticket = ticketOf(value)
    visible(ticket, to)
    return [ticket.call, ticket.output]
  }
  if (typeof value === 'number') return { n: numberText(value) }
  if (typeof value === 'boolean') return { b: value }
  if (isParts(value))
    return fail(
      'bad-argument',
      `${to}: ${ownerOf(value)} has several parts; name one of ${Object.keys(value).join(', ')}.`,
    )
  return fail('bad-argument', `${to} takes a series or a number, and ${shown(value)} is given.`)
}

/** Series of other bars come in through tf and symbol, or asked for by align; anything else but a constant is a mistake. */
function visible({ call, seenFrom }: Ticket, to: string): void {
  const [entry, , , of] = calls[call]!
  if (entry === constant) return
  if (clock.now === 0 || of === clock.now || seenFrom === clock.now) return
  fail(
    'mixed-clocks',
    `${to}: this series belongs to ${clockText(of)}, and here are ${clockText(clock.now)}. Take it from the function’s argument (m => m.close), or write align(x) if its value at each of these closes is meant.`,
  )
}

/** Records a call; the series it gives, or its parts by name. */
export function record(at: number, wired: readonly unknown[], params: Params): object {
  const { id, inputs, outputs } = entries[at]!
  const call = push(
    at,
    Array.from(wired, (value, port) =>
      value === undefined ? null : inputOf(value, `${id}: ${inputs[port]!.name}`),
    ),
    params,
  )
  if (outputs.length === 1) return seriesOf({ call, output: 0, seenFrom: -1 })
  return partsOf(
    id,
    Object.fromEntries(outputs.map((name, output) => [name, seriesOf({ call, output, seenFrom: -1 })])),
  )
}

/** Records that a series of whatever bars is read from the bars in force. */
export function recordAligned(at: number, series: object): object {
  const { call, output } = ticketOf(series)
  return seriesOf({ call: push(at, [[call, output]], {}), output: 0, seenFrom: -1 })
}

/** Records a plain value as a series of it. */
export const recordConstant = (value: unknown): object =>
  seriesOf({ call: push(constant, [inputOf(value, 'series')], {}), output: 0, seenFrom: -1 })

/** Records the script of that number over its columns. */
export function recordScript(
  script: number,
  columns: readonly Input[],
  outputs: readonly string[],
): Record<string, object> {
  if (clock.now !== 0)
    fail(
      'not-supported',
      'A script runs on the run’s own bars. Compute the slower series with tf and hand it in as a column.',
    )
  const call = push(-1 - script, [...columns], {})
  return Object.fromEntries(outputs.map((name, output) => [name, seriesOf({ call, output, seenFrom: -1 })]))
}

function push(entry: number, inputs: Input[], params: Params): number {
  if (calls.length >= MOST_CALLS)
    fail('too-many-nodes', `The formula makes more than ${MOST_CALLS} calls. Shorten its loops.`)
  return calls.push([entry, inputs, params, clock.now]) - 1
}

/** Says where a call stands in the source; the innermost place is told first and stays. */
export function mark<T>(value: T, line: number, column: number): T {
  if (isSeries(value)) marks[ticketOf(value).call] ??= [line, column]
  else if (isParts(value)) {
    const [first] = Object.values(value)
    if (first) mark(first, line, column)
  }
  return value
}

export function name<T>(value: T, called: string): T {
  if (isSeries(value)) {
    const { call, output } = ticketOf(value)
    names.push([call, output, called])
  } else if (isParts(value)) for (const part of Object.keys(value)) name(value[part], `${called}.${part}`)
  return value
}

/** What a tf or symbol call gives may be read where the call stands. */
export function seenHere(value: unknown, depth = 0): unknown {
  if (isSeries(value)) return seriesOf({ ...ticketOf(value), seenFrom: clock.now })
  if (isParts(value)) return partsOf(ownerOf(value), mapped(value, depth) as Record<string, object>)
  if (depth > 4 || typeof value !== 'object' || value === null) return value
  return Array.isArray(value) ? value.map(each => seenHere(each, depth + 1)) : mapped(value, depth)
}

const mapped = (value: object, depth: number): object =>
  Object.fromEntries(Object.entries(value).map(([key, each]) => [key, seenHere(each, depth + 1)]))
