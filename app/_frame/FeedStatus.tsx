'use client'
import { useSubscription } from '@trpc/tanstack-react-query'
import clsx from 'clsx'
import { useEffect, useState } from 'react'
import { useHere } from '../_session/workspace'
import { type Outputs, useTRPC } from '../_trpc/client'

type Feed = Outputs['market']['feed']

/** Whether prices flow, how old they are, and that they are made up. */
export function FeedStatus() {
  const { workspace } = useHere()
  const trpc = useTRPC()
  const [heard, setHeard] = useState<{ feed: Feed; at: number } | null>(null)
  const [now, setNow] = useState(0)
  useSubscription(
    trpc.market.watchFeed.subscriptionOptions(
      { workspaceId: workspace.id },
      { onData: ({ data }) => setHeard({ feed: data, at: performance.now() }) },
    ),
  )
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 1_000)
    return () => clearInterval(timer)
  }, [])

  const age = heard?.feed.ageMs == null ? null : heard.feed.ageMs + Math.max(0, now - heard.at)
  const flows = heard?.feed.state === 'flowing' && age !== null && age < SILENT_MS
  const words =
    age === null
      ? 'waiting for the feed'
      : flows
        ? `${(age / 1000).toFixed(1)} s old`
        : `silent for ${Math.round(age / 1000)} s`
  const speed = heard && heard.feed.speed !== 1 ? ` · ${heard.feed.speed}× speed` : ''
  return (
    <div
      title={`The simulated venue computes its prices; they are no market’s.${speed}`}
      className="hidden items-center gap-1.5 text-[12px] text-faint sm:flex"
    >
      <span
        className={clsx('size-1.5 rounded-full', flows ? 'bg-good' : age === null ? 'bg-warn' : 'bg-bad')}
        aria-hidden
      />
      <span className="tabular-nums">
        <span className="text-soft">Simulated feed</span> {words}
        {speed}
      </span>
    </div>
  )
}

const SILENT_MS = 12_000
