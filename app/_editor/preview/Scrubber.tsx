'use client'
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import { utc } from '../../_ui/numbers'
import type { PreviewStore } from './store'
import { usePreviewState } from './usePreview'

const STRIDE = 10

/** Moves the cursor over the bars: by hand, arrow keys, and with N and P from signal to signal. React renders none of it. */
export function Scrubber({ store, ref }: { store: PreviewStore; ref: Ref<HTMLInputElement> }) {
  const input = useRef<HTMLInputElement>(null)
  const label = useRef<HTMLOutputElement>(null)
  const { shown, bars } = usePreviewState(store)
  const rows = shown?.ran.rows ?? bars?.own.time.length ?? 0
  useImperativeHandle(ref, () => input.current as HTMLInputElement) // it is there as long as the component is
  useEffect(() => {
    const paint = () => {
      const bar = store.cursor()
      if (input.current) input.current.value = String(bar)
      const time = bars?.own.time[bar]
      if (label.current) label.current.textContent = time === undefined ? '' : `${utc(time)} · bar ${bar}`
      input.current?.setAttribute('aria-valuetext', time === undefined ? '' : `${utc(time)} UTC`)
    }
    paint()
    return store.subscribeCursor(paint)
  }, [store, bars])
  const onKeyDown = (event: KeyboardEvent) => {
    const bar = store.cursor()
    const to = targetOf(event, bar, rows, shown?.ran.fired.flatMap(({ begins }) => [...begins]) ?? [])
    if (to === undefined) return
    event.preventDefault()
    store.moveTo(to)
  }
  return (
    <div className="flex h-7 shrink-0 items-center gap-3 border-t border-line bg-panel px-3">
      <input
        ref={input}
        type="range"
        aria-label="Bar"
        min={0}
        max={Math.max(0, rows - 1)}
        step={1}
        defaultValue={Math.max(0, rows - 1)}
        disabled={rows === 0}
        onInput={event => store.moveTo(Number(event.currentTarget.value))}
        onKeyDown={onKeyDown}
        title="← → bar by bar, with Shift ten; N and P to the next and previous signal; End to the newest"
        className="h-1 min-w-0 flex-1 accent-accent"
      />
      <output ref={label} className="w-44 text-right text-[11px] text-faint tabular-nums" />
    </div>
  )
}

/** The bar a key leads to; undefined for keys that lead nowhere. */
function targetOf(
  { key, shiftKey }: KeyboardEvent,
  bar: number,
  rows: number,
  signals: readonly number[],
): number | undefined {
  const by = shiftKey ? STRIDE : 1
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return bar - by
    case 'ArrowRight':
    case 'ArrowUp':
      return bar + by
    case 'Home':
      return 0
    case 'End':
      return rows - 1
    case 'n':
    case 'N':
      return signals.filter(each => each > bar).toSorted((a, b) => a - b)[0] ?? bar
    case 'p':
    case 'P':
      return signals.filter(each => each < bar).toSorted((a, b) => b - a)[0] ?? bar
    default:
      return undefined
  }
}
