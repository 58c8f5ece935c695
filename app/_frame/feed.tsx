'use client'
// The feed's last word, heard once for the whole workbench.
import { useQuery } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { useHere } from '../_session/workspace'
import { type Outputs, useTRPC } from '../_trpc/client'
import { useChannel } from '../_trpc/Providers'
import { utc } from '../_ui/numbers'

export type Feed = Outputs['market']['feed']

interface Heard {
  readonly feed: Feed
  /** `performance.now()` when it was heard. */
  readonly at: number
}

const POLL_MS = 5_000
const Context = createContext<Heard | null>(null)

export function FeedProvider({ children }: { children: ReactNode }) {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const byStream = useChannel() === 'stream'
  const asked = { workspaceId: workspace.id }
  const [heard, setHeard] = useState<Heard | null>(null)
  useSubscription(
    trpc.market.watchFeed.subscriptionOptions(asked, {
      enabled: !byStream,
      onData: ({ data }) => setHeard({ feed: data, at: performance.now() }),
    }),
  )
  const { data: polled } = useQuery(
    trpc.market.feed.queryOptions(asked, { enabled: byStream, refetchInterval: POLL_MS }),
  )
  useEffect(() => {
    if (polled) setHeard({ feed: polled, at: performance.now() })
  }, [polled])
  return <Context value={heard}>{children}</Context>
}

export const useFeed = (): Heard | null => useContext(Context)

/** Milliseconds since the feed's last word was heard, counted on between its words. */
export function useSinceHeard(): number {
  const heard = useFeed()
  const [now, setNow] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return heard ? Math.max(0, now - heard.at) : 0
}

/** The time at the venue, which may run faster than ours. */
export function useVenueTime(): string | null {
  const heard = useFeed()
  const since = useSinceHeard()
  const venue = heard?.feed.venues[0]
  return venue ? `${utc(venue.now + since * venue.speed)} UTC` : null
}
