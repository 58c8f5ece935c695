'use client'
import { useMutation } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { Pause, Play, Radio, RotateCw } from 'lucide-react'
import { type ReactNode, useMemo, useReducer, useState } from 'react'
import { useBlocked, useHere } from '../_session/workspace'
import { type Outputs, useTRPC } from '../_trpc/client'
import { Button, IconButton } from '../_ui/Button'
import { utc } from '../_ui/numbers'
import { Failed, Loading } from '../_ui/States'
import { useSay } from '../_ui/Toasts'
import { fold, type Live, newMatches, nothingYet, shownRows } from './live'
import { Results } from './Results'
import { RunStatus } from './RunStatus'

interface LiveScreenProps {
  readonly screen: Outputs['screens']['get']
  readonly tools: ReactNode
  readonly notes: ReactNode
}

/** A screen that follows the market: a run at each close, moving prices in between. */
export function LiveScreen({ screen, tools, notes }: LiveScreenProps) {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const say = useSay()
  const mayCancel = useBlocked('job:cancel')
  const [live, heard] = useReducer(fold, nothingYet)
  const [held, setHeld] = useState<Live | null>(null)
  const asked = { workspaceId: workspace.id, screenId: screen.id }
  const subscription = useSubscription(
    trpc.screens.live.subscriptionOptions(asked, { onData: ({ data }) => heard(data) }),
  )
  const cancel = useMutation(
    trpc.jobs.cancel.mutationOptions({ onError: error => say.failed('The run goes on', error) }),
  )
  const run = useMutation(
    trpc.screens.run.mutationOptions({
      onSuccess: ({ created, barTime }) => {
        if (!created && live.run?.state === 'done')
          say.done(
            'This is the newest there is',
            `The bar of ${utc(barTime)} UTC is judged. The next close brings more.`,
          )
      },
      onError: error => say.failed('Not run', error),
    }),
  )
  const shown = held ?? live
  const rows = useMemo(() => [...shownRows(shown).values()], [shown])
  const fresh = useMemo(() => newMatches(shown), [shown])

  if (subscription.error && rows.length === 0)
    return <Failed error={subscription.error} onRetry={() => subscription.reset()} />
  if (!shown.run) return <Loading rows={10} />
  const { jobId } = shown.run
  return (
    <div className="flex h-full min-h-0 flex-col">
      <RunStatus
        run={shown.run}
        badge={
          held ? (
            <span className="flex items-center gap-1.5 font-medium text-warn">
              <Pause size={14} /> Held
            </span>
          ) : (
            <span className="flex items-center gap-1.5 font-medium text-good">
              <Radio size={14} /> Live
            </span>
          )
        }
        onCancel={jobId && !mayCancel ? () => cancel.mutate({ workspaceId: workspace.id, jobId }) : undefined}
        tools={
          <>
            <IconButton
              label={held ? 'Follow the market again' : 'Hold the rows still'}
              aria-pressed={held !== null}
              onClick={() => setHeld(held ? null : live)}
            >
              {held ? <Play size={14} /> : <Pause size={14} />}
            </IconButton>
            <Button
              look="quiet"
              icon={<RotateCw size={14} />}
              busy={run.isPending}
              onClick={() => {
                setHeld(null)
                run.mutate(asked)
              }}
            >
              Run now
            </Button>
            {tools}
          </>
        }
      />
      <div className="min-h-0 flex-1">
        <Results
          screen={screen}
          run={shown.run}
          rows={rows}
          prices={shown.prices}
          fresh={fresh}
          notes={notes}
        />
      </div>
    </div>
  )
}
