import { compose, out } from '../compose'

export const excursion = compose({
  id: 'excursion',
  title: 'Best and worst so far',
  summary:
    'Furthest the open position has gone in favour (best) and against (worst) since its entry bar, by highs and lows, in percent of the entry price; missing while flat and in a plain run.',
  formula: 'extremes of side·(high or low − entry)/entry since entry',
  family: 'position',
  synonyms: ['mfe', 'mae', 'maximum favourable', 'maximum adverse', 'run up', 'drawdown'],
  inputs: [],
  params: [],
  outputs: [out('best', 'Best %'), out('worst', 'Worst %')],
  build: ({ op, source, high, low, gt, eq, where, sign, sub, mul, div }) => {
    const entry = source('entryPrice')
    const side = sign(source('positionSide'))
    const began = eq(source('barsSinceEntry'), 0)
    const top = op('extremesince', [high(), began], { kind: 'highest' })
    const bottom = op('extremesince', [low(), began], { kind: 'lowest' })
    const percent = (price: ReturnType<typeof high>) => div(mul(100, mul(side, sub(price, entry))), entry)
    const long = gt(side, 0)
    return { best: percent(where(long, top, bottom)), worst: percent(where(long, bottom, top)) }
  },
})
