'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ChartCandlestick } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { isOver } from '../_runs/moving'
import { useBlocked, useHere, useHref } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { Button } from '../_ui/Button'
import { useSay } from '../_ui/Toasts'

const LOOK_MS = 300

/** Imports twenty years of the S&P 500 in one click and opens its chart. */
export function SampleButton() {
  const { workspace } = useHere()
  const blocked = useBlocked('market:edit')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const router = useRouter()
  const href = useHref()
  const say = useSay()
  const [jobId, setJobId] = useState<string | null>(null)
  const open = (symbol: string) => {
    void queries.invalidateQueries({ queryKey: trpc.market.pathKey() })
    void queries.invalidateQueries({ queryKey: trpc.imports.pathKey() })
    router.push(href(`data/csv/${symbol}`))
  }
  const sample = useMutation(
    trpc.imports.sample.mutationOptions({
      onSuccess: ({ symbol, jobId: asked }) => (asked === null ? open(symbol) : setJobId(asked)),
      onError: error => say.failed('The sample was not imported', error),
    }),
  )
  const { data: job } = useQuery(
    trpc.jobs.get.queryOptions(
      { workspaceId: workspace.id, jobId: jobId ?? '' },
      {
        enabled: jobId !== null,
        refetchInterval: query => (query.state.data && isOver(query.state.data) ? false : LOOK_MS),
      },
    ),
  )
  const state = jobId === null ? null : job?.state
  useEffect(() => {
    if (state !== 'done' && state !== 'failed' && state !== 'cancelled') return
    setJobId(null)
    if (state === 'done') open(sample.data?.symbol ?? 'SP500')
    else
      say.failed('The sample was not imported', new Error(job?.problem?.message ?? 'Its job was cancelled.'))
  }, [state])
  return (
    <Button
      icon={<ChartCandlestick size={14} />}
      blocked={blocked}
      busy={sample.isPending || jobId !== null}
      onClick={() => sample.mutate({ workspaceId: workspace.id })}
    >
      {sample.isPending || jobId !== null ? 'Importing the S&P 500 …' : 'S&P 500 sample'}
    </Button>
  )
}
