'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Timeframe } from '@/sandbox/ir/timeframe'
import type { OutputChange } from '@/sandbox/run/behaviour'
import { useChartColours } from '../_charts/colours'
import { type Mark, PreviewChartView } from '../_editor/preview/chart'
import { candlesOf } from '../_editor/preview/usePreviewBars'
import { useHere } from '../_session/workspace'
import { useTRPC } from '../_trpc/client'
import { APART } from '../_trpc/links'
import { count, utc } from '../_ui/numbers'
import { Failed, Loading } from '../_ui/States'
import { comparedSeries } from './comparedSeries'
import type { Compared } from './useComparison'

interface ChangedSignalsProps {
  readonly venue: string
  readonly timeframe: Timeframe
  readonly compared: Compared
  readonly change: OutputChange
}

/** One symbol's signals on its bars: which stayed, came, went and moved. A line of the list shows its bar. */
export function ChangedSignals({ venue, timeframe, compared, change }: ChangedSignalsProps) {
  const { workspace } = useHere()
  const { symbol } = compared
  const { data, error, refetch } = useQuery(
    useTRPC().data.history.queryOptions(
      { workspaceId: workspace.id, ...comparedSeries(venue, symbol, timeframe) },
      { staleTime: Number.POSITIVE_INFINITY, trpc: APART, retry: false },
    ),
  )
  const candles = useMemo(() => (data ? candlesOf(data) : []), [data])
  const lines = useMemo(() => linesOf(change), [change])
  const marks = useMemo(() => marksOf(change, compared), [change, compared])
  const [at, setAt] = useState<number | null>(lines[0]?.bar ?? null)
  const box = useRef<HTMLDivElement>(null)
  const view = useRef<PreviewChartView | null>(null)
  const colours = useChartColours()
  useEffect(() => {
    if (!box.current || !colours || candles.length === 0) return
    const made = new PreviewChartView(box.current, colours)
    view.current = made
    made.setCandles(candles, decimalsOf(candles.at(-1)?.close ?? 1))
    made.setMarks(marks)
    return () => {
      view.current = null
      made.remove()
    }
  }, [candles, marks, colours])
  useEffect(() => {
    if (at !== null) view.current?.setCursor(at)
  }, [at, candles, marks, colours])
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={6} />
  return (
    <div className="flex h-full min-h-0 flex-col">
      <figure aria-label={`${symbol} ${timeframe}: ${change.output}`} className="min-h-0 flex-1">
        <div ref={box} className="h-full w-full" />
      </figure>
      <div className="h-[38%] shrink-0 overflow-auto border-t border-line">
        {lines.length === 0 ? (
          <p className="p-3 text-soft">
            Nothing has changed for {change.output} of {symbol}.
          </p>
        ) : (
          <ol aria-label="Changed signals" className="py-1 tabular-nums">
            {lines.slice(0, MOST_TOLD).map(({ bar, to, what }) => (
              <li key={`${what} ${bar}`}>
                <button
                  type="button"
                  aria-current={bar === at}
                  onClick={() => setAt(bar)}
                  className="flex w-full gap-3 px-3 py-0.5 text-left text-soft hover:bg-hover aria-[current=true]:bg-hover aria-[current=true]:text-ink"
                >
                  <span className={`w-16 ${TONES[what]}`}>{what}</span>
                  <span>{utc(candles[bar]?.time ?? 0)}</span>
                  {to !== null && <span className="text-faint">to {utc(candles[to]?.time ?? 0)}</span>}
                </button>
              </li>
            ))}
            {lines.length > MOST_TOLD && (
              <li className="px-3 py-1 text-faint">and {count(lines.length - MOST_TOLD)} older ones</li>
            )}
          </ol>
        )}
      </div>
    </div>
  )
}

const MOST_TOLD = 200

type What = 'added' | 'removed' | 'moved'
const TONES: Readonly<Record<What, string>> = {
  added: 'text-gain',
  removed: 'text-loss',
  moved: 'text-warn',
}

interface Line {
  readonly bar: number
  /** Where a moved one is now. */
  readonly to: number | null
  readonly what: What
}

/** Newest first. */
const linesOf = ({ added, removed, moved }: OutputChange): Line[] =>
  [
    ...added.map((bar): Line => ({ bar, to: null, what: 'added' })),
    ...removed.map((bar): Line => ({ bar, to: null, what: 'removed' })),
    ...moved.map(({ from, to }): Line => ({ bar: from, to, what: 'moved' })),
  ].sort((a, b) => b.bar - a.bar)

/** Kept ones are there and say nothing. */
function marksOf({ output, added, removed, moved }: OutputChange, { after }: Compared): Mark[] {
  const news = new Set([...added, ...moved.map(({ to }) => to)])
  const now = Array.from(after.find(each => each.output === output)?.begins ?? [])
  return [
    ...now
      .filter(bar => !news.has(bar))
      .map((bar): Mark => ({ bar, text: '', tone: 'faint', shape: 'circle' })),
    ...added.map((bar): Mark => ({ bar, text: 'added', tone: 'gain', shape: 'arrowUp' })),
    ...removed.map((bar): Mark => ({ bar, text: 'removed', tone: 'loss', shape: 'square' })),
    ...moved.flatMap(({ from, to }): Mark[] => [
      { bar: from, text: '', tone: 'warn', shape: 'square' },
      { bar: to, text: 'moved', tone: 'warn', shape: 'circle' },
    ]),
  ]
}

/** As many as tell four digits of a price. */
const decimalsOf = (price: number): number => Math.min(8, Math.max(2, 3 - Math.floor(Math.log10(price))))
