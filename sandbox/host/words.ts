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

export function lastWords(engine: Engine, { control }: Home, thrown: GuestValue): Words | null {
  const described = engine.call(control[CONTROL.describe]!, [thrown])
  const text = described.ok ? engine.readText(described.value, 16_000) : null
  if (text === null) return null
  // Written by the host's own `describe`: a list of two strings.
  const [message, stack] = JSON.parse(text) as [string, string]
  return { message: printable(message), stack }
}

export function readLogs(engine: Engine, { control, role }: Home): GuestLog[] {
  const taken = engine.call(control[CONTROL.logs]!, [])
  const text = taken.ok ? engine.readText(taken.value, role.limits.logLines * LOG_BYTES_A_LINE + 1_000) : null
  if (text === null || text === '[]') return []
  // Written by the host's own `logs`: bar, text, bar, text …
  const flat = JSON.parse(text) as (number | string | null)[]
  return Array.from({ length: flat.length / 2 }, (_, n) => {
    const bar = flat[2 * n]
    return { bar: typeof bar === 'number' ? bar : null, text: printable(String(flat[2 * n + 1])) }
  })
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
