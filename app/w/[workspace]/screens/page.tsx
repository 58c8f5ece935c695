'use client'
import { useQuery } from '@tanstack/react-query'
import { Plus, ScanSearch } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Suspense, useState } from 'react'
import { useCrumbs } from '@/app/_frame/crumbs'
import { Page } from '@/app/_frame/Page'
import { useBlocked, useHere, useHref } from '@/app/_session/workspace'
import { type Outputs, useTRPC } from '@/app/_trpc/client'
import { Button } from '@/app/_ui/Button'
import { count, utc } from '@/app/_ui/numbers'
import { SearchBox } from '@/app/_ui/SearchBox'
import { Empty, Failed, Loading } from '@/app/_ui/States'
import { type Column, Table } from '@/app/_ui/Table'
import { useAsked } from '@/app/_ui/useAsked'
import { whenOpen } from '@/app/_ui/whenOpen'
import { wordsOfAll } from '@/app/_universes/steps'

const NewScreen = whenOpen(async () => (await import('@/app/_screens/NewScreen')).NewScreen)

type Row = Outputs['screens']['list'][number]

const COLUMNS: readonly Column<Row>[] = [
  {
    id: 'name',
    title: 'Name',
    value: row => row.name,
    cell: row => <span className="font-medium">{row.name}</span>,
    width: 'minmax(180px, 1.4fr)',
  },
  {
    id: 'strategy',
    title: 'Strategy',
    value: row => row.strategy.name,
    cell: row => <span className="text-soft">{row.strategy.name}</span>,
    width: 'minmax(160px, 1.4fr)',
  },
  { id: 'venue', title: 'Venue', value: row => row.venue, width: '100px' },
  {
    id: 'universe',
    title: 'Universe',
    value: row => wordsOfAll(row.universe),
    cell: row => <span className="text-soft">{wordsOfAll(row.universe)}</span>,
    width: 'minmax(120px, 1fr)',
  },
  { id: 'timeframe', title: 'Bars', value: row => row.timeframe, width: '70px' },
  {
    id: 'matches',
    title: 'Matches',
    value: row => row.runs[0]?.matches ?? null,
    cell: ({ runs: [last] }) => (last?.finishedAt ? `${count(last.matches)} of ${count(last.symbols)}` : '–'),
    width: '120px',
    align: 'end',
  },
  {
    id: 'bar',
    title: 'Last bar (UTC)',
    value: row => row.runs[0]?.barTime.getTime() ?? null,
    cell: ({ runs: [last] }) => (last ? utc(last.barTime) : '–'),
    width: '140px',
    align: 'end',
  },
]

function Screens() {
  const { workspace } = useHere()
  const href = useHref()
  const router = useRouter()
  const blocked = useBlocked('screen:edit')
  const [search, setSearch] = useState('')
  const [creating, setCreating] = useAsked('new')
  const { data, error, refetch } = useQuery(
    useTRPC().screens.list.queryOptions({ workspaceId: workspace.id }, { refetchInterval: 15_000 }),
  )
  useCrumbs([{ title: 'Screens' }])
  return (
    <Page
      tools={
        <>
          <SearchBox label="Find a screen" value={search} onChange={setSearch} />
          <span className="flex-1" />
          <Button
            look="primary"
            icon={<Plus size={15} />}
            blocked={blocked}
            onClick={() => setCreating(true)}
          >
            New screen
          </Button>
        </>
      }
    >
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Table
          label="Screens"
          columns={COLUMNS}
          rows={data}
          rowId={row => row.id}
          search={search}
          sortBy={{ id: 'name', desc: false }}
          onOpen={row => router.push(href(`screens/${row.id}`))}
          empty={
            <Empty icon={<ScanSearch size={18} />} title="No screen yet">
              A screen runs one of your strategies over a whole venue and ranks what matches.
            </Empty>
          }
        />
      ) : (
        <Loading />
      )}
      <NewScreen open={creating} onClose={() => setCreating(false)} />
    </Page>
  )
}

export default function ScreensPage() {
  return (
    <Suspense fallback={<Loading />}>
      <Screens />
    </Suspense>
  )
}
