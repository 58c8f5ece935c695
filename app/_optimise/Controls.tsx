'use client'
import { useMutation } from '@tanstack/react-query'
import { Ban, Pause, Play, RotateCw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useBlocked, useHere, useHref } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Button } from '../_ui/Button'
import { useSay } from '../_ui/Toasts'
import type { Optimisation } from './metrics'

interface ControlsProps {
  readonly optimisation: Pick<Optimisation, 'id' | 'state'>
  readonly onChanged: () => void
}

/** What can be done with a search as it stands: pause, go on, cancel, or the same again. */
export function Controls({ optimisation: { id, state }, onChanged }: ControlsProps) {
  const { workspace } = useHere()
  const href = useHref()
  const router = useRouter()
  const trpc = useTRPC()
  const say = useSay()
  const blocked = useBlocked('strategy:run')
  const asked = { workspaceId: workspace.id, optimisationId: id }
  const told = { onSuccess: onChanged, onError: (error: unknown) => say.failed('Nothing has changed', error) }
  const pause = useMutation(trpc.optimise.pause.mutationOptions(told))
  const resume = useMutation(trpc.optimise.resume.mutationOptions(told))
  const cancel = useMutation(trpc.optimise.cancel.mutationOptions(told))
  const again = useMutation(
    trpc.optimise.again.mutationOptions({
      onSuccess: made => {
        if (made.id === id) onChanged()
        else router.push(href(`optimise/${made.id}`))
      },
      onError: error => say.failed('It was not started', error),
    }),
  )
  const stop = (
    <Button
      icon={<Ban size={14} />}
      blocked={blocked}
      busy={cancel.isPending}
      onClick={() => cancel.mutate(asked)}
    >
      Cancel
    </Button>
  )
  switch (state) {
    case 'queued':
    case 'running':
      return (
        <>
          <Button
            icon={<Pause size={14} />}
            blocked={blocked}
            busy={pause.isPending}
            onClick={() => pause.mutate(asked)}
          >
            Pause
          </Button>
          {stop}
        </>
      )
    case 'paused':
      return (
        <>
          <Button
            look="primary"
            icon={<Play size={14} />}
            blocked={blocked}
            busy={resume.isPending}
            onClick={() => resume.mutate(asked)}
          >
            Resume
          </Button>
          {stop}
        </>
      )
    case 'stopping':
      return <Button busy>Stopping …</Button>
    case 'done':
    case 'failed':
    case 'cancelled':
      return (
        <Button
          icon={<RotateCw size={14} />}
          blocked={blocked}
          busy={again.isPending}
          onClick={() => again.mutate(asked)}
        >
          {state === 'done' ? 'Run again' : 'Go on'}
        </Button>
      )
  }
}
