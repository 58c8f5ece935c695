'use client'
import clsx from 'clsx'
import { Tip } from '../_ui/Tip'
import { useFeed, useSinceHeard } from './feed'

const SILENT_MS = 12_000

/** Whether prices flow, how old they are, and that they are made up. */
export function FeedStatus() {
  const heard = useFeed()
  const since = useSinceHeard()
  const age = heard?.feed.ageMs == null ? null : heard.feed.ageMs + since
  const flows = heard?.feed.state === 'flowing' && age !== null && age < SILENT_MS
  const words =
    age === null
      ? 'waiting'
      : flows
        ? `${(age / 1000).toFixed(1)} s`
        : `silent for ${Math.round(age / 1000)} s`
  const speed = heard && heard.feed.speed !== 1 ? ` · ${heard.feed.speed}×` : ''
  return (
    <Tip
      side="bottom"
      text="The built-in simulated venue computes these prices; they are no market’s. The age is that of the feed’s last word."
    >
      <span className="hidden items-center gap-1.5 text-[12px] text-faint sm:flex">
        <span
          className={clsx('size-1.5 rounded-full', flows ? 'bg-good' : age === null ? 'bg-warn' : 'bg-bad')}
          aria-hidden
        />
        <span className="tabular-nums">
          <span className="text-soft">Simulated feed</span> · {words}
          {speed}
        </span>
      </span>
    </Tip>
  )
}
