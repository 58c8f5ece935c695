import { fixed, number } from '../_ui/numbers'
import type { Column } from '../_ui/Table'
import type { Denied, RejectedSignal } from './backtest'
import { deniedInWords, deniedName } from './deniedWords'
import { figure, moment, side, symbol } from './listColumns'
import { percentOf } from './tradeColumns'
import { tone } from './values'

export const signalId = ({ symbol: of, side: on, bar }: Pick<Denied, 'symbol' | 'side' | 'bar'>): string =>
  `${of} ${on} ${bar}`

/** Signals that others' slots or money stood in the way of, with what they would have made. */
export const REJECTED: readonly Column<RejectedSignal>[] = [
  symbol(),
  side(),
  moment('time', 'Signal (UTC)', row => row.time),
  figure(
    'score',
    'Score',
    row => row.score,
    value => fixed(value, 4),
  ),
  { id: 'reason', title: 'Found', value: row => row.reason, width: '92px' },
  figure('entryPrice', 'Would enter at', row => row.hypothetical?.entryPrice ?? null, number, '116px'),
  figure('exitPrice', 'Would leave at', row => row.hypothetical?.exitPrice ?? null, number, '116px'),
  {
    id: 'exitReason',
    title: 'Closed by',
    value: row => row.hypothetical && (row.hypothetical.exitReason ?? 'still open'),
    cell: row =>
      row.hypothetical ? (
        (row.hypothetical.exitReason ?? 'still open')
      ) : (
        <span className="text-faint">never filled</span>
      ),
    width: '92px',
  },
  {
    ...figure<RejectedSignal>(
      'return',
      'Would return',
      row => row.hypothetical?.returnPct ?? null,
      percentOf,
      '108px',
    ),
    cell: row => (
      <span className={tone(row.hypothetical?.returnPct)}>
        {percentOf(row.hypothetical?.returnPct ?? null)}
      </span>
    ),
  },
]

/** Entries that the rules of the account said no to. */
export const DENIED: readonly Column<Denied>[] = [
  symbol(),
  side(),
  moment('time', 'Signal (UTC)', row => row.time),
  { id: 'code', title: 'Reason', value: row => deniedName(row.reason), width: '150px' },
  {
    id: 'words',
    title: 'In words',
    value: row => deniedInWords(row.reason),
    cell: row => <span className="text-soft">{deniedInWords(row.reason)}</span>,
    width: 'minmax(320px, 4fr)',
  },
]
