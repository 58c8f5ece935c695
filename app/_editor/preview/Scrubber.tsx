'use client'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import {
  type KeyboardEvent,
  type Ref,
  type RefObject,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
} from 'react'
import { timeframeMs } from '@/sandbox/ir/timeframe'
import type { Action } from '../../_actions/actions'
import { useOffer } from '../../_actions/registry'
import { IconButton } from '../../_ui/Button'
import { utcBar } from '../../_ui/numbers'
import type { PreviewStore } from './store'
import { usePreviewState } from './usePreview'

const STRIDE = 10

/** Moves the cursor over the bars: by hand, arrow keys, and from signal to signal. React renders none of it. */
export function Scrubber({ store, ref }: { store: PreviewStore; ref: Ref<HTMLInputElement> }) {
  const input = useRef<HTMLInputElement>(null)
  const label = useRef<HTMLOutputElement>(null)
  const { shown, bars } = usePreviewState(store)
  const rows = shown?.ran.rows ?? bars?.own.time.length ?? 0
  const fires = shown?.ran.fired.some(({ begins }) => begins.length > 0) === true
  const none = fires ? null : 'No output fires on these bars.'
  useImperativeHandle(ref, () => input.current as HTMLInputElement) // it is there as long as the component is
  useEffect(() => {
    const paint = () => {
      const bar = store.cursor()
      if (input.current) input.current.value = String(bar)
      const time = bars?.own.time[bar]
      const when = time === undefined || !bars ? '' : utcBar(time, timeframeMs[bars.timeframe])
      if (label.current) label.current.textContent = when && `${when} · bar ${bar}`
      input.current?.setAttribute('aria-valuetext', when)
    }
    paint()
    return store.subscribeCursor(paint)
  }, [store, bars])
  useScrubActions(store, input, none)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const to = targetOf(event, store.cursor(), rows)
    if (to !== undefined) store.moveTo(to)
    else if (/^n$/i.test(event.key)) store.toSignal('next')
    else if (/^p$/i.test(event.key)) store.toSignal('previous')
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="flex h-7 shrink-0 items-center gap-1 border-t border-line bg-panel px-1">
      <IconButton
        label="Previous signal"
        className="h-6! w-6!"
        blocked={none}
        onClick={() => store.toSignal('previous')}
      >
        <ChevronLeft size={14} />
      </IconButton>
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
      <IconButton
        label="Next signal"
        className="h-6! w-6!"
        blocked={none}
        onClick={() => store.toSignal('next')}
      >
        <ChevronRight size={14} />
      </IconButton>
      <output
        ref={label}
        className="min-w-40 pr-2 whitespace-nowrap text-right text-[11px] text-faint tabular-nums"
      />
    </div>
  )
}

/** The bar a key leads to; undefined for keys that lead nowhere. */
function targetOf({ key, shiftKey }: KeyboardEvent, bar: number, rows: number): number | undefined {
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
    default:
      return undefined
  }
}

/** The same for the command palette. */
function useScrubActions(
  store: PreviewStore,
  input: RefObject<HTMLInputElement | null>,
  none: string | null,
): void {
  const actions = useMemo(
    (): readonly Action[] => [
      {
        id: 'preview.scrub',
        title: 'Scrub through the bars',
        section: 'Preview',
        words: 'cursor slider chart time',
        run: () => input.current?.focus(),
      },
      {
        id: 'preview.next',
        title: 'Look at the next signal',
        section: 'Preview',
        words: 'fired trade jump',
        blocked: none,
        run: () => store.toSignal('next'),
      },
      {
        id: 'preview.previous',
        title: 'Look at the previous signal',
        section: 'Preview',
        words: 'fired trade jump back',
        blocked: none,
        run: () => store.toSignal('previous'),
      },
    ],
    [store, input, none],
  )
  useOffer(actions)
}
