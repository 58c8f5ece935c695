import type { Facts } from '../facts'
import { isStill } from '../moments'
import type { Reason } from '../reasons'
import type { Need } from './define'

const need = (title: string, reason: Reason, isMet: (facts: Facts) => boolean): Need => ({
  title,
  missing: facts => (isMet(facts) ? null : reason),
})

export const bars = need('bars', 'no bars', facts => facts.bars > 0)
export const twoBars = need('two bars', 'fewer than 2 bars', facts => facts.bars > 1)

/** Ratios of equity mean nothing once there is none. */
export const solvent = need(
  'equity above zero',
  'equity fell to zero or below',
  facts => facts.drawdowns.lowest > 0,
)

export const oneReturn = need('two days', 'fewer than 2 days', facts => facts.returns.length > 0)
export const twoReturns = need('three days', 'fewer than 3 days', facts => facts.returns.length > 1)
export const threeReturns = need('four days', 'fewer than 4 days', facts => facts.returns.length > 2)
export const month = need('30 days', 'fewer than 30 days', facts => facts.returns.length >= 30)
export const hundredDays = need('100 days', 'fewer than 100 days', facts => facts.returns.length >= 100)
export const quarter = need(
  'a quarter of a year',
  'less than a quarter of a year',
  facts => facts.years >= 0.25,
)

/** Days whose returns can be averaged. */
export const days = [solvent, oneReturn]
/** Days whose returns vary, so that something can be divided by their spread. */
export const movingDays = [
  solvent,
  twoReturns,
  need('returns that vary', 'sigma = 0', facts => !isStill(facts.moments.sigma, 1)),
]

export const drawdown = need('a drawdown', 'no drawdown', facts => facts.drawdowns.deepest !== null)

export const trades = need('a trade', 'no trades', facts => facts.trades.count > 0)
export const twoTrades = need('two trades', 'fewer than 2 trades', facts => facts.trades.count > 1)
export const wins = need('a win', 'no wins', facts => facts.trades.wins.count > 0)
export const losses = need('a loss', 'no losses', facts => facts.trades.losses.count > 0)
export const longs = need('a long trade', 'no long trades', facts => facts.trades.long.count > 0)
export const shorts = need('a short trade', 'no short trades', facts => facts.trades.short.count > 0)
export const stops = need(
  'a stop at entry',
  'no initial stop',
  facts => facts.trades.count > 0 && facts.trades.multiples.length > 0,
)
export const presence = need('a position', 'never in the market', facts => facts.presence.barsIn > 0)

export const benchmark = need('a benchmark', 'no benchmark', facts => facts.input.benchmark !== null)
const benchmarkPrices = need(
  'prices of the benchmark',
  'benchmark too short',
  facts => facts.benchmark !== null,
)
export const heldBenchmark = [benchmark, benchmarkPrices]
/** Days on which the benchmark and the strategy can be held against each other. */
export const benchmarkDays = [
  ...heldBenchmark,
  solvent,
  need(
    'three days of the benchmark',
    'benchmark too short',
    facts => (facts.benchmark?.returns.length ?? 0) > 1,
  ),
]
export const movingBenchmark = [
  ...benchmarkDays,
  need(
    'a benchmark that moves',
    'benchmark does not move',
    facts => facts.benchmark !== null && !isStill(facts.benchmark.moments.sigma, 1),
  ),
]

export const worstEquity = need(
  'equity within bars',
  'not recorded',
  facts => facts.input.worstEquity !== null,
)
export const exposure = need('exposure', 'not recorded', facts => facts.input.exposure !== null)
export const run = need('what the run counted', 'not recorded', facts => facts.input.run !== null)
export const funding = need('funding paid', 'not recorded', facts => facts.input.fundingPaid !== null)
