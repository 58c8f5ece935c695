import { compose, value } from '../compose'

export const obv = compose({
  id: 'obv',
  title: 'On-balance volume',
  summary:
    'Granville: volume added on rises, taken off on falls, starting at 0 on the first bar as Pine (TA-Lib starts at its volume). Compare slopes, not values.',
  formula: 'Σ sign(close − close₋₁) · volume',
  family: 'volume',
  synonyms: ['on balance', 'granville'],
  inputs: [],
  call: 'ta.obv',
  params: [],
  outputs: value('OBV'),
  build: ({ cum, sign, nz, change, close, mul, volume }) => ({
    // no change is known on the first bar, so it counts nothing
    value: cum(mul(nz(sign(change(close()))), volume())),
  }),
})
