'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Button } from '../_ui/Button'
import { saveRows } from '../_ui/csv'
import { inputClass } from '../_ui/inputClass'
import { count } from '../_ui/numbers'
import { SearchBox } from '../_ui/SearchBox'
import { Empty, Failed, Loading } from '../_ui/States'
import { type Column, Table } from '../_ui/Table'
import { typedNumber } from '../_ui/typedNumber'
import { metricOf, type Optimisation, TRIAL_METRICS, type TrialRow, type Trials, written } from './metrics'
import { WindowSelect } from './WindowSelect'

interface TrialTableProps {
  readonly optimisation: Optimisation
  readonly isActive: boolean
  readonly onPick: (trial: number) => void
}

/** While trials still come the best of them are enough to look at. */
const WHILE_ACTIVE = 300
const WHEN_DONE = 5_000

export function TrialTable({ optimisation, isActive, onPick }: TrialTableProps) {
  const { workspace } = useHere()
  const [search, setSearch] = useState('')
  const [least, setLeast] = useState('')
  const [window, setWindow] = useState<number | null>(null)
  const peek = useRef<(() => readonly TrialRow[]) | null>(null)
  const { data, error, refetch } = useQuery(
    useTRPC().optimise.trials.queryOptions(
      {
        workspaceId: workspace.id,
        optimisationId: optimisation.id,
        window,
        limit: isActive ? WHILE_ACTIVE : WHEN_DONE,
      },
      { placeholderData: keepPreviousData },
    ),
  )
  const columns = useMemo(() => (data ? columnsOf(data, optimisation) : []), [data, optimisation])
  const rows = useMemo(() => {
    const trades = data?.stats.indexOf('trades') ?? -1
    const wanted = typedNumber(least)
    return Number.isFinite(wanted)
      ? (data?.rows ?? []).filter(row => (row.stats[trades] ?? 0) >= wanted)
      : (data?.rows ?? [])
  }, [data, least])
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={10} />
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-1.5">
        <SearchBox label="Find a trial" value={search} onChange={setSearch} />
        <label className="flex items-center gap-2 text-faint">
          Trades from
          <input
            inputMode="numeric"
            value={least}
            onChange={event => setLeast(event.target.value)}
            className={inputClass('h-7! w-16!')}
          />
        </label>
        <WindowSelect optimisation={optimisation} value={window} onChange={setWindow} />
        <span className="flex-1 text-right text-[12px] text-faint tabular-nums">
          {data.rows.length < data.total
            ? `the best ${count(data.rows.length)} of ${count(data.total)}`
            : `${count(data.total)} trials`}
        </span>
        <Button
          icon={<Download size={14} />}
          onClick={() => saveRows(`${optimisation.name} trials`, columns, peek.current?.() ?? rows)}
        >
          CSV
        </Button>
      </div>
      <div className="min-h-0 flex-1">
        <Table
          label="Trials"
          columns={columns}
          rows={rows}
          rowId={row => String(row.number)}
          search={search}
          peek={peek}
          onCurrent={row => onPick(row.number)}
          empty={
            <Empty icon={<Download size={18} />} title="No trial yet">
              {data.total === 0 ? 'The first ones come in a moment.' : 'None of them is like that.'}
            </Empty>
          }
        />
      </div>
    </div>
  )
}

function columnsOf(data: Trials, { choosing }: Optimisation): readonly Column<TrialRow>[] {
  const chosen = metricOf(choosing.metric)
  const others = TRIAL_METRICS.filter(({ id }) => id !== chosen.id)
  return [
    {
      id: 'trial',
      title: 'Trial',
      value: row => row.number + 1,
      width: '64px',
      align: 'end',
    },
    ...data.axes.map(
      (name, at): Column<TrialRow> => ({
        id: `param ${name}`,
        title: name,
        value: row => row.params[at] ?? null,
        cell: row => <span className="font-medium tabular-nums">{String(row.params[at])}</span>,
        width: 'minmax(72px, 1fr)',
        align: 'end',
      }),
    ),
    ...[chosen, ...others].flatMap((metric): Column<TrialRow>[] => {
      const at = data.stats.indexOf(metric.id)
      const own: Column<TrialRow> = {
        id: metric.id,
        title: metric.title,
        value: row => row.stats[at] ?? null,
        cell: row => (
          <span title={row.stats[at] == null ? (row.why ?? undefined) : undefined}>
            {written(metric, row.stats[at])}
          </span>
        ),
        width: '92px',
        align: 'end',
      }
      if (metric !== chosen) return [own]
      return [
        own,
        {
          id: 'median',
          title: 'Neighbours',
          value: row => row.median,
          cell: row => written(metric, row.median),
          width: '92px',
          align: 'end',
        },
      ]
    }),
  ]
}
