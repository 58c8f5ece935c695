'use client'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { History, Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Suspense, useMemo } from 'react'
import { columnsWith } from '@/app/_backtests/columns'
import { useRenewal } from '@/app/_backtests/useRenewal'
import { useCrumbs } from '@/app/_frame/crumbs'
import { ListPage } from '@/app/_frame/ListPage'
import { useMovingJobs } from '@/app/_runs/moving'
import { useBlocked, useHere, useHref } from '@/app/_session/workspace'
import { useTRPC } from '@/app/_trpc/client'
import { Button } from '@/app/_ui/Button'
import { Empty, Loading } from '@/app/_ui/States'
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
      data?.pages
        .flatMap(page => page.backtests)
        .map(row => ({ ...row, moving: (row.job && moving.get(row.job.id)) ?? null })),
    [data, moving],
  )
  useRenewal(
    (rows ?? []).flatMap(({ job, state }) =>
      job && (state === 'queued' || state === 'running') ? [job.id] : [],
    ),
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
    <>
      <ListPage
        label="Backtests"
        noun="backtest"
        icon={<History size={18} />}
        rows={rows}
        rowId={row => row.id}
        columns={columns}
        sortBy={{ id: 'created', desc: true }}
        onOpen={row => router.push(href(`backtests/${row.id}`))}
        error={error}
        onRetry={() => void refetch()}
        create={create}
        older={hasNextPage ? { busy: isFetchingNextPage, onMore: () => void fetchNextPage() } : null}
        empty={
          <Empty icon={<History size={18} />} title="Nothing was tested yet" actions={create}>
            A backtest runs a strategy over history with the costs you name, and says what it would have
            earned, trade by trade.
          </Empty>
        }
      />
      <NewBacktest open={creating} onClose={() => setCreating(false)} />
    </>
  )
}

export default function BacktestsPage() {
  return (
    <Suspense fallback={<Loading />}>
      <Backtests />
    </Suspense>
  )
}
