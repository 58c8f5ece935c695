import { choice, int, num, source } from '../../compose'
import { rolling } from '../rolling'

const PARTS = [
  'count',
  'longest',
  'averageLength',
  'strongest',
  'averageStrength',
  'current',
  'currentStrength',
] as const
type Part = (typeof PARTS)[number]

/** Figures of the runs of rises and falls inside a window. */
export const runstat = rolling({
  id: 'runstat',
  title: 'Run statistics',
  summary:
    'Counts and measures runs among the last `length` values: consecutive rises or falls, ended by an equal value or a turn. Length is their number of steps, strength the move from the value before the first to the last, in percent of where it began. Taken are runs of at least `minBars` steps and `minPercent`, the one under way included; one that began before the window counts with what lies inside. `current` and `currentStrength` tell of the run under way whatever its size, 0 when it goes the other way; for `either` falls are negative. Averages and extremes are missing without a run.',
  formula: 'runs of sign(x − x₋₁) in the window; strength = 100·|x_end/x_start − 1|',
  family: 'structure',
  synonyms: ['move sequence', 'runs up', 'runs down', 'streak strength', 'consecutive', 'impulse'],
  inputs: [source],
  sparse: true,
  params: [
    int('length', 'Length', 100, 2, 2000),
    choice('direction', 'Direction', ['up', 'down', 'either']),
    choice('part', 'Figure', PARTS),
    int('minBars', 'At least steps', 1, 1, 500),
    num('minPercent', 'At least %', 0, 0, 1000),
  ],
  value: ([x], first, last, { direction, part, minBars, minPercent }) => {
    const wanted = direction === 2 ? 0 : direction === 0 ? 1 : -1
    const figure = PARTS[part!]!
    return figure === 'current' || figure === 'currentStrength'
      ? underWay(x!, first, last, wanted, figure)
      : ended(x!, first, last, wanted, minBars!, minPercent!, figure)
  },
})

const strengthOf = (x: Float64Array, begin: number, end: number): number =>
  (100 * Math.abs(x[end]! - x[begin]!)) / Math.abs(x[begin]!)

/** Where the run that ends at `end` began; `end` itself when it is no run. */
const beginOf = (x: Float64Array, first: number, end: number): number => {
  const side = end > first ? Math.sign(x[end]! - x[end - 1]!) : 0
  let begin = end
  while (side !== 0 && begin > first && Math.sign(x[begin]! - x[begin - 1]!) === side) begin--
  return begin
}

const underWay = (x: Float64Array, first: number, last: number, wanted: number, figure: Part): number => {
  const begin = beginOf(x, first, last)
  const side = Math.sign(x[last]! - x[begin]!)
  if (begin === last || side === -wanted) return 0
  const size = figure === 'current' ? last - begin : strengthOf(x, begin, last)
  return wanted === 0 ? side * size : size
}

/** Goes through the runs from the last to the first. */
const ended = (
  x: Float64Array,
  first: number,
  last: number,
  wanted: number,
  minBars: number,
  minPercent: number,
  figure: Part,
): number => {
  let count = 0
  let steps = 0
  let percents = 0
  let longest = 0
  let strongest = 0
  let end = last
  while (end > first) {
    const begin = beginOf(x, first, end)
    if (begin === end) {
      end--
      continue
    }
    const length = end - begin
    const strength = strengthOf(x, begin, end)
    const fits = Math.sign(x[end]! - x[begin]!) !== -wanted && length >= minBars && strength >= minPercent
    if (fits) {
      count++
      steps += length
      percents += strength
      longest = Math.max(longest, length)
      strongest = Math.max(strongest, strength)
    }
    end = begin
  }
  if (figure === 'count') return count
  if (count === 0) return NaN
  if (figure === 'longest') return longest
  if (figure === 'strongest') return strongest
  return (figure === 'averageLength' ? steps : percents) / count
}
