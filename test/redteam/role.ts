import { COMPILE_LIMITS } from '@/sandbox/host/limits'
import type { GuestRole } from '@/sandbox/host/role'

/** What hostile programs find in scope: series that can't be forged, `ta`, `emit`, and two ways into the prelude. */
const PRELUDE = String.raw`
const nodes = [], outputs = new Map(), callbacks = []
let answer, answered = false
const push = nodes.push.bind(nodes)
class Series {
  #id
  constructor(key, op) {
    if (key !== MINE) throw new TypeError('series come from the API')
    this.#id = push(op) - 1
  }
  static idOf(value) {
    if (typeof value !== 'object' || value === null || !(#id in value)) throw new TypeError('a series is expected here')
    return value.#id
  }
  add(other) {
    if (typeof other !== 'number') throw new TypeError('add takes a number')
    return new Series(MINE, { op: 'add', of: this.#id, value: other })
  }
  [Symbol.toPrimitive]() {
    throw new TypeError('a series has no single value; use where(…)')
  }
}
const MINE = Symbol('mine')
const idOf = Series.idOf
const length = value => {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > 5000)
    throw new RangeError('a length is a whole number from 1 to 5000')
  return value
}
const ta = {
  rsi: (source, n) => new Series(MINE, { op: 'rsi', of: idOf(source), n: length(n) }),
  sma: (source, n) => new Series(MINE, { op: 'sma', of: idOf(source), n: length(n) }),
}
Object.assign(globalThis, {
  ta,
  close: new Series(MINE, { op: 'close' }),
  emit(name, series) {
    if (typeof name !== 'string' || !/^[A-Za-z]\w{0,31}$/.test(name)) throw new TypeError('an output needs a plain name')
    outputs.set(name, idOf(series))
  },
  later(work) {
    if (typeof work !== 'function') throw new TypeError('later takes a function')
    callbacks.push(work)
  },
  answer(value) { answered = true; answer = value },
})
globalThis.__enter = (input, columns, out) => {
  for (const work of callbacks) work()
  if (out.length) for (let i = 0; i < columns[0].length; i++) out[0][i] = columns[0][i] * 2
  return answered ? answer : JSON.stringify({ input, nodes, outputs: [...outputs] })
}
`

export const REDTEAM_ROLE: GuestRole = {
  name: 'redteam',
  prelude: PRELUDE,
  // fuel alone is to end them, however slow the machine
  limits: { ...COMPILE_LIMITS, fuel: 20_000_000, deadlineMs: 120_000 },
}

/** Uses much of the language; whatever the guest before it did, its answer is always the same. */
export const CANARY = `
const words = new Map([['b', 2], ['a', 1]])
const sorted = [...words].sort(([x], [y]) => (x < y ? -1 : 1)).map(([x, n]) => x.repeat(n)).join()
class Point { #x = 3; get x() { return this.#x } }
function* count() { for (let i = 0; i < 3; i++) yield i }
const parsed = JSON.parse('{"list":[1,{"deep":"\\u20ac"}]}')
const f = new Float64Array(4).map((_, i) => Math.sin(i))
const facts = [sorted, new Point().x, ...count(), parsed.list[1].deep, f.join(), 'aXbX'.replace(/X/g, m => m + '!'), Math.random(),
  Object.keys(globalThis).length, typeof note, typeof another, (2n ** 64n).toString(), new Date(0).toISOString(), [] + {}, '' in Object.prototype]
emit('canary', close.add(facts.join('|').length).add(Math.random()))
answer(JSON.stringify(facts))
`
