'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { GitCompareArrows, RotateCcw } from 'lucide-react'
import { useMemo } from 'react'
import type { Action } from '../_actions/actions'
import { useOffer } from '../_actions/registry'
import { useNames } from '../_session/useNames'
import { useBlocked, useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Ago } from '../_ui/Ago'
import { Badge } from '../_ui/Badge'
import { IconButton } from '../_ui/Button'
import { Loading } from '../_ui/States'
import { useSay } from '../_ui/Toasts'
import { whenOpen } from '../_ui/whenOpen'
import type { Written } from './written'

const CompareVersions = whenOpen(async () => (await import('./CompareVersions')).CompareVersions)

export interface VersionsProps {
  readonly strategyId: string
  /** The version on the page. */
  readonly shown: number
  /** What is written now: a draft of it, or itself. */
  readonly written: Written
  readonly isDraft: boolean
  readonly onVersion: (version?: number) => void
  /** The version that what is written is compared with, in a window of its own; null where none is open. */
  readonly compared: number | null
  readonly onCompare: (version: number | null) => void
}

/** The history of a strategy: look at a version, compare it with what is written, make it the newest again. */
export function Versions(props: VersionsProps) {
  const { strategyId, shown, written, isDraft, onVersion, compared, onCompare } = props
  const nameOf = useNames()
  const { workspace } = useHere()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const say = useSay()
  const blocked = useBlocked('strategy:edit')
  const { data } = useQuery(trpc.strategies.versions.queryOptions({ workspaceId: workspace.id, strategyId }))
  const restore = useMutation(
    trpc.strategies.restore.mutationOptions({
      onSuccess: async ({ version, saved }) => {
        await Promise.all([
          queries.invalidateQueries({ queryKey: trpc.strategies.get.queryKey() }),
          queries.invalidateQueries({ queryKey: trpc.strategies.list.queryKey() }),
          queries.invalidateQueries({ queryKey: trpc.strategies.versions.queryKey() }),
        ])
        onVersion(undefined)
        say.done(saved ? `Restored as version ${version}` : 'It is the newest already')
      },
      onError: error => say.failed('Not restored', error),
    }),
  )
  const previous = data?.find(({ number }) => number < shown || isDraft)?.number ?? null
  const actions = useMemo(
    (): readonly Action[] => [
      {
        id: 'strategy.compare',
        title: 'Compare with an older version',
        section: 'Strategy',
        words: 'diff changes history signals what has changed',
        keys: 'v v',
        icon: GitCompareArrows,
        blocked: previous === null ? 'There is no older version.' : null,
        run: () => onCompare(previous),
      },
    ],
    [previous, onCompare],
  )
  useOffer(actions)
  if (!data) return <Loading rows={2} />
  const latest = data[0]?.number ?? shown
  return (
    <>
      <ol className="py-1">
        {data.map(version => {
          const author = `by ${nameOf(version.createdBy)}`
          return (
            <li key={version.id} className="group flex items-center pr-2 hover:bg-hover">
              <button
                type="button"
                aria-current={version.number === shown}
                onClick={() => onVersion(version.number === latest ? undefined : version.number)}
                title={[version.message, author].filter(Boolean).join(', ')}
                className="flex min-w-0 flex-1 items-center gap-2 py-1 pl-4 text-left text-soft aria-[current=true]:text-ink"
              >
                <span className="w-8 tabular-nums">v{version.number}</span>
                <span className="min-w-0 flex-1 truncate text-faint">
                  {version.message || (version.digest ? author : '')}
                </span>
                {!version.digest && <Badge tone="bad">problems</Badge>}
                <span className="text-[12px] text-faint">
                  <Ago at={version.createdAt} />
                </span>
              </button>
              <IconButton
                label={`Compare version ${version.number} with what is written`}
                onClick={() => onCompare(version.number)}
              >
                <GitCompareArrows size={13} />
              </IconButton>
              <IconButton
                label={`Restore version ${version.number}`}
                blocked={blocked ?? (version.number === latest ? 'It is the newest.' : null)}
                onClick={() =>
                  restore.mutate({
                    workspaceId: workspace.id,
                    strategyId,
                    version: version.number,
                    base: latest,
                  })
                }
              >
                <RotateCcw size={13} />
              </IconButton>
            </li>
          )
        })}
      </ol>
      <CompareVersions
        key={compared}
        open={compared !== null}
        onClose={() => onCompare(null)}
        strategyId={strategyId}
        version={compared ?? shown}
        versions={data}
        written={written}
        writtenAs={isDraft ? 'your draft' : `version ${shown}`}
      />
    </>
  )
}
