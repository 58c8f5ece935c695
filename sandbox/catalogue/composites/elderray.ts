import { compose, int, out } from '../compose'

export const elderray = compose({
  id: 'elderray',
  title: 'Elder ray',
  summary: 'Elder’s bull and bear power: how far the high and the low reach from the EMA of the close.',
  formula: 'bull = high − EMA(close), bear = low − EMA(close)',
  family: 'momentum',
  synonyms: ['bull power', 'bear power', 'elder'],
  inputs: [],
  params: [int('length', 'Length', 13)],
  outputs: [out('bull', 'Bull power'), out('bear', 'Bear power')],
  build: ({ ema, close, high, low, sub }, _, { length }) => {
    const middle = ema(close(), length)
    return { bull: sub(high(), middle), bear: sub(low(), middle) }
  },
})
