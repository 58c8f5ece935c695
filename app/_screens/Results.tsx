'use client'
import { useQuery } from '@tanstack/react-query'
import { Download, SearchX } from 'lucide-react'
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import { isTimeframe } from '@/sandbox/ir/timeframe'
import { useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Button, IconButton } from '../_ui/Button'
import { saveRows } from '../_ui/csv'
import { count } from '../_ui/numbers'
import { SearchBox } from '../_ui/SearchBox'
import { Segments } from '../_ui/Segments'
import { Empty } from '../_ui/States'
import { Table } from '../_ui/Table'
import { columnsOf, dayChangeOf, lastOf, writePrice } from './columns'
import { Inspector } from './Inspector'
import type { Quote, Row, RunState } from './live'

interface ResultsProps {
  readonly screen: { readonly name: string; readonly venue: string; readonly timeframe: string }
  readonly run: RunState
  readonly rows: readonly Row[]
  /** Moving prices, where there are any. */
  readonly prices?: ReadonlyMap<string, Quote>
  readonly fresh?: ReadonlySet<string>
  /** What is told beside the search. */
  readonly notes?: ReactNode
}

const NO_PRICES: ReadonlyMap<string, Quote> = new Map()
const BEST_FIRST = { id: 'score', desc: true } as const
const symbolOf = (row: Row): string => row.symbol

export function Results({ screen, run, rows, prices = NO_PRICES, fresh, notes }: ResultsProps) {
  const [search, setSearch] = useState('')
  const [which, setWhich] = useState<'matches' | 'all'>('matches')
  const [chosen, setChosen] = useState<string | null>(null)
  const peek = useRef<(() => readonly Row[]) | null>(null)
  const decimalsOf = useDecimals(screen.venue)
  const matches = useMemo(() => rows.filter(row => row.matched), [rows])
  const shown = which === 'matches' ? matches : rows
  const columns = useMemo(
    () => columnsOf({ columns: run.columns, rows, prices, decimalsOf }),
    [run.columns, rows, prices, decimalsOf],
  )
  const inspected = chosen === null ? undefined : rows.find(row => row.symbol === chosen)
  const close = useCallback(() => setChosen(null), [])
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-1.5">
        <Segments
          label="Which symbols"
          value={which}
          onChange={setWhich}
          options={[
            { value: 'matches', label: 'Matches', note: count(matches.length) },
            { value: 'all', label: 'All', note: count(rows.length) },
          ]}
        />
        <SearchBox label="Find a symbol" value={search} onChange={setSearch} />
        <div className="flex min-w-0 flex-1 items-center gap-2">{notes}</div>
        <IconButton
          label="Save as CSV"
          onClick={() => saveRows(screen.name, columns, peek.current?.() ?? shown)}
          disabled={shown.length === 0}
        >
          <Download size={15} />
        </IconButton>
      </div>
      <div className="relative flex min-h-0 flex-1">
        <div className="min-w-0 flex-1">
          <Table
            label={`Results of ${screen.name}`}
            columns={columns}
            rows={shown}
            rowId={symbolOf}
            search={search}
            sortBy={BEST_FIRST}
            peek={peek}
            onCurrent={row => setChosen(row.symbol)}
            rowClass={row => (fresh?.has(row.symbol) ? 'fresh' : undefined)}
            empty={
              <NoRows
                search={search}
                judged={rows.length}
                onAll={which === 'matches' && rows.length > 0 ? () => setWhich('all') : undefined}
              />
            }
          />
        </div>
        {inspected && isTimeframe(screen.timeframe) && (
          <Inspector
            row={inspected}
            venue={screen.venue}
            timeframe={screen.timeframe}
            columns={run.columns}
            barTime={run.barTime}
            price={writePrice(inspected.symbol, lastOf(inspected, prices), decimalsOf)}
            last={lastOf(inspected, prices)}
            dayChange={dayChangeOf(inspected, prices)}
            onClose={close}
          />
        )}
      </div>
    </div>
  )
}

interface NoRowsProps {
  readonly search: string
  readonly judged: number
  readonly onAll: (() => void) | undefined
}

function NoRows({ search, judged, onAll }: NoRowsProps) {
  if (search)
    return (
      <Empty icon={<SearchX size={18} />} title={`No symbol has “${search}” in it`}>
        Clear the search to see the rest.
      </Empty>
    )
  if (judged === 0)
    return (
      <Empty icon={<SearchX size={18} />} title="No rows yet">
        They appear here as symbols are judged.
      </Empty>
    )
  return (
    <Empty
      icon={<SearchX size={18} />}
      title="Nothing matches on this bar"
      actions={onAll && <Button onClick={onAll}>Show all {count(judged)}</Button>}
    >
      The rule was checked on every symbol and held on none. It is checked again when the next bar closes.
    </Empty>
  )
}

/** How many decimals a venue quotes each symbol with. */
function useDecimals(venue: string): ReadonlyMap<string, number> {
  const { workspace } = useHere()
  const { data } = useQuery(
    useTRPC().market.instruments.queryOptions(
      { workspaceId: workspace.id, venue },
      { staleTime: Number.POSITIVE_INFINITY },
    ),
  )
  return useMemo(() => new Map((data ?? []).map(({ symbol, decimals }) => [symbol, decimals])), [data])
}
