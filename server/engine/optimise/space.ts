import type { ParamDeclaration, ParamValue } from '../../../sandbox/ir/program'
import { draws } from './draws'
import type { Allowed, ParamSpan, Params, SearchSpace, SpaceProblem } from './types'

/** Trials that one search may have, and values of one parameter. */
export const MOST_TRIALS = 100_000
export const MOST_VALUES = 10_000

/** A parameter that moves, with all its values in order. */
export interface Axis {
  readonly name: string
  readonly values: readonly ParamValue[]
}

/** The axes of a space, in the order the parameters are declared in, each value checked against its declaration. */
export function axesOf(
  { params }: Pick<SearchSpace, 'params'>,
  declarations: readonly ParamDeclaration[],
): Allowed<{ readonly axes: readonly Axis[] }> {
  const problems: SpaceProblem[] = []
  for (const name of Object.keys(params))
    if (!declarations.some(each => each.name === name))
      problems.push({
        param: name,
        message: `There is no parameter ${name}; there is ${declarations.map(each => each.name).join(', ') || 'none'}.`,
      })
  const axes: Axis[] = []
  for (const declared of declarations) {
    const span = Object.hasOwn(params, declared.name) ? params[declared.name] : undefined
    if (!span) continue
    const read = valuesOf(span, declared)
    if (typeof read === 'string')
      problems.push({ param: declared.name, message: `${declared.name}: ${read}` })
    else axes.push({ name: declared.name, values: read })
  }
  if (problems.length === 0 && axes.length === 0)
    problems.push({ param: '', message: 'No parameter moves. Give at least one of them several values.' })
  return problems.length > 0 ? { ok: false, problems } : { ok: true, axes }
}

/**
 * The parameter sets that a search tries, in order; the same ones each time. On a grid the last parameter moves fastest. Sets are
 * unlike each other, and a search that asks for more than there are gets all.
 */
export function trialsOf(
  space: SearchSpace,
  declarations: readonly ParamDeclaration[],
): Allowed<{ readonly trials: readonly Params[]; readonly axes: readonly Axis[] }> {
  const read = axesOf(space, declarations)
  if (!read.ok) return read
  const { axes } = read
  const size = axes.reduce((product, { values }) => product * values.length, 1)
  const { sampling } = space
  if (sampling.kind === 'grid') {
    if (size > MOST_TRIALS)
      return refused(
        `The grid has ${told(size)} combinations; at most ${told(MOST_TRIALS)} are tried. Take larger steps, or a random search.`,
      )
    return { ok: true, axes, trials: Array.from({ length: size }, (_, at) => setAt(axes, at)) }
  }
  const { count, seed } = sampling
  if (!(Number.isInteger(count) && count >= 1 && count <= MOST_TRIALS))
    return refused(
      `A random search tries ${count}; it must be a whole number from 1 to ${told(MOST_TRIALS)}.`,
    )
  if (!(Number.isInteger(seed) && seed >= 0 && seed <= 0xffff_ffff))
    return refused(`The seed is ${seed}; it must be a whole number from 0 to ${told(0xffff_ffff)}.`)
  if (size > Number.MAX_SAFE_INTEGER)
    return refused(`The space has ${size.toExponential(1)} combinations; at most 9.0e+15 can be drawn from.`)
  if (count >= size)
    return { ok: true, axes, trials: Array.from({ length: size }, (_, at) => setAt(axes, at)) }
  return { ok: true, axes, trials: draws(size, count, seed).map(at => setAt(axes, at)) }
}

const told = (count: number): string => count.toLocaleString('en-US')

const refused = (message: string): Allowed<never> => ({ ok: false, problems: [{ param: '', message }] })

/** The combination of that number, the last axis counting ones. */
function setAt(axes: readonly Axis[], number: number): Params {
  const set: [string, ParamValue][] = []
  let left = number
  for (const { name, values } of axes.toReversed()) {
    set.push([name, values[left % values.length] as ParamValue])
    left = Math.floor(left / values.length)
  }
  return Object.fromEntries(set.reverse())
}

/** All values of a span, or what is wrong with it. */
function valuesOf(span: ParamSpan, declared: ParamDeclaration): readonly ParamValue[] | string {
  if (span.kind === 'values') {
    const { values } = span
    if (values.length === 0) return 'there is no value; give at least one.'
    if (values.length > MOST_VALUES)
      return `there are ${told(values.length)} values; at most ${told(MOST_VALUES)} are tried.`
    const wrong = values.find(value => !fits(value, declared))
    if (wrong !== undefined) return `${JSON.stringify(wrong)} is not ${allowed(declared)}.`
    return [...new Set(values)]
  }
  if (declared.kind !== 'int' && declared.kind !== 'num')
    return `it is ${allowed(declared)}; list its values instead of a range.`
  const { min, max, step } = span
  if (![min, max, step].every(Number.isFinite)) return 'from, to and step must be numbers.'
  if (step <= 0) return `the step is ${step}; it must be above 0.`
  if (min > max) return `it begins at ${min} and ends at ${max}; the end must not be below the beginning.`
  if (declared.kind === 'int' && !(Number.isInteger(min) && Number.isInteger(step)))
    return `it takes whole numbers; it begins at ${min} in steps of ${step}.`
  const count = Math.floor((max - min) / step + 1e-9) + 1
  if (count > MOST_VALUES)
    return `a range of ${told(count)} values; at most ${told(MOST_VALUES)} are tried. Take a larger step.`
  const values = Array.from({ length: count }, (_, k) => clean(min + k * step))
  const wrong = values.find(value => !fits(value, declared))
  return wrong === undefined ? values : `${wrong} is not ${allowed(declared)}.`
}

/** 0.30000000000000004 is 0.3 to everybody. */
const clean = (value: number): number => Number(value.toPrecision(12))

function fits(value: ParamValue, declared: ParamDeclaration): boolean {
  switch (declared.kind) {
    case 'bool':
      return typeof value === 'boolean'
    case 'choice':
      return typeof value === 'string' && declared.choices.includes(value)
    case 'int':
    case 'num':
      return (
        typeof value === 'number' &&
        Number.isFinite(value) &&
        (declared.kind === 'num' || Number.isInteger(value)) &&
        value >= (declared.min ?? -Infinity) &&
        value <= (declared.max ?? Infinity)
      )
  }
}

function allowed(declared: ParamDeclaration): string {
  switch (declared.kind) {
    case 'bool':
      return 'true or false'
    case 'choice':
      return `one of ${declared.choices.join(', ')}`
    case 'int':
    case 'num': {
      const { kind, min, max } = declared
      const number = kind === 'int' ? 'a whole number' : 'a number'
      return `${number}${min === null ? '' : ` from ${min}`}${max === null ? '' : ` up to ${max}`}`
    }
  }
}
