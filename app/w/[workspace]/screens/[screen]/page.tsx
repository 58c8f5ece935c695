'use client'
import { useQuery } from '@tanstack/react-query'
import { History, Workflow } from 'lucide-react'
import Link from 'next/link'
import { useParams } from 'next/navigation'
import { useCrumbs } from '@/app/_frame/crumbs'
import { LatestRun } from '@/app/_screens/LatestRun'
import { LiveScreen } from '@/app/_screens/LiveScreen'
import { ScreenMenu } from '@/app/_screens/ScreenMenu'
import { useBlocked, useHere, useHref } from '@/app/_session/workspace'
import { useTRPC } from '@/app/_trpc/client'
import { Badge } from '@/app/_ui/Badge'
import { buttonClass } from '@/app/_ui/Button'
import { Failed, Loading } from '@/app/_ui/States'
import { VenueBadge } from '@/app/_ui/VenueBadge'
import { wordsOfAll } from '@/app/_universes/steps'

export default function ScreenPage() {
  const { screen: screenId } = useParams<{ screen: string }>()
  const { workspace } = useHere()
  const href = useHref()
  const mayRun = useBlocked('screen:run')
  const {
    data: screen,
    error,
    refetch,
  } = useQuery(useTRPC().screens.get.queryOptions({ workspaceId: workspace.id, screenId }))
  useCrumbs([{ title: 'Screens', href: href('screens') }, { title: screen?.name ?? 'Screen' }])

  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!screen) return <Loading rows={10} />
  const tools = (
    <>
      <Link href={href(`screens/${screen.id}/runs`)} className={buttonClass('quiet')}>
        <History size={14} /> Past runs
      </Link>
      <Link
        href={href(`strategies/${screen.strategy.id}`)}
        title="The strategy of this screen"
        className={buttonClass('quiet', 'max-w-52')}
      >
        <Workflow size={14} /> <span className="truncate">{screen.strategy.name}</span>
      </Link>
      <ScreenMenu screen={screen} onChanged={() => void refetch()} />
    </>
  )
  const notes = (
    <>
      <Badge>{screen.timeframe} bars</Badge>
      {screen.universe.steps.length > 0 && (
        <Badge title={`The universe: ${wordsOfAll(screen.universe)}`}>{wordsOfAll(screen.universe)}</Badge>
      )}
      <VenueBadge venue={screen.venue} />
      <p className="hidden min-w-0 truncate text-faint md:block" title={screen.strategy.summary}>
        {screen.strategy.summary}
      </p>
    </>
  )
  return mayRun ? (
    <LatestRun screenId={screen.id} why={mayRun} tools={tools} notes={notes} />
  ) : (
    <LiveScreen key={screen.id} screen={screen} tools={tools} notes={notes} />
  )
}
