'use client'
import { ArrowLeftRight, Ban, CircleDot, Hourglass } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { type ReactNode, useMemo, useState } from 'react'
import { count } from '../_ui/numbers'
import { Segments } from '../_ui/Segments'
import { Empty, Failed, Loading } from '../_ui/States'
import type { Denied, Lists, OpenTrade, RejectedSignal, Told, Trade } from './backtest'
import { deniedName } from './deniedWords'
import { MarkedPanel } from './MarkedPanel'
import { type Marked, ofDenied, ofOpen, ofRejected, ofTrade } from './marked'
import { useLists } from './reads'
import { SignalList } from './SignalList'
import { DENIED, REJECTED, signalId } from './signalColumns'
import { columnsOf, idOf, openColumnsOf, percentOf } from './tradeColumns'
import { profit, tone } from './values'

const LISTS = ['trades', 'openTrades', 'rejectedSignals', 'denied'] as const
type List = (typeof LISTS)[number]

const isList = (name: string | null): name is List => (LISTS as readonly (string | null)[]).includes(name)

/** Every round trip, and what became none: open at the end, without slot or money, denied. A click shows one on its bars. */
export function Trades({ backtest }: { backtest: Told }) {
  const asked = useSearchParams().get('list')
  const { data, error, refetch } = useLists(backtest)
  const [list, setList] = useState<List>(isList(asked) ? asked : 'trades')
  const [shown, setShown] = useState<Marked | null>(null)
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={12} />
  const { counts } = data
  const options = [
    { value: 'trades', label: 'Closed', note: count(counts.trades) },
    { value: 'openTrades', label: 'Open at the end', note: count(counts.openTrades) },
    { value: 'rejectedSignals', label: 'Rejected', note: count(counts.rejectedSignals) },
    { value: 'denied', label: 'Denied', note: count(counts.denied) },
  ] as const
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex items-center gap-2 border-b border-line px-3 py-1.5 print:hidden">
        <Segments
          label="List"
          options={options}
          value={list}
          onChange={next => {
            setList(next)
            setShown(null)
          }}
        />
        <span className="truncate text-faint">{ABOUT[list]}</span>
      </div>
      <Chosen
        key={list}
        list={list}
        lists={data}
        name={backtest.name}
        onOpen={setShown}
        onCurrent={marked => shown && setShown(marked)}
      />
      {shown && backtest.id !== null && (
        <MarkedPanel
          backtestId={backtest.id}
          venue={backtest.venue}
          timeframe={backtest.timeframe}
          marked={shown}
          onClose={() => setShown(null)}
        />
      )}
    </div>
  )
}

const ABOUT: Readonly<Record<List, string>> = {
  trades: 'Round trips; a position closed in parts is one for each part.',
  openTrades: 'Marked to the last close, and not among the trades.',
  rejectedSignals: 'Signals that found no slot or no money, with what they would have made.',
  denied: 'Entries that the account’s own rules said no to.',
}

interface ChosenProps {
  readonly list: List
  readonly lists: Lists
  /** Of the backtest, for files. */
  readonly name: string
  readonly onOpen: (marked: Marked) => void
  readonly onCurrent: (marked: Marked) => void
}

