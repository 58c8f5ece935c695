// How the catalogue is written in code. Every entry says how it is called (`ta.rsi(source, length)`, `a + b`, `hl2`);
// this reads those texts into a table for whoever has to call, print or complete them.
import type { CatalogueEntry } from '../catalogue/define'
import { callOf } from '../catalogue/docs/call'

export interface Argument {
  readonly name: string
  /** Index of the input it wires, or null when it is a parameter. */
  readonly port: number | null
}

export type Call =
  /** `a + b`, `-a`: written with a sign of the language. */
  | { readonly kind: 'sign'; readonly sign: string; readonly arity: number }
  /** `ta.rsi(source, length)`, `within(cond, n)`. */
  | { readonly kind: 'function'; readonly path: readonly string[]; readonly args: readonly Argument[] }
  /** `hl2`, `ta.tr`: a series that is simply there. */
  | { readonly kind: 'name'; readonly path: readonly string[] }
  /** Made by the compiler, never written by its own name: constants, alignment. */
  | { readonly kind: 'implicit' }

const SIGN = /^(?:a (\S+) b|([-!])a)$/
const FUNCTION = /^([A-Za-z_][\w.]*)\(([\w, ]*)\)$/
const NAME = /^[A-Za-z_][\w.]*$/
const LITERALS = new Set(['true', 'false'])

export function writtenCall(entry: CatalogueEntry): Call {
  const text = callOf(entry)
  const sign = SIGN.exec(text)
  if (sign) return { kind: 'sign', sign: sign[1] ?? sign[2]!, arity: sign[1] ? 2 : 1 }
  const called = FUNCTION.exec(text)
  if (called) {
    const args = called[2]!
      .split(',')
      .map(name => name.trim())
      .filter(Boolean)
      .map(name => ({ name, port: portIndex(entry, name) }))
    return { kind: 'function', path: called[1]!.split('.'), args }
  }
  return NAME.test(text) && !LITERALS.has(text)
    ? { kind: 'name', path: text.split('.') }
    : { kind: 'implicit' }
}

const portIndex = (entry: CatalogueEntry, name: string): number | null => {
  const at = entry.inputs.findIndex(port => port.name === name)
  return at < 0 ? null : at
}

/** Ports that can be wired: those its call names. The others always read the bars (`ta.atr(length)` its high, low and close). */
export function portsOf(entry: CatalogueEntry): CatalogueEntry['inputs'] {
  const call = writtenCall(entry)
  if (call.kind !== 'function') return call.kind === 'name' ? [] : entry.inputs
  return entry.inputs.filter((_, at) => call.args.some(({ port }) => port === at))
}

/** What the guest needs to know of an entry to record a call of it. */
export interface GuestEntry {
  readonly id: string
  readonly call: Call
  readonly inputs: readonly { readonly name: string; readonly needed: boolean }[]
  readonly params: CatalogueEntry['params']
  readonly outputs: readonly string[]
}

export const guestEntry = (entry: CatalogueEntry): GuestEntry => ({
  id: entry.id,
  call: writtenCall(entry),
  inputs: entry.inputs.map(({ name, fallback }) => ({ name, needed: fallback === undefined })),
  params: entry.params,
  outputs: entry.type === 'operator' ? ['value'] : entry.outputs.map(({ name }) => name),
})
