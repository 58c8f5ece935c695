import type { GuestResult } from '../../sandbox/host/engine'
import type { ScriptCode, ScriptOutcome, ScriptRun, ScriptStep } from '../../sandbox/host/script/script'
import { BrokenAnswer, numberOf, type Told, textOf, textsOf } from './messages'
import { askGuests, guests, overstayMs } from './service'

/** Runs a script in the guests' process: columns of one or many symbols in, outputs and states out. */
export async function runScript(code: ScriptCode, run: ScriptRun): Promise<GuestResult<ScriptOutcome>> {
  const { segments, seed = 0, columns } = run
  const { told, columns: outputs } = await askGuests(
    { ask: 'script', code, segments, seed },
    columns,
    overstayMs('script'),
  )
  return checked(told, value => {
    const states = textsOf(value)
    const rows = columns[0]?.length ?? 0
    if (states.length !== segments.length || !fits(outputs, code.outputs.length, rows))
      throw new BrokenAnswer()
    return { outputs, states }
  })
}

/** A script that looks at its position, in a process of its own until it is closed. See `openScript` in the sandbox. */
export interface RemoteScript {
  step(step: ScriptStep): Promise<GuestResult<number>>
  outputs(from: number, to: number): Promise<readonly Float64Array[]>
  state(): Promise<GuestResult<string>>
  close(): void
}

export async function openScript(
  code: ScriptCode,
  start: {
    readonly columns: readonly Float64Array[]
    readonly symbol: string
    readonly state: string | null
    readonly seed?: number
  },
): Promise<GuestResult<RemoteScript>> {
  const { symbol, state, seed = 0, columns } = start
  const guest = await guests().lease()
  const limit = overstayMs('script')
  const opened = await guest.ask({
    question: { ask: 'open', code, symbol, state, seed },
    columns,
    overstayMs: limit,
  })
  if (!opened.told.ok) guest.giveBack()
  return checked(opened.told, () => ({
    async step(step) {
      const { told } = await guest.ask({ question: { ask: 'step', ...step }, columns: [], overstayMs: limit })
      return checked(told, value => {
        const at = numberOf(value)
        if (!Number.isInteger(at) || at < step.from || at > step.to) throw new BrokenAnswer()
        return at
      })
    },
    async outputs(from, to) {
      const { columns: outputs } = await guest.ask({
        question: { ask: 'outputs', from, to },
        columns: [],
        overstayMs: limit,
      })
      if (!fits(outputs, code.outputs.length, to - from)) throw new BrokenAnswer()
      return outputs
    },
    async state() {
      const { told } = await guest.ask({ question: { ask: 'state' }, columns: [], overstayMs: limit })
      return checked(told, textOf)
    },
    close: () => guest.giveBack(),
  }))
}

const fits = (columns: readonly Float64Array[], count: number, rows: number): boolean =>
  columns.length === count && columns.every(column => column.length === rows)

const BROKEN = {
  kind: 'crashed',
  message: 'The process that ran the code answered nonsense and was given up. Try again.',
  line: null,
  column: null,
} as const

/** The child's value, read by `read`; nonsense is a guest that failed. */
function checked<T>(told: Told, read: (value: unknown) => T): GuestResult<T> {
  if (!told.ok) return told
  try {
    return { ...told, value: read(told.value) }
  } catch (error) {
    if (!(error instanceof BrokenAnswer)) throw error
    return { ...told, ok: false, error: BROKEN }
  }
}
