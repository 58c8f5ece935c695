import { compose, int, num, out } from '../compose'

export const atrstop = compose({
  id: 'atrstop',
  title: 'ATR trailing stop',
  summary:
    'A stop `mult` ATRs from the close that only moves in the trade’s favour and turns over when the close passes it (as the close-based ATR stop of Stock.Indicators); starts as a stop below.',
  formula: 'below: close − mult·ATR rising, above: close + mult·ATR falling',
  family: 'trend',
  synonyms: ['trailing', 'stop', 'ut bot'],
  inputs: [],
  params: [int('length', 'ATR length', 21), num('mult', 'ATR multiple', 3, 0.1, 50)],
  outputs: [out('stop', 'Stop'), out('long', 'Long side', 'bool')],
  build: (k, _, { length, mult }) => {
    const close = k.close()
    const room = k.mul(mult, k.op('atr', [], { length }))
    const below = k.op('ratchet', [k.sub(close, room), close], { direction: 'rising' })
    const above = k.op('ratchet', [k.add(close, room), close], { direction: 'falling' })
    // the reset side starts, so the latch holds "short"
    const short = k.op('latch', [k.lt(close, k.ago(below, 1)), k.gt(close, k.ago(above, 1))])
    return { stop: k.where(short, above, below), long: k.not(short) }
  },
})
