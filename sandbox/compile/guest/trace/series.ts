// What stands for a series while a formula runs: a ticket for one output of one recorded call. Every use that would need
// a single value is refused with what to write instead.
import { fail, failOver } from './fail'

export interface Ticket {
  readonly call: number
  readonly output: number
  /** The clock from whose bars it may be read beside its own: where the tf or symbol call that gave it stands. */
  readonly seenFrom: number
}

/** Captured: user code finds none. */
export const Guard = Proxy

const tickets = new WeakMap<object, Ticket>()
const parts = new WeakMap<object, string>()

export const isSeries = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && tickets.has(value)
export const isParts = (value: unknown): value is Readonly<Record<string, object>> =>
  typeof value === 'object' && value !== null && parts.has(value)
export const isSymbolic = (value: unknown): boolean => isSeries(value) || isParts(value)
export const ticketOf = (series: object): Ticket => tickets.get(series)!

const REMEDY = 'Use where(cond, a, b) to choose and ago(x, n) to look back.'
const refuseValue = () =>
  fail('series-as-value', `A series has a value for every bar, not one value. ${REMEDY}`)

const HANDLER: ProxyHandler<object> = {
  get(_, key) {
    if (key === Symbol.toPrimitive) return refuseValue
    if (key === Symbol.iterator)
      return fail('series-as-value', `A series can’t be spread or looped over. ${REMEDY}`)
    if (key === 'toJSON') return () => 'a series'
    if (typeof key === 'symbol') return undefined
    return /^-?\d+$/.test(key)
      ? fail(
          'series-as-value',
          `A series has no element [${key}]. Write ago(x, n) for its value n bars earlier.`,
        )
      : failOver(
          key,
          'unknown-name',
          `A series has no property ${key}. Compute with it: + - * / < > && ||, ta and math.`,
        )
  },
  set: () => fail('series-as-value', 'A series can’t be changed. Make a new one.'),
  defineProperty: () => fail('series-as-value', 'A series can’t be changed. Make a new one.'),
  deleteProperty: () => fail('series-as-value', 'A series can’t be changed. Make a new one.'),
  has: () => refuseValue(),
  ownKeys: () => fail('series-as-value', `A series can’t be spread or looped over. ${REMEDY}`),
}
const NOTHING = Object.freeze({})

export function seriesOf(ticket: Ticket): object {
  const series = new Guard(NOTHING, HANDLER)
  tickets.set(series, ticket)
  return series
}

/** Several outputs of one call under their names; `what` says whose. */
export function partsOf(what: string, members: Readonly<Record<string, object>>): object {
  const made = named(
    Object.freeze(members),
    key => `${what} has no part ${key}; it has ${Object.keys(members).join(', ')}.`,
  )
  parts.set(made, what)
  return made
}
export const ownerOf = (made: object): string => parts.get(made) ?? ''

/** An object that refuses names it doesn't have with that sentence. */
export function named<T extends object>(
  members: T,
  sentence: (key: string) => string,
  code = 'unknown-name',
): T {
  return new Guard(members, {
    get(target, key, receiver) {
      if (typeof key === 'symbol' || key in target || key === 'toJSON' || key === 'then')
        return Reflect.get(target, key, receiver)
      return failOver(key, code, sentence(key))
    },
  })
}

/** How a value is named in a sentence. */
export function shown(value: unknown): string {
  if (isSeries(value)) return 'a series'
  if (isParts(value)) return 'several series'
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 60))
  if (typeof value === 'function') return 'a function'
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'an object'
  return String(value)
}
