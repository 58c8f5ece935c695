'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { isOver } from '../_runs/moving'
import { useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { type Choices, type Received, type Refused, upload } from './upload'

const LOOK_MS = 400

/** Where an import stands. */
export type Step =
  | { readonly kind: 'choosing'; readonly refused: Refused | null }
  | { readonly kind: 'sending'; readonly sent: number }
  | {
      readonly kind: 'importing'
      readonly received: Received
      readonly progress: number
      readonly stage: string
    }
  | { readonly kind: 'done'; readonly received: Received }
  | { readonly kind: 'failed'; readonly received: Received; readonly message: string }

type Own =
  | Exclude<Step, { kind: 'importing' | 'done' | 'failed' }>
  | { readonly kind: 'received'; readonly received: Received }

const BEGIN: Own = { kind: 'choosing', refused: null }

/** One file from the choice to the chart: sent, then followed as a job. */
export function useImport() {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [own, setOwn] = useState<Own>(BEGIN)
  const sending = useRef<AbortController | null>(null)
  const jobId = own.kind === 'received' ? own.received.jobId : ''
  const { data: job } = useQuery(
    trpc.jobs.get.queryOptions(
      { workspaceId: workspace.id, jobId },
      {
        enabled: jobId !== '',
        refetchInterval: query => (query.state.data && isOver(query.state.data) ? false : LOOK_MS),
      },
    ),
  )
  const cancelJob = useMutation(trpc.jobs.cancel.mutationOptions())
  const send = async (file: File, choices: Choices) => {
    const abort = new AbortController()
    sending.current = abort
    setOwn({ kind: 'sending', sent: 0 })
    try {
      const outcome = await upload(workspace.id, file, choices, {
        signal: abort.signal,
        onSent: sent => setOwn({ kind: 'sending', sent }),
      })
      if (outcome.ok) setOwn({ kind: 'received', received: outcome.received })
      else setOwn({ kind: 'choosing', refused: outcome.refused })
    } catch {
      setOwn(BEGIN)
    }
    void queries.invalidateQueries({ queryKey: trpc.imports.pathKey() })
  }
  const cancel = () => {
    if (own.kind === 'sending') sending.current?.abort()
    else if (own.kind === 'received')
      cancelJob.mutate({ workspaceId: workspace.id, jobId: own.received.jobId })
  }
  return { step: stepOf(own, job), send, cancel, restart: () => setOwn(BEGIN) }
}

type JobSeen = {
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
  progress: number
  stage: string
  problem: { message: string } | null
}

function stepOf(own: Own, job: JobSeen | undefined): Step {
  if (own.kind !== 'received') return own
  const { received } = own
  switch (job?.state) {
    case 'done':
      return { kind: 'done', received }
    case 'failed':
      return {
        kind: 'failed',
        received,
        message: job.problem?.message ?? 'The import did not come to its end.',
      }
    case 'cancelled':
      return { kind: 'failed', received, message: 'The import was cancelled. Nothing of the file was kept.' }
    default:
      return {
        kind: 'importing',
        received,
        progress: job?.progress ?? 0,
        stage: job?.state === 'running' ? job.stage : 'Waiting for its turn',
      }
  }
}
