import { compose, int, num, out, source } from '../compose'

export const marketstate = compose({
  id: 'marketstate',
  title: 'Market state',
  summary:
    'Trend and volatility in one: the trend state over `length` bars (1, 0, −1, with its strength 0…1) by the volatility state of ATR(`atrLength`) ranked over `history` bars (0 low, 1 normal, 2 high, 3 extreme, at 25, 75 and 95 percent). The state numbers both, 0 (down and low) to 11 (up and extreme). Trending: up or down, not extreme. Ranging: no trend, low or normal. Stormy: extreme.',
  formula: 'state = 4·(trend + 1) + volatility',
  family: 'statistics',
  synonyms: ['market regime', 'regime', 'market classification', 'trend and volatility', 'market filter'],
  inputs: [source],
  params: [
    int('length', 'Trend length', 50, 2),
    num('minStrength', 'Least strength', 0.25, 0, 1, 0.01),
    int('atrLength', 'ATR length', 14),
    int('history', 'History', 200, 2),
  ],
  outputs: [
    out('state', 'State (0…11)'),
    out('trend', 'Trend (1, 0, −1)'),
    out('strength', 'Trend strength'),
    out('volatility', 'Volatility (0…3)'),
    out('rank', 'Volatility rank'),
    out('trending', 'Trending', 'bool'),
    out('ranging', 'Ranging', 'bool'),
    out('stormy', 'Stormy', 'bool'),
  ],
  build: (k, { source }, { length, minStrength, atrLength, history }) => {
    const trendOf = (output: string) => k.part('trendstate', output, [source], { length, minStrength })
    const volatilityOf = (output: string) =>
      k.part('volatilitystate', output, [], { length: atrLength, history })
    const [trend, volatility] = [trendOf('state'), volatilityOf('state')]
    const flat = k.eq(trend, 0)
    const stormy = k.eq(volatility, 3)
    return {
      state: k.add(k.mul(4, k.add(trend, 1)), volatility),
      trend,
      strength: trendOf('strength'),
      volatility,
      rank: volatilityOf('rank'),
      trending: k.and(k.not(flat), k.not(stormy)),
      ranging: k.and(flat, k.le(volatility, 1)),
      stormy,
    }
  },
})
