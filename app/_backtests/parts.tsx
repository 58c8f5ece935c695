import { lazy, type ReactNode } from 'react'
import type { Told } from './backtest'
import { Overview } from './Overview'

const Trades = lazy(async () => ({ default: (await import('./Trades')).Trades }))
const Analysis = lazy(async () => ({ default: (await import('./Analysis')).Analysis }))
const Statistics = lazy(async () => ({ default: (await import('./Statistics')).Statistics }))
const Robustness = lazy(async () => ({ default: (await import('./Robustness')).Robustness }))
const Assumptions = lazy(async () => ({ default: (await import('./Assumptions')).Assumptions }))

export interface ReportPart<Of> {
  readonly value: string
  readonly label: string
  readonly Body: (props: { backtest: Of }) => ReactNode
}

/** The parts of a report that it holds by itself, so that they are shown by a link as well. */
export const PARTS: readonly ReportPart<Told>[] = [
  { value: 'overview', label: 'Overview', Body: Overview },
  { value: 'trades', label: 'Trades', Body: Trades },
  { value: 'analysis', label: 'Analysis', Body: Analysis },
  { value: 'statistics', label: 'Statistics', Body: Statistics },
  { value: 'robustness', label: 'Robustness', Body: Robustness },
  { value: 'assumptions', label: 'Assumptions', Body: Assumptions },
]
