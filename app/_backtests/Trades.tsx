'use client'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { count } from '../_ui/numbers'
import { Segments } from '../_ui/Segments'
import { Failed, Loading } from '../_ui/States'
import type { Lists, Told } from './backtest'
import { MarkedList } from './MarkedList'
import { useLists } from './reads'
import { CLOSED, DENIED_ENTRIES, OPEN, REJECTED_SIGNALS } from './tradeLists'

const LISTS = ['trades', 'openTrades', 'rejectedSignals', 'denied'] as const
type List = (typeof LISTS)[number]

const isList = (name: string | null): name is List => (LISTS as readonly (string | null)[]).includes(name)

/** Every round trip, and what became none: open at the end, without slot or money, denied. A click shows one on its bars. */
export function Trades({ backtest }: { backtest: Told }) {
  const asked = useSearchParams().get('list')
  const { data, error, refetch } = useLists(backtest)
  const [list, setList] = useState<List>(isList(asked) ? asked : 'trades')
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={12} />
  const options = LISTS.map(value => ({ value, label: WORDS[value].label, note: count(data.counts[value]) }))
  return (
    <div className="paper-wide flex h-full min-h-0 flex-col print:block print:h-auto">
      <div className="flex items-center gap-2 border-b border-line px-3 py-1.5 print:hidden">
        <Segments label="List" options={options} value={list} onChange={setList} />
        <span className="truncate text-faint">{WORDS[list].about}</span>
      </div>
      <Chosen key={list} list={list} lists={data} backtest={backtest} />
    </div>
  )
}

const WORDS: Readonly<Record<List, { readonly label: string; readonly about: string }>> = {
  trades: { label: 'Closed', about: 'Round trips; a position closed in parts is one for each part.' },
  openTrades: {
    label: 'Open at the end',
    about: 'Marked to the last close, and not among the trades.',
  },
  rejectedSignals: {
    label: 'Rejected',
    about: 'Signals that found no slot or no money, with what they would have made.',
  },
  denied: { label: 'Denied', about: 'Entries that the account’s own rules said no to.' },
}

interface ChosenProps {
  readonly list: List
  readonly lists: Lists
  readonly backtest: Told
}

function Chosen({ list, lists, backtest }: ChosenProps) {
  const common = { backtest, total: lists.counts[list] }
  switch (list) {
    case 'trades':
      return <MarkedList of={CLOSED} rows={lists.trades} {...common} />
    case 'openTrades':
      return <MarkedList of={OPEN} rows={lists.openTrades} {...common} />
    case 'rejectedSignals':
      return <MarkedList of={REJECTED_SIGNALS} rows={lists.rejectedSignals} {...common} />
    case 'denied':
      return <MarkedList of={DENIED_ENTRIES} rows={lists.denied} {...common} />
  }
}
