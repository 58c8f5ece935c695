// The language's own questions that would quietly take a series for something true, or for no number.
import { fail } from './fail'
import { isSymbolic } from './series'

function askedOf<T>(answer: T, who: string): T {
  if (isSymbolic(answer))
    fail(
      'series-as-value',
      `${who} needs true or false at once, and a series has an answer for every bar. Join conditions with && and ||: list.reduce((a, b) => a && b).`,
    )
  return answer
}

for (const name of ['every', 'some', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex'] as const) {
  const native = Array.prototype[name] as (test: (...given: unknown[]) => unknown) => unknown
  Object.defineProperty(Array.prototype, name, {
    value(this: unknown[], test: unknown, self?: unknown) {
      if (typeof test !== 'function') return native.call(this, test as () => unknown)
      return native.call(this, (...given) => askedOf(test.apply(self, given), name))
    },
  })
}

const truth = Boolean
Object.assign(globalThis, {
  Boolean: Object.assign((value: unknown) => truth(askedOf(value, 'Boolean')), {
    prototype: truth.prototype,
  }),
})

for (const name of ['isFinite', 'isNaN', 'isInteger'] as const) {
  const native = Number[name]
  Object.defineProperty(Number, name, {
    value: (value: unknown) =>
      isSymbolic(value)
        ? fail('series-as-value', `Number.${name} asks about one number, and a series has many. Use na(x).`)
        : native(value),
  })
}
