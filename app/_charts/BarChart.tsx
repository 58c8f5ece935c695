'use client'
import {
  CandlestickSeries,
  ColorType,
  createChart,
  createSeriesMarkers,
  HistogramSeries,
  type IChartApi,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  type SeriesMarker,
  type Time,
  type UTCTimestamp,
} from 'lightweight-charts'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { change, fixed, number, utc, utcDay } from '../_ui/numbers'
import type { Candle } from './Candles'
import { type ChartColours, useChartColours } from './colours'
import { grownEnd, shiftOf } from './tail'

export interface ChartMark {
  /** Open of the bar it belongs to. */
  readonly time: number
  readonly text: string
  /** What was done there; without it the bar is doubtful. */
  readonly deed?: 'buy' | 'sell'
}

interface BarChartProps {
  readonly label: string
  /** Oldest first; the last may still be forming. */
  readonly candles: readonly Candle[]
  readonly decimals: number
  readonly marks?: readonly ChartMark[]
  /** The reader came near the oldest bar. */
  readonly onOlder?: () => void
  /** Stands behind the numbers of the bar that is read. */
  readonly note?: ReactNode
  /** Brings this time into view, whenever it is another object. */
  readonly goTo?: { readonly time: number } | null
}

/** Bars this close to the oldest one ask for more. */
const NEAR = 50
const FIRST_SHOWN = 160

interface Parts {
  readonly chart: IChartApi
  readonly prices: ISeriesApi<'Candlestick'>
  readonly volumes: ISeriesApi<'Histogram'>
  readonly marks: ISeriesMarkersPluginApi<Time>
}

const seconds = (ms: number) => (ms / 1000) as UTCTimestamp
const millis = (time: Time | undefined): number | null => (typeof time === 'number' ? time * 1000 : null)

/** Candles and volumes that can be dragged, zoomed and read bar by bar. */
export function BarChart({ label, candles, decimals, marks, note, onOlder, goTo }: BarChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const parts = useRef<Parts | null>(null)
  const drawn = useRef<readonly Candle[]>([])
  const older = useRef(onOlder)
  older.current = onOlder
  const colours = useChartColours()
  const [at, setAt] = useState<number | null>(null)

  // Colours and decimals of a standing chart are changed below.
  useEffect(() => {
    if (!box.current || !colours) return
    const made = draw(box.current, colours, decimals)
    parts.current = made
    drawn.current = []
    made.chart.subscribeCrosshairMove(({ time }) => setAt(millis(time)))
    made.chart.timeScale().subscribeVisibleLogicalRangeChange(range => {
      if (range && range.from < NEAR && drawn.current.length > 0) older.current?.()
    })
    return () => {
      parts.current = null
      made.chart.remove()
    }
  }, [colours !== null])

  useEffect(() => {
    if (!parts.current || !colours) return
    paint(parts.current, colours)
    drawn.current = []
  }, [colours])

  useEffect(() => {
    parts.current?.prices.applyOptions({ priceFormat: priceFormat(decimals) })
  }, [decimals])

  useEffect(() => {
    const standing = parts.current
    if (!standing || !colours) return
    const before = drawn.current
    drawn.current = candles
    const grown = grownEnd(before, candles)
    if (grown) {
      // The bar that was the last may have closed before the next one came behind it.
      for (const candle of grown) {
        standing.prices.update(priceOf(candle))
        standing.volumes.update(volumeOf(candle, colours))
      }
      return
    }
    const scale = standing.chart.timeScale()
    const range = scale.getVisibleLogicalRange()
    standing.prices.setData(candles.map(priceOf))
    standing.volumes.setData(candles.map(candle => volumeOf(candle, colours)))
    const shift = range ? shiftOf(before, candles, range.to) : null
    if (range && shift !== null)
      scale.setVisibleLogicalRange({ from: range.from + shift, to: range.to + shift })
    else scale.setVisibleLogicalRange({ from: candles.length - FIRST_SHOWN, to: candles.length + 4 })
  }, [candles, colours])

  useEffect(() => {
    const standing = parts.current
    if (!standing || !colours) return
    standing.marks.setMarkers(
      (marks ?? []).map(
        (mark): SeriesMarker<Time> => ({
          time: seconds(mark.time),
          text: mark.text,
          ...lookOf(mark, colours),
        }),
      ),
    )
  }, [marks, colours])

  useEffect(() => {
    if (!goTo || !parts.current) return
    const scale = parts.current.chart.timeScale()
    const index = scale.timeToIndex(seconds(goTo.time), true)
    if (index !== null)
      scale.setVisibleLogicalRange({ from: index - FIRST_SHOWN / 2, to: index + FIRST_SHOWN / 2 })
  }, [goTo, colours !== null])

  const read = (at === null ? undefined : candles.find(candle => candle.time === at)) ?? candles.at(-1)
  const rises = read !== undefined && read.close >= read.open
  return (
    <figure className="relative h-full min-h-0 w-full" aria-label={label}>
      {read && (
        <figcaption className="pointer-events-none absolute top-2 left-3 z-10 flex flex-wrap gap-x-2.5 text-[12px] text-faint tabular-nums">
          <span>{whenOf(candles)(read.time)}</span>
          {(['open', 'high', 'low', 'close'] as const).map(part => (
            <span key={part}>
              {part[0]?.toUpperCase()}{' '}
              <span className={rises ? 'text-gain' : 'text-loss'}>{fixed(read[part], decimals)}</span>
            </span>
          ))}
          <span className={rises ? 'text-gain' : 'text-loss'}>{change(read.close / read.open - 1)}</span>
          <span>V {number(read.volume)}</span>
          {note}
        </figcaption>
      )}
      <div ref={box} className="h-full w-full" />
    </figure>
  )
}

