'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Plus, SlidersHorizontal } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Suspense, useMemo, useState } from 'react'
import { useRenewal } from '@/app/_backtests/useRenewal'
import { useCrumbs } from '@/app/_frame/crumbs'
import { Page } from '@/app/_frame/Page'
import { LIST_COLUMNS } from '@/app/_optimise/listColumns'
import { useMovingJobs } from '@/app/_runs/moving'
import { useBlocked, useHere, useHref } from '@/app/_session/workspace'
import { useTRPC } from '@/app/_trpc/client'
import { Button } from '@/app/_ui/Button'
import { More } from '@/app/_ui/More'
import { SearchBox } from '@/app/_ui/SearchBox'
import { Empty, Failed, Loading } from '@/app/_ui/States'
import { Table } from '@/app/_ui/Table'
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
  const [search, setSearch] = useState('')
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
      (data?.pages ?? [])
        .flatMap(page => page.optimisations)
        .map(row => ({ ...row, moving: (row.job && moving.get(row.job.id)) ?? null })),
    [data, moving],
  )
  useRenewal(
    rows.flatMap(({ job, state }) =>
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
    <Page
      tools={
        <>
          <SearchBox label="Find a search" value={search} onChange={setSearch} />
          <span className="flex-1" />
          {create}
        </>
      }
    >
      {error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <div className="flex h-full min-h-0 flex-col">
          <div className="min-h-0 flex-1">
            <Table
              label="Searches"
              columns={LIST_COLUMNS}
              rows={rows}
              rowId={row => row.id}
              search={search}
              sortBy={{ id: 'created', desc: true }}
              onOpen={row => router.push(href(`optimise/${row.id}`))}
              empty={
                search ? (
                  <Empty icon={<SlidersHorizontal size={18} />} title="No such search">
                    Nothing here is called that. Try fewer letters.
                  </Empty>
                ) : (
                  <Empty
                    icon={<SlidersHorizontal size={18} />}
                    title="Nothing was searched yet"
                    actions={create}
                  >
                    A search tries many values of a strategy’s parameters over history, and shows where they
                    are good together with their neighbours, and what chance alone would have found.
                  </Empty>
                )
              }
            />
          </div>
          {hasNextPage && <More busy={isFetchingNextPage} onMore={() => void fetchNextPage()} />}
        </div>
      ) : (
        <Loading />
      )}
      <NewOptimisation open={creating} onClose={() => setCreating(false)} />
    </Page>
  )
}

export default function OptimisationsPage() {
  return (
    <Suspense fallback={<Loading />}>
      <Optimisations />
    </Suspense>
  )
}
