import { compose, int, num, out } from '../compose'

export const volatilitystate = compose({
  id: 'volatilitystate',
  title: 'Volatility state',
  summary:
    'Low (0), normal (1), high (2) or extreme (3), by where ATR in percent of the close ranks among its own last `history` values: extreme from `extreme` on, else high from `high` on, else low under `low`. Calm is low; wild is high or extreme.',
  formula: 'rank = percent rank of NATR(length) over history; 3: ≥ extreme, 2: ≥ high, 0: < low, else 1',
  family: 'volatility',
  synonyms: [
    'volatility classification',
    'volatility regime',
    'volatility percentile',
    'low volatility',
    'high volatility',
    'calm',
  ],
  inputs: [],
  params: [
    int('length', 'ATR length', 14),
    int('history', 'History', 200, 2),
    num('low', 'Low under %', 25, 0, 100, 1),
    num('high', 'High from %', 75, 0, 100, 1),
    num('extreme', 'Extreme from %', 95, 0, 100, 1),
  ],
  outputs: [
    out('state', 'Volatility (0…3)'),
    out('rank', 'Percent rank'),
    out('natr', 'ATR %'),
    out('calm', 'Calm', 'bool'),
    out('wild', 'Wild', 'bool'),
  ],
  build: ({ op, where, ge, lt, eq }, _, { length, history, low, high, extreme }) => {
    const natr = op('natr', [], { length })
    const rank = op('percentrank', [natr], { length: history })
    const state = where(ge(rank, extreme), 3, where(ge(rank, high), 2, where(lt(rank, low), 0, 1)))
    return { state, rank, natr, calm: eq(state, 0), wild: ge(state, 2) }
  },
})
