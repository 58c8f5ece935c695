import { int, source } from '../../compose'
import { operator } from '../../define'

export const sametimeaverage = operator({
  id: 'sametimeaverage',
  title: 'Same-time average',
  summary:
    'Average of the values at the same place of the last `count` periods, `period` bars apart: with 288 five-minute bars a day, what is usual at this time of day. Counts bars, so it suits round-the-clock markets; missing while one of those values is.',
  formula: 'mean(x₋period, x₋2·period, … x₋count·period)',
  family: 'volume',
  synonyms: ['seasonal', 'time of day', 'intraday average'],
  inputs: [source],
  params: [int('period', 'Bars per period', 24, 1, 2016), int('count', 'Periods', 10, 1, 100)],
  output: 'number',
  memory: ({ period, count }) => ({ kind: 'window', bars: (period as number) * (count as number) + 1 }),
  stateSize: () => 0,
  reach: ({ period, count }) => (period as number) * (count as number),
  advance: (_state, [x], out, { period, count }, from, to) => {
    for (let i = from; i < to; i++) {
      let sum = 0
      for (let k = 1; k <= count!; k++) sum += x![i - k * period!] ?? NaN
      out[i] = sum / count!
    }
  },
})
