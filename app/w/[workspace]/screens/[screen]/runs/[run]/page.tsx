'use client'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'next/navigation'
import { useCrumbs } from '@/app/_frame/crumbs'
import { Results } from '@/app/_screens/Results'
import { RunStatus } from '@/app/_screens/RunStatus'
import { useHere, useHref } from '@/app/_session/workspace'
import { useTRPC } from '@/app/_trpc/client'
import { Badge } from '@/app/_ui/Badge'
import { utc } from '@/app/_ui/numbers'
import { Failed, Loading } from '@/app/_ui/States'

export default function RunPage() {
  const { screen, run: runId } = useParams<{ screen: string; run: string }>()
  const { workspace } = useHere()
  const href = useHref()
  const { data, error, refetch } = useQuery(
    useTRPC().screens.rows.queryOptions({ workspaceId: workspace.id, runId }),
  )
  useCrumbs([
    { title: 'Screens', href: href('screens') },
    { title: data?.screen.name ?? 'Screen', href: href(`screens/${screen}`) },
    { title: data ? `Bar of ${utc(data.run.barTime)}` : 'Run' },
  ])
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={10} />
  return (
    <div className="flex h-full min-h-0 flex-col">
      <RunStatus
        run={data.run}
        badge={<Badge title="A stored run: these rows never change.">stored · v{data.version.number}</Badge>}
      />
      <div className="min-h-0 flex-1">
        <Results screen={data.screen} run={data.run} rows={data.rows} />
      </div>
    </div>
  )
}
