// The signs of the language as the rewritten source calls them: plain values as ever, series recorded.
import { isUncalled } from './entryCall'
import { atPlace, fail } from './fail'
import { calls, entries, mark, name, record, refs } from './recorder'
import { isParts, isSeries, isSymbolic, ticketOf } from './series'

const signs = new Map<string, number>()
entries.forEach(({ call }, at) => {
  if (call.kind === 'sign') signs.set(call.arity + call.sign, at)
})

// The language's own operators: the values are the user's, whatever they are.
// biome-ignore lint/suspicious/noExplicitAny: the signs below take whatever JavaScript lets them take
type Plain = any
const native: Readonly<Record<string, (a: Plain, b: Plain) => unknown>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '**': (a, b) => a ** b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '===': (a, b) => a === b,
  '!==': (a, b) => a !== b,
  // biome-ignore lint/suspicious/noDoubleEquals: the user wrote it
  '==': (a, b) => a == b,
  // biome-ignore lint/suspicious/noDoubleEquals: the user wrote it
  '!=': (a, b) => a != b,
}

/** A function of the catalogue counts as true; its author meant what it gives. */
function called(value: Plain, line: number, column: number): void {
  if (isUncalled(value)) fail('bad-argument', CALL_IT, line, column)
}
const CALL_IT = 'A function stands where a value is needed. Call it: ta.rsi(close, 14).'

const isNothing = (value: unknown) => value === undefined || value === null

function sign(arity: number, sign: string, inputs: readonly unknown[], line: number, column: number): object {
  const at = signs.get(arity + sign)
  if (at === undefined) return fail('not-supported', `${sign} does not work on series.`, line, column)
  return mark(
    atPlace(line, column, () => record(at, inputs, {})),
    line,
    column,
  )
}

/** `refA`, `refB`: names of declared parameters that a side is, where it is one. */
function binary(
  operator: string,
  a: Plain,
  b: Plain,
  line: number,
  column: number,
  refA?: string,
  refB?: string,
): unknown {
  if (!isSymbolic(a) && !isSymbolic(b)) {
    if ((typeof a === 'function' || typeof b === 'function') && !/^[=!]/.test(operator))
      fail('bad-argument', CALL_IT, line, column)
    return native[operator]!(a, b)
  }
  // `x === undefined` asks whether it is there at all
  if (operator.length > 1 && (isNothing(a) || isNothing(b))) return operator[0] === '!'
  const made = sign(2, operator.length === 3 ? operator.slice(0, 2) : operator, [a, b], line, column)
  const { call } = ticketOf(made)
  for (const [port, ref] of [refA, refB].entries()) if (ref) refs.push([call, `#${port}`, ref])
  return made
}

function and(a: Plain, b: () => unknown, line: number, column: number): unknown {
  called(a, line, column)
  if (!isSymbolic(a)) return a && b()
  const right = b()
  return right === true ? a : sign(2, '&&', [a, right], line, column)
}

function or(a: Plain, b: () => unknown, line: number, column: number): unknown {
  called(a, line, column)
  if (!isSymbolic(a)) return a || b()
  const right = b()
  return right === false ? a : sign(2, '||', [a, right], line, column)
}

interface Slot {
  readonly object: Plain
  readonly key: string | symbol
  readonly value: Plain
}

const where = entries.findIndex(({ id }) => id === 'where')

Object.assign(globalThis, {
  __b: binary,
  __and: and,
  __or: or,
  /** `object[key] += value`, its left side read once: the place is got, then set. */
  __get: (object: Plain, key: Plain): Slot => {
    const at = typeof key === 'symbol' ? key : String(key)
    return { object, key: at, value: object[at] }
  },
  __set: ({ object, key, value }: Slot, operator: string, by: Plain, line: number, column: number) => {
    object[key] = binary(operator, value, by, line, column)
    return object[key]
  },
  __put({ object, key, value }: Slot, sign: string, by: () => unknown, line: number, column: number) {
    const given = (sign === '__and' ? and : or)(value, by, line, column)
    if (given !== value) object[key] = given
    return given
  },
  __not(a: unknown, line: number, column: number) {
    called(a, line, column)
    return isSymbolic(a) ? sign(1, '!', [a], line, column) : !a
  },
  __neg: (a: Plain, line: number, column: number) => (isSymbolic(a) ? sign(1, '-', [a], line, column) : -a),
  __if(cond: unknown, yes: () => unknown, no: () => unknown, line: number, column: number) {
    called(cond, line, column)
    if (!isSymbolic(cond)) return cond ? yes() : no()
    return mark(
      atPlace(line, column, () => record(where, [cond, yes(), no()], {})),
      line,
      column,
    )
  },
  __plain<T>(value: T, what: string, line: number, column: number): T {
    if (what !== 'typeof') called(value, line, column)
    if (isSymbolic(value))
      fail(
        'series-as-value',
        `${what} needs one value, and a series has one for every bar. Use where(cond, a, b).`,
        line,
        column,
      )
    return value
  },
  __at<T>(value: T, line: number, column: number, callee?: string, ...given: readonly string[]): T {
    if (callee && (isSeries(value) || isParts(value))) refer(value, callee, given)
    return mark(value, line, column)
  },
  __name<T>(value: T, called: string, line: number, column: number): T {
    return mark(name(value, called), line, column)
  },
  /** `const { macd, signal: slow } = …`: pairs of part and name. */
  __names<T>(value: T, pairs: Readonly<Record<string, string>>, line: number, column: number): T {
    if (isParts(value))
      for (const [part, called] of Object.entries(pairs))
        if (Object.hasOwn(value, part)) name(value[part], called)
    return mark(value, line, column)
  },
})

/** Notes that arguments of the call just made were declared parameters; `given` has their names, or nothing. */
function refer(value: object, callee: string, given: readonly string[]): void {
  const first = isSeries(value) ? value : Object.values(value)[0]
  if (!first) return
  const { call } = ticketOf(first)
  const entry = entries[calls[call]![0]]
  if (entry?.id === 'constant' && given[0]) refs.push([call, '#0', given[0]])
  if (entry?.call.kind !== 'function' || !callee.endsWith(entry.call.path.join('.'))) return
  entry.call.args.forEach(({ name, port }, at) => {
    const ref = given[at]
    if (ref) refs.push([call, port === null ? name : `#${port}`, ref])
  })
}
