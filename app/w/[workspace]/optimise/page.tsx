'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Plus, SlidersHorizontal } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Suspense, useMemo } from 'react'
import { useRenewal } from '@/app/_backtests/useRenewal'
import { useCrumbs } from '@/app/_frame/crumbs'
import { ListPage } from '@/app/_frame/ListPage'
import { LIST_COLUMNS } from '@/app/_optimise/listColumns'
import { useMovingJobs } from '@/app/_runs/moving'
import { useBlocked, useHere, useHref } from '@/app/_session/workspace'
import { useTRPC } from '@/app/_trpc/client'
import { Button } from '@/app/_ui/Button'
import { Empty, Loading } from '@/app/_ui/States'
import { useAsked } from '@/app/_ui/useAsked'
import { whenOpen } from '@/app/_ui/whenOpen'

const NewOptimisation = whenOpen(
  async () => (await import('@/app/_optimise/NewOptimisation')).NewOptimisation,
)

function Optimisations() {
  const { workspace } = useHere()
  const href = useHref()
  const router = useRouter()
  const trpc = useTRPC()
  const blocked = useBlocked('strategy:run')
  const moving = useMovingJobs()
  const [creating, setCreating] = useAsked('new')
  useCrumbs([{ title: 'Optimise' }])
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    trpc.optimise.list.infiniteQueryOptions(
      { workspaceId: workspace.id },
      { getNextPageParam: page => page.next },
    ),
  )
  const rows = useMemo(
    () =>
      data?.pages
        .flatMap(page => page.optimisations)
        .map(row => ({ ...row, moving: (row.job && moving.get(row.job.id)) ?? null })),
    [data, moving],
  )
  useRenewal(
    (rows ?? []).flatMap(({ job, state }) =>
      job && (state === 'queued' || state === 'running' || state === 'stopping') ? [job.id] : [],
    ),
    () => void refetch(),
  )
  const create = (
    <Button look="primary" icon={<Plus size={14} />} blocked={blocked} onClick={() => setCreating(true)}>
      New search
    </Button>
  )
  return (
    <>
      <ListPage
        label="Searches"
        noun="search"
        icon={<SlidersHorizontal size={18} />}
        rows={rows}
        rowId={row => row.id}
        columns={LIST_COLUMNS}
        sortBy={{ id: 'created', desc: true }}
        onOpen={row => router.push(href(`optimise/${row.id}`))}
        error={error}
        onRetry={() => void refetch()}
        create={create}
        older={hasNextPage ? { busy: isFetchingNextPage, onMore: () => void fetchNextPage() } : null}
        empty={
          <Empty icon={<SlidersHorizontal size={18} />} title="Nothing was searched yet" actions={create}>
            A search tries many values of a strategy’s parameters over history, and shows where they are good
            together with their neighbours, and what chance alone would have found.
          </Empty>
        }
      />
      <NewOptimisation open={creating} onClose={() => setCreating(false)} />
    </>
  )
}

export default function OptimisationsPage() {
  return (
    <Suspense fallback={<Loading />}>
      <Optimisations />
    </Suspense>
  )
}
