'use client'
import clsx from 'clsx'
import { useDeferredValue, useState } from 'react'
import { utc } from '../../_ui/numbers'
import type { PreviewStore } from './store'
import { useCursor, usePreviewState } from './usePreview'

const FIRST = 200
const MORE = 500

/** What a script says with log(), and on which bar. */
export function Log({ store }: { readonly store: PreviewStore }) {
  const { shown } = usePreviewState(store)
  const cursor = useDeferredValue(useCursor(store))
  const [most, setMost] = useState(FIRST)
  const logs = shown?.ran.logs ?? []
  if (logs.length === 0)
    return (
      <p className="p-3 text-[12px] text-faint">What a script says with log(…) stands here, with its bar.</p>
    )
  return (
    <ol aria-label="Log" className="py-1 font-mono text-[11px]">
      {logs.slice(0, most).map(({ bar, text }, at) => {
        const time = bar === null ? undefined : shown?.bars.own.time[bar]
        return (
          <li key={at}>
            <button
              type="button"
              disabled={bar === null}
              aria-current={bar !== null && bar === cursor}
              onClick={() => store.moveTo(bar)}
              title={bar === null ? undefined : `Bar ${bar}`}
              className={clsx(
                'flex w-full gap-2 px-3 py-0.5 text-left enabled:hover:bg-hover',
                'aria-[current=true]:bg-accent-wash',
              )}
            >
              <span className="shrink-0 text-faint tabular-nums">
                {time === undefined ? 'before the bars' : utc(time)}
              </span>
              <span className="min-w-0 break-words text-soft">{text}</span>
            </button>
          </li>
        )
      })}
      {logs.length > most && (
        <li>
          <button
            type="button"
            className="px-3 py-1 text-faint hover:text-ink"
            onClick={() => setMost(most + MORE)}
          >
            {logs.length - most} more
          </button>
        </li>
      )}
    </ol>
  )
}
