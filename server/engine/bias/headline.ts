import type { ReportInput } from '../report/input'
import type { Reason } from '../report/reasons'
import { statsOf } from '../report/stats'

/** The few numbers by which runs are held against each other. */
export const HEADLINE = [
  'net-profit',
  'total-return',
  'cagr',
  'sharpe',
  'max-drawdown',
  'profit-factor',
  'win-rate',
  'trades',
] as const
export type HeadlineId = (typeof HEADLINE)[number]

export interface Headline {
  readonly stats: Readonly<Record<HeadlineId, number | null>>
  readonly undefinedStats: Readonly<Partial<Record<HeadlineId, Reason>>>
}

export function headlineOf(input: ReportInput): Headline {
  const { stats, undefinedStats } = statsOf(input, HEADLINE)
  return {
    stats: Object.fromEntries(HEADLINE.map(id => [id, stats[id] ?? null])) as Headline['stats'],
    undefinedStats,
  }
}
