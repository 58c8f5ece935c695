import type { Engine, GuestLog, GuestValue } from './engine'
import type { Home } from './home'
import { CONTROL } from './lockdown'
import { NOWHERE } from './verdict'

/** The name of the user's code in stack traces. */
export const USER_FILE = 'strategy.ts'
const LOG_BYTES_A_LINE = 2_000

export interface Words {
  readonly message: string
  readonly stack: string
}

type Reading = Pick<Engine, 'call' | 'readText'>
type Speaking = Pick<Home, 'control' | 'role'>

export function lastWords(engine: Reading, { control }: Speaking, thrown: GuestValue): Words | null {
  const described = engine.call(control[CONTROL.describe]!, [thrown])
  const text = described.ok ? engine.readText(described.value, 16_000) : null
  if (text === null) return null
  const [message, stack] = listIn(text)
  return typeof message === 'string' && typeof stack === 'string'
    ? { message: printable(message), stack }
    : null
}

/** What the guest has logged since it was asked last, and the bar it stands at. */
export interface Notes {
  readonly logs: readonly GuestLog[]
  readonly bar: number | null
}

export function readNotes(engine: Reading, { control, role }: Speaking): Notes {
  const taken = engine.call(control[CONTROL.logs]!, [])
  const text = taken.ok ? engine.readText(taken.value, role.limits.logLines * LOG_BYTES_A_LINE + 1_000) : null
  if (text === null) return { logs: [], bar: null }
  // the bar, then bar, text, bar, text …
  const [at, lines] = listIn(text)
  const flat: readonly unknown[] = Array.isArray(lines) ? lines : []
  const logs: GuestLog[] = []
  for (let n = 0; n + 1 < flat.length && logs.length <= role.limits.logLines; n += 2) {
    const [bar, line] = [flat[n], flat[n + 1]]
    if (typeof line === 'string')
      logs.push({ bar: typeof bar === 'number' ? bar : null, text: printable(line) })
  }
  return { logs, bar: typeof at === 'number' && Number.isSafeInteger(at) && at >= 0 ? at : null }
}

/** The host's own code inside the engine wrote this list. If the engine is broken, anybody did. */
function listIn(text: string): readonly unknown[] {
  try {
    const list: unknown = JSON.parse(text)
    return Array.isArray(list) ? list : []
  } catch {
    return []
  }
}

/** The innermost frame in the user's own code: `    at name (strategy.ts:3:14)`. */
export function placeIn(stack: string): { readonly line: number | null; readonly column: number | null } {
  for (const frame of stack.split('\n')) {
    const at = frame.indexOf(`${USER_FILE}:`)
    if (at < 0) continue
    const [line, column] = frame.slice(at + USER_FILE.length + 1).split(':')
    return { line: place(line), column: place(column) }
  }
  return NOWHERE
}

function place(text: string | undefined): number | null {
  const value = Number.parseInt(text ?? '', 10)
  return Number.isSafeInteger(value) && value > 0 ? value : null
}

/** Guest text as one line: control characters and direction overrides become spaces. */
function printable(text: string): string {
  let line = ''
  for (const letter of text.slice(0, 300))
    line += /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(letter) ? ' ' : letter
  return line.trim()
}
