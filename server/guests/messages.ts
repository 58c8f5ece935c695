import type { Document } from '../../sandbox/compile/compile'
import type { ManyDocument } from '../../sandbox/compile/many'
import type { GuestLog, GuestResult, HostError, HostErrorKind } from '../../sandbox/host/engine'
import type { GuestOutput } from '../../sandbox/host/fence'
import type { LimitScale } from '../../sandbox/host/limits'
import type { GuestJob, GuestRole } from '../../sandbox/host/role'
import type { ScriptCode, ScriptPosition, ScriptSegment } from '../../sandbox/host/script/script'

/** What the guests' process is asked. Columns travel beside the words. */
export type Question =
  /** The metered engine, as columns can't carry it: base64. First, and once. */
  | { readonly ask: 'engine'; readonly wasm: string; readonly scale?: LimitScale }
  | { readonly ask: 'guest'; readonly role: GuestRole; readonly job: Omit<GuestJob, 'columns'> }
  | { readonly ask: 'compile'; readonly document: Document }
  /** The same document with many sets of parameters; answers the first of them, at least one. */
  | { readonly ask: 'compileMany'; readonly document: ManyDocument }
  | {
      readonly ask: 'script'
      readonly code: ScriptCode
      readonly segments: readonly ScriptSegment[]
      readonly seed: number
    }
  | {
      readonly ask: 'open'
      readonly code: ScriptCode
      readonly symbol: string
      readonly state: string | null
      readonly seed: number
    }
  | {
      readonly ask: 'step'
      readonly from: number
      readonly to: number
      readonly position: ScriptPosition | null
      readonly stopOn: readonly string[]
    }
  | { readonly ask: 'outputs'; readonly from: number; readonly to: number }
  | { readonly ask: 'state' }

/** A guest's result as it crosses the pipe: columns apart, the text or whatever else in `value`. */
export type Told = GuestResult<unknown>

const KINDS: ReadonlySet<string> = new Set<HostErrorKind>([
  'syntax',
  'thrown',
  'fuel',
  'deadline',
  'memory',
  'stack',
  'output',
  'protocol',
  'source',
  'jobs',
  'crashed',
])
const MESSAGE_CHARACTERS = 300
const MOST_LOGS = 2_001

export class BrokenAnswer extends Error {}

/** Builds a result anew from what the child wrote, which is taken for hostile. */
export function readTold(words: unknown): Told {
  const { ok, value, error, fuelUsed, logs } = fieldsOf(words)
  const rest = { fuelUsed: numberOf(fuelUsed), logs: logsOf(logs) }
  if (ok === true) return { ok, value, ...rest }
  if (ok === false) return { ok, error: errorOf(error), ...rest }
  throw new BrokenAnswer()
}

/** The text and columns of an ordinary guest. */
export function outputOf(told: Told, columns: readonly Float64Array[]): GuestResult<GuestOutput> {
  return told.ok ? { ...told, value: { text: textOf(told.value), columns } } : told
}

export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  throw new BrokenAnswer()
}

export function numberOf(value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw new BrokenAnswer()
}

export function textsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(textOf)
  throw new BrokenAnswer()
}

function errorOf(value: unknown): HostError {
  const { kind, message, line, column, bar } = fieldsOf(value)
  if (typeof kind !== 'string' || !KINDS.has(kind)) throw new BrokenAnswer()
  return {
    kind: kind as HostErrorKind, // one of the known kinds by the line above
    message: textOf(message).slice(0, MESSAGE_CHARACTERS),
    line: line === null ? null : numberOf(line),
    column: column === null ? null : numberOf(column),
    ...(bar !== undefined && { bar: numberOf(bar) }),
  }
}

function logsOf(value: unknown): readonly GuestLog[] {
  if (!Array.isArray(value) || value.length > MOST_LOGS) throw new BrokenAnswer()
  return value.map(one => {
    const { text, bar } = fieldsOf(one)
    return { text: textOf(text).slice(0, MESSAGE_CHARACTERS), bar: bar === null ? null : numberOf(bar) }
  })
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  // Only read by fixed names, into new objects; inherited names can't come from JSON.
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>
  throw new BrokenAnswer()
}
