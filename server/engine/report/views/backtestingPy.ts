import { guessPeriodsPerYear } from '../days'
import type { Facts } from '../facts'
import { bars, benchmark, days, losses, movingDays, trades, twoBars, twoTrades, wins } from '../metrics/needs'
import { compoundGrowth } from '../metrics/returns'
import { isStill } from '../moments'
import { type Undefined, without } from '../reasons'
import type { Variant } from './define'

const DAY_MS = 86_400_000

/** It looks at the bars, not at the market. */
const periodsOf = (facts: Facts): number =>
  facts.input.barMs > DAY_MS ? 52 : guessPeriodsPerYear(facts.input.equity.time)

interface Daily {
  readonly growth: number
  readonly variance: number
  readonly below: number
  readonly periods: number
}

/** Returns between days that have bars, whatever the calendar. */
function dailyOf(facts: Facts): Daily {
  const { time, value } = facts.input.equity
  const returns: number[] = []
  let before = NaN
  for (let bar = 0; bar < value.length; bar++) {
    const isLast =
      bar === value.length - 1 ||
      facts.input.barMs > DAY_MS ||
      Math.floor(time[bar]! / DAY_MS) !== Math.floor(time[bar + 1]! / DAY_MS)
    if (!isLast) continue
    if (!Number.isNaN(before)) returns.push(value[bar]! / before - 1)
    before = value[bar]!
  }
  const mean = returns.reduce((sum, one) => sum + one, 0) / returns.length
  const squares = returns.reduce((sum, one) => sum + (one - mean) ** 2, 0)
  const below = returns.reduce((sum, one) => sum + Math.min(0, one) ** 2, 0)
  return {
    growth: geometric(returns),
    variance: squares / (returns.length - 1),
    below: Math.sqrt(below / returns.length),
    periods: periodsOf(facts),
  }
}

const geometric = (returns: readonly number[]): number => {
  let log = 0
  for (const value of returns) {
    if (value <= -1) return 0
    log += Math.log(1 + value)
  }
  return Math.exp(log / returns.length) - 1
}

const annual = ({ growth, periods }: Daily): number => (1 + growth) ** periods - 1

const deviation = ({ growth, variance, periods }: Daily): number =>
  Math.sqrt((variance + (1 + growth) ** 2) ** periods - (1 + growth) ** (2 * periods))

/** Bars at whose open or close a position stood: the bar of the exit counts too. */
function barsIn({ input: { equity, trades } }: Facts): number {
  const change = new Int32Array(equity.time.length + 1)
  const at = new Map<number, number>()
  for (let bar = 0; bar < equity.time.length; bar++) at.set(equity.time[bar]!, bar)
  for (const { entryTime, exitTime } of trades) {
    change[at.get(entryTime) ?? 0]!++
    change[(at.get(exitTime) ?? equity.time.length - 1) + 1]!--
  }
  let open = 0
  let count = 0
  for (let bar = 0; bar < equity.time.length; bar++) {
    open += change[bar]!
    if (open > 0) count++
  }
  return count
}

/** Of the benchmark's prices and of equity, from bar to bar. */
function beta({ input: { benchmark, equity } }: Facts): number | Undefined {
  const close = benchmark?.close
  if (!close) return without('no benchmark')
  const n = equity.value.length - 1
  const ours = (bar: number) => Math.log(equity.value[bar + 1]! / equity.value[bar]!)
  const theirs = (bar: number) => Math.log(close[bar + 1]! / close[bar]!)
  let meanOurs = 0
  let meanTheirs = 0
  for (let bar = 0; bar < n; bar++) {
    meanOurs += ours(bar) / n
    meanTheirs += theirs(bar) / n
  }
  let covariance = 0
  let variance = 0
  for (let bar = 0; bar < n; bar++) {
    covariance += (ours(bar) - meanOurs) * (theirs(bar) - meanTheirs)
    variance += (theirs(bar) - meanTheirs) ** 2
  }
  return isStill(variance, 1e-12) ? without('benchmark does not move') : covariance / variance
}

const holdReturn = ({ input: { benchmark } }: Facts): number => {
  const close = benchmark?.close ?? new Float64Array(0)
  const first = close[benchmark?.firstBar ?? 0]!
  return close[close.length - 1]! / first - 1
}

