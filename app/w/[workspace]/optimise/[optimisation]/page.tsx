'use client'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'next/navigation'
import { Suspense } from 'react'
import { useRenewal } from '@/app/_backtests/useRenewal'
import { useCrumbs } from '@/app/_frame/crumbs'
import { SearchView } from '@/app/_optimise/SearchView'
import { useHere, useHref } from '@/app/_session/workspace'
import { useTRPC } from '@/app/_trpc/client'
import { Failed, Loading } from '@/app/_ui/States'

function Optimisation() {
  const { optimisation: optimisationId } = useParams<{ optimisation: string }>()
  const { workspace } = useHere()
  const href = useHref()
  const { data, error, refetch } = useQuery(
    useTRPC().optimise.get.queryOptions({ workspaceId: workspace.id, optimisationId }),
  )
  useCrumbs([{ title: 'Optimise', href: href('optimise') }, { title: data?.name ?? 'Search' }])
  const isActive = data?.state === 'queued' || data?.state === 'running' || data?.state === 'stopping'
  useRenewal(isActive && data.job ? [data.job.id] : [], () => void refetch())
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={12} />
  return <SearchView key={data.id} optimisation={data} onChanged={() => void refetch()} />
}

export default function OptimisationPage() {
  return (
    <Suspense fallback={<Loading rows={12} />}>
      <Optimisation />
    </Suspense>
  )
}
