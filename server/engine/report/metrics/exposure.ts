import { without } from '../reasons'
import type { Metric } from './define'
import { bars, exposure, presence, quarter, solvent, trades } from './needs'
import { compoundGrowth } from './returns'

/** How much of the account stood in the market, and for how long. */
export const exposureMetrics: readonly Metric[] = [
  {
    id: 'time-in-market',
    version: 1,
    title: 'Time in market',
    formula: 'share of bars with a position at their close, or one that came and went within them',
    unit: 'fraction',
    better: null,
    needs: [bars],
    compute: facts => facts.presence.barsIn / facts.bars,
  },
  {
    id: 'return-per-exposure',
    version: 1,
    title: 'Return for time in market',
    formula: 'compound annual growth / time in market',
    unit: 'fraction',
    better: 'higher',
    needs: [bars, solvent, quarter, presence],
    compute: facts => compoundGrowth(facts) / (facts.presence.barsIn / facts.bars),
  },
  {
    id: 'average-positions',
    version: 1,
    title: 'Average open positions',
    formula: 'mean over bars of the positions open at their close',
    unit: 'ratio',
    better: null,
    needs: [bars],
    compute: facts => facts.presence.sum / facts.bars,
  },
  {
    id: 'max-positions',
    version: 1,
    title: 'Most open positions',
    formula: 'max over bars of the positions open at their close',
    unit: 'count',
    better: null,
    needs: [bars],
    compute: facts => facts.presence.most,
  },
  {
    id: 'turnover',
    version: 1,
    title: 'Turnover a year',
    formula: 'money moved at entries and exits of closed trades / mean equity / years',
    unit: 'ratio',
    better: 'lower',
    needs: [bars, solvent, trades],
    compute: facts =>
      facts.years > 0
        ? facts.trades.turnover / facts.averageEquity / facts.years
        : without('fewer than 2 bars'),
  },
  {
    id: 'average-exposure',
    version: 1,
    title: 'Average exposure',
    formula: 'mean over bars of Σ abs(position) / E',
    unit: 'fraction',
    better: null,
    needs: [bars, exposure, solvent],
    compute: facts => facts.exposure?.average ?? without('not recorded'),
  },
  {
    id: 'max-exposure',
    version: 1,
    title: 'Largest exposure',
    formula: 'max over bars of Σ abs(position) / E: the leverage used',
    unit: 'fraction',
    better: 'lower',
    needs: [bars, exposure, solvent],
    compute: facts => facts.exposure?.largest ?? without('not recorded'),
  },
  {
    id: 'max-net-exposure',
    version: 1,
    title: 'Largest net exposure',
    formula: 'max over bars of abs(Σ position) / E, shorts negative',
    unit: 'fraction',
    better: 'lower',
    needs: [bars, exposure, solvent],
    compute: facts => facts.exposure?.largestNet ?? without('not recorded'),
  },
]
