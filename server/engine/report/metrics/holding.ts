import type { Facts } from '../facts'
import { quantile } from '../moments'
import { without } from '../reasons'
import type { Metric } from './define'
import { losses, trades, wins } from './needs'

const durations = (facts: Facts): Float64Array =>
  Float64Array.from(facts.trades.list, ({ entryTime, exitTime }) => exitTime - entryTime)

const meanOver = (facts: Facts, value: (trade: Facts['trades']['list'][number]) => number): number => {
  let sum = 0
  for (const trade of facts.trades.list) sum += value(trade)
  return sum / facts.trades.count
}

/** How long trades were held, and where they stood meanwhile. */
export const holdingMetrics: readonly Metric[] = [
  {
    id: 'average-bars',
    version: 1,
    title: 'Average bars held',
    formula: 'mean of exit bar − entry bar',
    unit: 'bars',
    better: null,
    needs: [trades],
    compute: facts => facts.trades.all.bars / facts.trades.count,
  },
  {
    id: 'average-duration',
    version: 1,
    title: 'Average holding time',
    formula: 'mean of exit − entry, by the opens of their bars',
    unit: 'duration',
    better: null,
    needs: [trades],
    compute: facts => facts.trades.all.ms / facts.trades.count,
  },
  {
    id: 'median-duration',
    version: 1,
    title: 'Median holding time',
    formula: 'median of exit − entry',
    unit: 'duration',
    better: null,
    needs: [trades],
    compute: facts => quantile(durations(facts).sort(), 0.5),
  },
  {
    id: 'max-duration',
    version: 1,
    title: 'Longest holding time',
    formula: 'max of exit − entry',
    unit: 'duration',
    better: null,
    needs: [trades],
    compute: facts => durations(facts).reduce((most, value) => Math.max(most, value), 0),
  },
  {
    id: 'average-win-duration',
    version: 1,
    title: 'Average holding time of wins',
    formula: 'mean of exit − entry over wins',
    unit: 'duration',
    better: null,
    needs: [trades, wins],
    compute: ({ trades: { wins } }) => wins.ms / wins.count,
  },
  {
    id: 'average-loss-duration',
    version: 1,
    title: 'Average holding time of losses',
    formula: 'mean of exit − entry over losses',
    unit: 'duration',
    better: null,
    needs: [trades, losses],
    compute: ({ trades: { losses } }) => losses.ms / losses.count,
  },
  {
    id: 'average-mae',
    version: 1,
    title: 'Average adverse excursion',
    formula: 'mean of the worst each trade stood at, before fees',
    unit: 'money',
    better: 'higher',
    needs: [trades],
    compute: facts => meanOver(facts, trade => trade.mae),
  },
  {
    id: 'worst-mae',
    version: 1,
    title: 'Worst adverse excursion',
    formula: 'the worst any trade stood at, before fees',
    unit: 'money',
    better: 'higher',
    needs: [trades],
    compute: facts => facts.trades.list.reduce((worst, trade) => Math.min(worst, trade.mae), 0),
  },
  {
    id: 'average-mfe',
    version: 1,
    title: 'Average favourable excursion',
    formula: 'mean of the best each trade stood at, before fees',
    unit: 'money',
    better: 'higher',
    needs: [trades],
    compute: facts => meanOver(facts, trade => trade.mfe),
  },
  {
    id: 'best-mfe',
    version: 1,
    title: 'Best favourable excursion',
    formula: 'the best any trade stood at, before fees',
    unit: 'money',
    better: 'higher',
    needs: [trades],
    compute: facts => facts.trades.list.reduce((best, trade) => Math.max(best, trade.mfe), 0),
  },
  {
    id: 'edge-given-back',
    version: 1,
    title: 'Edge given back',
    formula: 'mean of (best a trade stood at − what it brought before fees)',
    unit: 'money',
    better: 'lower',
    needs: [trades],
    compute: facts => meanOver(facts, trade => trade.mfe - (trade.pnl + trade.fees)),
  },
  {
    id: 'edge-captured',
    version: 1,
    title: 'Edge captured',
    formula: 'Σ of what trades brought before fees / Σ of the best they stood at',
    unit: 'fraction',
    better: 'higher',
    needs: [trades],
    compute: facts => {
      const best = meanOver(facts, trade => trade.mfe)
      return best > 0
        ? meanOver(facts, trade => trade.pnl + trade.fees) / best
        : without('no excursion in favour')
    },
  },
]
