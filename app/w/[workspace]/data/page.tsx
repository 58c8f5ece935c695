'use client'
import { useQuery } from '@tanstack/react-query'
import { Database } from 'lucide-react'
import { useRouter, useSearchParams } from 'next/navigation'
import { Suspense, useState } from 'react'
import { CALENDARS, utcDay } from '@/app/_data/words'
import { useCrumbs } from '@/app/_frame/crumbs'
import { Page } from '@/app/_frame/Page'
import { useHere, useHref } from '@/app/_session/workspace'
import { type Outputs, useTRPC } from '@/app/_trpc/client'
import { Badge } from '@/app/_ui/Badge'
import { number } from '@/app/_ui/numbers'
import { SearchBox } from '@/app/_ui/SearchBox'
import { Segments } from '@/app/_ui/Segments'
import { Empty, Failed, Loading } from '@/app/_ui/States'
import { type Column, Table } from '@/app/_ui/Table'
import { VenueBadge } from '@/app/_ui/VenueBadge'

type Row = Outputs['market']['instruments'][number]

const VENUES: Readonly<Record<string, string>> = {
  simulated: 'Simulated',
  binance: 'Binance',
  csv: 'Imported files',
}

const COLUMNS: readonly Column<Row>[] = [
  {
    id: 'symbol',
    title: 'Symbol',
    value: row => row.symbol,
    cell: row => <span className="font-medium">{row.symbol}</span>,
    width: 'minmax(110px, 1fr)',
  },
  { id: 'name', title: 'Name', value: row => row.name, width: 'minmax(160px, 1.6fr)' },
  { id: 'sector', title: 'Sector', value: row => row.sector, width: 'minmax(100px, 1fr)' },
  {
    id: 'status',
    title: 'Status',
    value: row => row.status,
    cell: row =>
      row.status === 'trading' ? (
        <span className="text-soft">trading</span>
      ) : (
        <Badge tone={row.status === 'halted' ? 'warn' : 'bad'}>{row.status}</Badge>
      ),
    width: '100px',
  },
  { id: 'currency', title: 'Currency', value: row => row.currency, width: '92px' },
  {
    id: 'tick',
    title: 'Price tick',
    value: row => row.tick,
    cell: row => number(row.tick),
    width: '100px',
    align: 'end',
  },
  {
    id: 'lot',
    title: 'Lot',
    value: row => row.lot,
    cell: row => number(row.lot),
    width: '100px',
    align: 'end',
  },
  {
    id: 'notional',
    title: 'Least order',
    value: row => row.minNotional,
    cell: row => `${number(row.minNotional)} ${row.currency}`,
    width: '120px',
    align: 'end',
  },
  {
    id: 'listed',
    title: 'Listed',
    value: row => row.listedAt,
    cell: row => (row.listedAt === null ? '–' : utcDay(row.listedAt)),
    width: '120px',
    align: 'end',
  },
  {
    id: 'calendar',
    title: 'Trades',
    value: row => row.calendar,
    cell: row => <span className="text-soft">{CALENDARS[row.calendar]}</span>,
    width: '150px',
  },
]

function Data() {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const router = useRouter()
  const href = useHref()
  const [search, setSearch] = useState('')
  const asked = { workspaceId: workspace.id }
  const wanted = useSearchParams().get('venue')
  const { data: venues } = useQuery(trpc.market.venues.queryOptions(asked))
  const venue = venues?.find(each => each.venue === wanted)?.venue ?? venues?.[0]?.venue ?? null
  const { data, error, refetch } = useQuery(
    trpc.market.instruments.queryOptions(
      { ...asked, venue: venue ?? '' },
      { enabled: venue !== null, staleTime: 60_000 },
    ),
  )
  useCrumbs([{ title: 'Data' }])
  return (
    <Page
      tools={
        <>
          {venues && venues.length > 1 && venue && (
            <Segments
              label="Venue"
              value={venue}
              onChange={chosen => router.replace(`?venue=${encodeURIComponent(chosen)}`, { scroll: false })}
              options={venues.map(each => ({ value: each.venue, label: VENUES[each.venue] ?? each.venue }))}
            />
          )}
          <SearchBox label="Find an instrument" value={search} onChange={setSearch} />
          {venue && <VenueBadge venue={venue} />}
          <span className="flex-1" />
        </>
      }
    >
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : data && venue ? (
        <Table
          label="Instruments"
          columns={COLUMNS}
          rows={data}
          rowId={row => row.symbol}
          search={search}
          sortBy={{ id: 'symbol', desc: false }}
          onOpen={row =>
            router.push(href(`data/${encodeURIComponent(venue)}/${encodeURIComponent(row.symbol)}`))
          }
          empty={
            search ? (
              <Empty icon={<Database size={18} />} title={`No instrument has “${search}” in it`}>
                Clear the search to see them all.
              </Empty>
            ) : (
              <Empty icon={<Database size={18} />} title="No instrument yet">
                Import a file of bars, and its symbol is listed here.
              </Empty>
            )
          }
        />
      ) : (
        <Loading rows={10} />
      )}
    </Page>
  )
}

export default function DataPage() {
  return (
    <Suspense fallback={<Loading rows={10} />}>
      <Data />
    </Suspense>
  )
}
