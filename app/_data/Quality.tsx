'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { barOpen, timeframeMs } from '@/sandbox/ir/timeframe'
import { useHere } from '../_session/workspace'
import { type Outputs, useTRPC } from '../_trpc/client'
import { APART } from '../_trpc/links'
import { Badge } from '../_ui/Badge'
import { count, utc, utcDay } from '../_ui/numbers'
import { Segments } from '../_ui/Segments'
import { Select } from '../_ui/Select'
import { Failed, Loading } from '../_ui/States'
import { type Column, Table } from '../_ui/Table'
import { CoverageCalendar } from './CoverageCalendar'
import type { SeriesAsked } from './useBars'
import { FLAG_WORDS, type Flag } from './words'

type Gap = Outputs['data']['coverage']['gaps'][number]

interface QualityProps {
  readonly asked: SeriesAsked
  readonly first: number | null
  /** Where its bars end: the venue's present, or the end of a file. */
  readonly until: number
  readonly onGo: (time: number) => void
}

const DAY_MS = timeframeMs['1d']
const YEAR_DAYS = 371
/** As many as stand side by side. */
const FEW_YEARS = 6
/** What one question may be about, in bars. */
const MOST_BARS = 1_000_000

const GAPS: readonly Column<Gap>[] = [
  {
    id: 'from',
    title: 'From (UTC)',
    value: gap => gap.from,
    cell: gap => utc(gap.from),
    width: 'minmax(130px, 1fr)',
  },
  {
    id: 'day',
    title: 'Day',
    value: gap => gap.from,
    cell: gap => utcDay(gap.from),
    width: 'minmax(110px, 1fr)',
  },
  { id: 'to', title: 'Up to', value: gap => gap.to, cell: gap => utc(gap.to), width: 'minmax(130px, 1fr)' },
  {
    id: 'missing',
    title: 'Missing bars',
    value: gap => gap.missing,
    cell: gap => count(gap.missing),
    width: '120px',
    align: 'end',
  },
]

/** Year by year: which days are there, what is missing, what is doubtful. */
export function Quality({ asked, first, until, onGo }: QualityProps) {
  const { workspace } = useHere()
  const thisYear = new Date(until).getUTCFullYear()
  const years = useMemo(() => {
    const oldest = first === null ? thisYear : new Date(first).getUTCFullYear()
    return Array.from({ length: Math.max(0, thisYear - oldest) }, (_, back) => String(thisYear - 1 - back))
  }, [first, thisYear])
  const [year, setYear] = useState('last')
  const spans = [
    { value: 'last', label: 'last 12 months' },
    ...years.map(each => ({ value: each, label: each })),
  ]
  const to = year === 'last' ? until : Math.min(until, Date.UTC(Number(year) + 1, 0, 1))
  const wanted = year === 'last' ? barOpen(until, '1d') - YEAR_DAYS * DAY_MS : Date.UTC(Number(year), 0, 1)
  const from = Math.max(0, wanted, to - MOST_BARS * timeframeMs[asked.timeframe])
  const { data, error, refetch } = useQuery(
    useTRPC().data.coverage.queryOptions(
      { workspaceId: workspace.id, ...asked, from, to: barOpen(to, '1m') },
      {
        placeholderData: keepPreviousData,
        staleTime: Number.POSITIVE_INFINITY,
        trpc: APART,
      },
    ),
  )
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={5} />
  const flags = (Object.entries(data.flags) as [Flag, number][]).filter(([, bars]) => bars > 0)
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        {years.length <= FEW_YEARS ? (
          <Segments label="Which year" value={year} onChange={setYear} options={spans} />
        ) : (
          <Select label="Which year" value={year} onChange={setYear} options={spans} className="h-7! w-40!" />
        )}
        <span className="text-soft tabular-nums">
          {count(data.bars)} bars stored
          {data.gapCount > 0
            ? `, ${count(data.missing)} missing in ${count(data.gapCount)} gaps`
            : data.bars > 0 && ', no gap in what was fetched'}
        </span>
        {flags.map(([flag, bars]) => (
          <Badge key={flag} tone="warn" title={FLAG_WORDS[flag].about}>
            {count(bars)} {FLAG_WORDS[flag].title}
          </Badge>
        ))}
      </div>
      <CoverageCalendar
        label={`Coverage of ${asked.symbol} ${asked.timeframe}`}
        days={data.days}
        onDay={onGo}
      />
      {data.gaps.length > 0 && (
        <div className="h-64 rounded-md border border-line">
          <Table
            label="Gaps"
            columns={GAPS}
            rows={data.gaps}
            rowId={gap => String(gap.from)}
            sortBy={{ id: 'from', desc: true }}
            onOpen={gap => onGo(gap.from)}
          />
        </div>
      )}
    </div>
  )
}
