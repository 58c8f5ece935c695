import { compose, value } from '../compose'

export const ad = compose({
  id: 'ad',
  title: 'Accumulation/distribution',
  summary:
    'Running total of money flow volume (Chaikin). Its level depends on where history begins; compare slopes, not values.',
  formula: 'Σ volume · ((close − low) − (high − close))/(high − low)',
  family: 'volume',
  synonyms: ['adl', 'a/d line', 'accumulation', 'chaikin'],
  inputs: [],
  call: 'ta.ad',
  params: [],
  outputs: value('A/D'),
  build: ({ op, cum }) => ({ value: cum(op('moneyflow', [])) }),
})
