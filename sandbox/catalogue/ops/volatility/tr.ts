import { series } from '../../compose'
import { operator } from '../../define'
import { trueRange } from '../trueRange'

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
    if (from === 0 && to > 0) out[0] = NaN
    for (let i = Math.max(from, 1); i < to; i++) out[i] = trueRange(high!, low!, close!, i)
  },
})
