import type { DrawdownEpisode } from '../drawdowns'
import { deepestWithin } from '../drawdowns'
import type { Facts } from '../facts'
import { without } from '../reasons'
import { bootstrapRuin } from '../ruin'
import type { Metric } from './define'
import { bars, days, drawdown, month, movingDays, solvent, trades, twoReturns, worstEquity } from './needs'

/** From the peak to the bar that is back there, or to the end. */
const lasted = (facts: Facts, { peakBar, endBar }: DrawdownEpisode): number =>
  facts.input.equity.time[endBar]! - facts.input.equity.time[peakBar]!

const meanOf = (facts: Facts, value: (episode: DrawdownEpisode) => number): number => {
  const { episodes } = facts.drawdowns
  return episodes.reduce((sum, episode) => sum + value(episode), 0) / episodes.length
}

/** √(Σ DD² / (n − 1)) over days. */
export function ulcerIndex({ underwater }: Facts): number {
  let sum = 0
  for (const lost of underwater) sum += lost * lost
  return Math.sqrt(sum / (underwater.length - 1))
}

/** Loss from which a strategy counts as ruined. */
export const RUIN = 0.5

/** How far equity fell, and for how long. */
export const drawdownMetrics: readonly Metric[] = [
  {
    id: 'max-drawdown',
    version: 1,
    title: 'Maximum drawdown',
    formula: 'max(1 − E / max E so far), at bar closes',
    unit: 'fraction',
    better: 'lower',
    needs: [bars],
    compute: facts => facts.drawdowns.deepest?.depth ?? 0,
  },
  {
    id: 'max-drawdown-money',
    version: 1,
    title: 'Maximum drawdown, money',
    formula: 'max(max E so far − E), at bar closes',
    unit: 'money',
    better: 'lower',
    needs: [bars],
    compute: facts => facts.drawdowns.money,
  },
  {
    id: 'max-drawdown-peak',
    version: 1,
    title: 'Maximum drawdown, peak',
    formula: 'close of the bar before the deepest fall',
    unit: 'time',
    better: null,
    needs: [bars, drawdown],
    compute: facts => facts.closeOf(facts.drawdowns.deepest?.peakBar ?? 0),
  },
  {
    id: 'max-drawdown-valley',
    version: 1,
    title: 'Maximum drawdown, valley',
    formula: 'close of the bar at which it was deepest',
    unit: 'time',
    better: null,
    needs: [bars, drawdown],
    compute: facts => facts.closeOf(facts.drawdowns.deepest?.valleyBar ?? 0),
  },
  {
    id: 'max-drawdown-recovery',
    version: 1,
    title: 'Maximum drawdown, recovery',
    formula: 'close of the bar back at the peak',
    unit: 'time',
    better: null,
    needs: [bars, drawdown],
    compute: facts =>
      facts.drawdowns.deepest?.recovered
        ? facts.closeOf(facts.drawdowns.deepest.endBar)
        : without('not recovered'),
  },
  {
    id: 'max-drawdown-intrabar',
    version: 1,
    title: 'Maximum drawdown within bars',
    formula: 'max(1 − E at the worst price of a bar / max E at closes so far)',
    unit: 'fraction',
    better: 'lower',
    needs: [bars, worstEquity],
    compute: ({ input: { equity, worstEquity: worst, startEquity } }) =>
      worst ? deepestWithin(equity.value, worst, startEquity) : without('not recorded'),
  },
  {
    id: 'max-drawdown-closed',
    version: 1,
    title: 'Maximum drawdown of closed trades',
    formula: 'max drawdown of E_0 + Σ p in the order in which trades ended',
    unit: 'fraction',
    better: 'lower',
    needs: [trades],
    compute: facts => facts.trades.closedFall.share,
  },
  {
    id: 'average-drawdown',
    version: 1,
    title: 'Average drawdown',
    formula: 'mean depth of all falls below a peak',
    unit: 'fraction',
    better: 'lower',
    needs: [bars, drawdown],
    compute: facts => meanOf(facts, episode => episode.depth),
  },
  {
    id: 'drawdowns',
    version: 1,
    title: 'Drawdowns',
    formula: 'number of falls below a peak, an unfinished one too',
    unit: 'count',
    better: null,
    needs: [bars],
    compute: facts => facts.drawdowns.episodes.length,
  },
  {
    id: 'max-drawdown-duration',
    version: 1,
    title: 'Longest drawdown',
    formula: 'longest time from a peak until equity is back there, or to the end',
    unit: 'duration',
    better: 'lower',
    needs: [bars],
    compute: facts =>
      facts.drawdowns.episodes.reduce((longest, episode) => Math.max(longest, lasted(facts, episode)), 0),
  },
  {
    id: 'average-drawdown-duration',
    version: 1,
    title: 'Average drawdown duration',
    formula: 'mean time from a peak until equity is back there, or to the end',
    unit: 'duration',
    better: 'lower',
    needs: [bars, drawdown],
    compute: facts => meanOf(facts, episode => lasted(facts, episode)),
  },
  {
    id: 'time-under-water',
    version: 1,
    title: 'Time under water',
    formula: 'share of days that end below an earlier peak',
    unit: 'fraction',
    better: 'lower',
    needs: [bars],
    compute: ({ underwater }) => underwater.filter(lost => lost > 0).length / underwater.length,
  },
  {
    id: 'current-drawdown',
    version: 1,
    title: 'Drawdown at the end',
    formula: '1 − E_T / max E',
    unit: 'fraction',
    better: 'lower',
    needs: [bars],
    compute: facts => 1 - facts.endEquity / facts.drawdowns.peak,
  },
  {
    id: 'ulcer-index',
    version: 1,
    title: 'Ulcer index',
    formula: '√(Σ DD² / (n − 1)) over days',
    unit: 'fraction',
    better: 'lower',
    needs: [...days, twoReturns],
    compute: ulcerIndex,
  },
  {
    id: 'risk-of-ruin',
    version: 1,
    title: 'Risk of ruin',
    formula: `share of 1,000 histories, drawn from the daily returns with replacement, that fall ${RUIN * 100} % below a peak`,
    unit: 'fraction',
    better: 'lower',
    needs: [solvent, ...movingDays, month],
    compute: facts => bootstrapRuin(facts.returns, RUIN),
  },
]
