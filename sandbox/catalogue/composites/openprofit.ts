import { compose, out } from '../compose'

export const openprofit = compose({
  id: 'openprofit',
  title: 'Open profit',
  summary:
    'Profit of the open position at this close, in percent of its entry price and in price per unit, before costs; missing while flat and in a plain run.',
  formula: 'price = side·(close − entry), percent = 100·price/entry',
  family: 'position',
  synonyms: ['pnl', 'p&l', 'unrealised', 'unrealized', 'profit'],
  inputs: [],
  params: [],
  outputs: [out('percent', 'Percent'), out('price', 'Per unit')],
  build: ({ source, close, gt, where, sub, mul, div }) => {
    const entry = source('entryPrice')
    const long = gt(source('positionSide'), 0)
    const price = where(long, sub(close(), entry), sub(entry, close()))
    return { percent: div(mul(100, price), entry), price }
  },
})
