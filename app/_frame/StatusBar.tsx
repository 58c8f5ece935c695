'use client'
import clsx from 'clsx'
import Link from 'next/link'
import { useMovingJobs } from '../_runs/moving'
import { useHref } from '../_session/workspace'
import type { ChannelState } from '../_trpc/channel'
import { useChannel } from '../_trpc/Providers'
import { count } from '../_ui/numbers'
import { Tip } from '../_ui/Tip'
import { FeedStatus } from './FeedStatus'
import { useVenueTime } from './feed'

const WORDS: Readonly<Record<ChannelState, { readonly word: string; readonly about: string }>> = {
  idle: { word: 'Connected', about: 'Live updates begin when a page asks for them.' },
  connecting: { word: 'Connecting …', about: 'The live connection is being opened.' },
  open: { word: 'Connected', about: 'Live updates come over one connection.' },
  lost: {
    word: 'Reconnecting …',
    about: 'The connection broke. Nothing is lost: missed updates come first.',
  },
  stream: {
    word: 'Connected by stream',
    about: 'No WebSocket gets through here; updates come as event streams.',
  },
}

/** The bottom line: how live this is, what runs, and what time the venue has. */
export function StatusBar() {
  const channel = useChannel()
  const { word, about } = WORDS[channel]
  const waits = channel === 'lost' || channel === 'connecting'
  const venueTime = useVenueTime()
  return (
    <footer className="col-span-2 flex h-6 items-center gap-4 border-t border-line bg-panel px-3 text-[11px] text-faint">
      <Tip text={about} side="top">
        <span role="status" className="flex items-center gap-1.5">
          <span aria-hidden className={clsx('size-1.5 rounded-full', waits ? 'bg-warn' : 'bg-good')} />
          {word}
        </span>
      </Tip>
      <Active />
      <span className="flex-1" />
      <FeedStatus />
      {venueTime && <span className="hidden tabular-nums sm:inline">Venue {venueTime}</span>}
    </footer>
  )
}

function Active() {
  const href = useHref()
  const jobs = [...useMovingJobs().values()]
  const running = jobs.filter(({ state }) => state === 'running')
  if (jobs.length === 0) return <Link href={href('runs')}>Nothing runs</Link>
  const share = running.reduce((sum, { progress }) => sum + progress, 0) / Math.max(1, running.length)
  return (
    <Link href={href('runs')} className="late flex items-center gap-2 text-soft hover:text-ink">
      <span className="h-1 w-20 overflow-hidden rounded-full bg-line">
        <span className="block h-full bg-accent" style={{ width: `${share * 100}%` }} />
      </span>
      {running.length > 0 ? `${count(running.length)} running` : ''}
      {jobs.length > running.length ? ` ${count(jobs.length - running.length)} waiting` : ''}
    </Link>
  )
}
