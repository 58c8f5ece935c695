import type { Facts } from '../facts'
import { isStill, momentsOf, quantile } from '../moments'
import { type Undefined, without } from '../reasons'
import type { Metric } from './define'
import { bars, longs, losses, shorts, stops, trades, twoTrades, wins } from './needs'

const count = (id: string, title: string, formula: string, compute: (facts: Facts) => number): Metric => ({
  id,
  version: 1,
  title,
  formula,
  unit: 'count',
  better: null,
  needs: [],
  compute,
})

const winShare = (facts: Facts): number => facts.trades.wins.count / facts.trades.count

/** Wilson's interval: where the true share lies with 95 % confidence. */
function wilson(share: number, n: number): { readonly low: number; readonly high: number } {
  const z = 1.959963984540054
  const scale = 1 + (z * z) / n
  const middle = share + (z * z) / (2 * n)
  const reach = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))
  return { low: Math.max(0, (middle - reach) / scale), high: Math.min(1, (middle + reach) / scale) }
}

const averageWin = ({ trades: { wins } }: Facts): number => wins.pnl / wins.count
const averageLoss = ({ trades: { losses } }: Facts): number => losses.pnl / losses.count

/** p(win) − p(loss) / payoff, draws left out of neither. */
const kelly = (facts: Facts): number =>
  winShare(facts) - (1 - winShare(facts)) / (averageWin(facts) / -averageLoss(facts))

/** Trades beyond which the number does not grow with their count any more. */
const SQN_TRADES = 100

function quality(values: Float64Array): number | Undefined {
  const { mean, sigma, max, min, count } = momentsOf(values)
  if (count < 2) return without('fewer than 2 trades')
  return isStill(sigma, Math.max(Math.abs(max), Math.abs(min)))
    ? without('sigma = 0')
    : (Math.sqrt(Math.min(count, SQN_TRADES)) * mean) / sigma
}

const withoutBest = (facts: Facts, most: number): number | Undefined =>
  facts.trades.profitFactorWithoutBest(most) ?? without('no losses')

