import { choice, compose, int, num, out } from '../compose'

export const atrlevels = compose({
  id: 'atrlevels',
  title: 'Stop and target by ATR',
  summary:
    'Prices a multiple of ATR from the close, for an entry at this bar, and the stop’s distance for a trailing stop.',
  formula: 'long: stop = close − stop·ATR, target = close + target·ATR; short mirrored; distance = stop·ATR',
  family: 'output',
  synonyms: ['stop loss', 'take profit', 'bracket', 'atr stop', 'trailing'],
  inputs: [],
  params: [
    choice('side', 'Side', ['long', 'short']),
    int('length', 'ATR length', 14),
    num('stop', 'Stop in ATRs', 2, 0.01, 100),
    num('target', 'Target in ATRs', 4, 0.01, 1000),
  ],
  outputs: [out('stop', 'Stop price'), out('target', 'Target price'), out('distance', 'Stop distance')],
  build: ({ op, close, add, mul }, _, { side, length, stop, target }) => {
    const way = side === 'long' ? 1 : -1
    const room = op('atr', [], { length })
    return {
      stop: add(close(), mul(-way * stop, room)),
      target: add(close(), mul(way * target, room)),
      distance: mul(stop, room),
    }
  },
})
