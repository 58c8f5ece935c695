'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Ago } from '../_ui/Ago'
import { Button } from '../_ui/Button'
import { Failed, Loading } from '../_ui/States'

/** Who did what here, newest first. */
export function AuditLog() {
  const { workspace } = useHere()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    useTRPC().audit.list.infiniteQueryOptions(
      { workspaceId: workspace.id },
      { getNextPageParam: page => page.next },
    ),
  )
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={3} />
  const entries = data.pages.flatMap(page => page.entries)
  if (entries.length === 0) return <p className="text-faint">Nothing has been changed here yet.</p>
  return (
    <>
      <ul className="rounded-lg border border-line">
        {entries.map(entry => (
          <li
            key={entry.id}
            className="flex items-center gap-3 border-b border-line px-3 py-1.5 last:border-b-0"
          >
            <span className="w-44 truncate font-mono text-[12px] text-soft">{entry.action}</span>
            <span className="min-w-0 flex-1 truncate">{entry.subject}</span>
            <span className="truncate text-soft">{entry.actorName}</span>
            <span className="w-28 text-right text-[12px] text-faint">
              <Ago at={entry.createdAt} />
            </span>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button className="mt-2" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Older entries
        </Button>
      )}
    </>
  )
}
