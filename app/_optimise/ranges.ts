// What the dialog proposes for each parameter, and how many trials its choices make.
import type { ParamDeclaration, ParamValue } from '@/sandbox/ir/program'
import { commaRefusal, typedNumber } from '../_ui/typedNumber'

/** A parameter as the dialog holds it. Numbers are kept as they are typed. */
export interface Range {
  readonly declared: ParamDeclaration
  /** Whether it moves; one that does not keeps `fixed`. */
  readonly moves: boolean
  readonly fixed: string
  readonly from: string
  readonly to: string
  readonly step: string
}

/** A range comes to about so many values unless somebody asks for more. */
const USUAL_VALUES = 10
/** Parameters that move when the dialog opens: two make a map. */
const USUAL_MOVING = 2

/** Around each default, within what the declaration allows. */
export function proposed(params: readonly ParamDeclaration[]): Range[] {
  const moving = new Set(
    params
      .filter(({ kind }) => kind === 'int' || kind === 'num')
      .slice(0, USUAL_MOVING)
      .map(({ name }) => name),
  )
  return params.map(declared => {
    const fixed = String(declared.default)
    const base = { declared, moves: moving.has(declared.name), fixed }
    if (declared.kind !== 'int' && declared.kind !== 'num') return { ...base, from: '', to: '', step: '' }
    const { from, to, step } = around(declared)
    return { ...base, from: String(from), to: String(to), step: String(step) }
  })
}

type Numeric = Extract<ParamDeclaration, { kind: 'int' | 'num' }>

function around({ kind, default: usual, min, max, step: declared }: Numeric) {
  const size = Math.abs(usual) || 1
  const low = Math.max(min ?? -Infinity, usual - size / 2)
  const high = Math.min(max ?? Infinity, usual + size)
  const wanted = Math.max((high - low) / USUAL_VALUES, Number.MIN_VALUE)
  const least = declared ?? (kind === 'int' ? 1 : 0)
  const step = least > 0 ? Math.max(1, Math.round(round(wanted) / least)) * least : round(wanted)
  // steps are counted from the default, so that it is among the values
  const down = Math.floor((usual - low) / step + 1e-9)
  const up = Math.floor((high - usual) / step + 1e-9)
  return { from: clean(usual - down * step), to: clean(usual + up * step), step: clean(step) }
}

/** The nearest of 1, 2, 2.5 and 5 times a power of ten. */
function round(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  const steps = [1, 2, 2.5, 5, 10].map(each => each * power)
  return steps.reduce((best, each) => (Math.abs(each - value) < Math.abs(best - value) ? each : best))
}

/** 0.30000000000000004 is 0.3 to everybody. */
export const clean = (value: number): number => Number(value.toPrecision(12))

/** More values than this are no range but a slip. */
const MOST_VALUES = 10_000

/** The values of a parameter that moves, or the sentence that says what is wrong with its range. */
export function valuesOf(range: Range): readonly ParamValue[] | string {
  const { declared } = range
  switch (declared.kind) {
    case 'bool':
      return [false, true]
    case 'choice':
      return declared.choices
    default: {
      const [from, to, step] = [typedNumber(range.from), typedNumber(range.to), typedNumber(range.step)]
      const unclear = [range.from, range.to, range.step].map(commaRefusal).find(each => each !== null)
      if (unclear) return unclear
      if (![from, to, step].every(Number.isFinite)) return 'From, to and step must be numbers.'
      if (step <= 0) return 'The step must be above 0.'
      if (from > to) return 'From must not be above to.'
      const { min, max, kind } = declared
      if (min !== null && from < min) return `It may not be below ${min}.`
      if (max !== null && to > max) return `It may not be above ${max}.`
      if (kind === 'int' && !(Number.isInteger(from) && Number.isInteger(step)))
        return 'It takes whole numbers: from and step must be whole.'
      const count = Math.floor((to - from) / step + 1e-9) + 1
      if (count > MOST_VALUES) return `That is ${count.toLocaleString('en')} values. Take a larger step.`
      return Array.from({ length: count }, (_, k) => clean(from + k * step))
    }
  }
}

/** What a parameter that stays stands at, or what is wrong with it. */
export function fixedOf({ declared, fixed }: Range): { readonly value: ParamValue } | string {
  switch (declared.kind) {
    case 'bool':
      return { value: fixed === 'true' }
    case 'choice':
      return { value: fixed }
    default: {
      const value = typedNumber(fixed)
      if (!Number.isFinite(value)) return commaRefusal(fixed) ?? 'It must be a number.'
      if (declared.kind === 'int' && !Number.isInteger(value)) return 'It must be a whole number.'
      const { min, max } = declared
      if (min !== null && value < min) return `It may not be below ${min}.`
      if (max !== null && value > max) return `It may not be above ${max}.`
      return { value }
    }
  }
}

/** Trials of all combinations; null while a range is wrong. */
export function gridSize(ranges: readonly Range[]): number | null {
  let size = 1
  for (const range of ranges) {
    if (!range.moves) continue
    const values = valuesOf(range)
    if (typeof values === 'string') return null
    size *= values.length
  }
  return size
}
