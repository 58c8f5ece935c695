import { compose, int, value } from '../compose'

export const massindex = compose({
  id: 'massindex',
  title: 'Mass index',
  summary:
    'Dorsey: how the daily range widens and narrows again; a rise over 27 and fall below 26.5 hints at a reversal.',
  formula: 'Σ over length of EMA(high − low, smooth)/EMA(EMA(high − low, smooth), smooth)',
  family: 'volatility',
  synonyms: ['mass', 'dorsey', 'mi'],
  inputs: [],
  params: [int('length', 'Length', 25), int('smooth', 'EMA length', 9)],
  outputs: value('Mass index'),
  build: ({ high, low, sub, ema, div, sum }, _, { length, smooth }) => {
    const once = ema(sub(high(), low()), smooth)
    return { value: sum(div(once, ema(once, smooth)), length) }
  },
})
