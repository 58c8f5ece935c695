import type { Outcome } from '../backtest/result'
import type { Settings } from '../backtest/settings'
import type { RankSettings } from './settings'

interface Said {
  readonly id: string
  readonly text: string
  readonly trades: number | null
}

/** What a rank run takes for granted beside what every run does. */
export function rankAssumptions(
  rank: RankSettings,
  { sizing, lots, leverage }: Pick<Settings, 'sizing' | 'leverage'> & { readonly lots: string },
  { trades, rank: told }: Pick<Outcome, 'trades' | 'rank'>,
  filtered: boolean,
): readonly Said[] {
  const { every, top, shortBottom, maxWeight, band } = rank
  const sides = shortBottom
    ? `the best ${top} are held and the worst ${top} sold short`
    : `the best ${top} are held`
  const share = (sizing.equityFraction ?? 1) * 100
  const money = `${share} % of equity${leverage > 1 ? ` times ${leverage}` : ''}${shortBottom ? ', half of it on each side,' : ''}`
  const said: Said[] = [
    {
      id: 'rank',
      text: `Every ${every === 1 ? 'bar' : `${every} bars`} symbols are ranked by score at the close; ${sides}. Equal scores go by symbol${filtered ? ', and only what the filter lets through is ranked' : ''}.`,
      trades: null,
    },
    {
      id: 'rank-fills',
      text: 'Each symbol is brought to its weight at its next open: what leaves is sold first, then what is above its weight, and the rest is bought in the order of the ranks. Stops, targets and exits of the rule are not used.',
      trades: trades.length,
    },
    {
      id: 'weights',
      text: `${money} is spread ${WEIGHTS[rank.weights](rank)}${maxWeight < 1 ? `, at most ${maxWeight * 100} % for one` : ''}, in ${lots}. A holding less than ${band} % of equity from its weight is left alone.`,
      trades: null,
    },
    {
      id: 'rank-listing',
      text: `A symbol is ranked once its own signals count, and only at a close at which it has a bar. A holding without one keeps its place once and is given up at the second rebalance in a row, to be sold at its next open${told && told.keptWithoutBar > 0 ? `: that was so ${times(told.keptWithoutBar)}, and ${times(told.leftWithoutBar)} it was given up` : ''}.`,
      trades: null,
    },
  ]
  return said
}

const WEIGHTS: Readonly<Record<RankSettings['weights'], (rank: RankSettings) => string>> = {
  equal: () => 'equally',
  score: () => 'in proportion to the score',
  inverseVolatility: ({ volatilityBars }) =>
    `in inverse proportion to the volatility of the last ${volatilityBars} returns`,
}

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`)