/** From `_stats.py` of version 0.6.6. */
export const backtestingPy: readonly Variant[] = [
  {
    metric: 'time-in-market',
    formula: 'share of bars from each entry to its exit, the bar of the exit too',
    needs: [bars],
    compute: facts => barsIn(facts) / facts.bars,
  },
  {
    metric: 'annual-return',
    formula: '(1 + geometric mean of daily returns)^N − 1, N by whether the bars have weekends',
    needs: [bars, ...days],
    compute: facts => annual(dailyOf(facts)),
  },
  {
    metric: 'volatility',
    formula: '√((Var(r) + (1 + g)²)^N − (1 + g)^(2N)), g the geometric mean',
    needs: movingDays,
    compute: facts => deviation(dailyOf(facts)),
  },
  {
    metric: 'cagr',
    formula: '(E_T / E_0)^(1 / years) − 1, years of 365.25 days, however short',
    needs: [twoBars, ...days],
    compute: compoundGrowth,
  },
  {
    metric: 'sharpe',
    formula: '(annualised return − rf) / volatility, both geometric',
    needs: movingDays,
    compute: facts => {
      const daily = dailyOf(facts)
      return (annual(daily) - facts.input.settings.riskFreeRate) / deviation(daily)
    },
  },
  {
    metric: 'sortino',
    formula: '(annualised return − rf) / (√(mean min(r, 0)²) · √N)',
    needs: days,
    compute: facts => {
      const daily = dailyOf(facts)
      if (daily.below === 0) return without('no day below zero')
      const excess = annual(daily) - facts.input.settings.riskFreeRate
      return excess / (daily.below * Math.sqrt(daily.periods))
    },
  },
  {
    metric: 'calmar',
    formula: 'annualised return / maximum drawdown',
    needs: [bars, ...days],
    compute: facts =>
      facts.drawdowns.deepest
        ? annual(dailyOf(facts)) / facts.drawdowns.deepest.depth
        : without('no drawdown'),
  },
  {
    metric: 'beta',
    formula: 'Cov / Var of log returns from bar to bar',
    needs: [twoBars, benchmark],
    compute: beta,
  },
  {
    metric: 'alpha',
    formula: 'total return − rf − β (buy and hold − rf): total returns, not a year’s',
    needs: [twoBars, benchmark],
    compute: facts => {
      const slope = beta(facts)
      const { riskFreeRate } = facts.input.settings
      if (typeof slope !== 'number') return slope
      const total = facts.endEquity / facts.startEquity - 1
      return total - riskFreeRate - slope * (holdReturn(facts) - riskFreeRate)
    },
  },
  {
    metric: 'buy-and-hold-return',
    formula: 'last close / close of the first bar after warm-up − 1, without fees',
    needs: [bars, benchmark],
    compute: holdReturn,
  },
  {
    metric: 'average-drawdown',
    formula: 'mean depth of falls below a peak that last longer than one bar',
    needs: [bars],
    compute: ({ drawdowns: { episodes } }) => {
      const told = episodes.filter(({ peakBar, endBar }) => endBar > peakBar + 1)
      const sum = told.reduce((depths, { depth }) => depths + depth, 0)
      return told.length > 0 ? sum / told.length : without('no drawdown')
    },
  },
  {
    metric: 'expectancy-percent',
    formula: 'mean q',
    needs: [trades],
    compute: facts => facts.trades.returnMoments.mean,
  },
  {
    metric: 'profit-factor',
    formula: 'Σ q over gains / abs(Σ q over losses): percent, not money',
    needs: [trades],
    compute: ({ trades: { returns } }) => {
      let gained = 0
      let lost = 0
      for (const value of returns) {
        if (value > 0) gained += value
        else lost -= value
      }
      return lost > 0 ? gained / lost : without('no losses')
    },
  },
  {
    metric: 'sqn',
    formula: '√n · mean(p) / σ(p), money, n not capped',
    needs: [trades, twoTrades],
    compute: ({ trades: { pnlMoments } }) =>
      isStill(pnlMoments.sigma, Math.max(Math.abs(pnlMoments.min), Math.abs(pnlMoments.max)))
        ? without('sigma = 0')
        : (Math.sqrt(pnlMoments.count) * pnlMoments.mean) / pnlMoments.sigma,
  },
  {
    metric: 'kelly',
    formula: 'win rate − (1 − win rate) / payoff ratio, of trades',
    needs: [trades, wins, losses],
    compute: ({ trades: { wins, losses, count } }) => {
      const share = wins.count / count
      return share - (1 - share) / (wins.pnl / wins.count / (-losses.pnl / losses.count))
    },
  },
]
