import type { Facts } from '../facts'
import { measure } from '../metrics/define'
import type { Reason } from '../reasons'
import { backtestingPy } from './backtestingPy'
import type { Variant, View } from './define'
import { lean } from './lean'
import { quantstats } from './quantstats'
import { tradingView } from './tradingView'

export const VARIANTS: Readonly<Record<View, readonly Variant[]>> = {
  'backtesting.py': backtestingPy,
  quantstats,
  tradingview: tradingView,
  lean,
}

/** Numbers that another program would have printed differently, by metric id; whatever is not here is ours. */
export interface ViewedStats {
  readonly stats: Readonly<Record<string, number | null>>
  readonly undefinedStats: Readonly<Record<string, Reason>>
}

export function statsAs(view: View, facts: Facts): ViewedStats {
  const stats: Record<string, number | null> = {}
  const undefinedStats: Record<string, Reason> = {}
  for (const variant of VARIANTS[view]) {
    const value = measure(variant, facts)
    stats[variant.metric] = typeof value === 'number' ? value : null
    if (typeof value !== 'number') undefinedStats[variant.metric] = value.reason
  }
  return { stats, undefinedStats }
}
