'use client'
import { useMutation } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { Radio } from 'lucide-react'
import { useMemo, useReducer } from 'react'
import { useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Failed, Loading } from '../_ui/States'
import { useSay } from '../_ui/Toasts'
import { fold, newMatches, nothingYet, shownRows } from './live'
import { Results } from './Results'
import { RunStatus } from './RunStatus'

/** A screen that follows the market: a run at each close, moving prices in between. */
export function LiveScreen({ screen }: { screen: { readonly id: string; readonly name: string } }) {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const say = useSay()
  const [live, heard] = useReducer(fold, nothingYet)
  const subscription = useSubscription(
    trpc.screens.live.subscriptionOptions(
      { workspaceId: workspace.id, screenId: screen.id },
      { onData: ({ data }) => heard(data) },
    ),
  )
  const cancel = useMutation(
    trpc.jobs.cancel.mutationOptions({ onError: error => say.failed('The run goes on', error) }),
  )
  const rows = useMemo(() => [...shownRows(live).values()], [live])
  const fresh = useMemo(() => newMatches(live), [live])

  if (subscription.error && rows.length === 0)
    return <Failed error={subscription.error} onRetry={() => subscription.reset()} />
  if (!live.run) return <Loading rows={10} />
  const { run } = live
  return (
    <div className="flex h-full min-h-0 flex-col">
      <RunStatus
        run={run}
        badge={
          <span className="flex items-center gap-1.5 font-medium text-good">
            <Radio size={14} /> Live
          </span>
        }
        onCancel={
          run.jobId
            ? () => cancel.mutate({ workspaceId: workspace.id, jobId: run.jobId as string })
            : undefined
        }
      />
      <div className="min-h-0 flex-1">
        <Results name={screen.name} columns={run.columns} rows={rows} prices={live.prices} fresh={fresh} />
      </div>
    </div>
  )
}
