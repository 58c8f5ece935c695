'use client'
import { useQuery } from '@tanstack/react-query'
import { Database } from 'lucide-react'
import { useState } from 'react'
import { useCrumbs } from '@/app/_frame/crumbs'
import { Page } from '@/app/_frame/Page'
import { useHere } from '@/app/_session/workspace'
import { type Outputs, useTRPC } from '@/app/_trpc/client'
import { Badge } from '@/app/_ui/Badge'
import { number, utcLong } from '@/app/_ui/numbers'
import { SearchBox } from '@/app/_ui/SearchBox'
import { Empty, Failed, Loading } from '@/app/_ui/States'
import { type Column, Table } from '@/app/_ui/Table'

type Row = Outputs['market']['instruments'][number]

const VENUE = 'simulated'

const TRADES: Readonly<Record<Row['calendar'], string>> = {
  always: 'round the clock',
  weekdays: 'on weekdays',
  xnys: 'New York sessions',
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
  { id: 'sector', title: 'Sector', value: row => row.sector, width: 'minmax(120px, 1fr)' },
  { id: 'currency', title: 'Currency', value: row => row.currency, width: '92px' },
  {
    id: 'tick',
    title: 'Price tick',
    value: row => row.tick,
    cell: row => number(row.tick),
    width: '110px',
    align: 'end',
  },
  {
    id: 'lot',
    title: 'Lot',
    value: row => row.lot,
    cell: row => number(row.lot),
    width: '110px',
    align: 'end',
  },
  {
    id: 'notional',
    title: 'Least order',
    value: row => row.minNotional,
    cell: row => `${number(row.minNotional)} ${row.currency}`,
    width: '130px',
    align: 'end',
  },
  {
    id: 'calendar',
    title: 'Trades',
    value: row => row.calendar,
    cell: row => <span className="text-soft">{TRADES[row.calendar]}</span>,
    width: '130px',
  },
]

export default function DataPage() {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const [search, setSearch] = useState('')
  const asked = { workspaceId: workspace.id }
  const { data, error, refetch } = useQuery(
    trpc.market.instruments.queryOptions({ ...asked, venue: VENUE }, { staleTime: Number.POSITIVE_INFINITY }),
  )
  const { data: feed } = useQuery(trpc.market.feed.queryOptions(asked, { refetchInterval: 5_000 }))
  useCrumbs([{ title: 'Data' }])
  const venue = feed?.venues.find(each => each.venue === VENUE)
  return (
    <Page
      tools={
        <>
          <SearchBox label="Find an instrument" value={search} onChange={setSearch} />
          <Badge
            tone="warn"
            title="Prices are computed by the built-in simulated venue; they are no market’s."
          >
            simulated venue
          </Badge>
          {feed && (
            <Badge tone={feed.state === 'flowing' ? 'good' : 'bad'}>
              {feed.state === 'flowing'
                ? 'prices flow'
                : feed.state === 'silent'
                  ? 'feed is silent'
                  : 'no feed yet'}
            </Badge>
          )}
          <span className="flex-1" />
          {venue && (
            <span
              className="text-faint tabular-nums"
              title={`Last closed minute: ${utcLong(venue.lastMinute)}`}
            >
              venue time {utcLong(venue.now)}
            </span>
          )}
        </>
      }
    >
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Table
          label="Instruments"
          columns={COLUMNS}
          rows={data}
          rowId={row => row.symbol}
          search={search}
          sortBy={{ id: 'symbol', desc: false }}
          empty={
            <Empty icon={<Database size={18} />} title={`No instrument has “${search}” in it`}>
              Clear the search to see them all.
            </Empty>
          }
        />
      ) : (
        <Loading rows={10} />
      )}
    </Page>
  )
}
