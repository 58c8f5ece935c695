'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import Link from 'next/link'
import { useHere, useHref } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Button } from '../_ui/Button'
import { count, utc } from '../_ui/numbers'
import { Empty, Failed, Loading } from '../_ui/States'

/** Stored runs of a screen, newest bar first; each opens at its own address. */
export function PastRuns({ screenId }: { screenId: string }) {
  const { workspace } = useHere()
  const href = useHref()
  const trpc = useTRPC()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    trpc.screens.runs.infiniteQueryOptions(
      { workspaceId: workspace.id, screenId },
      { getNextPageParam: page => page.next, refetchInterval: 5_000 },
    ),
  )
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const runs = data.pages.flatMap(page => page.runs)
  if (runs.length === 0)
    return (
      <Empty icon={<History size={18} />} title="No runs yet">
        Every closed bar that is judged is kept here.
      </Empty>
    )
  return (
    <>
      <ul>
        {runs.map(run => (
          <li key={run.id} className="border-b border-line">
            <Link
              href={href(`screens/${screenId}/runs/${run.id}`)}
              className="flex items-center gap-2 px-4 py-1.5 hover:bg-hover"
            >
              <span className="flex-1 tabular-nums">{utc(run.barTime)}</span>
              <span className="text-[12px] text-faint">v{run.version.number}</span>
              <span className="w-20 text-right text-soft tabular-nums">
                {run.finishedAt
                  ? `${count(run.matches)} of ${count(run.symbols)}`
                  : (run.job?.state ?? 'lost')}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <div className="p-3 text-center">
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Older runs
          </Button>
        </div>
      )}
    </>
  )
}