function Chosen({ list, lists, name, onOpen, onCurrent }: ChosenProps) {
  switch (list) {
    case 'trades':
      return <Closed lists={lists} name={name} onOpen={onOpen} onCurrent={onCurrent} />
    case 'openTrades':
      return <Open lists={lists} name={name} onOpen={onOpen} onCurrent={onCurrent} />
    case 'rejectedSignals':
      return (
        <SignalList
          label="Rejected signals"
          nouns={['signal', 'signals']}
          rows={lists.rejectedSignals}
          total={lists.counts.rejectedSignals}
          columns={REJECTED}
          rowId={signalId}
          reason={FOUND}
          sortBy={FIRST_FIRST}
          sum={rows => <Missed rows={rows} />}
          file={`${name} rejected signals`}
          onOpen={row => onOpen(ofRejected(row))}
          onCurrent={row => onCurrent(ofRejected(row))}
          empty={
            <Empty icon={<Hourglass size={18} />} title="No signal was rejected">
              There was a slot and money for each of them.
            </Empty>
          }
        />
      )
    case 'denied':
      return (
        <SignalList
          label="Denied entries"
          nouns={['entry', 'entries']}
          rows={lists.denied}
          total={lists.counts.denied}
          columns={DENIED}
          rowId={signalId}
          reason={WHY}
          sortBy={FIRST_FIRST}
          file={`${name} denied entries`}
          onOpen={row => onOpen(ofDenied(row))}
          onCurrent={row => onCurrent(ofDenied(row))}
          empty={
            <Empty icon={<Ban size={18} />} title="No entry was denied">
              Each of them was large enough, could be paid and had its price on the right side.
            </Empty>
          }
        />
      )
  }
}

function Closed({ lists, name, onOpen, onCurrent }: Omit<ChosenProps, 'list'>) {
  const columns = useMemo(() => columnsOf(lists.trades), [lists.trades])
  return (
    <SignalList
      label="Trades"
      nouns={['trade', 'trades']}
      rows={lists.trades}
      total={lists.counts.trades}
      columns={columns}
      rowId={idOf}
      reason={EXIT}
      sortBy={{ id: 'entry', desc: false }}
      sum={rows => <Sum rows={rows} />}
      file={`${name} trades`}
      onOpen={row => onOpen(ofTrade(row))}
      onCurrent={row => onCurrent(ofTrade(row))}
      empty={
        <Empty icon={<ArrowLeftRight size={18} />} title="No trade">
          {lists.counts.trades === 0
            ? 'The rule never closed a position. The other lists say what became of its signals.'
            : 'None is left by these filters.'}
        </Empty>
      }
    />
  )
}

function Open({ lists, name, onOpen, onCurrent }: Omit<ChosenProps, 'list'>) {
  const columns = useMemo(() => openColumnsOf(lists.openTrades), [lists.openTrades])
  return (
    <SignalList
      label="Open trades"
      nouns={['open trade', 'open trades']}
      rows={lists.openTrades}
      total={lists.counts.openTrades}
      columns={columns}
      rowId={row => ofOpen(row).id}
      sortBy={{ id: 'entry', desc: false }}
      sum={rows => <Sum rows={rows} />}
      file={`${name} open trades`}
      onOpen={row => onOpen(ofOpen(row))}
      onCurrent={row => onCurrent(ofOpen(row))}
      empty={
        <Empty icon={<CircleDot size={18} />} title="Nothing was open at the end">
          Every position was closed before the last bar, or at it.
        </Empty>
      }
    />
  )
}

const FIRST_FIRST = { id: 'time', desc: false }
const EXIT = { label: 'Closed by', any: 'Any exit', of: (row: Trade) => row.exitReason }
const FOUND = { label: 'Found', any: 'No slot or money', of: (row: RejectedSignal) => row.reason }
const WHY = { label: 'Reason', any: 'Any reason', of: (row: Denied) => deniedName(row.reason) }

function Sum({ rows }: { rows: readonly Pick<OpenTrade, 'pnl'>[] }): ReactNode {
  const sum = rows.reduce((total, { pnl }) => total + pnl, 0)
  return <span className={tone(sum)}>{profit(sum)}</span>
}

function Missed({ rows }: { rows: readonly RejectedSignal[] }): ReactNode {
  const filled = rows.flatMap(({ hypothetical }) => (hypothetical ? [hypothetical.returnPct] : []))
  if (filled.length === 0) return 'none would have filled'
  const mean = filled.reduce((sum, each) => sum + each, 0) / filled.length
  return (
    <>
      on average they would have made <span className={tone(mean)}>{percentOf(mean)}</span>
    </>
  )
}
