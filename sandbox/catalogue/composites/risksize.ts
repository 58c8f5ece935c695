import { compose, num, series, value } from '../compose'

export const risksize = compose({
  id: 'risksize',
  title: 'Size by risk',
  summary:
    'Fraction of equity to hold so that a fill at the stop loses `risk` percent of it, never more than `most`; before costs and gaps. Missing where the stop lies at the close.',
  formula: 'min(risk/100 · close/|close − stop|, most)',
  family: 'output',
  synonyms: ['position size', 'fixed fractional', 'risk per trade'],
  inputs: [series('stop', 'Stop price')],
  params: [num('risk', 'Risk %', 1, 0.01, 100), num('most', 'Most of equity', 1, 0.01, 100)],
  outputs: value('Size'),
  call: 'ta.risksize(stop, risk, most)',
  build: ({ close, abs, sub, mul, div, min }, { stop }, { risk, most }) => ({
    value: min(div(mul(risk / 100, close()), abs(sub(close(), stop))), most),
  }),
})