const lookOf = ({ deed }: ChartMark, colours: ChartColours) => {
  switch (deed) {
    case 'buy':
      return { position: 'belowBar', shape: 'arrowUp', color: colours.gain, size: 1.2 } as const
    case 'sell':
      return { position: 'aboveBar', shape: 'arrowDown', color: colours.loss, size: 1.2 } as const
    case undefined:
      return { position: 'aboveBar', shape: 'circle', color: colours.warn, size: 0.6 } as const
  }
}

const DAY_MS = 86_400_000

/** Bars of days are named by their day, with its year. */
const whenOf = (candles: readonly Candle[]): ((time: number) => string) => {
  const [first, second] = candles
  return first && second && second.time - first.time >= DAY_MS ? utcDay : utc
}

const priceFormat = (decimals: number) =>
  ({ type: 'price', precision: decimals, minMove: 10 ** -decimals }) as const

const priceOf = ({ time, open, high, low, close }: Candle) => ({
  time: seconds(time),
  open,
  high,
  low,
  close,
})

const volumeOf = ({ time, open, close, volume }: Candle, colours: ChartColours) => ({
  time: seconds(time),
  value: volume,
  color: `${close >= open ? colours.gain : colours.loss}55`,
})

function draw(box: HTMLElement, colours: ChartColours, decimals: number): Parts {
  const chart = createChart(box, {
    autoSize: true,
    rightPriceScale: { scaleMargins: { top: 0.1, bottom: 0.24 } },
    timeScale: { timeVisible: true, secondsVisible: false },
  })
  const prices = chart.addSeries(CandlestickSeries, { priceFormat: priceFormat(decimals) })
  const volumes = chart.addSeries(HistogramSeries, {
    priceScaleId: '',
    priceFormat: { type: 'volume' },
    lastValueVisible: false,
    priceLineVisible: false,
  })
  volumes.priceScale().applyOptions({ scaleMargins: { top: 0.82, bottom: 0 } })
  const parts = { chart, prices, volumes, marks: createSeriesMarkers(prices, []) }
  paint(parts, colours)
  return parts
}

function paint({ chart, prices }: Parts, colours: ChartColours): void {
  chart.applyOptions({
    layout: {
      background: { type: ColorType.Solid, color: colours.ground },
      textColor: colours.faint,
      fontFamily: colours.font,
      fontSize: 11,
    },
    grid: { vertLines: { color: colours.line }, horzLines: { color: colours.line } },
    rightPriceScale: { borderColor: colours.line },
    timeScale: { borderColor: colours.line },
  })
  prices.applyOptions({
    // Rising bars are hollow and falling ones filled: colour is not the only sign.
    upColor: colours.ground,
    downColor: colours.loss,
    borderUpColor: colours.gain,
    borderDownColor: colours.loss,
    wickUpColor: colours.gain,
    wickDownColor: colours.loss,
  })
}
