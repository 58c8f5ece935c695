'use client'
// What moves in this workspace: one watch for the whole workbench.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { useHere } from '../_session/workspace'
import { type Outputs, useTRPC } from '../_trpc/client'
import { useChannel } from '../_trpc/Providers'

export type Job = Outputs['jobs']['list']['jobs'][number]
export type Moving = Pick<Job, 'id' | 'state' | 'progress' | 'stage'>

const POLL_MS = 4_000
const ACTIVE: Job['state'][] = ['queued', 'running']

export const isOver = ({ state }: Pick<Job, 'state'>): boolean => state !== 'queued' && state !== 'running'

type Known = ReadonlyMap<string, Moving & { readonly title?: string }>

const Context = createContext<Known>(new Map())

export function JobsProvider({ children }: { children: ReactNode }) {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const byStream = useChannel() === 'stream'
  const asked = { workspaceId: workspace.id }
  const [heard, setHeard] = useState<Known>(new Map())
  const renew = () => {
    void queries.invalidateQueries({ queryKey: trpc.jobs.list.queryKey() })
    void queries.invalidateQueries({ queryKey: trpc.jobs.list.infiniteQueryKey() })
  }
  useSubscription(
    trpc.jobs.watch.subscriptionOptions(asked, {
      enabled: !byStream,
      onData: ({ data: event }) => {
        if (event.kind === 'active') {
          setHeard(new Map(event.jobs.map(job => [job.id, job])))
          return
        }
        const { job } = event
        setHeard(known => {
          const next = new Map(known)
          if (isOver(job)) next.delete(job.id)
          else next.set(job.id, { ...known.get(job.id), ...job })
          return next
        })
        if (job.state !== 'running') renew()
      },
    }),
  )
  const { data: polled } = useQuery(
    trpc.jobs.list.queryOptions(
      { ...asked, states: ACTIVE },
      { enabled: byStream, refetchInterval: POLL_MS },
    ),
  )
  const known = useMemo(
    () => (byStream ? new Map((polled?.jobs ?? []).map(job => [job.id, job])) : heard),
    [byStream, polled, heard],
  )
  return <Context value={known}>{children}</Context>
}

/** The jobs that wait or run, by id. Titles come with the list of runs, not with every step. */
export const useMovingJobs = (): Known => useContext(Context)
