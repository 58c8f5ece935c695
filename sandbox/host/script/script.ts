import { FILTER } from '../../generated/filter'
import type { GuestResult, HostError } from '../engine'
import type { Fence } from '../fence'
import { SCRIPT_LIMITS, scriptFuel } from '../limits'
import type { GuestRole } from '../role'
import { writeDriver } from './driver'
import { SCRIPT_PRELUDE, STATE_LIMITS } from './prelude'

/** A series that a script gives out: `{ filter: true }` is an output, `{ columns: { pushes: 3 } }` a column. */
export interface ScriptOutput {
  readonly name: string
  readonly kind: 'bool' | 'number'
  readonly from: 'output' | 'columns'
}

/** A script as the compiler leaves it. */
export interface ScriptCode {
  /**
   * Plain JavaScript without imports and exports, types blanked out so that lines and columns are the user's. It calls
   * `script(settings, columns, onBar)` once; `onBar(bar, state, { params, symbol, position })` runs for every bar.
   */
  readonly source: string
  /** Names of the columns, in the order they are handed in: `bar.<name>`. */
  readonly fields: readonly string[]
  readonly outputs: readonly ScriptOutput[]
  readonly params: Readonly<Record<string, number | boolean | string>>
  /** Bars that decide an output; 0 or absent where the code keeps what it needs itself. */
  readonly bars?: number
}

/** Rows of one symbol inside the columns, and the state its last bar left (null: none yet). */
export interface ScriptSegment {
  readonly symbol: string
  readonly from: number
  readonly to: number
  readonly state: string | null
  /** First row whose outputs are read; those before it only lead up to it. `from` when absent. */
  readonly wanted?: number
}

export interface ScriptRun {
  /** A column for each field, all of one length; symbols lie behind one another. */
  readonly columns: readonly Float64Array[]
  readonly segments: readonly ScriptSegment[]
  readonly seed?: number
}

export interface ScriptOutcome {
  /** A column for each output over all rows; bool is 0, 1 or NaN. */
  readonly outputs: readonly Float64Array[]
  /** What each segment's state is now. Store it, hand it in again with the next bars. */
  readonly states: readonly string[]
}

/** Klines that a filter of the old shape is handed: its own bar and those before it. */
export const FILTER_BARS = 500

export const SCRIPT_ROLE: GuestRole = {
  name: 'script',
  prelude: `const FILTER_BARS = ${FILTER_BARS}\n${SCRIPT_PRELUDE}\n${FILTER}`,
  limits: SCRIPT_LIMITS,
}

/** Runs a script over whole columns: a million bars of one symbol, or the last bar of a hundred. One crossing. */
export function runScript(fence: Fence, code: ScriptCode, run: ScriptRun): GuestResult<ScriptOutcome> {
  const { params } = code
  const { segments } = run
  const starts = segments.map(({ state }) => startOf(state))
  if (starts.includes(undefined)) return { ok: false, error: NO_STATE, fuelUsed: 0, logs: [] }
  const bars = segments.reduce((sum, { from, to }) => sum + to - from, 0)
  const result = fence.run(SCRIPT_ROLE, {
    ...guestOf(code, run),
    input: JSON.stringify({
      params,
      symbols: segments.map(({ symbol }) => symbol),
      // code that looks at one bar alone needs none before it
      bounds: segments.flatMap(({ from, to, wanted = from }) => [code.bars === 1 ? wanted : from, to]),
      wanted: segments.map(({ from, wanted = from }) => wanted),
      states: starts,
      special: segments.some(({ state }) => hasSpecial(state)),
    }),
    fuel: scriptFuel(bars, code.bars),
    // Few bars: a script that watches. It comes back with the next bar.
    returns: bars <= WATCHED_BARS,
  })
  if (!result.ok) return result
  const states = readStates(result.value.text, segments.length)
  if ('kind' in states) return { ...result, ok: false, error: states }
  return { ...result, value: { outputs: result.value.columns, states } }
}

/** What a script may know of its position: plain numbers, taken at the start of a step. */
export type ScriptPosition = Readonly<Record<string, number | string | boolean>>

export interface ScriptStep {
  readonly from: number
  readonly to: number
  /** Constant throughout the step; the caller ends a step where a fill will change it. */
  readonly position: ScriptPosition | null
  /** Names of bool outputs that end the step when they turn true, so that the caller can act on them. */
  readonly stopOn: readonly string[]
}

