import { compose, num, series, value } from '../compose'

export const riskmultiple = compose({
  id: 'riskmultiple',
  title: 'Target by risk',
  summary: 'Target price as many times the stop’s distance from the close, on the other side of it.',
  formula: 'close + multiple·(close − stop)',
  family: 'output',
  synonyms: ['r multiple', 'reward to risk', 'take profit'],
  inputs: [series('stop', 'Stop price')],
  params: [num('multiple', 'Multiple', 2, 0.1, 100)],
  outputs: value('Target price'),
  call: 'ta.riskmultiple(stop, multiple)',
  build: ({ close, add, mul, sub }, { stop }, { multiple }) => ({
    value: add(close(), mul(multiple, sub(close(), stop))),
  }),
})