/** How trades ended. */
export const tradeMetrics: readonly Metric[] = [
  count('trades', 'Trades', 'closed trades; each part of a position counts', facts => facts.trades.count),
  count('long-trades', 'Long trades', 'closed long trades', facts => facts.trades.long.count),
  count('short-trades', 'Short trades', 'closed short trades', facts => facts.trades.short.count),
  count('open-trades', 'Open trades', 'positions open at the end', facts => facts.input.openTrades.length),
  count('wins', 'Wins', 'trades with p > 0', facts => facts.trades.wins.count),
  count('losses', 'Losses', 'trades with p < 0', facts => facts.trades.losses.count),
  count(
    'draws',
    'Draws',
    'trades with p = 0',
    ({ trades: all }) => all.count - all.wins.count - all.losses.count,
  ),
  count(
    'forced-exits',
    'Forced exits',
    'trades closed by a margin call or the end of the bars',
    ({ trades: { exitReasons } }) => (exitReasons.get('margin') ?? 0) + (exitReasons.get('end') ?? 0),
  ),
  {
    id: 'trades-per-month',
    version: 1,
    title: 'Trades a month',
    formula: 'trades / (years · 12)',
    unit: 'ratio',
    better: null,
    needs: [bars],
    compute: facts =>
      facts.years > 0 ? facts.trades.count / (facts.years * 12) : without('fewer than 2 bars'),
  },
  {
    id: 'win-rate',
    version: 1,
    title: 'Win rate',
    formula: 'wins / trades',
    unit: 'fraction',
    better: 'higher',
    needs: [trades],
    compute: winShare,
  },
  {
    id: 'loss-rate',
    version: 1,
    title: 'Loss rate',
    formula: 'losses / trades',
    unit: 'fraction',
    better: 'lower',
    needs: [trades],
    compute: facts => facts.trades.losses.count / facts.trades.count,
  },
  {
    id: 'win-rate-low',
    version: 1,
    title: 'Win rate, low end',
    formula: 'lower end of Wilson’s 95 % interval',
    unit: 'fraction',
    better: 'higher',
    needs: [trades],
    compute: facts => wilson(winShare(facts), facts.trades.count).low,
  },
  {
    id: 'win-rate-high',
    version: 1,
    title: 'Win rate, high end',
    formula: 'upper end of Wilson’s 95 % interval',
    unit: 'fraction',
    better: 'higher',
    needs: [trades],
    compute: facts => wilson(winShare(facts), facts.trades.count).high,
  },
  {
    id: 'long-win-rate',
    version: 1,
    title: 'Win rate, long',
    formula: 'long wins / long trades',
    unit: 'fraction',
    better: 'higher',
    needs: [trades, longs],
    compute: ({ trades: { long } }) => long.wins / long.count,
  },
  {
    id: 'short-win-rate',
    version: 1,
    title: 'Win rate, short',
    formula: 'short wins / short trades',
    unit: 'fraction',
    better: 'higher',
    needs: [trades, shorts],
    compute: ({ trades: { short } }) => short.wins / short.count,
  },
  {
    id: 'long-profit',
    version: 1,
    title: 'Profit, long',
    formula: 'Σ p over long trades',
    unit: 'money',
    better: 'higher',
    needs: [trades, longs],
    compute: facts => facts.trades.long.pnl,
  },
  {
    id: 'short-profit',
    version: 1,
    title: 'Profit, short',
    formula: 'Σ p over short trades',
    unit: 'money',
    better: 'higher',
    needs: [trades, shorts],
    compute: facts => facts.trades.short.pnl,
  },
  {
    id: 'profit-factor',
    version: 1,
    title: 'Profit factor',
    formula: 'Σ p over wins / abs(Σ p over losses), money net of fees',
    unit: 'ratio',
    better: 'higher',
    needs: [trades, losses],
    compute: ({ trades: all }) => all.wins.pnl / -all.losses.pnl,
  },
  {
    id: 'profit-factor-percent',
    version: 1,
    title: 'Profit factor, percent',
    formula: 'Σ q over wins / abs(Σ q over losses), q = p / money at entry',
    unit: 'ratio',
    better: 'higher',
    needs: [trades, losses],
    compute: ({ trades: { returns } }) => {
      let gained = 0
      let lost = 0
      for (const value of returns) {
        if (value > 0) gained += value
        else lost -= value
      }
      return gained / lost
    },
  },
  {
    id: 'profit-factor-without-best-5',
    version: 1,
    title: 'Profit factor without the best 5 trades',
    formula: 'profit factor of all trades but the 5 with the largest p',
    unit: 'ratio',
    better: 'higher',
    needs: [trades, losses],
    compute: facts => (facts.trades.count > 5 ? withoutBest(facts, 5) : without('fewer than 6 trades')),
  },
  {
    id: 'profit-factor-without-best-percent',
    version: 1,
    title: 'Profit factor without the best 1 %',
    formula: 'profit factor of all trades but the 1 % with the largest p, at least one',
    unit: 'ratio',
    better: 'higher',
    needs: [trades, losses, twoTrades],
    compute: facts => withoutBest(facts, Math.ceil(facts.trades.count / 100)),
  },
  {
    id: 'profit-share-of-best-5',
    version: 1,
    title: 'Share of the best 5 trades',
    formula: 'Σ of the 5 largest p above 0 / gross profit',
    unit: 'fraction',
    better: 'lower',
    needs: [trades, wins],
    compute: ({ trades: { sortedPnl, wins } }) =>
      sortedPnl.subarray(-5).reduce((sum, profit) => sum + Math.max(0, profit), 0) / wins.pnl,
  },
  {
    id: 'expectancy',
    version: 1,
    title: 'Expectancy',
    formula: 'mean p, money net of fees',
    unit: 'money',
    better: 'higher',
    needs: [trades],
    compute: facts => facts.trades.all.pnl / facts.trades.count,
  },
  {
    id: 'expectancy-percent',
    version: 1,
    title: 'Expectancy, percent',
    formula: 'mean q, q = p / money at entry',
    unit: 'fraction',
    better: 'higher',
    needs: [trades],
    compute: facts => facts.trades.returnMoments.mean,
  },
  {
    id: 'expectancy-r',
    version: 1,
    title: 'Expectancy, R',
    formula: 'mean of p / money at risk by the first stop, over trades with one',
    unit: 'ratio',
    better: 'higher',
    needs: [trades, stops],
    compute: facts => momentsOf(facts.trades.multiples).mean,
  },
  {
    id: 'median-trade',
    version: 1,
    title: 'Median trade',
    formula: 'median p',
    unit: 'money',
    better: 'higher',
    needs: [trades],
    compute: facts => quantile(facts.trades.sortedPnl, 0.5),
  },
  {
    id: 'average-win',
    version: 1,
    title: 'Average win',
    formula: 'mean p over wins',
    unit: 'money',
    better: 'higher',
    needs: [trades, wins],
    compute: averageWin,
  },
  {
    id: 'average-loss',
    version: 1,
    title: 'Average loss',
    formula: 'mean p over losses',
    unit: 'money',
    better: 'higher',
    needs: [trades, losses],
    compute: averageLoss,
  },
  {
    id: 'payoff-ratio',
    version: 1,
    title: 'Payoff ratio',
    formula: 'average win / abs(average loss)',
    unit: 'ratio',
    better: 'higher',
    needs: [trades, wins, losses],
    compute: facts => averageWin(facts) / -averageLoss(facts),
  },
  {
    id: 'largest-win',
    version: 1,
    title: 'Largest win',
    formula: 'max p',
    unit: 'money',
    better: 'higher',
    needs: [trades, wins],
    compute: facts => facts.trades.pnlMoments.max,
  },
  {
    id: 'largest-loss',
    version: 1,
    title: 'Largest loss',
    formula: 'min p',
    unit: 'money',
    better: 'higher',
    needs: [trades, losses],
    compute: facts => facts.trades.pnlMoments.min,
  },
  {
    id: 'best-trade',
    version: 1,
    title: 'Best trade',
    formula: 'max q, q = p / money at entry',
    unit: 'fraction',
    better: 'higher',
    needs: [trades],
    compute: facts => facts.trades.returnMoments.max,
  },
  {
    id: 'worst-trade',
    version: 1,
    title: 'Worst trade',
    formula: 'min q, q = p / money at entry',
    unit: 'fraction',
    better: 'higher',
    needs: [trades],
    compute: facts => facts.trades.returnMoments.min,
  },
  {
    id: 'sqn',
    version: 1,
    title: 'System quality number',
    formula: `√n · mean(R) / σ(R), R = p / money at risk by the first stop, n at most ${SQN_TRADES}`,
    unit: 'ratio',
    better: 'higher',
    needs: [trades, stops, twoTrades],
    compute: facts => quality(facts.trades.multiples),
  },
  {
    id: 'sqn-money',
    version: 1,
    title: 'System quality number, money',
    formula: `√n · mean(p) / σ(p), n at most ${SQN_TRADES}`,
    unit: 'ratio',
    better: 'higher',
    needs: [trades, twoTrades],
    compute: facts => quality(facts.trades.pnl),
  },
  {
    id: 'kelly',
    version: 1,
    title: 'Kelly fraction',
    formula: 'win rate − (1 − win rate) / payoff ratio',
    unit: 'fraction',
    better: 'higher',
    needs: [trades, wins, losses],
    compute: kelly,
  },
  {
    id: 'half-kelly',
    version: 1,
    title: 'Half Kelly fraction',
    formula: 'Kelly fraction / 2',
    unit: 'fraction',
    better: 'higher',
    needs: [trades, wins, losses],
    compute: facts => kelly(facts) / 2,
  },
  count(
    'max-wins-in-a-row',
    'Most wins in a row',
    'longest run of p > 0',
    facts => facts.trades.streaks.wins,
  ),
  count(
    'max-losses-in-a-row',
    'Most losses in a row',
    'longest run of p < 0',
    facts => facts.trades.streaks.losses,
  ),
  count(
    'current-streak',
    'Streak at the end',
    'wins in a row at the end, losses negative',
    facts => facts.trades.streaks.now,
  ),
  {
    id: 'worst-losing-streak',
    version: 1,
    title: 'Worst losing streak',
    formula: 'most money lost in trades with p < 0 in a row',
    unit: 'money',
    better: 'higher',
    needs: [trades],
    compute: facts => facts.trades.streaks.worstMoney,
  },
]
