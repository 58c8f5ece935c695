import { int, source } from '../../compose'
import { rolling } from '../rolling'

/** Mean of the values `period`, 2·`period` … `count`·`period` bars back. */
export const sametimeaverage = rolling({
  id: 'sametimeaverage',
  title: 'Same-time average',
  summary:
    'Average of the values at the same place of the last `count` periods, `period` bars apart: with 288 five-minute bars a day, what is usual at this time of day. Counts bars, so it suits round-the-clock markets.',
  formula: 'mean(x₋period, x₋2·period, … x₋count·period)',
  family: 'volume',
  synonyms: ['seasonal', 'time of day', 'intraday average'],
  inputs: [source],
  params: [int('period', 'Bars per period', 24, 1, 2016), int('count', 'Periods', 10, 1, 100)],
  bars: ({ period, count }) => (period as number) * (count as number) + 1,
  value: ([x], _first, last, { period, count }) => {
    let sum = 0
    for (let k = 1; k <= count!; k++) sum += x![last - k * period!]!
    return sum / count!
  },
})
