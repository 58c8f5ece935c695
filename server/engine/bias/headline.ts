import { Facts } from '../report/facts'
import type { ReportInput } from '../report/input'
import type { Reason } from '../report/reasons'
import { statsFrom } from '../report/stats'

/** The few numbers by which runs are held against each other. */
export const HEADLINE = [
  'net-profit',
  'total-return',
  'cagr',
  'sharpe',
  'sharpe-error',
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

export const headlineOf = (input: ReportInput): Headline => headlineFrom(new Facts(input))

export function headlineFrom(facts: Facts): Headline {
  const { stats, undefinedStats } = statsFrom(facts, HEADLINE)
  return {
    stats: Object.fromEntries(HEADLINE.map(id => [id, stats[id] ?? null])) as Headline['stats'], // an entry each
    undefinedStats,
  }
}
