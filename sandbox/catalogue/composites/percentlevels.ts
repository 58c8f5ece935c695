import { choice, compose, num, out } from '../compose'

export const percentlevels = compose({
  id: 'percentlevels',
  title: 'Stop and target by percent',
  summary:
    'Prices a fixed percentage from the close, for an entry at this bar: wire stop to the stop price and target to the target price.',
  formula: 'long: stop = close·(1 − stop/100), target = close·(1 + target/100); short mirrored',
  family: 'output',
  synonyms: ['stop loss', 'take profit', 'bracket', 'percent stop'],
  inputs: [],
  params: [
    choice('side', 'Side', ['long', 'short']),
    num('stop', 'Stop %', 2, 0.01, 100),
    num('target', 'Target %', 4, 0.01, 1000),
  ],
  outputs: [out('stop', 'Stop price'), out('target', 'Target price')],
  build: ({ close, mul }, _, { side, stop, target }) => {
    const way = side === 'long' ? 1 : -1
    return { stop: mul(close(), 1 - (way * stop) / 100), target: mul(close(), 1 + (way * target) / 100) }
  },
})