/**
 * A script whose position depends on what it does. The caller hands out stretches of bars in which nothing but the
 * script can change the position; the guest runs them in one crossing and comes back early at the first output that
 * matters. A backtest so crosses once for each trade event, not once for each bar.
 */
export interface ScriptSession {
  /** Runs bars; the first one not run, `to` unless an output stopped the step. */
  step(step: ScriptStep): GuestResult<number>
  /** Outputs of rows that have run. */
  outputs(from: number, to: number): readonly Float64Array[]
  state(): GuestResult<string>
  close(): void
}

export function openScript(
  fence: Fence,
  code: ScriptCode,
  start: { columns: readonly Float64Array[]; symbol: string; state: string | null; seed?: number },
): GuestResult<ScriptSession> {
  const { state } = start
  const begun = startOf(state)
  if (begun === undefined) return { ok: false, error: NO_STATE, fuelUsed: 0, logs: [] }
  const opened = fence.open(SCRIPT_ROLE, { ...guestOf(code, start), fuel: scriptFuel(0) })
  if (!opened.ok) return opened
  const guest = opened.value
  const { params } = code
  const { symbol } = start
  // Given once; the state then lives in the guest.
  let begin: object = { params, symbol, state: begun, special: hasSpecial(state) }
  const ask = (question: object, bars: number) => {
    const answer = guest.call(JSON.stringify({ ...begin, ...question }), scriptFuel(bars))
    begin = {}
    return answer
  }
  const session: ScriptSession = {
    step({ from, to, position, stopOn }) {
      const mask = stopOn.reduce((bits, name) => bits | (1 << placeOf(code, name)), 0)
      const answer = ask({ from, to, position, stopOn: mask }, to - from)
      if (!answer.ok) return answer
      const at = Number(answer.value.text)
      if (Number.isInteger(at) && at >= from && at <= to) return { ...answer, value: at }
      return { ...answer, ok: false, error: NO_BAR }
    },
    outputs: (from, to) => guest.readColumns(from, to),
    state() {
      const answer = ask({ asks: 'state' }, 0)
      if (!answer.ok) return answer
      const states = readStates(answer.value.text, 1)
      return 'kind' in states ? { ...answer, ok: false, error: states } : { ...answer, value: states[0]! }
    },
    close: () => guest.close(),
  }
  return { ...opened, value: session }
}

function guestOf(code: ScriptCode, { columns, seed }: { columns: readonly Float64Array[]; seed?: number }) {
  const { source, fields, outputs } = code
  if (columns.length !== fields.length) throw new RangeError('a script has a column for each field')
  const driver = writeDriver(fields, outputs, source)
  return { source, driver, columns, outColumns: outputs.length, ...(seed !== undefined && { seed }) }
}

function placeOf({ outputs }: ScriptCode, name: string): number {
  const place = outputs.findIndex(output => output.name === name && output.kind === 'bool')
  if (place < 0) throw new RangeError(`${name} is no bool output of this script`)
  return place
}

const WATCHED_BARS = 2_000
const NOWHERE = { line: null, column: null } as const
const NO_BAR: HostError = { kind: 'protocol', message: 'The script lost count of its bars.', ...NOWHERE }
const NO_STATE: HostError = {
  kind: 'protocol',
  message: 'The script’s state is not whole; run it from its first bar again.',
  ...NOWHERE,
}
const LARGE_STATE: HostError = {
  kind: 'output',
  message: `The script’s state is longer than ${STATE_LIMITS.characters} characters; keep less of the past in it.`,
  ...NOWHERE,
}

/** A stored state was written by a guest once; undefined when it is no state any more. */
function startOf(state: string | null): unknown {
  if (state === null) return {}
  if (state.length > STATE_LIMITS.characters) return undefined
  try {
    const value: unknown = JSON.parse(state)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** Whether a state may hold what JSON has no word for: those are objects with the one key `$`. */
const hasSpecial = (state: string | null): boolean => state?.includes('"$"') ?? false

/** A list of states, each as a text of its own. The fence has bounded the whole; each is measured here. */
function readStates(text: string, count: number): readonly string[] | HostError {
  try {
    const list: unknown = JSON.parse(text)
    if (!Array.isArray(list) || list.length !== count) return NO_STATE
    const states = list.map(state => JSON.stringify(state))
    return states.some(state => state.length > STATE_LIMITS.characters) ? LARGE_STATE : states
  } catch {
    // Nested too deeply for the host's own stack, or no JSON: nothing a script can return by the rules.
    return NO_STATE
  }
}
