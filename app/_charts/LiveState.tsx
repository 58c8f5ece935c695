'use client'
import clsx from 'clsx'
import { useFeed, useSinceHeard } from '../_frame/feed'
import { feedWords } from '../_frame/feedWords'
import { count } from '../_ui/numbers'
import type { LiveEnd } from './liveBars'

const WORDS: Readonly<
  Record<Exclude<LiveEnd['state'], 'off'>, { word: string; about: string; dot: string }>
> = {
  waiting: { word: 'waiting', about: 'The live bar is being asked for.', dot: 'bg-faint' },
  live: {
    word: 'live',
    about: 'The last bar grows as prices come in, and closes by itself.',
    dot: 'bg-good',
  },
  lost: {
    word: 'reconnecting …',
    about: 'The connection broke. Bars that close meanwhile are told first once it is back.',
    dot: 'bg-warn',
  },
  polled: {
    word: 'every 15 s',
    about: 'No WebSocket gets through here, so bars are read anew every 15 seconds.',
    dot: 'bg-warn',
  },
}

/** Whether a chart's last bar follows the market, and if not, why. */
export function LiveState({ venue, end }: { venue: string; end: Pick<LiveEnd, 'state' | 'missed'> }) {
  const feed = useFeed()?.feed.venues.find(each => each.venue === venue)
  const since = useSinceHeard()
  if (end.state === 'off') return null
  const stale = feed ? feedWords(feed, since) : null
  const isStale = end.state === 'live' && stale?.isStale === true
  const { word, about, dot } = WORDS[end.state]
  const missed =
    end.missed > 0 ? ` This page was too slow for ${count(end.missed)} updates; it shows the newest.` : ''
  return (
    <span
      role="status"
      title={isStale ? `The feed of ${venue} tells nothing new.` : `${about}${missed}`}
      className="flex items-center gap-1.5 text-[11px] text-faint tabular-nums"
    >
      <span aria-hidden className={clsx('size-1.5 rounded-full', isStale ? 'bg-bad' : dot)} />
      {isStale ? `prices are ${stale?.text}` : word}
      {end.missed > 0 && ` · ${count(end.missed)} skipped`}
    </span>
  )
}
