'use client'
import { useQuery } from '@tanstack/react-query'
import { ArrowLeftRight, Download, X } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Badge } from '../_ui/Badge'
import { Button, IconButton } from '../_ui/Button'
import { saveRows } from '../_ui/csv'
import { count } from '../_ui/numbers'
import { SearchBox } from '../_ui/SearchBox'
import { Segments } from '../_ui/Segments'
import { Select } from '../_ui/Select'
import { Empty, Failed, Loading } from '../_ui/States'
import { Table } from '../_ui/Table'
import type { Finished, Trade } from './backtest'
import { TradeChart } from './TradeChart'
import { columnsOf, idOf } from './tradeColumns'
import { profit, tone } from './values'

const ANY = 'any'
const SIDES = [
  { value: ANY, label: 'Both sides' },
  { value: 'long', label: 'Long' },
  { value: 'short', label: 'Short' },
] as const

/** Every round trip; a click shows it on its bars. */
export function Trades({ backtest }: { backtest: Finished }) {
  const { workspace } = useHere()
  const { data, error, refetch } = useQuery(
    useTRPC().backtests.trades.queryOptions(
      { workspaceId: workspace.id, backtestId: backtest.id },
      { staleTime: Number.POSITIVE_INFINITY },
    ),
  )
  const [search, setSearch] = useState('')
  const [side, setSide] = useState<(typeof SIDES)[number]['value']>(ANY)
  const [reason, setReason] = useState<string>(ANY)
  const [shown, setShown] = useState<Trade | null>(null)
  const peek = useRef<(() => readonly Trade[]) | null>(null)
  const trades = data?.trades
  const reasons = useMemo(() => [...new Set(trades?.map(({ exitReason }) => exitReason))].sort(), [trades])
  const rows = useMemo(
    () =>
      (trades ?? []).filter(
        each => (side === ANY || each.side === side) && (reason === ANY || each.exitReason === reason),
      ),
    [trades, side, reason],
  )
  const columns = useMemo(() => columnsOf(trades ?? []), [trades])
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={12} />
  const sum = rows.reduce((total, { pnl }) => total + pnl, 0)
  const hidden = data.counts.trades - data.trades.length
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-2">
        <Segments label="Side" options={SIDES} value={side} onChange={setSide} />
        <Select
          label="Closed by"
          className="h-7! w-36!"
          options={[
            { value: ANY, label: 'Any exit' },
            ...reasons.map(each => ({ value: each, label: each })),
          ]}
          value={reason}
          onChange={setReason}
        />
        <SearchBox label="Find a trade" value={search} onChange={setSearch} />
        <span className="text-soft tabular-nums">
          {count(rows.length)} of {count(data.counts.trades)} trades,{' '}
          <span className={tone(sum)}>{profit(sum)}</span>
        </span>
        {data.counts.openTrades > 0 && (
          <Badge title="Marked to the last close and not among these.">
            {count(data.counts.openTrades)} open at the end
          </Badge>
        )}
        {hidden > 0 && <Badge tone="warn">the first {count(data.trades.length)} are shown</Badge>}
        <span className="flex-1" />
        <Button
          icon={<Download size={14} />}
          blocked={rows.length === 0 ? 'There is no trade to save.' : null}
          onClick={() => saveRows(`${backtest.name} trades`, columns, peek.current?.() ?? rows)}
        >
          CSV
        </Button>
      </div>
      <div className="min-h-0 flex-1">
        <Table
          label="Trades"
          columns={columns}
          rows={rows}
          rowId={idOf}
          search={search}
          sortBy={{ id: 'entry', desc: false }}
          onOpen={setShown}
          onCurrent={trade => shown && setShown(trade)}
          peek={peek}
          empty={
            <Empty icon={<ArrowLeftRight size={18} />} title="No trade">
              {data.counts.trades === 0
                ? 'The rule never entered a position. The assumptions say which signals were denied.'
                : 'None is left by these filters.'}
            </Empty>
          }
        />
      </div>
      {shown && (
        <section
          aria-label="Trade on its chart"
          className="flex h-[44%] min-h-64 flex-col border-t border-line-strong print:hidden"
        >
          <div className="flex items-center gap-3 border-b border-line bg-panel px-3 py-1">
            <h2 className="font-semibold">{shown.symbol}</h2>
            <span className="text-soft">
              {shown.side}, closed by {shown.exitReason}
            </span>
            <span className={tone(shown.pnl)}>{profit(shown.pnl)}</span>
            <span className="flex-1" />
            <IconButton label="Close the chart" onClick={() => setShown(null)}>
              <X size={14} />
            </IconButton>
          </div>
          <div className="min-h-0 flex-1">
            <TradeChart key={idOf(shown)} backtest={backtest} trade={shown} />
          </div>
        </section>
      )}
    </div>
  )
}
