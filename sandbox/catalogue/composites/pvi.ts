import { compose, value } from '../compose'

export const pvi = compose({
  id: 'pvi',
  title: 'Positive volume index',
  summary:
    'Compounds the change of the close on bars with more volume than before; 1000 before the first. Compare it with its own average (255), not with a level.',
  formula: '1000 · Π (close/close₋₁ where volume > volume₋₁)',
  family: 'volume',
  synonyms: ['positive volume', 'dysart', 'fosback'],
  inputs: [],
  call: 'ta.pvi',
  params: [],
  outputs: value('PVI'),
  build: ({ gt, change, volume, where, log, div, close, ago, cum, exp, mul }) => {
    const step = where(gt(change(volume()), 0), log(div(close(), ago(close(), 1))), 0)
    return { value: mul(1000, exp(cum(step))) }
  },
})
