'use client'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'next/navigation'
import { Suspense } from 'react'
import { ReportView } from '@/app/_backtests/ReportView'
import { useRenewal } from '@/app/_backtests/useRenewal'
import { useCrumbs } from '@/app/_frame/crumbs'
import { useHere, useHref } from '@/app/_session/workspace'
import { useTRPC } from '@/app/_trpc/client'
import { Failed, Loading } from '@/app/_ui/States'

function Backtest() {
  const { backtest: backtestId } = useParams<{ backtest: string }>()
  const { workspace } = useHere()
  const href = useHref()
  const { data, error, refetch } = useQuery(
    useTRPC().backtests.get.queryOptions({ workspaceId: workspace.id, backtestId }),
  )
  useCrumbs([{ title: 'Backtests', href: href('backtests') }, { title: data?.name ?? 'Backtest' }])
  const isActive = data?.state === 'queued' || data?.state === 'running'
  useRenewal(isActive && data.job ? [data.job.id] : [], () => void refetch())
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={12} />
  return <ReportView key={data.id} backtest={data} onChanged={() => void refetch()} />
}

export default function BacktestPage() {
  return (
    <Suspense fallback={<Loading rows={12} />}>
      <Backtest />
    </Suspense>
  )
}
