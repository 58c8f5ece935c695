import { compose, int, out } from '../compose'

export const ichimoku = compose({
  id: 'ichimoku',
  title: 'Ichimoku',
  summary:
    'Hosoda’s lines at this bar. spanA and spanB are what is known now, not shifted into the future; cloudA and cloudB are the spans drawn under this bar, known `displacement` bars ago (26, as Stock.Indicators; Pine’s plot shifts one less). No Chikou: it is the close, compared with the past.',
  formula:
    'line(n) = (highest high + lowest low)/2 over n; spanA = (conversion + base)/2, spanB = line(span)',
  family: 'trend',
  synonyms: ['tenkan', 'kijun', 'senkou', 'cloud', 'kumo', 'hosoda'],
  inputs: [],
  params: [
    int('conversion', 'Conversion', 9),
    int('base', 'Base', 26),
    int('span', 'Span B', 52),
    int('displacement', 'Displacement', 26, 0),
  ],
  outputs: [
    out('conversion', 'Conversion (Tenkan)'),
    out('base', 'Base (Kijun)'),
    out('spanA', 'Span A, unshifted'),
    out('spanB', 'Span B, unshifted'),
    out('cloudA', 'Cloud A at this bar'),
    out('cloudB', 'Cloud B at this bar'),
    out('cloud', 'Above (1), in (0), below (−1) the cloud'),
  ],
  build: (k, _, { conversion, base, span, displacement }) => {
    const line = (length: number) => k.div(k.add(k.highest(k.high(), length), k.lowest(k.low(), length)), 2)
    const tenkan = line(conversion)
    const kijun = line(base)
    const spanA = k.div(k.add(tenkan, kijun), 2)
    const spanB = line(span)
    const cloudA = k.ago(spanA, displacement)
    const cloudB = k.ago(spanB, displacement)
    const above = k.gt(k.close(), k.max(cloudA, cloudB))
    const below = k.lt(k.close(), k.min(cloudA, cloudB))
    return {
      conversion: tenkan,
      base: kijun,
      spanA,
      spanB,
      cloudA,
      cloudB,
      cloud: k.where(above, 1, k.where(below, -1, 0)),
    }
  },
})
