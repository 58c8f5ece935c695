// The lists of a report whose account traded: every round trip, and what became none.
import { ArrowLeftRight, Ban, CircleDot, Hourglass } from 'lucide-react'
import { Empty } from '../_ui/States'
import type { Denied, OpenTrade, RejectedSignal, Trade } from './backtest'
import { deniedName } from './deniedWords'
import type { ListOf } from './MarkedList'
import { ofDenied, ofOpen, ofRejected, ofTrade } from './marked'
import { DENIED, REJECTED, signalId } from './signalColumns'
import { columnsOf, idOf, openColumnsOf, percentOf } from './tradeColumns'
import { profit, tone } from './values'

export const CLOSED: ListOf<Trade> = {
  label: 'Trades',
  nouns: ['trade', 'trades'],
  columnsOf,
  rowId: idOf,
  reason: { label: 'Closed by', any: 'Any exit', of: row => row.exitReason },
  sortBy: { id: 'entry', desc: false },
  sum: rows => <Sum rows={rows} />,
  markedOf: ofTrade,
  empty: (
    <Empty icon={<ArrowLeftRight size={18} />} title="No trade">
      The rule never closed a position. The other lists say what became of its signals.
    </Empty>
  ),
}

export const OPEN: ListOf<OpenTrade> = {
  label: 'Open trades',
  nouns: ['open trade', 'open trades'],
  columnsOf: openColumnsOf,
  rowId: row => ofOpen(row).id,
  sortBy: { id: 'entry', desc: false },
  sum: rows => <Sum rows={rows} />,
  markedOf: ofOpen,
  empty: (
    <Empty icon={<CircleDot size={18} />} title="Nothing was open at the end">
      Every position was closed before the last bar, or at it.
    </Empty>
  ),
}

export const REJECTED_SIGNALS: ListOf<RejectedSignal> = {
  label: 'Rejected signals',
  nouns: ['signal', 'signals'],
  columnsOf: () => REJECTED,
  rowId: signalId,
  reason: { label: 'Found', any: 'No slot or money', of: row => row.reason },
  sortBy: { id: 'time', desc: false },
  sum: rows => <Missed rows={rows} />,
  markedOf: ofRejected,
  empty: (
    <Empty icon={<Hourglass size={18} />} title="No signal was rejected">
      There was a slot and money for each of them.
    </Empty>
  ),
}

export const DENIED_ENTRIES: ListOf<Denied> = {
  label: 'Denied entries',
  nouns: ['entry', 'entries'],
  columnsOf: () => DENIED,
  rowId: signalId,
  reason: { label: 'Reason', any: 'Any reason', of: row => deniedName(row.reason) },
  sortBy: { id: 'time', desc: false },
  markedOf: ofDenied,
  empty: (
    <Empty icon={<Ban size={18} />} title="No entry was denied">
      Each of them was large enough, could be paid and had its price on the right side.
    </Empty>
  ),
}

function Sum({ rows }: { readonly rows: readonly Pick<OpenTrade, 'pnl'>[] }) {
  const sum = rows.reduce((total, { pnl }) => total + pnl, 0)
  return <span className={tone(sum)}>{profit(sum)}</span>
}

function Missed({ rows }: { readonly rows: readonly RejectedSignal[] }) {
  const filled = rows.flatMap(({ hypothetical }) => (hypothetical ? [hypothetical.returnPct] : []))
  if (filled.length === 0) return 'none would have filled'
  const mean = filled.reduce((sum, each) => sum + each, 0) / filled.length
  return (
    <>
      on average they would have made <span className={tone(mean)}>{percentOf(mean)}</span>
    </>
  )
}
