'use client'
import { useQuery } from '@tanstack/react-query'
import { Database } from 'lucide-react'
import { useRouter, useSearchParams } from 'next/navigation'
import { Suspense, useMemo, useState } from 'react'
import { instrumentColumns } from '@/app/_data/instrumentColumns'
import { useCrumbs } from '@/app/_frame/crumbs'
import { Page } from '@/app/_frame/Page'
import { ImportButton } from '@/app/_imports/ImportButton'
import { ImportsButton } from '@/app/_imports/ImportsButton'
import { SampleButton } from '@/app/_imports/SampleButton'
import { useHere, useHref } from '@/app/_session/workspace'
import { useTRPC } from '@/app/_trpc/client'
import { APART } from '@/app/_trpc/links'
import { SearchBox } from '@/app/_ui/SearchBox'
import { Segments } from '@/app/_ui/Segments'
import { Empty, Failed, Loading } from '@/app/_ui/States'
import { Table } from '@/app/_ui/Table'
import { VenueBadge } from '@/app/_ui/VenueBadge'

const VENUES: Readonly<Record<string, string>> = {
  simulated: 'Simulated',
  binance: 'Binance',
  csv: 'Imported files',
}

/** The last 24 hours are a heavy question for a venue; it keeps its answers about as long. */
const TICKERS_MS = 15_000

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
  const { data: tickers } = useQuery(
    trpc.market.dayTickers.queryOptions(
      { ...asked, venue: venue ?? '' },
      { enabled: venue !== null, refetchInterval: TICKERS_MS, trpc: APART },
    ),
  )
  const columns = useMemo(() => instrumentColumns(tickers ?? []), [tickers])
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
          {venue === 'csv' && <ImportsButton />}
          <SampleButton />
          <ImportButton />
        </>
      }
    >
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : data && venue ? (
        <Table
          label="Instruments"
          columns={columns}
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
