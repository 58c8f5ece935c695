'use client'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { History, Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Suspense, useMemo, useState } from 'react'
import { columnsWith } from '@/app/_backtests/columns'
import { useRenewal } from '@/app/_backtests/useRenewal'
import { useCrumbs } from '@/app/_frame/crumbs'
import { Page } from '@/app/_frame/Page'
import { useMovingJobs } from '@/app/_runs/moving'
import { useBlocked, useHere, useHref } from '@/app/_session/workspace'
import { useTRPC } from '@/app/_trpc/client'
import { Button } from '@/app/_ui/Button'
import { More } from '@/app/_ui/More'
import { SearchBox } from '@/app/_ui/SearchBox'
import { Empty, Failed, Loading } from '@/app/_ui/States'
import { Table } from '@/app/_ui/Table'
import { useSay } from '@/app/_ui/Toasts'
import { useAsked } from '@/app/_ui/useAsked'
import { whenOpen } from '@/app/_ui/whenOpen'

const NewBacktest = whenOpen(async () => (await import('@/app/_backtests/NewBacktest')).NewBacktest)

function Backtests() {
  const { workspace } = useHere()
  const href = useHref()
  const router = useRouter()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const say = useSay()
  const blocked = useBlocked('strategy:run')
  const mayCancel = useBlocked('job:cancel')
  const moving = useMovingJobs()
  const [search, setSearch] = useState('')
  const [creating, setCreating] = useAsked('new')
  useCrumbs([{ title: 'Backtests' }])
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    trpc.backtests.list.infiniteQueryOptions(
      { workspaceId: workspace.id },
      { getNextPageParam: page => page.next },
    ),
  )
  const { mutate: cancel } = useMutation(
    trpc.jobs.cancel.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.backtests.list.infiniteQueryKey() }),
      onError: problem => say.failed('The backtest goes on', problem),
    }),
  )
  const rows = useMemo(
    () =>
      (data?.pages ?? [])
        .flatMap(page => page.backtests)
        .map(row => ({ ...row, moving: (row.job && moving.get(row.job.id)) ?? null })),
    [data, moving],
  )
  useRenewal(
    rows.flatMap(({ job, state }) => (job && (state === 'queued' || state === 'running') ? [job.id] : [])),
    () => void refetch(),
  )
  const columns = useMemo(
    () =>
      columnsWith({
        blocked: mayCancel,
        onCancel: jobId => cancel({ workspaceId: workspace.id, jobId }),
      }),
    [mayCancel, cancel, workspace.id],
  )
  const create = (
    <Button look="primary" icon={<Plus size={14} />} blocked={blocked} onClick={() => setCreating(true)}>
      New backtest
    </Button>
  )
  return (
    <Page
      tools={
        <>
          <SearchBox label="Find a backtest" value={search} onChange={setSearch} />
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
              label="Backtests"
              columns={columns}
              rows={rows}
              rowId={row => row.id}
              search={search}
              sortBy={{ id: 'created', desc: true }}
              onOpen={row => router.push(href(`backtests/${row.id}`))}
              empty={
                search ? (
                  <Empty icon={<History size={18} />} title="No such backtest">
                    Nothing here is called that. Try fewer letters.
                  </Empty>
                ) : (
                  <Empty icon={<History size={18} />} title="Nothing was tested yet" actions={create}>
                    A backtest runs a strategy over history with the costs you name, and says what it would
                    have earned, trade by trade.
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
      <NewBacktest open={creating} onClose={() => setCreating(false)} />
    </Page>
  )
}

export default function BacktestsPage() {
  return (
    <Suspense fallback={<Loading />}>
      <Backtests />
    </Suspense>
  )
}
