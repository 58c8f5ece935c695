'use client'
import { Pin } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Candle } from '../../_charts/Candles'
import { useChartColours } from '../../_charts/colours'
import { fixed, utc } from '../../_ui/numbers'
import { type Plot, PreviewChartView } from './chart'
import { type Labels, labelled } from './labels'
import { leastHeight, panesOf } from './panes'
import { pricesIn } from './scale'
import type { PreviewState, PreviewStore } from './store'
import { usePreviewState } from './usePreview'

interface PreviewChartProps {
  readonly store: PreviewStore
  readonly label: string
  readonly candles: readonly Candle[]
  readonly decimals: number
  readonly labels?: Labels
  /** The chart was clicked: keys should move the cursor. */
  readonly onFocus: () => void
}

/** Lines are told apart by hue and, in the legend, by name. */
const HUES = ['#e5b454', '#5b8def', '#c678dd', '#47c08a', '#ff8f70', '#56b6c2', '#d19a66', '#9aa5ff']

export function PreviewChart({ store, label, candles, decimals, labels, onFocus }: PreviewChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const view = useRef<PreviewChartView | null>(null)
  const caption = useRef<HTMLElement>(null)
  const colours = useChartColours()
  // a held bar stays while the hand goes elsewhere: to the values beside the chart, for one
  const [held, setHeld] = useState(false)
  const isHeld = useRef(held)
  isHeld.current = held
  const state = usePreviewState(store)
  // values of another series are not these candles’
  const isOwn = state.bars !== null && label === `${state.bars.symbol} ${state.bars.timeframe}`
  const shown = isOwn ? state.shown : null
  const plots = useMemo(() => (isOwn ? plotsOf(state, store, labels) : []), [isOwn, state, store, labels])

  // a pane of its own has its name in it
  const overCandles = useMemo(() => {
    const panes = panesOf(plots)
    return plots.filter(({ key }) => panes.get(key) === 0)
  }, [plots])

  // Colours of a standing chart are changed below.
  // the chart stands for as long as there are colours
  useEffect(() => {
    if (!box.current || !colours) return
    const made = new PreviewChartView(box.current, colours, {
      onHover: bar => {
        if (!isHeld.current) store.moveTo(bar)
      },
      onPick: bar => {
        const isSame = isHeld.current && bar === store.cursor()
        setHeld(!isSame)
        if (!isSame) store.moveTo(bar)
      },
    })
    view.current = made
    return () => {
      view.current = null
      made.remove()
    }
  }, [store, colours !== null])
  useEffect(() => {
    if (colours) view.current?.paint(colours)
  }, [colours])
  useEffect(() => {
    if (colours) view.current?.setCandles(candles, decimals)
  }, [candles, decimals, colours])
  useEffect(() => {
    if (!colours) return
    view.current?.setPlots(plots)
    view.current?.setFired(shown?.ran.fired ?? [])
  }, [plots, shown, colours])
  useEffect(() => {
    const move = () => {
      const bar = store.cursor()
      view.current?.setCursor(bar >= store.bars - 1 ? -1 : bar)
      const candle = candles[bar]
      if (!caption.current) return
      caption.current.textContent = candle
        ? `${utc(candle.time)}  O ${fixed(candle.open, decimals)}  H ${fixed(candle.high, decimals)}  L ${fixed(candle.low, decimals)}  C ${fixed(candle.close, decimals)}`
        : ''
    }
    move()
    return store.subscribeCursor(move)
  }, [store, candles, decimals, colours])
  useEffect(() => view.current?.setHeld(held), [held, colours])

  return (
    <figure className="relative h-full min-h-0 w-full" aria-label={label} onPointerUp={onFocus}>
      <figcaption className="pointer-events-none absolute top-1.5 right-18 left-3 z-10 flex flex-wrap gap-x-1 text-[11px] text-faint tabular-nums">
        {held && (
          <button
            type="button"
            onClick={() => setHeld(false)}
            className="pointer-events-auto flex items-center gap-1 rounded bg-accent-wash px-1 text-accent"
            title="The bar is held. Click here or on it again to let it go."
          >
            <Pin size={10} aria-hidden /> held
          </button>
        )}
        <span ref={caption} className="rounded bg-ground/85 px-1 whitespace-pre empty:hidden" />
        {overCandles.map(({ key, label: name, colour }) => (
          <span key={key} className="flex items-center gap-1 rounded bg-ground/85 px-1 text-soft">
            <span aria-hidden className="inline-block h-0.5 w-3" style={{ backgroundColor: colour }} />
            {name}
          </span>
        ))}
      </figcaption>
      <div className="h-full w-full overflow-x-hidden overflow-y-auto">
        <div ref={box} className="h-full w-full" style={{ minHeight: leastHeight(plots) }} />
      </div>
    </figure>
  )
}

/** The document's own columns, then what was asked for. */
function plotsOf({ shown, plots }: PreviewState, store: PreviewStore, labels: Labels | undefined): Plot[] {
  const program = shown?.compiled.program
  if (!program) return []
  const isPrice = pricesIn(program)
  const found = new Map<string, Omit<Plot, 'colour'>>()
  const add = (key: string, label: string, node: number) => {
    const column = store.column(node)
    const kind = program.nodes[node]?.type.kind ?? 'number'
    if (column) found.set(key, { key, label, kind, isPrice: isPrice[node] === 1, column })
  }
  for (const { name, node } of program.columns) add(`column ${name}`, name, node)
  for (const { key, label, node } of store.watchables())
    if (plots.includes(key) && ![...program.columns].some(column => column.node === node))
      add(key, labelled(label, labels), node)
  return [...found.values()].map((plot, at) => ({ ...plot, colour: HUES[at % HUES.length] ?? '' }))
}
