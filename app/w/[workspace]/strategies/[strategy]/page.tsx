'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams, useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useCrumbs } from '@/app/_frame/crumbs'
import { useBlocked, useHere, useHref } from '@/app/_session/workspace'
import { type AskedPlace, StrategyWorkbench } from '@/app/_strategies/StrategyWorkbench'
import type { Stored } from '@/app/_strategies/useDraft'
import type { StrategyView } from '@/app/_strategies/views'
import { useTRPC } from '@/app/_trpc/client'
import { isRefusal } from '@/app/_ui/problem'
import { Failed, Loading } from '@/app/_ui/States'

export default function StrategyPage() {
  const { strategy: strategyId } = useParams<{ strategy: string }>()
  const { workspace } = useHere()
  const href = useHref()
  const asked = useAskedPlace()
  const [version, setVersion] = useState(asked.version)
  // stays while another version is looked at
  const [view, setView] = useState<StrategyView | null>(null)
  const { get } = useTRPC().strategies
  const newest = { workspaceId: workspace.id, strategyId }
  const newestKey = get.queryKey(newest)
  const { data, error, refetch, isFetching } = useQuery(
    get.queryOptions({ ...newest, ...(version && { version }) }),
  )
  useCrumbs([{ title: 'Strategies', href: href('strategies') }, { title: data?.name ?? 'Strategy' }])
  const isNewest = version === undefined
  const { stored, isPending } = useStored(strategyId, isNewest)
  // who asked for the version that is the newest writes on it, and goes along with the next
  const isFound = data !== undefined && version === data.newest
  const queries = useQueryClient()
  useEffect(() => {
    if (!isFound || isFetching) return
    queries.setQueryData(newestKey, data)
    setVersion(undefined)
  }, [isFound, isFetching, data, queries, newestKey])
  // a line that is down for a moment takes no work away
  if (error && (!data || isRefusal(error))) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data || isFound || isPending) return <Loading rows={10} />
  return (
    <StrategyWorkbench
      // publishing and restoring leave a person where they are
      key={isNewest ? strategyId : data.version.id}
      strategy={data}
      stored={stored}
      isNewest={isNewest}
      asked={asked}
      view={view}
      onView={setView}
      onVersion={setVersion}
    />
  )
}

/** What a link points at: `?version=2&line=7` or `?version=2&block=rsi`. */
function useAskedPlace(): AskedPlace & { readonly version: number | undefined } {
  const search = useSearchParams()
  const whole = (name: string) => {
    const number = Number(search.get(name))
    return Number.isInteger(number) && number > 0 ? number : null
  }
  return { version: whole('version') ?? undefined, line: whole('line'), block: search.get('block') }
}

/** The draft on the server as it was when the page opened. Only the newest version is written on. */
function useStored(strategyId: string, isNewest: boolean): { stored: Stored | null; isPending: boolean } {
  const { workspace } = useHere()
  const mayEdit = useBlocked('strategy:edit') === null
  const { data, isPending } = useQuery(
    useTRPC().drafts.get.queryOptions(
      { workspaceId: workspace.id, strategyId },
      { enabled: mayEdit && isNewest, staleTime: 0, gcTime: 0, refetchOnWindowFocus: false, retry: false },
    ),
  )
  const isAsked = mayEdit && isNewest
  return { stored: isAsked ? (data ?? null) : null, isPending: isAsked && isPending }
}
