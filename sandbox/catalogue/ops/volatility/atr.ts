import { int, series } from '../../compose'
import { operator } from '../../define'
import { fadingBars } from '../recursive'
import { trueRange } from '../trueRange'

/** State: 0 the average, 1 ranges taken in (stops at length), 2 their sum until then. */
const [AVERAGE, SEEN, SUM] = [0, 1, 2]

/** One kernel for what is, to the bit, rma(tr): the ranges are ready while the average waits for itself. */
export const atr = operator({
  id: 'atr',
  title: 'Average true range',
  summary:
    'Wilder’s average of the true range, true range from the second bar on, seeded with a simple average: first value after length + 1 bars, as TA-Lib. TradingView counts the first bar’s high − low too and differs until the seed fades. A missing bar has no range, nor has the one after it; both are skipped.',
  formula: 'RMA(TR, length)',
  family: 'volatility',
  synonyms: ['true range', 'wilder', 'volatility'],
  inputs: [series('high', 'High', 'high'), series('low', 'Low', 'low'), series('close', 'Close', 'close')],
  params: [int('length', 'Length', 14)],
  call: 'ta.atr(length)',
  output: 'number',
  memory: ({ length }) => ({
    kind: 'fading',
    first: (length as number) + 1,
    settled: 1 + fadingBars(length as number, 1 / (length as number)),
  }),
  stateSize: () => 3,
  reach: () => 1,
  advance: (state, [high, low, close], out, { length }, from, to) => {
    const pace = 1 / length!
    if (from === 0 && to > 0) out[0] = NaN
    let i = Math.max(from, 1)
    for (; i < to && state[SEEN]! < length!; i++)
      out[i] = seed(state, trueRange(high!, low!, close!, i), length!)
    for (; i < to; i = Math.min(to, i + STRIDE))
      follow(state, high!, low!, close!, out, pace, i, Math.min(to, i + STRIDE))
  },
})

/** Bars after which a stretch is looked at for holes. */
const STRIDE = 1024

const follow = (
  state: Float64Array,
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  out: Float64Array,
  pace: number,
  from: number,
  to: number,
): void => {
  const before = state[AVERAGE]!
  let average = before
  // a hole shows at the end, and then it is done again: testing each range would cost more than the rest
  for (let i = from; i < to; i++) {
    average += pace * (trueRange(high, low, close, i) - average)
    out[i] = average
  }
  if (average - average !== 0) {
    average = before
    for (let i = from; i < to; i++) {
      const next = average + pace * (trueRange(high, low, close, i) - average)
      const known = next - next === 0
      out[i] = known ? next : NaN
      if (known) average = next
    }
  }
  state[AVERAGE] = average
}

const seed = (state: Float64Array, range: number, length: number): number => {
  if (Number.isNaN(range)) return NaN
  state[SEEN]! += 1
  state[SUM]! += range
  if (state[SEEN]! < length) return NaN
  state[AVERAGE] = state[SUM]! / length
  return state[AVERAGE]!
}
