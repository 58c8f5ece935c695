// What a formula finds around it: globals, ta and math, the series of the callback's argument.
import { caller } from './entryCall'
import { fail, suggestion } from './fail'
import { clock, clockOf, clocks, entries, record, recordAligned, recordConstant, seenHere } from './recorder'
import { isSeries, isSymbolic, named, shown } from './series'

declare const TIMEFRAMES: readonly string[]

const ta: Record<string, unknown> = {}
const math: Record<string, unknown> = { PI: Math.PI, E: Math.E }
const sources: [name: string, entry: number][] = []
const globals: Record<string, unknown> = {}

const MANY = new Set(['min', 'max'])
const isMath = (name: string): name is 'abs' => typeof Math[name as 'abs'] === 'function'

entries.forEach(({ call }, at) => {
  if (call.kind === 'function') {
    const [first, member] = call.path as [string, string?]
    const symbolic = caller(at)
    if (first === 'ta' && member) ta[member] = symbolic
    else if (first === 'math' && member) {
      const native = isMath(member) ? Math[member] : null
      math[member] = (...given: number[]) => {
        if (!native || given.some(isSymbolic)) {
          const [a, ...rest] = given
          // math.max(a, b, c) is math.max(math.max(a, b), c)
          return MANY.has(member) && rest.length > 1
            ? rest.reduce<unknown>((most, each) => symbolic(most, each), a)
            : symbolic(...given)
        }
        if (member === 'round') return rounded(given[0]!, given[1])
        return native(...(given as [number]))
      }
    } else if (!member) globals[first] = symbolic
  } else if (call.kind === 'name') {
    const [first, member] = call.path as [string, string?]
    if (first === 'ta' && member)
      Object.defineProperty(ta, member, { enumerable: true, get: () => record(at, [], {}) })
    else if (!member) sources.push([first, at])
  }
})
const power = entries.findIndex(({ id }) => id === 'pow')
math.pow = (...given: [number, number]) =>
  given.some(isSymbolic) ? record(power, given, {}) : given[0] ** given[1]
// what math has for plain numbers only
for (const plain of ['hypot', 'trunc', 'cbrt', 'log2', 'sin', 'cos', 'tan', 'atan', 'random'] as const)
  math[plain] ??= (...given: number[]) =>
    given.some(isSymbolic)
      ? fail('not-supported', `math.${plain} works on numbers, not on series. Use it on parameters alone.`)
      : (Math[plain] as (...given: number[]) => number)(...given)

const rounded = (value: number, digits = 0): number => {
  const scale = 10 ** digits
  return Math.round(value * scale) / scale
}

const indicators = named(Object.freeze(ta), key => `There is no ta.${key}${suggestion(key, Object.keys(ta))}`)

const { where, nz, na } = globals as Record<string, (...given: unknown[]) => unknown>
const isMissing = (value: unknown) => value === undefined || value === null || Number.isNaN(value)

/** The series of the clock in force whenever one is read. */
export function market(params: object): object {
  const given = { ta: indicators, params }
  for (const [name, at] of sources)
    Object.defineProperty(given, name, { enumerable: true, get: () => record(at, [], {}) })
  return named(given, key => `There is no ${key} here${suggestion(key, Object.keys(given))}`)
}

/** The document's own parameters and timeframe, once they are known. */
export const document: { params: object; timeframe: string | null } = { params: {}, timeframe: null }

function under(timeframe: string | null, instrument: string | null, make: unknown): unknown {
  if (typeof make !== 'function')
    return fail('bad-argument', 'The last argument is a function of the other series: m => m.close.')
  const before = clock.now
  const [outerTimeframe, outerInstrument] = clocks[before]!
  clock.now = clockOf(timeframe ?? outerTimeframe, instrument ?? outerInstrument)
  let made: unknown
  try {
    made = make(market(document.params))
  } finally {
    clock.now = before
  }
  return seenHere(made)
}

function tf(timeframe: unknown, make: unknown): unknown {
  if (typeof timeframe !== 'string' || !TIMEFRAMES.includes(timeframe))
    return fail('bad-clock', `tf: ${shown(timeframe)} is no timeframe; use one of ${TIMEFRAMES.join(', ')}.`)
  const base = document.timeframe
  if (base && TIMEFRAMES.indexOf(timeframe) < TIMEFRAMES.indexOf(base))
    fail(
      'faster-timeframe',
      `tf: ${timeframe} is faster than the strategy’s own ${base}. Run it on ${timeframe}, and use tf for the slower one.`,
    )
  return under(timeframe, null, make)
}

function symbol(instrument: unknown, make: unknown): unknown {
  if (typeof instrument !== 'string' || !/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,39}$/.test(instrument))
    return fail(
      'bad-clock',
      `symbol: ${shown(instrument)} is no symbol. Write it as the market does: symbol('BTCUSDT', m => m.close).`,
    )
  return under(null, instrument, make)
}

const seen = entries.findIndex(({ id }) => id === 'seen')

function align(x: unknown): unknown {
  if (!isSeries(x)) return fail('bad-argument', `align takes a series, and ${shown(x)} is given.`)
  return recordAligned(seen, x)
}

/** A plain number or condition as a series that has it on every bar. */
function series(x: unknown): unknown {
  if (isSeries(x)) return x
  if (typeof x !== 'number' && typeof x !== 'boolean')
    return fail('bad-argument', `series takes a number or a condition, and ${shown(x)} is given.`)
  return recordConstant(x)
}

Object.assign(globalThis, globals, {
  ta: indicators,
  math: named(Object.freeze(math), key => `There is no math.${key}${suggestion(key, Object.keys(math))}`),
  where: (cond: unknown, a: unknown, b: unknown) => (isSymbolic(cond) ? where!(cond, a, b) : cond ? a : b),
  nz(...given: readonly [x: unknown, instead?: unknown]) {
    const [x, instead = 0] = given
    if (given.some(isSymbolic)) return nz!(...given)
    return isMissing(x) ? instead : x
  },
  na: (x: unknown) => (isSymbolic(x) ? na!(x) : isMissing(x)),
  tf,
  symbol,
  align,
  series,
})
