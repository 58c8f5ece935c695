// How the headline numbers of variants are written, beside each other and as differences.
import { count, fixed } from '../_ui/numbers'
import type { Report } from './backtest'
import { percent, profit } from './values'

export type Robustness = NonNullable<Report['robustness']>
export type Variant = Robustness['variants'][number]
export type Ran = Extract<Variant, { kind: 'ran' }>
export type HeadlineId = keyof Ran['stats']

export interface Column {
  readonly id: HeadlineId
  readonly title: string
  readonly write: (value: number) => string
  readonly differ: (by: number) => string
  /** Whether more of it is better; null: neither way. */
  readonly moreIsBetter: boolean | null
}

const signed = (value: number, decimals: number): string => `${value > 0 ? '+' : ''}${fixed(value, decimals)}`
/** A difference of two percentages is told in points, lest it be read as a share. */
const points = (by: number): string => `${signed(by * 100, 1)} pts`

export const COLUMNS: readonly Column[] = [
  { id: 'net-profit', title: 'Net profit', write: profit, differ: by => signed(by, 2), moreIsBetter: true },
  { id: 'total-return', title: 'Return', write: value => percent(value), differ: points, moreIsBetter: true },
  {
    id: 'sharpe',
    title: 'Sharpe',
    write: value => fixed(value, 2),
    differ: by => signed(by, 2),
    moreIsBetter: true,
  },
  {
    id: 'max-drawdown',
    title: 'Max drawdown',
    write: value => percent(-Math.abs(value)),
    differ: points,
    moreIsBetter: false,
  },
  {
    id: 'trades',
    title: 'Trades',
    write: count,
    differ: by => signed(by, 0),
    moreIsBetter: null,
  },
  {
    id: 'win-rate',
    title: 'Win rate',
    write: value => percent(value, 1),
    differ: points,
    moreIsBetter: true,
  },
  {
    id: 'profit-factor',
    title: 'Profit factor',
    write: value => fixed(value, 2),
    differ: by => signed(by, 2),
    moreIsBetter: true,
  },
]

/** `1.32 ±0.41`: one standard error beside the ratio. */
export function Figure({ of, column }: { of: Pick<Ran, 'stats' | 'undefinedStats'>; column: Column }) {
  const value = of.stats[column.id]
  const error = column.id === 'sharpe' ? of.stats['sharpe-error'] : null
  if (value === null)
    return <span className="text-[12px] text-faint">{of.undefinedStats[column.id] ?? '–'}</span>
  return (
    <>
      {column.write(value)}
      {error !== null && <span className="ml-1 text-[11px] text-faint">±{fixed(error, 2)}</span>}
    </>
  )
}
