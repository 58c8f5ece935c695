// What happens inside the engine before any user code: capture what the host will need, let the prelude run, take away
// every capability, freeze what is left. It is guest code, kept as text because no bundler may touch it.

/** Globals that user code keeps; everything else the engine offers is deleted. `Date` has no clock but the job's. */
const KEPT = [
  ...['globalThis', 'undefined', 'NaN', 'Infinity', 'isNaN', 'isFinite', 'parseInt', 'parseFloat'],
  ...[
    'Object',
    'Function',
    'Array',
    'String',
    'Number',
    'Boolean',
    'Symbol',
    'BigInt',
    'Math',
    'JSON',
    'Reflect',
  ],
  ...['Date', 'RegExp', 'Map', 'Set', 'WeakMap', 'WeakSet', 'Promise', 'Iterator', 'ArrayBuffer', 'DataView'],
  ...[
    'Int8Array',
    'Uint8Array',
    'Uint8ClampedArray',
    'Int16Array',
    'Uint16Array',
    'Int32Array',
    'Uint32Array',
  ],
  ...['Float16Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array'],
  ...['Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'EvalError', 'URIError'],
  ...['AggregateError', 'InternalError'],
  ...['encodeURI', 'encodeURIComponent', 'decodeURI', 'decodeURIComponent', 'escape', 'unescape', 'log'],
]

/** Places of the functions in the list that `LOCKDOWN` evaluates to. */
export const CONTROL = { finish: 0, begin: 1, attach: 2, enter: 3, describe: 4, logs: 5 } as const

/** What `enter` answers instead of text. */
export const REFUSED = { notText: 1, tooLong: 2, notWellFormed: 3 } as const

const LOG_CHARACTERS = 300
const MESSAGE_CHARACTERS = 300
const STACK_CHARACTERS = 2000

export const LOCKDOWN = String.raw`(() => {
  'use strict'
  const { freeze, getPrototypeOf, preventExtensions } = Object
  const { ownKeys, getOwnPropertyDescriptor, defineProperty, deleteProperty, apply, get } = Reflect
  const text = String, stringify = JSON.stringify, Doubles = Float64Array, Failure = TypeError
  const { imul, floor } = Math
  const bind = Function.prototype.bind, callOf = Function.prototype.call
  const uncurried = method => apply(bind, callOf, [method])
  const clip = uncurried(String.prototype.substring)
  const has = uncurried(String.prototype.includes)
  const wellFormed = uncurried(String.prototype.isWellFormed)
  const push = uncurried(Array.prototype.push)

  // --- log
  let barNow = () => null, lines = [], dropped = 0, mostLines = 0
  const shown = value => {
    if (typeof value === 'object' && value !== null) {
      const json = stringify(value)
      return typeof json === 'string' ? json : 'object'
    }
    return text(value)
  }
  const log = (...parts) => {
    if (lines.length >= 2 * mostLines) { dropped++; return }
    let line = ''
    for (let i = 0; i < parts.length && line.length < ${LOG_CHARACTERS}; i++)
      line += (i ? ' ' : '') + clip(shown(parts[i]), 0, ${LOG_CHARACTERS})
    if (lines.length >= 2 * mostLines) { dropped++; return }
    const at = barNow()
    push(lines, typeof at === 'number' ? at : null, clip(line, 0, ${LOG_CHARACTERS}))
  }
  const logs = () => {
    if (dropped) push(lines, null, dropped + ' more lines were not kept.')
    const at = barNow()
    const all = stringify([typeof at === 'number' ? at : null, lines])
    lines = []
    dropped = 0
    return all
  }

  // --- randomness: sfc32, seeded by the job
  let a = 0, b = 0, c = 0, d = 1
  const next = () => {
    const t = (a + b | 0) + d | 0
    d = d + 1 | 0
    a = b ^ b >>> 9
    b = c + (c << 3) | 0
    c = (c << 21 | c >>> 11) + t | 0
    return t >>> 0
  }
  const begin = (seed, most) => {
    a = seed | 0
    b = floor(seed / 4294967296) | 0
    c = 0x9e3779b9 | 0
    d = 1
    for (let i = 0; i < 15; i++) next()
    lines = []
    dropped = 0
    mostLines = most
  }
  const random = () => ((next() >>> 5) * 67108864 + (next() >>> 6)) / 9007199254740992

  // --- the calls of the host
  let inner, columns = [], out = [], driver
  const attach = (buffer, rows, ins, outs, runDriver) => {
    columns = []
    out = []
    for (let i = 0; i < ins + outs; i++) push(i < ins ? columns : out, new Doubles(buffer, i * rows * 8, rows))
    driver = runDriver
  }
  const enter = (input, mostCharacters) => {
    const result = inner(input, columns, out, driver)
    if (typeof result !== 'string') return ${REFUSED.notText}
    if (result.length > mostCharacters) return ${REFUSED.tooLong}
    if (has(result, '\0') || !wellFormed(result)) return ${REFUSED.notWellFormed}
    return result
  }
  const describe = thrown => {
    let message = '', stack = ''
    const kind = typeof thrown
    if (kind === 'object' && thrown !== null || kind === 'function') {
      const at = getOwnPropertyDescriptor(thrown, 'stack')
      if (at && typeof at.value === 'string') stack = at.value
      const name = get(thrown, 'name'), words = get(thrown, 'message')
      if (typeof name === 'string') message = clip(name, 0, 60)
      if (typeof words === 'string') message += (message && words ? ': ' : '') + clip(words, 0, ${MESSAGE_CHARACTERS})
      if (!message) message = 'an object was thrown'
    } else if (kind === 'symbol') message = 'a symbol was thrown'
    else message = clip(text(thrown), 0, ${MESSAGE_CHARACTERS}) + ' was thrown'
    return stringify([clip(message, 0, ${MESSAGE_CHARACTERS}), clip(stack, 0, ${STACK_CHARACTERS})])
  }

  // --- taking away
  const kept = new Set(${JSON.stringify(KEPT)})
  const builtin = new Set(ownKeys(globalThis))
  const samples = () => {
    const iterators = [[][Symbol.iterator](), new Map().entries(), new Set().values(), ''[Symbol.iterator](), 'a'.matchAll(/a/g)]
    const functions = [function* () {}, async () => {}, async function* () {}]
    const lazily = typeof Iterator === 'function' ? [iterators[0].map(x => x), Iterator.from({ next() {} })] : []
    const poison = (function () { return getOwnPropertyDescriptor(arguments, 'callee') })()
    return [iterators, functions, lazily, poison && poison.get, functions[0](), functions[2](), Doubles]
  }
  // A frozen prototype would forbid \`error.name = …\` on everything that inherits from it; an accessor that
  // defines the property on the receiver keeps such code working.
  const assignable = (object, keys) => {
    for (const key of keys) {
      const was = getOwnPropertyDescriptor(object, key)
      if (!was || !('value' in was)) continue
      const value = was.value
      defineProperty(object, key, {
        configurable: false,
        enumerable: was.enumerable,
        get() { return value },
        set(mine) {
          if (this === object) throw new Failure('the built-in ' + text(key) + ' is fixed')
          defineProperty(this, key, { value: mine, writable: true, enumerable: true, configurable: true })
        },
      })
    }
  }
  const refuse = function () { throw new Failure('code can not be made from text here') }
  const finish = () => {
    inner = globalThis.__enter
    if (typeof inner !== 'function') throw new Failure('the prelude sets no __enter')
    delete globalThis.__enter
    delete globalThis.__host

    const roots = samples()
    for (const make of [() => {}, function* () {}, async () => {}, async function* () {}])
      defineProperty(getPrototypeOf(make), 'constructor', { value: refuse, writable: false, configurable: false })
    refuse.prototype = Function.prototype
    defineProperty(globalThis, 'Function', { value: refuse })
    defineProperty(Math, 'random', { value: random })
    const errors = ['Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'EvalError', 'URIError', 'AggregateError', 'InternalError']
    for (const name of errors)
      if (globalThis[name]) assignable(globalThis[name].prototype, ['name', 'message', 'toString', 'constructor'])
    assignable(Object.prototype, ['toString', 'toLocaleString', 'valueOf', 'constructor', 'hasOwnProperty'])
    assignable(Function.prototype, ['toString'])

    for (const key of ownKeys(globalThis)) {
      if (builtin.has(key) && !kept.has(key) && typeof key === 'string') {
        if (!deleteProperty(globalThis, key)) throw new Failure('can not take away ' + key)
        continue
      }
      // The language stays as it is; a name of the API may be shadowed by the user's own declaration.
      const fixed = builtin.has(key) || key === 'log'
      const was = getOwnPropertyDescriptor(globalThis, key)
      if ('value' in was && was.configurable)
        defineProperty(globalThis, key, { value: was.value, writable: false, enumerable: false, configurable: !fixed })
    }

    const seen = new Set([globalThis])
    const rest = [roots, refuse]
    for (const key of ownKeys(globalThis)) push(rest, globalThis[key])
    while (rest.length) {
      const one = rest.pop()
      if (one === null || typeof one !== 'object' && typeof one !== 'function' || seen.has(one)) continue
      seen.add(one)
      if (ArrayBuffer.isView(one)) preventExtensions(one)
      else freeze(one)
      push(rest, getPrototypeOf(one))
      for (const key of ownKeys(one)) {
        const was = getOwnPropertyDescriptor(one, key)
        push(rest, was.value, was.get, was.set)
      }
    }
  }

  globalThis.log = log
  globalThis.__host = { barFrom(read) { barNow = read } }
  return [finish, begin, attach, enter, describe, logs]
})()`
