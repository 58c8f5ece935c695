import { benchmarkMetrics } from './benchmark'
import { costMetrics } from './costs'
import type { Metric } from './define'
import { drawdownMetrics } from './drawdown'
import { exposureMetrics } from './exposure'
import { holdingMetrics } from './holding'
import { ratioMetrics } from './ratios'
import { returnMetrics } from './returns'
import { riskMetrics } from './risk'
import { tradeMetrics } from './trades'

/** Metrics as the report shows them: by what they are about. */
export const METRIC_FAMILIES: readonly { readonly title: string; readonly metrics: readonly Metric[] }[] = [
  { title: 'Return', metrics: returnMetrics },
  { title: 'Return for risk', metrics: ratioMetrics },
  { title: 'Drawdown', metrics: drawdownMetrics },
  { title: 'Risk', metrics: riskMetrics },
  { title: 'Trades', metrics: tradeMetrics },
  { title: 'Holding', metrics: holdingMetrics },
  { title: 'Exposure', metrics: exposureMetrics },
  { title: 'Costs and fills', metrics: costMetrics },
  { title: 'Benchmark', metrics: benchmarkMetrics },
]

export const METRICS: readonly Metric[] = METRIC_FAMILIES.flatMap(({ metrics }) => metrics)
