import { compose, value } from '../compose'

export const nvi = compose({
  id: 'nvi',
  title: 'Negative volume index',
  summary:
    'Compounds the change of the close on bars with less volume than before; 1000 before the first. Compare it with its own average (255), not with a level.',
  formula: '1000 · Π (close/close₋₁ where volume < volume₋₁)',
  family: 'volume',
  synonyms: ['negative volume', 'dysart', 'fosback'],
  inputs: [],
  call: 'ta.nvi',
  params: [],
  outputs: value('NVI'),
  build: ({ lt, change, volume, where, log, div, close, ago, cum, exp, mul }) => {
    const step = where(lt(change(volume()), 0), log(div(close(), ago(close(), 1))), 0)
    return { value: mul(1000, exp(cum(step))) }
  },
})
