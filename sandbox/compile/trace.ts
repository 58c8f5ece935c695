// The prelude of the trace role: what a formula sees. Everything here runs inside the fence; series are tickets for
// recorded calls, and the recording leaves as one text that replay.ts checks line by line.
import { catalogue } from '../catalogue/index'
import { COMPILE_LIMITS } from '../host/limits'
import type { GuestRole } from '../host/role'
import { TIMEFRAMES } from '../ir/timeframe'
import { guestEntry } from './api'

/** Calls a formula may record before it is stopped. */
export const MOST_CALLS = 4_096

const PRELUDE = String.raw`
const ENTRIES = __ENTRIES__
const TIMEFRAMES = __TIMEFRAMES__
const MOST_CALLS = __MOST_CALLS__
const { isArray } = Array
const { entries: pairs, keys, hasOwn } = Object
const { imul } = Math

// A problem travels as the message of an error: code, place if it is known better than by the stack, sentence.
const fail = (code, message, line, column) => {
  const error = new TypeError(message)
  error.name = 'Problem(' + code + (line ? '@' + line + ':' + column : '') + ')'
  throw error
}

const calls = []
const marks = []
const names = []
const clocks = [[null, null]]
let clock = 0
let exported = null
let declared = []

class Series {
  #call
  #output
  #kind
  constructor(call, output) { this.#call = call; this.#output = output }
  static is(value) { return typeof value === 'object' && value !== null && #call in value }
  static ticket(series) { return [series.#call, series.#output] }
  [Symbol.toPrimitive]() {
    fail('series-as-value', 'A series has a value for every bar, not one value. Use where(cond, a, b) to choose, ago(x, n) to look back.')
  }
}

const isSeries = Series.is
const isParts = value => typeof value === 'object' && value !== null && parts.has(value)
const parts = new WeakSet()

const numberText = value => (value !== value ? 'NaN' : value === Infinity ? 'Infinity' : value === -Infinity ? '-Infinity' : value)
const shown = value =>
  isSeries(value) ? 'a series' : isParts(value) ? 'several series' : typeof value === 'string' ? JSON.stringify(value)
    : typeof value === 'function' ? 'a function' : value === undefined ? 'nothing' : isArray(value) ? 'a list' : String(value)

const record = (at, inputs, params) => {
  if (calls.length >= MOST_CALLS) fail('too-many-nodes', 'The formula makes more than ' + MOST_CALLS + ' calls. Shorten its loops.')
  const entry = ENTRIES[at]
  const wired = inputs.map((input, port) => {
    if (isSeries(input)) return Series.ticket(input)
    if (typeof input === 'number') return { n: numberText(input) }
    if (typeof input === 'boolean') return { b: input }
    if (isParts(input)) fail('bad-argument', entry.id + ': ' + entry.inputs[port].name + ' has several parts; name one of ' + keys(input).join(', ') + '.')
    return fail('bad-argument', entry.id + ': ' + entry.inputs[port].name + ' takes a series or a number, and ' + shown(input) + ' is given.')
  })
  const call = calls.length
  calls.push([at, wired, params, clock])
  if (entry.outputs.length === 1) return new Series(call, 0)
  const made = {}
  entry.outputs.forEach((name, output) => { made[name] = new Series(call, output) })
  parts.add(made)
  return Object.freeze(made)
}

const paramOf = (entry, spec, value) => {
  if (isSeries(value) || isParts(value))
    fail('bad-argument', entry.id + ': ' + spec.name + ' is the same for all bars; give a number or a parameter, not a series.')
  const wanted = spec.kind === 'bool' ? 'true or false' : spec.kind === 'choice' ? 'one of ' + spec.choices.join(', ')
    : (spec.kind === 'int' ? 'a whole number' : 'a number') + ' from ' + spec.min + ' to ' + spec.max
  const fits = spec.kind === 'bool' ? typeof value === 'boolean'
    : spec.kind === 'choice' ? typeof value === 'string' && spec.choices.includes(value)
    : typeof value === 'number' && value >= spec.min && value <= spec.max && (spec.kind === 'num' || Number.isInteger(value))
  if (!fits) fail('bad-argument', entry.id + ': ' + spec.name + ' is ' + shown(value) + '; it must be ' + wanted + '.')
  return value
}

const caller = at => {
  const entry = ENTRIES[at]
  const { args } = entry.call
  const usage = entry.call.path.join('.') + '(' + args.map(each => each.name).join(', ') + ')'
  return (...given) => {
    if (given.length > args.length) fail('bad-argument', usage + ' takes ' + args.length + ' arguments; ' + given.length + ' are given.')
    const inputs = []
    const params = {}
    args.forEach(({ name, port }, index) => {
      const value = given[index]
      if (port === null) {
        const spec = entry.params.find(each => each.name === name)
        if (value !== undefined) params[name] = paramOf(entry, spec, value)
      } else if (value !== undefined) inputs[port] = value
      else if (entry.inputs[port].needed) fail('bad-argument', usage + ' needs ' + name + '.')
    })
    for (let port = 0; port < inputs.length; port++)
      if (!(port in inputs)) fail('bad-argument', usage + ' needs ' + entry.inputs[port].name + '.')
    return record(at, inputs, params)
  }
}

// Where things stand: globals, the members of ta and math, the series of the callback's argument.
const signs = new Map()
const ta = {}
const math = { PI: Math.PI, E: Math.E }
const series = []
const sources = []
ENTRIES.forEach((entry, at) => {
  const { call } = entry
  if (call.kind === 'sign') signs.set(call.arity + call.sign, at)
  if (call.kind === 'function') {
    const [first, member] = call.path
    if (first === 'ta' && member) ta[member] = caller(at)
    else if (first === 'math' && member) {
      const native = Math[member]
      const symbolic = caller(at)
      math[member] = (...given) => (given.some(value => isSeries(value) || isParts(value)) || !native ? symbolic(...given) : native(...given))
    } else if (!member && first !== 'tf' && first !== 'symbol') globalThis[first] = caller(at)
  }
  if (call.kind === 'name') {
    if (call.path[0] === 'ta') Object.defineProperty(ta, call.path[1], { enumerable: true, get: () => record(at, [], {}) })
    else if (call.path.length === 1) sources.push([call.path[0], at])
  }
})
const plainWhere = globalThis.where
globalThis.where = (cond, yes, no) => (typeof cond === 'boolean' ? (cond ? yes : no) : plainWhere(cond, yes, no))
globalThis.ta = ta
globalThis.math = math

const argument = params => {
  const given = { ta, params }
  for (const [name, at] of sources) Object.defineProperty(given, name, { enumerable: true, get: () => record(at, [], {}) })
  return given
}
const under = (timeframe, instrument, make) => {
  if (typeof make !== 'function') fail('bad-argument', 'The last argument is a function of the other series: m => m.close.')
  const before = clock
  const [outerTimeframe, outerInstrument] = clocks[before]
  clocks.push([timeframe ?? outerTimeframe, instrument ?? outerInstrument])
  clock = clocks.length - 1
  try {
    return make(argument({}))
  } finally {
    clock = before
  }
}
globalThis.tf = (timeframe, make) => {
  if (!TIMEFRAMES.includes(timeframe)) fail('bad-clock', 'tf: ' + shown(timeframe) + ' is no timeframe; use one of ' + TIMEFRAMES.join(', ') + '.')
  return under(timeframe, null, make)
}
globalThis.symbol = (instrument, make) => {
  if (typeof instrument !== 'string' || !/^[A-Za-z0-9._:/-]{1,40}$/.test(instrument)) fail('bad-clock', 'symbol: ' + shown(instrument) + ' is no symbol.')
  return under(null, instrument, make)
}

// --- the signs of the language, called by the rewritten source
const native = {
  '+': (a, b) => a + b, '-': (a, b) => a - b, '*': (a, b) => a * b, '/': (a, b) => a / b, '%': (a, b) => a % b, '**': (a, b) => a ** b,
  '<': (a, b) => a < b, '<=': (a, b) => a <= b, '>': (a, b) => a > b, '>=': (a, b) => a >= b, '==': (a, b) => a === b, '!=': (a, b) => a !== b,
}
const symbolic = value => isSeries(value) || isParts(value)
const marked = (value, line, column) => {
  if (isSeries(value)) {
    const [call] = Series.ticket(value)
    marks[call] ??= [line, column]
  } else if (isParts(value)) {
    for (const name of keys(value)) { marked(value[name], line, column); break }
  }
  return value
}
const atPlace = (line, column, make) => {
  try {
    return make()
  } catch (error) {
    if (error instanceof TypeError && /^Problem\([a-z-]+\)$/.test(error.name)) error.name = error.name.slice(0, -1) + '@' + line + ':' + column + ')'
    throw error
  }
}
const sign = (arity, name, inputs, line, column) => {
  const at = signs.get(arity + name)
  if (at === undefined) fail('not-supported', name + ' does not work on series.', line, column)
  return marked(atPlace(line, column, () => record(at, inputs, {})), line, column)
}
globalThis.__b = (name, a, b, line, column) => (symbolic(a) || symbolic(b) ? sign(2, name, [a, b], line, column) : native[name](a, b))
globalThis.__not = (a, line, column) => (symbolic(a) ? sign(1, '!', [a], line, column) : !a)
globalThis.__neg = (a, line, column) => (symbolic(a) ? sign(1, '-', [a], line, column) : -a)
globalThis.__and = (a, b, line, column) => {
  if (!symbolic(a)) {
    if (!a) return a
    return b()
  }
  const right = b()
  return right === true ? a : sign(2, '&&', [a, right], line, column)
}
globalThis.__or = (a, b, line, column) => {
  if (!symbolic(a)) {
    if (a) return a
    return b()
  }
  const right = b()
  return right === false ? a : sign(2, '||', [a, right], line, column)
}
globalThis.__if = (cond, yes, no, line, column) =>
  symbolic(cond) ? marked(atPlace(line, column, () => plainWhere(cond, yes(), no())), line, column) : cond ? yes() : no()
globalThis.__plain = (value, what, line, column) => {
  if (symbolic(value)) fail('series-as-value', what + ' needs one value, and a series has one for every bar. Use where(cond, a, b).', line, column)
  return value
}
globalThis.__at = marked
globalThis.__name = (value, name, line, column) => {
  if (isSeries(value)) names.push([...Series.ticket(value), name])
  else if (isParts(value)) for (const part of keys(value)) names.push([...Series.ticket(value[part]), name + '.' + part])
  return marked(value, line, column)
}
globalThis.__export = value => {
  exported = value
}

// --- declarations
const declare = (kind, spec) => Object.freeze({ __param: kind, ...spec })
const bounds = (kind, value, min, max, step, title) => {
  for (const [name, each] of [['default', value], ['min', min], ['max', max], ['step', step]])
    if (each !== undefined && typeof each !== 'number') fail('bad-param', kind + ': ' + name + ' is ' + shown(each) + '; it must be a number.')
  if (value === undefined) fail('bad-param', kind + '(default, min, max) needs a default.')
  if (kind === 'int' && !Number.isInteger(value)) fail('bad-param', 'int: the default ' + value + ' is no whole number; use num.')
  if ((min !== undefined && value < min) || (max !== undefined && value > max)) fail('bad-param', kind + ': the default ' + value + ' lies outside ' + min + ' to ' + max + '.')
  return declare(kind, { default: value, min: min ?? null, max: max ?? null, step: step ?? null, title: String(title ?? '') })
}
globalThis.int = (value, min, max, step, title) => bounds('int', value, min, max, step, title)
globalThis.num = (value, min, max, step, title) => bounds('num', value, min, max, step, title)
globalThis.bool = (value, title) => {
  if (typeof value !== 'boolean') fail('bad-param', 'bool(default) takes true or false.')
  return declare('bool', { default: value, title: String(title ?? '') })
}
globalThis.choice = (value, choices, title) => {
  if (!isArray(choices) || !choices.every(each => typeof each === 'string') || !choices.includes(value))
    fail('bad-param', "choice(default, ['a', 'b']) takes one of its own choices.")
  return declare('choice', { default: value, choices: [...choices], title: String(title ?? '') })
}

let settings = null
let body = null
globalThis.strategy = (given, make) => {
  if (typeof given !== 'object' || given === null || typeof make !== 'function')
    fail('bad-strategy', "Write strategy({ name: '…' }, ({ close, ta }) => ({ filter: … })).")
  settings = given
  body = make
  return STRATEGY
}
const STRATEGY = Object.freeze({})

const paramValue = (name, spec, override) => {
  if (override === undefined) return spec.default
  const wanted = spec.__param === 'bool' ? 'true or false' : spec.__param === 'choice' ? 'one of ' + spec.choices.join(', ')
    : (spec.__param === 'int' ? 'a whole number' : 'a number') + (spec.min === null ? '' : ' from ' + spec.min) + (spec.max === null ? '' : ' to ' + spec.max)
  const fits = spec.__param === 'bool' ? typeof override === 'boolean' : spec.__param === 'choice' ? spec.choices.includes(override)
    : typeof override === 'number' && override === override && (spec.min === null || override >= spec.min) && (spec.max === null || override <= spec.max)
      && (spec.__param === 'num' || Number.isInteger(override))
  if (!fits) fail('bad-param', 'The parameter ' + name + ' is ' + shown(override) + '; it must be ' + wanted + '.')
  return override
}

const OUTPUTS = __OUTPUTS__
const outputTicket = (name, value) => {
  if (isSeries(value)) return Series.ticket(value)
  if (typeof value === 'number') return { n: numberText(value) }
  if (typeof value === 'boolean') return { b: value }
  if (isParts(value)) fail('bad-output', name + ' has several parts; name one of ' + keys(value).join(', ') + '.')
  return fail('bad-output', name + ' is ' + shown(value) + '; it must be a series.')
}

globalThis.__enter = input => {
  const { params: overrides } = JSON.parse(input)
  if (exported !== STRATEGY || !settings) fail('no-strategy', 'The file has to end in one: export default strategy({ name: … }, ({ close, ta }) => ({ filter: … })).')
  const { name = '', timeframe = null, params: specs = {} } = settings
  if (typeof name !== 'string' || name.length > 80) fail('bad-strategy', 'name is a text of at most 80 characters.')
  if (timeframe !== null && !TIMEFRAMES.includes(timeframe)) fail('bad-strategy', 'timeframe is ' + shown(timeframe) + '; use one of ' + TIMEFRAMES.join(', ') + '.')
  const values = {}
  const declarations = []
  for (const [key, raw] of pairs(specs)) {
    const spec = typeof raw === 'number' ? globalThis.num(raw) : typeof raw === 'boolean' ? globalThis.bool(raw) : raw
    if (typeof spec !== 'object' || spec === null || !hasOwn(spec, '__param')) fail('bad-param', 'The parameter ' + key + ' is ' + shown(raw) + '; declare it with int, num, bool or choice.')
    values[key] = paramValue(key, spec, overrides[key])
    const { __param, ...rest } = spec
    declarations.push({ name: key, kind: __param, value: values[key], ...rest })
  }
  for (const key of keys(overrides)) if (!hasOwn(values, key)) fail('bad-param', 'There is no parameter ' + key + '; there is ' + (keys(values).join(', ') || 'none') + '.')
  const made = body(argument(Object.freeze(values)))
  if (typeof made !== 'object' || made === null || isSeries(made) || isArray(made)) fail('no-output', 'Return the outputs by name: ({ filter: …, score: … }).')
  const outputs = {}
  const columns = []
  for (const [key, value] of pairs(made)) {
    if (value === undefined) continue
    if (key === 'columns') {
      for (const [column, each] of pairs(value ?? {})) {
        if (isParts(each)) for (const part of keys(each)) columns.push([column + '.' + part, outputTicket(column, each[part])])
        else columns.push([column, outputTicket(column, each)])
      }
    } else if (OUTPUTS.includes(key)) outputs[key] = outputTicket(key, value)
    else fail('bad-output', 'There is no output ' + key + '; there are ' + OUTPUTS.join(', ') + ' and columns.')
  }
  return JSON.stringify({ name, timeframe, params: declarations, clocks, calls, marks: calls.map((_, at) => marks[at] ?? null), names, outputs, columns })
}
`

/** Where a formula runs once, with symbols for series. */
export const traceRole = (outputs: readonly string[]): GuestRole => ({
  name: 'trace',
  limits: COMPILE_LIMITS,
  prelude: PRELUDE.replace('__ENTRIES__', () => JSON.stringify(catalogue.entries.map(guestEntry)))
    .replace('__TIMEFRAMES__', JSON.stringify(TIMEFRAMES))
    .replace('__MOST_CALLS__', String(MOST_CALLS))
    .replace('__OUTPUTS__', JSON.stringify(outputs)),
})
