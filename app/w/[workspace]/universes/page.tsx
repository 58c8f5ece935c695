'use client'
import { useQuery } from '@tanstack/react-query'
import { Filter, Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Suspense } from 'react'
import { useCrumbs } from '@/app/_frame/crumbs'
import { ListPage } from '@/app/_frame/ListPage'
import { useBlocked, useHere, useHref } from '@/app/_session/workspace'
import { type Outputs, useTRPC } from '@/app/_trpc/client'
import { Ago } from '@/app/_ui/Ago'
import { Button } from '@/app/_ui/Button'
import { Empty, Loading } from '@/app/_ui/States'
import type { Column } from '@/app/_ui/Table'
import { useAsked } from '@/app/_ui/useAsked'
import { whenOpen } from '@/app/_ui/whenOpen'
import { wordsOfAll } from '@/app/_universes/steps'

const NewUniverse = whenOpen(async () => (await import('@/app/_universes/NewUniverse')).NewUniverse)

type Row = Outputs['universes']['list'][number]

const COLUMNS: readonly Column<Row>[] = [
  {
    id: 'name',
    title: 'Name',
    value: row => row.name,
    cell: row => <span className="font-medium">{row.name}</span>,
    width: 'minmax(180px, 1fr)',
  },
  { id: 'venue', title: 'Venue', value: row => row.venue, width: '120px' },
  {
    id: 'filters',
    title: 'Filters',
    value: row => wordsOfAll(row.universe),
    cell: row => <span className="text-soft">{wordsOfAll(row.universe)}</span>,
    width: 'minmax(240px, 2.4fr)',
  },
  {
    id: 'changed',
    title: 'Changed',
    value: row => row.updatedAt.getTime(),
    cell: row => <Ago at={row.updatedAt} />,
    width: '130px',
    align: 'end',
  },
]

function Universes() {
  const { workspace } = useHere()
  const href = useHref()
  const router = useRouter()
  const blocked = useBlocked('universe:edit')
  const [creating, setCreating] = useAsked('new')
  const { data, error, refetch } = useQuery(
    useTRPC().universes.list.queryOptions({ workspaceId: workspace.id }),
  )
  useCrumbs([{ title: 'Universes' }])
  const create = (
    <Button look="primary" icon={<Plus size={15} />} blocked={blocked} onClick={() => setCreating(true)}>
      New universe
    </Button>
  )
  return (
    <>
      <ListPage
        label="Universes"
        noun="universe"
        icon={<Filter size={18} />}
        rows={data}
        rowId={row => row.id}
        columns={COLUMNS}
        sortBy={{ id: 'name', desc: false }}
        onOpen={row => router.push(href(`universes/${row.id}`))}
        error={error}
        onRetry={() => void refetch()}
        create={create}
        empty={
          <Empty icon={<Filter size={18} />} title="No universe yet" actions={create}>
            A universe narrows a venue down to what you would trade: liquid enough, old enough, calm enough.
          </Empty>
        }
      />
      <NewUniverse open={creating} onClose={() => setCreating(false)} />
    </>
  )
}

export default function UniversesPage() {
  return (
    <Suspense fallback={<Loading />}>
      <Universes />
    </Suspense>
  )
}
