import type { Facts } from '../facts'
import { type Metric, measure } from '../metrics/define'
import type { Undefined } from '../reasons'
import { backtestingPy } from './backtestingPy'
import type { Variant, View } from './define'
import { quantstats } from './quantstats'
import { tradingView } from './tradingView'

export const VARIANTS: Readonly<Record<View, readonly Variant[]>> = {
  'backtesting.py': backtestingPy,
  quantstats,
  tradingview: tradingView,
}

/** A metric as another program would have printed it; null where that program means the same by it. */
export function viewedAs(metric: Metric, view: View, facts: Facts): ViewedMetric | null {
  const variant = VARIANTS[view].find(other => other.metric === metric.id)
  return variant ? { formula: variant.formula, value: measure(variant, facts) } : null
}

export interface ViewedMetric {
  readonly formula: string
  readonly value: number | Undefined
}
