'use client'
import clsx from 'clsx'
import { Tip } from '../_ui/Tip'
import { useFeed, useSinceHeard } from './feed'
import { type FeedTone, feedDetails, feedWords, type VenueFeed } from './feedWords'

const DOTS: Readonly<Record<FeedTone, string>> = { good: 'bg-good', warn: 'bg-warn', bad: 'bg-bad' }
const NAMES: Readonly<Record<string, string>> = { simulated: 'Simulated', binance: 'Binance' }

/** How old the newest price of each venue is, and which of them are made up. */
export function FeedStatus() {
  const heard = useFeed()
  const since = useSinceHeard()
  return heard ? (
    heard.feed.venues.map(venue => <One key={venue.venue} venue={venue} since={since} />)
  ) : (
    <span>
      <span className="text-soft">Feed</span> waiting
    </span>
  )
}

function One({ venue, since }: { venue: VenueFeed; since: number }) {
  const { tone, text } = feedWords(venue, since)
  const isSimulated = venue.venue === 'simulated'
  const details = feedDetails(venue)
  return (
    <Tip
      text={
        <>
          {isSimulated && <p>The built-in simulated venue computes these prices; they are no market’s.</p>}
          {details.map(line => (
            <p key={line}>{line}</p>
          ))}
        </>
      }
    >
      <span className="flex items-center gap-1.5 whitespace-nowrap" aria-description={details.join(' ')}>
        <span aria-hidden className={clsx('size-1.5 rounded-full', DOTS[tone])} />
        <span className="tabular-nums">
          <span className={isSimulated ? 'text-warn' : 'text-soft'}>
            {NAMES[venue.venue] ?? venue.venue} feed
          </span>{' '}
          <span className={clsx(tone === 'bad' && 'text-bad')}>{text}</span>
          {venue.speed !== 1 && ` · ${venue.speed}×`}
        </span>
      </span>
    </Tip>
  )
}
