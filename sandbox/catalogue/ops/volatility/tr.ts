import { series } from '../../compose'
import { operator } from '../../define'

export const tr = operator({
  id: 'tr',
  title: 'True range',
  summary:
    'Span of the bar together with the close before it: from the second bar on, as TA-Lib TRANGE (Pine `ta.tr` also gives the first bar’s high − low). Missing where one of its prices is.',
  formula: 'max(high, close₋₁) − min(low, close₋₁)',
  family: 'volatility',
  synonyms: ['true range', 'trange', 'range'],
  inputs: [series('high', 'High', 'high'), series('low', 'Low', 'low'), series('close', 'Close', 'close')],
  params: [],
  call: 'ta.tr',
  output: 'number',
  memory: () => ({ kind: 'window', bars: 2 }),
  stateSize: () => 0,
  reach: () => 1,
  advance: (_state, [high, low, close], out, _params, from, to) => {
    for (let i = from; i < to; i++) {
      const before = i === 0 ? NaN : close![i - 1]!
      // a bar without its own close is a hole, even though its range is known
      const y = Math.max(high![i]!, before) - Math.min(low![i]!, before) + (close![i]! - close![i]!)
      out[i] = y + y * 0 // an overflow is missing, not infinite
    }
  },
})
