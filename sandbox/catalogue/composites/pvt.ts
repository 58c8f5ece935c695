import { compose, value } from '../compose'

export const pvt = compose({
  id: 'pvt',
  title: 'Price volume trend',
  summary:
    'Running total of volume times relative change, from the second bar on, as Pine `ta.pvt`. Compare slopes, not values.',
  formula: 'Σ volume · (close − close₋₁)/close₋₁',
  family: 'volume',
  synonyms: ['vpt', 'price volume'],
  inputs: [],
  call: 'ta.pvt',
  params: [],
  outputs: value('PVT'),
  build: ({ cum, mul, volume, div, change, close, ago }) => ({
    value: cum(mul(volume(), div(change(close()), ago(close(), 1)))),
  }),
})
