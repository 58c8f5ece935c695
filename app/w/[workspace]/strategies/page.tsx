'use client'
import { useQuery } from '@tanstack/react-query'
import { Plus, Workflow } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Suspense, useMemo, useState } from 'react'
import { useCrumbs } from '@/app/_frame/crumbs'
import { Page } from '@/app/_frame/Page'
import { useBlocked, useHere, useHref } from '@/app/_session/workspace'
import { DropStrategies, ImportStrategies } from '@/app/_strategies/DropStrategies'
import { type Outputs, useTRPC } from '@/app/_trpc/client'
import { Ago } from '@/app/_ui/Ago'
import { Badge } from '@/app/_ui/Badge'
import { Button } from '@/app/_ui/Button'
import { SearchBox } from '@/app/_ui/SearchBox'
import { Empty, Failed, Loading } from '@/app/_ui/States'
import { type Column, Table } from '@/app/_ui/Table'
import { useAsked } from '@/app/_ui/useAsked'
import { whenOpen } from '@/app/_ui/whenOpen'

const NewStrategy = whenOpen(async () => (await import('@/app/_strategies/NewStrategy')).NewStrategy)

type Row = Outputs['strategies']['list'][number]

const COLUMNS: readonly Column<Row>[] = [
  {
    id: 'name',
    title: 'Name',
    value: row => row.name,
    cell: row => <span className="font-medium">{row.name}</span>,
    width: 'minmax(180px, 1.2fr)',
  },
  {
    id: 'summary',
    title: 'Looks for',
    value: row => row.summary,
    cell: row => <span className="text-soft">{row.summary}</span>,
    width: 'minmax(200px, 2.4fr)',
  },
  {
    id: 'kind',
    title: 'Written as',
    value: row => row.latest?.kind ?? '',
    cell: row => <span className="text-soft">{row.latest?.kind}</span>,
    width: '110px',
  },
  {
    id: 'state',
    title: 'State',
    value: row => (row.latest?.digest ? 'compiles' : 'has problems'),
    cell: row =>
      row.latest?.digest ? <Badge tone="good">compiles</Badge> : <Badge tone="bad">has problems</Badge>,
    width: '120px',
  },
  { id: 'version', title: 'Version', value: row => row.latest?.number ?? null, width: '84px', align: 'end' },
  { id: 'screens', title: 'Screens', value: row => row.screens, width: '84px', align: 'end' },
  {
    id: 'updated',
    title: 'Changed',
    value: row => row.updatedAt.getTime(),
    cell: row => <Ago at={row.updatedAt} />,
    width: '120px',
    align: 'end',
  },
]

function Strategies() {
  const { workspace } = useHere()
  const href = useHref()
  const router = useRouter()
  const blocked = useBlocked('strategy:edit')
  const [archived, setArchived] = useState(false)
  const [search, setSearch] = useState('')
  const [creating, setCreating] = useAsked('new')
  const { data, error, refetch } = useQuery(
    useTRPC().strategies.list.queryOptions({ workspaceId: workspace.id, archived }),
  )
  useCrumbs([{ title: 'Strategies' }])
  const newButton = (
    <Button look="primary" icon={<Plus size={15} />} blocked={blocked} onClick={() => setCreating(true)}>
      New strategy
    </Button>
  )
  const empty = useMemo(
    () => (
      <Empty icon={<Workflow size={18} />} title={archived ? 'Nothing is archived' : 'No strategy yet'}>
        {archived
          ? 'Strategies you put away are kept here.'
          : 'A strategy is a rule. Screens, alerts and backtests run it.'}
      </Empty>
    ),
    [archived],
  )
  return (
    <Page
      tools={
        <>
          <SearchBox label="Find a strategy" value={search} onChange={setSearch} />
          <Button look="quiet" aria-pressed={archived} onClick={() => setArchived(!archived)}>
            {archived ? 'Show active' : 'Show archived'}
          </Button>
          <span className="flex-1" />
          <ImportStrategies />
          {newButton}
        </>
      }
    >
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <DropStrategies>
          <Table
            label="Strategies"
            columns={COLUMNS}
            rows={data}
            rowId={row => row.id}
            search={search}
            sortBy={{ id: 'updated', desc: true }}
            onOpen={row => router.push(href(`strategies/${row.id}`))}
            empty={empty}
          />
        </DropStrategies>
      ) : (
        <Loading />
      )}
      <NewStrategy open={creating} onClose={() => setCreating(false)} />
    </Page>
  )
}

export default function StrategiesPage() {
  return (
    <Suspense fallback={<Loading />}>
      <Strategies />
    </Suspense>
  )
}
