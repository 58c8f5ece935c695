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
    let average = state[AVERAGE]!
    for (; i < to; i++) {
      const range = trueRange(high!, low!, close!, i)
      if (Number.isNaN(range)) out[i] = NaN
      else out[i] = average += pace * (range - average)
    }
    state[AVERAGE] = average
  },
})

const seed = (state: Float64Array, range: number, length: number): number => {
  if (Number.isNaN(range)) return NaN
  state[SEEN]! += 1
  state[SUM]! += range
  if (state[SEEN]! < length) return NaN
  state[AVERAGE] = state[SUM]! / length
  return state[AVERAGE]!
}
