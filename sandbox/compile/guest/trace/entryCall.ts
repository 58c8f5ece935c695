import type { ParamSpec } from '../../../catalogue/define'
import type { GuestEntry } from '../../api'
import { fail } from './fail'
import { entries, record } from './recorder'
import { isSymbolic, shown } from './series'

/** What a parameter may be, in words. */
export function wanted(spec: {
  kind: string
  choices?: readonly string[]
  min?: number | null
  max?: number | null
}): string {
  switch (spec.kind) {
    case 'bool':
      return 'true or false'
    case 'choice':
      return `one of ${spec.choices!.join(', ')}`
    default: {
      const { min, max } = spec
      const number = spec.kind === 'int' ? 'a whole number' : 'a number'
      return `${number}${min == null ? '' : ` from ${min}`}${max == null ? '' : ` to ${max}`}`
    }
  }
}

export function fits(
  spec: { kind: string; choices?: readonly string[]; min?: number | null; max?: number | null },
  value: unknown,
): value is number | boolean | string {
  switch (spec.kind) {
    case 'bool':
      return typeof value === 'boolean'
    case 'choice':
      return typeof value === 'string' && spec.choices!.includes(value)
    default:
      return (
        typeof value === 'number' &&
        !Number.isNaN(value) &&
        !(spec.min != null && value < spec.min) &&
        !(spec.max != null && value > spec.max) &&
        (spec.kind === 'num' || Number.isInteger(value))
      )
  }
}

function paramOf(usage: string, spec: ParamSpec, value: unknown): number | boolean | string {
  if (isSymbolic(value))
    fail(
      'bad-argument',
      `${usage}: ${spec.name} is the same for all bars; give a number or a parameter, not a series.`,
    )
  if (!fits(spec, value))
    fail('bad-argument', `${usage}: ${spec.name} is ${shown(value)}; it must be ${wanted(spec)}.`)
  return value
}

const callers = new WeakSet<object>()
/** Whether a value is a function of the catalogue, which somebody forgot to call. */
export const isUncalled = (value: unknown): boolean => typeof value === 'function' && callers.has(value)

/** An entry as a function: `ta.rsi(close, 14)`. Arguments left out at the end, or undefined, take their defaults. */
export function caller(at: number): (...given: readonly unknown[]) => object {
  const entry: GuestEntry = entries[at]!
  if (entry.call.kind !== 'function') throw new Error(`${entry.id} is not called`)
  const { args, path } = entry.call
  const usage = `${path.join('.')}(${args.map(({ name }) => name).join(', ')})`
  const call = (...given: readonly unknown[]) => {
    if (given.length > args.length)
      fail('bad-argument', `${usage} takes ${args.length} arguments; ${given.length} are given.`)
    const inputs: unknown[] = []
    const params: Record<string, number | boolean | string> = {}
    args.forEach(({ name, port }, index) => {
      const value = given[index]
      if (port === null) {
        const spec = entry.params.find(each => each.name === name)!
        if (value !== undefined) params[name] = paramOf(usage, spec, value)
      } else if (value !== undefined) inputs[port] = value
      else if (entry.inputs[port]!.needed) fail('bad-argument', `${usage} needs ${name}.`)
    })
    return record(at, inputs, params)
  }
  callers.add(call)
  return call
}
