'use client'
import { useQuery } from '@tanstack/react-query'
import { Eye, ScanSearch } from 'lucide-react'
import type { ReactNode } from 'react'
import { useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Badge } from '../_ui/Badge'
import { Empty, Failed, Loading } from '../_ui/States'
import { Results } from './Results'
import { RunStatus } from './RunStatus'

const LOOK_AGAIN_MS = 5_000

interface LatestRunProps {
  readonly screenId: string
  readonly why: string
  readonly tools: ReactNode
  readonly notes: ReactNode
}

/** For those who may look but not run: the newest stored run, and the next one once somebody else's has come. */
export function LatestRun({ screenId, why, tools, notes }: LatestRunProps) {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const asked = { workspaceId: workspace.id }
  const { data: page, error } = useQuery(
    trpc.screens.runs.queryOptions({ ...asked, screenId, limit: 10 }, { refetchInterval: LOOK_AGAIN_MS }),
  )
  const newest = page?.runs.find(run => run.finishedAt)
  const { data: stored, error: lost } = useQuery(
    trpc.screens.rows.queryOptions(
      { ...asked, runId: newest?.id ?? '' },
      { enabled: newest !== undefined, placeholderData: before => before },
    ),
  )
  if (error ?? lost) return <Failed error={error ?? lost} />
  if (page && !newest)
    return (
      <Empty icon={<ScanSearch size={18} />} title="Nobody has run this screen yet">
        {why}
      </Empty>
    )
  if (!stored) return <Loading rows={10} />
  return (
    <div className="flex h-full min-h-0 flex-col">
      <RunStatus
        run={stored.run}
        badge={
          <Badge title={why}>
            <Eye size={11} /> newest stored run
          </Badge>
        }
        tools={tools}
      />
      <div className="min-h-0 flex-1">
        <Results screen={stored.screen} run={stored.run} rows={stored.rows} notes={notes} />
      </div>
    </div>
  )
}
