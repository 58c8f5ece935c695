import type { EngineLost, GuestLimits, HostError, HostErrorKind } from './engine'
import { REFUSED } from './lockdown'

export const NOWHERE = { line: null, column: null } as const

export function refusedText(text: string, mostBytes: number, what: string): HostError | null {
  const nul = text.indexOf('\0')
  if (nul >= 0) {
    const before = text.slice(0, nul).split('\n')
    const column = (before.at(-1)?.length ?? 0) + 1
    return {
      kind: 'source',
      message: `${what} holds a NUL character; remove it.`,
      line: before.length,
      column,
    }
  }
  // A character is at most three bytes for each of its UTF-16 units.
  if (text.length > mostBytes || (text.length * 3 > mostBytes && byteLength(text) > mostBytes))
    return {
      kind: 'source',
      message: `${what} is longer than ${amount(mostBytes)}; shorten it or split it.`,
      ...NOWHERE,
    }
  return null
}

const byteLength = (text: string): number => new TextEncoder().encode(text).length

export function refusedOutput(code: number, limits: GuestLimits): HostError {
  switch (code) {
    case REFUSED.notText:
      return { kind: 'protocol', message: 'The guest answered with something that is no text.', ...NOWHERE }
    case REFUSED.tooLong:
      return limitError('output', limits)
    default:
      return { kind: 'output', message: 'The guest answered with broken characters.', ...NOWHERE }
  }
}

export function lostError({ reason }: EngineLost, limits: GuestLimits): HostError {
  return reason === 'broken' ? limitError('crashed', limits) : limitError(reason, limits)
}

const amount = (bytes: number): string =>
  bytes >= 1_048_576 ? `${Math.floor(bytes / 1_048_576)} MiB` : `${Math.floor(bytes / 1024)} KiB`

type LimitKind = Exclude<HostErrorKind, 'syntax' | 'thrown' | 'protocol' | 'source'>

/** What is said when a limit is hit: the limit, and what to do. */
export function limitError(kind: LimitKind, limits: GuestLimits): HostError {
  return { kind, message: limitMessage(kind, limits), ...NOWHERE }
}

function limitMessage(kind: LimitKind, limits: GuestLimits): string {
  switch (kind) {
    case 'fuel':
      return `The code took more than ${(limits.fuel / 1e6).toLocaleString('en')} million steps; look for a loop that doesn’t end.`
    case 'deadline':
      return `The code ran longer than ${limits.deadlineMs / 1000} s; do less for each bar.`
    case 'memory':
      return `The code needs more than ${amount(limits.memoryPages * 65_536)} of memory; keep less of the past.`
    case 'stack':
      return 'The code nests or calls itself too deeply; look for a recursion that doesn’t end.'
    case 'output':
      return `The result is larger than ${amount(limits.outputBytes)}; return less.`
    case 'jobs':
      return `The code left more than ${limits.jobs} promises waiting; strategies have nothing to wait for.`
    case 'crashed':
      return 'The code broke the engine it ran in. Nothing else was harmed; please report this strategy.'
  }
}
