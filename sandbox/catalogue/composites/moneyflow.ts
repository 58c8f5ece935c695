import { compose, value } from '../compose'

export const moneyflow = compose({
  id: 'moneyflow',
  title: 'Money flow volume',
  summary:
    'Volume signed by where the close lies in its bar (Chaikin): all of it at the high, its negative at the low; 0 for a bar without range.',
  formula: 'volume · ((close − low) − (high − close)) / (high − low)',
  family: 'volume',
  synonyms: ['clv', 'close location', 'chaikin'],
  inputs: [],
  params: [],
  outputs: value('Money flow volume'),
  build: ({ high, low, close, volume, sub, mul, div, where, eq }) => {
    const range = sub(high(), low())
    const place = div(sub(sub(close(), low()), sub(high(), close())), range)
    return { value: mul(volume(), where(eq(range, 0), 0, place)) }
  },
})
