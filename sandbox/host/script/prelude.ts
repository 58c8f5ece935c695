// What a script finds around it while it runs bar by bar. Its indicators are columns by now: the function that declares
// them is never called here.

/** A script's state between two bars: a tree of plain values, small enough to be stored after every bar. */
export const STATE_LIMITS = { numbers: 256, characters: 4096, depth: 8 } as const

export const SCRIPT_PRELUDE = `
const { isArray } = Array, { getPrototypeOf, keys, freeze, defineProperty, preventExtensions, prototype } = Object
const { parse, stringify } = JSON
const { hasOwnProperty } = prototype
let work = null
// the first bar whose outputs are read; what leads up to it may be left unanswered
let wantedFrom = 0

// --- the API
const value = standard => standard
const notHere = name => () => {
  throw new TypeError(name + ' describes a series; in a script it belongs to the function that declares the columns')
}
Object.assign(globalThis, {
  script(settings, columns, onBar) {
    if (work) throw new TypeError('a script calls script(…) once')
    work = onBar === undefined ? columns : onBar
    if (typeof work !== 'function') throw new TypeError('script(settings, columns, onBar) takes a function for each bar')
    return work
  },
  int: value,
  num: value,
  bool: value,
  choice: value,
  na: x => x === undefined || x === null || x !== x,
  nz: (x, instead = 0) => (x === undefined || x === null || x !== x ? instead : x),
  where: (condition, yes, no) => (condition ? yes : no),
  math: Math,
})
for (const name of ['strategy', 'tf', 'symbol', 'ago', 'within', 'sequence']) globalThis[name] = notHere(name)

// --- state as text; exact, so that a run in pieces equals the whole
let numbers = 0
const unfit = (path, what) => {
  throw new TypeError('state' + path + ' is ' + what + '; a state holds numbers, texts, booleans, lists and plain objects')
}
const pack = (one, path, depth, above) => {
  switch (typeof one) {
    case 'number':
      if (++numbers > ${STATE_LIMITS.numbers}) throw new RangeError('the state holds more than ${STATE_LIMITS.numbers} numbers')
      return one !== one || one - one !== 0 || (one === 0 && 1 / one < 0) ? { $: one === 0 ? '-0' : '' + one } : one
    case 'undefined':
      return { $: 'undefined' }
    case 'string':
    case 'boolean':
      return one
    case 'object':
      break
    default:
      return unfit(path, 'a ' + typeof one)
  }
  if (one === null) return one
  if (depth > ${STATE_LIMITS.depth}) throw new RangeError('the state nests more than ${STATE_LIMITS.depth} levels')
  if (above.has(one)) unfit(path, 'seen twice')
  above.add(one)
  if (isArray(one)) {
    if (one.length > ${STATE_LIMITS.characters}) unfit(path, 'too long a list')
    const list = []
    for (let i = 0; i < one.length; i++) list.push(pack(one[i], path + '[' + i + ']', depth + 1, above))
    return list
  }
  const parent = getPrototypeOf(one)
  if (parent !== prototype && parent !== null) unfit(path, 'an object of a class')
  const copy = {}
  for (const key of keys(one)) {
    if (key === '$' || key === '__proto__') unfit(path + '.' + key, 'under a name that is taken')
    copy[key] = pack(one[key], path + '.' + key, depth + 1, above)
  }
  return copy
}
const special = { NaN: NaN, Infinity: Infinity, '-Infinity': -Infinity, '-0': -0, undefined }
const unpack = one => {
  if (typeof one !== 'object' || one === null) return one
  if (isArray(one)) {
    for (let i = 0; i < one.length; i++) one[i] = unpack(one[i])
    return one
  }
  if (hasOwnProperty.call(one, '$')) return special[one.$]
  for (const key of keys(one)) one[key] = unpack(one[key])
  return one
}
/** Most states are a few numbers under plain names; those need no copy. */
const simple = state => {
  if (getPrototypeOf(state) !== prototype) return false
  const names = keys(state)
  if (names.length > ${STATE_LIMITS.numbers}) return false
  for (let i = 0; i < names.length; i++) {
    const name = names[i], one = state[name]
    if (name === '$' || name === '__proto__') return false
    if (typeof one === 'number') {
      if (one - one !== 0 || (one === 0 && 1 / one < 0)) return false
    } else if (typeof one !== 'string' && typeof one !== 'boolean') return false
  }
  return true
}
const packed = state => {
  if (simple(state)) return state
  numbers = 0
  return pack(state, '', 0, new Set())
}

// --- what the driver meets at a bar it did not expect
const wrong = (name, what, found) => {
  throw new TypeError(name + ' must be ' + what + ', not ' + (found === null ? 'null' : typeof found))
}
const known = (result, names, columnNames) => {
  if (typeof result.then === 'function') throw new TypeError('onBar must not be async; a bar is answered at once')
  for (const key of keys(result))
    if (!names.includes(key)) throw new TypeError('"' + key + '" is no output; there are ' + names.join(', '))
  if (result.columns && columnNames)
    for (const key of keys(result.columns))
      if (!columnNames.includes(key)) throw new TypeError('columns.' + key + ' is not declared; there are ' + columnNames.join(', '))
}

let drive = null, state = {}
const bar = {}
__host.barFrom(() => bar.index)
const context = { params: null, symbol: '', position: null }

globalThis.__enter = (input, columns, out, driver) => {
  const job = parse(input)
  if (!work) throw new TypeError('a script ends with script(settings, columns, onBar); nothing called it')
  if (!drive) {
    defineProperty(context, 'params', { value: freeze(job.params), writable: false, configurable: false })
    drive = driver(columns, out, work, bar, context, { wrong, known })
    // what outlives a bar is in the state: all symbols of a crossing share these
    preventExtensions(context)
    preventExtensions(globalThis)
  }
  if (job.bounds) {
    const { bounds, symbols, states } = job
    for (let s = 0; s < symbols.length; s++) {
      context.symbol = symbols[s]
      const own = job.special ? unpack(states[s]) : states[s]
      wantedFrom = job.wanted[s]
      drive(bounds[2 * s], bounds[2 * s + 1], own, 0)
      states[s] = packed(own)
    }
    return stringify(states)
  }
  if (job.state !== undefined) {
    state = job.special ? unpack(job.state) : job.state
    context.symbol = job.symbol
  }
  if (job.asks === 'state') return stringify([packed(state)])
  context.position = job.position === null ? null : freeze(job.position)
  return '' + drive(job.from, job.to, state, job.stopOn)
}
`
