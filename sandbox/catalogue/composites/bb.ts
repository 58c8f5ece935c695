import { compose, int, num, out, source } from '../compose'

export const bb = compose({
  id: 'bb',
  title: 'Bollinger bands',
  summary:
    'Simple average and bands `mult` population standard deviations away, as Pine and TA-Lib. width is the band’s span over the middle, percentB where the source lies between the bands (0 lower, 1 upper); missing without spread.',
  formula:
    'middle = SMA, bands = middle ± mult·σ, width = (upper − lower)/middle, percentB = (x − lower)/(upper − lower)',
  family: 'volatility',
  synonyms: ['boll', 'bollinger', 'bands', '%b', 'bandwidth'],
  inputs: [source],
  params: [int('length', 'Length', 20), num('mult', 'Deviations', 2, 0, 50)],
  outputs: [
    out('middle', 'Middle'),
    out('upper', 'Upper'),
    out('lower', 'Lower'),
    out('width', 'Width'),
    out('percentB', '%B'),
  ],
  build: ({ sma, stdev, mul, add, sub, div }, { source }, { length, mult }) => {
    const middle = sma(source, length)
    const reach = mul(mult, stdev(source, length))
    const upper = add(middle, reach)
    const lower = sub(middle, reach)
    const span = sub(upper, lower)
    return { middle, upper, lower, width: div(span, middle), percentB: div(sub(source, lower), span) }
  },
})
